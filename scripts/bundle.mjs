// Bundles some packages into one file, and writes beside it the licences of all that are inside. Run by vendor-d3 and vendor-preact, in a
// folder with the packages and a main.js: node bundle.mjs TARGET SCRIPT PACKAGE…
import { build } from "esbuild";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const [target, script, ...named] = process.argv.slice(2);
const about = async (name) => JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"));
const name = (await Promise.all(named.map(about))).map(({ name, version }) => `${name}-${version}`).join("-");

for (const file of await readdir(target)) {
  if (file.startsWith(`${named[0]}-`)) await rm(join(target, file));
}
const { metafile } = await build({
  entryPoints: { [name]: "main.js" },
  outdir: target,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  metafile: true,
});
const inside = Object.keys(metafile.inputs).flatMap((file) => /^node_modules\/([^/]+)\//.exec(file)?.[1] ?? []);
const packages = await Promise.all([...new Set(inside)].sort().map(about));
const parts = packages.map(async ({ name, version, license }) => {
  const text = await readFile(`node_modules/${name}/LICENSE`, "utf8");
  return `${name} ${version}, ${license}\n\n${text.trimEnd()}\n`;
});
const rule = `\n${"-".repeat(80)}\n\n`;
const head = `${name}.js is made of these packages, bundled by scripts/${script}:\n`;
await writeFile(join(target, `${name}.LICENSES.txt`), [head, ...(await Promise.all(parts))].join(rule));
console.log(name, packages.map(({ name, version }) => `${name} ${version}`).join(", "));

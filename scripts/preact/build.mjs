// Bundles Preact and HTM into one file, and writes beside it the licences of both.
import { build } from "esbuild";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const target = process.argv[2];
const packages = ["preact", "htm"];
const about = await Promise.all(
  packages.map(async (name) => JSON.parse(await readFile(`node_modules/${name}/package.json`, "utf8"))),
);
const name = about.map(({ name, version }) => `${name}-${version}`).join("-");

for (const file of await readdir(target)) {
  if (file.startsWith("preact-")) await rm(join(target, file));
}
await build({
  entryPoints: { [name]: "main.js" },
  outdir: target,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
});
const parts = about.map(async ({ name, version, license }) => {
  const text = await readFile(`node_modules/${name}/LICENSE`, "utf8");
  return `${name} ${version}, ${license}\n\n${text.trimEnd()}\n`;
});
const rule = `\n${"-".repeat(80)}\n\n`;
const head = `${name}.js is made of these packages, bundled by scripts/vendor-preact:\n`;
await writeFile(join(target, `${name}.LICENSES.txt`), [head, ...(await Promise.all(parts))].join(rule));
console.log(name);

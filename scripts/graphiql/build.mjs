// Bundles GraphiQL into two files, and writes beside them the licences of all that went in.
import { build } from "esbuild";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

const target = process.argv[2];
const { version } = JSON.parse(await readFile("node_modules/graphiql/package.json", "utf8"));
const name = `graphiql-${version}`;

for (const file of await readdir(target)) {
  if (file.startsWith("graphiql-")) await rm(join(target, file));
}
const { metafile } = await build({
  entryPoints: { [name]: "main.jsx" },
  outdir: target,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  charset: "utf8",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  metafile: true,
});

const folders = new Set();
for (const input of Object.keys(metafile.inputs)) {
  const [, folder] = input.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//) ?? [];
  if (folder) folders.add(folder);
}
// GraphiQL's CSS holds these two fonts without their licences.
for (const font of ["fira-code", "roboto"]) folders.add(`node_modules/@fontsource/${font}`);
const parts = [];
for (const folder of [...folders].sort()) {
  const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const author = about.author?.name ?? about.author ?? about.repository?.url ?? about.repository ?? "its authors";
  const text = file
    ? await readFile(join(folder, file), "utf8")
    : `Copyright (c) ${author}. The package brings no licence file; it declares ${about.license}.\n`;
  parts.push(`${about.name} ${about.version}, ${about.license}\n\n${text.trimEnd()}\n`);
}
const rule = `\n${"-".repeat(80)}\n\n`;
const head = `${name}.js and ${name}.css are made of these packages, bundled by scripts/vendor-graphiql:\n`;
await writeFile(join(target, `${name}.LICENSES.txt`), [head, ...parts].join(rule));
console.log(`${name}: ${folders.size} packages and fonts`);

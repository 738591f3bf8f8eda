// node main.mjs FOLDER <model.json: prints file:line:column and what is wrong; exit code 1 when anything is.

import { readFileSync } from "node:fs";
import { lint } from "./lint.mjs";

const { count, faults } = lint(process.argv[2], JSON.parse(readFileSync(0, "utf8")));
for (const { file, line, column, message } of faults) console.log(`cypher/${file}:${line}:${column}: ${message}`);
console.log(`${count} files, ${faults.length} ${faults.length === 1 ? "fault" : "faults"}`);
process.exitCode = faults.length ? 1 : 0;

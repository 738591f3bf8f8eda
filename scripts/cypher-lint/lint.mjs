// Holds .cypher files to Neo4j's own parser and to the words of cypher/model.toml.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lintCypherQuery } from "@neo4j-cypher/language-support";
import { HeadError, makeSearchFilters, makeStatement } from "./statement.mjs";
import { readVocabulary } from "./vocabulary.mjs";

// The files that may use Neo4j's internal ids: those of a search, and those that fetch what it has found.
const NUMBERED = /^(statements\/walk|fields\/Path|fields\/Hop)\/|^fields\/Query\/paths\.|^examples\/(Path|Hop)\./;

// All faults of the files under `root`, in order: {file, line, column, message}. `model` is model.toml as an object.
export function lint(root, model) {
  const vocabulary = readVocabulary(model);
  const found = new Map(); // filters are checked in each field that uses them, and told once
  const report = (file, line, column, message) =>
    found.set(`${file}:${line}:${column}:${message}`, { file, line, column, message });

  const files = readdirSync(root, { recursive: true })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".cypher"));
  const used = new Set();
  for (const path of files.filter((path) => !path.startsWith("filters/"))) {
    try {
      const lines = makeStatement(root, path, vocabulary);
      for (const { file } of lines) used.add(file);
      check(path, lines, vocabulary, report);
    } catch (error) {
      if (!(error instanceof HeadError)) throw error;
      report(path, error.line, 1, error.message);
    }
  }
  for (const path of files.filter((path) => path.startsWith("filters/") && !used.has(path))) {
    const lines = makeSearchFilters(root, path);
    if (lines) check(path, lines, vocabulary, report);
    else report(path, 1, 1, "no field uses these filters");
  }
  const faults = [...found.values()].sort(
    (a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column,
  );
  return { count: files.length, faults };
}

function check(path, lines, vocabulary, report) {
  const text = lines.map((line) => line.text).join("\n");
  const starts = [0];
  for (const line of lines) starts.push(starts.at(-1) + line.text.length + 1);
  const tell = (offset, message) => {
    let number = Math.min(starts.findLastIndex((start) => start <= offset), lines.length - 1);
    let column = offset - starts[number] + 1;
    if (lines[number].made) column = 1; // it would point into words that the file does not have
    if (lines[number].made && /^Invalid input|^Query cannot conclude/.test(message)) {
      const last = lines.slice(0, number).findLastIndex((line) => !line.made && line.text); // a body left open
      if (last >= 0) [number, column] = [last, lines[last].text.length + 1];
    }
    report(lines[number].file, lines[number].line, column, message);
  };

  const parameters = [...text.matchAll(/\$(\w+)/g)].map((match) => match[1]);
  const { diagnostics, symbolTables } = lintCypherQuery(text, vocabulary.schema(path, parameters), {
    consoleCommandsEnabled: path.startsWith("explorations/"),
  });
  const properties = new Map(); // by place: what is said of the variable's labels takes the place of the parser's word
  for (const { offsets, message } of diagnostics) {
    if (message.startsWith("[:!")) continue; // "whatever else hangs on it": that the model knows nothing else is the point
    // Searches hold thousands of entities by number, for the length of one question (docs/statements.md).
    if (NUMBERED.test(path) && message.includes("('id' has been replaced")) continue;
    const [, missing] = /^(.*) is not present in the database\./.exec(message) ?? [];
    if (!missing) tell(offsets.start, message);
    else if (/^(Label|Relationship type|Label or relationship type) /.test(missing)) tell(offsets.start, `${missing} is not in cypher/model.toml`);
    else if (isOfGraph(offsets.start, text, symbolTables)) properties.set(offsets.start, `Property ${missing} is not in cypher/model.toml`);
  }
  for (const symbol of symbolTables.flat()) checkProperties(symbol, text, vocabulary, properties);
  for (const [offset, message] of properties) tell(offset, message);
  if (path.startsWith("migrations/")) checkSchemaCommands(text, vocabulary, tell);
}

// Whether the property at this place is one of a node or relationship, and not a key of a map or of a row.
function isOfGraph(offset, text, symbolTables) {
  const owner = /(\w+)\s*\.\s*$/.exec(text.slice(0, offset));
  const symbol = owner && symbolTables.flat().find(({ references }) => references.includes(owner.index));
  return !symbol || symbol.types.includes("Node") || symbol.types.includes("Relationship");
}

// The parser's own check asks whether anything has such a property; this one asks the labels of the variable.
function checkProperties({ labels, references }, text, vocabulary, properties) {
  const names = plainNames(labels);
  const known = names && vocabulary.propertiesOf(names);
  if (!known) return;
  for (const reference of references) {
    const [asked] = /^\w+(?:\.\w+| *\{[^}]*\})/.exec(text.slice(reference)) ?? [""];
    for (const { 1: name, index } of asked.matchAll(/\.(\w+)/g)) {
      if (!known.has(name)) properties.set(reference + index + 1, `${names.join(" or ")} has no property ${name} in cypher/model.toml`);
    }
  }
}

// The names in a label expression of `A`, `A|B` or `A&B`; null when it says something else (nothing, `!A`, `%`).
function plainNames({ condition, children }) {
  if (condition === "not" || !children.length) return null;
  const names = children.map((child) => (child.value ? [child.value] : plainNames(child)));
  return names.every(Boolean) ? names.flat() : null;
}

// The parser reads the commands that make constraints and indexes, and does not look at the words in them.
function checkSchemaCommands(text, vocabulary, tell) {
  const bare = text.replace(/\/\/[^\n]*/g, (comment) => " ".repeat(comment.length));
  for (const command of bare.matchAll(/\bCREATE\b[^;]*/g)) {
    const target = /\bFOR\s+(?:\(\)-)?[([](\w+):([\w|]+)[)\]]/.exec(command[0]);
    if (!target) continue;
    const names = target[2].split("|");
    const known = vocabulary.propertiesOf(names);
    if (!known) tell(command.index + target.index, `${names.join(" or ")} is not in cypher/model.toml`);
    for (const access of command[0].matchAll(new RegExp(`\\b${target[1]}\\.(\\w+)`, "g"))) {
      if (known && !known.has(access[1])) {
        tell(command.index + access.index, `${names.join(" or ")} has no property ${access[1]} in cypher/model.toml`);
      }
    }
  }
}

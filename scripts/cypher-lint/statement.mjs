// A file → the statement that is handed to the parser, each of its lines with the place that it comes from.
// What the words of a head mean stands in cypher/README.md.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const HEAD = /^\/\/ +(yields|order|key|use|filter|bound|walk-filter|index|start-from|scan|implies|types|total|value)(?: +([\w.=]+))?: *(.*)$/;

// GraphQL types that are no node: what `this` is for their fields. GraphStats hangs on nothing.
const OTHERS = { Mention: "MENTIONS" };
// Fields that start from nothing: root fields, and statistics of the whole graph.
const ROOTS = ["Query", "Mutation", "GraphStats"];
// Filters that no field's file uses, since a search asks them before its own statement: what they are asked of.
const FILTERS_OF_SEARCHES = { SearchWhere: "MATCH (video:Video) OPTIONAL MATCH (video)-[:HAS_SEGMENT]->(place)" };

export class HeadError extends Error {
  constructor(line, message) {
    super(message);
    this.line = line;
  }
}

// [{text, file, line, made}]; `made` when the text does not stand in the file. Whole statements go in as they are.
export function makeStatement(root, path, vocabulary) {
  const source = readFileSync(join(root, path), "utf8").split("\n");
  const lines = source.map((text, index) => ({ text, file: path, line: index + 1 }));
  if (/^(fields|nodes)\//.test(path)) return wrap(root, path, lines, vocabulary);
  // An example binds `this`, and `videograph cypher` puts behind it what a field asks of it.
  const open = path.startsWith("examples/") && !/\bRETURN\b(?![^{]*\})/.test(source.slice(1).join("\n"));
  return open ? [...lines, { text: "RETURN this", file: path, line: source.length, made: true }] : lines;
}

// The same for the filters of a search; null for those that fields use.
export function makeSearchFilters(root, path) {
  const name = path.replace(/^filters\/|\.cypher$/g, "");
  const start = FILTERS_OF_SEARCHES[name];
  if (!start) return null;
  const at = ({ file, line }, text) => ({ text, file, line, made: true });
  const top = { file: path, line: 1 };
  const conditions = readFilters(root, { text: name, name: "where", line: 1 });
  return [at(top, start), ...conditions.map((found) => at(found, `WITH * WHERE ${condition(found)}`)), at(top, "RETURN video.id AS video, place.id AS place")];
}

function wrap(root, path, lines, vocabulary) {
  const words = [];
  const body = [];
  for (const { text, file, line } of lines) {
    if (text.startsWith("// when ")) break; // a body for one value: the tests run it
    const match = body.length === 0 && HEAD.exec(text);
    if (match) words.push({ file, line, word: match[1], name: match[2] ?? "", text: match[3] });
    else if (!text.startsWith("//") && (text || body.length)) body.push({ text, file, line });
  }
  const all = (word) => words.filter((found) => found.word === word);
  const at = ({ file, line }, text) => ({ text, file, line, made: true });
  const top = { file: path, line: 1 };

  const start = bindThis(root, path, vocabulary);
  const scope = start ? "this" : "";
  const made = start ? [at(top, start)] : [];
  made.push(at(top, `CALL (${scope}) {`));
  // `value video: …` needs the video of a statement that has it at hand.
  for (const value of all("value").filter(({ name }) => !name)) {
    made.push(at(value, scope ? "WITH this" : "WITH 0 AS nothing"), at(value, `RETURN ${value.text} AS value`));
    return [...made, at(top, "}"), at(top, "RETURN value")];
  }

  const [yields] = all("yields");
  if (!yields) throw new HeadError(1, "the head has neither `yields` nor `value`");
  if (!body.length) return [at(top, "RETURN 0 AS nothing")]; // types of items alone: it has no Cypher of its own
  const inside = all("walk-filter").map((found) => found.text).filter((text) => !text.startsWith("*")); // the length of the walk
  const first = inside.length ? body.findIndex(({ text }) => text.includes("WHERE ")) : -1;
  if (first >= 0) body[first].text = body[first].text.replace("WHERE ", `WHERE ${inside.join(" AND ")} AND `);
  made.push(...body);
  const conditions = [...all("filter"), ...all("implies"), ...all("use").flatMap((use) => readFilters(root, use))];
  for (const found of conditions) made.push(at(found, `WITH * WHERE ${condition(found)}`));
  for (const bound of all("bound")) made.push(at(bound, `WITH * WHERE ${bound.text.slice(bound.text.indexOf(",") + 1)}`));
  for (const index of all("index")) made.push(at(index, `WITH * WHERE ${index.text}`));
  for (const order of all("order")) made.push(at(order, `WITH * ORDER BY ${order.text}`));
  for (const key of all("key")) made.push(at(key, `WITH * ORDER BY ${key.text}`));
  const names = yields.text.split(",").map((pair) => pair.split(":")[0].trim());
  made.push(at(yields, `RETURN ${names.map((name) => `${name} AS ${name}_out`).join(", ")}`), at(top, "}"));
  for (const total of all("scan")) made.push(at(total, `CALL () { RETURN ${total.text} AS browse_0 }`));
  for (const total of all("total")) made.push(at(total, `CALL (${scope}) { RETURN ${total.text} AS total_0 }`));
  all("start-from").forEach((lead, number) => {
    const led = conditions.find((found) => (found.path ?? found.name) === lead.name);
    const from = led && (/\((related):(\w+)\)/.exec(led.text) ?? /within \((\w+):(\w+)\)/.exec(led.text));
    if (!from) throw new HeadError(lead.line, `${lead.name} has no condition with a pattern to start from`);
    const [size, way] = lead.text.split(" from ");
    made.push(at(lead, `CALL () { MATCH (${from[1]}:${from[2]}) RETURN sum(${size}) AS size_${number} }`));
    if (way) made.push(at(lead, `CALL () { MATCH (${from[1]}:${from[2]}) MATCH ${way} RETURN count(*) AS led_${number} }`));
  });
  return [...made, at(yields, `RETURN ${names.map((name) => `${name}_out`).join(", ")}`)];
}

function bindThis(root, path, vocabulary) {
  const [folder, type] = path.split("/");
  if (folder === "nodes" || ROOTS.includes(type)) return "";
  if (type === "Relationship") return `MATCH (:Entity)-[this:${vocabulary.connections.join("|")}]->(:Entity)`;
  if (OTHERS[type]) return `MATCH ()-[this:${OTHERS[type]}]->()`;
  const { types, results } = readSchema(root);
  if (vocabulary.labels.includes(type) && !results.has(type) && !isFetchedAsMap(root, type)) return `MATCH (this:${type})`;
  // Of the results of mutations, and every other type of the schema, `this` is a map, whose keys nothing declares.
  if (types.has(type)) return "WITH $this AS this";
  throw new HeadError(1, `neither cypher/model.toml nor docs/schema.graphql has ${type}: run \`make schema\` if it is new`);
}

// A type may be put together of several kinds of nodes, one of which has its name as a label.
function isFetchedAsMap(root, type) {
  const file = join(root, "nodes", `${type}.cypher`);
  return existsSync(file) && /^\/\/ yields: \w+: MAP\b/m.test(readFileSync(file, "utf8"));
}

function readSchema(root) {
  const file = join(root, "..", "docs", "schema.graphql");
  const schema = existsSync(file) ? readFileSync(file, "utf8") : "";
  const types = [...schema.matchAll(/^type (\w+)/gm)].map((match) => match[1]);
  const unions = [...schema.matchAll(/^union \w+ = (.+)$/gm)].map((match) => match[1].split(" | "));
  const results = unions.filter((members) => members.includes("InvalidInput")).flat();
  return { types: new Set(types), results: new Set(results) };
}

function readFilters(root, use) {
  const path = `filters/${use.text}.cypher`;
  if (!existsSync(join(root, path))) throw new HeadError(use.line, `there is no cypher/${path}`);
  return readFileSync(join(root, path), "utf8")
    .split("\n")
    .map((text, index) => ({ match: HEAD.exec(text), file: path, line: index + 1 }))
    .filter(({ match }) => match?.[1] === "filter")
    .map(({ match, file, line }) => ({ file, line, name: match[2], path: `${use.name || "where"}.${match[2]}`, text: match[3] }));
}

// One key of each form of condition, as the engine puts it.
function condition({ name, path, text }) {
  const parameter = `$${(path ?? name).replace(/=.*/, "").split(".").at(-1)}`;
  const [form, rest] = [text.split(" ")[0], text.slice(text.indexOf(" ") + 1)];
  if (form === "normalised") return rest;
  if (form === "ids") return `EXISTS { MATCH ${rest} WHERE related.id IN ${parameter} }`;
  if (form !== "text" && form !== "range") return text;
  const [asks, known] = rest.split(" where ");
  const [subject, pattern] = asks.split(" within ");
  const asked = `${subject} ${form === "text" ? "CONTAINS" : ">="} ${parameter}`;
  if (pattern) return `EXISTS { MATCH ${pattern} WHERE ${asked} }`;
  return known ? `${asked} AND ${known}` : asked;
}

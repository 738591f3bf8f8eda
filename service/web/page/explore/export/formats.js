// What a map shows, as data: JSON, CSV and GraphML. Texts only, nothing of the page.
import { onlyVoice, TOGETHER, voiceOf } from "../../words.js";

/** `seen` is what a map shows: `{ nodes, links }`. The entities and connections as plain rows. */
function rowsOf({ nodes, links }) {
  const names = new Map(nodes.map((node) => [node.id, nameOf(node)]));
  const linksOf = new Map(nodes.map(({ id }) => [id, []]));
  for (const link of links) for (const id of [link.source, link.target]) linksOf.get(id)?.push(link);
  const count = ({ id }, together) => linksOf.get(id).filter(({ type }) => (type === TOGETHER) === together).length;
  return {
    entities: nodes.map((node) => ({
      id: node.id,
      slug: node.entity.slug,
      name: nameOf(node),
      kind: node.kind,
      mentions: node.weight,
      connections: count(node, false),
      coMentions: count(node, true),
      added: Boolean(node.added),
    })),
    connections: links.map(({ id, source, target, type, weight, relationship: { past, evidence }, added }) => ({
      id,
      source,
      sourceName: names.get(source),
      type,
      past,
      target,
      targetName: names.get(target),
      weight,
      evidenceCount: evidence.totalCount,
      added: Boolean(added),
      quotes: evidence.nodes.map(({ quote, startSeconds, url, video, speaker, turns = [{ words: quote, speaker }] }) => ({
        quote,
        speaker: onlyVoice(turns),
        turns: turns.length > 1 ? turns.map(({ words, speaker }) => ({ speaker: voiceOf(speaker), words })) : undefined,
        talk: video.title,
        startSeconds,
        url,
      })),
    })),
  };
}

const nameOf = ({ whole, name }) => whole ?? name;

/** The map as JSON, with up to three quotes of each connection. */
export const asJson = (seen) => `${JSON.stringify(rowsOf(seen), null, 2)}\n`;

const ENTITIES = ["id", "slug", "name", "kind", "mentions", "connections", "coMentions", "added"];
const CONNECTIONS = ["id", "source", "sourceName", "type", "past", "target", "targetName", "weight", "evidenceCount", "added", "quote", "talk", "startSeconds", "url"];

/** The entities as CSV (RFC 4180), a row each. */
export const entitiesAsCsv = (seen) => csv(ENTITIES, rowsOf(seen).entities);

/** The connections as CSV, a row each, with the first of their quotes. */
export const connectionsAsCsv = (seen) => csv(CONNECTIONS, rowsOf(seen).connections.map(({ quotes: [first], ...row }) => ({ ...row, ...first })));

const csv = (columns, rows) => [columns, ...rows.map((row) => columns.map((column) => row[column]))].map((row) => `${row.map(cell).join(",")}\r\n`).join("");

function cell(value) {
  const text = String(value ?? "");
  // A spreadsheet would run a text that begins like a formula.
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const KEYS = [
  ["node", "name", "string"],
  ["node", "kind", "string"],
  ["node", "slug", "string"],
  ["node", "mentions", "double"],
  ["node", "added", "boolean"],
  ["edge", "type", "string"],
  ["edge", "past", "boolean"],
  ["edge", "weight", "double"],
  ["edge", "evidenceCount", "int"],
  ["edge", "quote", "string"],
];

/** The map as GraphML, which Gephi, yEd, Cytoscape and NetworkX read. */
export function asGraphml(seen) {
  const { entities, connections } = rowsOf(seen);
  const data = (sort, row) =>
    KEYS.filter(([on, key]) => on === sort && row[key] !== undefined && row[key] !== null).map(([, key]) => `      <data key="${sort}-${key}">${xml(row[key])}</data>`);
  const element = (sort, attributes, row) =>
    [`    <${sort} ${Object.entries(attributes).map(([key, value]) => `${key}="${xml(value)}"`).join(" ")}>`, ...data(sort, row), `    </${sort}>`].join("\n");
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...KEYS.map(([on, key, type]) => `  <key id="${on}-${key}" for="${on}" attr.name="${key}" attr.type="${type}"/>`),
    '  <graph id="map" edgedefault="directed">',
    ...entities.map((row) => element("node", { id: row.id }, row)),
    ...connections.map((row) => element("edge", { id: row.id, source: row.source, target: row.target }, { ...row, quote: row.quotes[0]?.quote })),
    "  </graph>",
    "</graphml>",
    "",
  ].join("\n");
}

const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const xml = (value) =>
  String(value).replace(NOT_XML, "").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

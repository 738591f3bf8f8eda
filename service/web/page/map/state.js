// What a map shows: the address says what is chosen, hidden, and how much evidence a line must have.
import { go, useAddress, withValues } from "../address.js";
import { TOGETHER } from "../words.js";
import { backboneOf, LEVELS, usualLevel } from "./backbone.js";

export const MOST_POINTS = 300;

/** `{ chosen, hidden: Set of kinds and types, least, coMentions, usual, table }` of the address; `usual`: the co-mentions of these links without it. */
export function useMapState(links) {
  const asked = useAddress().searchParams;
  const level = asked.get("comentions");
  const usual = usualLevel(links);
  return {
    chosen: asked.get("show"),
    hidden: new Set(asked.get("hide")?.split(",").filter(Boolean)),
    least: Math.max(1, Number.parseInt(asked.get("least") ?? "1", 10) || 1),
    coMentions: LEVELS.includes(level) ? level : usual,
    usual,
    table: asked.get("view") === "table",
  };
}

/** Changes the address: an entry of the history that Back undoes, or with `replace` none. The reader stays where they are. */
export const change = (values, { replace = false } = {}) => go(withValues(values), { stay: true, replace });

/** The address's value for what is hidden. */
export const hiddenValue = (hidden) => [...hidden].sort().join(",") || null;

const evidenceOf = (link) => link.relationship.evidence?.totalCount ?? 1;
export const mostEvidence = (links) => Math.max(1, ...links.map(evidenceOf));

/**
 * The part of `{ nodes, links }` that is shown, and what the legend counts: `{ nodes, links, kinds, types, left }`.
 * `kinds` and `types`: Map → how many there are with all other filters. `left`: how many entities have no place.
 * An entity is shown if a line of it passes the filters, even where the line's other end is hidden by its kind.
 */
export function shownPart({ nodes, links }, { hidden, least, coMentions }) {
  const drawn = backboneOf(links, coMentions).filter((link) => evidenceOf(link) >= least);
  const open = drawn.filter(({ type }) => !hidden.has(type));
  const linked = new Set(open.flatMap(({ source, target }) => [source, target]));
  const kept = nodes.filter(({ id, distance, added }) => linked.has(id) || distance === 0 || added);
  const shown = kept.filter(({ kind }) => !hidden.has(kind)).slice(0, MOST_POINTS);
  const ids = new Set(shown.map(({ id }) => id));
  const between = ({ source, target }) => ids.has(source) && ids.has(target);
  return {
    nodes: shown,
    links: open.filter(between),
    kinds: tally(kept, ({ kind }) => kind),
    types: tally(drawn.filter((link) => hidden.has(link.type) || between(link)), ({ type }) => type),
    left: nodes.length - shown.length,
  };
}

function tally(items, keyOf) {
  const counts = new Map();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

/** Whether a link is only a co-mention. */
export const isTogether = ({ type }) => type === TOGETHER;

/** Ids of an entity with its lines and neighbours, or of a line with its ends; null for what is not there. */
export function related(id, lines) {
  const own = lines.filter((line) => [line.id, line.source, line.target].includes(id));
  return own.length ? new Set([id, ...own.flatMap((line) => [line.id, line.source, line.target])]) : null;
}

// What the values of filters stand for: names and ids, as the API takes them.
import { useAnswer } from "../answer.js";
import { FILTERS } from "./filters.js";

const NAMED = ["speaker", "talk", "topic", "channel"]; // all but the year stand for something that has a name
const known = new Map(); // "speaker gloria-zhao" → { id, name }: what a facet has shown needs no further question

/** Keeps what a filter's value stands for. */
export const remember = (name, { id, slug, name: called, title }) => known.set(`${name} ${slug}`, { id, name: called ?? title });

/**
 * What the filters stand for: `{ found: { speaker: { id, name } }, unknown: ["topic"], failure, again }`; `found` is null until
 * all is known.
 */
export function useFilters(filters) {
  const named = NAMED.filter((name) => filters[name]);
  const asked = named.some((name) => !known.has(`${name} ${filters[name]}`));
  const { speaker = "", talk = "", topic = "", channel = "" } = filters;
  const { data, failure, again } = useAnswer("search_filters", asked ? { speaker, talk, topicSlug: topic, channel } : null);
  if (asked && !data) return { found: null, unknown: [], failure, again };
  const found = {};
  for (const name of named) {
    const one = known.get(`${name} ${filters[name]}`) ?? data[name] ?? data[`${name}Named`];
    if (one) found[name] = { id: one.id, name: one.name ?? one.title };
  }
  if (filters.year) found.year = /^\d{4}$/.test(filters.year) ? { name: filters.year } : undefined;
  return { found, unknown: Object.keys(filters).filter((name) => !found[name]), again };
}

/** As the API takes them: `SearchWhere`, of which `SegmentWhere` has the same keys; null where there are none. */
export function whereOf(found) {
  const where = {};
  for (const [name, one] of Object.entries(found)) {
    if (name === "year") where.publishedOn = { gte: `${one.name}-01-01`, lt: `${String(Number(one.name) + 1).padStart(4, "0")}-01-01` };
    else where[FILTERS[name].key] = { any: [one.id] };
  }
  return Object.keys(where).length ? where : null;
}

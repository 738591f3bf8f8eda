// Which co-mentions a map draws: none, the strongest, which the API names, or all that it gave.
import { TOGETHER } from "../words.js";

const slices = new WeakMap(); // an answer → its slice, always the same

/** The slice of an answer with `graph` and, beside it, `strongest`, which has only ids: `strongest` of the slice is their Set. */
export function sliceOf(data) {
  if (!data.strongest) return data.graph;
  if (!slices.has(data)) slices.set(data, { ...data.graph, strongest: new Set(data.strongest.links.map(({ id }) => id)) });
  return slices.get(data);
}

/** `links` without the weaker co-mentions. `level`: "none", "strongest" or "more". What a reader has added stays. */
export function backbone(links, level, strongest) {
  if (level === "more") return links;
  const kept = ({ id, added }) => level === "strongest" && (added || !strongest || strongest.has(id));
  return links.filter((link) => link.type !== TOGETHER || kept(link));
}

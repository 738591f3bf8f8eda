// Which co-mentions a map draws: none, the strongest, or all that the API gave.
import { TOGETHER } from "../words.js";

export const LEVELS = ["none", "strongest", "more"];
const ENOUGH = 10; // stated connections from which on a map is drawn without co-mentions; service/api/http/shell/map_drawing.py has the same

/** The level of a map for which the reader has asked none. */
export const usualLevel = (links) => (links.filter(({ type, added }) => type !== TOGETHER && !added).length < ENOUGH ? "strongest" : "none");

/** `links` without the weaker co-mentions. `level`: "none", "strongest" or "more". What a reader has added stays. */
export function backboneOf(links, level) {
  if (level === "more") return links;
  return links.filter(({ type, backbone, added }) => type !== TOGETHER || added || (level === "strongest" && backbone));
}

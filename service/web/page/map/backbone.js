// Which co-mentions a map draws: none, the strongest, or all that the API gave.
import { TOGETHER } from "../words.js";

/** `links` without the weaker co-mentions. `level`: "none", "strongest" or "more". What a reader has added stays. */
export function backboneOf(links, level) {
  if (level === "more") return links;
  return links.filter(({ type, backbone, added }) => type !== TOGETHER || (level === "strongest" && (backbone || added)));
}

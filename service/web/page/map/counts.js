// How many connections and co-mentions a map, a dot or a table has.
import { counted, number, TOGETHER } from "../words.js";

/** "58 connections · 43 co-mentions": how what is stated and what is only said together are counted everywhere. `of`: how many are stated in all. */
export function countedLinks(links, of = 0) {
  const together = links.filter(({ type }) => type === TOGETHER).length;
  const stated = links.length - together;
  const connections = of > stated ? `${number(stated)} of ${counted(of, "connection")}` : (stated > 0 || !together) && counted(stated, "connection");
  return [connections, together > 0 && counted(together, "co-mention")].filter(Boolean).join(" · ");
}

/** How often two entities were named together: "mentioned together, 3 times". Null for what is stated. */
export const togetherWords = ({ type, relationship: { evidence } }) =>
  type === TOGETHER ? `mentioned together, ${evidence.totalCount === 1 ? "once" : `${number(evidence.totalCount)} times`}` : null;

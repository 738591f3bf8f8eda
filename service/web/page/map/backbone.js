// Which co-mentions a map draws: the strongest of each entity, and those that keep the map in one piece.
import { TOGETHER } from "../words.js";

const EACH = 2; // co-mentions that an entity keeps

/** `links` without the weaker co-mentions. `level`: "none", "strongest" or "more" (all that were given). */
export function backbone(links, level) {
  if (level === "more") return links;
  const stated = links.filter(({ type }) => type !== TOGETHER);
  if (level === "none") return stated;
  const strongest = links.filter(({ type }) => type === TOGETHER).sort((one, other) => other.weight - one.weight || (one.id < other.id ? -1 : 1));
  const kept = new Set(stated);
  const count = new Map();
  const parts = new Map(); // entity → one that stands for its part of the map
  const partOf = (id) => (parts.has(id) && parts.get(id) !== id ? partOf(parts.get(id)) : id);
  for (const { source, target } of stated) parts.set(partOf(source), partOf(target));
  for (const link of strongest) {
    const ends = [link.source, link.target];
    const joins = partOf(link.source) !== partOf(link.target);
    if (!joins && ends.every((id) => (count.get(id) ?? 0) >= EACH)) continue;
    if (!joins && ends.some((id) => (count.get(id) ?? 0) >= EACH)) continue;
    kept.add(link);
    for (const id of ends) count.set(id, (count.get(id) ?? 0) + 1);
    parts.set(partOf(link.source), partOf(link.target));
  }
  return links.filter((link) => kept.has(link));
}

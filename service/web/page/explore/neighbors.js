// What lies beyond a map: the neighbors of an entity over all talks, strongest first, and the paths between two. Asked once, then kept.
import { ask } from "../operations.js";

const known = new Map(); // slug → { entity, total, neighbors, next }
const paths = new Map(); // "slug slug" → [{ nodes, links }]

/** `{ entity, total, neighbors: [{ node, links }] }` as far as it is read; undefined before `readNeighbors`. */
export const neighborsOf = (slug) => known.get(slug);
export const pathsOf = (slug, to) => paths.get(`${slug} ${to}`);

const PAGES = {
  stated: (variables, signal) => ask("entity_neighbors", variables, signal),
  together: (variables, signal) => ask("entity_co_mentions", variables, signal),
};

/** Whether there are neighbors that have not been read. */
export const hasMore = (slug) => Boolean(known.get(slug)?.next);

/** Reads a page of neighbors, the first or the next: by what is stated, then by co-mentions. */
export async function readNeighbors(slug, signal) {
  const before = known.get(slug);
  const [by, after] = before ? before.next : ["stated", null];
  const { entity } = await PAGES[by]({ slug, after }, signal);
  if (!entity) {
    known.set(slug, { entity: null, total: 0, neighbors: [], next: null });
    return;
  }
  const { pageInfo, nodes } = entity.relationships;
  const found = before ?? { entity, total: entity.neighbors.totalCount, neighbors: [] };
  const more = pageInfo.hasNextPage && [by, pageInfo.endCursor];
  known.set(slug, {
    ...found,
    neighbors: gather(found.entity.id, found.neighbors, nodes),
    next: more || (by === "stated" ? ["together", null] : null),
  });
}

function gather(root, before, relationships) {
  const neighbors = new Map(before.map((one) => [one.node.id, one]));
  for (const relationship of relationships) {
    const { source, target } = relationship;
    const other = source.id === root ? target : source;
    if (other.id === root) continue;
    const own = neighbors.get(other.id) ?? { node: asNode(other), links: [] };
    neighbors.set(other.id, { ...own, links: [...own.links, asLink(relationship)] });
  }
  return [...neighbors.values()];
}

/** Reads the paths between two entities of a map, `{ id, slug }` each. */
export async function readPaths(from, to, signal) {
  const data = await ask("map_paths", { source: from.id, target: to.id }, signal);
  const found = data.paths.map(({ hops }) => ({
    nodes: [asNode(hops[0].from), ...hops.map((hop) => asNode(hop.to))],
    links: hops.map(({ relationship }) => asLink(relationship)),
  }));
  paths.set(`${from.slug} ${to.slug}`, found);
  return found;
}

/** An entity as a map's node, where the API gave it as itself. */
const asNode = ({ id, slug, name, kind, mentionCount }) => ({ id, name, kind, weight: mentionCount, degree: 0, x: 0, y: 0, entity: { slug } });

const asLink = ({ id, type, past, weight, source, target, evidence }) => ({
  id,
  type,
  weight,
  source: source.id,
  target: target.id,
  relationship: { past, evidence },
});

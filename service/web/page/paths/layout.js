// Where the entities and hops of several paths lie in one picture, from the first entity at the top to the last at the bottom.

import { box, inside, meet } from "../map/drawing/boxes.js";

const ROWS = [112, 150, 200, 260, 340]; // pixels from one row to the next: as many as the words of all lines need
const WORDS = 16; // height of the words of a line
const HEIGHT = 40; // of an entity's box
const MARGIN = 8;
const LEAST = 112; // pixels that an entity needs across
const SYMMETRIC = new Set(["COMPETES_WITH", "RELATED_TO", "MENTIONED_WITH"]);

/** Whether a relationship has no direction. */
export const isSymmetric = ({ type }) => SYMMETRIC.has(type);

/** All relationships of the paths, each once, with the numbers of the paths that take it. */
export function stepsOf(paths) {
  const steps = new Map();
  paths.forEach(({ hops }, index) => {
    for (const { relationship } of hops) {
      const step = steps.get(relationship.id) ?? { relationship, paths: [] };
      steps.set(relationship.id, { ...step, paths: [...step.paths, index] });
    }
  });
  return [...steps.values()];
}

/**
 * `{ width, height, nodes, edges }`: boxes with `x`, `y` (their middle) and `width`; edges with a path, a head, and a place for their
 * `words` that covers no box and no other words, or null if none is left. `widthOf(relationship)`: pixels of its words.
 */
export function layOut(paths, room, widthOf) {
  const rows = rowsOf(paths);
  let best = null;
  for (const high of ROWS) {
    const found = layOutRows(rows, paths, room, high, widthOf);
    if (!best || found.unsaid < best.unsaid) best = found;
    if (!found.unsaid) break;
  }
  return best;
}

function layOutRows(rows, paths, room, high, widthOf) {
  const width = Math.max(room, LEAST * Math.max(...rows.map((row) => row.length)));
  const nodes = new Map();
  rows.forEach((row, at) => {
    row.forEach((entity, index) => {
      const share = width / row.length;
      const x = share * (index + 0.5);
      nodes.set(entity.slug, { entity, row: at, x, y: MARGIN + HEIGHT / 2 + at * high, width: Math.min(share - 2 * MARGIN, 220), height: HEIGHT });
    });
  });
  const height = (rows.length - 1) * high + HEIGHT + 2 * MARGIN;
  const edges = stepsOf(paths).map((step, index) => edgeOf(step, nodes, index, high));
  const placed = [...nodes.values()].map((one) => box(one.x - one.width / 2, one.y - one.height / 2, one.width, one.height));
  for (const edge of edges) {
    const long = widthOf(edge.relationship) + 6;
    const spots = SHARES.map(edge.at).map(({ x, y }) => ({ x, y, box: box(x - long / 2, y - WORDS / 2, long, WORDS) }));
    edge.words = spots.find((spot) => inside(spot.box, width, height) && placed.every((one) => !meet(one, spot.box))) ?? null;
    if (edge.words) placed.push(edge.words.box);
  }
  return { width, height, nodes: [...nodes.values()], edges, unsaid: edges.filter(({ words }) => !words).length };
}

/** The entities row by row: by their fewest steps from the first, the last in a row of its own; neighbours stand near each other. */
function rowsOf(paths) {
  const places = new Map();
  const known = new Map();
  const last = paths[0].entities.at(-1).slug;
  const end = Math.max(...paths.map(({ length }) => length));
  for (const { entities } of paths) {
    entities.forEach((entity, index) => {
      known.set(entity.slug, entity);
      places.set(entity.slug, entity.slug === last ? end : Math.min(index, places.get(entity.slug) ?? index));
    });
  }
  const rows = Array.from({ length: end + 1 }, () => []);
  for (const [slug, row] of places) rows[row].push(known.get(slug));
  const filled = rows.filter((row) => row.length);
  for (let at = 1; at < filled.length; at += 1) sortByNeighbours(filled[at], filled[at - 1], paths);
  return filled;
}

function sortByNeighbours(row, above, paths) {
  const index = new Map(above.map(({ slug }, at) => [slug, at]));
  const middle = ({ slug }) => {
    const near = paths.flatMap(({ entities }) => {
      const at = entities.findIndex((one) => one.slug === slug);
      return at > 0 && index.has(entities[at - 1].slug) ? [index.get(entities[at - 1].slug)] : [];
    });
    return near.length ? near.reduce((sum, one) => sum + one, 0) / near.length : 0;
  };
  const places = new Map(row.map((entity) => [entity.slug, middle(entity)]));
  row.sort((one, other) => places.get(one.slug) - places.get(other.slug));
}

const SHARES = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]; // of a line, where its words may stand

/** A line from the source of a relationship to its target, with an arrowhead there. */
function edgeOf({ relationship, paths }, nodes, index, high) {
  const [source, target] = [nodes.get(relationship.source.slug), nodes.get(relationship.target.slug)];
  const level = source.row === target.row; // then the line leaves both below, and hangs between this row and the next
  const down = source.row < target.row;
  const from = { x: source.x, y: source.y + (down || level ? HEIGHT / 2 : -HEIGHT / 2) };
  const to = { x: target.x, y: target.y + (down && !level ? -HEIGHT / 2 : HEIGHT / 2) };
  const bend = level ? high * (index % 2 ? 0.45 : 0.3) : (to.y - from.y) / 2;
  const end = level ? to.y + bend : to.y - bend;
  const d = `M${from.x} ${from.y}C${from.x} ${from.y + bend} ${to.x} ${end} ${to.x} ${to.y}`;
  const at = (share) => ({ x: curve(share, from.x, from.x, to.x, to.x), y: curve(share, from.y, from.y + bend, end, to.y) });
  return { relationship, paths, d, at, head: isSymmetric(relationship) ? null : headAt(to, [0, down && !level ? 1 : -1]) };
}

const curve = (t, a, b, c, d) => (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;

/** A triangle that ends at a point, in a direction. */
function headAt({ x, y }, [dx, dy]) {
  const [long, wide] = [9, 4.5];
  const [bx, by] = [x - dx * long, y - dy * long];
  return `M${x} ${y}L${bx - dy * wide} ${by + dx * wide}L${bx + dy * wide} ${by - dx * wide}Z`;
}

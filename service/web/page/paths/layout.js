// Where the entities and hops of several paths lie in one picture, from the first entity at the top to the last at the bottom.

const ROW = 112; // pixels from one row to the next
const HEIGHT = 40; // of an entity's box
const MARGIN = 8;
const LEAST = 124; // pixels that an entity needs across
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

/** `{ width, height, nodes, edges }`: boxes with `x`, `y` (their middle) and `width`; edges with a path, a head and a place for words. */
export function layOut(paths, room) {
  const rows = rowsOf(paths);
  const width = Math.max(room, LEAST * Math.max(...rows.map((row) => row.length)));
  const nodes = new Map();
  rows.forEach((row, at) => {
    row.forEach((entity, index) => {
      const share = width / row.length;
      const x = share * (index + 0.5);
      nodes.set(entity.slug, { entity, row: at, x, y: MARGIN + HEIGHT / 2 + at * ROW, width: Math.min(share - 2 * MARGIN, 220), height: HEIGHT });
    });
  });
  const edges = stepsOf(paths).map((step, index) => edgeOf(step, nodes, index));
  return { width, height: (rows.length - 1) * ROW + HEIGHT + 2 * MARGIN, nodes: [...nodes.values()], edges };
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

/** A line from the source of a relationship to its target, with an arrowhead there. */
function edgeOf({ relationship, paths }, nodes, index) {
  const [source, target] = [nodes.get(relationship.source.slug), nodes.get(relationship.target.slug)];
  const level = source.row === target.row;
  const down = source.row < target.row;
  const from = level ? side(source, source.x < target.x) : { x: source.x, y: source.y + (down ? HEIGHT / 2 : -HEIGHT / 2) };
  const to = level ? side(target, source.x > target.x) : { x: target.x, y: target.y + (down ? -HEIGHT / 2 : HEIGHT / 2) };
  const bend = level ? 0 : (to.y - from.y) / 2;
  const d = `M${from.x} ${from.y}C${from.x} ${from.y + bend} ${to.x} ${to.y - bend} ${to.x} ${to.y}`;
  const share = level || source.x === target.x ? 0.5 : index % 2 ? 0.4 : 0.6;
  const words = { x: curve(share, from.x, from.x, to.x, to.x), y: curve(share, from.y, from.y + bend, to.y - bend, to.y) };
  return { relationship, paths, d, words, head: isSymmetric(relationship) ? null : headAt(to, level ? [Math.sign(to.x - from.x), 0] : [0, down ? 1 : -1]) };
}

const side = ({ x, y, width }, right) => ({ x: x + (right ? width / 2 : -width / 2), y });

const curve = (t, a, b, c, d) => (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;

/** A triangle that ends at a point, in a direction. */
function headAt({ x, y }, [dx, dy]) {
  const [long, wide] = [9, 4.5];
  const [bx, by] = [x - dx * long, y - dy * long];
  return `M${x} ${y}L${bx - dy * wide} ${by + dx * wide}L${bx + dy * wide} ${by - dx * wide}Z`;
}

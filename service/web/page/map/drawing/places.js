// Where the points of a map are drawn: numbers only, nothing of the page.

const SPACE = { x: 70, y: 34 }; // between the outermost points and the border: names stand there
const GAP = 16; // between two points
const APART = 130; // that a point has to itself at most: a few are not drawn at the far ends of the picture
const STRETCH = 1.9; // names lie beside their points: more room is wanted sideways
const BAND = 3; // empty, in the mean distance of two points along an axis
const ROUNDS = 80;

/** Nodes with `x`, `y`, `r` in a picture of this size, fitted into it from the server's places. */
export function place(nodes, size, weightOf) {
  if (!nodes.length) return [];
  const radii = radiusOf(nodes, weightOf);
  const wide = span(nodes, "x") >= span(nodes, "y") === size.width >= size.height;
  const turned = squeezed(nodes.map((node) => (wide ? [node.x, node.y] : [node.y, node.x])));
  const [fitX, fitY] = [fit(turned, 0, SPACE.x, size.width), fit(turned, 1, SPACE.y, size.height)];
  const placed = nodes.map((node, index) => ({
    ...node,
    x: fitX(turned[index][0]),
    y: fitY(turned[index][1]),
    r: radii(node),
  }));
  spread(placed, size);
  return placed;
}

// Empty bands, which parts without a line between them leave, become narrow.
function squeezed(places) {
  const axes = [0, 1].map((axis) => {
    const order = places.map((_, index) => index).sort((one, other) => places[one][axis] - places[other][axis]);
    const values = order.map((index) => places[index][axis]);
    const most = (BAND * (values.at(-1) - values[0])) / places.length;
    const next = new Map([[order[0], values[0]]]);
    for (let at = 1; at < order.length; at += 1) next.set(order[at], next.get(order[at - 1]) + Math.min(values[at] - values[at - 1], most));
    return next;
  });
  return places.map((_, index) => axes.map((axis) => axis.get(index)));
}

function span(nodes, axis) {
  const values = nodes.map((node) => node[axis]);
  return Math.max(...values) - Math.min(...values);
}

function fit(places, axis, space, length) {
  const values = places.map((one) => one[axis]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (high - low < 1e-6) return () => length / 2;
  const room = Math.min(length - 2 * space, APART * places.length);
  return (value) => (length - room) / 2 + ((value - low) / (high - low)) * room;
}

// Points that would touch are pushed apart, a little in each round.
function spread(placed, { width, height }, mayMove = () => true) {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let i = 0; i < placed.length; i += 1) {
      for (let j = i + 1; j < placed.length; j += 1) {
        const [a, b] = [placed[i], placed[j]];
        const [dx, dy] = [b.x - a.x || 0.1, b.y - a.y || 0.1];
        const distance = Math.hypot(dx / STRETCH, dy);
        const wanted = a.r + b.r + GAP;
        if (distance >= wanted) continue;
        const push = (wanted - distance) / 2 / distance;
        if (mayMove(a)) [a.x, a.y] = [a.x - dx * push, a.y - dy * push];
        if (mayMove(b)) [b.x, b.y] = [b.x + dx * push, b.y + dy * push];
      }
    }
    for (const node of placed.filter(mayMove)) {
      node.x = Math.min(Math.max(node.x, node.r + 4), width - node.r - 4);
      node.y = Math.min(Math.max(node.y, node.r + 4), height - node.r - 4);
    }
  }
}

/**
 * Places for all of `nodes`: Map id → `{ x, y, r }`. Those in `before` stay; those that were `added` to the page's own
 * stand beside what they are linked with.
 */
export function placeAll(nodes, links, size, weightOf, before = new Map()) {
  const places = new Map();
  const radii = radiusOf(nodes, weightOf);
  const known = nodes.filter(({ id }) => before.has(id));
  for (const node of known) places.set(node.id, { ...before.get(node.id), r: radii(node) });
  const own = nodes.filter(({ id, added }) => !before.has(id) && !added);
  if (!known.length) for (const { id, x, y, r } of place(own, size, weightOf)) places.set(id, { x, y, r });
  const waiting = nodes.filter(({ id }) => !places.has(id));
  for (const node of waiting) places.set(node.id, { ...beside(node, links, places, size), r: radii(node) });
  if (waiting.length) settle(places, new Set(waiting.map(({ id }) => id)), size);
  return places;
}

function radiusOf(nodes, weightOf) {
  const most = Math.max(...nodes.map(weightOf), 1);
  return (node) => 5 + 11 * Math.sqrt(weightOf(node) / most);
}

const TURN = Math.PI * (3 - Math.sqrt(5)); // the golden angle: no two stand in the same direction

/** Beside the neighbours that have a place, each new one in another direction. */
function beside({ id }, links, places, { width, height }) {
  const near = links
    .flatMap(({ source, target }) => (source === id ? [target] : target === id ? [source] : []))
    .flatMap((other) => (places.has(other) ? [places.get(other)] : []));
  const middle = (axis, none) => (near.length ? near.reduce((sum, one) => sum + one[axis], 0) / near.length : none);
  const angle = places.size * TURN;
  return { x: middle("x", width / 2) + 60 * Math.cos(angle), y: middle("y", height / 2) + 45 * Math.sin(angle) };
}

// Only the new ones give way.
function settle(places, moving, { width, height }) {
  const all = [...places].map(([id, place_]) => ({ id, ...place_ }));
  spread(all, { width, height }, (node) => moving.has(node.id));
  for (const { id, x, y, r } of all) places.set(id, { x, y, r });
}

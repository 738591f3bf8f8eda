// Moves points a little, so that more names find room and fewer lines run through them.
import { crosses, inside, meet } from "./boxes.js";
import { connect, curveOf } from "./curves.js";
import { discOf, findSpot, isNeeded, nameNodes } from "./names.js";

const ROUNDS = 8;
const MOST = 90; // points of a map that is improved: more would take too long
// Pixels that a point is moved, and in how many directions: the second search is for maps that cannot be read after the first.
const SEARCHES = [
  { steps: [14, 28, 46, 72], turns: 8 },
  { steps: [12, 24, 40, 64, 100, 140], turns: 12 },
];
const FEW = { unnamed: 0.1, crossed: 0.05 }; // of all names, in a map that can be read
const UNNAMED = { small: 1, large: 8 }; // what a missing name costs, where a crossed one costs 1.5
const CROSSED = 1.5;
const FAR = 0.002; // what a pixel of a move costs

/** Nodes with better `x` and `y`; `links` are those that are drawn. */
export function improve(nodes, links, size, widthOf) {
  if (nodes.length > MOST) return nodes;
  const first = judged(nodes, links, size, widthOf);
  let best = first;
  for (const search of SEARCHES) {
    const found = searched(first, search, links, size, widthOf);
    if (isReadable(found)) return found.nodes;
    if (found.cost < best.cost) best = found;
  }
  return best.nodes;
}

function searched(first, search, links, size, widthOf) {
  let [best, last] = [first, first];
  for (let round = 0; round < ROUNDS && best.cost > 0; round += 1) {
    last = judged(movedOnce(last, search, size, widthOf), links, size, widthOf);
    if (last.cost < best.cost) best = last;
  }
  return best;
}

function isReadable({ nodes, names }) {
  const spots = nodes.map(({ id }) => names.get(id));
  const share = (test) => spots.filter(test).length / spots.length;
  return share((spot) => !spot || spot.led) <= FEW.unnamed && share((spot) => spot?.crossed) <= FEW.crossed;
}

function judged(nodes, links, size, widthOf) {
  const degrees = new Map();
  for (const { source, target } of links) for (const id of [source, target]) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  const all = nodes.map((node) => ({ ...node, degree: degrees.get(node.id) ?? 0 }));
  const lines = connect(all, links, () => true);
  const { names } = nameNodes(all, lines, size, widthOf);
  const largest = Math.max(...all.map(({ r }) => r));
  const cost = all.reduce((sum, node) => sum + costOf(names.get(node.id), isNeeded(node, largest)), 0);
  return { nodes: all, lines, names, largest, cost };
}

function costOf(spot, needed) {
  if (spot && !spot.led) return CROSSED * spot.crossed;
  return needed ? UNNAMED.large : UNNAMED.small;
}

/** One round: whatever has no good name, or a line through one, is moved to where it costs least. */
function movedOnce({ nodes, lines, names, largest }, search, size, widthOf) {
  const state = { search, nodes: nodes.map((node) => ({ ...node })), lines: [...lines], names: new Map(names), largest, size, widthOf };
  state.byId = new Map(state.nodes.map((node) => [node.id, node]));
  state.lines = state.lines.map((line) => ({ ...line, from: state.byId.get(line.source), to: state.byId.get(line.target) }));
  for (const node of state.nodes) {
    const spot = state.names.get(node.id);
    if (spot && !spot.crossed && !spot.led) continue;
    const through = spot ? state.lines.filter(({ curve }) => crosses(curve.points, spot.box)) : [];
    const ends = through.flatMap(({ from, to }) => [from, to]);
    for (const one of new Set([node, ...ends])) moveToBest(one, state);
  }
  return state.nodes;
}

function moveToBest(node, state) {
  const { x, y } = node;
  const around = surroundings(node, state);
  let best = { ...costAt(node, around, Infinity), x, y };
  const { steps, turns } = state.search;
  for (const step of steps) {
    for (let turn = 0; turn < turns; turn += 1) {
      const angle = (2 * Math.PI * turn) / turns;
      Object.assign(node, { x: x + step * Math.cos(angle), y: y + step * Math.sin(angle) });
      const there = costAt(node, around, best.cost - step * FAR);
      if (there) best = { ...there, cost: there.cost + step * FAR, x: node.x, y: node.y };
    }
  }
  Object.assign(node, { x: best.x, y: best.y });
  for (const [line, curve] of best.curves) line.curve = curve;
  state.names.set(node.id, best.spot);
}

/** What does not change while a node is tried in other places. */
function surroundings(node, { nodes, lines, names, largest, size, widthOf }) {
  const others = nodes.filter((one) => one !== node);
  const boxes = others.flatMap(({ id }) => (names.get(id) ? [names.get(id).box] : []));
  const discs = others.map(discOf);
  const own = lines.filter(({ from, to }) => from === node || to === node);
  const paths = lines.filter((line) => !own.includes(line)).map(({ curve }) => curve.points);
  // The points that each own line may run through, without its other end.
  const free = own.map(({ from, to }) => discs.filter((_, index) => others[index] !== from && others[index] !== to));
  return { boxes, discs, own, free, paths, taken: [...boxes, ...discs], size, widthOf, needed: isNeeded(node, largest) };
}

/** What it costs to have a node where it is: its own name, and what its lines run through. Null: it cannot, or it costs `limit`. */
function costAt(node, { boxes, own, free, paths, taken, size, widthOf, needed }, limit) {
  const disc = discOf(node);
  if (limit < Infinity && (!inside(disc, size.width, size.height) || taken.some((one) => meet(one, disc)))) return null;
  const curves = new Map(own.map((line) => [line, curveOf(line)]));
  let cost = 0;
  own.forEach((line, index) => {
    const { points } = curves.get(line);
    for (const one of [...boxes, ...free[index]]) if (crosses(points, one)) cost += CROSSED;
  });
  if (cost >= limit) return null;
  const spot = findSpot(node, taken, [...paths, ...[...curves.values()].map(({ points }) => points)], size, widthOf, needed);
  cost += costOf(spot, needed);
  return cost < limit ? { cost, spot, curves } : null;
}

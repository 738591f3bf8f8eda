// The lines of a map: from point to point, those between the same two bent apart.

const BEND = 34; // between two lines of the same pair
const PIECES = 12; // of a bent line, where it is compared with names

/** Links with `from`, `to` (nodes with `x`, `y`, `r`), `bend` and their `curve`. */
export function connect(nodes, links, isDirected) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const drawn = links.filter((link) => byId.has(link.source) && byId.has(link.target));
  const between = new Map();
  for (const link of drawn) {
    const pair = [link.source, link.target].sort().join(" ");
    between.set(pair, [...(between.get(pair) ?? []), link]);
  }
  return drawn.map((link) => {
    const pair = [link.source, link.target].sort();
    const group = between.get(pair.join(" "));
    // Bent to one side of the pair, whichever way the link itself points.
    const bend = (group.indexOf(link) - (group.length - 1) / 2) * BEND * (pair[0] === link.source ? 1 : -1);
    const line = { ...link, from: byId.get(link.source), to: byId.get(link.target), bend, directed: isDirected(link) };
    return { ...line, curve: curveOf(line) };
  });
}

/** `path`, `head` (an arrow's, or null), `points` and `middle` with its `angle`: where a line's ends are now. */
export function curveOf({ from, to, bend, directed }) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const distance = Math.hypot(dx, dy) || 1;
  const control = { x: (from.x + to.x) / 2 - (dy / distance) * bend, y: (from.y + to.y) / 2 + (dx / distance) * bend };
  const start = towards(from, control, from.r + 2);
  const end = towards(to, control, to.r + (directed ? 9 : 2));
  const tip = towards(to, control, to.r + 2);
  const [ux, uy] = [(tip.x - end.x) / 7, (tip.y - end.y) / 7];
  const head = directed && `M${n(tip.x)} ${n(tip.y)}L${n(end.x - uy * 3.5)} ${n(end.y + ux * 3.5)}L${n(end.x + uy * 3.5)} ${n(end.y - ux * 3.5)}Z`;
  const at = (part) => between(start, control, end, part);
  return {
    path: bend ? `M${n(start.x)} ${n(start.y)}Q${n(control.x)} ${n(control.y)} ${n(end.x)} ${n(end.y)}` : `M${n(start.x)} ${n(start.y)}L${n(end.x)} ${n(end.y)}`,
    head: head || null,
    points: bend ? Array.from({ length: PIECES + 1 }, (_, index) => at(index / PIECES)) : [start, tip],
    at,
    angle: upright(Math.atan2(end.y - start.y, end.x - start.x)),
    length: Math.hypot(end.x - start.x, end.y - start.y),
  };
}

const n = (value) => value.toFixed(1);

// Source: a quadratic Bézier curve, https://www.w3.org/TR/SVG2/paths.html#PathDataQuadraticBezierCommands.
function between(start, control, end, part) {
  const rest = 1 - part;
  const mix = (axis) => rest * rest * start[axis] + 2 * rest * part * control[axis] + part * part * end[axis];
  return { x: mix("x"), y: mix("y") };
}

/** The same direction, so that words along it are read from left to right. */
function upright(angle) {
  if (angle > Math.PI / 2) return angle - Math.PI;
  return angle <= -Math.PI / 2 ? angle + Math.PI : angle;
}

function towards(from, to, length) {
  const distance = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) / distance) * length, y: from.y + ((to.y - from.y) / distance) * length };
}

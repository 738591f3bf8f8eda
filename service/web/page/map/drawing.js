// Where the points, lines and names of a map are drawn: numbers only, nothing of the page.

const SPACE = { x: 70, y: 34 }; // between the outermost points and the border: names stand there
const GAP = 16; // between two points
const HEIGHT = 14; // of a line of a name
const HUB = 3; // connections from which on a point is never without a name: if need be, the beginning of it
const APART = 130; // that a point has to itself at most: a few are not drawn at the far ends of the picture
const STRETCH = 1.9; // names lie beside their points: more room is wanted sideways
const ROUNDS = 80;

/** Nodes with `x`, `y`, `r` in a picture of this size, fitted into it from the server's places. */
export function place(nodes, size, weightOf) {
  if (!nodes.length) return [];
  const most = Math.max(...nodes.map(weightOf), 1);
  const wide = span(nodes, "x") >= span(nodes, "y") === size.width >= size.height;
  const turned = nodes.map((node) => (wide ? [node.x, node.y] : [node.y, node.x]));
  const [fitX, fitY] = [fit(turned, 0, SPACE.x, size.width), fit(turned, 1, SPACE.y, size.height)];
  const placed = nodes.map((node, index) => ({
    ...node,
    x: fitX(turned[index][0]),
    y: fitY(turned[index][1]),
    r: 5 + 11 * Math.sqrt(weightOf(node) / most),
  }));
  spread(placed, size);
  return placed;
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
function spread(placed, { width, height }) {
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let i = 0; i < placed.length; i += 1) {
      for (let j = i + 1; j < placed.length; j += 1) {
        const [a, b] = [placed[i], placed[j]];
        const [dx, dy] = [b.x - a.x || 0.1, b.y - a.y || 0.1];
        const distance = Math.hypot(dx / STRETCH, dy);
        const wanted = a.r + b.r + GAP;
        if (distance >= wanted) continue;
        const push = (wanted - distance) / 2 / distance;
        a.x -= dx * push;
        a.y -= dy * push;
        b.x += dx * push;
        b.y += dy * push;
      }
    }
    for (const node of placed) {
      node.x = Math.min(Math.max(node.x, node.r + 4), width - node.r - 4);
      node.y = Math.min(Math.max(node.y, node.r + 4), height - node.r - 4);
    }
  }
}

/** Lines with their `path`, `head` (an arrow's, or null) and middle; several between the same two are bent apart. */
export function connect(placed, links, isDirected) {
  const byId = new Map(placed.map((node) => [node.id, node]));
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
    const side = (group.indexOf(link) - (group.length - 1) / 2) * 34 * (pair[0] === link.source ? 1 : -1);
    return { ...link, ...line(byId.get(link.source), byId.get(link.target), side, isDirected(link)) };
  });
}

function line(from, to, bend, directed) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const distance = Math.hypot(dx, dy) || 1;
  const control = { x: (from.x + to.x) / 2 - (dy / distance) * bend, y: (from.y + to.y) / 2 + (dx / distance) * bend };
  const start = towards(from, control, from.r + 2);
  const end = towards(to, control, to.r + (directed ? 9 : 2));
  const tip = towards(to, control, to.r + 2);
  const n = (value) => value.toFixed(1);
  const [ux, uy] = [(tip.x - end.x) / 7, (tip.y - end.y) / 7];
  const head = directed && `M${n(tip.x)} ${n(tip.y)}L${n(end.x - uy * 3.5)} ${n(end.y + ux * 3.5)}L${n(end.x + uy * 3.5)} ${n(end.y - ux * 3.5)}Z`;
  return {
    path: `M${n(start.x)} ${n(start.y)}Q${n(control.x)} ${n(control.y)} ${n(end.x)} ${n(end.y)}`,
    head: head || null,
    middle: { x: (start.x + 2 * control.x + end.x) / 4, y: (start.y + 2 * control.y + end.y) / 4 },
  };
}

function towards(from, to, length) {
  const distance = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  return { x: from.x + ((to.x - from.x) / distance) * length, y: from.y + ((to.y - from.y) / distance) * length };
}

/** A place for each name where it covers no other name and no point, the best connected first; null where there is none. */
export function nameNodes(placed, { width, height }, widthOf) {
  const taken = placed.map((node) => box(node.x - node.r, node.y - node.r, 2 * node.r, 2 * node.r));
  const names = new Map();
  for (const node of [...placed].sort((a, b) => b.degree - a.degree || b.r - a.r)) {
    const own = taken[placed.indexOf(node)];
    const found = [...folded(node.name), ...(node.degree >= HUB ? [[cut(node.name)]] : [])]
      .flatMap((lines) => spots(node, lines, Math.max(...lines.map(widthOf))))
      .find(({ box: one }) => inside(one, width, height) && taken.every((other) => other === own || !meet(one, other)));
    names.set(node.id, found ?? null);
    if (found) taken.push(found.box);
  }
  return { names, taken };
}

/** A name in one line, then in two and three, as even as its words allow. */
function folded(name) {
  const halves = halved(name);
  const thirds = halves.length && name.length >= 28 ? halves.flatMap((half) => (half === longest(halves) ? halved(half) : [half])) : [];
  return [[name], halves, thirds].filter((lines) => lines.length);
}

const longest = (texts) => texts.reduce((best, one) => (one.length > best.length ? one : best));

const cut = (name) => (name.length > 14 ? `${name.slice(0, 12).trimEnd()}…` : name);

function halved(name) {
  if (name.length < 16 || !name.includes(" ")) return [];
  const gaps = [...name.matchAll(/ /g)].map(({ index }) => index);
  const middle = gaps.reduce((best, gap) => (Math.abs(gap - name.length / 2) < Math.abs(best - name.length / 2) ? gap : best));
  return [name.slice(0, middle), name.slice(middle + 1)];
}

// Beside, below, above, then aslant: `x`, `y` of the first line.
function spots({ x, y, r }, lines, long) {
  const high = HEIGHT * lines.length;
  const aslant = r * 0.7 + 3;
  const at = (anchor, left, top) => ({
    anchor,
    lines,
    x: { start: left, middle: left + long / 2, end: left + long }[anchor],
    y: top + 11,
    box: box(left, top, long, high),
  });
  return [
    at("start", x + r + 4, y - high / 2),
    at("end", x - r - 4 - long, y - high / 2),
    at("middle", x - long / 2, y + r + 2),
    at("middle", x - long / 2, y - r - 2 - high),
    at("start", x + aslant, y + aslant - 4),
    at("start", x + aslant, y - aslant + 4 - high),
    at("end", x - aslant - long, y + aslant - 4),
    at("end", x - aslant - long, y - aslant + 4 - high),
  ];
}

/** The lines whose words find room too. */
export function nameLinks(drawn, taken, widthOf, wordsOf) {
  const boxes = [...taken];
  const named = new Set();
  for (const link of drawn) {
    const long = widthOf(wordsOf(link)) * 0.85;
    const one = box(link.middle.x - long / 2, link.middle.y - 8, long, HEIGHT);
    if (boxes.some((other) => meet(one, other))) continue;
    boxes.push(one);
    named.add(link.id);
  }
  return named;
}

/** Where the words of a chosen line stand: near its middle, where they cover no name and no point if that can be. */
export function besideMiddle({ middle: { x, y } }, long, taken) {
  const offsets = [0, -HEIGHT, HEIGHT, -2 * HEIGHT, 2 * HEIGHT].flatMap((down) => [0, -long / 2 - 6, long / 2 + 6].map((aside) => [aside, down]));
  const free = offsets.find(([aside, down]) => {
    const one = box(x + aside - long / 2, y + down - 8, long, HEIGHT);
    return taken.every((other) => !meet(one, other));
  });
  const [aside, down] = free ?? [0, 0];
  return { x: x + aside, y: y + down };
}

const box = (left, top, width, height) => ({ left, top, right: left + width, bottom: top + height });
const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
const inside = (a, width, height) => a.left >= 2 && a.top >= 2 && a.right <= width - 2 && a.bottom <= height - 2;

/** The node that lies in a direction from another: near, and not too far aside. */
export function neighbourAt(placed, from, [dx, dy]) {
  let best = null;
  for (const node of placed) {
    const [x, y] = [node.x - from.x, node.y - from.y];
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (node === from || along <= 0) continue;
    const far = along + 2 * aside;
    if (!best || far < best.far) best = { far, node };
  }
  return best?.node ?? null;
}

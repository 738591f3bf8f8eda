// Where the names of a map stand, and the words of its lines: they cover nothing, and no line runs through them.
import { beginning } from "../../words.js";
import { box, crosses, inside, meet, meetTurned, turned } from "./boxes.js";

export const HEIGHT = 15; // of a line of a name
const LIFT = 9; // of the words of a line above it
const HUB = 3; // connections from which on a point is never without a name: if need be, the beginning of it
const LARGE = 0.6; // of the largest radius; such a point is never without a name either

const FURTHER = [8, 15]; // pixels that a name may stand further from its point, if it must
const LED = [26, 42, 64, 90, 120]; // the same where a line leads from the point to its name, if it is crowded
const BESIDE = 150; // pixels around a point that the reader has put somewhere, within which no name goes missing for it
const FEW = 0.05; // of all names may be crossed by a line

/** Whether a point is never without a name. `largest`: the largest radius of the map. */
export const isNeeded = ({ degree, r }, largest) => degree >= HUB || r >= LARGE * largest;

export const discOf = ({ x, y, r }) => box(x - r - 1, y - r - 1, 2 * r + 2, 2 * r + 2);

/**
 * A place for each name, the largest and best connected points first: `{ names: Map id → spot or null, taken }`. A spot crosses no name,
 * no point and no line, but for large points and hubs, whose name crosses as few lines as it can (`crossed`). Null: no room.
 */
export function nameNodes(nodes, lines, { width, height }, widthOf) {
  const taken = nodes.map(discOf);
  const largest = Math.max(...nodes.map(({ r }) => r), 0);
  const own = new Map(nodes.map((node, index) => [node.id, taken[index]]));
  const paths = lines.map(({ curve }) => curve.points);
  const names = new Map();
  const busiest = Math.max(...nodes.map(({ degree }) => degree), 1);
  const rank = ({ r, degree }) => r / largest + degree / busiest;
  const order = [...nodes].sort((one, other) => rank(other) - rank(one));
  for (const node of order) {
    const others = taken.filter((other) => other !== own.get(node.id));
    const needed = isNeeded(node, largest) || nodes.some((other) => other.pinned && other !== node && Math.hypot(other.x - node.x, other.y - node.y) < BESIDE);
    const spot = findSpot(node, others, paths, { width, height }, widthOf, needed);
    names.set(node.id, spot);
    if (spot) taken.push(spot.box);
  }
  for (const { id } of tooMany(nodes, names, largest)) {
    taken.splice(taken.indexOf(names.get(id).box), 1);
    names.set(id, null);
  }
  return { names, taken };
}

/** Of the points whose names are crossed, those that go without: the smallest, until few are left, and no large one. */
function tooMany(nodes, names, largest) {
  const crossed = nodes.filter(({ id }) => names.get(id)?.crossed).sort((one, other) => one.r - other.r);
  return crossed.slice(0, Math.max(0, crossed.length - Math.floor(FEW * nodes.length))).filter(({ r }) => r < LARGE * largest);
}

/**
 * The first spot for a name that meets nothing; if the name is `needed`, a little further off, or one so far that a line leads to it
 * (`led`), or the one that crosses the fewest lines.
 */
export function findSpot(node, taken, paths, size, widthOf, needed) {
  const texts = [...folded(node.name), ...(needed ? [[shortened(node.name)]] : [])];
  const find = (gaps) => spotWithin(gaps, node, texts, taken, paths, size, widthOf, needed);
  const near = find(needed ? [0, ...FURTHER] : [0]);
  if (!needed || near?.crossed === 0) return near;
  const far = find(LED);
  if (!far || (near && near.crossed <= far.crossed)) return near;
  return { ...far, led: leading(node, far.box) };
}

/** The line from a point's edge to the nearest place of a name's box. */
function leading({ x, y, r }, { left, top, right, bottom }) {
  const end = { x: Math.min(Math.max(x, left), right), y: Math.min(Math.max(y, top), bottom) };
  const far = Math.hypot(end.x - x, end.y - y) || 1;
  return { from: { x: x + ((end.x - x) * r) / far, y: y + ((end.y - y) * r) / far }, to: end };
}

function spotWithin(gaps, node, texts, taken, paths, size, widthOf, needed) {
  let best = null;
  for (const gap of gaps) {
    for (const lines of texts) {
      for (const spot of spots({ ...node, r: node.r + gap }, lines, Math.max(...lines.map(widthOf)))) {
        if (!inside(spot.box, size.width, size.height) || taken.some((other) => meet(spot.box, other))) continue;
        const crossed = paths.filter((points) => crosses(points, around(spot.box))).length;
        if (!crossed) return { ...spot, crossed };
        if (needed && (!best || crossed < best.crossed)) best = { ...spot, crossed };
      }
    }
  }
  return best;
}

/** A hair's breadth around a name: letters lean out of their box. */
const around = ({ left, top, right, bottom }) => ({ left: left - 1.5, top: top - 0.5, right: right + 1.5, bottom: bottom + 0.5 });

/** A name in one line, then in two and three, as even as its words allow. */
function folded(name) {
  const halves = halved(name);
  const thirds = halves.length && name.length >= 28 ? halves.flatMap((half) => (half === longest(halves) ? halved(half) : [half])) : [];
  return [[name], halves, thirds].filter((lines) => lines.length);
}

const longest = (texts) => texts.reduce((best, one) => (one.length > best.length ? one : best));

const shortened = (name) => beginning(name, 16);

function halved(name) {
  if (name.length < 12 || !name.includes(" ")) return [];
  const gaps = [...name.matchAll(/ /g)].map(({ index }) => index);
  const middle = gaps.reduce((best, gap) => (Math.abs(gap - name.length / 2) < Math.abs(best - name.length / 2) ? gap : best));
  return [name.slice(0, middle), name.slice(middle + 1)];
}

// Around the point, beside it first: `x`, `y` of the first line.
function spots({ x, y, r }, lines, long) {
  const high = HEIGHT * lines.length;
  const aslant = r * 0.7 + 2;
  const at = (anchor, left, top) => ({
    anchor,
    lines,
    x: { start: left, middle: left + long / 2, end: left + long }[anchor],
    y: top + 11,
    box: box(left, top, long, high),
  });
  const slid = [0.25, 0.75].flatMap((part) => [at("middle", x - long * part, y + r + 2), at("middle", x - long * part, y - r - 2 - high)]);
  return [
    at("start", x + r + 4, y - high / 2),
    at("end", x - r - 4 - long, y - high / 2),
    at("middle", x - long / 2, y + r + 2),
    at("middle", x - long / 2, y - r - 2 - high),
    at("start", x + aslant, y + aslant - 3),
    at("start", x + aslant, y - aslant + 3 - high),
    at("end", x - aslant - long, y + aslant - 3),
    at("end", x - aslant - long, y - aslant + 3 - high),
    ...slid,
  ];
}

const ALONG = [0.5, 0.38, 0.62, 0.28, 0.72];

/**
 * Words along their lines, where they cover nothing and no line: Map line id → `{ x, y, angle }` in degrees. `over`: pixels that
 * they may be longer than their line.
 */
export function nameLines(worded, lines, taken, widthOf, wordsOf, over = 0) {
  const lifts = over ? [-LIFT, LIFT, -2.5 * LIFT, 2.5 * LIFT] : [-LIFT, LIFT];
  const placed = [...taken];
  const words = new Map();
  for (const line of worded) {
    const long = widthOf(wordsOf(line));
    if (long > line.curve.length + over) continue;
    const spot = ALONG.flatMap((part) => lifts.map((lift) => beside(line.curve, part, lift, long))).find(
      ({ box: one }) => placed.every((other) => !meetTurned(one, other)) && lines.every(({ curve }) => !crosses(curve.points, one)),
    );
    if (!spot) continue;
    placed.push(spot.box);
    words.set(line.id, spot);
  }
  return words;
}

function beside(curve, part, lift, long) {
  const middle = curve.at(part);
  const { angle } = curve;
  const [x, y] = [middle.x - Math.sin(angle) * lift, middle.y + Math.cos(angle) * lift];
  return { x, y, angle: (angle * 180) / Math.PI, box: turned({ x, y }, long, HEIGHT - 2, angle) };
}

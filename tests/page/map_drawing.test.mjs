// Where points, names and words of a map stand: nothing covers anything, nothing leaves the picture, and the same map is drawn the same.
import assert from "node:assert/strict";
import test from "node:test";
import "./support/browser.mjs";
import { meet, meetTurned, crosses, inside } from "../../service/web/page/map/drawing/boxes.js";
import { draw, moreWords, short } from "../../service/web/page/map/drawing/draw.js";
import { improve } from "../../service/web/page/map/drawing/improve.js";
import { discOf, isNeeded, nameNodes } from "../../service/web/page/map/drawing/names.js";
import { place, placeAll } from "../../service/web/page/map/drawing/places.js";
import { isTogether } from "../../service/web/page/map/state.js";

const SIZE = { width: 900, height: 620 };
const weightOf = ({ weight }) => weight;
const widthOf = (text) => 6 * text.length;

/** Numbers between 0 and 1 that are the same each time. Source: a linear congruential generator, Numerical Recipes. */
function random(seed) {
  let state = seed;
  return () => (state = (1_664_525 * state + 1_013_904_223) % 2 ** 32) / 2 ** 32;
}

const NAMES = ["Yann LeCun", "Meta", "Meta Superintelligence Labs", "World models", "FAIR", "Alexandr Wang", "Joint embedding predictive architecture", "Llama"];
const TYPES = ["LEADS", "CREATED", "USES", "MENTIONED_WITH"];

/** A map as the API gives one: a tree with some further lines. */
function sample(count, seed) {
  const next = random(seed);
  const nodes = Array.from({ length: count }, (_, index) => ({
    id: `n${index}`,
    name: `${NAMES[index % NAMES.length]} ${index}`,
    kind: "CONCEPT",
    weight: 1 + Math.floor(30 * next() ** 3),
    x: next(),
    y: next(),
  }));
  const link = (source, target, index) => ({ id: `l${index}`, source: `n${source}`, target: `n${target}`, type: TYPES[index % 4], relationship: { past: false } });
  const links = nodes.slice(1).map((_, index) => link(Math.floor(next() * (index + 1)), index + 1, index));
  for (let more = 0; more < count / 6; more += 1) links.push(link(Math.floor(next() * count), (more * 7) % count, links.length));
  return { nodes, links: links.filter(({ source, target }) => source !== target) };
}

function drawn(count, seed, size = SIZE) {
  const part = sample(count, seed);
  const places = placeAll(part.nodes, part.links, size, weightOf);
  const better = improve(part.nodes.map((node) => ({ ...node, ...places.get(node.id), name: short(node.name) })), part.links, size, widthOf);
  for (const { id, x, y } of better) Object.assign(places.get(id), { x, y });
  return draw(part, places, size, 1, isTogether);
}

const pairs = (items) => items.flatMap((one, index) => items.slice(index + 1).map((other) => [one, other]));
const spotsOf = ({ names }) => [...names].flatMap(([id, spot]) => (spot ? [{ id, ...spot }] : []));

for (const [count, seed, size] of [[8, 1, SIZE], [22, 2, SIZE], [40, 3, SIZE], [60, 4, { width: 1100, height: 970 }]]) {
  test(`a map of ${count} can be read`, () => {
    const map = drawn(count, seed, size);
    const { nodes, lines, words, names } = map;
    const spots = spotsOf(map);

    assert.equal(nodes.length, count);
    for (const [one, other] of pairs(spots)) assert.equal(meet(one.box, other.box), false, `${one.lines} and ${other.lines}`);
    for (const spot of spots)
      for (const node of nodes) assert.equal(node.id !== spot.id && meet(spot.box, discOf(node)), false, `${spot.lines} on ${node.name}`);
    for (const spot of spots) assert.ok(inside(spot.box, size.width, size.height), `${spot.lines} leaves the picture`);
    for (const [one, other] of pairs([...words.values()])) assert.equal(meetTurned(one.box, other.box), false);
    for (const word of words.values()) {
      assert.equal(lines.some(({ curve }) => crosses(curve.points, word.box)), false, "words are struck through");
      assert.equal(spots.some((spot) => meetTurned(word.box, spot.box)), false, "words lie on a name");
    }
    const crossed = spots.filter(({ crossed: count }) => count > 0).length;
    assert.ok(crossed <= 0.05 * count, `${crossed} names are crossed`);
    assert.ok(spots.length >= 0.9 * count, `only ${spots.length} have a name`);
    const largest = Math.max(...nodes.map(({ r }) => r));
    assert.deepEqual(nodes.filter(({ id, r }) => r >= 0.6 * largest && !names.get(id)).map(({ name }) => name), []);
  });
}

test("the same map is drawn the same each time", () => {
  const plain = ({ nodes, words, names }) => JSON.stringify([nodes, [...words], [...names]]);

  assert.equal(plain(drawn(22, 2)), plain(drawn(22, 2)));
});

test("points keep apart, within the picture", () => {
  const part = sample(60, 5);
  const size = { width: 360, height: 1100 };

  const placed = place(part.nodes, size, weightOf);

  for (const [one, other] of pairs(placed)) assert.equal(meet(discOf(one), discOf(other)), false, `${one.id} on ${other.id}`);
  for (const { x, y, r } of placed) assert.ok(x >= r + 4 && y >= r + 4 && x <= size.width - r - 4 && y <= size.height - r - 4);
});

test("the size of a point grows with the root of its weight, from 5 to 16", () => {
  const nodes = [0, 25, 100].map((weight, index) => ({ id: String(index), weight, x: index, y: index }));

  assert.deepEqual(place(nodes, SIZE, weightOf).map(({ r }) => r), [5, 10.5, 16]);
});

test("a map lies along the longer side of its room", () => {
  const high = [0, 1, 2].map((y) => ({ id: String(y), weight: 1, x: 0, y }));

  const placed = place(high, SIZE, weightOf).map(({ x, y }) => [Math.round(x), Math.round(y)]);

  assert.deepEqual(placed, [[255, 310], [450, 310], [645, 310]]);
});

test("one point stands in the middle, and no point is no fault", () => {
  const [{ x, y }] = place([{ id: "a", weight: 3, x: 7, y: 7 }], SIZE, weightOf);

  assert.deepEqual([x, y], [450, 310]);
  assert.deepEqual(place([], SIZE, weightOf), []);
});

test("what is added stands beside what it is linked with, and what was there stays", () => {
  const { nodes, links } = sample(12, 6);
  const before = placeAll(nodes, links, SIZE, weightOf);
  const fresh = { id: "new", weight: 1, x: 0, y: 0, added: true };

  const after = placeAll([...nodes, fresh], [...links, { id: "l", source: "new", target: "n3" }], SIZE, weightOf, before);

  for (const { id } of nodes) assert.deepEqual([after.get(id).x, after.get(id).y], [before.get(id).x, before.get(id).y]);
  const [one, other] = [after.get("new"), after.get("n3")];
  assert.ok(Math.hypot(one.x - other.x, one.y - other.y) < 150);
  assert.equal([...after].some(([id, spot]) => id !== "new" && meet(discOf(spot), discOf(one))), false);
});

test("a needed name is that of a hub or of a large point", () => {
  assert.equal(isNeeded({ degree: 3, r: 5 }, 16), true);
  assert.equal(isNeeded({ degree: 2, r: 5 }, 16), false);
  assert.equal(isNeeded({ degree: 0, r: 9.6 }, 16), true);
  assert.equal(isNeeded({ degree: 0, r: 9.5 }, 16), false);
});

/** A point in a ring of others that leaves no room for its name. */
const ringed = (of) => [
  { id: "a", name: "Yann LeCun", x: 450, y: 310, r: 10, degree: 0, ...of },
  ...Array.from({ length: 18 }, (_, index) => ({ id: `r${index}`, name: "x", x: 450 + 45 * Math.cos(index * 0.349), y: 310 + 45 * Math.sin(index * 0.349), r: 9, degree: 0 })),
];

test("a line leads to the name of a large point where it is crowded", () => {
  const nodes = ringed({ r: 16 });
  const { box, led } = nameNodes(nodes, [], SIZE, widthOf).names.get("a");

  assert.equal(nodes.some((node) => meet(discOf(node), box)), false);
  assert.equal(Math.round(Math.hypot(led.from.x - 450, led.from.y - 310)), 16);
  assert.equal([box.left, box.right].includes(led.to.x) || [box.top, box.bottom].includes(led.to.y), true);
});

test("a point that the reader puts beside others takes no name from them", () => {
  const named = (pinned) => {
    const [first, ...ring] = ringed({ r: 5 });
    return Boolean(nameNodes([first, ...ring.map((one, index) => (index ? one : { ...one, pinned }))], [], SIZE, widthOf).names.get("a"));
  };

  assert.deepEqual([named(false), named(true)], [false, true]);
});

test("co-mentions lie under what is stated, and have no words and no arrows", () => {
  const { lines, words } = drawn(22, 2);
  const together = lines.map(isTogether);

  assert.deepEqual(together, [...together].sort((one, other) => other - one));
  assert.deepEqual(lines.filter(isTogether).flatMap(({ id, curve }) => [curve.head, words.has(id)]), together.filter(Boolean).flatMap(() => [null, false]));
});

test("at a larger scale points move apart and their names stay as large", () => {
  const part = sample(22, 2);
  const places = placeAll(part.nodes, part.links, SIZE, weightOf);
  const [once, twice] = [1, 4].map((scale) => draw(part, places, SIZE, scale, isTogether));

  twice.nodes.forEach(({ x, y, r }, index) => {
    const before = once.nodes[index];
    assert.deepEqual([x, y, r], [4 * before.x, 4 * before.y, 2 * before.r]);
  });
  assert.ok(spotsOf(twice).length >= spotsOf(once).length);
});

test("a chosen line always has its words", () => {
  const map = drawn(40, 3);

  for (const { id } of map.lines.filter((line) => !isTogether(line))) {
    assert.ok(map.words.has(id) || moreWords(map, id, isTogether).has(id), id);
  }
});

test("a name of more than 44 signs is cut", () => {
  assert.equal(short("a".repeat(44)), "a".repeat(44));
  assert.equal(short("a".repeat(45)), `${"a".repeat(43)}…`);
});

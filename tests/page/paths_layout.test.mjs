// Where entities and hops of several paths lie in one picture.
import assert from "node:assert/strict";
import test from "node:test";
import { meet } from "../../service/web/page/map/drawing/boxes.js";
import { isSymmetric, layOut, stepsOf } from "../../service/web/page/paths/layout.js";

const entity = (slug) => ({ slug, name: slug });
const relationships = new Map();

/** One relationship for each pair and type, as the API has it. */
function relationship(source, type, target) {
  const id = `${source} ${type} ${target}`;
  if (!relationships.has(id)) relationships.set(id, { id, type, source: entity(source), target: entity(target) });
  return relationships.get(id);
}

/** A path of "a LEADS b", "<c LEADS b": the arrow before a hop says that it is gone against its direction. */
function path(start, ...hops) {
  let at = start;
  const entities = [entity(start)];
  const steps = hops.map(([type, to, back]) => {
    const one = back ? relationship(to, type, at) : relationship(at, type, to);
    at = to;
    entities.push(entity(to));
    return { forward: !back, relationship: one };
  });
  return { length: hops.length, entities, hops: steps };
}

const widthOf = ({ type }) => 6.5 * type.length;
const boxes = ({ nodes, edges }) => [
  ...nodes.map(({ x, y, width, height }) => ({ left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 })),
  ...edges.flatMap(({ words }) => (words ? [words.box] : [])),
];

const PATHS = [
  path("lecun", ["LEFT", "meta"], ["CREATED", "llama"]),
  path("lecun", ["FOUNDED", "start-up"], ["RELATED_TO", "meta"], ["CREATED", "llama"]),
  path("lecun", ["FOUNDED", "fair"], ["PART_OF", "labs"], ["PART_OF", "meta"], ["CREATED", "llama"]),
];

test("a hop that several paths take is one step, with the paths that take it", () => {
  assert.deepEqual(stepsOf(PATHS).map(({ relationship: { id }, paths }) => [id, paths]), [
    ["lecun LEFT meta", [0]],
    ["meta CREATED llama", [0, 1, 2]],
    ["lecun FOUNDED start-up", [1]],
    ["start-up RELATED_TO meta", [1]],
    ["lecun FOUNDED fair", [2]],
    ["fair PART_OF labs", [2]],
    ["labs PART_OF meta", [2]],
  ]);
});

test("three types have no direction", () => {
  const types = ["COMPETES_WITH", "RELATED_TO", "MENTIONED_WITH", "WORKS_AT", "INFLUENCED", "PART_OF"];

  assert.deepEqual(types.map((type) => isSymmetric({ type })), [true, true, true, false, false, false]);
  const edges = layOut(PATHS, 800, widthOf).edges;
  assert.deepEqual(edges.filter(({ head }) => head === null).map(({ relationship: { type } }) => type), ["RELATED_TO"]);
});

test("one step stands in the middle, from the top to the bottom", () => {
  const { width, height, nodes, edges, unsaid } = layOut([path("a", ["LEADS", "b"])], 390, widthOf);

  assert.deepEqual([width, height, unsaid], [390, 168, 0]);
  assert.deepEqual(nodes.map(({ entity: { slug }, ...place }) => [slug, place]), [
    ["a", { row: 0, x: 195, y: 28, width: 220, height: 40 }],
    ["b", { row: 1, x: 195, y: 140, width: 220, height: 40 }],
  ]);
  const [{ d, head, words }] = edges;
  assert.equal(d, "M195 48C195 84 195 84 195 120");
  assert.equal(head, "M195 120L190.5 111L199.5 111Z");
  assert.deepEqual([words.x, words.y], [195, 84]);
});

test("an arrow points at the target of a relationship, also upwards", () => {
  const [{ d, head }] = layOut([path("a", ["LEADS", "b", "back"])], 390, widthOf).edges;

  assert.equal(d, "M195 120C195 84 195 84 195 48");
  assert.equal(head, "M195 48L199.5 57L190.5 57Z");
});

test("an entity stands in the row of its fewest steps, the last in one of its own", () => {
  const rows = layOut(PATHS, 800, widthOf).nodes.map(({ entity: { slug }, row }) => [slug, row]);

  assert.deepEqual(rows, [["lecun", 0], ["meta", 1], ["start-up", 1], ["fair", 1], ["labs", 2], ["llama", 3]]);
});

test("neighbours stand under each other", () => {
  const crossing = [path("a", ["LEADS", "left"], ["LEADS", "under left"], ["LEADS", "z"]), path("a", ["LEADS", "right"], ["LEADS", "under right"], ["LEADS", "z"])];
  const other = [crossing[0], path("a", ["LEADS", "right"], ["LEADS", "x"], ["LEADS", "z"]), path("a", ["LEADS", "left"], ["LEADS", "y"], ["LEADS", "z"])];
  const row = (paths, wanted) => layOut(paths, 800, widthOf).nodes.filter((one) => one.row === wanted).map(({ entity: { slug } }) => slug);

  assert.deepEqual(row(crossing, 2), ["under left", "under right"]);
  assert.deepEqual(row(other, 2), ["under left", "y", "x"]);
});

for (const width of [280, 390, 800, 1400]) {
  test(`in ${width} pixels nothing overlaps and all words have room`, () => {
    const longer = PATHS.map(({ hops, ...rest }) => ({
      ...rest,
      hops: hops.map((hop) => ({ ...hop, relationship: { ...hop.relationship, type: "IS_SAID_TO_BE_LIKE_IT" } })),
    }));

    for (const paths of [PATHS, longer]) {
      const picture = layOut(paths, width, widthOf);
      const all = boxes(picture);
      const met = all.flatMap((one, index) => all.slice(index + 1).filter((other) => meet(one, other)));
      assert.deepEqual(met, []);
      assert.deepEqual([picture.unsaid, picture.edges.filter(({ words }) => !words).length], [0, 0]);
      for (const { left, right, top, bottom } of all) assert.ok(left >= 0 && top >= 0 && right <= picture.width && bottom <= picture.height);
    }
  });
}

test("a picture is as wide as its longest row needs", () => {
  const many = Array.from({ length: 5 }, (_, index) => path("a", ["LEADS", `m${index}`], ["LEADS", "z"]));

  assert.equal(layOut(many, 300, widthOf).width, 560);
  assert.equal(layOut(many, 600, widthOf).width, 600);
});

test("where words have no room at all, they are left out, and the lowest picture that has most of them is taken", () => {
  const picture = layOut([path("a", ["LEADS", "b"])], 200, () => 400);

  assert.deepEqual([picture.unsaid, picture.edges[0].words, picture.height], [1, null, 168]);
});

test("two of one row are joined below them", () => {
  const level = [path("a", ["LEADS", "b"], ["LEADS", "z"]), path("a", ["LEADS", "c"], ["LEADS", "b"], ["LEADS", "z"])];
  const picture = layOut(level, 600, widthOf);
  const [b, c] = ["b", "c"].map((slug) => picture.nodes.find(({ entity: one }) => one.slug === slug));
  const { d, head } = picture.edges.find(({ relationship: { id } }) => id === "c LEADS b");

  assert.equal(b.row, c.row);
  assert.ok(d.startsWith(`M${c.x} ${c.y + 20}C`) && d.endsWith(` ${b.x} ${b.y + 20}`));
  assert.ok(head.startsWith(`M${b.x} ${b.y + 20}L`));
});

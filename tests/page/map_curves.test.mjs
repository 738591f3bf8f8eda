// The lines of a map.
import assert from "node:assert/strict";
import test from "node:test";
import { connect, curveOf } from "../../service/web/page/map/drawing/curves.js";

const A = { id: "a", x: 0, y: 0, r: 8 };
const B = { id: "b", x: 100, y: 0, r: 8 };
const always = () => true;
const link = (id, source, target) => ({ id, source, target });

test("a single line is straight, from border to border, with its arrow at the target", () => {
  const curve = curveOf({ from: A, to: B, bend: 0, directed: true });

  assert.equal(curve.path, "M10.0 0.0L83.0 0.0");
  assert.equal(curve.head, "M90.0 0.0L83.0 3.5L83.0 -3.5Z");
  assert.deepEqual(curve.points, [{ x: 10, y: 0 }, { x: 90, y: 0 }]);
  assert.equal(curve.length, 73);
  assert.equal(curve.angle, 0);
});

test("a line without direction has no arrow, and reaches further", () => {
  const curve = curveOf({ from: A, to: B, bend: 0, directed: false });

  assert.equal(curve.path, "M10.0 0.0L90.0 0.0");
  assert.equal(curve.head, null);
});

test("words along a line are read from left to right", () => {
  const angle = (x, y) => curveOf({ from: A, to: { ...B, x, y }, bend: 0, directed: true }).angle;

  assert.equal(angle(-100, 0), 0);
  assert.equal(angle(0, 100), Math.PI / 2);
  assert.equal(angle(0, -100), Math.PI / 2);
  assert.ok(Math.abs(angle(-100, -100) - Math.PI / 4) < 1e-9);
  assert.ok(Math.abs(angle(-100, 100) + Math.PI / 4) < 1e-9);
});

test("two lines of a pair are bent apart, whichever way they point", () => {
  const lines = connect([A, B], [link("1", "a", "b"), link("2", "b", "a"), link("3", "a", "b")], always);

  assert.deepEqual(lines.map(({ bend }) => bend), [-34, -0, 34]);
  const heights = lines.map(({ curve }) => Math.round(curve.at(0.5).y));
  assert.deepEqual(heights, [-21, 0, 21]);
  assert.equal(lines[0].curve.points.length, 13);
});

test("of two lines one is above and one is below", () => {
  const lines = connect([A, B], [link("1", "a", "b"), link("2", "b", "a")], always);

  const [above, below] = lines.map(({ curve }) => curve.at(0.5).y);
  assert.ok(above < -5 && below > 5, `${above} ${below}`);
});

test("a line whose end is not drawn is left out", () => {
  assert.deepEqual(connect([A, B], [link("1", "a", "c"), link("2", "a", "b")], always).map(({ id }) => id), ["2"]);
});

test("two points at one place give numbers", () => {
  const { path, head } = curveOf({ from: A, to: { ...B, x: 0 }, bend: 34, directed: true });

  assert.doesNotMatch(`${path} ${head}`, /NaN|Infinity/);
});

// Rectangles, upright or turned, and whether they meet.
import assert from "node:assert/strict";
import test from "node:test";
import { box, crosses, inside, meet, meetTurned, turned } from "../../service/web/page/map/drawing/boxes.js";

const near = (found, wanted) => assert.ok(Math.abs(found - wanted) < 1e-9, `${found} is not ${wanted}`);

test("a box has its four sides", () => {
  assert.deepEqual(box(1, 2, 10, 20), { left: 1, top: 2, right: 11, bottom: 22 });
});

test("boxes that only touch do not meet", () => {
  const one = box(0, 0, 10, 10);

  assert.equal(meet(one, box(10, 0, 5, 5)), false);
  assert.equal(meet(one, box(0, 10, 5, 5)), false);
  assert.equal(meet(one, box(9.9, 9.9, 5, 5)), true);
  assert.equal(meet(one, box(2, 2, 1, 1)), true); // one inside another
  assert.equal(meet(box(2, 2, 1, 1), one), true);
  assert.equal(meet(one, box(20, 2, 1, 1)), false);
});

test("a box stays two pixels from the border", () => {
  assert.equal(inside(box(2, 2, 96, 46), 100, 50), true);
  assert.equal(inside(box(1.9, 2, 96, 46), 100, 50), false);
  assert.equal(inside(box(2, 1.9, 96, 46), 100, 50), false);
  assert.equal(inside(box(2, 2, 96.1, 46), 100, 50), false);
  assert.equal(inside(box(2, 2, 96, 46.1), 100, 50), false);
});

test("a turned box has an upright outline", () => {
  const quarter = turned({ x: 50, y: 50 }, 40, 10, Math.PI / 2).outline;

  for (const [side, wanted] of Object.entries({ left: 45, right: 55, top: 30, bottom: 70 })) near(quarter[side], wanted);
  assert.deepEqual(turned({ x: 50, y: 50 }, 40, 10, 0).outline, box(30, 45, 40, 10));
});

test("turned boxes may pass each other although their outlines meet", () => {
  const aslant = turned({ x: 50, y: 50 }, 100, 10, Math.PI / 4);
  const corner = box(70, 15, 10, 10); // in the corner of the outline, beside the box

  assert.equal(meet(aslant.outline, corner), true);
  assert.equal(meetTurned(aslant, corner), false);
  assert.equal(meetTurned(corner, aslant), false);
  assert.equal(meetTurned(aslant, box(70, 70, 10, 10)), true);
  assert.equal(meetTurned(aslant, turned({ x: 50, y: 50 }, 100, 10, -Math.PI / 4)), true);
  assert.equal(meetTurned(aslant, box(200, 200, 10, 10)), false);
});

test("a line crosses a box or passes it", () => {
  const one = box(10, 10, 20, 20);
  const line = (...points) => points.map(([x, y]) => ({ x, y }));

  assert.equal(crosses(line([0, 20], [40, 20]), one), true);
  assert.equal(crosses(line([15, 15], [16, 16]), one), true); // all of it inside
  assert.equal(crosses(line([0, 9], [40, 9]), one), false);
  assert.equal(crosses(line([0, 25], [25, 45]), one), false); // its outline meets the box
  assert.equal(crosses(line([0, 0], [0, 40], [40, 40]), one), false);
  assert.equal(crosses(line([0, 0], [0, 20], [40, 20]), one), true); // its second piece
  assert.equal(crosses(line([20, 0], [20, 5]), one), false); // it ends before
});

test("a line crosses a turned box or passes it", () => {
  const aslant = turned({ x: 50, y: 50 }, 100, 10, Math.PI / 4);

  assert.equal(crosses([{ x: 70, y: 15 }, { x: 80, y: 25 }], aslant), false);
  assert.equal(crosses([{ x: 50, y: 0 }, { x: 50, y: 100 }], aslant), true);
});

// Rectangles, upright or turned, and whether they meet each other or a line: numbers only.

/** An upright rectangle. */
export const box = (left, top, width, height) => ({ left, top, right: left + width, bottom: top + height });

export const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

export const inside = (a, width, height) => a.left >= 2 && a.top >= 2 && a.right <= width - 2 && a.bottom <= height - 2;

/** A rectangle around a middle, turned by an angle in radians; `outline` is the upright one around it. */
export function turned({ x, y }, width, height, angle) {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const halfWidth = (Math.abs(cos) * width + Math.abs(sin) * height) / 2;
  const halfHeight = (Math.abs(sin) * width + Math.abs(cos) * height) / 2;
  return { x, y, cos, sin, width, height, outline: box(x - halfWidth, y - halfHeight, 2 * halfWidth, 2 * halfHeight) };
}

const asTurned = (one) =>
  one.outline ? one : turned({ x: (one.left + one.right) / 2, y: (one.top + one.bottom) / 2 }, one.right - one.left, one.bottom - one.top, 0);

/** Whether two rectangles meet, of which at least one is turned. Source: the separating axis theorem. */
export function meetTurned(a, b) {
  const [one, other] = [asTurned(a), asTurned(b)];
  if (!meet(one.outline, other.outline)) return false;
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  return [one, other].every(({ cos, sin }) =>
    [
      [cos, sin],
      [-sin, cos],
    ].every(([x, y]) => Math.abs(dx * x + dy * y) < reach(one, x, y) + reach(other, x, y)),
  );
}

const reach = ({ cos, sin, width, height }, x, y) => (Math.abs(cos * x + sin * y) * width + Math.abs(cos * y - sin * x) * height) / 2;

/** Whether a line, given as its points, runs through a rectangle. */
export function crosses(points, rectangle) {
  const outline = rectangle.outline ?? rectangle;
  for (let index = 1; index < points.length; index += 1) {
    const [from, to] = [points[index - 1], points[index]];
    if (Math.max(from.x, to.x) < outline.left || Math.min(from.x, to.x) > outline.right) continue;
    if (Math.max(from.y, to.y) < outline.top || Math.min(from.y, to.y) > outline.bottom) continue;
    if (rectangle.outline ? cutsTurned(from, to, rectangle) : cuts(from, to, rectangle)) return true;
  }
  return false;
}

function cutsTurned(from, to, { x, y, cos, sin, width, height }) {
  const local = (point) => ({ x: (point.x - x) * cos + (point.y - y) * sin, y: (point.y - y) * cos - (point.x - x) * sin });
  return cuts(local(from), local(to), box(-width / 2, -height / 2, width, height));
}

// Source: Liang and Barsky, "A New Concept and Method for Line Clipping", 1984.
function cuts(from, to, { left, top, right, bottom }) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [start, end] = [0, 1];
  for (const [step, room] of [
    [-dx, from.x - left],
    [dx, right - from.x],
    [-dy, from.y - top],
    [dy, bottom - from.y],
  ]) {
    if (step === 0 && room < 0) return false;
    if (step < 0) start = Math.max(start, room / step);
    if (step > 0) end = Math.min(end, room / step);
  }
  return start <= end;
}

// Which part of a map is in its frame. A transform is d3-zoom's: `x`, `y`, and `k`, the scale.
import { zoomIdentity } from "../d3/d3.js";

const EDGE = 24; // pixels that points keep from the border

/** The corners of all points at scale 1, or of the picture, whichever is further out. */
function extentOf({ nodes, scale, size: { width, height } }) {
  const [xs, ys] = ["x", "y"].map((axis) => nodes.map((node) => node[axis] / scale));
  return {
    left: Math.min(0, ...xs.map((x) => x - EDGE)),
    top: Math.min(0, ...ys.map((y) => y - EDGE)),
    right: Math.max(width, ...xs.map((x) => x + EDGE)),
    bottom: Math.max(height, ...ys.map((y) => y + EDGE)),
  };
}

/** The scale at which all points are in sight: 1, unless some were dragged out. */
export function leastScale(drawing) {
  const { left, top, right, bottom } = extentOf(drawing);
  return Math.min(drawing.size.width / (right - left), drawing.size.height / (bottom - top));
}

/** How far the map can be panned: half a picture beyond its points. */
export function bounds(drawing) {
  const { left, top, right, bottom } = extentOf(drawing);
  const [x, y] = [(right - left) / 2, (bottom - top) / 2];
  return [
    [left - x, top - y],
    [right + x, bottom + y],
  ];
}

/** The transform that shows all points. */
export function whole(drawing) {
  const { left, top } = extentOf(drawing);
  return zoomIdentity.scale(leastScale(drawing)).translate(-left, -top);
}

/** How far to pan, at scale 1, so that a point is in sight. */
export function revealed({ nodes, scale, size }, id, { x, y, k }) {
  const node = nodes.find((one) => one.id === id);
  const aside = (at, length) => (at < EDGE ? EDGE - at : at > length - EDGE ? length - EDGE - at : 0);
  return [aside((node.x / scale) * k + x, size.width) / k, aside((node.y / scale) * k + y, size.height) / k];
}

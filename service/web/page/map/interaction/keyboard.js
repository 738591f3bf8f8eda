// The arrow keys on a map.

export const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** The nearest node in a direction: within 45 degrees of it, or else the one that is the least aside; null if none is there. */
export function nearestIn(nodes, from, [dx, dy]) {
  const ahead = nodes.flatMap((node) => {
    const [x, y] = [node.x - from.x, node.y - from.y];
    const along = x * dx + y * dy;
    return node.id !== from.id && along > 0 ? [{ node, distance: Math.hypot(x, y), slope: Math.abs(x * dy - y * dx) / along }] : [];
  });
  const straight = ahead.filter(({ slope }) => slope <= 1);
  if (straight.length) return straight.reduce((best, one) => (one.distance < best.distance ? one : best)).node;
  return ahead.length ? ahead.reduce((best, one) => (one.slope < best.slope ? one : best)).node : null;
}

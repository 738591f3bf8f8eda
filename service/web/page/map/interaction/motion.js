// The simulation that follows the hand: while a point is dragged, its neighbours follow, and nothing touches.
import { forceCollide, forceLink, forceSimulation, forceX, forceY } from "../d3/d3.js";

const HOME = 0.08; // how strongly a point is drawn to where the layout put it
const PULL = 0.12; // of a line
const GAP = 6; // between two points
const WARM = 0.3;
const [QUICK, SLOW] = [0.06, 0.03]; // in which part of its warmth the simulation cools at each step

/**
 * `{ hold(id, x, y), drop(), release(id), isPinned(id), stop() }`: `hold` moves a point and pins it, `drop` lets the others come
 * to rest, `release` gives a pinned one back. `nodes`: `{ id, x, y, r, home: { x, y }, pinned }`; `home` is where the layout put it, to
 * which it is drawn. `onTick` gets copies of them with new `x` and `y`, and so does `onRest`.
 */
export function startMotion(nodes, lines, { onTick, onRest }) {
  const bodies = nodes.map((node) => ({ ...node, ...(node.pinned && { fx: node.x, fy: node.y }) }));
  const byId = new Map(bodies.map((body) => [body.id, body]));
  const links = lines.map((line) => {
    const [source, target] = [byId.get(line.source), byId.get(line.target)];
    return { source, target, length: Math.hypot(source.home.x - target.home.x, source.home.y - target.home.y) };
  });
  const simulation = forceSimulation(bodies)
    .alpha(0)
    .velocityDecay(0.5)
    .force("x", forceX(({ home }) => home.x).strength(HOME))
    .force("y", forceY(({ home }) => home.y).strength(HOME))
    .force("lines", forceLink(links).distance(({ length }) => length).strength(PULL))
    .force("apart", forceCollide(({ r }) => r + GAP).strength(0.7))
    .stop()
    .on("tick", () => onTick(bodies))
    .on("end", () => onRest(bodies));
  const cool = () => simulation.alphaTarget(0).restart();
  return {
    hold(id, x, y) {
      Object.assign(byId.get(id), { fx: x, fy: y, pinned: true });
      simulation.alphaDecay(QUICK).alphaTarget(WARM).restart();
    },
    drop: cool,
    release(id) {
      Object.assign(byId.get(id), { fx: null, fy: null, pinned: false });
      simulation.alpha(1).alphaDecay(SLOW); // it is to get all the way
      cool();
    },
    isPinned: (id) => Boolean(byId.get(id)?.pinned),
    stop: () => simulation.stop(),
  };
}

// Moves the shapes of a map while the simulation runs, without drawing the map anew.
import { curveOf } from "../drawing/curves.js";

const LIFT = 9; // of words above their line

/** A function that takes bodies with `id`, `x`, `y`, and moves the shapes of those that have moved, with their lines. */
export function mover(svg, { nodes, lines }) {
  const shapes = new Map([...svg.querySelectorAll(".node")].map((shape) => [shape.dataset.id, shape]));
  const edges = new Map([...svg.querySelectorAll(".edge")].map((shape) => [shape.dataset.id, [...shape.children]]));
  const wide = new Map([...svg.querySelectorAll(".wide")].map((shape) => [shape.dataset.id, shape]));
  const said = new Map([...svg.querySelectorAll(".type")].map((shape) => [shape.dataset.id, shape]));
  const last = new Map(nodes.map(({ id, x, y }) => [id, { x, y }]));
  return (bodies) => {
    const moved = new Map();
    for (const body of bodies) {
      const before = last.get(body.id);
      if (Math.abs(body.x - before.x) + Math.abs(body.y - before.y) < 0.05) continue;
      Object.assign(before, { x: body.x, y: body.y });
      moved.set(body.id, body);
      shapes.get(body.id).setAttribute("transform", `translate(${body.x.toFixed(1)} ${body.y.toFixed(1)})`);
    }
    for (const line of lines) {
      if (!moved.has(line.source) && !moved.has(line.target)) continue;
      const [from, to] = [
        { ...line.from, ...last.get(line.source) },
        { ...line.to, ...last.get(line.target) },
      ];
      const curve = curveOf({ ...line, from, to });
      const [reach, stroke, head] = edges.get(line.id);
      for (const path of [wide.get(line.id), reach, stroke]) path.setAttribute("d", curve.path);
      if (curve.head) head.setAttribute("d", curve.head);
      const text = said.get(line.id);
      if (text) text.setAttribute("transform", along(curve));
    }
  };
}

function along(curve) {
  const { x, y } = curve.at(0.5);
  const { angle } = curve;
  return `translate(${(x + Math.sin(angle) * LIFT).toFixed(1)} ${(y - Math.cos(angle) * LIFT).toFixed(1)}) rotate(${((angle * 180) / Math.PI).toFixed(1)})`;
}

// What is lit on a map: everything else fades. Done on the elements themselves, without drawing the map anew.
import { related } from "../state.js";

/**
 * Lights an entity with its lines and neighbours, or a line with its ends; `ids`: several, each alone. What is not there,
 * or null, lights the whole map.
 */
export function light(svg, id, lines, ids = null) {
  const near = id ? related(id, lines) ?? alone(svg, id) : ids?.size ? ids : null;
  svg.toggleAttribute("data-focus", Boolean(near));
  for (const shape of svg.querySelectorAll("[data-id]")) {
    shape.toggleAttribute("data-near", Boolean(near?.has(shape.dataset.id)));
    shape.toggleAttribute("data-middle", shape.dataset.id === id);
  }
}

/** An entity without lines that are shown is lit alone. */
function alone(svg, id) {
  return svg.querySelector(`.node[data-id="${CSS.escape(id)}"]`) ? new Set([id]) : null;
}

// The drawing of a map, with what mouse, fingers and keys do on it.
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "../preact.js";
import { moreWords } from "./drawing/draw.js";
import { ARROWS, nearestIn } from "./interaction/keyboard.js";
import { Line, Point, Wide, Words } from "./shapes.js";
import { isTogether } from "./state.js";
import { focusOn, wire } from "./interaction/wiring.js";

const KEYS = "Arrow keys move between entities, Enter selects.";

/**
 * `drawing` is what `draw` gives. `choose(id or null)`, `hover(id or null, event)`, `rescale(scale)` and
 * `move(Map id → x, y, pinned)` tell what the reader does, `keep(id, x, y)` where a point is dropped. `controls` is a ref that gets
 * those of wiring.js.
 */
export function Picture({ drawing, chosen, lit, label, root, choose, hover, rescale, move, keep, home, controls }) {
  const svg = useRef(null);
  const view = useRef(null);
  const now = useRef({});
  Object.assign(now.current, { drawing, chosen, lit, choose, hover, rescale, move, keep, home });
  const { nodes, lines, names, words, size } = drawing;
  const extra = useMemo(() => (chosen ? moreWords(drawing, chosen, isTogether) : new Map()), [drawing, chosen]);
  const [at, setAt] = useState(null); // where the keyboard is
  const current = nodes.some(({ id }) => id === at) ? at : nodes[0]?.id;

  useEffect(() => {
    const wired = wire(svg.current, view.current, now.current);
    controls.current = wired.controls;
    return wired.stop;
  }, []);
  useLayoutEffect(() => now.current.redrawn?.(), [drawing]);
  useLayoutEffect(() => now.current.relight?.(), [drawing, chosen, lit, extra]);

  const byId = (id) => nodes.find((node) => node.id === id);
  const onKey = (event) => {
    const id = event.target.closest(".node")?.dataset.id;
    if (!id) return;
    if (event.key === "Enter" || event.key === " ") choose(id);
    else if (ARROWS[event.key]) focusOn(svg.current, nearestIn(nodes, byId(id), ARROWS[event.key])?.id);
    else return;
    event.preventDefault();
  };
  return html`<svg
    ref=${svg}
    viewBox="0 0 ${size.width} ${size.height}"
    width=${size.width}
    height=${size.height}
    role="group"
    aria-label=${`${label}. ${KEYS}`}
    onKeyDown=${onKey}
    onFocusIn=${(event) => now.current.focused(event, setAt)}
    onFocusOut=${() => now.current.relight(null)}
  >
    <g class="view" ref=${view}>
      ${lines.map((line) => html`<${Wide} key=${`wide ${line.id}`} line=${line} />`)}
      ${lines.map((line) => html`<${Line} key=${line.id} line=${line} />`)}
      ${lines.map((line) => words.has(line.id) && html`<${Words} key=${`words ${line.id}`} line=${line} at=${words.get(line.id)} />`)}
      ${nodes.map((node) => html`<${Point}
        key=${node.id}
        node=${node}
        spot=${names.get(node.id)}
        chosen=${node.id === chosen}
        root=${node.id === root}
        current=${node.id === current}
        middle=${(size.width * drawing.scale) / 2}
      />`)}
      ${lines.map((line) => extra.has(line.id) && html`<${Words} key=${`extra ${line.id}`} line=${line} at=${extra.get(line.id)} extra />`)}
    </g>
  </svg>`;
}

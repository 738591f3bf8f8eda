// What goes on in a map between two drawings: it zooms, pans, lights, and a point follows the hand.
import { wireGestures } from "./gestures.js";
import { light } from "./light.js";
import { startMotion } from "./motion.js";
import { mover } from "./mover.js";
import { bounds, leastScale, revealed, whole } from "./viewport.js";

const FREE = 24; // pixels between what is selected and a panel

/** Puts the keyboard on an entity of the map. */
export function focusOn(svg, id) {
  if (id) svg.querySelector(`.node[data-id="${CSS.escape(id)}"]`)?.focus();
}

/**
 * Listens to an svg: `{ controls, stop }`. `now` has the newest props of the picture; `relight`, `focused` and `redrawn` are
 * written into it, for the picture to call.
 */
export function wire(svg, view, now) {
  let motion = null;
  let pointed = null; // what the mouse is on
  let focused = null; // what the keyboard is on
  let held = false;
  let lifted = 0; // pixels at scale 1 by which the map was moved from under a panel

  const place = (transform) => {
    const { scale } = now.drawing;
    view.setAttribute("transform", `translate(${transform.x} ${transform.y}) scale(${transform.k / scale})`);
  };
  const gestures = wireGestures(svg, view, {
    onView: place,
    onViewEnd: ({ k }) => k !== now.drawing.scale && now.rescale(k),
    pointOf: (id) => now.drawing.nodes.find((node) => node.id === id),
    onDrag: (id, x, y) => {
      held = true;
      motion ??= begin();
      motion.hold(id, x, y);
    },
    onDrop: (id, x, y) => {
      held = false;
      motion.drop();
      now.keep(id, x / now.drawing.scale, y / now.drawing.scale);
    },
  });

  const begin = () => {
    const { nodes, lines, scale } = now.drawing;
    const homed = nodes.map((node) => ({ ...node, home: now.home(node.id, scale) }));
    return startMotion(homed, lines, { onTick: mover(svg, now.drawing), onRest: (bodies) => held || settle(bodies) });
  };
  const settle = (bodies) => {
    const { scale } = now.drawing;
    motion = null;
    now.move(new Map(bodies.map(({ id, x, y, pinned }) => [id, { x: x / scale, y: y / scale, pinned }])));
  };
  const relight = (keyboard = focused) => {
    focused = keyboard;
    light(svg, pointed ?? focused ?? now.chosen, now.drawing.lines, now.lit);
  };
  const point = (id, event) => {
    if (id !== pointed && !svg.classList.contains("dragging")) {
      pointed = id;
      relight();
    }
    now.hover(id, event);
  };
  const idOf = (event) => event.target.closest("[data-id]")?.dataset.id ?? null;
  const onMouse = (event) => event.pointerType !== "touch" && point(idOf(event), event);
  const events = {
    pointermove: onMouse,
    pointerleave: (event) => point(null, event),
    // The second click of a double click changes nothing.
    click: (event) => event.detail < 2 && now.choose(idOf(event)),
    dblclick: (event) => {
      const node = event.target.closest(".node");
      const body = now.drawing.nodes.find(({ id }) => id === node?.dataset.id);
      // While the others still come to rest, only the simulation knows that the point was dropped.
      if (!body || !(motion ? motion.isPinned(body.id) : body.pinned)) return;
      motion ??= begin();
      motion.release(body.id);
    },
  };
  for (const [name, listener] of Object.entries(events)) svg.addEventListener(name, listener);

  now.relight = relight;
  now.focused = (event, setAt) => {
    const node = event.target.closest(".node");
    if (!node) return;
    setAt(node.dataset.id);
    if (node.matches(":focus-visible")) {
      relight(node.dataset.id);
      const [x, y] = revealed(now.drawing, node.dataset.id, gestures.transform());
      if (x || y) gestures.panBy(x, y);
    }
  };
  now.redrawn = () => {
    if (!held) {
      motion?.stop();
      motion = null;
    }
    gestures.bound(leastScale(now.drawing), bounds(now.drawing));
    place(gestures.transform());
  };
  now.redrawn();
  relight();
  const bring = (id) => {
    if (!now.drawing.nodes.some((node) => node.id === id)) return;
    const [x, y] = revealed(now.drawing, id, gestures.transform());
    if (x || y) gestures.panBy(x, y);
  };
  const lift = (id, panel) => {
    const shape = id && svg.querySelector(`.edge[data-id="${CSS.escape(id)}"], .node[data-id="${CSS.escape(id)}"] .dot`)?.getBoundingClientRect();
    if (!id && lifted) {
      gestures.panBy(0, lifted);
      lifted = 0;
    }
    if (!shape) return;
    const over = panel.left < shape.right && shape.left < panel.right ? shape.bottom - panel.top + FREE : 0;
    const room = shape.top - svg.getBoundingClientRect().top - FREE;
    const by = Math.max(0, Math.min(over, room)) / gestures.transform().k;
    if (!by) return;
    gestures.panBy(0, -by);
    lifted += by;
  };
  return {
    controls: {
      zoomBy: gestures.zoomBy,
      fit: () => {
        lifted = 0;
        gestures.show(whole(now.drawing));
      },
      focus: (id) => focusOn(svg, id),
      /** Pans so that a point is in the frame. */
      bring,
      /** Pans so that a point or line is not under a panel at this place of the window; null: back to where the map was. */
      lift,
    },
    stop: () => {
      motion?.stop();
      gestures.stop();
      for (const [name, listener] of Object.entries(events)) svg.removeEventListener(name, listener);
    },
  };
}

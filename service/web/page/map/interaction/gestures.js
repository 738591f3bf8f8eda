// Mouse, wheel and fingers on a map: d3-zoom for the whole, d3-drag for its points.
import { drag, select, zoom, zoomTransform } from "../d3/d3.js";

const CLICK = 4; // pixels that a click may move
const STEP = 1.4; // of the zoom buttons
const MOST = 8;

/**
 * Wires an svg: `{ transform, zoomBy, show, panBy, bound, stop }`.
 * `onView` gets d3-zoom's transform at each step, `onViewEnd` when it is over; `pointOf(id)` gives a point's `x` and `y`
 * in the coordinates of `view`; `onDrag(id, x, y)` moves a point there, `onDrop(id, x, y)` ends that.
 */
export function wireGestures(svg, view, { onView, onViewEnd, pointOf, onDrag, onDrop }) {
  const root = select(svg);
  const zooming = zoom()
    .clickDistance(CLICK)
    .scaleExtent([1, MOST])
    .filter((event) => mayZoom(event, zoomTransform(svg)))
    .on("zoom", ({ transform }) => {
      // At the whole picture a finger scrolls the page; closer, it moves the map.
      svg.classList.toggle("closer", transform.k > 1);
      onView(transform);
    })
    .on("end", ({ transform }) => onViewEnd(transform));
  const dragging = drag()
    .container(view)
    .clickDistance(CLICK)
    .filter((event) => !event.ctrlKey && !event.button && Boolean(nodeOf(event)))
    .subject((event) => {
      const id = nodeOf(event.sourceEvent ?? event).dataset.id;
      return { id, ...pointOf(id) };
    })
    .on("drag", ({ subject, x, y }) => {
      if (!subject.moved && Math.hypot(x - subject.x, y - subject.y) <= CLICK) return;
      subject.moved = true;
      svg.classList.add("dragging");
      onDrag(subject.id, x, y);
    })
    .on("end", ({ subject, x, y }) => {
      svg.classList.remove("dragging");
      if (subject.moved) onDrop(subject.id, x, y);
    });
  root.call(dragging).call(zooming).on("dblclick.zoom", null);
  return {
    transform: () => zoomTransform(svg),
    /** In or out around the middle. */
    zoomBy: (inwards) => root.call(zooming.scaleBy, inwards ? STEP : 1 / STEP),
    show: (transform) => root.call(zooming.transform, transform),
    panBy: (x, y) => root.call(zooming.translateBy, x, y),
    /** How far out and aside the map may go: `least` is a scale, `extent` its corners in its own coordinates. */
    bound: (least, extent) => zooming.scaleExtent([least, MOST]).translateExtent(extent),
    stop: () => root.on(".zoom", null).on(".drag", null),
  };
}

const nodeOf = (event) => event.target.closest?.(".node");

function mayZoom(event, { k }) {
  if (event.type === "wheel") return true;
  if (nodeOf(event) || event.button) return false;
  if (event.type.startsWith("touch")) return k > 1 || event.touches.length > 1 || Boolean(document.fullscreenElement);
  return !event.ctrlKey;
}

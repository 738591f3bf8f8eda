// A map to look at: hover lights, a click leads on. What map.js has beside the drawing is on the page that it leads to.
import { html, useMemo, useRef, useState } from "../preact.js";
import { go } from "../address.js";
import { usualLevel } from "./backbone.js";
import { draw } from "./drawing/draw.js";
import { Picture } from "./picture.js";
import { usePlaces, useRoom } from "./positions.js";
import { isTogether, shownPart } from "./state.js";

/** `slice` and `label` as in map.js; `to(id)` is the address where an entity or a line leads. */
export function Glance({ slice, label, to }) {
  const usual = usualLevel(slice.links);
  const [frame, room] = useRoom();
  const controls = useRef(null);
  const [scale, rescale] = useState(1);
  const part = useMemo(() => shownPart(slice, { hidden: new Set(), least: 1, coMentions: usual }), [slice, usual]);
  const { size, places, move, keep, home } = usePlaces(slice, part, room, ({ weight }) => weight, usual);
  const drawing = useMemo(() => (places ? draw(part, places, size, scale, isTogether) : null), [part, places, size, scale]);
  const choose = (id) => id && go(to(id));
  const hover = () => {};
  return html`<div class="map-frame" ref=${frame}>
    ${drawing && html`<${Picture} ...${{ drawing, chosen: null, lit: null, label, choose, hover, rescale, move, keep, home, controls }} />`}
  </div>`;
}

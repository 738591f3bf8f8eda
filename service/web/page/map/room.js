// Where a map will be: the room that it takes, and the modules of the map, which are loaded when there is something to draw.
import { html } from "../preact.js";
import { Answered, Loading } from "../answer.js";
import { later } from "../later.js";

/** `answer` is that of an operation with `graph`; `children` gets the slice. */
export function MapRoom({ answer, nothing, children }) {
  if (answer.data && !answer.data.graph.links.length) return html`<p class="aside">${nothing}</p>`;
  if (answer.data) return children(answer.data.graph);
  return html`<div class="map-room"><${Answered} answer=${answer} what="Loading map" /></div>`;
}

const waiting = html`<div class="map-room"><${Loading} what="Loading map" /></div>`;

/** See map.js. */
export const GraphMap = later(() => import("./map.js"), "GraphMap", waiting);

/** The same, to which the reader can add: see ../explore/explored_map.js. */
export const ExploredMap = later(() => import("../explore/explored_map.js"), "ExploredMap", waiting);

/** A map to look at, whose entities lead on: see glance.js. */
export const Glance = later(() => import("./glance.js"), "Glance", waiting);

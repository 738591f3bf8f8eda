// The menu that saves what a map shows, as a picture or as data.
import { html, useRef } from "../../preact.js";
import { asGraphml, asJson, connectionsAsCsv, entitiesAsCsv } from "./formats.js";
import { asPng, asSvg } from "./picture.js";

const FORMATS = [
  ["PNG", "map.png", async (seen) => asPng(seen.svg())],
  ["SVG", "map.svg", (seen) => new Blob([asSvg(seen.svg())], { type: "image/svg+xml" })],
  ["JSON", "map.json", (seen) => new Blob([asJson(seen)], { type: "application/json" })],
  ["CSV: entities", "entities.csv", (seen) => new Blob([entitiesAsCsv(seen)], { type: "text/csv" })],
  ["CSV: connections", "connections.csv", (seen) => new Blob([connectionsAsCsv(seen)], { type: "text/csv" })],
  ["GraphML", "map.graphml", (seen) => new Blob([asGraphml(seen)], { type: "application/graphml+xml" })],
];

/** `seen` is what the map shows; `name` begins the names of the files. */
export function ExportMenu({ seen, name = "videograph" }) {
  const menu = useRef(null);
  const close = () => {
    menu.current.open = false;
    menu.current.querySelector("summary").focus();
  };
  const onKey = (event) => {
    if (event.key !== "Escape" || !menu.current.open) return;
    event.stopPropagation();
    close();
  };
  return html`<details class="menu" ref=${menu} onKeyDown=${onKey}>
    <summary class="tool">Export</summary>
    <ul>
      ${FORMATS.map(([label, file, make]) => html`<li key=${label}>
        <button type="button" onClick=${async () => {
          save(await make(seen), `${name}-${file}`);
          close();
        }}>${label}</button>
      </li>`)}
    </ul>
  </details>`;
}

/** Has the browser save a file. */
export function save(blob, file) {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href: url, download: file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

// The menu that takes a map elsewhere: saves what it shows, as a picture or as data. What makes the files is loaded when it is first needed.
import { html, useRef, useState } from "../../preact.js";

const data = () => import("./formats.js");
const picture = () => import("./picture.js");

const FORMATS = [
  ["PNG", "map.png", async (seen) => (await picture()).asPng(seen.svg())],
  ["SVG", "map.svg", async (seen) => new Blob([(await picture()).asSvg(seen.svg())], { type: "image/svg+xml" })],
  ["JSON", "map.json", async (seen) => new Blob([(await data()).asJson(seen)], { type: "application/json" })],
  ["CSV: entities", "entities.csv", async (seen) => new Blob([(await data()).entitiesAsCsv(seen)], { type: "text/csv" })],
  ["CSV: connections", "connections.csv", async (seen) => new Blob([(await data()).connectionsAsCsv(seen)], { type: "text/csv" })],
  ["GraphML", "map.graphml", async (seen) => new Blob([(await data()).asGraphml(seen)], { type: "application/graphml+xml" })],
];

/** `seen` is what the map shows; `name` begins the names of the files; `children` are further entries. */
export function ExportMenu({ seen, name = "videograph", children }) {
  const menu = useRef(null);
  const [failed, fail] = useState(false);
  const close = () => {
    menu.current.open = false;
    menu.current.querySelector("summary").focus();
  };
  const write = async (make, file) => {
    try {
      save(await make(seen), `${name}-${file}`);
      fail(false);
      close();
    } catch {
      fail(true);
    }
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
        <button type="button" onClick=${() => write(make, file)}>${label}</button>
      </li>`)}
      ${children}
    </ul>
    ${failed && html`<p class="error" role="alert">The file could not be made. Check the connection, then try again.</p>`}
  </details>`;
}

/** Has the browser save a file. */
function save(blob, file) {
  const url = URL.createObjectURL(blob);
  const link = Object.assign(document.createElement("a"), { href: url, download: file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

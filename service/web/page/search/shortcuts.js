// The keys of every page, `/`, Ctrl-K and `?`, and the button that lists them.
import { html, useEffect } from "../preact.js";
import { onKeys } from "../keys.js";

const palette = () => import("./palette.js").then(({ openPalette }) => openPalette(), () => {});
const keysHelp = () => import("./keys_help.js").then(({ openKeys }) => openKeys(), () => {});

/** `/` and Ctrl-K open the palette, `?` the list of keys; not over a dialog that is open. Returns what ends this. */
function listen() {
  const free = () => !document.querySelector("dialog[open]");
  const actions = { "/": palette, "?": keysHelp };
  const stop = onKeys((key) => free() && actions[key] && (actions[key](), true));
  const press = (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k" || !free()) return;
    event.preventDefault();
    palette();
  };
  addEventListener("keydown", press);
  return () => {
    stop();
    removeEventListener("keydown", press);
  };
}

export function Shortcuts() {
  useEffect(listen, []);
  return html` · <button type="button" class="link" onClick=${keysHelp}>Keyboard shortcuts</button>`;
}

// The list of keys that the page knows. `?` opens it.
import { html } from "../preact.js";
import { openDialog } from "../edit/dialog.js";

const KEYS = [
  ["Everywhere", [
    [["/"], "Go to a talk, an entity, a topic or an action"],
    [["Ctrl", "K"], "The same, also while you type (⌘ K on a Mac)"],
    [["M"], "To the map of the page"],
    [["?"], "These keys"],
    [["Esc"], "Close a dialog, a list or a selection"],
  ]],
  ["Player", [
    [["K"], "Play, pause"],
    [["J"], "10 seconds back"],
    [["L"], "10 seconds on"],
    [["←"], "5 seconds back"],
    [["→"], "5 seconds on"],
  ]],
  ["Map", [
    [["↑", "↓", "←", "→"], "To the next entity"],
    [["Enter"], "Select the entity; again: explore what is around it"],
    [["Delete"], "Hide the selected entity"],
    [["Ctrl", "Z"], "Undo a step"],
    [["Ctrl", "Shift", "Z"], "Redo it"],
  ]],
];

export const openKeys = () => openDialog("Keyboard shortcuts", (close) => html`<${Keys} close=${close} />`);

function Keys({ close }) {
  return html`<div class="keys">
    ${KEYS.map(([title, keys]) => html`<section key=${title}>
      <h3>${title}</h3>
      <dl>${keys.map(([signs, words]) => html`<div key=${words}>
        <dt>${signs.map((sign, index) => html`${index > 0 && " "}<kbd>${sign}</kbd>`)}</dt>
        <dd>${words}</dd>
      </div>`)}</dl>
    </section>`)}
    <p class="buttons"><button type="button" onClick=${() => close()}>Close</button></p>
  </div>`;
}

// What a curator can do with an entity from its page.
import { html } from "../preact.js";
import { openDialog } from "./dialog.js";
import { may, useViewer } from "./viewer.js";

export function EntityTools({ entity }) {
  const viewer = useViewer();
  if (!may(viewer, "CURATE")) return null;
  const open = async (title, load) => {
    const { Form } = await load();
    openDialog(title, (close) => html`<${Form} entity=${entity} close=${close} />`);
  };
  return html`<span class="tools">
    <button type="button" class="plain small" onClick=${() => open("Edit", () => import("./rename.js"))}>Edit</button>
    <button type="button" class="plain small" onClick=${() => open("Merge", () => import("./merge.js"))}>Merge</button>
  </span>`;
}

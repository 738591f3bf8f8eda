// What a curator can do with a talk from its page: correct its data, and add a connection with a quote of it.
import { html } from "../preact.js";
import { openDialog } from "./dialog.js";
import { say } from "./notice.js";
import { may, useViewer } from "./viewer.js";
import { ask } from "../operations.js";

export function TalkTools({ slug, lines }) {
  if (!may(useViewer(), "CURATE")) return null;
  return html`<span class="tools">
    <button type="button" class="plain small" onClick=${() => edit(slug)}>Edit</button>
    <button type="button" class="plain small" onClick=${() => add(slug, lines.current)}>Add connection</button>
  </span>`;
}

/** The same for a line of the transcript, with which the quote begins. */
export function AddHere({ slug, lines, index }) {
  if (!may(useViewer(), "CURATE")) return null;
  const open = () => add(slug, lines.current, lines.current.find((one) => one.index === index));
  return html`<button type="button" class="plain" onClick=${open}>Add connection</button>`;
}

async function edit(slug) {
  try {
    const [{ Form }, { video }] = await Promise.all([import("./talk_data.js"), ask("talk_data", { slug })]);
    openDialog("Edit", (close) => html`<${Form} talk=${video} close=${close} />`);
  } catch (failure) {
    say(failure.message);
  }
}

async function add(slug, segments, first = null) {
  const { Form } = await import("./add_connection.js");
  openDialog("Add connection", (close) => html`<${Form} ...${{ slug, segments, first, close }} />`);
}

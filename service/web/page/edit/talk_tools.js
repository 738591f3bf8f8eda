// What a curator can do with a talk from its page: correct its data, and add a connection with a quote of it.
import { html } from "../preact.js";
import { openDialog } from "./dialog.js";
import { say } from "./notice.js";
import { ReadAgain } from "./reading.js";
import { may, useViewer } from "./viewer.js";
import { ask } from "../operations.js";
import { segmentAt } from "../talk/lines.js";

export function TalkTools({ talk, lines }) {
  const { slug } = talk;
  const curate = may(useViewer(), "CURATE");
  return html`<span class="tools">
    ${curate && html`<button type="button" class="plain small" onClick=${() => edit(slug)}>Edit</button>
    <button type="button" class="plain small" onClick=${() => add(slug, lines, lineOfAddress(lines))}>Add connection</button>`}
    <${ReadAgain} talk=${talk} />
  </span>`;
}

async function edit(slug) {
  try {
    const [{ Form }, { video }] = await Promise.all([import("./talk_data.js"), ask("talk_data", { slug })]);
    openDialog("Edit", (close) => html`<${Form} talk=${video} close=${close} />`);
  } catch (failure) {
    say(failure.message);
  }
}

/** The line at the moment of the address, with which the quote begins; null if it names none. */
function lineOfAddress(segments) {
  const seconds = new URLSearchParams(location.search).get("t");
  return seconds === null ? null : segmentAt(segments, Number(seconds));
}

async function add(slug, segments, first) {
  const { Form } = await import("./add_connection.js");
  openDialog("Add connection", (close) => html`<${Form} ...${{ slug, segments, first, close }} />`);
}

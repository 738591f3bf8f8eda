// How a talk was read: what a language model would do with one that was read offline, and the button by which it is read again.
import { html } from "../preact.js";
import { openDialog } from "./dialog.js";
import { may, useViewer } from "./viewer.js";
import { Offers, taken, useModels, wordsIn } from "../import/models.js";

/** For who may import. */
export function ReadAgain({ talk }) {
  const viewer = useViewer();
  return may(viewer, "INGEST") && html`<button type="button" class="plain small" onClick=${() => open(talk)}>Extract again</button>`;
}

/** What a language model would take to read a talk that was read offline, or how to set one up; for who may import. */
export function ReadingOffer({ talk }) {
  return may(useViewer(), "INGEST") && html`<${Offer} talk=${talk} />`;
}

function Offer({ talk }) {
  const models = useModels(wordsIn(talk.durationSeconds));
  const { used, fault, offers } = models ?? { offers: [] };
  if (!used && !fault && !offers.length) return null;
  return html`<section class="offer" aria-labelledby="offer-head">
    <h2 id="offer-head">More connections</h2>
    <p>This talk was read offline, which states few connections and writes no summary.${used || fault ? "" : " A language model finds more:"}</p>
    ${used && !fault
      ? html`<p><button type="button" onClick=${() => open(talk)}>Read this talk with a language model${used.estimate && `: ${taken(used.estimate)}`}</button></p>`
      : html`<${Offers} models=${models} />`}
  </section>`;
}

async function open(talk) {
  const { Form } = await import("./extract_again.js");
  await openDialog("Extract again", (close) => html`<${Form} ...${{ talk, close }} />`);
}

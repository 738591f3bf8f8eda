// The address of a quote, to be given to others; and "This is wrong": a curator rejects a quote that does not support its connection.
import { html, useRef } from "../preact.js";
import { change, showAnew } from "./change.js";
import { Consequences } from "./consequences.js";
import { Buttons, openDialog, Wrong } from "./dialog.js";
import { ReasonField, useSending } from "./fields.js";
import { say } from "./notice.js";
import { may, useViewer } from "./viewer.js";
import { ask } from "../operations.js";
import { Copy } from "../watch/copy.js";
import { counted, typeWords } from "../words.js";

export function QuoteTools({ id, quote }) {
  const curates = may(useViewer(), "CURATE");
  const link = async () => new URL((await ask("permalink", { id })).node.permalink, location).href;
  return html`<${Copy} label="Copy link to this quote" text=${link}>Copy link</${Copy}>
    ${curates && html`<${Flag} ...${{ id, quote }} />`}`;
}

function Flag({ id, quote }) {
  const open = () => openDialog("This is wrong", (close) => html`<${Form} ...${{ id, quote, close }} />`);
  return html`<button type="button" class="flag" title="This is wrong" aria-label="This is wrong" onClick=${open}>
    <svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3 15V2m0 0h9.5l-2 3.5 2 3.5H3" /></svg>
  </button>`;
}

function Form({ id, quote, close }) {
  const reason = useRef(null);
  const { form, submit, busy, errors, fault } = useSending(async () => {
    const { decisions } = await change("reject_evidence", { evidence: id, reason: reason.current.value.trim() || null });
    close();
    showAnew();
    say("Quote removed.", decisions);
  }, ["reason"]);
  return html`<form ref=${form} onSubmit=${submit}>
    <blockquote dir="auto">“${quote}”</blockquote>
    <p>Remove this quote from the graph? It stays in the transcript, and does not come back when the talk is imported again.</p>
    <${ReasonField} field=${reason} error=${errors.reason} />
    <${Consequences} operation="reject_evidence" input=${{ evidence: id }} effects=${effects} />
    <${Wrong} fault=${fault} />
    <${Buttons} close=${close} busy=${busy && "Removing…"} danger>Remove</${Buttons}>
  </form>`;
}

function effects({ source, type, target, remainingEvidenceCount: left }) {
  const connection = source && target ? `“${source.name} ${typeWords({ type, target })} ${target.name}”` : "The connection";
  return [left ? `${connection} keeps ${counted(left, "other quote")}` : `${connection} goes too: this is its only quote`];
}

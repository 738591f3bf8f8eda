// The dialog by which a talk is extracted again: where its text goes and what it takes, how far it is, and what it changes.
import { html, useEffect, useRef, useState } from "../preact.js";
import { change, showAnew } from "./change.js";
import { Buttons, Wrong, openDialog } from "./dialog.js";
import { useSending } from "./fields.js";
import { say } from "./notice.js";
import { ask } from "../operations.js";
import { inNumbers, useProgress } from "../import/jobs.js";
import { listen } from "../import/listen.js";
import { Goes, useModels, wordsIn } from "../import/models.js";
import { counted, sentence, TYPES } from "../words.js";

const PAUSE = 1500; // milliseconds until a job is asked for again, where no events come

export function Form({ talk, close }) {
  const models = useModels(wordsIn(talk.durationSeconds));
  const [chosen, choose] = useState(null);
  const [job, setJob] = useState(null);
  const progress = useProgress(job ?? {});
  const [report, setReport] = useState(null);
  const gone = useRef(new AbortController()).current;
  useEffect(() => () => gone.abort(), []);
  const { form, submit, busy, fault } = useSending(async () => {
    const { extractor, review } = form.current.elements;
    const { jobs } = await change("re_extract", { videos: [talk.slug], extractor: extractor.value, review: review.checked });
    const done = await ended(jobs[0].id, gone.signal, setJob);
    if (done.report?.outcome === "PROPOSED") setReport({ ...done.report, job: jobs[0].id });
    else finish(done.report, close);
  }, []);
  if (report) return html`<${Proposal} report=${report} close=${close} />`;
  if (!models) return html`<p role="status">Looking for a language model…</p>`;
  const extractor = chosen ?? (models.used ? "llm" : "offline");
  return html`<form ref=${form} onSubmit=${submit}>
    <p>The transcript is read again. Your corrections hold, and it can be undone.</p>
    <div><label>Extractor<select name="extractor" value=${extractor} disabled=${busy} onChange=${({ target }) => choose(target.value)}>
      ${models.used && html`<option value="llm">${models.used.name}, a language model</option>`}
      <option value="offline">Offline</option>
    </select></label></div>
    ${(extractor === "llm" || !models.used) && html`<${Goes} models=${models} />`}
    <p><label class="check"><input type="checkbox" name="review" defaultChecked disabled=${busy} /> Show the changes before they are made</label></p>
    ${job && html`<p role="status">${[sentence(job.stage ?? "waiting"), progress].filter(Boolean).join(", ")} <progress max=${job.total || 1} value=${job.done} aria-label="Progress"></progress></p>`}
    ${busy && html`<p class="aside">If you close this, it goes on: “Import talks” lists it.</p>`}
    <${Wrong} fault=${fault} />
    <${Buttons} close=${close} busy=${busy && "Extracting…"} leave=${busy ? "Close" : undefined}>Extract again</${Buttons}>
  </form>`;
}

/** The job with its report, once it has ended. Throws if it has failed. */
async function ended(id, signal, hear) {
  for (;;) {
    await listen("job", { id }, signal, hear).catch(() => {}); // a proxy may hold events back
    signal.throwIfAborted();
    const { job } = await ask("extraction_result", { id }, signal);
    if (job?.state === "SUCCEEDED") return job;
    if (job?.state !== "QUEUED" && job?.state !== "RUNNING") throw new Error(job?.error ?? "The job was cancelled.");
    await new Promise((go) => setTimeout(go, PAUSE));
  }
}

/** Shows what a job has proposed. */
export async function openProposal(id) {
  const { job } = await ask("extraction_result", { id });
  await openDialog("Extract again", (close) => html`<${Proposal} report=${{ ...job.report, job: id }} close=${close} />`);
}

function finish(report, close) {
  close();
  showAnew();
  say(`Extracted again: ${inNumbers(report)}.`, report.decisionId ? [{ id: report.decisionId }] : []);
}

function Proposal({ report, close }) {
  const [chosen, setChosen] = useState([]);
  const wanted = useRef(null); // numbers of connections; null: all that was proposed
  const { form, submit, busy, fault } = useSending(async () => {
    const connections = wanted.current;
    const { decisions } = await change("accept_extraction", { job: report.job, ...(connections && { connections }) });
    if (connections === null) return finish({ ...report, decisionId: decisions[0]?.id }, close);
    close();
    if (connections.length) showAnew();
    say(connections.length ? `${counted(connections.length, "connection")} added.` : "The proposal is rejected.", decisions);
  }, []);
  const answer = (connections) => () => {
    wanted.current = connections;
  };
  const toggle = (number) => setChosen((before) => (before.includes(number) ? before.filter((one) => one !== number) : [...before, number]));
  return html`<form ref=${form} onSubmit=${submit}>
    <p role="status">${inNumbers(report)}. Nothing is changed yet.</p>
    <${Listed} title="New" count=${report.newConnectionCount} connections=${report.newConnections} chosen=${chosen} toggle=${toggle} />
    <${Listed} title="Gone" count=${report.goneConnectionCount} connections=${report.goneConnections} />
    <${Wrong} fault=${fault} />
    <p class="buttons">
      ${chosen.length > 0
        ? html`<button type="submit" disabled=${busy} onClick=${answer(chosen)}>${busy ? "Saving…" : `Add ${counted(chosen.length, "connection")}`}</button>`
        : html`<button type="submit" disabled=${busy} onClick=${answer(null)}>${busy ? "Saving…" : "Accept all"}</button>`}${" "}
      <button type="submit" class="plain" disabled=${busy} onClick=${answer([])}>Reject</button>${" "}
      <button type="button" class="plain" onClick=${() => close(null)}>Cancel</button>
    </p>
  </form>`;
}

/** Connections with their quotes. `toggle`: called with the number of one that is chosen or no longer chosen, where they can be. */
function Listed({ title, count, connections, chosen, toggle }) {
  if (!count) return null;
  const line = ({ source, type, target, quote }) => html`${source} ${TYPES[type] ?? type} ${target}<br /><q class="aside">${quote}</q>`;
  return html`<details open=${count <= 20}><summary>${title}: ${count}</summary>
    <ul class="compared">${connections.map(
      (one, number) => html`<li key=${number}>${toggle
        ? html`<label class="check"><input type="checkbox" checked=${chosen.includes(number)} onChange=${() => toggle(number)} /> <span>${line(one)}</span></label>`
        : line(one)}</li>`,
    )}</ul>
    ${count > connections.length && html`<p class="aside">and ${count - connections.length} more</p>`}
  </details>`;
}

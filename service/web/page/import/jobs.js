// The imports that were accepted, and what becomes of them.
import { html, useEffect, useRef, useState } from "../preact.js";
import { Link, talkAt } from "../address.js";
import { act } from "../edit/change.js";
import { ask, withoutSettings } from "../operations.js";
import { listen } from "./listen.js";
import { counted, moment, sentence } from "../words.js";

const PAUSE = 1000; // milliseconds until the list is asked for again, if nothing is heard of a job
const HEARING = 5000; // the same while the server sends how far a job is
const AFTER_FAULT = 4000;
const SURE = 3000; // milliseconds after which the time that is left is estimated
const ACTIVE = ["QUEUED", "RUNNING"];

/** `{ nodes, failure, look }`: `look` asks at once, and then as long as some job has not ended. */
export function useJobs() {
  const [state, set] = useState({ nodes: null, failure: null });
  const held = useRef({ waiting: 0, gone: new AbortController(), hearing: false, deaf: false }).current;
  const gone = () => held.gone.signal.aborted;
  const hear = (job) => set(({ nodes, ...rest }) => ({ ...rest, nodes: nodes.map((one) => (one.id === job.id ? { ...one, ...job } : one)) }));
  const wait = (pause) => {
    clearTimeout(held.waiting);
    if (!gone()) held.waiting = setTimeout(look, pause);
  };
  /** One stream is enough: browsers open few connections to a server, and the others are in the list. */
  const follow = async ({ id }) => {
    held.hearing = true;
    try {
      await listen("job", { id }, held.gone.signal, hear);
    } catch {
      held.deaf = true; // a proxy may hold streams back: the list is asked for instead
    }
    held.hearing = false;
    wait(held.deaf ? PAUSE : 300);
  };
  const look = async () => {
    clearTimeout(held.waiting);
    try {
      const { nodes } = (await ask("import_jobs", {}, held.gone.signal)).jobs;
      set({ nodes, failure: null });
      const next = nodes.find((one) => one.state === "RUNNING") ?? nodes.findLast(isActive);
      if (next && !held.hearing && !held.deaf) follow(next);
      if (next) wait(held.hearing ? HEARING : PAUSE);
    } catch (failure) {
      if (!gone()) set((before) => ({ ...before, failure }));
      wait(AFTER_FAULT);
    }
  };
  useEffect(() => {
    look();
    return () => {
      held.gone.abort();
      clearTimeout(held.waiting);
    };
  }, []);
  return { ...state, look };
}

/** How far a job is: `40%`, and once it is seen to go on, how long it may still take. A new attempt begins anew. */
export function useProgress({ state, done, total, attempts }) {
  const seen = useRef(null);
  if (state !== "RUNNING" || !total) return null;
  const [share, now] = [done / total, performance.now()];
  if (seen.current?.attempts !== attempts || share < seen.current.share) seen.current = { attempts, share, now };
  const { share: before, now: since } = seen.current;
  const left = share > before && now - since >= SURE ? ((1 - share) * (now - since)) / (share - before) / 60_000 : null;
  return [`${Math.floor(100 * share)}%`, left && timeLeft(left)].filter(Boolean).join(", ");
}

const timeLeft = (minutes) => (minutes < 1 ? "less than a minute left" : `about ${Math.round(minutes)} min left`);

const isActive = ({ state }) => ACTIVE.includes(state);

export function Jobs({ jobs: { nodes, failure, look } }) {
  const active = nodes?.filter(isActive).length ?? 0;
  return html`<section aria-labelledby="imports-head">
    <h2 id="imports-head" tabindex="-1">Imports</h2>
    <p role="status" class="aside">${nodes && summary(nodes, active)}</p>
    ${failure && html`<p class="error" role="alert">${failure.message}</p>`}
    <ul class="jobs">${nodes?.map((job) => html`<${Job} key=${job.id} job=${job} look=${look} />`)}</ul>
  </section>`;
}

// Only what changes when a job ends: it is read out each time.
function summary(nodes, active) {
  if (!nodes.length) return "None yet.";
  const [latest] = nodes;
  if (active) return `${counted(active, "import")} under way`;
  const name = latest.result?.title ?? latest.name;
  return stateOf(latest) === STATES.SUCCEEDED ? `${name} is imported` : `${name}: ${stateOf(latest).toLowerCase()}`;
}

const STATES = { QUEUED: "Waiting", RUNNING: "Running", SUCCEEDED: "Imported", FAILED: "Failed", CANCELLED: "Cancelled" };

/** What became of a job. The report of an extraction again says how many connections are new. */
function stateOf({ state, report }) {
  if (state !== "SUCCEEDED" || report?.newConnectionCount == null) return STATES[state];
  return `${AGAIN[report.outcome]}: ${inNumbers(report)}`;
}

const AGAIN = { PROPOSED: "To be accepted", CHANGED: "Extracted again", UNCHANGED: "Not changed" };

/** What an extraction again changes. */
export const inNumbers = ({ newConnectionCount, goneConnectionCount, keptConnectionCount }) =>
  `${counted(newConnectionCount, "connection")} new, ${goneConnectionCount} gone, ${keptConnectionCount} kept`;

const isProposed = ({ report }) => report?.outcome === "PROPOSED";

async function decide({ id }) {
  const { openProposal } = await import("../edit/extract_again.js");
  await openProposal(id);
}

export function Job({ job, look }) {
  const { id, state, name, stage, done, total, createdAt, error, failure, result } = job;
  const other = failure?.code === "SAME_WORDS" && failure.video; // the talk that has its words
  const progress = useProgress(job);
  const [busy, setBusy] = useState(false);
  const [fault, fail] = useState(null);
  const press = async (send) => {
    setBusy(true);
    fail(null);
    await send().then(look, fail);
    setBusy(false);
  };
  const button = (send, words) =>
    html`<button type="button" class="plain small" disabled=${busy} aria-label=${`${words}: ${name}`} onClick=${() => press(send)}>${words}</button>`;
  return html`<li class=${`job ${state.toLowerCase()}`}>
    <p class="job-name">${result ? html`<${Link} to=${talkAt(result.slug)}>${result.title}</${Link}>` : name}</p>
    <p class="aside">${[isActive(job) && stage ? sentence(stage) : stateOf(job), progress].filter(Boolean).join(", ")} · ${result && result.title !== name ? `${name}, ` : ""}${moment(createdAt)}</p>
    ${isActive(job) && html`<progress max=${total || 1} value=${state === "QUEUED" ? 0 : done} aria-label=${`Progress of ${name}`}></progress>`}
    ${other
      ? html`<p class="error">The graph has its words already, as <${Link} to=${talkAt(other.slug)}>${other.title}</${Link}>.</p>`
      : error && html`<p class="error">${sentence(withoutSettings(error))}</p>`}
    ${fault && html`<p class="error" role="alert">${fault.message}</p>`}
    <p class="actions">
      ${isActive(job) && button(() => act("cancel_job", { id }), "Cancel")}
      ${isProposed(job) && button(() => decide(job), "Show the changes")}
      ${other && button(() => act("retry_job", { id, sameWords: "REPLACE" }), "Replace that talk")}
      ${other && button(() => act("retry_job", { id, sameWords: "KEEP_BOTH" }), "Keep both")}
      ${state === "FAILED" && !other && button(() => act("retry_job", { id }), "Try again")}
    </p>
  </li>`;
}

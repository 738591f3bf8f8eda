// The feeds that are followed: their new episodes become imports. Who may import follows further ones by their address, or unfollows them.
import { html, useEffect } from "../preact.js";
import { Answered, refresh, useAnswer } from "../answer.js";
import { change, showAnew } from "../edit/change.js";
import { Buttons, openDialog, Wrong } from "../edit/dialog.js";
import { TextField, useSending } from "../edit/fields.js";
import { say } from "../edit/notice.js";
import { isCurrent, may } from "../edit/viewer.js";
import { More, useMore } from "../more.js";
import { withoutSettings } from "../operations.js";
import { counted, moment } from "../words.js";

const SOON = 2000; // milliseconds until the list is asked for again, while a feed waits for its first look
const SELDOM = 60_000; // the same at least, if all were looked at: this device's clock may be wrong
const LONGEST = 3_600_000;

/** `look`: asks for the imports, after some were added. */
export function Feeds({ viewer, look }) {
  const mayFollow = may(viewer, "INGEST");
  const answer = useAnswer("follows", may(viewer, "READ") && isCurrent(viewer) ? {} : null);
  const first = answer.data?.follows;
  const imports = first?.nodes.reduce((sum, { importCount }) => sum + importCount, 0);
  useEffect(() => {
    if (imports) look?.();
  }, [imports]);
  useEffect(() => {
    const looked = first?.nodes.filter(({ state }) => state !== "STOPPED") ?? [];
    if (!looked.length) return undefined;
    const waiting = setTimeout(refresh, pauseUntilNext(looked));
    return () => clearTimeout(waiting);
  }, [first]);
  if (!mayFollow && !first?.nodes.length) return null;
  return html`<section aria-labelledby="feeds-head">
    <h2 id="feeds-head" tabindex="-1">Feeds</h2>
    <${Answered} answer=${answer} what="Loading feeds">${({ follows }) => html`<${List} first=${follows} mayFollow=${mayFollow} />`}</${Answered}>
  </section>`;
}

function pauseUntilNext(follows) {
  if (follows.some(({ checkedAt, error }) => !checkedAt && !error)) return SOON;
  const next = Math.min(...follows.map(({ nextAt }) => Date.parse(nextAt)));
  return Math.min(Math.max(next - Date.now() + SOON, SELDOM), LONGEST);
}

function List({ first, mayFollow }) {
  const list = useMore("follows", {}, first, (data) => data.follows);
  return html`
    ${!first.nodes.length && html`<p class="aside">None yet.</p>`}
    <ul class="jobs">${list.pages.flatMap(({ nodes }) => nodes).map((one) => html`<${Feed} key=${one.id} feed=${one} mayFollow=${mayFollow} />`)}</ul>
    <${More} list=${list}>More feeds</${More}>
  `;
}

const STATES = { ACTIVE: "Active", FAILING: "Failing", STOPPED: "Stopped: its server says that it is gone for good" };

function Feed({ feed: { id, url, title, state, checkedAt, nextAt, failures, failedAt, error, episodeCount, importCount }, mayFollow }) {
  const name = title || url;
  const unfollow = () => openDialog("Unfollow", (close) => html`<${Unfollow} ...${{ id, name, close }} />`);
  const looks = [
    STATES[state] ?? state,
    checkedAt ? `last look ${moment(checkedAt)}` : "not looked at yet",
    state !== "STOPPED" && `next look ${moment(nextAt)}`,
  ];
  return html`<li class=${`job feed ${state.toLowerCase()}`}>
    <p class="job-name">${name}</p>
    ${title && html`<p class="aside">${url}</p>`}
    <p class="aside">${counted(episodeCount, "episode")}, ${counted(importCount, "import")}</p>
    <p class="aside">${looks.filter(Boolean).join(" · ")}</p>
    ${failedAt
      ? html`<p class="error">Failed ${failures === 1 ? "once" : `${failures} times`}, last ${moment(failedAt)}: ${withoutSettings(error)}</p>`
      : error && html`<p class="aside">Waiting: ${withoutSettings(error)}</p>`}
    ${mayFollow && html`<button type="button" class="plain small" aria-label=${`Unfollow: ${name}`} onClick=${unfollow}>Unfollow</button>`}
  </li>`;
}

function Unfollow({ id, name, close }) {
  const { form, submit, busy, fault } = useSending(async () => {
    await change("unfollow_feed", { follow: id });
    close();
    showAnew();
    say(`${name} is not followed any more.`);
  }, []);
  return html`<form ref=${form} onSubmit=${submit}>
    <p>Stop following “${name}”? Its talks stay, and imports of its episodes go on.</p>
    <${Wrong} fault=${fault} />
    <${Buttons} close=${close} busy=${busy && "Unfollowing…"} danger>Unfollow</${Buttons}>
  </form>`;
}

/** Follows the feed of a form with `FeedOptions`. */
export async function follow(url, { since, limit, recordings }, extractor) {
  const { title, episodeCount, importCount } = await change("follow_feed", {
    url,
    extractor,
    recordings: recordings.checked,
    ...(since.value && { since: since.value }),
    ...(limit.value && { limit: Number(limit.value) }),
  });
  showAnew();
  say(`${title || url} is followed: ${counted(episodeCount, "episode")}, ${importCount} to import.`);
}

export function FeedOptions({ errors }) {
  return html`<details class="details">
    <summary>Which episodes</summary>
    <${TextField} name="since" type="date" label="Only episodes since" error=${errors.since} />
    <${TextField} name="limit" type="number" label="Of those that are there now, only the latest" error=${errors.limit} />
    <label class="check"><input type="checkbox" name="recordings" /> Recognize episodes without a transcript from their recording</label>
  </details>`;
}

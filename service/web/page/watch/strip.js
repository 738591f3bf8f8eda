// The timeline: a talk's whole length as one bar, with its chapters, its voices, and the moments of what is selected.
import { html, useMemo, useRef, useState } from "../preact.js";
import { go, withValues } from "../address.js";
import { clock, counted, voiceOf } from "../words.js";
import { isPlayable, usePlayback } from "./playing.js";
import { segmentOn } from "./segments.js";
import { voiceRuns, VOICE_COLOURS } from "./voice-runs.js";

const STEP = 5; // seconds that an arrow key goes
const NEAR = 7; // pixels within which a mark is meant
const LONGEST = 160; // signs of a line that are shown

/**
 * `marks`: segments to be marked, by what `label` names; null marks all that name an entity, faintly.
 * `onLight(ids or null)`: the entities that the moment under the pointer names.
 */
export function Strip({ video, segments, marks, label, onLight }) {
  const bar = useRef(null);
  const head = useRef(null);
  const [at, setAt] = useState(null); // the second that is looked at
  const length = lengthOf(video, segments);
  const voices = useMemo(() => voiceRuns(segments, video.speakers, length), [segments, video.speakers, length]);
  const named = useMemo(() => segments.filter(({ mentions }) => mentions.length), [segments]);
  const shown = marks ?? named;
  usePlayback(({ slug, started, seconds }) => {
    const here = started && slug === video.slug;
    head.current?.toggleAttribute("hidden", !here);
    if (here) head.current?.style.setProperty("left", `${(100 * seconds) / length}%`);
  }, [length]);
  if (!length) return null;

  const look = (seconds) => {
    setAt(seconds);
    onLight?.(seconds === null ? null : lit(nearest(shown, seconds, reach(bar.current, length))));
  };
  const secondsOf = ({ clientX }) => {
    const { left, width } = bar.current.getBoundingClientRect();
    return Math.min(length, Math.max(0, ((clientX - left) / width) * length));
  };
  const visit = (seconds) => {
    const mark = nearest(shown, seconds, reach(bar.current, length));
    go(withValues({ t: mark && marks ? mark.startSeconds : Math.floor(seconds), find: null })); // what is selected on the map stays
  };
  const onKey = (event) => {
    const now = at ?? 0;
    const next = shown.find(({ startSeconds }) => startSeconds > now + 0.01);
    const before = shown.findLast(({ startSeconds }) => startSeconds < now - 0.01);
    const to = { ArrowRight: now + STEP, ArrowLeft: now - STEP, PageDown: next?.startSeconds ?? now, PageUp: before?.startSeconds ?? now, Home: 0, End: length }[event.key];
    if (event.key === "Enter") visit(now);
    else if (to === undefined) return;
    else look(Math.min(length, Math.max(0, to)));
    event.preventDefault();
  };
  const rows = [video.chapters.length > 1 ? "Chapters with who and what is mentioned" : "Who and what is mentioned", voices.length > 0 && "speakers below"].filter(Boolean).join(", ");
  const width = (seconds) => (1000 * seconds) / length;
  return html`<div class="strip">
    <div
      class="strip-bar"
      ref=${bar}
      role="slider"
      tabindex="0"
      aria-label="Timeline"
      aria-valuemin="0"
      aria-valuemax=${Math.floor(length)}
      aria-valuenow=${Math.floor(at ?? 0)}
      aria-valuetext=${spoken(at ?? 0, video, segments)}
      onPointerMove=${(event) => look(secondsOf(event))}
      onPointerLeave=${() => look(null)}
      onBlur=${() => look(null)}
      onClick=${(event) => visit(secondsOf(event))}
      onKeyDown=${onKey}
    >
      <svg viewBox="0 0 1000 48" preserveAspectRatio="none" aria-hidden="true">
        ${partsOf(video, length).map(({ startSeconds, endSeconds }, index) => html`<rect
          class=${index % 2 ? "strip-chapter odd" : "strip-chapter"}
          x=${width(startSeconds)} y="0" width=${Math.max(width(endSeconds - startSeconds) - 1, 1)} height="26" />`)}
        ${voices.map(({ start, end, place }) => html`<rect class=${`strip-voice voice-${place % VOICE_COLOURS}`} x=${width(start)} y="32" width=${width(end - start)} height="12" />`)}
        <path class=${marks ? "strip-marks" : "strip-marks all"} d=${shown.map(({ startSeconds }) => `M${width(startSeconds).toFixed(1)} 3V23`).join("")} />
      </svg>
      <span class="strip-head" ref=${head} hidden></span>
      ${at !== null && html`<${Note} at=${at} length=${length} video=${video} segment=${nearest(shown, at, reach(bar.current, length)) ?? segmentOn(segments, at)} />`}
    </div>
    <p class="strip-label aside" role="status">${marks ? `${label}: ${counted(marks.length, "moment")}` : isPlayable(video.slug) ? "" : rows}</p>
  </div>`;
}

function Note({ at, length, video, segment }) {
  const place = at / length;
  const voice = voiceOf(segment && { label: segment.speaker?.label, person: video.speakers.find(({ label }) => label === segment.speaker?.label)?.person });
  const words = segment?.text ?? "";
  return html`<span class="strip-note" style=${{ left: `${100 * place}%`, transform: `translateX(${-100 * place}%)` }}>
    <b>${clock(segment && Math.abs(segment.startSeconds - at) < length / 50 ? segment.startSeconds : at)}</b> ${chapterAt(video, at)?.title}
    <span class="strip-words">${voice && html`<i>${voice}: </i>`}${words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words}</span>
  </span>`;
}

const lit = (segment) => (segment ? new Set(segment.mentions.map(({ entity }) => entity.id)) : null);
const lengthOf = ({ durationSeconds }, segments) => Math.max(durationSeconds ?? 0, segments.at(-1)?.endSeconds ?? segments.at(-1)?.startSeconds ?? 0);
const partsOf = ({ chapters }, length) => (chapters.length ? chapters : [{ startSeconds: 0, endSeconds: length }]);
const chapterAt = ({ chapters }, seconds) => chapters.findLast(({ startSeconds }) => startSeconds <= seconds);
const reach = (bar, length) => (NEAR * length) / (bar?.clientWidth || 1);
const spoken = (at, video, segments) => [clock(at), chapterAt(video, at)?.title, segmentOn(segments, at)?.text].filter(Boolean).join(", ");

/** The mark at a second, or within `reach` of it. */
function nearest(marks, seconds, away) {
  let best = null;
  for (const mark of marks) {
    const gap = Math.abs(mark.startSeconds - seconds);
    if (gap <= away && (!best || gap < Math.abs(best.startSeconds - seconds))) best = mark;
  }
  return best;
}

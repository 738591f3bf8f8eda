// The full transcript: chapters, turns, mentions that lead to their entities; a moment is marked, words are found.
import { html, memo, useEffect, useMemo, useRef, useState } from "../preact.js";
import { entityAt, go, Link, MAY_EMBED, placeBefore, talkAt, useMoves, withValues } from "../address.js";
import { useAnswer } from "../answer.js";
import { keep } from "../keep.js";
import { later } from "../later.js";
import { scrollToLine } from "./line-in-view.js";
import { found, having, readable, segmentAt } from "./lines.js";
import { Watch } from "../statement.js";
import { Copy, linkTo, quoted } from "../watch/copy.js";
import { isPlayable } from "../watch/playing.js";
import { clock, counted, cut } from "../words.js";

const QuoteCode = MAY_EMBED && later(() => import("../embed/code.js"), "QuoteCode", "");
const Downloads = later(() => import("../watch/downloads.js"), "Downloads", "");
const SETTLING = 30; // frames that a line waits at most until what stands above it stays as it is
const TYPING = 200; // milliseconds without a key after which what was typed is looked for

export function Transcript({ video, address, lines: { segments, failure, again } }) {
  const wanted = address.searchParams.get("t");
  const marked = useMarked(segments, wanted, segments.length < video.transcript.totalCount);
  const { parts, words } = useFound(segments, video.chapters, marked, address);
  const source = useAnswer("moment", marked && video.url ? { slug: video.slug, seconds: marked.startSeconds } : null).data;
  const people = useMemo(() => new Map(video.speakers.map(({ label, person }) => [label, person])), [video.speakers]);
  const kinds = useMemo(() => new Map(video.entities.edges.map(({ node }) => [node.slug, node.kind])), [video.entities]);
  return html`<section id="transcript" aria-labelledby="transcript-head">
    <h2 id="transcript-head" tabindex="-1">Transcript</h2>
    <${Downloads} slug=${video.slug} />
    <${Find} words=${words} count=${words ? parts.reduce((sum, { paragraphs }) => sum + paragraphs.length, 0) : null} />
    <div class=${video.speakers.length > 1 ? "transcript" : "transcript one-voice"} ...${usePlace(segments.length)} lang=${video.language ?? undefined}>
      ${parts.map((part) => {
        const here = marked && part.paragraphs.some(({ segments: own }) => own.includes(marked));
        const moment = { marked: here ? marked.index : null, url: here ? (source ? source.video?.urlAt : video.url) : null };
        return html`<${Chapter} key=${part.id} part=${part} ...${moment} slug=${video.slug} title=${video.title} people=${people} kinds=${kinds} words=${words} />`;
      })}
    </div>
    <${Rest} there=${segments.length} all=${video.transcript.totalCount} failure=${failure} again=${again} />
  </section>`;
}

const places = new Map(); // entry of the history → how far down the transcript was scrolled, where it is a panel

/** What notes the panel's place, and puts it there again for a reader who comes back. */
function usePlace(count) {
  const panel = useRef(null);
  useEffect(() => {
    const place = placeBefore() !== undefined && places.get(history.state?.entry);
    if (place) panel.current.scrollTop = place;
  }, [count]);
  return { ref: panel, onScroll: ({ target }) => places.set(history.state?.entry, target.scrollTop) };
}

function Rest({ there, all, failure, again }) {
  if (there >= all) return null;
  return html`<p class="more" role="status">
    ${!failure && `Loading: ${there} of ${counted(all, "line")}`}
    ${failure && html`<button type="button" onClick=${again}>Load the rest</button> <span class="error">${failure.message}</span>`}
  </p>`;
}

/** What is shown: all, or what has the words looked for, unless the address leads to a chapter or a line without them. */
function useFound(segments, chapters, marked, address) {
  const asked = address.searchParams.get("find")?.trim() ?? "";
  const whole = useMemo(() => readable(segments, chapters), [segments, chapters]);
  const those = useMemo(() => having(whole, asked), [whole, asked]);
  const leftOut = marked && !those.some(({ paragraphs }) => paragraphs.some(({ segments: own }) => own.includes(marked)));
  const dropped = Boolean(asked) && (leftOut || address.hash.startsWith("#chapter-"));
  useEffect(() => {
    if (dropped) go(withValues({ find: null }, location.hash), { replace: true });
  }, [dropped]);
  return dropped ? { parts: whole, words: "" } : { parts: those, words: asked };
}

/** The segment at the address's moment; it is brought into view when the reader goes there. */
function useMarked(segments, wanted, growing) {
  const [moves, count] = useState(0);
  useMoves(({ replace, back }) => replace || back || count((before) => before + 1), []);
  const seconds = wanted === null || wanted === "" ? NaN : Number(wanted);
  const last = segments.at(-1);
  const there = Number.isFinite(seconds) && last && (!growing || last.startSeconds > seconds);
  const marked = there ? segmentAt(segments, seconds) : null;
  useEffect(() => {
    if (marked && placeBefore() === undefined) bring(`line-${marked.index}`);
  }, [moves, wanted, Boolean(marked)]);
  return marked;
}

/** Brings a line into view once it stands still, so that little moves before the reader's eyes; what arrives above it later does not push it away. */
function bring(id, before = null, frames = SETTLING) {
  requestAnimationFrame(() => {
    const line = document.getElementById(id);
    if (!line) return;
    const place = line.getBoundingClientRect().top + scrollY;
    if (place !== before && frames) return void bring(id, place, frames - 1);
    keep(() => scrollToLine(document.getElementById(id)));
  });
}

function Find({ words, count }) {
  const field = useRef(null);
  const waiting = useRef(0);
  const [led, lead] = useState(null); // for which words Enter has led to which passage
  const at = led?.words === words ? led.at : null;
  useEffect(() => {
    if (document.activeElement !== field.current) field.current.value = words;
  }, [words]);
  const look = () => {
    clearTimeout(waiting.current);
    // Who looks for words leaves the moment and the chapter of the address.
    go(withValues({ find: field.current.value.trim(), t: null }), { replace: true });
  };
  const typed = () => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(look, TYPING);
  };
  const onKey = (event) => {
    if (event.key !== "Enter") return;
    if (field.current.value.trim() !== words) return look();
    if (!count) return;
    const next = event.shiftKey ? (at ?? 0) - 1 + count : (at ?? -1) + 1;
    lead({ words, at: next % count });
    document.querySelectorAll(".transcript .turn")[next % count].scrollIntoView({ block: "center" });
  };
  return html`<div class="find">
    <input ref=${field} type="search" aria-label="Find in the transcript" placeholder="Find in the transcript" onInput=${typed} onKeyDown=${onKey} />
    <span class="aside" role="status">${outcome(count, at)}</span>
  </div>`;
}

function outcome(count, at) {
  if (count === null) return "";
  if (!count) return "No matches";
  return at === null ? counted(count, "passage") : `${at + 1} of ${counted(count, "passage")}`;
}

const Chapter = memo(function Chapter({ part, marked, url, slug, title, people, kinds, words }) {
  const size = { containIntrinsicSize: `auto ${heightOf(part)}rem` };
  const head = part.title ? `${part.id}-head` : undefined;
  return html`<section class="chapter" id=${part.id} style=${size} aria-labelledby=${head}>
    ${part.title && html`<h3 id=${head} tabindex="-1">${part.title}</h3>`}
    ${part.paragraphs.map((paragraph) => html`<${Paragraph}
      key=${paragraph.segments[0].index}
      paragraph=${paragraph}
      person=${people.get(paragraph.voice)}
      ...${{ marked, url, slug, title, kinds, words }}
    />`)}
  </section>`;
}, isSame);

// While further pages arrive, a chapter that has all its lines is not drawn again.
function isSame({ part, ...before }, { part: now, ...after }) {
  const count = ({ paragraphs }) => paragraphs.reduce((sum, { segments }) => sum + segments.length, 0);
  return count(part) === count(now) && Object.keys(after).every((key) => before[key] === after[key]);
}

// What a chapter out of sight is taken to measure, so that the scroll bar is nearly right.
function heightOf({ paragraphs }) {
  const lines = paragraphs.map(({ segments }) => Math.ceil(segments.reduce((signs, { text }) => signs + text.length + 1, 0) / 78));
  return Math.round(3 + lines.reduce((sum, count) => sum + count * 1.75 + 1, 0));
}

function Paragraph({ paragraph: { voice, turned, segments }, marked, url, slug, title, person, kinds, words }) {
  const [first] = segments;
  return html`<div class=${turned || words ? "turn" : "turn on"}>
    ${voice && (turned || words) && html`<p class="voice">${person ? html`<${Link} to=${entityAt(person.slug)}>${person.name}</${Link}>` : voice}</p>`}
    <${Link} class="time" to=${talkAt(slug, first.startSeconds)} aria-label=${`Link to ${clock(first.startSeconds)}`}>${clock(first.startSeconds)}</${Link}>
    <p class="said" dir="auto">
      ${segments.map((segment) => html`<${Line}
        key=${segment.index}
        segment=${segment}
        marked=${segment.index === marked}
        ...${{ url, slug, kinds, words, title, voice: person?.name ?? voice }}
      />`)}
    </p>
  </div>`;
}

function Line({ segment: { index, startSeconds, text, mentions }, marked, url, slug, kinds, words, title, voice }) {
  const ranges = mentions.map(({ startOffset, endOffset, entity }) => ({ start: startOffset, end: endOffset, entity }));
  const hits = found(text, words);
  let from = 0;
  const pieces = cut(text, ranges).map(({ text: piece, range }) => {
    const said = bold(piece, from, hits);
    from += Array.from(piece).length;
    if (!range) return said;
    const { slug } = range.entity;
    return html`<${Link} to=${entityAt(slug)} class=${`mention kind-${kinds.get(slug) ?? ""}`}>${said}</${Link}>`;
  });
  const state = marked ? { class: "line marked", "aria-current": "true" } : { class: "line" };
  const said = html`<span id=${`line-${index}`} ...${state}>${pieces}</span>`;
  if (!marked) return html`${said} `;
  return html`${said}
    <span class="line-tools">
      ${(url || isPlayable(slug)) && html`<${Watch} url=${url} slug=${slug} seconds=${startSeconds} />`}
      <${Copy} text=${() => quoted({ turns: [{ words: text, speaker: { label: voice } }], title, slug, seconds: startSeconds })}>Copy quote</${Copy}>
      <${Copy} text=${() => linkTo(slug, startSeconds)}>Copy link</${Copy}>
      ${MAY_EMBED && html`<${QuoteCode} slug=${slug} seconds=${startSeconds} title=${title} />`}
    </span> `;
}

/** A piece of a line, of which `hits` are marked; it begins at the line's code point `from`. */
function bold(text, from, hits) {
  const here = hits.map(({ start, end }) => ({ start: Math.max(start - from, 0), end: end - from })).filter(({ start, end }) => end > start);
  return cut(text, here).map(({ text: piece, range }) => (range && piece ? html`<mark>${piece}</mark>` : piece));
}

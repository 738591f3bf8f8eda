// The player of a talk. Nothing is loaded from its source before the reader plays it; then it is in a frame of its own.
import { html, useEffect, useRef, useState } from "../preact.js";
import { useMoves } from "../address.js";
import { clock } from "../words.js";
import { useKeys } from "./keys.js";
import { offer, playerOf, seek, tell, usePlayback, usePlaying } from "./playing.js";
import { Poster } from "./poster.js";
import { CopyLink } from "./copy.js";

const HELLO = "videograph-player";

export function Player({ video, wanted }) {
  const source = playerOf(video);
  return source && html`<${Playable} key=${video.slug} video=${video} source=${source} wanted=${wanted} />`;
}

function Playable({ video, source, wanted }) {
  const frame = useRef(null);
  const link = useRef({ ready: false, waiting: null }); // whether the frame hears, and what it is told when it does
  const [start, begin] = useState(null); // the second from which it was started
  const failed = usePlaying((now) => now.failed);
  const steer = (order) => {
    if (start === null) {
      tell({ started: true, seconds: order.seconds ?? wanted ?? 0 });
      begin(order.seconds ?? wanted ?? 0);
    } else if (link.current.ready) frame.current.contentWindow.postMessage({ [HELLO]: order }, location.origin);
    else link.current.waiting = order;
  };
  const current = useRef(steer);
  current.current = steer;
  useEffect(() => offer(video.slug, (order) => current.current(order)), []);
  useEffect(() => listen(frame, link.current), []);
  // Once it plays, each moment of the page that is gone to is played.
  useMoves(({ replace }) => {
    const seconds = secondsOf(new URLSearchParams(location.search).get("t"));
    if (!replace && seconds !== null) seek(seconds);
  }, []);
  useKeys();
  const play = wanted ? `Play from ${clock(wanted)}` : "Play";
  return html`<section class=${`player${source.sound ? " sound" : ""}${start === null ? "" : " started"}`} aria-label="Player">
    ${start === null
      ? html`<button type="button" class="player-start" aria-label=${`${play}${source.from ? `, loads from ${source.from}` : ""}`} onClick=${() => steer({ to: "play" })}>
          ${!source.sound && html`<${Poster} talk=${video} panel />`}
          <span class="player-sign" aria-hidden="true">▶</span>
          <span class="player-note">${play}${source.from && html` <small>loads from ${source.from}</small>`}</span>
        </button>`
      : html`<iframe ref=${frame} title="Player" src=${`/videos/${encodeURIComponent(video.slug)}/player#t=${start}`} allow="autoplay; fullscreen; picture-in-picture; encrypted-media" allowfullscreen></iframe>`}
    ${failed && html`<p class="player-failed" role="alert">It cannot be played here. ${(video.media?.url ?? video.url) && html`<a href=${video.media?.url ?? video.url} target="_blank" rel="noopener">Open the source</a>`}</p>`}
    ${start !== null && html`<${Controls} slug=${video.slug} />`}
  </section>`;
}

function Controls({ slug }) {
  const time = useRef(null);
  usePlayback(({ seconds }) => {
    const text = clock(seconds);
    if (time.current && time.current.textContent !== text) time.current.textContent = text;
  }, []);
  return html`<p class="player-bar aside">
    <span class="player-time" ref=${time}></span>
    <${CopyLink} slug=${slug} />
    <span class="player-keys"><kbd>K</kbd> play · <kbd>J</kbd> <kbd>L</kbd> 10 s · <kbd>←</kbd> <kbd>→</kbd> 5 s</span>
  </p>`;
}

/** What the frame says. */
function listen(frame, link) {
  const hear = ({ source, origin, data }) => {
    if (origin !== location.origin || source !== frame.current?.contentWindow || !data?.[HELLO]) return;
    const { ready, key, ...rest } = data[HELLO];
    if (ready) link.ready = true;
    if (ready && link.waiting) source.postMessage({ [HELLO]: link.waiting }, origin);
    if (key) document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    if (Object.keys(rest).length) tell(rest);
  };
  addEventListener("message", hear);
  return () => removeEventListener("message", hear);
}

function secondsOf(value) {
  const seconds = value ? Number(value) : NaN;
  return Number.isFinite(seconds) ? seconds : null;
}

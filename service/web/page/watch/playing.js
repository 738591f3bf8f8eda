// What plays: one talk's media at a time. The player tells it; transcript, timeline and every moment of the page follow.
import { useEffect, useState } from "../preact.js";

const NOTHING = { slug: null, started: false, seconds: 0, paused: true, failed: false };
const watchers = new Set();
let state = NOTHING;
let control = null; // what the player's frame is told
let playable = null; // slug of the talk on whose page there is a player

export const playback = () => state;

/** Says what has changed of it. */
export function tell(values) {
  state = { ...state, ...values };
  watchers.forEach((watch) => watch(state));
}

/** The page of a talk has a player; `steer({ to, seconds })` takes "play", "pause", "toggle" and "seek". Returns what ends that. */
export function offer(slug, steer) {
  control = steer;
  tell({ ...NOTHING, slug });
  return () => {
    if (control !== steer) return;
    control = null;
    tell(NOTHING);
  };
}

/** Whether the page has a player for this talk. */
export const isPlayable = (slug) => playable !== null && playable === slug;

/** The page of a talk: from its first drawing on, what is on it knows whether there is a player. */
export function useTalk(video) {
  playable = playerOf(video) ? video.slug : null;
  useEffect(() => () => (playable = null), []);
}

/** Plays from a second on, and starts the player if need be. */
export const playFrom = (seconds) => control?.({ to: "play", seconds: Math.max(0, seconds) });
export const toggle = () => control?.({ to: "toggle" });
export const skip = (by) => state.started && playFrom(state.seconds + by);

/** To a second, where something plays already. */
export const seek = (seconds) => state.started && control?.({ to: "play", seconds });

/** Calls `watch` with each change, several times a second while something plays. */
export function usePlayback(watch, inputs) {
  useEffect(() => {
    watchers.add(watch);
    watch(state);
    return () => watchers.delete(watch);
  }, inputs);
}

/** What `pick` takes of it; draws anew only when that changes. */
export function usePlaying(pick) {
  const [value, set] = useState(() => pick(state));
  usePlayback((now) => set(pick(now)), []);
  return value;
}

export const YOUTUBE = /^https?:\/\/(?:(?:www|m|music)\.)?(?:youtube(?:-nocookie)?\.com\/(?:watch\?(?:.*&)?v=|live\/|shorts\/|embed\/|v\/)|youtu\.be\/)([\w-]{11})(?![\w-])/;
const VIMEO = /^https?:\/\/(?:www\.|player\.)?vimeo\.com\/(?:video\/|channels\/[\w-]+\/)?\d{1,12}(?:\/[0-9a-f]{6,20})?\/?(?:[?#]|$)/;
const FILE = /^https?:\/\/[^?#]+\.(?:aac|flac|m4a|m4b|mp3|oga|ogg|opus|wav|m4v|mp4|ogv|webm)(?:[?#]|$)/i;
const SOUND = /\.(?:aac|flac|m4a|m4b|mp3|oga|ogg|opus|wav)(?:[?#]|$)/i;

/** `{ from, sound }` of a talk that can be played, else null: what loads when somebody plays it (`from`: null if it is here). The server decides alike (`players.py`). */
export function playerOf({ url, media }) {
  const file = media?.url ?? (url && FILE.test(url) ? url : null);
  if (file) return { from: file[0] === "/" ? null : new URL(file).host, sound: media?.mediaType ? media.mediaType.startsWith("audio/") : SOUND.test(file) };
  if (url && YOUTUBE.test(url)) return { from: "YouTube", sound: false };
  return url && VIMEO.test(url) ? { from: "Vimeo", sound: false } : null;
}

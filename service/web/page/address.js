// The address: links that stay in the page, what the address says, and where the reader was on the way back.
import { html, useEffect, useState } from "./preact.js";

const watchers = new Set();
const places = new Map(); // how far down each entry of the history was scrolled
let entry = history.state?.entry ?? 0;
let moves = 0;
let back = false;

history.scrollRestoration = "manual";
history.replaceState({ entry }, "");
const notePlace = () => places.set(entry, scrollY);
addEventListener("scroll", notePlace, { passive: true });
addEventListener("popstate", ({ state }) => {
  if (state) {
    notePlace();
    entry = state.entry;
  } else {
    enter(); // an anchor was followed, or the address changed by hand
    history.replaceState({ entry }, "");
  }
  back = places.has(entry);
  moves += 1;
  tell({ back: true });
});

// Leaves an entry for a new one. The event of the last scrolling may still be to come.
function enter() {
  notePlace();
  entry += 1;
  places.delete(entry);
}

const tell = (how) => watchers.forEach((watch) => watch(how));

/** Whether the reader has come from another address of this page. */
export const moved = () => moves > 0;

/**
 * To another address. With `stay` or `replace` it says something else of the same page, and the reader stays where they are;
 * `replace` leaves no entry in the history.
 */
export function go(to, { replace = false, stay = false } = {}) {
  if (replace) {
    history.replaceState({ entry }, "", to);
  } else {
    back = false;
    if (!stay) moves += 1;
    enter();
    if (stay) notePlace();
    history.pushState({ entry }, "", to);
  }
  tell({ replace: replace || stay });
}

/** Where the reader was, if they have come back to this entry of the history. */
export const placeBefore = () => (back ? places.get(entry) : undefined);

/** Calls `watch` at each change of the address, also to the same one. */
export function useMoves(watch, inputs) {
  useEffect(() => {
    watchers.add(watch);
    return () => watchers.delete(watch);
  }, inputs);
}

export function useAddress() {
  const [address, set] = useState(location.href);
  useMoves(() => set(location.href), []);
  const url = new URL(address);
  const moment = url.searchParams.get("t");
  if (moment) url.searchParams.set("t", inSeconds(moment));
  return url;
}

const MOMENTS = [/^(?:(\d+):)?(\d+):(\d\d)$/, /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/];

/** 6m16s as in YouTube's links, and 0:41 as players show it, as seconds; all else stays as it is written. */
function inSeconds(moment) {
  const found = MOMENTS.map((way) => way.exec(moment)).find(Boolean);
  if (!found) return moment;
  const [hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0));
  return String(3600 * hours + 60 * minutes + seconds);
}

/** This address with other values in its query: null takes one out. */
export function withValues(values, hash = "") {
  const url = new URL(location.href);
  for (const [key, value] of Object.entries(values)) {
    if (value === null || value === undefined || value === "") url.searchParams.delete(key);
    else url.searchParams.set(key, value);
  }
  return `${url.pathname}${url.search.replaceAll("%3A", ":").replaceAll("%2C", ",")}${hash}`;
}

/** Whether the page stands in a frame of another site: see embed/embed.js. */
export const EMBEDDED = new URLSearchParams(location.search).get("embed") === "1";

/** Whether the server lets another site do that. */
export const MAY_EMBED = document.querySelector("meta[name=embedding]") !== null;

const part = encodeURIComponent;
export const talkAt = (slug, seconds) => `/videos/${part(slug)}${seconds === undefined || seconds === null ? "" : `?t=${seconds}`}`;
export const entityAt = (slug) => `/entities/${part(slug)}`;
export const topicAt = (slug) => `/topics/${part(slug)}`;
export const searchFor = (words) => `/search?${new URLSearchParams({ q: words })}`;
export const connectionOf = (from, to) => `/connections?${new URLSearchParams({ from, to })}`;

/**
 * A real link, followed without loading the page anew; `stay`: it changes what is shown here, and the reader stays where they are.
 * From a frame of another site it leads to a new tab, unless it stays in what the frame shows.
 */
export function Link({ to, stay = false, children, ...rest }) {
  const leaves = EMBEDDED && new URL(to, location.href).searchParams.get("embed") !== "1";
  const follow = (event) => {
    if (leaves || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(to, { replace: stay });
  };
  const away = leaves ? { target: "_blank", rel: "noopener" } : {};
  return html`<a href=${to} onClick=${follow} ...${away} ...${rest}>${children}</a>`;
}

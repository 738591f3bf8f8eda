// The API key of this tab: it goes with every request until the tab is closed or the reader signs out.

const PLACE = "videograph-key";
const watchers = new Set();

/** Headers of every request to the API. */
export const headers = { "content-type": "application/json", accept: "application/json" };

/** Another key, or null for none. */
export function setKey(key) {
  if (key) headers["x-api-key"] = key;
  else delete headers["x-api-key"];
  stored((storage) => (key ? storage.setItem(PLACE, key) : storage.removeItem(PLACE)));
  if (key) addTickets();
  watchers.forEach((watch) => watch());
}

/** Calls `watch` whenever there is another key; returns how to end that. */
export function onKey(watch) {
  watchers.add(watch);
  return () => watchers.delete(watch);
}

const addTickets = () => import("./tickets.js").then((tickets) => tickets.addTickets(headers), () => {}); // without: downloads are refused

// A browser may forbid storage, such as in a frame: then the key lasts until the page is loaded anew.
function stored(access) {
  try {
    return access(sessionStorage);
  } catch {
    return null;
  }
}

const kept = stored((storage) => storage.getItem(PLACE));
if (kept) setKey(kept);

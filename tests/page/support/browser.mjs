// What the page's modules take from a browser as soon as they are imported: address, history, storage and the window's events. Import it
// before them. The document is that of document.mjs.
import { Document, Events } from "./document.mjs";

export const ORIGIN = "https://page.example";

const define = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });

/** Puts the page at an address, as opening it does. */
export const openAt = (address) => define("location", new URL(address, ORIGIN));

const store = () => {
  const values = new Map();
  return { getItem: (key) => values.get(key) ?? null, setItem: (key, value) => void values.set(key, String(value)), removeItem: (key) => void values.delete(key), clear: () => values.clear() };
};

/** Each entry of the history as `[how, address]`, since `visited.length = 0`. */
export const visited = [];
const entered = (how) => (state, _, to) => {
  history.state = state;
  if (!to) return;
  openAt(new URL(to, location.href));
  visited.push([how, `${location.pathname}${location.search}${location.hash}`]);
};

const windowEvents = new Events();
export const fire = (event) => windowEvents.dispatchEvent(event);

openAt("/");
define("history", { state: null, scrollRestoration: "auto", pushState: entered("push"), replaceState: entered("replace") });
define("document", new Document());
define("navigator", { onLine: true });
define("sessionStorage", store());
define("localStorage", store());
define("scrollY", 0);
define("matchMedia", () => ({ matches: true, addEventListener() {}, removeEventListener() {} }));
define("requestAnimationFrame", (draw) => setImmediate(draw));
define("cancelAnimationFrame", clearImmediate);
define("addEventListener", (...one) => windowEvents.addEventListener(...one));
define("removeEventListener", (...one) => windowEvents.removeEventListener(...one));
define("ResizeObserver", class {
  observe() {}
  disconnect() {}
});

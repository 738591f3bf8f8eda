// What the API answers, for a part of the page: while it is awaited, when it fails, and when it is there.
import { html, useCallback, useEffect, useRef, useState } from "./preact.js";
import { Link, moved } from "./address.js";
import { ask } from "./operations.js";

const shown = new Set(); // what asks for each answer that is on the page

/** Asks for all that is on the page again, after a change; what is there stays until then. */
export const refresh = () => shown.forEach((ask) => ask());

/** `{ data, failure, again }` of an operation; `variables` of null asks nothing yet. */
export function useAnswer(operation, variables) {
  const [state, set] = useState({});
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const ask = () => setTries((before) => before + 1);
    shown.add(ask);
    return () => shown.delete(ask);
  }, []);
  const key = variables && JSON.stringify([operation, variables]);
  useEffect(() => {
    if (!key) return undefined;
    const stop = new AbortController();
    ask(operation, variables, stop.signal).then(
      (data) => set({ data, key }),
      (failure) => stop.signal.aborted || set({ failure, key }),
    );
    return () => stop.abort();
  }, [key, tries]);
  const again = useCallback(() => {
    set({});
    setTries((before) => before + 1);
  }, []);
  const fresh = state.key === key;
  return { data: fresh ? state.data : undefined, failure: fresh ? state.failure : undefined, again };
}

export function Loading({ what = "Loading" }) {
  return html`<p class="loading" role="status">${what}…</p>`;
}

/** What an answer shows: `children` gets its data; before, that it is awaited, or what went wrong. */
export function Answered({ answer: { data, failure, again }, what, children }) {
  if (failure) return html`<${Problem} failure=${failure} again=${again} />`;
  return data ? children(data) : html`<${Loading} what=${what} />`;
}

const HEADS = {
  GRAPH_UNAVAILABLE: "Temporarily unavailable",
  PROXY: "Temporarily unavailable",
  NOT_GRAPHQL: "Unexpected answer",
  OFFLINE: "No network",
  TIMEOUT: "That took too long",
  RATE_LIMITED: "Too many queries",
  NO_ANSWER: "No answer",
  NO_MODULE: "The page is incomplete",
};

let retried = null; // where the reader chose "Try again", until it is known what came of it

export function Problem({ failure, again }) {
  const button = useRef(null);
  const [head] = useState(() => (document.querySelector("main h1") ? "h2" : "h1"));
  useEffect(() => {
    if (retried?.contains(button.current)) button.current.focus();
    retried = null;
  }, []);
  const retry = () => {
    holdFocus(button.current);
    again();
  };
  return html`<div class="problem" role="alert">
    <${head}>${HEADS[failure.code] ?? "Something went wrong"}</${head}>
    <p>${failure.message}</p>
    <button type="button" ref=${button} onClick=${retry}>Try again</button>
  </div>`;
}

/** The button goes away with the problem: the focus moves to the heading of its section, or to the page's main part. */
function holdFocus(button) {
  retried = button.closest("section, main");
  const heading = [...retried.querySelectorAll("h1, h2")].find((one) => !one.closest(".problem"));
  const place = heading ?? retried;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

export function NotFound({ title, children }) {
  return html`<div class="narrow">
    <${Heading} title=${title} />
    <p>${children}</p>
    <p><${Link} to="/">All talks</${Link}> · <${Link} to="/search">Search</${Link}></p>
  </div>`;
}

/** The page's main heading: names the page, and takes the focus when a link led here. */
export function Heading({ title, named = title, children }) {
  const heading = useRef(null);
  useEffect(() => {
    document.title = named ? `${named} · Videograph` : "Videograph";
    if (moved()) heading.current.focus({ preventScroll: true });
  }, [named]);
  return html`<h1 ref=${heading} tabindex="-1">${children ?? title}</h1>`;
}

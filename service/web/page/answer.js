// What the API answers, for a part of the page: while it is awaited, when it fails, and when it is there.
import { html, useCallback, useEffect, useRef, useState } from "./preact.js";
import { Link, moved } from "./address.js";
import { ask } from "./operations.js";

/** `{ data, failure, again }` of an operation; `variables` of null asks nothing yet. */
export function useAnswer(operation, variables) {
  const [state, set] = useState({});
  const [tries, setTries] = useState(0);
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
  GRAPH_UNAVAILABLE: "Neo4j does not answer",
  TIMEOUT: "That took too long",
  RATE_LIMITED: "Too many new queries",
  NO_ANSWER: "No answer",
  NO_MODULE: "The page is incomplete",
};

export function Problem({ failure, again }) {
  return html`<div class="problem" role="alert">
    <h2>${HEADS[failure.code] ?? "Something went wrong"}</h2>
    <p>${failure.message}</p>
    <button type="button" onClick=${again}>Try again</button>
  </div>`;
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

const further = new Map(); // the pages of lists that were asked for, as long as the page is open: they are there on the way back

/** A list that goes on: `nodes` of the pages so far, and a button for the next. */
export function useMore(operation, variables, first, pick) {
  // With the first page's end: what has changed since begins anew.
  const key = JSON.stringify([operation, variables, first.pageInfo.endCursor]);
  const pages = [first, ...(further.get(key) ?? [])];
  const last = pages.at(-1);
  const [failure, fail] = useState(null);
  const [busy, setBusy] = useState(false);
  const more = async () => {
    setBusy(true);
    fail(null);
    try {
      const page = pick(await ask(operation, { ...variables, after: last.pageInfo.endCursor }));
      further.set(key, [...pages.slice(1), page]);
    } catch (error) {
      fail(error);
    }
    setBusy(false);
  };
  return { pages, more: last.pageInfo.hasNextPage ? more : null, busy, failure };
}

export function More({ list, children }) {
  if (!list.more) return null;
  return html`<p class="more">
    <button type="button" disabled=${list.busy} onClick=${list.more}>${list.busy ? "Loading…" : children}</button>
    ${list.failure && html`<span class="error" role="alert"> ${list.failure.message}</span>`}
  </p>`;
}

// Lists that go on: the pages so far, and a button for the next.
import { html, useState } from "./preact.js";
import { ask } from "./operations.js";

const further = new Map(); // the pages of lists that were asked for, as long as the page is open: they are there on the way back

/** After a change, lists begin anew. */
export const forgetPages = () => further.clear();

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

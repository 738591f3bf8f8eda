// Who asks, and what they may do: tools for changes are only offered to who may use them.
import { useEffect, useState } from "../preact.js";
import { EMBEDDED } from "../address.js";
import { ask } from "../operations.js";
import { headers, onKey } from "../signin/key.js";

const watchers = new Set();
let viewer = null;
let asked = false;

/** The viewer; null until it is known, and in a frame of another site, which might mislead a click. */
export function useViewer() {
  const [known, set] = useState(viewer);
  useEffect(() => {
    const watch = () => set(viewer);
    watchers.add(watch);
    watch(); // it may have come since this was drawn
    if (!asked && !EMBEDDED) look();
    return () => watchers.delete(watch);
  }, []);
  return known;
}

/** Whether a viewer may do what needs this scope. */
export const may = (one, scope) => Boolean(one?.scopes.includes(scope));

/** Whether it is still this viewer who asks: not with another key, until it is known whose that is. */
export const isCurrent = ({ key }) => key === headers["x-api-key"];

async function look() {
  asked = true;
  const key = headers["x-api-key"];
  try {
    viewer = { ...(await ask("viewer", {})).viewer, key };
  } catch {
    viewer = null; // no tools; the page's own answers say what is wrong
    asked = false;
  }
  watchers.forEach((watch) => watch());
}

onKey(() => asked && look());

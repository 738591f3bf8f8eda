// Parts of a page whose modules are loaded when they are first shown.
import { html, useEffect, useState } from "./preact.js";
import { Loading, Problem } from "./answer.js";
import { unreachable } from "./operations.js";

const BROKEN = "A part of this page could not be loaded. Check the connection, then try again.";
const parts = new Map(); // name → component, once its module is here

/** `load` imports a module, `name` is what it exports. Resolves to true when the part can be shown. */
export async function fetchPart({ load, name }) {
  parts.set(name, (await load())[name]);
  return true;
}

/** A component of a module that is fetched beside the page's own: when its data is there, it mostly is too. `waiting` stands for it till then. */
export function later(load, name, waiting = null) {
  const fetched = fetchPart({ load, name });
  fetched.catch(() => {}); // `Later` tries again, and says so
  return (values) => html`<${Later} load=${load} name=${name} waiting=${waiting} values=${values} />`;
}

/** The component `name` of a module; while that is on its way, `waiting`. */
export function Later({ load, name, waiting = html`<${Loading} />`, values }) {
  const [failure, setFailure] = useState(null);
  const [, setLoaded] = useState(false);
  const here = parts.has(name);
  useEffect(() => {
    // The module may have come since it was drawn.
    if (!here) fetchPart({ load, name }).then(setLoaded, () => setFailure(unreachable(BROKEN, "NO_MODULE")));
  }, []);
  if (here) return html`<${parts.get(name)} ...${values} />`;
  // A browser may keep the failure until the page is reloaded.
  return failure ? html`<${Problem} failure=${failure} again=${() => location.reload()} />` : waiting;
}

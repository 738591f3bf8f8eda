// Says at the end of the window what was done, and offers to undo it. It stays until it is closed or something else is done.
import { html, render, useEffect, useRef, useState } from "../preact.js";
import { change, showAnew } from "./change.js";

let place = null;

/** `message`: what was done; `decisions`: of the mutation's result, which Undo takes back. */
export function say(message, decisions = []) {
  place ??= document.body.appendChild(document.createElement("div"));
  render(html`<${Notice} key=${performance.now()} message=${message} decisions=${decisions} />`, place);
}

const clear = () => render(null, place);

function Notice({ message, decisions }) {
  const notice = useRef(null);
  const [busy, setBusy] = useState(false);
  const [fault, fail] = useState(null);
  useEffect(() => notice.current.focus({ preventScroll: true }), []);
  const takeBack = async () => {
    setBusy(true);
    fail(null);
    try {
      await undo(decisions.map(({ id }) => id));
    } catch (error) {
      fail(error);
      setBusy(false);
    }
  };
  const close = () => {
    clear();
    document.getElementById("main")?.focus({ preventScroll: true });
  };
  return html`<div class="notice" ref=${notice} role="status" tabindex="-1" onKeyDown=${({ key }) => key === "Escape" && close()}>
    <p>${message}</p>
    ${fault && html`<p class="error" role="alert">${fault.message}</p>`}
    <p class="buttons">
      ${decisions.length > 0 && html`<button type="button" class="plain" disabled=${busy} onClick=${takeBack}>${busy ? "Undoing…" : "Undo"}</button>`}
      <button type="button" class="plain" onClick=${close}>Close</button>
    </p>
  </div>`;
}

/** Takes decisions back by their ids, all of them or none, and says so. Throws as `change` does. */
export async function undo(decisions) {
  await change("undo", { decisions });
  showAnew();
  say("Undone.");
}

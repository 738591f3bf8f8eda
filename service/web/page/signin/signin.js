// Signing in by an API key: a dialog when the server asks for one. The key stays in this tab until it is closed.
import { html, render, useEffect, useRef } from "../preact.js";
import { addTickets } from "./tickets.js";

const PLACE = "videograph-key";
let asking = null; // the dialog that is open; whoever else needs a key waits for it too
let tried = null;

/**
 * Resolves to whether to ask again, with the key that is in `headers` then.
 * `used` is the key of the request that was refused, and `message` why it was.
 */
export async function signIn(headers, used, message) {
  if (headers["x-api-key"] !== used) return true; // somebody else has signed in meanwhile
  asking ??= find(used, message).finally(() => (asking = null));
  const key = await asking;
  if (key && !("x-api-key" in headers)) addTickets(headers);
  if (key) headers["x-api-key"] = key;
  return Boolean(key);
}

/** The key of before, once; then the one that the reader gives, or null. */
async function find(used, message) {
  const kept = read();
  if (kept && kept !== used && kept !== tried) {
    tried = kept;
    return kept;
  }
  const key = await prompt(used ? message : null);
  if (key) keep(key);
  return key;
}

function prompt(message) {
  return new Promise((resolve) => {
    const place = document.body.appendChild(document.createElement("div"));
    const done = (key) => {
      render(null, place);
      place.remove();
      resolve(key);
    };
    render(html`<${SignIn} message=${message} done=${done} />`, place);
  });
}

function SignIn({ message, done }) {
  const dialog = useRef(null);
  const field = useRef(null);
  const given = useRef(null);
  useEffect(() => dialog.current.showModal(), []);
  const submit = (event) => {
    event.preventDefault();
    given.current = field.current.value.trim() || null;
    dialog.current.close();
  };
  return html`<dialog ref=${dialog} class="sign-in" aria-labelledby="sign-in" onClose=${() => done(given.current)}>
    <form onSubmit=${submit}>
      <h2 id="sign-in">Sign in</h2>
      <p>${message ?? "This server asks for an API key."}</p>
      <label>API key<input ref=${field} type="password" name="key" autocomplete="current-password" required spellcheck="false" /></label>
      <p class="aside">The key stays in this tab until you close it.</p>
      <p class="buttons"><button type="submit">Sign in</button> <button type="button" onClick=${() => dialog.current.close()}>Cancel</button></p>
    </form>
  </dialog>`;
}

// A browser may forbid storage, such as in a frame: then the key lasts until the page is loaded anew.
function read() {
  try {
    return sessionStorage.getItem(PLACE);
  } catch {
    return null;
  }
}

function keep(key) {
  try {
    sessionStorage.setItem(PLACE, key);
  } catch {
    // not kept
  }
}

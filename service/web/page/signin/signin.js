// Signing in by an API key: a dialog when the server asks for one, or when the reader wants to.
import { html, useRef } from "../preact.js";
import { Buttons, openDialog } from "../edit/dialog.js";
import { headers, setKey } from "./key.js";

let asking = null; // the dialog that is open; whoever else needs a key waits for it too

/**
 * Resolves to whether to ask again, with the key of then. `used` is the key of the request that was refused, and `message`
 * why it was.
 */
export async function signIn(used, message) {
  if (headers["x-api-key"] !== used) return true; // somebody else has signed in meanwhile
  asking ??= prompt(used, message).finally(() => (asking = null));
  return asking;
}

async function prompt(used, message) {
  const key = await openDialog("Sign in", (close) => html`<${SignIn} message=${message} close=${close} />`);
  // With a key that is not valid, every further request would be refused.
  if (key || used) setKey(key);
  return Boolean(key);
}

function SignIn({ message, close }) {
  const field = useRef(null);
  const submit = (event) => {
    event.preventDefault();
    close(field.current.value.trim() || null);
  };
  return html`<form onSubmit=${submit}>
    <p>${message ?? "This server asks for an API key."}</p>
    <label>API key<input ref=${field} type="password" name="key" autocomplete="current-password" required spellcheck="false" /></label>
    <p class="aside">The key stays in this tab until you close it.</p>
    <${Buttons} close=${close}>Sign in</${Buttons}>
  </form>`;
}

// Sends changes to the API. Each is carried out once, however often it has to be sent.
import { refresh } from "../answer.js";
import { forgetPages } from "../more.js";
import { ask, withoutSettings } from "../operations.js";
import { sentence } from "../words.js";

const keys = new Map(); // input as text → its idempotency key, until its answer has come

/** An expected fault of a change: `message`, `code`, and the `field` of the input that it is about, if any. */
class Fault extends Error {
  constructor({ message, code, path }) {
    super(sentence(withoutSettings(message)));
    this.code = code;
    this.field = path?.findLast((part) => part !== "input" && !/^\d+$/.test(part)) ?? null;
  }
}

/** The result of a mutation of operations/changes. Throws a Fault, or a Failure as `ask` does. */
export async function change(operation, input) {
  const text = JSON.stringify([operation, input]);
  const key = keys.get(text) ?? newKey();
  keys.set(text, key);
  const result = await send(operation, { ...input, idempotencyKey: key });
  keys.delete(text);
  return result;
}

/** What `change` would give; nothing is changed. */
export const preview = (operation, input, signal) => send(operation, { ...input, dryRun: true }, signal);

const send = (operation, input, signal) => act(operation, { input }, signal);

/** The result of a mutation that may be sent several times. */
export async function act(operation, variables, signal) {
  const [result] = Object.values(await ask(`changes/${operation}`, variables, signal));
  if (result.code) {
    keys.clear(); // a fault is not kept: the same may be sent again
    throw new Fault(result);
  }
  return result;
}

/** Shows the page as it is after a change. */
export function showAnew() {
  forgetPages();
  refresh();
}

// Not `randomUUID`, which a page without TLS does not have.
const newKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("-");

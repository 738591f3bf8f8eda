// Asks the API: the page's operations, each a file, sent to /graphql.
import { headers } from "./signin/key.js";

const FOLDERS = { video_page: "/static/operations" };
const texts = new Map();
const PATIENCE = 40_000; // milliseconds; above the server's limits

/** A message without the settings that it names in parentheses: they are for whoever runs the server. */
export const withoutSettings = (message) => message.replace(/ \([^()]*VIDEOGRAPH_[^()]*\)/g, "");

export class Failure extends Error {
  constructor(message, code) {
    super(withoutSettings(message));
    this.code = code;
  }
}

async function read(name) {
  const file = `${FOLDERS[name] ?? "/static/page/operations"}/${name}.graphql`;
  const response = await fetch(file);
  // A proxy may answer instead of the server.
  if (!response.ok || response.headers.get("content-type")?.startsWith("text/html")) throw foreign(response);
  return response.text();
}

export function text(name) {
  if (!texts.has(name)) {
    const reading = read(name);
    texts.set(name, reading);
    reading.catch(() => texts.delete(name)); // the next try reads it again
  }
  return texts.get(name);
}

/** The `data` of an operation. Throws a Failure that can be shown, or an AbortError. */
export async function ask(name, variables, signal) {
  try {
    return await askOnce(name, variables, signal);
  } catch (failure) {
    // Planning a new statement can take longer than a request may. After that it is quick.
    if (failure.code !== "TIMEOUT" || signal?.aborted) throw failure;
    return askOnce(name, variables, signal);
  }
}

async function askOnce(name, variables, signal) {
  const patience = AbortSignal.timeout(PATIENCE);
  const key = headers["x-api-key"];
  let response;
  let answer;
  try {
    const query = await text(name);
    response = await fetch("/graphql", {
      method: "POST",
      headers,
      body: JSON.stringify({ query, variables }),
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
    answer = await response.json();
  } catch (error) {
    if (signal?.aborted || error instanceof Failure) throw error;
    if (patience.aborted) throw new Failure("The server takes too long to answer.", "NO_ANSWER");
    if (response && error instanceof SyntaxError) throw foreign(response);
    throw unreachable();
  }
  if (answer?.errors?.length) {
    const [{ message, extensions }] = answer.errors;
    if (extensions?.code === "UNAUTHENTICATED") {
      const { signIn } = await import("./signin/signin.js");
      if (await signIn(key, message)) return askOnce(name, variables, signal);
    }
    throw new Failure(message, extensions?.code);
  }
  if (!answer?.data) throw foreign(response);
  return answer.data;
}

/** Why something did not arrive; `message` and `code` are for a device that is online. */
export function unreachable(message = "The server cannot be reached. Is Videograph still running?", code = "NO_ANSWER") {
  if (navigator.onLine) return new Failure(message, code);
  return new Failure("This device is offline. Connect it to the network, then try again.", "OFFLINE");
}

/** An answer that is not from Videograph, such as a proxy's. */
function foreign({ status }) {
  if (status >= 500) return new Failure(`A proxy answered with status ${status}: Videograph may be starting. Try again in a moment.`, "PROXY");
  if (status === 404) return new Failure("The server has no such file: it may have been updated. Load the page again.", "NOT_GRAPHQL");
  return new Failure(`The answer with status ${status} is not from Videograph. A proxy or a login page may be in between.`, "NOT_GRAPHQL");
}

// Asks the API: the page's operations, each a file of operations/, sent to /graphql. Joined files bring their texts along.
import { texts } from "./modules.js";
import { headers } from "./signin/key.js";

const PATIENCE = 40_000; // milliseconds; above the server's limits

/** A message without the settings that it names in parentheses: they are for whoever runs the server. */
export const withoutSettings = (message) => message.replace(/ \([^()]*VIDEOGRAPH_[^()]*\)/g, "");

export class Failure extends Error {
  constructor(message, code) {
    super(withoutSettings(message));
    this.code = code;
  }
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
  const { data } = await exchange("/graphql", { method: "POST", body: JSON.stringify({ query: texts[name], variables }) }, signal);
  return data;
}

/** What a route beside GraphQL answers, as JSON. Throws as `ask` does. */
export const read = (path, signal) => exchange(path, {}, signal);

/** The answer of the server, which has `data` where GraphQL was asked. Who needs a key is asked for one, once. */
async function exchange(path, request, signal) {
  const patience = AbortSignal.timeout(PATIENCE);
  const key = headers["x-api-key"];
  let response;
  let answer;
  try {
    response = await fetch(path, { ...request, headers, signal: signal ? AbortSignal.any([signal, patience]) : patience });
    answer = await response.json();
  } catch (error) {
    if (signal?.aborted) throw error;
    if (patience.aborted) throw new Failure("The server takes too long to answer.", "NO_ANSWER");
    if (response && error instanceof SyntaxError) throw foreign(response);
    throw unreachable();
  }
  if (answer?.errors?.length) {
    const [{ message, extensions }] = answer.errors;
    if (extensions?.code === "UNAUTHENTICATED") {
      const { signIn } = await import("./signin/signin.js");
      if (await signIn(key, key && message)) return exchange(path, request, signal);
    }
    throw new Failure(message, extensions?.code);
  }
  if (!(request.body ? answer?.data : response.ok && answer)) throw foreign(response);
  return answer;
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

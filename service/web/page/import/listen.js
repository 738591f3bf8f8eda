// The events of a subscription, as an event stream.
import { texts } from "../modules.js";
import { Failure } from "../operations.js";
import { headers } from "../signin/key.js";

/** Calls `hear` with the value of each event. Resolves when the server has ended the stream; throws if it fails. */
export async function listen(name, variables, signal, hear) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { ...headers, accept: "text/event-stream" },
    body: JSON.stringify({ query: texts[`events/${name}`], variables }),
    signal,
  });
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) throw new Failure("No event stream", "NOT_GRAPHQL");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const events = (rest + piece.value).split("\r\n\r\n");
    rest = events.pop();
    for (const event of events) {
      const data = /^data: (.+)$/m.exec(event)?.[1];
      if (data) hear(valueOf(JSON.parse(data)));
    }
  }
}

function valueOf({ data, errors }) {
  if (errors?.length) throw new Failure(errors[0].message, errors[0].extensions?.code);
  return Object.values(data)[0];
}

// A chosen file as the source of an import.
import { Failure } from "../operations.js";
import { headers } from "../signin/key.js";

const IN_REQUEST = 900_000; // bytes of a file that fits into a request; a larger one is uploaded first

export async function sourceOf(file, told, signal) {
  if (file.size > IN_REQUEST || isRecording(file)) return { upload: { id: await upload(file, signal) } };
  const content = await file.text();
  signal.throwIfAborted();
  told(1);
  return { text: { name: file.name, content } };
}

/** By what the browser makes of its ending; the server looks at the content. */
const isRecording = ({ type }) => /^(?:audio|video)\//.test(type);

async function upload(file, signal) {
  const key = headers["x-api-key"];
  const response = await fetch(`/uploads?${new URLSearchParams({ name: file.name })}`, {
    method: "PUT",
    headers: { accept: "application/json", ...(key && { "x-api-key": key }) },
    body: file,
    signal,
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Failure(answer.errors?.[0]?.message ?? answer.message ?? `${file.name} could not be sent: status ${response.status}`, "UPLOAD");
  return answer.id;
}

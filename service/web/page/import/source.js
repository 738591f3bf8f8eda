// A chosen file as the source of an import.
import { Failure } from "../operations.js";

const LARGEST = 900_000; // bytes of a file that fits into a request

export async function sourceOf(file, told, signal) {
  if (file.size > LARGEST) throw new Failure(`${file.name} is larger than ${LARGEST / 1000} kB. Import it on the server: videograph ingest`, "TOO_LARGE");
  const content = await file.text();
  signal.throwIfAborted();
  told(1);
  return { text: { name: file.name, content } };
}

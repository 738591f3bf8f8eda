/** A request without an answer. `code` is that of the API, such as RATE_LIMITED, or CONNECTION if there was no answer at all. */
export class VideographError extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly details: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** A change that was not made. `details` has what its result says beyond message and code, such as `path`. */
export class Refused extends VideographError {}

/**
 * A talk that was not imported. `code` is that of the job's failure, such as SAME_WORDS, or IMPORT_FAILED if it was cancelled.
 * `details` has the `id` of the job and, with SAME_WORDS, that of the `video` that has the words.
 */
export class ImportFailed extends VideographError {}

interface Answer {
  data?: Record<string, unknown> | null;
  errors?: readonly { message: string; extensions?: Record<string, unknown> | null }[];
}

/** Returns the data of an answer, or throws the first of its errors. */
export function dataOf(answer: Answer | undefined, where: string): Record<string, unknown> {
  const error = answer?.errors?.[0];
  if (error) throw new VideographError(error.message, String(error.extensions?.code ?? "UNKNOWN"), error.extensions ?? {});
  if (!answer?.data) throw new VideographError(`${where} has not answered as a Videograph does. Check the address.`, "CONNECTION");
  for (const value of Object.values(answer.data)) if (isRefusal(value)) refuse(value);
  return answer.data;
}

interface Refusal {
  message: string;
  code: string;
}

function isRefusal(value: unknown): value is Refusal {
  return typeof value === "object" && value !== null && "code" in value && "message" in value;
}

function refuse({ message, code, ...details }: Refusal): never {
  throw new Refused(message, code, details);
}

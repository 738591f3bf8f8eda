import { createClient, type Client } from "graphql-ws";
import { dataOf, ImportFailed, VideographError } from "./errors.js";
import {
  ChangeLogDocument,
  FollowDocument,
  FollowJobDocument,
  ImportTalkDocument,
  LatestChangeDocument,
  type ChangeFieldsFragment,
  type ChangeWhere,
  type ErrorCode,
  type JobFieldsFragment,
  type SameWords,
  type TalkMetadataInput,
  type TypedDocumentString,
} from "./generated.js";

export interface Options {
  /** An API key; not needed on the machine of the service. */
  key?: string | undefined;
  /** A token of your identity provider, instead of a key. */
  token?: string | undefined;
  /** A WebSocket for a Node.js that has none, such as that of the package `ws`. Only `ingest` and `changes` that `follow` need one. */
  webSocket?: unknown;
}

/** How far an import is. `stage` is what the job says, and `done` of `total` is its work. */
export interface Progress {
  stage: string;
  done: number;
  total: number;
}

export interface IngestOptions {
  /** The name of the file, with its ending; default that of a `File`. */
  name?: string | undefined;
  /** Called with each step. */
  progress?: ((step: Progress) => void) | undefined;
  /** Wins over what the file says. */
  metadata?: TalkMetadataInput | undefined;
  extractor?: string | undefined;
  /** What becomes of a talk whose words the graph has; default REFUSE. */
  sameWords?: SameWords | undefined;
}

export interface ChangesOptions {
  /** Begin behind this change. */
  after?: string | undefined;
  where?: ChangeWhere | undefined;
  /** Go on with changes as they are committed. */
  follow?: boolean | undefined;
}

/** What an operation answers, without the results of mutations that say why nothing was changed: these are thrown. */
export type Done<Data> = { [Field in keyof Data]: Exclude<Data[Field], { code: ErrorCode; message: string }> };

/** The objects of the page in an answer, without those of which the operation selects nothing. */
export type NodeOf<Data> = Data extends { nodes: readonly (infer Node)[]; pageInfo: unknown }
  ? Exclude<Node, Record<PropertyKey, never>>
  : Data extends readonly unknown[]
    ? never
    : Data extends object
      ? { [Field in keyof Data]-?: NodeOf<NonNullable<Data[Field]>> }[keyof Data]
      : never;

/** The variables of an operation that asks for one page. */
export interface PageVariables {
  first?: number | null | undefined;
  after?: string | null | undefined;
}

interface Page {
  nodes: object[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

const TRIES = 4;
const RECONNECTS = 10;
const LONGEST_WAIT = 60;
const PASSING = [429, 502, 503, 504];

/** Returns a client of the Videograph at this address, such as `http://127.0.0.1:8000`. Nothing is sent yet. */
export function connect(url: string, options: Options = {}): Videograph {
  return new Videograph(url.replace(/\/+$/, "").replace(/\/graphql$/, ""), options);
}

/** A Videograph. `ask` sends an operation: one of this package, or one that you have generated yourself. */
export class Videograph {
  readonly #headers: Record<string, string>;
  readonly #webSocket: unknown;
  #subscriptions: Client | undefined;

  constructor(
    readonly address: string,
    { key, token, webSocket }: Options,
  ) {
    this.#headers = key ? { "x-api-key": key } : token ? { authorization: `Bearer ${token}` } : {};
    this.#webSocket = webSocket ?? globalThis.WebSocket;
  }

  /** Closes the connection for changes, if there is one. */
  async close(): Promise<void> {
    await this.#subscriptions?.dispose();
  }

  /** The client for subscriptions, made when the first one needs it: queries and mutations need no WebSocket. */
  #subscribing(): Client {
    if (!this.#webSocket) throw new TypeError("This Node.js has no WebSocket: pass that of the package `ws` as `webSocket` to `connect`.");
    return (this.#subscriptions ??= createClient({
      url: `${this.address.replace(/^http/, "ws")}/graphql`,
      connectionParams: this.#headers,
      retryAttempts: 0, // a subscription that begins again does so at another cursor
      webSocketImpl: this.#webSocket,
    }));
  }

  /**
   * Sends a query or a mutation, and returns its data.
   *
   * Throws a `VideographError` if there is no answer, and `Refused` if a mutation changed nothing.
   */
  async ask<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables): Promise<Done<Data>>;
  async ask(document: string, variables?: Record<string, unknown>): Promise<any>;
  async ask(document: unknown, variables: unknown = {}): Promise<unknown> {
    const body = JSON.stringify({ query: String(document), variables });
    const headers = { "content-type": "application/json", accept: "application/graphql-response+json, application/json" };
    const answer = await this.#send("/graphql", { method: "POST", body, headers });
    return dataOf(await answer.json().catch(() => undefined), this.address);
  }

  /**
   * Yields all objects of a list, page by page: `graph.pages(EntitiesDocument, { where: { kind: ["PERSON"] } })`.
   *
   * A page has 100 objects, unless `first` says otherwise.
   */
  async *pages<Data, Variables extends PageVariables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Omit<Variables, "after">,
  ): AsyncGenerator<NodeOf<Data>, void, undefined> {
    for (let after: string | null | undefined; ; ) {
      const data = await this.ask(document, { first: 100, ...variables, after } as Variables);
      const page = pageIn(data);
      if (!page) return;
      yield* page.nodes.filter((one) => Object.keys(one).length) as NodeOf<Data>[];
      if (!page.pageInfo.hasNextPage) return;
      after = page.pageInfo.endCursor;
    }
  }

  /**
   * Yields the committed changes after a cursor, in order: none is missed, none comes twice.
   *
   * Keep the `seq` of the last change that you have applied, and give it as `after` to go on. If the connection breaks, the
   * generator connects again and goes on by itself. Without `after` it begins with the first change that is kept; with
   * `follow` it goes on with changes as they are committed, without an end.
   */
  async *changes({ after, where, follow = false }: ChangesOptions = {}): AsyncGenerator<ChangeFieldsFragment, void, undefined> {
    for (let more = true; more; ) {
      const { changes } = await this.ask(ChangeLogDocument, { first: 100, after, where });
      for (const change of changes.nodes) {
        after = change.seq;
        yield change;
      }
      more = changes.pageInfo.hasNextPage;
    }
    if (!follow) return;
    for await (const data of this.#events(FollowDocument, () => ({ after: after ?? "0", where }))) {
      after = data.changes.seq;
      yield data.changes;
    }
  }

  /** Returns the cursor of the latest change, to follow only what comes after it. Undefined if nothing was changed yet. */
  async latestCursor(): Promise<string | undefined> {
    return (await this.ask(LatestChangeDocument, {})).changes.pageInfo.endCursor ?? undefined;
  }

  /**
   * Uploads a transcript, a VideoDocument or a recording, waits for its import, and returns the job: `result` is the talk.
   *
   * Throws `ImportFailed` if the job has failed or was cancelled.
   */
  async ingest(file: Blob, options: IngestOptions = {}): Promise<JobFieldsFragment> {
    const name = options.name ?? ("name" in file ? String(file.name) : undefined);
    if (!name) throw new TypeError("A Blob has no name: give `name`, with the ending of the file");
    this.#subscribing(); // or the job would be there and nobody could follow it
    const { id } = await this.upload(file, name);
    const { metadata, extractor, sameWords = "REFUSE" } = options;
    const input = { source: { upload: { id } }, metadata, extractor, sameWords };
    const { importTalk } = await this.ask(ImportTalkDocument, { input });
    let job: JobFieldsFragment = importTalk;
    for await (const data of this.#events(FollowJobDocument, () => ({ id: importTalk.id }))) {
      job = data.job;
      options.progress?.({ stage: job.stage ?? job.state.toLowerCase(), done: job.done, total: job.total });
    }
    if (job.state === "SUCCEEDED") return job;
    const { message = `${name}: the job was ${job.state.toLowerCase()}`, code = "IMPORT_FAILED", video } = job.failure ?? {};
    throw new ImportFailed(message, code, { id: job.id, video: video?.id });
  }

  /** Sends a file, and returns what the service says of it; `id` names it in `importTalk`. */
  async upload(file: Blob, name: string): Promise<{ id: string; name: string; size: number; type: string; kind: string }> {
    const answer = await this.#send(`/uploads?name=${encodeURIComponent(name)}`, { method: "PUT", body: file });
    const body = await answer.json().catch(() => undefined);
    if (!answer.ok) dataOf(body, this.address);
    return body;
  }

  /** Sends a request, and again later while the service says that it is too much for the moment. */
  async #send(path: string, request: RequestInit): Promise<Response> {
    for (let tried = 1; ; tried++) {
      const answer = await fetch(this.address + path, { ...request, headers: { ...this.#headers, ...request.headers } }).catch((error: Error) => {
        throw new VideographError(`${this.address} does not answer: ${error.message}`, "CONNECTION");
      });
      const wait = answer.headers.get("retry-after");
      if (!PASSING.includes(answer.status) || !wait || tried === TRIES) return answer;
      await pause(Number(wait) || 1); // a proxy may name a date
    }
  }

  /** Yields what a subscription sends. A connection that breaks is opened again, with the variables as they are then. */
  async *#events<Data, Variables extends Record<string, unknown>>(
    document: TypedDocumentString<Data, Variables>,
    variables: () => Variables,
  ): AsyncGenerator<Data, void, undefined> {
    const socket = this.#subscribing();
    for (let failures = 0; ; ) {
      try {
        for await (const answer of socket.iterate({ query: document.toString(), variables: variables() })) {
          failures = 0;
          yield dataOf(answer as never, this.address) as Data;
        }
        return;
      } catch (error) {
        if (!isBroken(error)) throw errorOf(error);
        if (++failures > RECONNECTS) throw new VideographError(`The connection to ${this.address} broke.`, "CONNECTION");
        await pause(2 ** (failures - 2));
      }
    }
  }
}

function pageIn(data: object): Page | undefined {
  const values = Object.values(data).filter((value): value is object => typeof value === "object" && value !== null && !Array.isArray(value));
  return values.flatMap((value) => ("pageInfo" in value && "nodes" in value ? [value as Page] : (pageIn(value) ?? [])))[0];
}

const RECOVERABLE = ["TOO_SLOW", "RATE_LIMITED", "GRAPH_UNAVAILABLE", "TIMEOUT"];

/** A connection that was closed, or an error that passes. Close codes from 4400 on say that the request itself is refused. */
function isBroken(error: unknown): boolean {
  if (Array.isArray(error)) return RECOVERABLE.includes(error[0]?.extensions?.code);
  if (error instanceof VideographError) return RECOVERABLE.includes(error.code);
  const code = typeof error === "object" && error !== null && "code" in error ? Number(error.code) : 0;
  return !(error instanceof TypeError) && !(code >= 4400 && code < 4500);
}

/** Errors of a subscription come as a list, a refused connection as the event of its end. */
function errorOf(error: unknown): unknown {
  if (Array.isArray(error)) return new VideographError(error[0].message, error[0].extensions?.code ?? "UNKNOWN", error[0].extensions);
  if (typeof error === "object" && error !== null && "reason" in error) {
    return new VideographError(`The connection was refused: ${String(error.reason)}`, "CONNECTION");
  }
  return error;
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1000 * Math.min(seconds, LONGEST_WAIT)));
}

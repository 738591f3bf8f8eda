// Uses the installed client, and prints what it got as one JSON object: use.js ADDRESS TALK BROKEN_TALK KEY.
import { connect, ConnectionsOfDocument, EntitiesDocument, ImportFailed, Refused, StatsDocument, TalkDocument, UpdateEntityDocument, VideographError } from "@videograph/client";
import { DeleteTalkDocument, MomentsDocument, TranscriptDocument, type Progress } from "@videograph/client";
import { openAsBlob } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { argv } from "node:process";

const [, , address, talk, broken, key] = argv as [string, string, string, string, string, string];
const graph = connect(`${address}/graphql`, { key });
const by = { slug: "videograph-lecun-leaves-meta" };
const { video } = await graph.ask(TalkDocument, { by });
if (!video) throw new Error("the talk is not there");
// Fields of another type than the schema's do not compile.
// @ts-expect-error
const wrong: number = video.title;
const people: string[] = [];
for await (const one of graph.pages(EntitiesDocument, { where: { kind: ["PERSON"] }, first: 1 })) people.push(one.name);
let seconds = 0;
for await (const one of graph.pages(TranscriptDocument, { by, first: 20 })) seconds = one.endSeconds;
const nobody: unknown[] = [];
for await (const one of graph.pages(ConnectionsOfDocument, { by: { name: "Nobody of that name" } })) nobody.push(one);
// A page of hits has the objects that are asked for, and an operation that has no pages is no list.
const moments: string[] = [];
for await (const one of graph.pages(MomentsDocument, { query: "language models intelligence", first: 2 })) moments.push(one.video.slug);
// @ts-expect-error
const none = () => graph.pages(TalkDocument, { by });
const own = await graph.ask("query ($first: Int) { topics(first: $first) { nodes { name } } }", { first: 1 });

const changes: string[] = [];
for await (const change of graph.changes()) changes.push(`${change.seq} ${change.kind}`);
const after = await graph.latestCursor();
const followed = (async () => {
  const seen: string[] = [];
  for await (const change of graph.changes({ after, where: { kind: ["JOB_SUCCEEDED", "TALK_DELETED"] }, follow: true })) {
    seen.push(`${change.seq} ${change.kind}`);
    if (seen.length === 2) break;
  }
  return seen;
})();
const steps: Progress[] = [];
const job = await graph.ingest(await openAsBlob(talk), {
  name: basename(talk),
  progress: (step) => steps.push(step),
  metadata: { title: "Another title" },
});
const { deleteVideo } = await graph.ask(DeleteTalkDocument, { input: { video: job.result!.id } });
const title: string = deleteVideo.title; // a mutation that changed nothing throws

// A proxy that refuses the first request until a date.
const waits: (number | undefined)[] = [];
let refuses = true;
const gateway = createServer((_, answer) => {
  if (refuses) answer.writeHead(503, { "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" }).end();
  else answer.end('{"data": {"answer": true}}');
  refuses = false;
});
await new Promise<void>((listening) => gateway.listen(0, "127.0.0.1", listening));
const later = globalThis.setTimeout;
globalThis.setTimeout = ((work: () => void, milliseconds?: number, ...given: []) => {
  if (work.name) return later(work, milliseconds, ...given); // of Node.js itself; what a promise waits for has no name
  waits.push(milliseconds);
  return later(work, 0);
}) as typeof later;
const date = await connect(`http://127.0.0.1:${(gateway.address() as AddressInfo).port}`).ask("{ answer }");
globalThis.setTimeout = later;
gateway.close();

const codes: Record<string, string> = {};
async function fault(name: string, kind: new (...given: never[]) => VideographError, work: Promise<unknown>): Promise<void> {
  await work.then(
    () => (codes[name] = "none"),
    (error: unknown) => (codes[name] = error instanceof kind ? error.code : String(error)),
  );
}
await fault("refused", Refused, graph.ask(UpdateEntityDocument, { input: { entity: "nobody", name: "Somebody" } }));
await fault("import", ImportFailed, graph.ingest(await openAsBlob(broken), { name: basename(broken) }));
await fault("query", VideographError, graph.ask("{ nothing }"));
await fault("key", VideographError, connect(address, { key: "vkg_00000000_00000000000000000000000000000000" }).ask(StatsDocument, {}));
await fault("address", VideographError, connect("http://127.0.0.1:9").ask(StatsDocument, {}));
console.log(
  JSON.stringify({
    talk: [video.title, video.publishedOn],
    people, seconds, moments: [...new Set(moments)], nobody, own, changes,
    followed: await followed,
    job: [job.state, job.result!.title],
    end: [steps.at(-1)?.done, steps.at(-1)?.total],
    deleted: title,
    date: [date, waits],
    faults: codes,
  }),
);
await graph.close();

// Asks with a Node.js that has no WebSocket, and prints what it got as one JSON object: without_websocket.js ADDRESS.
import { connect, StatsDocument } from "@videograph/client";
import { argv } from "node:process";

const graph = connect(argv[2]!);
const { stats } = await graph.ask(StatsDocument, {});
const changes: string[] = [];
for await (const change of graph.changes()) changes.push(change.kind);
const fault = async (work: Promise<unknown>) => work.then(() => "none", (error: Error) => error.message);
const follow = await fault(graph.changes({ after: await graph.latestCursor(), follow: true }).next());
const ingest = await fault(graph.ingest(new Blob(["Nothing of this is sent."]), { name: "talk.txt" }));
console.log(JSON.stringify({ videos: stats.videoCount, changes, follow, ingest }));
await graph.close();

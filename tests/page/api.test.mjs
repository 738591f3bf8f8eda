// What the page asks the API and how it takes the answers: operations, changes, events, uploads, the key of a tab.
import assert from "node:assert/strict";
import test, { afterEach } from "node:test";
import { draw, settled, wordsOf } from "./support/drawing.mjs";
import { Problem } from "../../service/web/page/answer.js";
import { effectsOn } from "../../service/web/page/edit/consequences.js";
import { change, preview } from "../../service/web/page/edit/change.js";
import { may } from "../../service/web/page/edit/viewer.js";
import { metadataOf } from "../../service/web/page/import/details.js";
import { inNumbers } from "../../service/web/page/import/jobs.js";
import { listen } from "../../service/web/page/import/listen.js";
import { wordsIn } from "../../service/web/page/import/models.js";
import { sourceOf } from "../../service/web/page/import/source.js";
import { define, load, need, texts } from "../../service/web/page/modules.js";
import { html } from "../../service/web/page/preact.js";
import { ask, read, unreachable, withoutSettings } from "../../service/web/page/operations.js";
import { useTurns } from "../../service/web/page/quote_turns.js";
import { quoteLines } from "../../service/web/page/words.js";
import { headers, onKey, setKey } from "../../service/web/page/signin/key.js";

const asked = [];
const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
  asked.length = 0;
  navigator.onLine = true;
});

/** The server answers these in turn: JSON, a Response, or an error that is thrown; the last one again and again. */
function answers(...some) {
  globalThis.fetch = async (path, request) => {
    asked.push({ path, ...request, body: typeof request.body === "string" ? JSON.parse(request.body) : request.body });
    const answer = some.length > 1 ? some.shift() : some[0];
    if (answer instanceof Error) throw answer;
    return answer instanceof Response ? answer.clone() : Response.json(answer);
  };
}

const fault = (code, message = "it failed") => ({ errors: [{ message, extensions: { code } }] });
const page = (status, body = "<h1>Bad</h1>") => new Response(body, { status, headers: { "content-type": "text/html" } });

test("an operation is sent with its text and gives its data", async () => {
  texts.video_map = "query VideoMap { x }";
  answers({ data: { graph: 1 } });

  assert.deepEqual(await ask("video_map", { video: "a" }), { graph: 1 });
  assert.deepEqual([asked[0].path, asked[0].method, asked[0].body], ["/graphql", "POST", { query: "query VideoMap { x }", variables: { video: "a" } }]);
  assert.deepEqual(asked[0].headers, { "content-type": "application/json", accept: "application/json" });
});

test("what took too long is asked for once more, all else is not", async () => {
  answers(fault("TIMEOUT"), { data: { a: 1 } });
  assert.deepEqual(await ask("x", {}), { a: 1 });
  assert.equal(asked.length, 2);

  answers(fault("TIMEOUT"));
  await assert.rejects(ask("x", {}), { code: "TIMEOUT", message: "it failed" });
  assert.equal(asked.length, 4);

  answers(fault("RATE_LIMITED"));
  await assert.rejects(ask("x", {}), { code: "RATE_LIMITED" });
  assert.equal(asked.length, 5);
});

for (const [what, answer, code, message] of [
  ["a proxy's page", page(502), "PROXY", "A proxy answered with status 502: Videograph may be starting. Try again in a moment."],
  ["a proxy's JSON", Response.json({ message: "bad" }, { status: 503 }), "PROXY", "A proxy answered with status 503: Videograph may be starting. Try again in a moment."],
  ["a page that is missing", page(404), "NOT_GRAPHQL", "The server has no such file: it may have been updated. Load the page again."],
  ["a login page", page(200), "NOT_GRAPHQL", "The answer with status 200 is not from Videograph. A proxy or a login page may be in between."],
  ["JSON of another server", { hello: 1 }, "NOT_GRAPHQL", "The answer with status 200 is not from Videograph. A proxy or a login page may be in between."],
  ...["{}", "null", "[]", '{"data": null}', '{"errors": []}', '"ok"', "{"].map((body) => [
    body, new Response(body, { headers: { "content-type": "application/json" } }), "NOT_GRAPHQL", "The answer with status 200 is not from Videograph. A proxy or a login page may be in between.",
  ]),
  ["nobody", new TypeError("fetch failed"), "NO_ANSWER", "The server cannot be reached. Is Videograph still running?"],
  ["a fault", fault("INTERNAL", "Too deep (VIDEOGRAPH_DEPTH=3)"), "INTERNAL", "Too deep"],
]) {
  test(`${what} as an answer is told`, async () => {
    answers(answer);

    await assert.rejects(ask("x", {}), { code, message });
  });
}

for (const [code, head] of [
  ["GRAPH_UNAVAILABLE", "Temporarily unavailable"],
  ["PROXY", "Temporarily unavailable"],
  ["NOT_GRAPHQL", "Unexpected answer"],
  ["OFFLINE", "No network"],
  ["TIMEOUT", "That took too long"],
  ["RATE_LIMITED", "Too many queries"],
  ["NO_ANSWER", "No answer"],
  ["NO_MODULE", "The page is incomplete"],
  ["INTERNAL", "Something went wrong"],
  [undefined, "Something went wrong"],
]) {
  test(`a failure with code ${code} reads “${head}”, and can be tried again`, async () => {
    let tries = 0;
    const drawn = await draw(Problem, { failure: { code, message: "What is wrong." }, again: () => (tries += 1) });
    const [alert] = drawn.all("[role=alert]");

    assert.deepEqual(alert.childNodes.map((one) => [one.localName, wordsOf(one)]), [["h1", head], ["p", "What is wrong."], ["button", "Try again"]]);
    document.body.appendChild(document.createElement("main")).appendChild(drawn.root);
    await drawn.press(drawn.all("button")[0]);
    assert.equal(tries, 1);
    await drawn.stop();
  });
}

test("a device without network is told so", async () => {
  navigator.onLine = false;
  answers(new TypeError("fetch failed"));

  await assert.rejects(ask("x", {}), { code: "OFFLINE", message: "This device is offline. Connect it to the network, then try again." });
  assert.equal(unreachable("A part is missing", "NO_MODULE").code, "OFFLINE");
  navigator.onLine = true;
  assert.equal(unreachable("A part is missing", "NO_MODULE").code, "NO_MODULE");
});

test("who goes away hears nothing", async () => {
  const stop = new AbortController();
  globalThis.fetch = async (_, { signal }) => {
    stop.abort();
    signal.throwIfAborted();
  };

  await assert.rejects(ask("x", {}, stop.signal), { name: "AbortError" });
});

test("a route beside GraphQL gives its JSON", async () => {
  answers({ ticket: 1 });
  assert.deepEqual(await read("/ticket"), { ticket: 1 });

  answers(Response.json({ detail: "x" }, { status: 404 }));
  await assert.rejects(read("/ticket"), { code: "NOT_GRAPHQL" });
});

test("settings are for whoever runs the server", () => {
  assert.equal(withoutSettings("Too deep (at most 3, VIDEOGRAPH_DEPTH). Ask less (a little)."), "Too deep. Ask less (a little).");
});

test("a change is sent with one key until its answer has come", async () => {
  texts["changes/merge"] = "mutation";
  answers(new TypeError("gone"), { data: { mergeEntities: { entity: 1 } } });

  await assert.rejects(change("merge", { keep: "a" }), { code: "NO_ANSWER" });
  assert.deepEqual(await change("merge", { keep: "a" }), { entity: 1 });
  await change("merge", { keep: "a" });
  await change("merge", { keep: "b" });

  const keys = asked.map(({ body }) => body.variables.input.idempotencyKey);
  assert.equal(keys[0], keys[1]);
  assert.equal(new Set(keys).size, 3);
  assert.match(keys[0], /^([0-9a-z]+-){3}[0-9a-z]+$/);
  assert.equal(asked[0].body.variables.input.keep, "a");
});

test("a fault of a change names its field, and what was sent may be sent again", async () => {
  const result = (path) => ({ data: { addStatement: { code: "INVALID", message: "no such name (VIDEOGRAPH_X)", path } } });
  answers(result(["input", "quotes", "0"]), result(["input"]), result(null), { data: { addStatement: {} } });

  await assert.rejects(change("add", {}), { code: "INVALID", field: "quotes", message: "No such name" });
  await assert.rejects(change("add", {}), { field: null });
  await assert.rejects(change("add", {}), { field: null });
  await change("add", {});

  assert.equal(new Set(asked.map(({ body }) => body.variables.input.idempotencyKey)).size, 4);
});

test("a preview changes nothing and has no key", async () => {
  answers({ data: { mergeEntities: { videoCount: 2 } } });

  assert.deepEqual(await preview("merge", { keep: "a" }), { videoCount: 2 });
  assert.deepEqual(asked[0].body.variables.input, { keep: "a", dryRun: true });
});

test("the effects of a change are counted, one and several", () => {
  const effects = effectsOn("they say nothing");

  assert.deepEqual(effects({ videoCount: 2, mentionCount: 1, evidenceCount: 0, droppedCount: 1, relatedCount: 1 }), [
    "1 mention moves", "1 quote is left out: they say nothing", "1 quote then supports “is related to” only", "2 talks change",
  ]);
  assert.deepEqual(effects({ videoCount: 1, mentionCount: 1, evidenceCount: 1, droppedCount: 2, relatedCount: 3 }), [
    "1 mention and 1 quote move", "2 quotes are left out: they say nothing", "3 quotes then support “is related to” only", "1 talk changes",
  ]);
  assert.deepEqual(effects({ videoCount: 0, droppedCount: 0, relatedCount: 0 }), ["No talk changes"]);
});

const streamed = (...pieces) =>
  new Response(new ReadableStream({
    start(stream) {
      for (const piece of pieces) stream.enqueue(new TextEncoder().encode(piece));
      stream.close();
    },
  }), { headers: { "content-type": "text/event-stream; charset=utf-8" } });

test("events are heard one by one, however the stream is cut", async () => {
  const heard = [];
  answers(streamed('event: next\r\ndata: {"data":{"job":{"done":', '1}}}\r\n\r\n: still here\r\n\r\nevent: next\r\ndata: {"data":{"job":{"done":2}}}\r\n', "\r\nevent: complete\r\n\r\n"));
  texts["events/job"] = "subscription";

  await listen("job", { id: "1" }, undefined, (one) => heard.push(one));

  assert.deepEqual(heard, [{ done: 1 }, { done: 2 }]);
  assert.deepEqual([asked[0].body, asked[0].headers.accept], [{ query: "subscription", variables: { id: "1" } }, "text/event-stream"]);
});

test("a fault among the events, and an answer that is no stream, are thrown", async () => {
  answers(streamed(`data: ${JSON.stringify(fault("FORBIDDEN", "not yours"))}\r\n\r\n`));
  await assert.rejects(listen("job", {}, undefined, () => {}), { code: "FORBIDDEN", message: "not yours" });

  answers({ data: {} });
  await assert.rejects(listen("job", {}, undefined, () => {}), { code: "NOT_GRAPHQL" });
});

test("a small text goes with the request, a large file or a recording is uploaded first", async () => {
  const file = (name, size, type = "text/plain") => ({ name, size, type, text: async () => "words" });
  const told = [];
  const { signal } = new AbortController();
  answers({ id: "upload:1" });

  assert.deepEqual(await sourceOf(file("a.vtt", 900_000), (share) => told.push(share), signal), { text: { name: "a.vtt", content: "words" } });
  assert.deepEqual([told, asked], [[1], []]);
  assert.deepEqual(await sourceOf(file("b & c.json", 900_001), () => {}, signal), { upload: { id: "upload:1" } });
  assert.deepEqual(await sourceOf(file("d.mp3", 3, "audio/mpeg"), () => {}, signal), { upload: { id: "upload:1" } });
  assert.deepEqual(await sourceOf(file("d.mp4", 3, "video/mp4"), () => {}, signal), { upload: { id: "upload:1" } });
  assert.deepEqual(asked.map(({ path, method }) => [path, method]), [["/uploads?name=b+%26+c.json", "PUT"], ["/uploads?name=d.mp3", "PUT"], ["/uploads?name=d.mp4", "PUT"]]);

  answers(page(413));
  await assert.rejects(sourceOf(file("d.mp3", 3, "audio/mpeg"), () => {}, signal), { code: "UPLOAD", message: "d.mp3 could not be sent: status 413" });
  answers(Response.json(fault("TOO_LARGE", "at most 1 GB"), { status: 413 }));
  await assert.rejects(sourceOf(file("d.mp3", 3, "audio/mpeg"), () => {}, signal), { message: "at most 1 GB" });
});

test("metadata has only the fields that were filled in", () => {
  const form = (values) => ({ elements: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }])) });

  assert.deepEqual(metadataOf(form({ title: " Why ", url: "", publishedOn: "2025-11-23", channel: "  ", speaker: "Ada", speakerCount: "2" })), {
    title: "Why", publishedOn: "2025-11-23", speakerCount: 2, speakers: [{ name: "Ada" }],
  });
  assert.deepEqual(metadataOf(form({})), {});
});

test("about 150 words are said in a minute, and one at least", () => {
  assert.deepEqual([0, null, 0.1, 60, 90, 3600].map(wordsIn), [1, 1, 1, 150, 225, 9000]);
});

test("what an extraction again changes", () => {
  assert.equal(inNumbers({ newConnectionCount: 1, goneConnectionCount: 0, keptConnectionCount: 1200 }), "1 connection new, 0 gone, 1200 kept");
});

test("a viewer may what a scope says", () => {
  assert.deepEqual([may({ scopes: ["READ", "CURATE"] }, "CURATE"), may({ scopes: ["READ"] }, "CURATE"), may(null, "READ")], [true, false, false]);
});

test("a key goes with every request of this tab, until it is taken away", () => {
  const heard = [];
  const stop = onKey(() => heard.push(headers["x-api-key"]));
  document.body.addEventListener ??= () => {};
  globalThis.MutationObserver = class {
    observe() {}
  };

  setKey("secret");
  assert.deepEqual([headers["x-api-key"], sessionStorage.getItem("videograph-key")], ["secret", "secret"]);
  setKey(null);
  stop();
  setKey(null);

  assert.deepEqual(["x-api-key" in headers, sessionStorage.getItem("videograph-key"), heard], [false, null, ["secret", undefined]]);
});

test("a joined module is made once, when it is first needed, and the first definition holds", async () => {
  let made = 0;
  define("a.js", () => ({ number: (made += 1) }));
  define("a.js", () => ({ number: 99 }));

  assert.equal(made, 0);
  assert.equal(need("a.js").number, 1);
  assert.equal((await load("a.js", "nowhere.js")).number, 1);
  assert.equal(made, 1);
});

test("a page asks at once for the turns of all quotes that no single speaker says", async () => {
  texts.quote_turns = "query QuoteTurns { x }";
  const turns = [{ words: "What is it?", speaker: { label: "Ann" } }, { words: "It is C.", speaker: { label: "Bo" } }];
  answers({ data: { nodes: [{ id: "e:2", turns }, null] } });
  const evidence = { nodes: [{ id: "e:1", speaker: { label: "Bo" } }, { id: "e:2", speaker: null }, { id: "e:3", speaker: null }, { id: "e:4", turns }] };
  const Words = () => useTurns([evidence])(evidence).nodes.map((one) => html`<p>${one.turns ? quoteLines(one.turns).join(" ") : one.id}</p>`);

  const drawn = await draw(Words);
  await settled();

  assert.deepEqual(asked.map(({ body }) => body.variables), [{ quotes: ["e:2", "e:3"] }]);
  const both = "Ann: “What is it?” Bo: “It is C.”";
  assert.deepEqual([...drawn.all("p")].map(wordsOf), ["e:1", both, "e:3", both]);
  await drawn.stop();
});

test("a page whose quotes have one speaker each asks for no turns", async () => {
  answers({ data: {} });
  const evidence = { totalCount: 1, nodes: [{ id: "e:1", quote: "It is D.", speaker: { label: "Bo" } }] };
  const Asks = () => html`<p>${useTurns([evidence])(evidence).nodes.length}</p>`;

  await (await draw(Asks)).stop();

  assert.deepEqual(asked, []);
});

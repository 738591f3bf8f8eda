// Imports: each thing that is sent has its own outcome, and a failed job offers what can be done about it.
import assert from "node:assert/strict";
import test from "node:test";
import "./support/browser.mjs";
import { draw, wordsOf } from "./support/drawing.mjs";
import { sendEach } from "../../service/web/page/import/batch.js";
import { Job } from "../../service/web/page/import/jobs.js";

const fault = (code, name = "Error") => Object.assign(new Error(code), { code, name });
const sending = (faults) => {
  const sent = [];
  const send = async (thing) => {
    sent.push(thing);
    if (faults[thing]) throw faults[thing];
  };
  return { sent, send };
};

test("a thing that is refused does not stop those after it", async () => {
  const refusal = fault("BAD_USER_INPUT");
  const { sent, send } = sending({ b: refusal });

  assert.deepEqual(await sendEach(["a", "b", "c"], send), { accepted: 2, refused: [{ thing: "b", fault: refusal }], left: [], fault: null });
  assert.deepEqual(sent, ["a", "b", "c"]);
});

test("what would refuse all of them stops: what is left can be sent again", async () => {
  const gone = fault("NO_ANSWER");
  const refusal = fault("BAD_USER_INPUT");
  const { sent, send } = sending({ b: refusal, c: gone });

  assert.deepEqual(await sendEach(["a", "b", "c", "d"], send), { accepted: 1, refused: [{ thing: "b", fault: refusal }], left: ["c", "d"], fault: gone });
  assert.deepEqual(sent, ["a", "b", "c"]);
});

test("who leaves the page stops it", async () => {
  const { sent, send } = sending({ a: fault(undefined, "AbortError") });

  await assert.rejects(sendEach(["a", "b"], send), { name: "AbortError" });
  assert.deepEqual(sent, ["a"]);
});

const JOB = { id: "job:1", state: "FAILED", name: "looms.vtt", stage: null, done: 0, total: 100, attempts: 1, createdAt: "2026-11-30T10:00:00Z", error: "no words (VIDEOGRAPH_X): add some", failure: null, report: null, result: null };
async function offers(failure) {
  const drawn = await draw(Job, { job: { ...JOB, failure }, look: async () => {} });
  const found = [drawn.all(".error").map(wordsOf), drawn.all("a").map((one) => one.getAttribute("href")), drawn.all("button").map((one) => one.getAttribute("aria-label"))];
  await drawn.stop();
  return found;
}

test("a job that met the same words offers to replace the other talk, or to keep both", async () => {
  assert.deepEqual(await offers({ code: "SAME_WORDS", video: { slug: "looms", title: "Looms" } }), [
    ["The graph has its words already, as Looms."], ["/videos/looms"], ["Replace that talk: looms.vtt", "Keep both: looms.vtt"],
  ]);
});

test("another failed job can be tried again, also one whose other talk is gone", async () => {
  const again = [["No words: add some"], [], ["Try again: looms.vtt"]];

  assert.deepEqual(await offers({ code: "BAD_USER_INPUT", video: null }), again);
  assert.deepEqual(await offers({ code: "SAME_WORDS", video: null }), again);
});

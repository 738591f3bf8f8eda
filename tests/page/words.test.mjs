// How times, days, counts, kinds and types read.
import assert from "node:assert/strict";
import test from "node:test";
import * as words from "../../service/web/page/words.js";

/** Holds a function of one argument to a table of arguments and results. */
const table = (name, subject, rows) =>
  test(name, () => assert.deepEqual(rows.map(([given]) => [given, subject(given)]), rows));

table("a moment as players show it", words.clock, [
  [0, "0:00"],
  [4.99, "0:04"],
  [59, "0:59"],
  [60, "1:00"],
  [61.5, "1:01"],
  [275, "4:35"],
  [599, "9:59"],
  [600, "10:00"],
  [3599.9, "59:59"],
  [3600, "1:00:00"],
  [3729, "1:02:09"],
  [36_000, "10:00:00"],
  [90_061, "25:01:01"],
]);

table("a length is rounded", words.length, [
  [0, "0 s"],
  [59.4, "59 s"],
  [59.5, "1 min"],
  [89, "1 min"],
  [90, "2 min"],
  [600, "10 min"],
  [3569, "59 min"],
  [3570, "1 h 0 min"],
  [3599, "1 h 0 min"],
  [4320, "1 h 12 min"],
  [7170, "2 h 0 min"],
  [90_000, "25 h 0 min"],
]);

table("a day is the same wherever it is read", words.day, [
  ["2025-11-23", "23 November 2025"],
  ["2024-02-29", "29 February 2024"],
  ["2022-01-01", "1 January 2022"],
  ["2022-12-31", "31 December 2022"],
]);

table("a month", words.month, [
  ["2022-05-01", "May 2022"],
  ["2022-12-31", "December 2022"],
]);

table("a number has commas", words.number, [
  [0, "0"],
  [999, "999"],
  [1000, "1,000"],
  [1_234_567, "1,234,567"],
]);

test("a count has its noun in the plural unless it is one", () => {
  const counted = [[0, "talk"], [1, "talk"], [2, "talk"], [1, "entity"], [2, "entity"], [2, "company"], [1, "match"], [0, "match"], [1645, "passage"], [3, "co-mention"]];

  assert.deepEqual(counted.map(([count, noun]) => words.counted(count, noun)), [
    "0 talks", "1 talk", "2 talks", "1 entity", "2 entities", "2 companies", "1 match", "0 matches", "1,645 passages", "3 co-mentions",
  ]);
});

test("the counts of a talk say why there are entities without connections", () => {
  const of = (connections, entities, medium) => words.countsOf({ relationships: { totalCount: connections }, entities: { totalCount: entities } }, medium);

  assert.equal(of(24, 22), "24 connections · 22 entities in this video");
  assert.equal(of(1, 1), "1 connection · 1 entity in this video");
  assert.equal(of(2, 3, "recording"), "2 connections · 3 entities in this recording");
  assert.equal(of(0, 3), "3 entities mentioned in this video; nobody states a connection between them");
  assert.equal(of(0, 0), "0 connections · 0 entities in this video");
});

table("a message begins like a sentence, an address stays", words.sentence, [
  ["the server is gone", "The server is gone"],
  ["https://example.org is no feed", "https://example.org is no feed"],
  ["http://example.org", "http://example.org"],
  ["httpd answers", "Httpd answers"],
  ["", ""],
  ["élan", "Élan"],
]);

test("a long name is cut between words", () => {
  const { beginning } = words;

  assert.equal(beginning("Meta", 4), "Meta");
  assert.equal(beginning("Meta Superintelligence Labs", 27), "Meta Superintelligence Labs");
  assert.equal(beginning("Meta Superintelligence Labs", 26), "Meta Superintelligence…");
  assert.equal(beginning("Meta Superintelligence Labs", 16), "Meta…");
  // What ends with a whole word keeps it.
  assert.equal(beginning("Meta Superintelligence Labs", 23), "Meta Superintelligence…");
  // One word, or a first one of a sign or two, is cut where it is.
  assert.equal(beginning("Superintelligence", 6), "Super…");
  assert.equal(beginning("A Superintelligence", 6), "A Sup…");
  for (let most = 4; most < 30; most += 1) assert.ok(beginning("Meta Superintelligence Labs", most).length <= most);
});

test("a type reads by its time and target", () => {
  const { typeWords } = words;

  assert.equal(typeWords({ type: "WORKS_AT" }), "works at");
  assert.equal(typeWords({ type: "WORKS_AT", past: true }), "worked at");
  assert.equal(typeWords({ type: "FOUNDED", past: true }), "founded"); // it happened once: nothing that is over
  assert.equal(typeWords({ type: "COMPETES_WITH", past: true }), "competed with");
  assert.equal(typeWords({ type: "PARTICIPATED_IN", target: { name: "World Cup" } }), "took part in");
  assert.equal(typeWords({ type: "PARTICIPATED_IN", target: { name: "Turing Award" } }), "received the");
  assert.equal(typeWords({ type: "PARTICIPATED_IN", target: { name: "Fields medal of 2018" } }), "received the");
  assert.equal(typeWords({ type: "PARTICIPATED_IN", target: { name: "Awards night" } }), "took part in");
  assert.equal(typeWords({ type: "WORKS_AT", target: { name: "Prize Committee" } }), "works at");
  assert.equal(typeWords({ type: "IS_SAID_TO_BE" }), "is said to be"); // one that the page does not know yet
});

test("a line of a map reads like its statement", () => {
  assert.equal(words.linkWords({ type: "LEADS", relationship: { past: true } }), "led");
  assert.equal(words.linkWords({ type: "MENTIONED_WITH", relationship: { past: false } }), "mentioned alongside");
});

test("a voice is that of a person, else its label", () => {
  assert.equal(words.voiceOf({ label: "Speaker 1", person: { name: "Yann LeCun" } }), "Yann LeCun");
  assert.equal(words.voiceOf({ label: "Speaker 1", person: null }), "Speaker 1");
  assert.equal(words.voiceOf({ label: null, person: null }), null);
  assert.equal(words.voiceOf(null), null);
});

test("a text is cut by code points", () => {
  const [first, second] = [{ start: 2, end: 4 }, { start: 5, end: 6 }];

  assert.deepEqual(words.cut("a𝒃cd e", [first, second]), [{ text: "a𝒃" }, { text: "cd", range: first }, { text: " " }, { text: "e", range: second }]);
  assert.deepEqual(words.cut("abc", []), [{ text: "abc" }]);
  assert.deepEqual(words.cut("", []), []);
});

test("of two ranges one inside another, the first holds", () => {
  const [whole, part, next] = [{ start: 0, end: 3 }, { start: 1, end: 2 }, { start: 3, end: 4 }];

  assert.deepEqual(words.cut("abcd", [whole, part, next]), [{ text: "abc", range: whole }, { text: "d", range: next }]);
});

const turn = (words, label) => ({ words, speaker: label && { label } });

table("a quote of several speakers has a line for each turn", words.quoteLines, [
  [[turn("It is C.", "Ann")], ["“It is C.”"]],
  [[turn("What is it?", "Ann"), turn("It is C.", "Bo")], ["Ann: “What is it?”", "Bo: “It is C.”"]],
  [[turn("What is it?", null), turn("It is C.", "Bo")], ["Unknown speaker: “What is it?”", "Bo: “It is C.”"]],
]);

table("who says a quote is one voice or none", words.onlyVoice, [
  [[turn("It is C.", "Ann")], "Ann"],
  [[turn("It is C.", null)], null],
  [[turn("What is it?", "Ann"), turn("It is C.", "Bo")], null],
]);

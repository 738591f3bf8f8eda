// A talk's transcript as it is read: paragraphs, the line of a moment, and where words are found; voices, chapters and months.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { openAt } from "./support/browser.mjs";
import { draw, wordsOf } from "./support/drawing.mjs";
import { spanOf, Timeline } from "../../service/web/page/entity/timeline.js";
import { inItsWords, named, QuotedWords } from "../../service/web/page/statement.js";
import { found, having, readable, segmentAt } from "../../service/web/page/talk/lines.js";
import { Chapters } from "../../service/web/page/talk/parts.js";
import { Stated } from "../../service/web/page/talk/stated.js";
import { Transcript } from "../../service/web/page/talk/transcript.js";
import { Summary, summaryTitle } from "../../service/web/page/talk/summary.js";
import { BulletSymbol } from "../../service/web/page/talk/symbols.js";
import { Voices } from "../../service/web/page/talk/voices.js";

const line = (index, startSeconds, text, label = "A") => ({ index, startSeconds, text, speaker: label && { label } });
const shape = (parts) => parts.map(({ id, paragraphs }) => [id, paragraphs.map(({ voice, turned, segments }) => [voice, turned, segments.map(({ index }) => index).join(" ")])]);

test("a paragraph is of one voice and one chapter", () => {
  const segments = [line(0, 0, "a"), line(1, 5, "b"), line(2, 9, "c", "B"), line(3, 10, "d", "B"), line(4, 20, "e", null)];
  const chapters = [{ title: "One", startSeconds: 0 }, { title: "Two", startSeconds: 10 }, { title: "Empty", startSeconds: 15 }, { title: "Four", startSeconds: 16 }];

  assert.deepEqual(shape(readable(segments, chapters)), [
    ["chapter-0", [["A", true, "0 1"], ["B", true, "2"]]],
    ["chapter-1", [["B", true, "3"]]],
    ["chapter-2", []],
    ["chapter-3", [[null, true, "4"]]],
  ]);
  assert.deepEqual(shape(readable(segments.slice(0, 2), [])), [["chapter-0", [["A", true, "0 1"]]]]);
  assert.deepEqual(shape(readable([], [])), [["chapter-0", []]]);
});

test("what is said before the first chapter begins is of the first", () => {
  const [first] = readable([line(0, 0, "a")], [{ title: "Late", startSeconds: 5 }]);

  assert.equal(first.paragraphs.length, 1);
});

test("a long paragraph ends with a sentence, and at 800 signs without one", () => {
  const pieces = (...texts) => shape(readable(texts.map((text, index) => line(index, index, text)), []))[0][1];
  const [long, longer] = ["x".repeat(279), "x".repeat(280)];

  assert.deepEqual(pieces(`${long}.`, "b"), [["A", true, "0"], ["A", false, "1"]]);
  assert.deepEqual(pieces(`${"x".repeat(278)}.`, "b"), [["A", true, "0 1"]]);
  assert.deepEqual(pieces(longer, "b", "c.", "d"), [["A", true, "0 1 2"], ["A", false, "3"]]);
  assert.deepEqual(pieces("x".repeat(800), "b"), [["A", true, "0"], ["A", false, "1"]]);
  assert.deepEqual(pieces("x".repeat(799), "b"), [["A", true, "0 1"]]);
  for (const end of [".”", '!"', "?)", "…", "."]) assert.equal(pieces(longer + end, "b").length, 2, end);
  for (const end of [",", ". ", ";", "’"]) assert.equal(pieces(longer + end, "b").length, 1, end);
});

const LINES = [line(0, 0.5, "a"), line(1, 4, "b"), line(2, 4.6, "c"), line(3, 262.32, "d")];

for (const [second, index] of [[0, 0], [0.4, 0], [3, 0], [4, 1], [4.6, 2], [5, 2], [262, 3], [262.32, 3], [261, 2], [99_999, 3], [-4, 0]]) {
  test(`the line of second ${second} is ${index}`, () => assert.equal(segmentAt(LINES, second).index, index));
}

test("of no lines there is none", () => assert.equal(segmentAt([], 3), undefined));

const marks = (text, words) => {
  const signs = Array.from(text);
  return found(text, words).map(({ start, end }) => signs.slice(start, end).join(""));
};

for (const [text, words, wanted] of [
  ["LeCun left the house; a cat stayed", "LECUN House cat", ["LeCun", "house", "cat"]],
  ["catch the cat", "cat", ["cat", "cat"]], // beginnings of words
  ["an example", "amp", []],
  ["off-ramp", "ramp", ["ramp"]],
  ["LeCun’s", "lecun", ["LeCun"]],
  ["Lecún jumped", "lecun jump", ["Lecún", "jump"]],
  ["Leçon", "leco", ["Leço"]],
  ["3D and 4D", "3d", ["3D"]],
  ["x2", "2", []], // a digit within a word begins none
  ["a (b) c.", "(b", ["(b"]],
  ["C++ and C", "c++", ["C++"]],
  ["ΟΔΟΣ", "οδος", ["ΟΔΟΣ"]],
  ["𝒳 𝒳 yes", "yes", ["yes"]],
  ["ﬁne fin", "fin", ["ﬁn", "fin"]], // one sign that stands for two
  ["機械学習の話", "学習", ["学習"]],
  ["anything", "  ", []],
]) {
  test(`“${words}” in “${text}”`, () => assert.deepEqual(marks(text, words), wanted));
}

test("hits are in order, the longer of two at one place first", () => {
  assert.deepEqual(found("models model", "mod models"), [{ start: 0, end: 6 }, { start: 0, end: 3 }, { start: 7, end: 10 }]);
});

test("only paragraphs with all the words are left, in chapters that have some", () => {
  const parts = readable([line(0, 0, "the cat"), line(1, 1, "sat here"), line(2, 5, "a cat", "B"), line(3, 11, "nothing")], [{ title: "One", startSeconds: 0 }, { title: "Two", startSeconds: 10 }]);

  assert.deepEqual(shape(having(parts, "sat cat")), [["chapter-0", [["A", true, "0 1"]]]]); // over two lines
  assert.deepEqual(shape(having(parts, "cat")), [["chapter-0", [["A", true, "0 1"], ["B", true, "2"]]]]);
  assert.deepEqual(having(parts, "dog"), []);
  assert.equal(having(parts, "  "), parts);
});

test("voices have their share of what is said; the seventh is folded", async () => {
  const speakers = Array.from({ length: 7 }, (_, index) => ({ label: `S${index}`, person: index ? null : { slug: "ada", name: "Ada" }, speakingSeconds: index ? 10 : 60 }));
  const drawn = await draw(Voices, { video: { speakers } });

  assert.deepEqual(drawn.all("li").map(wordsOf), ["Ada1 min, 50%", ...Array.from({ length: 6 }, (_, index) => `S${index + 1}10 s, 8%`)]);
  assert.deepEqual(drawn.all(".voice-swatch").map((one) => one.getAttribute("class")).slice(4), ["voice-swatch voice-4", "voice-swatch voice-5", "voice-swatch voice-0"]);
  assert.deepEqual(drawn.all("summary").map(wordsOf), ["1 more voices"]);
  await drawn.redraw({ video: { speakers: [{ label: "S", person: null, speakingSeconds: 0 }] } });
  assert.equal(wordsOf(drawn.root), "S0 s, 0%");
  await drawn.stop();
});

test("chapters have their moment and length; one alone is none", async () => {
  const chapters = [{ title: "One", startSeconds: 0, endSeconds: 45 }, { title: "Two", startSeconds: 3600, endSeconds: 7200 }];
  const drawn = await draw(Chapters, { video: { slug: "talk", chapters } });

  assert.deepEqual(drawn.all("li").map((one) => [wordsOf(one), ...one.querySelectorAll("a").map((link) => link.getAttribute("href"))]), [
    ["0:00One45 s", "/videos/talk?t=0", "/videos/talk#chapter-0"],
    ["1:00:00Two1 h 0 min", "/videos/talk?t=3600", "/videos/talk#chapter-1"],
  ]);
  await drawn.redraw({ video: { slug: "talk", chapters: chapters.slice(1) } });
  assert.equal(wordsOf(drawn.root), "");
  await drawn.stop();
});

test("of lines in a row a statement of the summary names the first", async () => {
  const segments = [3, 4, 5, 9, 11, 12].map((index) => ({ index, startSeconds: 10 * index }));
  const drawn = await draw(Summary, { video: { slug: "talk", speakers: [], summary: "In short.", sections: [{ heading: "Part", startSeconds: 30, bullets: [{ symbol: null, text: "So it is", segments }] }] }, lines: [] });

  assert.deepEqual(drawn.all(".time").map(wordsOf), ["0:30", "0:30", "1:30", "1:50"]);
  await drawn.stop();
});

test("a talk that was read offline has key quotes, each with its speaker, and no summary", async () => {
  const quote = { symbol: null, text: "We use Kubernetes at Google.", verbatim: true, segments: [{ index: 2, startSeconds: 10 }] };
  const video = { slug: "talk", speakers: [{ label: "S1", person: { name: "Ada" } }], summary: null, sections: [{ heading: "Part", startSeconds: 0, bullets: [quote] }] };
  const drawn = await draw(Summary, { video, lines: [line(0, 0, "a"), line(1, 5, "b"), line(2, 10, quote.text, "S1")] });

  assert.deepEqual([...drawn.all("h2"), ...drawn.all("q"), ...drawn.all(".said-by")].map(wordsOf), ["Key quotes", "We use Kubernetes at Google.", "Ada"]);
  await drawn.stop();
  assert.deepEqual(
    [video, { ...video, summary: "In short." }, { ...video, sections: [{ bullets: [quote, { ...quote, verbatim: false }] }] }, { summary: null, sections: [] }].map(summaryTitle),
    ["Key quotes", "Summary", "Summary", null],
  );
});

test("the month of an address ends before the next begins", () => {
  const span = (month) => spanOf(new URL(`https://page.example/entities/a?month=${month}`));

  assert.deepEqual(span("2022-05"), { gte: "2022-05-01", lt: "2022-06-01" });
  assert.deepEqual(span("2021-12"), { gte: "2021-12-01", lt: "2022-01-01" });
  assert.deepEqual(span("0999-12"), { gte: "0999-12-01", lt: "1000-01-01" });
  for (const wrong of ["2022-00", "2022-13", "2022-5", "22-05", "2022-05-01", "soon", ""]) assert.equal(span(wrong), null, wrong);
});

test("bars stand as far apart as their months, and the highest is whole", async () => {
  openAt("/entities/meta?topic=x");
  const points = [["2021-11-01", 1, 1], ["2022-02-01", 100, 2], ["2022-03-01", 50, 1]].map(([month, mentionCount, videoCount]) => ({ month, mentionCount, videoCount }));
  const drawn = await draw(Timeline, { points, chosen: "2022-02" });

  assert.deepEqual(drawn.all("a").map((one) => [one.getAttribute("href"), one.getAttribute("title"), one.getAttribute("aria-current")]), [
    ["/entities/meta?topic=x&month=2021-11", "November 2021: 1 mention in 1 talk", null],
    ["/entities/meta?topic=x", "February 2022: 100 mentions in 2 talks", "true"],
    ["/entities/meta?topic=x&month=2022-03", "March 2022: 50 mentions in 1 talk", null],
  ]);
  assert.deepEqual(drawn.all(".gap").map(({ style }) => style.flexGrow), [2]); // December and January
  assert.deepEqual(drawn.all("li").map((one) => [one.getAttribute("role"), one.getAttribute("aria-hidden")]), [[null, null], [null, "true"], [null, null], [null, null]]); // a list has only items
  assert.deepEqual(drawn.all(".bar").map(({ style }) => style.height), ["6%", "100%", "50%"]);
  assert.deepEqual(drawn.all(".year").map(wordsOf), ["2021", "2022", ""]);
  await drawn.redraw({ points: points.slice(1), chosen: null });
  assert.equal(wordsOf(drawn.root), "");
  await drawn.stop();
});

test("an entity has the talk's own name, and keeps its main one", () => {
  const meta = { slug: "meta", name: "Meta" };

  assert.equal(named(meta, "Meta"), meta);
  assert.equal(named(meta, null), meta);
  assert.deepEqual(named(meta, "Facebook"), { slug: "meta", name: "Facebook", mainName: "Meta" });
});

test("a talk's map has the names of the talk, those of its list before those of its connections", () => {
  const graph = { nodes: ["meta", "fair", "llama"].map((slug) => ({ name: slug, entity: { slug } })), links: [] };
  const relationships = { edges: [{ node: { source: { slug: "meta" }, target: { slug: "fair" } }, sourceName: "FB", targetName: "the lab" }] };
  const entities = { edges: [{ node: { slug: "meta" }, nameInVideo: "Facebook" }] };

  assert.deepEqual(inItsWords(graph, { entities, relationships }).nodes.map(({ name, mainName }) => [name, mainName]), [["Facebook", "meta"], ["the lab", "fair"], ["llama", undefined]]);
});

test("a quote of one speaker is a sentence in quotation marks, one of two has a line for each turn", async () => {
  const said = (words, label) => ({ words, speaker: label && { label } });
  const lines = async (turns) => {
    const page = await draw(QuotedWords, { turns });
    const found = [page.text(), page.all("p").length];
    await page.stop();
    return found;
  };

  assert.deepEqual(await lines([said("It is C.", "Ann")]), ["“It is C.”", 0]);
  assert.deepEqual(await lines([said("What is it?", "Ann"), said("It is C.", "Bo")]), ["Ann: “What is it?”Bo: “It is C.”", 2]);
  assert.deepEqual(await lines([said("What is it?", null), said("It is C.", "Bo")]), ["Unknown speaker: “What is it?”Bo: “It is C.”", 2]);
});

test("the symbol of a bullet is drawn, whichever emoji a document has", async () => {
  const drawn = await draw(BulletSymbol, { symbol: "⚠️" });
  const lines = () => drawn.all("path")[0].getAttribute("d");
  const warning = lines();
  await drawn.redraw({ symbol: "🚧" });
  assert.equal(lines(), warning);
  for (const other of ["🦙", null]) {
    await drawn.redraw({ symbol: other });
    assert.equal(lines(), "M12 12v.1", other); // a dot
  }
  assert.equal(wordsOf(drawn.root), "");
  await drawn.stop();
});

test("each symbol that extractors write has a drawing of its own", async () => {
  const table = await readFile(new URL("../../service/extractors/common/data/symbols.toml", import.meta.url), "utf8");
  const written = [...table.matchAll(/^symbol = "(.+)"$/gm)].map(([, symbol]) => symbol);
  const drawn = await draw(BulletSymbol);
  const lines = new Set(["M12 12v.1"]);
  for (const symbol of written) {
    await drawn.redraw({ symbol });
    lines.add(drawn.all("path")[0].getAttribute("d"));
  }
  await drawn.stop();

  assert.equal(written.length, 13);
  assert.equal(lines.size, 14);
});

test("a voice that is taken for a person signs its quotes and its turns with the name", async () => {
  await openAt("/videos/moving");
  const graphworks = { slug: "graphworks", name: "Graphworks", kind: "COMPANY" };
  const ada = { slug: "ada-miller", name: "Ada Miller", kind: "PERSON" };
  const evidence = { totalCount: 2, nodes: [
    { id: "e:1", quote: "I founded Graphworks.", startSeconds: 3, url: null, speaker: { label: "Speaker 1" } },
    { id: "e:2", quote: "You founded Graphworks.", startSeconds: 9, url: null, speaker: { label: "Speaker 2" } },
  ] };
  const video = {
    slug: "moving", title: "Moving day", url: null, language: "en", chapters: [],
    speakers: [{ label: "Speaker 1", person: { slug: "ada-miller", name: "Ada Miller" } }, { label: "Speaker 2", person: null }],
    entities: { totalCount: 2, edges: [] }, transcript: { totalCount: 2 },
    relationships: { totalCount: 1, edges: [{ node: { id: "r:1", type: "FOUNDED", past: true, source: ada, target: graphworks }, evidence }] },
  };
  const segments = [line(0, 3, "I founded Graphworks.", "Speaker 1"), line(1, 9, "You founded Graphworks.", "Speaker 2")].map((one) => ({ ...one, mentions: [] }));
  const stated = await draw(Stated, { video });
  const transcript = await draw(Transcript, { video, address: new URL(location.href), lines: { segments, failure: null } });

  assert.deepEqual([...stated.all(".who")].map(wordsOf), ["Ada Miller", "Speaker 2"]);
  assert.deepEqual([...transcript.all(".voice")].map(wordsOf), ["Ada Miller", "Speaker 2"]);
  await stated.stop();
  await transcript.stop();
});

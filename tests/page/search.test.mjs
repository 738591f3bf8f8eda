// A search: its filters in the address and as they are typed, where suggestions lead, and what a list of them does with keys.
import assert from "node:assert/strict";
import test from "node:test";
import { openAt, visited } from "./support/browser.mjs";
import { draw, eventOf, settled, wordsOf } from "./support/drawing.mjs";
import { Facets } from "../../service/web/page/search/facets.js";
import { whereOf } from "../../service/web/page/search/filter_values.js";
import { readAddress, scopeOf, search, searchAt } from "../../service/web/page/search/filters.js";
import { Grouped } from "../../service/web/page/search/hits.js";
import { Offers } from "../../service/web/page/search/suggestions.js";
import { filtersOf, waysTo } from "../../service/web/page/search/ways.js";

const read = (query) => readAddress(new URL(`https://page.example/search?${query}`));

for (const [query, wanted] of [
  ["", { words: "", filters: {}, kind: null }],
  ["q=language+models", { words: "language models", filters: {}, kind: null }],
  ["q=++a+++b+", { words: "a b", filters: {}, kind: null }],
  ["q=topic:mempool+fee&year=2021", { words: "fee", filters: { topic: "mempool", year: "2021" }, kind: null }],
  ['q=fee+speaker:"Gloria Zhao"+relay', { words: "fee relay", filters: { speaker: "Gloria Zhao" }, kind: null }],
  ["q=SPEAKER:wang", { words: "", filters: { speaker: "wang" }, kind: null }],
  ["q=loudspeaker:wang", { words: "loudspeaker:wang", filters: {}, kind: null }], // no filter within a word
  ["q=speaker:+wang", { words: "speaker: wang", filters: {}, kind: null }],
  ["q=host:wang", { words: "host:wang", filters: {}, kind: null }],
  ["q=speaker:a+speaker:b", { words: "", filters: { speaker: "b" }, kind: null }],
  ["q=speaker:a&speaker=b", { words: "", filters: { speaker: "b" }, kind: null }],
  ["q=a&speaker=+&talk=+x+", { words: "a", filters: { talk: "x" }, kind: null }],
  ["q=a&in=TRANSCRIPT", { words: "a", filters: {}, kind: "TRANSCRIPT" }],
  ["q=a&in=ALL", { words: "a", filters: {}, kind: "ALL" }],
  ["q=a&in=transcript", { words: "a", filters: {}, kind: null }],
  ["q=a&in=VOICES", { words: "a", filters: {}, kind: null }],
]) {
  test(`/search?${query} is understood`, () => assert.deepEqual(read(query), wanted));
}

test("the address of a search has words, filters in their order, and the kind", () => {
  assert.equal(searchAt({ words: "" }), "/search");
  assert.equal(searchAt({ words: "a b", filters: { year: "2021", speaker: "wang", talk: null }, kind: "TOPIC" }), "/search?q=a+b&speaker=wang&year=2021&in=TOPIC");
  assert.equal(searchAt({ words: "", filters: { channel: "a&b" } }), "/search?channel=a%26b");
  for (const query of ["q=a+b&speaker=wang&in=ALL", "topic=x&year=2021"]) assert.equal(searchAt(read(query)), `/search?${query}`);
});

test("who asks for a speaker looks for moments, unless for all", () => {
  assert.deepEqual(["q=a", "q=a&speaker=w", "q=a&speaker=w&in=ALL", "q=a&speaker=w&in=TOPIC", "q=a&in=ALL"].map((one) => scopeOf(read(one))), [null, "TRANSCRIPT", null, "TOPIC", null]);
});

test("what is typed is looked for within the filters that are kept", () => {
  visited.length = 0;

  assert.equal(search("  ", { talk: "x" }), false);
  assert.equal(search("relay speaker:wang", { talk: "x", speaker: "zhao" }), true);
  assert.equal(search("speaker:wang"), true);

  assert.deepEqual(visited, [["push", "/search?q=relay&speaker=wang&talk=x"], ["push", "/search?speaker=wang"]]);
});

test("filters as the API takes them: a year ends before the next begins", () => {
  assert.equal(whereOf({}), null);
  assert.deepEqual(whereOf({ speaker: { id: "1" }, talk: { id: "2" }, topic: { id: "3" }, channel: { id: "4" }, year: { name: "2021" } }), {
    speakers: { any: ["1"] }, videos: { any: ["2"] }, topics: { any: ["3"] }, channels: { any: ["4"] }, publishedOn: { gte: "2021-01-01", lt: "2022-01-01" },
  });
  assert.deepEqual(whereOf({ year: { name: "0999" } }), { publishedOn: { gte: "0999-01-01", lt: "1000-01-01" } });
  assert.deepEqual(whereOf({ year: { name: "0009" } }).publishedOn.lt, "0010-01-01");
});

const person = (slug, name, talks) => ({ __typename: "Entity", id: slug, slug, name, kind: "PERSON", speaksIn: { totalCount: talks } });

test("suggestions lead to their pages; behind who speaks stands what they said", () => {
  const ways = waysTo([
    { node: person("wang", "Alexandr Wang", 0), text: "A. Wang" },
    { node: person("zhao", "Gloria Zhao", 2), text: "Gloria Zhao" },
    { node: { __typename: "Topic", id: "t", slug: "a/b", name: "Relay" } },
    { node: { __typename: "Video", id: "v", slug: "talk", title: "Package Relay" } },
    { node: { __typename: "Channel", id: "c", slug: "chaincode", name: "Chaincode" } },
  ]);

  assert.deepEqual(ways, [
    { id: "wang", name: "Alexandr Wang", kind: "PERSON", what: "Person", also: "A. Wang", to: "/entities/wang" },
    { id: "zhao", name: "Gloria Zhao", kind: "PERSON", what: "Person", also: null, to: "/entities/zhao" },
    { name: "Said by Gloria Zhao", kind: "PERSON", what: "speaker:zhao", filter: "speaker:zhao", id: "said zhao" },
    { id: "t", name: "Relay", kind: "TOPIC", what: "Topic", to: "/topics/a%2Fb" },
    { id: "v", name: "Package Relay", kind: "TALK", what: "Talk", to: "/videos/talk" },
    { id: "c", name: "Chaincode", kind: "CHANNEL", what: "Channel", to: "/search?channel=chaincode" },
  ]);
});

test("there are at most eight ways", () => {
  const many = Array.from({ length: 5 }, (_, index) => ({ node: person(`p${index}`, "P", 1), text: "P" }));

  assert.deepEqual(waysTo(many).map(({ id }) => id), ["p0", "said p0", "p1", "said p1", "p2", "said p2", "p3", "said p3"]);
});

test("only who speaks is a value for the filter of speakers", () => {
  const found = [{ node: person("wang", "Wang", 0) }, { node: person("zhao", "Zhao", 1) }];

  assert.deepEqual(filtersOf(found, "speaker"), [{ id: "zhao", name: "Zhao", kind: "PERSON", what: "speaker:zhao", filter: "speaker:zhao" }]);
  assert.deepEqual(filtersOf([{ node: { id: "v", slug: "talk", title: "Why" } }], "talk"), [{ id: "v", name: "Why", kind: "TALK", what: "talk:talk", filter: "talk:talk" }]);
});

const FACETS = {
  speakers: Array.from({ length: 9 }, (_, index) => ({ person: { id: `${index}`, slug: `p${index}`, name: `P${index}` }, count: 9000 - index })),
  videos: [],
  topics: [{ topic: { id: "t", slug: "fees", name: "Fees" }, count: 3 }],
  channels: [],
  years: [{ year: 2021, count: 4 }],
};
const facets = async (query) => {
  const drawn = await draw(Facets, { asked: read(query), data: { everywhere: { facets: { kinds: [{ kind: "TRANSCRIPT", count: 7 }, { kind: "TOPIC", count: 2 }] } }, search: { facets: FACETS } } });
  const sections = drawn.all("section").map((one) => [wordsOf(one.querySelector("h2")), one.querySelectorAll("a").map((link) => [wordsOf(link), link.getAttribute("href"), link.getAttribute("aria-current")])]);
  return { ...drawn, sections: Object.fromEntries(sections) };
};

test("each facet has counts and adds its filter; a chosen one is taken out", async () => {
  openAt("/search");
  const { sections, all, stop } = await facets("q=fee&year=2021");

  assert.deepEqual(Object.keys(sections), ["Kind of result", "Speaker", "Topic", "Year"]);
  assert.deepEqual(sections["Kind of result"], [["All 9", "/search?q=fee&year=2021", "true"], ["Moments 7", "/search?q=fee&year=2021&in=TRANSCRIPT", null], ["Topics 2", "/search?q=fee&year=2021&in=TOPIC", null]]);
  assert.deepEqual(sections.Speaker[0], ["P0 9,000", "/search?q=fee&speaker=p0&year=2021", null]);
  assert.deepEqual(sections.Year, [["2021 4", "/search?q=fee", "true"]]);
  assert.deepEqual(all("summary").map(wordsOf), ["Filters · 1 chosen", "2 more"]); // seven of nine stand open
  await stop();
});

test("with a speaker all kinds are a choice of their own", async () => {
  const { sections, stop } = await facets("q=fee&speaker=p1");

  assert.deepEqual(sections["Kind of result"].map(([words, to, current]) => [words, to, current]), [
    ["All 9", "/search?q=fee&speaker=p1&in=ALL", null],
    ["Moments 7", "/search?q=fee&speaker=p1&in=ALL", "true"],
    ["Topics 2", "/search?q=fee&speaker=p1&in=TOPIC", null],
  ]);
  await stop();
});

const video = (slug) => ({ slug, title: slug.toUpperCase(), publishedOn: null, channel: null, durationSeconds: null, topics: { nodes: [] }, topTopics: [] });
const moment = (slug, startSeconds) => ({ node: { __typename: "Segment", startSeconds, video: video(slug), speaker: { label: "A" } }, snippet: `said at ${startSeconds}`, highlights: [{ start: 0, end: 4 }] });

test("results stand by talk, in the order of the first of each; from the sixth on they are folded", async () => {
  const edges = [
    moment("b", 0),
    { node: { __typename: "Entity", slug: "meta", name: "Meta", kind: "COMPANY", mentionCount: 1, videoCount: 2 }, snippet: "Meta", highlights: [] },
    moment("a", 1),
    ...[2, 3, 4, 5, 3600, 7].map((second) => moment("b", second)),
    { node: { __typename: "Topic", slug: "fees", name: "Fees", videoCount: 1 } },
  ];
  const drawn = await draw(Grouped, { edges, asked: read("q=said"), counts: new Map([["b", 27], ["a", 1]]) });

  assert.deepEqual(drawn.all("h2").map(wordsOf), ["People, companies, ideas", "Topics", "In talks"]);
  assert.deepEqual(drawn.all(".matches").map(wordsOf), ["Meta Company1 mention in 2 talks", "Fees1 talk"]);
  assert.deepEqual(drawn.all("h3").map(wordsOf), ["B", "A"]);
  assert.deepEqual(drawn.all("summary").map(wordsOf), ["2 more results"]);
  assert.deepEqual(drawn.all(".time").map(wordsOf), ["0:00", "0:02", "0:03", "0:04", "0:05", "1:00:00", "0:07", "0:01"]);
  assert.deepEqual(drawn.all("mark").map(wordsOf), Array(8).fill("said"));
  const more = drawn.all("a").filter((link) => link.textContent.startsWith("All "));
  assert.deepEqual(more.map((link) => [link.textContent, link.getAttribute("href")]), [["All 27 results in this talk", "/search?q=said&talk=b"]]);
  await drawn.stop();
});

test("a press on a suggestion takes it, and the field keeps the focus", async () => {
  const taken = [];
  const offered = [{ id: "1", name: "Meta", also: "Facebook", what: "Company", kind: "COMPANY" }, { id: "2", name: "FAIR", what: "Company", kind: "COMPANY" }];
  const drawn = await draw(Offers, { id: "q", label: "Go to", offered, at: 1, choose: (one) => taken.push(one.id) });
  const options = drawn.all("li");
  const event = eventOf("mousedown");

  assert.deepEqual(options.map((one) => [wordsOf(one), one.id, one.getAttribute("aria-selected")]), [["Meta (Facebook) Company", "q-0", "false"], ["FAIR Company", "q-1", "true"]]);
  options[0].dispatchEvent(event);
  await settled();
  assert.deepEqual([taken, event.defaultPrevented], [["1"], true]);
  await drawn.stop();
});

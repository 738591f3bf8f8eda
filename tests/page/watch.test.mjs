// What plays: which talks can be played, the segment at a second, the voices of a timeline, and quotes as they are copied.
import assert from "node:assert/strict";
import test from "node:test";
import { openAt, visited } from "./support/browser.mjs";
import { draw, eventOf, settled, wordsOf } from "./support/drawing.mjs";
import { linkTo, quoted } from "../../service/web/page/watch/copy.js";
import { offer, playerOf, playFrom, seek, skip, tell } from "../../service/web/page/watch/playing.js";
import { byEntity, segmentOn } from "../../service/web/page/watch/segments.js";
import { Strip } from "../../service/web/page/watch/strip.js";
import { Poster } from "../../service/web/page/watch/poster.js";
import { voiceRuns } from "../../service/web/page/watch/voice-runs.js";

const ID = "abcdefghijk";
const youtube = { from: "YouTube", sound: false };
const vimeo = { from: "Vimeo", sound: false };

for (const [url, wanted] of [
  [`https://www.youtube.com/watch?v=${ID}`, youtube],
  [`https://m.youtube.com/watch?list=x&v=${ID}&t=1`, youtube],
  [`https://youtu.be/${ID}?t=3`, youtube],
  [`https://www.youtube-nocookie.com/embed/${ID}`, youtube],
  [`https://music.youtube.com/shorts/${ID}`, youtube],
  [`https://youtube.com/live/${ID}`, youtube],
  [`https://youtu.be/${ID}l`, null], // an id has eleven signs
  ["https://youtu.be/short", null],
  [`https://notyoutube.com/watch?v=${ID}`, null],
  [`https://www.youtube.com/channel/${ID}`, null],
  ["https://vimeo.com/123456", vimeo],
  ["https://player.vimeo.com/video/123456", vimeo],
  ["https://vimeo.com/channels/staff-picks/123456", vimeo],
  ["https://vimeo.com/123456/0123abcdef", vimeo],
  ["https://vimeo.com/123456/about", null],
  ["https://vimeo.com/watch", null],
  ["https://radio.example/talk.mp3", { from: "radio.example", sound: true }],
  ["https://radio.example:81/talk.MP4?x=1", { from: "radio.example:81", sound: false }],
  ["https://radio.example/talk.webm#t=4", { from: "radio.example", sound: false }],
  ["https://radio.example/talk?file=a.mp3", null],
  ["https://radio.example/talk.mp3.html", null],
  ["ftp://radio.example/talk.mp3", null],
  [null, null],
]) {
  test(`a talk at ${url} is ${wanted ? `played from ${wanted.from}` : "not played"}`, () => assert.deepEqual(playerOf({ url, media: null }), wanted));
}

test("a talk's own file comes first, and its type says whether it is sound", () => {
  const url = `https://youtu.be/${ID}`;

  assert.deepEqual(playerOf({ url, media: { url: "/videos/a/recording", mediaType: "audio/wav" } }), { from: null, sound: true });
  assert.deepEqual(playerOf({ url, media: { url: "https://a.example/x.mp3", mediaType: "video/mp4" } }), { from: "a.example", sound: false });
  assert.deepEqual(playerOf({ url, media: { url: "https://a.example/x.ogg", mediaType: null } }), { from: "a.example", sound: true });
});

test("nothing is steered where nothing plays", () => {
  const orders = [];
  playFrom(5);
  const end = offer("talk", (order) => orders.push(order));

  seek(5);
  skip(5);
  assert.deepEqual(orders, []);
  playFrom(-3);
  tell({ started: true, seconds: 8 });
  skip(-10);
  seek(9);
  end();
  playFrom(1);

  assert.deepEqual(orders, [{ to: "play", seconds: 0 }, { to: "play", seconds: 0 }, { to: "play", seconds: 9 }]);
});

const SEGMENTS = [0, 4.5, 10, 10, 31].map((startSeconds, index) => ({ index, startSeconds, endSeconds: startSeconds + 4, text: `line ${index}`, mentions: [], speaker: { label: "A" } }));

for (const [seconds, index] of [[-1, 0], [0, 0], [4.49, 0], [4.5, 1], [9.99, 1], [10, 3], [30.9, 3], [31, 4], [999, 4]]) {
  test(`at second ${seconds} line ${index} is said`, () => assert.equal(segmentOn(SEGMENTS, seconds).index, index));
}

test("of no segments none is said", () => assert.equal(segmentOn([], 3), undefined));

test("a segment that names an entity twice is one of its segments once", () => {
  const segments = [["a", "b", "a"], [], ["b"]].map((names, index) => ({ index, mentions: names.map((id) => ({ entity: { id } })) }));

  const found = byEntity(segments);

  assert.deepEqual([...found].map(([id, some]) => [id, some.map(({ index }) => index)]), [["a", [0]], ["b", [0, 2]]]);
});

test("lines of one voice in a row are one stretch", () => {
  const speakers = [{ label: "A" }, { label: "B" }];
  const said = (label, startSeconds, endSeconds) => ({ speaker: label && { label }, startSeconds, endSeconds });
  const runs = (...segments) => voiceRuns(segments, speakers, 60).map(({ start, end, place }) => [start, end, place]);

  assert.deepEqual(runs(said("A", 0, 5), said("A", 6, 9), said("B", 10, 12), said("A", 12, 20)), [[0, 9, 0], [10, 12, 1], [12, 20, 0]]);
  assert.deepEqual(runs(said("A", 0, null), said("B", 7, null)), [[0, 7, 0], [7, 60, 1]]); // until the next, or the end
  assert.deepEqual(runs(said("A", 0, 9), said("B", 7, 12)), [[0, 7, 0], [7, 12, 1]]); // one may not end before the next begins
  assert.deepEqual(runs(said("A", 0, 5), said(null, 5, 7), said("A", 7, 9)), [[0, 5, 0], [7, 9, 0]]); // somebody unknown is between them
  assert.deepEqual(runs(said("C", 0, 5)), []);
});

test("a quote is copied with who says it, where, when, and the link", () => {
  openAt("/videos/talk");
  const said = (words, label) => ({ words, speaker: label && { label } });
  const facts = { turns: [said("Yann LeCun is leaving Meta", "Narrator")], title: "Why", slug: "talk", seconds: 165.18 };

  assert.equal(quoted(facts), "“Yann LeCun is leaving Meta”\n— Narrator, Why, 2:45\nhttps://page.example/videos/talk?t=165");
  assert.equal(quoted({ ...facts, turns: [said("Yann LeCun is leaving Meta", null)], seconds: null }), "“Yann LeCun is leaving Meta”\n— Why, 0:00\nhttps://page.example/videos/talk");
  const two = quoted({ ...facts, turns: [said("Who left?", "Narrator"), said("Yann.", null)] });
  assert.equal(two, "Narrator: “Who left?”\nUnknown speaker: “Yann.”\n— Why, 2:45\nhttps://page.example/videos/talk?t=165");
  assert.equal(linkTo("a b", 0), "https://page.example/videos/a%20b?t=0");
  assert.equal(linkTo("talk", 3729.9), "https://page.example/videos/talk?t=3729");
});

const VIDEO = {
  slug: "talk",
  durationSeconds: 40,
  speakers: [{ label: "A", person: { name: "Ada" } }],
  chapters: [{ title: "First", startSeconds: 0, endSeconds: 10 }, { title: "Second", startSeconds: 10, endSeconds: 40 }],
};
const MENTIONED = SEGMENTS.map((one) => ({ ...one, mentions: one.index % 2 ? [] : [{ entity: { id: `e${one.index}` } }] }));
const strip = async (values = {}) => {
  const lit = [];
  const drawn = await draw(Strip, { video: VIDEO, segments: MENTIONED, marks: null, label: "", onLight: (ids) => lit.push(ids && [...ids]), ...values });
  const [bar] = drawn.all(".strip-bar");
  Object.assign(bar, { clientWidth: 400, getBoundingClientRect: () => ({ left: 100, width: 400 }) });
  const act = async (type, more) => {
    const event = eventOf(type, more);
    bar.dispatchEvent(event);
    await settled();
    return bar.getAttribute("aria-valuenow");
  };
  return { ...drawn, bar, act, lit };
};

test("the timeline goes by arrow keys, from mark to mark, and not beyond its ends", async () => {
  const { act, bar, stop } = await strip();
  const go = async (...keys) => {
    const found = [];
    for (const key of keys) found.push(Number(await act("keydown", { key })));
    return found;
  };

  assert.equal(bar.getAttribute("aria-valuemax"), "40");
  assert.deepEqual(await go("ArrowRight", "ArrowRight", "ArrowLeft", "PageDown", "PageDown", "PageDown", "PageUp", "Home", "ArrowLeft", "End", "ArrowRight"), [5, 10, 5, 10, 31, 31, 10, 0, 0, 40, 40]);
  await go("Home");
  assert.equal(bar.getAttribute("aria-valuetext"), "0:00, First, line 0");
  await stop();
});

test("what is pointed at says its second, chapter, voice and words, and lights what it names", async () => {
  const { act, all, lit, stop } = await strip();

  await act("pointermove", { clientX: 205 }); // second 10.5, within 7 pixels of the mark at 10
  assert.equal(all(".strip-note")[0].textContent.replace(/\s+/g, " "), "0:10 SecondAda: line 2");
  await act("pointermove", { clientX: 300 }); // second 20, far from all marks
  assert.equal(all(".strip-note")[0].textContent.replace(/\s+/g, " "), "0:20 SecondAda: line 3");
  await act("pointerleave");
  assert.deepEqual([all(".strip-note").length, lit], [0, [["e2"], null, null]]);
  await stop();
});

test("a click goes to the second, or to a mark of what is selected, which stays selected", async () => {
  openAt("/videos/talk?show=e2&find=words");
  const plain = await strip();
  visited.length = 0;
  await plain.act("click", { clientX: 208 });
  await plain.stop();
  const marked = await strip({ marks: [MENTIONED[1]], label: "Meta" });
  await marked.act("click", { clientX: 148 });
  await marked.act("click", { clientX: 90 }); // beside the bar

  assert.deepEqual(visited, [10, 4.5, 0].map((second) => ["push", `/videos/talk?show=e2&t=${second}`]));
  assert.equal(marked.all(".strip-label")[0].textContent, "Meta: 1 moment");
  await marked.redraw({ video: VIDEO, segments: MENTIONED, marks: [], label: "Meta" });
  assert.equal(marked.all(".strip-label")[0].textContent, "Meta: 0 moments");
  await marked.stop();
});

test("without a player the timeline says what its rows are", async () => {
  const { all, stop } = await strip();

  assert.equal(all(".strip-label")[0].textContent, "Chapters with who and what is mentioned, speakers below");
  await stop();
});

test("what is played elsewhere has a plain panel with title and channel, and no map, for its picture", async () => {
  const talk = { slug: "talk", title: "Why", channel: { name: "Looms" }, url: "https://vimeo.com/1", thumbnailUrl: null };
  const drawn = await draw(Poster, { talk, panel: true });

  assert.deepEqual([drawn.all("img").length, drawn.all(".panel")[0].childNodes.map(wordsOf)], [0, ["Why", "Looms"]]);
  await drawn.redraw({ talk });
  assert.equal(drawn.all("img")[0].getAttribute("src"), "/images/videos/talk.svg");
  await drawn.stop();
});

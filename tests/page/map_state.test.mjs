// What a map shows by its address, and how the keyboard and the view go about it.
import assert from "node:assert/strict";
import test from "node:test";
import { openAt, visited } from "./support/browser.mjs";
import { draw } from "./support/drawing.mjs";
import { html } from "../../service/web/page/preact.js";
import { backboneOf, usualLevel } from "../../service/web/page/map/backbone.js";
import { countedLinks, togetherWords } from "../../service/web/page/map/counts.js";
import { ARROWS, nearestIn } from "../../service/web/page/map/interaction/keyboard.js";
import { bounds, leastScale, revealed, whole } from "../../service/web/page/map/interaction/viewport.js";
import { Legend } from "../../service/web/page/map/legend.js";
import { change, hiddenValue, mostEvidence, related, shownPart, useMapState } from "../../service/web/page/map/state.js";
import { MapTable } from "../../service/web/page/map/table.js";

const node = (id, kind, more = {}) => ({ id, kind, ...more });
const link = (id, source, target, type = "LEADS", evidence = 1, more = {}) => ({ id, source, target, type, relationship: { evidence: { totalCount: evidence } }, ...more });
const ids = (items) => items.map(({ id }) => id);

const MAP = {
  nodes: [node("wang", "PERSON"), node("meta", "COMPANY"), node("fair", "COMPANY"), node("llama", "PRODUCT"), node("alone", "CONCEPT")],
  links: [
    link("1", "wang", "meta", "LEADS", 3),
    link("2", "fair", "meta", "PART_OF", 1),
    link("3", "meta", "llama", "CREATED", 2),
    link("4", "wang", "llama", "MENTIONED_WITH", 1, { backbone: true }),
    link("5", "fair", "llama", "MENTIONED_WITH", 4, { backbone: false }),
  ],
};
const ALL = { hidden: new Set(), least: 1, coMentions: "more" };

test("an entity without a line has no place", () => {
  const shown = shownPart(MAP, ALL);

  assert.deepEqual(ids(shown.nodes), ["wang", "meta", "fair", "llama"]);
  assert.deepEqual(ids(shown.links), ["1", "2", "3", "4", "5"]);
  assert.equal(shown.left, 1);
  assert.deepEqual([...shown.kinds], [["PERSON", 1], ["COMPANY", 2], ["PRODUCT", 1]]);
  assert.deepEqual([...shown.types], [["LEADS", 1], ["PART_OF", 1], ["CREATED", 1], ["MENTIONED_WITH", 2]]);
});

test("the entity that a map is around, and what a reader added, stay without a line", () => {
  const nodes = [...MAP.nodes, node("root", "PERSON", { distance: 0 }), node("far", "PERSON", { distance: 2 }), node("new", "PERSON", { added: true })];

  assert.deepEqual(ids(shownPart({ ...MAP, nodes }, ALL).nodes).slice(4), ["root", "new"]);
});

test("a hidden kind takes its lines, and the legend still counts it", () => {
  const shown = shownPart(MAP, { ...ALL, hidden: new Set(["COMPANY"]) });

  assert.deepEqual(ids(shown.nodes), ["wang", "llama"]);
  assert.deepEqual(ids(shown.links), ["4"]);
  assert.equal(shown.kinds.get("COMPANY"), 2);
  assert.equal(shown.left, 3);
});

test("a hidden type takes what only it connects, and the legend still counts it", () => {
  const shown = shownPart(MAP, { ...ALL, hidden: new Set(["PART_OF", "MENTIONED_WITH"]) });

  assert.deepEqual(ids(shown.nodes), ["wang", "meta", "llama"]);
  assert.equal(shown.types.get("PART_OF"), 1);
  assert.equal(shown.types.get("MENTIONED_WITH"), 2);
});

test("the least evidence counts itself", () => {
  assert.deepEqual(ids(shownPart(MAP, { ...ALL, least: 2 }).links), ["1", "3", "5"]);
  assert.deepEqual(ids(shownPart(MAP, { ...ALL, least: 3 }).links), ["1", "5"]);
  assert.deepEqual(shownPart(MAP, { ...ALL, least: 5 }).nodes, []);
  assert.equal(mostEvidence(MAP.links), 4);
  assert.equal(mostEvidence([]), 1);
});

test("a map holds 300 points", () => {
  const nodes = Array.from({ length: 302 }, (_, index) => node(String(index), "PERSON"));
  const links = nodes.slice(1).map(({ id }) => link(`l${id}`, "0", id));

  const shown = shownPart({ nodes, links }, ALL);

  assert.deepEqual([shown.nodes.length, shown.links.length, shown.left, shown.kinds.get("PERSON")], [300, 299, 2, 302]);
});

test("co-mentions are drawn by their level", () => {
  const drawn = (level) => ids(backboneOf(MAP.links, level));

  assert.deepEqual(drawn("none"), ["1", "2", "3"]);
  assert.deepEqual(drawn("strongest"), ["1", "2", "3", "4"]);
  assert.deepEqual(drawn("more"), ["1", "2", "3", "4", "5"]);
  assert.deepEqual(ids(backboneOf([link("6", "a", "b", "MENTIONED_WITH", 1, { added: true })], "none")), ["6"]);
});

test("from ten stated connections on a map begins without co-mentions", () => {
  const stated = (count) => Array.from({ length: count }, (_, index) => link(String(index), "a", "b"));

  assert.equal(usualLevel(stated(9)), "strongest");
  assert.equal(usualLevel(stated(10)), "none");
  assert.equal(usualLevel([...stated(9), ...MAP.links.slice(3)]), "strongest");
  assert.equal(usualLevel([...stated(9), link("new", "a", "b", "LEADS", 1, { added: true })]), "strongest");
});

test("what is related to an entity or a line", () => {
  assert.deepEqual(related("fair", MAP.links), new Set(["fair", "2", "meta", "5", "llama"]));
  assert.deepEqual(related("2", MAP.links), new Set(["2", "fair", "meta"]));
  assert.equal(related("nobody", MAP.links), null);
});

test("the address says what a map shows", async () => {
  let state;
  const Map = ({ links }) => {
    state = useMapState(links);
    return html`<p />`;
  };
  const read = async (address) => {
    openAt(address);
    await (await draw(Map, { links: MAP.links })).stop();
    return state;
  };

  assert.deepEqual(await read("/map"), { chosen: null, hidden: new Set(), least: 1, coMentions: "strongest", usual: "strongest", table: false });
  assert.deepEqual(await read("/map?show=a:b&hide=PERSON,,LEADS&least=3&comentions=more&view=table"), {
    chosen: "a:b", hidden: new Set(["PERSON", "LEADS"]), least: 3, coMentions: "more", usual: "strongest", table: true,
  });
  for (const [asked, least] of [["0", 1], ["-2", 1], ["many", 1], ["2.9", 2], ["4x", 4]]) assert.equal((await read(`/map?least=${asked}`)).least, least);
  assert.equal((await read("/map?comentions=all")).coMentions, "strongest");
  openAt("/");
});

test("what is hidden is one value, in order", () => {
  assert.equal(hiddenValue(new Set(["PERSON", "COMPANY"])), "COMPANY,PERSON");
  assert.equal(hiddenValue(new Set()), null);
});

test("a change of what is shown is an entry of the history, or takes the place of the last", () => {
  openAt("/map?topic=a&hide=PERSON");
  visited.length = 0;

  change({ hide: "COMPANY,PERSON" });
  change({ hide: null }, { replace: true });

  assert.deepEqual(visited, [["push", "/map?topic=a&hide=COMPANY,PERSON"], ["replace", "/map?topic=a"]]);
});

const KINDS = new Map([["COMPANY", 5], ["PERSON", 1], ["EVENT", 0]]);
const TYPES = new Map([["LEADS", 1], ["CREATED", 5], ["MENTIONED_WITH", 3]]);

test("the legend lists kinds in their order and types by their count", async () => {
  const legend = await draw(Legend, { part: { kinds: KINDS, types: TYPES }, hidden: new Set(["LEADS"]), past: false });
  const buttons = legend.all("button");

  assert.deepEqual(buttons.map(({ textContent }) => textContent), ["Person 1", "Companies 5", "Events 0", "created 5", "mentioned alongside 3", "leads 1"]);
  assert.deepEqual(buttons.map((one) => one.getAttribute("aria-pressed")), ["true", "true", "true", "true", "true", "false"]);
  await legend.stop();
});

for (const [what, hidden, label, how, wanted] of [
  ["a click hides", [], "Person", {}, ["push", "/map?hide=PERSON"]],
  ["a click shows again", ["EVENT", "PERSON"], "Person", {}, ["push", "/map?hide=EVENT"]],
  ["the last click shows all", ["PERSON"], "Person", {}, ["push", "/map"]],
  ["a click with Shift shows alone", ["LEADS"], "Person", { shiftKey: true }, ["push", "/map?hide=COMPANY,EVENT,LEADS"]],
  ["the second of two clicks shows alone", ["PERSON"], "Person", { detail: 2 }, ["replace", "/map?hide=COMPANY,EVENT"]],
  ["a double click on what is alone shows all", ["COMPANY", "EVENT", "PERSON"], "Person", { detail: 2 }, ["replace", "/map"]],
  ["a type alone leaves the kinds", ["PERSON"], "created", { shiftKey: true }, ["push", "/map?hide=LEADS,MENTIONED_WITH,PERSON"]],
]) {
  test(`in the legend ${what}`, async () => {
    openAt("/map");
    visited.length = 0;
    const legend = await draw(Legend, { part: { kinds: KINDS, types: TYPES }, hidden: new Set(hidden), past: false });

    await legend.press(legend.all("button").find(({ textContent }) => textContent.startsWith(label)), how);

    assert.deepEqual(visited, [wanted]);
    await legend.stop();
  });
}

test("links are counted alike everywhere", () => {
  const links = (stated, together) => [...Array(stated).fill({ type: "LEADS" }), ...Array(together).fill({ type: "MENTIONED_WITH" })];

  assert.equal(countedLinks(links(58, 43)), "58 connections · 43 co-mentions");
  assert.equal(countedLinks(links(1, 1)), "1 connection · 1 co-mention");
  assert.equal(countedLinks(links(0, 2)), "2 co-mentions");
  assert.equal(countedLinks([]), "0 connections");
  assert.equal(countedLinks(links(22, 2), 24), "22 of 24 connections · 2 co-mentions");
  assert.equal(countedLinks(links(24, 0), 24), "24 connections");
  assert.equal(countedLinks(links(0, 2), 24), "0 of 24 connections · 2 co-mentions");
});

test("how often two were named together", () => {
  const words = (type, totalCount) => togetherWords({ type, relationship: { evidence: { totalCount } } });

  assert.equal(words("MENTIONED_WITH", 1), "mentioned together, once");
  assert.equal(words("MENTIONED_WITH", 1200), "mentioned together, 1,200 times");
  assert.equal(words("LEADS", 3), null);
});

const rowsOf = (table) => table.all("table").map((one) => one.querySelector("tbody").childNodes.map((row) => row.childNodes.map(({ textContent }) => textContent)));

test("the tables sort by every column, numbers the largest first", async () => {
  const links = [
    { ...link("1", "a", "b", "LEADS", 2), from: { whole: "Wang" }, to: { whole: "Meta" } },
    { ...link("2", "c", "b", "CREATED", 10), from: { whole: "Émile" }, to: { whole: "Meta" } },
  ];
  const nodes = [
    { id: "a", whole: "Wang", kind: "PERSON", links: [links[0]] },
    { id: "b", whole: "Meta", kind: "COMPANY", links },
    { id: "c", whole: "Émile", kind: "PERSON", links: [links[1]] },
  ];
  const mentions = { a: 9, b: 10, c: 1200 };
  const table = await draw(MapTable, { nodes, lines: links, mentionsOf: ({ id }) => mentions[id], chosen: "a", choose() {} });

  assert.deepEqual(table.all("caption").map(({ textContent }) => textContent), ["3 entities", "2 connections"]);
  assert.deepEqual(rowsOf(table)[0], [["Meta", "Company", "2", "10"], ["Wang", "Person", "1", "9"], ["Émile", "Person", "1", "1,200"]]);
  assert.deepEqual(rowsOf(table)[1], [["Émile", "created", "Meta", "10"], ["Wang", "leads", "Meta", "2"]]);

  const press = (label) => table.press(table.all("button").find(({ textContent }) => textContent === label));
  const first = () => rowsOf(table)[0].map(([name]) => name);
  await press("Mentions");
  assert.deepEqual(first(), ["Émile", "Meta", "Wang"]);
  await press("Mentions");
  assert.deepEqual(first(), ["Wang", "Meta", "Émile"]);
  await press("Entity");
  assert.deepEqual(first(), ["Émile", "Meta", "Wang"]); // as in a dictionary
  assert.deepEqual(table.all("th").map((one) => one.getAttribute("aria-sort")), ["ascending", "none", "none", "none", "none", "none", "none", "descending"]);
  await table.stop();
});

const POINTS = [["middle", 50, 50], ["right", 80, 55], ["far right", 95, 50], ["above", 50, 20], ["aside", 60, 90], ["below left", 10, 60]].map(([id, x, y]) => ({ id, x, y }));

for (const [key, wanted] of [["ArrowRight", "right"], ["ArrowUp", "above"], ["ArrowDown", "aside"], ["ArrowLeft", "below left"]]) {
  test(`${key} goes to the nearest in its direction`, () => {
    assert.equal(nearestIn(POINTS, POINTS[0], ARROWS[key]).id, wanted);
  });
}

test("an arrow goes to what is least aside if nothing is straight on, and nowhere if nothing is there", () => {
  const [from, steep, steeper] = [{ id: "from", x: 0, y: 0 }, { id: "steep", x: 10, y: 30 }, { id: "steeper", x: 5, y: 16 }];

  assert.equal(nearestIn([from, steeper, steep], from, ARROWS.ArrowRight).id, "steep");
  assert.equal(nearestIn([from, steep], from, ARROWS.ArrowLeft), null);
  assert.equal(nearestIn([from], from, ARROWS.ArrowUp), null);
  assert.equal(nearestIn([from, { id: "exact", x: 20, y: 20 }, steep], from, ARROWS.ArrowRight).id, "exact"); // 45 degrees are straight on
});

const SIZE = { width: 100, height: 80 };
const within = { nodes: [{ id: "a", x: 50, y: 40 }], scale: 1, size: SIZE };
const outside = { nodes: [{ id: "a", x: 50, y: 40 }, { id: "b", x: 176, y: 40 }], scale: 1, size: SIZE };

test("all points are in sight at scale 1, unless one was dragged out", () => {
  assert.equal(leastScale(within), 1);
  assert.equal(leastScale(outside), 0.5); // 176 and 24 pixels of border
  assert.equal(leastScale({ ...outside, nodes: outside.nodes.map(({ id, x, y }) => ({ id, x: 2 * x, y: 2 * y })), scale: 2 }), 0.5);
  const { x, y, k } = whole(outside);
  assert.deepEqual([Math.abs(x), Math.abs(y), k], [0, 0, 0.5]);
});

test("a map can be panned by half a picture", () => {
  assert.deepEqual(bounds(within), [[-50, -40], [150, 120]]);
});

test("a point out of sight is brought to the border, one in sight stays", () => {
  const move = (view) => revealed(within, "a", view).map((part) => part + 0);

  assert.deepEqual(move({ x: 0, y: 0, k: 1 }), [0, 0]);
  assert.deepEqual(move({ x: -100, y: 0, k: 1 }), [74, 0]); // from -50 to 24
  assert.deepEqual(move({ x: 0, y: 80, k: 1 }), [0, -64]); // from 120 to 56
  assert.deepEqual(move({ x: -150, y: -40, k: 2 }), [37, 0]); // at twice the size
});

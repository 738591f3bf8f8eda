// What a reader adds to a map and takes from it.
import assert from "node:assert/strict";
import test from "node:test";
import { applySteps, effective, formatSteps, parseSteps } from "../../service/web/page/explore/steps.js";

const step = (kind, slug, to) => ({ kind, ...(slug && { slug }), ...(to && { to }) });

test("steps are read from the address and written to it", () => {
  const value = "e:meta-company,c:meta-company,h:llama,u,p:yann-lecun:fair";
  const steps = [step("expand", "meta-company"), step("collapse", "meta-company"), step("hide", "llama"), step("unhide"), step("path", "yann-lecun", "fair")];

  assert.deepEqual(parseSteps(value), steps);
  assert.equal(formatSteps(steps), value);
  assert.equal(formatSteps([]), null);
});

test("what cannot be read is passed over", () => {
  assert.deepEqual(parseSteps("x:meta,e,e:,p:one,p::two,,h:llama,E:meta"), [step("hide", "llama")]);
  assert.deepEqual(parseSteps(null), []);
  assert.deepEqual(parseSteps(""), []);
});

test("a collapse takes back the expansions before it, unhiding what was hidden", () => {
  const kept = (value) => formatSteps(effective(parseSteps(value)));

  assert.equal(kept("e:a,e:b,e:a,c:a"), "e:b");
  assert.equal(kept("e:a,c:a,e:a"), "e:a");
  assert.equal(kept("h:a,p:b:c,h:d,u,h:e"), "p:b:c,h:e");
  assert.equal(kept("c:a,u"), null);
});

const node = (id, more) => ({ id, entity: { slug: id }, ...more });
const link = (id, source, target) => ({ id, source, target });
const BASE = { nodes: [node("a", { x: 1, y: 2 }), node("b", { x: 3, y: 4 })], links: [link("ab", "a", "b")] };
const around = (root, ...names) => ({ neighbors: names.map((name) => ({ node: node(name), links: [link(`${root}${name}`, root, name)] })) });
const known = (neighbors = {}, paths = {}, most = 300) => ({
  neighborsOf: (slug) => neighbors[slug] ?? { neighbors: [] },
  pathsOf: (slug, to) => paths[`${slug} ${to}`] ?? [],
  most,
});
const applied = (value, ...rest) => {
  const { nodes, links, ...counts } = applySteps(BASE, parseSteps(value), known(...rest));
  return [nodes.map(({ id }) => id).join(" "), links.map(({ id }) => id).join(" "), counts];
};
const NINE = { a: around("a", "b", ..."cdefghijk") };

test("an expansion adds eight neighbors at the place of the entity", () => {
  const { nodes, links } = applySteps(BASE, parseSteps("e:a"), known(NINE));

  assert.equal(nodes.map(({ id }) => id).join(""), "abcdefghij"); // not `b`, which is there, and not the ninth new one
  assert.deepEqual(nodes[2], { id: "c", entity: { slug: "c" }, x: 1, y: 2, added: true });
  assert.deepEqual(links.at(-1), { id: "aj", source: "a", target: "j", added: true });
  assert.equal(nodes[0].added, undefined);
});

test("a second expansion goes on, and says when too few neighbors are known", () => {
  assert.deepEqual(applied("e:a", NINE)[2], { hidden: 0, more: 8, full: 0, short: [] });
  assert.deepEqual(applied("e:a,e:a", NINE)[2], { hidden: 0, more: 9, full: 0, short: ["a"] });
});

test("a full map adds nothing, and counts what found no room", () => {
  assert.deepEqual(applied("e:a", NINE, {}, 5), ["a b c d e", "ab ac ad ae", { hidden: 0, more: 3, full: 5, short: [] }]);
});

test("what is hidden takes its lines", () => {
  assert.deepEqual(applied("h:b"), ["a", "", { hidden: 1, more: 0, full: 0, short: [] }]);
  assert.deepEqual(applied("h:nobody"), ["a b", "ab", { hidden: 0, more: 0, full: 0, short: [] }]);
});

test("the neighbors of one that is not there are not added", () => {
  assert.deepEqual(applied("e:z", { z: around("z", "y") }), ["a b", "ab", { hidden: 0, more: 0, full: 0, short: [] }]);
});

test("a path adds its entities and connections, each once", () => {
  const paths = { "a d": [{ nodes: [node("a"), node("c"), node("d")], links: [link("ac", "a", "c"), link("cd", "c", "d")] }, { nodes: [node("a"), node("b"), node("d")], links: [link("ab", "a", "b"), link("bd", "b", "d")] }] };

  assert.deepEqual(applied("p:a:d", {}, paths), ["a b c d", "ab ac cd bd", { hidden: 0, more: 2, full: 0, short: [] }]);
});

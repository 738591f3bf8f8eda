// The questions of the first page: what they ask, and which they do not.
import assert from "node:assert/strict";
import test from "node:test";
import "./support/browser.mjs";
import { draw, wordsOf } from "./support/drawing.mjs";
import { Questions } from "../../service/web/page/home/questions.js";
import { Stated } from "../../service/web/page/entity/statements.js";

const node = (id, name, kind = "COMPANY") => ({ id, name, kind, entity: { slug: id } });
const link = (source, target, talk, type = "LEADS") => ({ source, target, type, relationship: { evidence: { nodes: talk ? [{ video: { slug: talk } }] : [] } } });
const topic = (name, videoCount = 2) => ({ slug: name.toLowerCase(), name, videoCount });
const asked = (name, ...entities) => ({ slug: name.toLowerCase(), name, entities: { nodes: entities.map(([of, videoCount]) => ({ slug: of.toLowerCase(), name: of, videoCount })) } });
const NOTHING = { stats: { videoCount: 4 }, graph: { nodes: [], links: [] }, near: { nodes: [] }, asked: { nodes: [] }, speakers: { nodes: [] } };

async function questions(data) {
  const drawn = await draw(Questions, { data: { ...NOTHING, ...data } });
  const found = drawn.all("a").map((one) => [wordsOf(one), one.getAttribute("href")]);
  await drawn.stop();
  return found;
}
const connected = async (nodes, ...links) => (await questions({ graph: { nodes, links } }))[0]?.[1] ?? null;

test("an empty graph asks nothing", async () => assert.deepEqual(await questions({}), []));

test("what somebody said is asked on a topic that others speak about too", async () => {
  const person = (name, ...topics) => ({ slug: name, name, spokenTopics: topics.map((one) => ({ topic: one })) });

  assert.deepEqual(await questions({ speakers: { nodes: [person("silent"), person("zhao", topic("Own", 1), topic("Fees & Co"))] } }), [["What did zhao say about Fees & Co, and when?", "/entities/zhao?topic=fees%20%26%20co#said"]]);
  assert.deepEqual(await questions({ speakers: { nodes: [person("zhao", topic("Own", 1))] } }), [["What did zhao say about Own, and when?", "/entities/zhao?topic=own#said"]]);
});

test("what is related to one is asked of the nearest", async () => {
  assert.deepEqual(await questions({ near: { nodes: [{ slug: "lecun", name: "Yann LeCun" }] } }), [["What is related to Yann LeCun, and who says so?", "/entities/lecun"]]);
});

test("talks on a topic are asked for what at most half of all talks mention", async () => {
  const of = async (...entities) => (await questions({ asked: { nodes: [asked("Wallets", ...entities)] } }))[0][0];

  assert.equal(await of(["Bitcoin", 4], ["Lightning", 2], ["Taproot", 2]), "Which talks on Wallets mention Lightning?");
  assert.equal(await of(["Bitcoin", 3], ["Lightning", 1]), "Which talks on Wallets mention Bitcoin?"); // nothing better
  assert.equal(await of(["wallet", 2], ["Taproot", 2]), "Which talks on Wallets mention Taproot?");
  assert.equal(await of(["Lightning", 1]), "Which talks on Wallets mention Lightning?");
});

const [ADA, META, FAIR, LLAMA] = [node("ada", "Ada", "PERSON"), node("meta", "Meta"), node("fair", "FAIR"), node("llama", "Llama")];

test("two are asked about that others connect, the person first", async () => {
  assert.equal(await connected([META, ADA, LLAMA], link("llama", "meta", "t1"), link("meta", "ada", "t2")), "/connections?from=ada&to=llama");
});

test("who is connected, shares a word, or is reached only by what says little is no question", async () => {
  assert.equal(await connected([ADA, META], link("ada", "meta", "t1")), null);
  assert.equal(await connected([ADA, META, LLAMA], link("ada", "meta", "t"), link("meta", "llama", "t"), link("ada", "llama", "t", "RELATED_TO")), null);
  assert.equal(await connected([ADA, META, LLAMA], link("ada", "meta", "t"), link("meta", "llama", "t", "PART_OF")), null);
  assert.equal(await connected([ADA, META, LLAMA], link("ada", "meta", "t"), link("meta", "llama", "t", "MENTIONED_WITH")), null);
  assert.equal(await connected([node("a", "Meta Labs"), FAIR, node("b", "meta AI")], link("a", "fair", "t"), link("fair", "b", "t")), null);
});

test("two talks between them are better than one, and a person at one end than none", async () => {
  const far = [ADA, META, FAIR, LLAMA];
  assert.equal(await connected(far, link("ada", "meta", "t1"), link("meta", "llama", "t2"), link("meta", "fair", "t1")), "/connections?from=ada&to=llama");
  assert.equal(await connected(far, link("ada", "meta", "t1"), link("meta", "llama", "t1"), link("meta", "fair", "t2")), "/connections?from=ada&to=fair");
});

const end = (slug) => ({ slug, name: slug, kind: "PERSON" });
const stated = (id, source, type, target, more = {}) => ({ id, source: end(source), target: end(target), type, past: false, firstSaidOn: null, lastSaidOn: null, evidence: { totalCount: 0, nodes: [] }, ...more });

test("statements stand by the other entity, and what is past says why", async () => {
  const nodes = [
    stated("1", "ada", "WORKS_AT", "meta", { past: true, firstSaidOn: "2024-01-02", lastSaidOn: "2024-03-04" }),
    stated("2", "fair", "PART_OF", "ada", { firstSaidOn: "2024-01-02", lastSaidOn: "2024-01-02" }),
    stated("3", "ada", "LEFT", "meta", { firstSaidOn: "2025-05-06", lastSaidOn: "2025-05-06" }),
    stated("4", "ada", "USES", "meta", { past: true }),
  ];
  const drawn = await draw(Stated, { slug: "ada", name: "Ada", first: { totalCount: 1204, nodes, pageInfo: { hasNextPage: false, endCursor: null } } });

  assert.equal(wordsOf(drawn.all("h2")[0]), "Connections of Ada 1,204");
  assert.deepEqual(drawn.all(".statements")[0].childNodes.map((group) => group.querySelectorAll(".statement").map(wordsOf)), [
    [
      "ada worked at meta pastsaid from 2 January 2024 to 4 March 2024 · past because ada left, as said on 6 May 2025",
      "ada left metasaid on 6 May 2025",
      "ada used meta past",
    ],
    ["fair is part of adasaid on 2 January 2024"],
  ]);
  await drawn.stop();
});

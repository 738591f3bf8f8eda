// A map as data: JSON, CSV and GraphML; and the code that shows it in another site.
import assert from "node:assert/strict";
import test from "node:test";
import { openAt } from "./support/browser.mjs";
import { draw } from "./support/drawing.mjs";
import { MapCode, QuoteCode } from "../../service/web/page/embed/code.js";
import * as formats from "../../service/web/page/explore/export/formats.js";

const SEEN = {
  nodes: [
    { id: "e:1", name: "Meta…", whole: 'Meta, "the" <Company>', kind: "COMPANY", weight: 12, entity: { slug: "meta" } },
    { id: "e:2", name: "=SUM(A1)", kind: "PERSON", weight: 0.5, entity: { slug: "sum" }, added: true },
  ],
  links: [
    {
      id: "r:1", source: "e:2", target: "e:1", type: "LEFT", weight: 2,
      relationship: { past: true, evidence: { totalCount: 4, nodes: [{ quote: "-5 & left\nMeta", startSeconds: 0, url: null, video: { title: "Why" }, turns: [{ words: "-5 & left\nMeta", speaker: { label: "A", person: { name: "Ada" } } }] }] } },
    },
    { id: "r:2", source: "e:1", target: "e:2", type: "MENTIONED_WITH", weight: 1, added: true, relationship: { past: false, evidence: { totalCount: 0, nodes: [] } } },
  ],
};

test("JSON has each entity and connection with its quotes", () => {
  const text = formats.asJson(SEEN);

  assert.equal(text.at(-1), "\n");
  assert.deepEqual(JSON.parse(text), {
    entities: [
      { id: "e:1", slug: "meta", name: 'Meta, "the" <Company>', kind: "COMPANY", mentions: 12, connections: 1, coMentions: 1, added: false },
      { id: "e:2", slug: "sum", name: "=SUM(A1)", kind: "PERSON", mentions: 0.5, connections: 1, coMentions: 1, added: true },
    ],
    connections: [
      {
        id: "r:1", source: "e:2", sourceName: "=SUM(A1)", type: "LEFT", past: true, target: "e:1", targetName: 'Meta, "the" <Company>', weight: 2, evidenceCount: 4, added: false,
        quotes: [{ quote: "-5 & left\nMeta", speaker: "Ada", talk: "Why", startSeconds: 0, url: null }],
      },
      { id: "r:2", source: "e:1", sourceName: 'Meta, "the" <Company>', type: "MENTIONED_WITH", past: false, target: "e:2", targetName: "=SUM(A1)", weight: 1, evidenceCount: 0, added: true, quotes: [] },
    ],
  });
});

test("a quote of two speakers is of neither alone", () => {
  const turns = [{ words: "Who left?", speaker: { label: "A", person: { name: "Ada" } } }, { words: "Yann.", speaker: null }];
  const [link] = SEEN.links;
  const { relationship } = link;
  const links = [{ ...link, relationship: { ...relationship, evidence: { totalCount: 1, nodes: [{ ...relationship.evidence.nodes[0], quote: "Who left? Yann.", turns }] } } }];

  const [{ quotes }] = JSON.parse(formats.asJson({ ...SEEN, links })).connections;

  assert.deepEqual(quotes, [{
    quote: "Who left? Yann.", speaker: null, turns: [{ speaker: "Ada", words: "Who left?" }, { speaker: null, words: "Yann." }], talk: "Why", startSeconds: 0, url: null,
  }]);
});

test("CSV quotes what it must, and no spreadsheet runs a text as a formula", () => {
  const rows = formats.entitiesAsCsv(SEEN).split("\r\n");

  assert.deepEqual(rows, [
    "id,slug,name,kind,mentions,connections,coMentions,added",
    'e:1,meta,"Meta, ""the"" <Company>",COMPANY,12,1,1,false',
    "e:2,sum,'=SUM(A1),PERSON,0.5,1,1,true",
    "",
  ]);
});

test("a row of CSV has the first quote of its connection", () => {
  const [head, first, second, end] = formats.connectionsAsCsv(SEEN).split("\r\n");

  assert.equal(head, "id,source,sourceName,type,past,target,targetName,weight,evidenceCount,added,quote,talk,startSeconds,url");
  assert.equal(first, 'r:1,e:2,\'=SUM(A1),LEFT,true,e:1,"Meta, ""the"" <Company>",2,4,false,"\'-5 & left\nMeta",Why,0,');
  assert.equal(second, 'r:2,e:1,"Meta, ""the"" <Company>",MENTIONED_WITH,false,e:2,\'=SUM(A1),1,0,true,,,,');
  assert.equal(end, "");
});

test("GraphML escapes what it must, and leaves out what XML cannot have", () => {
  const [node] = SEEN.nodes;
  const text = formats.asGraphml({ nodes: [{ ...node, whole: 'A\u0000 & <B> "C" 𝒳\uFFFF' }, SEEN.nodes[1]], links: SEEN.links });

  assert.ok(text.startsWith('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n  <key id="node-name" for="node" attr.name="name" attr.type="string"/>\n'));
  assert.ok(text.endsWith("  </graph>\n</graphml>\n"));
  assert.ok(text.includes('      <data key="node-name">A &amp; &lt;B&gt; &quot;C&quot; 𝒳</data>\n'));
  assert.ok(text.includes([
    '    <edge id="r:1" source="e:2" target="e:1">',
    '      <data key="edge-type">LEFT</data>',
    '      <data key="edge-past">true</data>',
    '      <data key="edge-weight">2</data>',
    '      <data key="edge-evidenceCount">4</data>',
    '      <data key="edge-quote">-5 &amp; left\nMeta</data>',
    "    </edge>",
  ].join("\n")));
  assert.equal(text.split("edge-quote").length, 3); // its key, and the one quote that there is
});

const copied = async (component, values) => {
  let text;
  navigator.clipboard = { writeText: async (written) => (text = written) };
  const drawn = await draw(component, values);
  await drawn.press(drawn.all("button")[0]);
  assert.equal(drawn.text(), "Copied");
  await drawn.stop();
  return text;
};

test("the code of a map has what it shows, without what a frame has no room for", async () => {
  openAt("/map?from=a&steps=e:b&show=x&view=table&t=4&find=y&hide=PERSON,EVENT");

  assert.equal(
    await copied(MapCode, { title: 'Map of "all" <talks> & more' }),
    '<iframe src="https://page.example/map?from=a&amp;show=x&amp;hide=PERSON%2CEVENT&amp;embed=1" title="Map of &quot;all&quot; &lt;talks> &amp; more" width="900" height="600" loading="lazy"></iframe>',
  );
});

test("the code of a quote has its moment", async () => {
  assert.equal(
    await copied(QuoteCode, { slug: "a b", seconds: 165.18, title: "Why" }),
    '<iframe src="https://page.example/videos/a%20b?t=165.18&amp;embed=1" title="Quote: Why" width="600" height="260" loading="lazy"></iframe>',
  );
});

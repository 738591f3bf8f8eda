// The lint finds what it is for, and says where it is.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { lint } from "./lint.mjs";

const text = { type: "STRING", meaning: "words" };
const MODEL = {
  nodes: {
    Video: { key: "id", properties: { id: text, title: text } },
    Entity: { key: "id", properties: { id: text, name: text } },
    Person: {}, Company: {}, Concept: {}, Product: {}, Event: {},
  },
  links: { FEATURES: { from: ["Video"], to: ["Entity"], properties: { salience: text } } },
  connection: { properties: { weight: text } },
  relationships: { LEADS: { from: ["Person"], to: ["Company"] } },
};
const ENTITIES = "MATCH (this)-[features:FEATURES]->(entity:Entity)";

function faults(files) {
  const root = mkdtempSync(join(tmpdir(), "cypher-lint-"));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
    return lint(root, MODEL).faults.map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
  } finally {
    rmSync(root, { recursive: true });
  }
}

const field = (body, ...words) => ["// What it yields.", "//", ...words.map((word) => `// ${word}`), body].join("\n");
const one = (body, ...words) => faults({ "fields/Video/entities.cypher": field(body, ...words) });
const YIELDS = "yields: entity: Entity, features: FEATURES";

test("a right file", () => {
  assert.deepEqual(one(ENTITIES, YIELDS, "order NAME: entity.name", "filter where.name: text entity.name", "key: features.salience"), []);
});

test("a syntax error", () => {
  assert.match(one("MATCH (this)-[features:FEATURES]->(entity:Entity", YIELDS).join(), /^fields\/Video\/entities\.cypher:4:49: Invalid input/);
});

test("a label, a type, a property that the model does not have", () => {
  const label = one("MATCH (this)-[features:FEATURES]->(entity:Entty)", YIELDS);
  assert.ok(label.includes("fields/Video/entities.cypher:4:43: Label Entty is not in cypher/model.toml"));
  const type = one("MATCH (this)-[features:FEATURE]->(entity:Entity)", YIELDS);
  assert.ok(type.includes("fields/Video/entities.cypher:4:24: Relationship type FEATURE is not in cypher/model.toml"), type.join());
  const [property] = one(`${ENTITIES}\nWHERE entity.nam = 'x'`, YIELDS);
  assert.equal(property, "fields/Video/entities.cypher:5:14: Entity has no property nam in cypher/model.toml");
});

test("a property of something else", () => {
  assert.deepEqual(one(`${ENTITIES}\nWHERE entity.title = 'x'`, YIELDS), [
    "fields/Video/entities.cypher:5:14: Entity has no property title in cypher/model.toml",
  ]);
});

test("words of the head", () => {
  const wrong = one(ENTITIES, YIELDS, "order NAME: entity.title", "filter where.x: range features.name", "key: nothing.id");
  assert.deepEqual(
    wrong.map((fault) => fault.split(": ")[0]),
    ["fields/Video/entities.cypher:4:1", "fields/Video/entities.cypher:5:1", "fields/Video/entities.cypher:6:1"],
  );
  const shaped = one(
    ENTITIES,
    YIELDS,
    "scan 9: COUNT { (:Entitty) }",
    "implies where.x: ids (thing)-[:FEATURES]->(related:Video)",
    "filter where.y: range entity.name where entity.title IS NOT NULL",
  );
  assert.deepEqual(
    shaped.map((fault) => fault.split(":")[1]),
    ["4", "5", "6"],
  );
  assert.match(one(ENTITIES, "yields: person: Person").join(), /3:1: Variable `person` not defined/);
});

test("a value", () => {
  assert.deepEqual(faults({ "fields/Entity/n.cypher": "// How many.\n// value: COUNT { (this)<-[:FEATURES]-(:Video) }" }), []);
  assert.match(faults({ "fields/Entity/n.cypher": "// How many.\n// value: this.title" }).join(), /n\.cypher:2:1: Entity has no property title/);
});

test("a direction that the model does not have", () => {
  assert.match(one("MATCH (this)<-[features:FEATURES]-(entity:Entity)", YIELDS).join(), /4:\d+: .*FEATURES/);
});

test("filters are told once, in their own file", () => {
  const use = "use: EntityWhere";
  const files = {
    "filters/EntityWhere.cypher": "// Conditions.\n// filter name: text entity.nam",
    "fields/Video/a.cypher": field(ENTITIES, YIELDS, use),
    "fields/Video/b.cypher": field(ENTITIES, YIELDS, use),
  };
  assert.deepEqual(faults(files), ["filters/EntityWhere.cypher:2:1: Entity has no property nam in cypher/model.toml"]);
  assert.deepEqual(faults({ "filters/EntityWhere.cypher": "// Conditions." }), ["filters/EntityWhere.cypher:1:1: no field uses these filters"]);
});

test("keys of rows and maps are not the model's", () => {
  const write = "UNWIND $rows AS row\nMATCH (video:Video {id: row.key})\nSET video.title = row.heading";
  assert.deepEqual(faults({ "statements/video/update.cypher": write }), []);
});

test("an example binds this", () => {
  assert.deepEqual(faults({ "examples/Hop.cypher": "// A hop.\nMATCH ()-[step]-()\nWITH {element: elementId(step)} AS this LIMIT 1\n" }), []);
  const [fault] = faults({ "examples/Hop.cypher": "// A hop.\nMATCH ()-[step]-()\nWITH step AS hop LIMIT 1\n" });
  assert.match(fault, /^examples\/Hop.cypher:.*this/);
});

test("commands that make constraints and indexes", () => {
  const migration = "CREATE INDEX a FOR (video:Video) ON (video.titel);\nCREATE INDEX b FOR ()-[f:FEATURES]-() ON (f.salience);";
  assert.deepEqual(faults({ "migrations/V0001__x.cypher": migration }), [
    "migrations/V0001__x.cypher:1:38: Video has no property titel in cypher/model.toml",
  ]);
});

test("Neo4j's own numbers are for walks", () => {
  const read = "MATCH (entity:Entity) WHERE id(entity) = $number\nRETURN id(entity) AS number";
  assert.deepEqual(faults({ "statements/walk/a.cypher": read }), []);
  assert.deepEqual(faults({ "examples/Hop.cypher": "// A hop.\nMATCH ()-[step]-()\nWITH {step: id(step)} AS this LIMIT 1\n" }), []);
  assert.match(faults({ "statements/search/a.cypher": read }).join(), /a\.cypher:1:\d+: .*deprecated/);
});

"""Records that the seed graph really gave, kept in a file for tests of the two readers without a database.

They are made again by `VIDEOGRAPH_TEST_RECORD=yes make test ARGS=tests/integration/api/test_recorded_rows.py`.
"""

import json
from datetime import date, datetime
from typing import Any

from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from service.settings.limits import Limits
from support.paths import ROOT

FILE = ROOT / "tests" / "data" / "records" / "seed.json"
ANY = Limits(statement=10**6)
"""These operations ask as much as can be in one; what one may ask is tested elsewhere."""

QUERIES = {
    "video": """{
      video(by: {slug: "seed-workshop"}) {
        id title description url thumbnailUrl media { url mediaType } publishedOn durationSeconds language summary addedAt
        urlAt(seconds: 3.5)
        channel { name url }
        speakers { label person { name aliases } speakingSeconds segmentCount }
        sections { heading startSeconds bullets { symbol text segments { index } } }
        chapters { title startSeconds endSeconds }
        topics(first: 2) { totalCount edges { cursor segmentCount firstSeconds node { name } } }
        transcript(last: 2) {
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          nodes { text url speaker { label } mentions { text confidence startSeconds entity { name } } topics { name } }
        }
        entities(first: 3) {
          countsByKind { kind count }
          edges { mentionCount firstSeconds salience node { kind name ... on Person { slug url } } }
        }
        relationships(first: 2) { nodes { type weight firstSaidOn source { name } target { name kind } } }
      }
    }""",
    "lists": """{
      videos(first: 2) { nodes { title channel { name } } pageInfo { endCursor } }
      entity(by: {name: "Café"}) {
        name description relationships(first: 1) {
          nodes { evidence { totalCount edges { cursor node { quote confidence url speaker { label } video { title } } } } }
        }
        mentions(first: 2) { edges { cursor node { startOffset segment { index } video { slug } } } }
      }
      topics(first: 1) { nodes { name videos(first: 1) { edges { segmentCount node { title } } } } }
      stats { videoCount firstPublishedOn entitiesByKind { kind count } relationshipsByType { type count } }
    }""",
    "nodes": """{
      nodes(ids: ["video:seed-bare", "entity:2da44ed4175a939560fb", "topic:coffee", "video:nothing"]) {
        id __typename ... on Video { title channel { name } } ... on Entity { name kind description }
        ... on Topic { name videoCount }
      }
      node(id: "relationship:a86c747b21d2122ebc52") { ... on Relationship { type lastSaidOn source { name } } }
    }""",
}

type Record = list[Any]
type Records = dict[str, dict[str, Record]]
"""Name of the query → response key of the root field → its record."""


async def record(database: Database) -> Records:
    """Returns the present rows of the graph, with a fixed time instead of import times."""
    engine = Engine(database, limits=ANY)
    found: Records = {}
    for name, query in QUERIES.items():
        found[name] = {}
        for key, text, parameters in engine.statements(query):
            [row] = await database.read(text, parameters, name=key)
            found[name][key] = _timeless(row)
    return found


def _timeless(value: Any) -> Any:
    if isinstance(value, list):
        return [_timeless(one) for one in value]
    native = value.to_native() if hasattr(value, "to_native") else value
    if isinstance(native, datetime) or (
        isinstance(native, str) and native.endswith("Z") and native[:2] == "20"
    ):
        return "2026-11-24T13:25:00Z"
    return native


def write(records: Records) -> None:
    def plain(value: Any) -> Any:
        return {"date": value.isoformat()}

    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(records, default=plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read() -> Records:
    def typed(value: dict[str, Any]) -> Any:
        return date.fromisoformat(value["date"]) if list(value) == ["date"] else value

    return json.loads(FILE.read_text(encoding="utf-8"), object_hook=typed)

"""Rows that a graph really gave, kept in files for unit tests of what is made of them. `make record` writes them again.

`QUERIES` are of the seed graph, for tests of the reader. A `Recording` has what the reads of one file of tests give, over one of
the `GRAPHS`: there a test uses the `recorded_database` instead of a Neo4j. tests/integration/api/test_recorded_rows.py compares both
with a live graph.
"""

import json
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

from neo4j import Bookmarks

from service.api.execution.engine import Engine
from service.curation.load import import_document
from service.curation.merges.merge import merge_entities
from service.graph.driver import bookmarks
from service.graph.driver.database import Database, Row
from service.settings.limits import Limits
from support.authored_graph import import_authored
from support.backend import SECONDS, Neo4jServer
from support.paths import ROOT
from support.seed import fresh_graph, load_seed
from support.talks import talk

FOLDER = ROOT / "tests" / "data" / "records"
FILE = FOLDER / "seed.json"
RECORD = bool(os.environ.get("VIDEOGRAPH_TEST_RECORD"))
"""Whether this run writes the files again."""
ANY = Limits(statement=10**6)
"""These operations ask as much as can be in one; what one may ask is tested elsewhere."""


async def _nothing(_: Database) -> None:
    pass


async def _one_talk(database: Database) -> None:
    await import_document(
        database,
        talk(
            "one",
            ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Facebook"),
            ("COMPANY", "Facebook", "COMPETES_WITH", "COMPANY", "Meta"),
            publishedOn=date(1843, 9, 1),
        ),
    )


async def _merged(database: Database) -> None:
    """Facebook was merged into Meta."""
    for name, company in (("one", "Facebook"), ("two", "Meta")):
        await import_document(
            database, talk(name, ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", company))
        )
    await merge_entities(database, ["facebook-company"], "meta-company")


GRAPHS: dict[str, Callable[[Database], Awaitable[None]]] = {
    "test_addresses": _merged,
    "test_http": import_authored,
    "test_http_caching": _one_talk,
    "test_previews": import_authored,
    "test_probes": _nothing,
    "test_watch_routes": load_seed,
}
"""File of unit tests → what puts its graph into an empty one."""

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


@dataclass
class Recording:
    """The reads of one file of tests, each by its text and parameters.

    Attributes:
        live: the Neo4j that is asked while recording.
        missing: names of reads that are not recorded.
    """

    name: str
    reads: dict[str, dict[str, Any]] = field(default_factory=dict)
    live: Neo4jServer | None = None
    missing: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, name: str, live: Neo4jServer | None = None) -> Self:
        """Returns what is recorded for a file of tests, or an empty one for what is `live`."""
        found = cls(name, live=live)
        if live is None:
            for line in found.file.read_text(encoding="utf-8").splitlines():
                one = json.loads(line, object_hook=_typed)
                found.reads[_key(one["text"], one["parameters"])] = one
        return found

    @property
    def file(self) -> Path:
        return FOLDER / f"{self.name}.jsonl"

    async def load(self, database: Database) -> None:
        """Puts the graph that the tests are about into a Neo4j, instead of all that it has."""
        await fresh_graph(database)
        await GRAPHS[self.name](database)

    def open(self) -> "RecordedDatabase":
        """Returns a database that gives the recorded rows, or records those of the live one."""
        # With the limit of a service, a busy machine would now and then ask for a plan, which is not recorded.
        uri, user, password = (
            ("bolt://127.0.0.1:1", "neo4j", "nothing listens there")
            if self.live is None
            else (self.live.uri, self.live.user, self.live.password)
        )
        opened = RecordedDatabase.open(uri, user, password, timeout=SECONDS)
        opened.recording = self
        return opened

    def note(self, name: str, text: str, parameters: Any, rows: list[Row]) -> None:
        given = dict(parameters or {})
        self.reads[_key(text, given)] = {
            "name": name,
            "text": text,
            "parameters": given,
            "rows": _timeless(rows),
        }

    def write(self) -> None:
        """A read a line, in an order that does not depend on that of the tests."""
        lines = sorted(
            json.dumps(one, default=_plain, ensure_ascii=False, sort_keys=True) for one in self.reads.values()
        )
        self.file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


class RecordedDatabase(Database):
    """Gives recorded rows. A write finds no Neo4j."""

    recording: Recording

    async def _read(self, statement: str, parameters: Any, name: str, timeout: float) -> list[Row]:
        recording = self.recording
        if recording.live is not None:
            rows = await super()._read(statement, parameters, name, timeout)
            recording.note(name, statement, parameters, rows)
            return rows
        if (kept := bookmarks.kept()) is not None:
            kept.append(Bookmarks.from_raw_values(["recorded"]))
        found = recording.reads.get(_key(statement, parameters))
        if found is None:
            recording.missing.append(name)
            raise LookupError(f"the read {name!r} is not recorded: `make record` does it")
        return found["rows"]


def _key(text: str, parameters: Any) -> str:
    return f"{text}\n{json.dumps(dict(parameters or {}), default=_plain, sort_keys=True)}"


def _timeless(value: Any) -> Any:
    if isinstance(value, list):
        return [_timeless(one) for one in value]
    if isinstance(value, dict):
        return {key: _timeless(one) for key, one in value.items()}
    native = value.to_native() if hasattr(value, "to_native") else value
    if isinstance(native, datetime) or (
        isinstance(native, str) and native.endswith("Z") and native[:2] == "20"
    ):
        return "2026-11-24T13:25:00Z"
    return native


def write(records: Records) -> None:
    text = json.dumps(records, default=_plain, ensure_ascii=False, indent=1)
    FILE.write_text(f"{text}\n", encoding="utf-8")


def read() -> Records:
    return json.loads(FILE.read_text(encoding="utf-8"), object_hook=_typed)


def _plain(value: Any) -> Any:
    return {"date": value.isoformat()}


def _typed(value: dict[str, Any]) -> Any:
    return date.fromisoformat(value["date"]) if list(value) == ["date"] else value

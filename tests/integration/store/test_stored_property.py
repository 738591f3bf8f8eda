"""A stored property is three lines: in the data dictionary, in the document, in GraphQL. Here each kind of node, and a relationship, is given
one in a copy of the program, over a graph that the program as it is has filled. The lines of a video are those of the
guide (docs/guides/first-change.md), with another name (tests/support/first_change.py)."""

import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import anyio
import pytest

from service.curation.load import import_document
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from service.graph.projections import fingerprint
from service.resources import PACKAGE, cypher_folder
from support.first_change import code
from support.paths import ROOT

pytestmark = pytest.mark.anyio

DICTIONARY = "cypher/model.toml"
DOCUMENT = "service/domain/document.py"
TYPES = "service/api/schema/types"
LINES = (
    (DICTIONARY, "language = {", code("2. ", "toml")),
    (DOCUMENT, "    language: Key", code("3. ", "python")),
    (f"{TYPES}/video.py", "    language: str", code("4. ", "python")),
    ("cypher/filters/VideoWhere.cypher", "// filter language:", code("A filter", "cypher")),
    ("service/api/schema/inputs.py", "    language: StringFilter", code("A filter", "python")),
    (DICTIONARY, "[nodes.Segment.properties]", 'loudness = { type = "FLOAT?", meaning = "how loud" }'),
    (DOCUMENT, "    text: SegmentText", "    loudness: float | None = None"),
    (
        f"{TYPES}/video.py",
        '    text: str = field("The words.")',
        '    loudness: float | None = field("Its.")',
    ),
    (
        DICTIONARY,
        "[nodes.Speaker.properties]",
        'roles = { type = "LIST<STRING NOT NULL>?", meaning = "roles" }',
    ),
    (DOCUMENT, "    person: Key | None = None", "    roles: tuple[Words, ...] = ()"),
    (
        f"{TYPES}/video.py",
        '    label: str = field("The source',
        '    roles: list[str] | None = field("Its.")',
    ),
    (DICTIONARY, "[nodes.Chapter.properties]", 'heldOn = { type = "DATE?", meaning = "its day" }'),
    (DOCUMENT, "class ChapterInfo(DocumentPart):", "    held_on: date | None = None"),
    (f"{TYPES}/video.py", '    title: str = field("What the', '    held_on: Date | None = field("Its.")'),
    (DICTIONARY, "[nodes.SummarySection.properties]", 'mood = { type = "STRING?", meaning = "its mood" }'),
    (DOCUMENT, "    heading: Title", "    mood: Words | None = None"),
    (f"{TYPES}/video.py", '    heading: str = field("Its', '    mood: str | None = field("Its.")'),
    (DICTIONARY, "[nodes.SummaryBullet.properties]", 'rank = { type = "INTEGER?", meaning = "its rank" }'),
    (DOCUMENT, "    symbol: Name | None = None", "    rank: int | None = None"),
    (f"{TYPES}/video.py", '    symbol: str | None = field("The', '    rank: int | None = field("Its.")'),
    (DICTIONARY, "[nodes.Evidence.properties]", 'ironic = { type = "BOOLEAN?", meaning = "not meant" }'),
    (DOCUMENT, "    past: bool = False", "    ironic: bool = False"),
    (
        f"{TYPES}/relationship.py",
        '    quote: str = field("The words, verbatim',
        '    ironic: bool | None = field("Its.")',
    ),
    (DICTIONARY, "[links.MENTIONS.properties]", 'tone = { type = "STRING?", meaning = "its tone" }'),
    (DOCUMENT, "    end_offset: Index", "    tone: Words | None = None"),
    (f"{TYPES}/entity.py", '    text: str = field("The name', '    tone: str | None = field("Its.")'),
    (DICTIONARY, "[links.FEATURES.properties]", 'role = { type = "STRING?", meaning = "what it is there" }'),
    (DOCUMENT, "    key: Key\n    name: Name\n    kind: Kind", "    role: Words | None = None"),
    (f"{TYPES}/video.py", "class VideoEntityEdge(Edge[AnyEntity])", '    role: str | None = field("Its.")'),
)
"""File, what the line above begins with, the new line: three for each property, and two for a filter."""
SCRIPT = '''
import asyncio, json, sys

from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.domain.document import VideoDocument
from service.store.export.video import export_video
from service.curation.load import import_document

QUERY = """{ videos(where: {room: {contains: "HARBOUR"}}) { totalCount } video(by: {slug: "radio--tides"}) {
  room speakers { roles } chapters { heldOn } sections { mood bullets { rank } }
  transcript(first: 2) { nodes { loudness mentions { tone } } } entities(first: 1) { edges { role } }
  relationships(first: 1) { edges { evidence(first: 5) { nodes { ironic } } } }
} }"""


async def main(uri, user, password, documents):
    found = []
    async with Database.open(uri, user, password, timeout=60) as database:
        for text in documents:
            document = VideoDocument.model_validate(text)
            outcome = (await import_document(database, document)).outcome
            answer = await Engine(database).execute(QUERY)
            told = (await export_video(database, "radio--tides")).document
            back = (await import_document(database, told)).outcome
            shown = told.model_dump(mode="json", by_alias=True, exclude_defaults=True)
            found.append([outcome, answer, shown, back, await fingerprint(database), len(await find_drift(database))])
    print(json.dumps(found))


asyncio.run(main(*json.loads(sys.stdin.read())))
'''
TEST = """
import asyncio, json, sys

from service.graph.driver.database import Database


async def main(uri, user, password, test):
    names = {}
    exec(test, names)
    [run] = [value for name, value in names.items() if name.startswith("test_")]
    async with Database.open(uri, user, password, timeout=60) as database:
        await run(database)


asyncio.run(main(*json.loads(sys.stdin.read())))
"""
NEW = {
    "room": "Harbour hall",
    "loudness": 0.5,
    "roles": ["host", "author"],
    "heldOn": "2026-05-04",
    "mood": "calm",
    "rank": 3,
    "ironic": True,
    "tone": "warm",
    "role": "guest",
}
OTHER = {
    "room": "Lighthouse",
    "loudness": 1.25,
    "roles": ["host"],
    "heldOn": "2026-05-05",
    "mood": "glad",
    "rank": 1,
    "ironic": True,
    "tone": "cold",
    "role": "host",
}


def talk(new: Mapping[str, object]) -> dict[str, object]:
    """A talk with these properties; without any it is one that the program as it is reads too."""

    def of(*names: str) -> dict[str, object]:
        return {name: new[name] for name in names if name in new}

    first = "Ada Lovelace works at Acme."
    names = {"Ada Lovelace": "PERSON", "Acme": "COMPANY"}
    return {
        "video": {"id": "radio--tides", "title": "Tides"} | of("room"),
        "speakers": [{"label": "Host"} | of("roles")],
        "segments": [
            {"text": first, "startSeconds": 0, "endSeconds": 2, "speaker": "Host"} | of("loudness"),
            {"text": "The tide is out.", "startSeconds": 2, "endSeconds": 4},
        ],
        "chapters": [{"title": "Ebb", "startSeconds": 0, "endSeconds": 4} | of("heldOn")],
        "sections": [
            {"heading": "Ebb", "bullets": [{"text": "It is out.", "segments": [1]} | of("rank")]} | of("mood")
        ],
        "entities": [
            {
                "key": name,
                "name": name,
                "kind": kind,
                "mentions": [
                    {
                        "segment": 0,
                        "startOffset": first.index(name),
                        "endOffset": first.index(name) + len(name),
                    }
                    | of("tone")
                ],
            }
            | of("role")
            for name, kind in names.items()
        ],
        "relationships": [
            {
                "source": "Ada Lovelace",
                "type": "WORKS_AT",
                "target": "Acme",
                "evidence": [{"quote": first, "segment": 0, "label": "works at"} | of("ironic")],
            }
        ],
    }


def answered(new: Mapping[str, object]) -> dict[str, object]:
    value = new.get
    return {
        "room": value("room"),
        "speakers": [{"roles": value("roles")}],
        "chapters": [{"heldOn": value("heldOn")}],
        "sections": [{"mood": value("mood"), "bullets": [{"rank": value("rank")}]}],
        "transcript": {
            "nodes": [
                {"loudness": value("loudness"), "mentions": [{"tone": value("tone")}] * 2},
                {"loudness": None, "mentions": []},
            ]
        },
        "entities": {"edges": [{"role": value("role")}]},
        "relationships": {"edges": [{"evidence": {"nodes": [{"ironic": value("ironic")}]}}]},
    }


def exported(shown: Mapping[str, list[Mapping[str, object]]]) -> dict[str, object]:
    """The new properties of a document, wherever they stand."""
    found: dict[str, object] = {}

    def look(part: object) -> None:
        if isinstance(part, Mapping):
            found.update({key: value for key, value in part.items() if key in NEW})
        for one in part.values() if isinstance(part, Mapping) else part if isinstance(part, list) else ():
            look(one)

    look(shown)
    return found


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A copy of the program with the lines in it."""
    for folder in (PACKAGE, cypher_folder()):
        shutil.copytree(folder, tmp_path / folder.name, ignore=shutil.ignore_patterns("__pycache__", "demo"))
    for file, before, line in LINES:
        text = (tmp_path / file).read_text("utf-8")
        assert text.count(f"{before}") == 1, f"{file} has {before!r} {text.count(before)} times"
        head, _, rest = text.partition(before)
        ending, _, rest = rest.partition("\n")
        (tmp_path / file).write_text(f"{head}{before}{ending}\n{line}\n{rest}", "utf-8")
    return tmp_path


async def python(
    program: Path, environment: dict[str, str], script: str, given: object
) -> tuple[int, str, str]:
    """Runs a script with a copy of the program. Returns its status, output and errors."""
    login = [environment[f"VIDEOGRAPH_NEO4J_{name}"] for name in ("URI", "USER", "PASSWORD")]
    run = await anyio.run_process(
        [sys.executable, "-c", script],
        cwd=program,
        env=environment | {"PYTHONPATH": str(program)},
        input=json.dumps([*login, given]).encode(),
        check=False,
    )
    return run.returncode, run.stdout.decode(), run.stderr.decode()


@pytest.mark.nightly
async def test_the_test_of_the_guide_fails_before_its_lines_and_passes_after(
    clean_database: Database, environment: dict[str, str], changed: Path
) -> None:
    test = code("1. ", "python")

    status, _, errors = await python(ROOT, environment, TEST, test)
    assert status == 1
    assert "room\n  Extra inputs are not permitted" in errors
    assert await python(changed, environment, TEST, test) == (0, "", "")


@pytest.mark.nightly
async def test_the_cypher_of_the_guide_is_what_the_command_prints(
    environment: dict[str, str], changed: Path
) -> None:
    command, _, cypher = code("4. ", "console").partition("\n")
    arguments = command.removeprefix("$ .venv/bin/videograph ").split()
    script = f"from service.cli import app; app({arguments})"

    status, output, errors = await python(changed, environment, script, None)

    assert (status, output.strip()) == (0, cypher), errors


async def test_three_lines_store_a_property(
    clean_database: Database, environment: dict[str, str], changed: Path
) -> None:
    old = VideoDocument.model_validate(talk({}))
    assert (await import_document(clean_database, old)).outcome == "created"
    before = await fingerprint(clean_database)
    steps: tuple[dict[str, object], ...] = ({}, NEW, NEW, OTHER, {"room": "Lighthouse"}, {})

    status, output, errors = await python(changed, environment, SCRIPT, [talk(new) for new in steps])

    assert status == 0, errors[-3000:]
    found = json.loads(output)
    assert [outcome for outcome, *_ in found] == [
        "unchanged",  # a new property, which nobody gives, rewrites no talk
        "changed",
        "unchanged",
        "changed",
        "changed",
        "changed",
    ]
    for new, (_, answer, shown, back, _, drift) in zip(steps, found, strict=True):
        found_by_room = int(new.get("room") == "Harbour hall")
        assert answer == {"data": {"videos": {"totalCount": found_by_room}, "video": answered(new)}}
        assert exported(shown) == new
        assert (back, drift) == ("unchanged", 0)
    prints = [one[4] for one in found]
    assert prints[0] == prints[5] == before
    assert len({before, *prints}) == 4

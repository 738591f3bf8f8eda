"""Imports at once: of talks with the same people and connections, of one talk, against deletions."""

from datetime import date

import anyio
import pytest

from conftest import delete_data
from service.curation.load import delete_video, import_document
from service.domain.document import VideoDocument
from service.errors import NotFound
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.talks import TOPICS, Sentence, make_document

pytestmark = pytest.mark.anyio

SENTENCES = [
    Sentence("ada", ("loom", "lab"), ("ada", "WORKS_AT", "acme"), 0.1, frozenset(TOPICS[:2])),
    Sentence("alan", ("engine",), ("alan", "RELATED_TO", "ada"), 0.333, frozenset(TOPICS[2:])),
    Sentence("Host", ("fair",), ("ada", "MENTIONED_WITH", "alan"), None, frozenset(TOPICS)),
]
TALKS = [
    make_document(
        f"talk {number}",
        SENTENCES[number % 3 :] + SENTENCES[: number % 3],
        day=date(1900 + number, 1, 1),
        spelling=number % 2,
        channel={"name": "Looms"},
    )
    for number in range(8)
]


async def import_all_at_once(database: Database) -> None:
    async with anyio.create_task_group() as tasks:
        for talk in TALKS:
            tasks.start_soon(import_document, database, talk)


async def test_eight_imports_at_once_are_eight_imports(clean_database: Database) -> None:
    for talk in TALKS:
        await import_document(clean_database, talk)
    made = await fingerprint(clean_database)

    for _ in range(3):
        await delete_data(clean_database)
        await import_all_at_once(clean_database)

        assert await find_drift(clean_database) == []
        assert await fingerprint(clean_database) == made
    counts = """
        MATCH (:Person)-[r:WORKS_AT]->(:Company)
        RETURN r.evidenceCount, r.videoCount, r.weight, toString(r.firstSaidOn), toString(r.lastSaidOn)
    """
    assert await clean_database.read(counts, name="test") == [[8, 8, 0.8, "1900-01-01", "1907-01-01"]]


async def test_the_same_talk_eight_times_at_once_is_imported_once(clean_database: Database) -> None:
    outcomes: list[str] = []

    async def load() -> None:
        outcomes.append((await import_document(clean_database, TALKS[0])).outcome)

    async with anyio.create_task_group() as tasks:
        for _ in range(8):
            tasks.start_soon(load)

    assert sorted(outcomes) == ["created"] + ["unchanged"] * 7
    assert await find_drift(clean_database) == []


async def test_deletions_and_imports_at_once(clean_database: Database) -> None:
    await import_document(clean_database, TALKS[0])
    made = await fingerprint(clean_database)
    await import_all_at_once(clean_database)
    missing: list[str] = []

    async def delete(reference: str) -> None:
        try:
            await delete_video(clean_database, reference)
        except NotFound:
            missing.append(reference)

    async with anyio.create_task_group() as tasks:
        for number in range(1, 8):
            tasks.start_soon(delete, f"talk {number}")
            tasks.start_soon(delete, f"talk {number}")
            tasks.start_soon(import_document, clean_database, TALKS[0])

    assert sorted(missing) == [f"talk {number}" for number in range(1, 8)]
    assert await find_drift(clean_database) == []
    assert await fingerprint(clean_database) == made


SPELLINGS = [
    ("VS Code", "Sjors Provoost"),
    ("VSCode", "Sjors Provost"),
    ("vs-code", "Sjors Provoost"),
    ("Vs code", "Sjors A. Provoost"),
]


def spelt_talk(number: int) -> VideoDocument:
    """A talk that names a product and a person as one of `SPELLINGS` has it."""
    names = SPELLINGS[number % len(SPELLINGS)]
    text = " ".join(names)
    starts = [0, len(names[0]) + 1]
    return VideoDocument.model_validate(
        {
            "video": {"id": f"spelt {number}", "title": f"Spelt {number}"},
            "segments": [{"text": text, "startSeconds": 0, "endSeconds": 9}],
            "entities": [
                {
                    "key": kind,
                    "name": name,
                    "kind": kind,
                    "mentions": [
                        {"segment": 0, "startOffset": start, "endOffset": start + len(name)},
                    ],
                }
                for kind, name, start in zip(("PRODUCT", "PERSON"), names, starts, strict=True)
            ],
        }
    )


async def test_spellings_imported_at_once_are_one_entity(clean_database: Database) -> None:
    shown = """
        MATCH (entity:Entity)<-[:NAMES]-(alias:Alias) WITH entity, alias ORDER BY alias.key
        RETURN entity.kind, entity.name, entity.videoCount, entity.mentionCount, collect(alias.key)
        ORDER BY entity.kind
    """
    for _ in range(3):
        await delete_data(clean_database)
        async with anyio.create_task_group() as tasks:
            for number in range(8):
                tasks.start_soon(import_document, clean_database, spelt_talk(number))

        assert await clean_database.read(shown, name="test") == [
            [
                "PERSON",
                "Sjors A. Provoost",
                8,
                8,
                ["PERSON:sjors a. provoost", "PERSON:sjors provoost", "PERSON:sjors provost"],
            ],
            ["PRODUCT", "VS Code", 8, 8, ["PRODUCT:vs code", "PRODUCT:vs-code", "PRODUCT:vscode"]],
        ]
        assert await find_drift(clean_database) == []
        locks = "MATCH (lock:NameLock) RETURN count(lock)"
        assert await clean_database.read(locks, name="test") == [[0]]


async def test_a_spelling_goes_with_the_talks_that_have_it(clean_database: Database) -> None:
    for number in (0, 1):
        await import_document(clean_database, spelt_talk(number))
    await delete_video(clean_database, "spelt 1")

    assert await find_drift(clean_database) == []
    keys = "MATCH (alias:Alias) RETURN alias.key ORDER BY alias.key"
    assert await clean_database.read(keys, name="test") == [["PERSON:sjors provoost"], ["PRODUCT:vs code"]]
    made = await fingerprint(clean_database)
    await delete_data(clean_database)
    await import_document(clean_database, spelt_talk(0))
    assert await fingerprint(clean_database) == made

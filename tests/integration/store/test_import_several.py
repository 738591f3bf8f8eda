"""Several talks in one transaction give the graph, the reports and the log of changes that they give one after the other."""

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import delete_data
from service.actions.demo import demo_files
from service.actions.extraction.make_document import read_document
from service.curation.load import ImportReport, delete_video, import_document, import_documents
from service.domain.document import VideoDocument
from service.domain.identity import video_id
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.talks import ON_GRAPHS, documents, talk

pytestmark = pytest.mark.anyio

type Outcome = tuple[list[ImportReport], str, list[list[object]]]


async def outcome(database: Database, reports: list[ImportReport]) -> Outcome:
    changes = "MATCH (c:Change) RETURN c.kind, c.videoIds ORDER BY c.seq"
    assert await find_drift(database) == []
    return reports, await fingerprint(database), await database.read(changes, name="test")


async def one_by_one(database: Database, there: list[VideoDocument], new: list[VideoDocument]) -> Outcome:
    await delete_data(database)
    reports = [await import_document(database, document) for document in [*there, *new]]
    return await outcome(database, reports[len(there) :])


async def at_once(database: Database, there: list[VideoDocument], new: list[VideoDocument]) -> Outcome:
    await delete_data(database)
    for document in there:
        await import_document(database, document)
    return await outcome(database, await import_documents(database, [(document, None) for document in new]))


@pytest.mark.nightly
async def test_the_talks_of_the_demo(clean_database: Database) -> None:
    talks = [read_document(file).document for file in demo_files()]
    assert len(talks) == 11

    assert await at_once(clean_database, [], talks) == await one_by_one(clean_database, [], talks)


@ON_GRAPHS
@given(
    there=st.lists(documents(rename=True), max_size=2, unique_by=video_id),
    new=st.lists(documents(rename=True), min_size=2, max_size=3, unique_by=video_id),
)
async def test_random_talks(
    clean_database: Database, there: list[VideoDocument], new: list[VideoDocument]
) -> None:
    assert await at_once(clean_database, there, new) == await one_by_one(clean_database, there, new)


async def test_new_and_changed_and_unchanged_talks_with_their_sources(clean_database: Database) -> None:
    said = ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme")
    same, old, new = talk("same", said), talk("other", said), talk("other", said, said)
    for document in (same, old):
        await import_document(clean_database, document, source="a")

    reports = await import_documents(clean_database, [(new, "b"), (talk("new", said), "c"), (same, "d")])

    assert [(report.slug, report.outcome) for report in reports] == [
        ("talk-other-e8d57eee", "changed"),
        ("talk-new-f15fa7a2", "created"),
        ("talk-same-352a5ba9", "unchanged"),
    ]
    sources = "MATCH (video:Video) RETURN video.id, video.sourceHash ORDER BY video.id"
    assert await clean_database.read(sources, name="test") == [
        ["video:new", "c"],
        ["video:other", "b"],
        ["video:same", "d"],
    ]


async def test_a_fault_in_one_writes_none(clean_database: Database) -> None:
    said = ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme")
    await import_document(clean_database, talk("there", said, url="https://example.org/1"))
    made = await fingerprint(clean_database)

    with pytest.raises(InvalidInput, match="under the id there"):
        await import_documents(
            clean_database,
            [(talk("new", said), None), (talk("there", said, url="https://example.org/2"), None)],
        )

    assert await fingerprint(clean_database) == made


async def test_the_number_of_statements_does_not_grow_with_the_talks(
    clean_database: Database, statements: list[str]
) -> None:
    counts: list[int] = []
    for number in (1, 2, 7):
        said = ("PERSON", f"Ada Lovelace {number}", "WORKS_AT", "COMPANY", f"Acme {number}")
        statements.clear()
        await import_documents(
            clean_database, [(talk(f"{number} {place}", said), None) for place in range(number)]
        )
        counts.append(len(statements))

    assert counts == [5, 5, 5]


async def test_several_imports_of_several_talks_at_once(clean_database: Database) -> None:
    """They share names, so they wait for each other."""
    people = ("Ada Lovelace", "Alan Turing", "Grace Hopper")
    talks = [
        talk(
            f"talk {number}",
            ("PERSON", people[number % 3], "WORKS_AT", "COMPANY", "Acme"),
            ("PERSON", people[(number + 1) % 3], "LEFT", "COMPANY", "Looms"),
        )
        for number in range(12)
    ]
    _, made, _ = await one_by_one(clean_database, [], talks)
    for document in talks:
        await delete_video(clean_database, video_id(document))

    async with anyio.create_task_group() as tasks:
        for first in range(4):
            some = [(document, None) for document in talks[first::4]]
            tasks.start_soon(import_documents, clean_database, some)

    assert await find_drift(clean_database) == []
    assert await fingerprint(clean_database) == made

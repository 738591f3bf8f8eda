"""After a correction of a talk the graph is as if the talk had been imported with it; after undoing it, as before."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import delete_data
from service.actions.decisions import Undo, undo
from service.curation.load import delete_video, import_document
from service.curation.videos.add_statement import StatedEnd, StatementToAdd, add_statement
from service.curation.videos.reject_evidence import reject_evidence
from service.curation.videos.update_video import Clearable, VideoData, update_video
from service.domain.document import VideoDocument
from service.domain.identity import video_id
from service.errors import Conflict, InvalidInput
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.store.export.video import export_video
from support.talks import ON_GRAPHS, documents, talk

pytestmark = pytest.mark.anyio

ADA, ACME = ("PERSON", "Ada Lovelace"), ("COMPANY", "Acme")
ONE = talk(
    "one", (*ADA, "WORKS_AT", *ACME), (*ADA, "CREATED", "PRODUCT", "Loom"), (*ADA, "LEFT", *ACME),
    publishedOn="1843-09-01",
)  # fmt: skip
TWO = talk("two", (*ADA, "WORKS_AT", *ACME), publishedOn="1851-05-01")
type Step = tuple[str, int, int]


async def all_of(database: Database, query: str) -> list[Any]:
    return [row[0] for row in await database.read(query, name="test")]


async def carry_out(database: Database, step: Step) -> None:
    """A step that does not fit the graph does nothing."""
    what, one, other = step
    quotes = await all_of(database, "MATCH (e:Evidence) RETURN e.id ORDER BY e.id")
    entities = await all_of(database, "MATCH (e:Entity) RETURN e.id ORDER BY e.id")
    decisions = await all_of(
        database, "MATCH (d:Decision) WHERE d.undoneAt IS NULL RETURN d.id ORDER BY d.decidedAt, d.id"
    )
    segments = await database.read(
        "MATCH (v:Video)-[:HAS_SEGMENT]->(s:Segment) RETURN v.id, s.text ORDER BY s.id", name="test"
    )
    if what == "reject" and quotes:
        await reject_evidence(database, quotes[one % len(quotes)])
    if what == "video":
        day = date(1843 + other, 1, 1) if other < 8 else None
        title = f"Title {one}" if one % 2 else None
        cleared: frozenset[Clearable] = frozenset({"publishedOn"}) if other == 9 else frozenset()
        data = VideoData(title=title, published_on=day, cleared=cleared)
        try:
            await update_video(database, segments[one % len(segments)][0], data)
        except InvalidInput:
            return
    if what == "undo" and decisions:
        await undo(database, Undo((decisions[one % len(decisions)],)))
    if what == "add" and entities:
        video, text = segments[other % len(segments)]
        ends = [StatedEnd(entity=entities[place % len(entities)]) for place in (one, other)]
        if one == 9:
            ends[1] = StatedEnd(name="Somebody New", kind="PERSON")
        type_ = ("RELATED_TO", "INFLUENCED")[one % 2]
        try:
            await add_statement(database, StatementToAdd(video, ends[0], type_, ends[1], text))
        except (Conflict, InvalidInput):
            return


async def own_documents(database: Database, ids: Sequence[str]) -> list[VideoDocument]:
    found = [(await export_video(database, id_)).document for id_ in ids]
    return [one.model_copy(update={"decisions": None, "export": None}) for one in found]


@ON_GRAPHS
@given(
    given=st.lists(documents(), min_size=1, max_size=3, unique_by=video_id),
    steps=st.lists(
        st.tuples(
            st.sampled_from(["reject", "reject", "add", "video", "undo"]),
            st.integers(0, 9),
            st.integers(0, 9),
        ),
        min_size=1,
        max_size=6,
    ),
)
async def test_the_graph_is_that_of_an_import_with_the_corrections(
    clean_database: Database, given: list[VideoDocument], steps: list[Step]
) -> None:
    database = clean_database
    await delete_data(database)
    for document in given:
        await import_document(database, document)
    ids = [video_id(document) for document in given]
    fresh, said = await fingerprint(database), await own_documents(database, ids)

    for step in steps:
        await carry_out(database, step)

    assert await find_drift(database) == []
    corrected = await fingerprint(database)
    assert await own_documents(database, ids) == said
    for id_, document in zip(ids, given, strict=True):
        await delete_video(database, id_)
        await import_document(database, document)
    assert await fingerprint(database) == corrected
    for decision in await all_of(
        database, "MATCH (d:Decision) WHERE d.undoneAt IS NULL RETURN d.id ORDER BY d.detail, d.id"
    ):
        await undo(database, Undo((decision,)))
    assert await fingerprint(database) == fresh


@ON_GRAPHS
@given(
    given=st.lists(documents(), min_size=1, max_size=2, unique_by=video_id),
    steps=st.lists(
        st.tuples(st.sampled_from(["reject", "add", "video"]), st.integers(0, 8), st.integers(0, 9)),
        min_size=1,
        max_size=5,
    ),
    order=st.randoms(use_true_random=False),
)
async def test_undoing_them_in_any_order_gives_the_graph_before(
    clean_database: Database, given: list[VideoDocument], steps: list[Step], order: Any
) -> None:
    database = clean_database
    await delete_data(database)
    for document in given:
        await import_document(database, document)
    fresh = await fingerprint(database)
    for step in steps:
        await carry_out(database, step)

    decisions = await all_of(
        database, "MATCH (d:Decision) WHERE d.undoneAt IS NULL RETURN d.id ORDER BY d.id"
    )
    order.shuffle(decisions)
    for decision in decisions:
        await undo(database, Undo((decision,)))
        assert await find_drift(database) == []

    assert await fingerprint(database) == fresh


@pytest.mark.parametrize("first", ["added", "rejected"])
async def test_an_added_quote_that_was_rejected_does_not_come_back_without_its_statement(
    clean_database: Database, first: str
) -> None:
    await import_document(clean_database, ONE)
    fresh = await fingerprint(clean_database)
    ends = StatedEnd(entity="acme-company"), StatedEnd(entity="ada-lovelace")
    added = await add_statement(
        clean_database, StatementToAdd("one", ends[0], "RELATED_TO", ends[1], "Ada Lovelace and Acme")
    )
    rejected = await reject_evidence(clean_database, added.evidence)

    decisions = [added.decision, rejected.decision]
    for decision in decisions if first == "added" else reversed(decisions):
        await undo(clean_database, Undo((decision,)))

    assert await fingerprint(clean_database) == fresh

"""Talks of the graph extracted again by a language model: what changes is said, decisions hold, and all can be undone."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from service.actions.decisions import Undo, list_decisions, undo
from service.actions.entities import UpdateEntity, update_entity
from service.actions.imports.import_talk import TalkImport, import_talk
from service.actions.statements import RejectEvidence, reject_evidence
from service.domain.comparison import Comparison, QuotedRelationship
from service.errors import Conflict, InvalidInput, NotFound
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.jobs.extraction import (
    AcceptExtraction,
    ExtractionResult,
    ReExtract,
    accept_extraction,
    re_extract,
    work_on_jobs,
)
from service.jobs.queue import cancel_job
from support.imported import entity, with_talks
from support.model_answers import OUTLINE, WINDOW, all_hold, is_review, named, stated
from support.model_server import ModelServer
from support.talks import talk
from support.this_process import ThisProcess

pytestmark = pytest.mark.anyio

WORKS = ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme")
CREATED = ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Loom")
ONE = talk("one", WORKS, CREATED).model_copy(update={"extractor": "offline/9"})
OTHER = talk("other", ("PERSON", "Alan Turing", "WORKS_AT", "COMPANY", "Acme"))
USES = QuotedRelationship("Ada Lovelace", "USES", "Loom", ONE.segments[1].text)


def answer(question: str) -> Any:
    """The model keeps WORKS_AT, and reads USES where the offline extractor has read CREATED."""
    if is_review(question):
        return all_hold(question)
    if "\nLines:\n" not in question:
        return OUTLINE
    entities = [named("Ada Lovelace", "PERSON"), named("Acme", "COMPANY"), named("Loom", "PRODUCT")]
    connections = [
        stated("Ada Lovelace", "WORKS_AT", "Acme", ONE.segments[0].text, 1, ""),
        stated("Ada Lovelace", "USES", "Loom", ONE.segments[1].text, 1, ""),
    ]
    return WINDOW | {"entities": entities, "connections": connections}


@pytest.fixture
async def database(
    clean_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Database]:
    with ModelServer(answer).running() as server:
        monkeypatch.setenv("VIDEOGRAPH_LLM_URL", server.url)
        monkeypatch.setenv("VIDEOGRAPH_LLM_MODEL", "tiny")
        monkeypatch.setenv("VIDEOGRAPH_CACHE", str(tmp_path / "cache"))
        monkeypatch.setenv("VIDEOGRAPH_HOME", str(tmp_path / "home"))
        yield await with_talks(clean_database, ONE, OTHER)


async def extracted(database: Database, request: ReExtract) -> list[ExtractionResult]:
    jobs = await re_extract(database, request)
    found = [one async for one in work_on_jobs(database, jobs, ThisProcess())]
    return [one for one in found if isinstance(one, ExtractionResult)]


async def connections(database: Database) -> list[str]:
    rows = await database.read(
        "MATCH (e:Evidence)-[:SUBJECT]->(s:Entity) MATCH (e)-[:OBJECT]->(t:Entity) WHERE e.type <> 'MENTIONED_WITH' "
        "AND NOT s.name = 'Alan Turing' RETURN s.name + ' ' + e.type + ' ' + t.name AS stated ORDER BY stated",
        name="test",
    )
    return [row[0] for row in rows]


async def test_what_changes_is_said_and_can_be_undone(database: Database) -> None:
    before = await fingerprint(database)

    (done,) = await extracted(database, ReExtract(read_by="offline", extractor="llm"))
    after = await connections(database)
    drift = await find_drift(database)
    [decision] = await list_decisions(database)

    assert (done.job.state, done.outcome, done.new, done.gone) == ("SUCCEEDED", "changed", 1, 1)
    assert done.comparison == Comparison(
        (USES,), (QuotedRelationship("Ada Lovelace", "CREATED", "Loom", ONE.segments[1].text),), 1
    )
    assert done.notes[-1].startswith("the language model took 3 requests: ")
    assert after == ["Ada Lovelace USES Loom", "Ada Lovelace WORKS_AT Acme"]
    assert drift == []
    assert (decision.id, decision.sort, decision.detail, decision.can_be_undone) == (
        done.decision,
        "extract again",
        "by llm/0.5.0 tiny after offline/9",
        True,
    )

    await undo(database, Undo((decision.id,)))

    assert await fingerprint(database) == before
    assert await extracted(database, ReExtract(read_by="llm", extractor="llm")) == []


async def test_a_proposal_changes_nothing_until_it_is_accepted(database: Database) -> None:
    before = await fingerprint(database)

    (proposed,) = await extracted(database, ReExtract(("one",), extractor="llm", review=True))
    untouched = await fingerprint(database), await list_decisions(database)
    accepted = await accept_extraction(database, AcceptExtraction(proposed.job.id))

    assert (proposed.outcome, proposed.decision, proposed.new, proposed.gone) == ("proposed", None, 1, 1)
    assert untouched == (before, [])
    assert await connections(database) == ["Ada Lovelace USES Loom", "Ada Lovelace WORKS_AT Acme"]
    with pytest.raises(Conflict, match="proposes nothing, or not any more"):
        await accept_extraction(database, AcceptExtraction(proposed.job.id))
    await undo(database, Undo(accepted.decisions))
    assert await fingerprint(database) == before


async def test_single_connections_of_a_proposal_are_added_as_by_hand(database: Database) -> None:
    before = await fingerprint(database)
    (proposed,) = await extracted(database, ReExtract(("one",), extractor="llm", review=True))

    with pytest.raises(InvalidInput, match="there is no connection 1: the report lists 1, from 0"):
        await accept_extraction(database, AcceptExtraction(proposed.job.id, (0, 1)))
    accepted = await accept_extraction(database, AcceptExtraction(proposed.job.id, (0,)))

    assert await connections(database) == [
        "Ada Lovelace CREATED Loom",
        "Ada Lovelace USES Loom",
        "Ada Lovelace WORKS_AT Acme",
    ]
    assert await find_drift(database) == []
    [decision] = await list_decisions(database)
    assert (decision.id, decision.sort) == (accepted.decisions[0], "add statement")
    await undo(database, Undo(accepted.decisions))
    assert await fingerprint(database) == before


async def test_a_proposal_that_is_rejected_leaves_nothing(database: Database) -> None:
    before = await fingerprint(database)
    (proposed,) = await extracted(database, ReExtract(("one",), extractor="llm", review=True))

    rejected = await accept_extraction(database, AcceptExtraction(proposed.job.id, ()))

    assert rejected.decisions == ()
    assert await fingerprint(database) == before
    with pytest.raises(Conflict, match="proposes nothing, or not any more"):
        await accept_extraction(database, AcceptExtraction(proposed.job.id))


async def test_decisions_hold_for_the_new_extraction(database: Database) -> None:
    ada = await entity(database, "Ada Lovelace")
    await update_entity(database, UpdateEntity(ada.id, name="Countess of Lovelace"))
    [[works]] = await database.read(
        "MATCH (e:Evidence {type: 'WORKS_AT'})-[:SUBJECT]->({id: $id}) RETURN e.id",
        {"id": ada.id},
        name="test",
    )
    await reject_evidence(database, RejectEvidence(works))

    (done,) = await extracted(database, ReExtract(("one",), extractor="llm"))

    assert done.comparison is not None
    assert (done.new, done.gone, done.comparison.kept) == (1, 1, 0)
    assert await connections(database) == ["Countess of Lovelace USES Loom"]


async def test_a_later_import_is_not_undone_with_the_extraction(database: Database) -> None:
    (done,) = await extracted(database, ReExtract(("one",), extractor="llm"))
    await import_talk(database, TalkImport(talk("one", CREATED), whole=True))

    assert done.decision is not None
    with pytest.raises(Conflict, match="was imported or extracted again since"):
        await undo(database, Undo((done.decision,)))


async def test_what_cannot_be_extracted_is_refused_before_there_is_a_job(database: Database) -> None:
    with pytest.raises(NotFound):
        await re_extract(database, ReExtract(("none",)))
    with pytest.raises(InvalidInput, match="no talk is named"):
        await re_extract(database, ReExtract())
    with pytest.raises(InvalidInput, match="there is no extractor 'nobody'"):
        await re_extract(database, ReExtract(("one",), extractor="nobody"))

    [job] = await re_extract(database, ReExtract(("one",), extractor="llm"))
    await cancel_job(database, job)
    [cancelled] = [one async for one in work_on_jobs(database, (job,), ThisProcess())]

    assert isinstance(cancelled, ExtractionResult)
    assert (cancelled.job.state, cancelled.comparison) == ("CANCELLED", None)

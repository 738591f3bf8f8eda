"""Leases, fences, turns of owners, attempts: what keeps a job from being lost or done twice."""

import asyncio
from typing import Any

import pytest

from service.access.scopes import Scope, expand
from service.access.viewer import Viewer, viewed_by
from service.actions.imports.import_talk import TalkImport, import_talk
from service.api.execution.engine import Engine
from service.errors import Conflict
from service.graph.change_log import read_changes
from service.graph.driver.database import Database, Transaction
from service.jobs.claims import Claim, LostJobError, beat, claim_next, fail, guard_of, put_back
from service.jobs.job import Job, list_jobs, read_job
from service.jobs.queue import add_job, cancel_job, retry_job
from service.jobs.request import document_request, text_request
from service.jobs.worker import delete_old
from support.talks import talk

pytestmark = pytest.mark.anyio

FAILURE = "query ($id: ID!) { job(id: $id) { failure { code message video { id } } } }"
ONE = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))


def owner(name: str) -> Viewer:
    return Viewer("KEY", f"key:{name}", expand([Scope.INGEST]), name)


async def add(database: Database, name: str, by: str = "", *, background: bool = False) -> str:
    request = text_request(name, "words", background=background)
    if not by:
        return await add_job(database, request, 1000)
    with viewed_by(owner(by)):
        return await add_job(database, request, 1000)


async def claim(database: Database, lease: float = 60) -> Claim:
    found = await claim_next(database, lease)
    assert found is not None
    return found


async def job(database: Database, id_: str) -> Job:
    found = await read_job(database, id_)
    assert found is not None
    return found


async def end_lease(database: Database, id_: str) -> None:
    await database.run(
        "MATCH (job:Job {id: $id}) SET job.leaseUntil = datetime.realtime() - duration('PT1S')",
        {"id": id_},
        name="test",
    )


async def end_pause(database: Database) -> None:
    await database.run("MATCH (job:Job) SET job.notBefore = null", name="test")


async def order(database: Database) -> list[str]:
    """The names of all queued jobs, in the order in which they are started."""
    names: list[str] = []
    while (found := await claim_next(database, 60)) is not None:
        names.append(found.name)
    return names


async def test_owners_take_turns(clean_database: Database) -> None:
    for number in range(4):
        await add(clean_database, f"archive {number}", "library")
    await add(clean_database, "first of a person", "person")
    await add(clean_database, "second of a person", "person")
    await add(clean_database, "without a key")

    assert await order(clean_database) == [
        "archive 0",
        "first of a person",
        "without a key",
        "archive 1",
        "second of a person",
        "archive 2",
        "archive 3",
    ]


async def test_who_sends_one_talk_after_the_other_does_not_pass_others(clean_database: Database) -> None:
    """Each talk of `eager` comes when its last one has been started."""
    for number in range(3):
        await add(clean_database, f"patient {number}", "patient")
    names: list[str] = []
    for number in range(3):
        await add(clean_database, f"eager {number}", "eager")
        names += [(await claim(clean_database)).name, (await claim(clean_database)).name]

    assert names == ["patient 0", "eager 0", "patient 1", "eager 1", "patient 2", "eager 2"]


async def test_talks_for_which_somebody_waits_come_first(clean_database: Database) -> None:
    await add(clean_database, "archive 0", background=True)
    await add(clean_database, "archive 1", background=True)
    await add(clean_database, "a talk")

    assert await order(clean_database) == ["a talk", "archive 0", "archive 1"]


async def test_a_job_is_claimed_once(clean_database: Database) -> None:
    await add(clean_database, "one")

    claims = await asyncio.gather(*(claim_next(clean_database, 60) for _ in range(8)))

    assert [found.fence for found in claims if found is not None] == [1]


async def test_a_lease_that_ran_out_is_taken_over_and_the_late_one_cannot_load(
    clean_database: Database,
) -> None:
    database = clean_database
    id_ = await add_job(database, document_request(ONE.model_dump(mode="json", by_alias=True)), 9)
    late = await claim(database)
    assert await claim_next(database, 60) is None
    await end_lease(database, id_)
    second = await claim(database)

    assert (second.id, second.fence, second.attempts) == (id_, 2, 2)
    assert await beat(database, late, "reading", 5, 60) is False
    assert await beat(database, second, "reading", 5, 60) is True
    for write in (fail(database, late, "x"), put_back(database, late, "x", 1)):
        with pytest.raises(LostJobError):
            await write
    with pytest.raises(LostJobError):
        await import_talk(database, TalkImport(ONE), guard=guard_of(late))
    assert await database.read("MATCH (v:Video) RETURN count(v)", name="test") == [[0]]
    await import_talk(database, TalkImport(ONE), guard=guard_of(second))
    done = await job(database, id_)
    assert (done.state, done.video_id, done.done) == ("SUCCEEDED", "video:one", 100)
    kinds = [change.kind for change in await read_changes(database, None, 9)]
    assert kinds == ["TALK_IMPORTED", "JOB_SUCCEEDED"]
    assert await database.read("MATCH (i:JobInput) RETURN count(i)", name="test") == [[0]]


async def test_a_cancelled_job_cannot_be_loaded(clean_database: Database) -> None:
    id_ = await add(clean_database, "one")
    running = await claim(clean_database)
    await cancel_job(clean_database, id_)

    with pytest.raises(LostJobError):
        await import_talk(clean_database, TalkImport(ONE), guard=guard_of(running))
    assert (await job(clean_database, id_)).state == "CANCELLED"
    assert await beat(clean_database, running, "reading", 1, 60) is False


async def test_a_load_that_fails_leaves_the_job_running(clean_database: Database) -> None:
    id_ = await add(clean_database, "one")
    running = await claim(clean_database)
    other = ONE.model_copy(update={"video": ONE.video.model_copy(update={"url": "https://a.example.org/"})})
    await import_talk(clean_database, TalkImport(other))
    changed = ONE.video.model_copy(update={"url": "https://b.example.org/"})

    with pytest.raises(Exception, match="the graph has"):
        await import_talk(
            clean_database, TalkImport(ONE.model_copy(update={"video": changed})), guard=guard_of(running)
        )
    assert (await job(clean_database, id_)).state == "RUNNING"


async def test_a_commit_of_unknown_outcome_is_settled_by_the_job(
    clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commit is saved, and its answer is lost: the work runs again, finds the job succeeded, and loads nothing."""
    database = clean_database
    id_ = await add(database, "one")
    running = await claim(database)
    write = Database.write

    async def lose_the_answer(self: Database, work: Any, *, name: str, settle: bool = False) -> Any:
        await write(self, work, name=name)

        async def again(transaction: Transaction) -> Any:
            transaction.doubtful = True
            return await work(transaction)

        return await write(self, again, name=name, settle=settle)

    monkeypatch.setattr(Database, "write", lose_the_answer)
    talk_report = await import_talk(database, TalkImport(ONE), guard=guard_of(running))

    assert talk_report.imported.outcome == "created"
    assert (await job(database, id_)).state == "SUCCEEDED"
    kinds = [change.kind for change in await read_changes(database, None, 9)]
    assert kinds == ["TALK_IMPORTED", "JOB_SUCCEEDED"]
    [[revision]] = await database.read("MATCH (v:Video) RETURN v.revision", name="test")
    assert revision == 1


async def test_attempts_that_fail_pause_and_the_third_that_dies_is_set_aside(
    clean_database: Database,
) -> None:
    database = clean_database
    id_ = await add(database, "one")
    await put_back(database, await claim(database), "its extraction crashed", 10)
    paused = await job(database, id_)

    assert (paused.state, paused.attempts, paused.error) == ("QUEUED", 1, "its extraction crashed")
    assert await claim_next(database, 60) is None
    await end_pause(database)
    await claim(database)
    await end_lease(database, id_)
    await claim(database)
    await end_lease(database, id_)
    assert await claim_next(database, 60) is None
    aside = await job(database, id_)
    assert (aside.state, aside.attempts) == ("FAILED", 3)
    assert aside.error == "set aside after 3 attempts: its extraction crashed"
    shown = await Engine(database).execute(FAILURE, {"id": id_})
    assert shown["data"]["job"] == {"failure": {"code": "INTERNAL", "message": aside.error, "video": None}}
    kinds = [change.kind for change in await read_changes(database, None, 9)]
    assert kinds == ["JOB_FAILED"]
    await retry_job(database, id_)
    again = await job(database, id_)
    assert (again.state, again.attempts, again.error) == ("QUEUED", 0, None)
    assert (await claim(database)).attempts == 1


async def test_an_attempt_that_does_not_count(clean_database: Database) -> None:
    id_ = await add(clean_database, "one")
    await put_back(clean_database, await claim(clean_database), None, 0, counted=False)

    assert (await job(clean_database, id_)).attempts == 0
    assert (await claim(clean_database)).attempts == 1


async def test_jobs_that_ended_long_ago_are_deleted_with_their_inputs(clean_database: Database) -> None:
    database = clean_database
    old, new = await add(database, "old"), await add(database, "new")
    for _ in range(2):
        await fail(database, await claim(database), "x")
    await database.run(
        "MATCH (job:Job {id: $id}) SET job.finishedAt = datetime() - duration('P31D')",
        {"id": old},
        name="test",
    )

    assert await delete_old(database, 30) == 1
    assert [one.id for one in await list_jobs(database)] == [new]
    assert await database.read("MATCH (i:JobInput) RETURN i.id", name="test") == [[new]]


async def test_a_failed_job_without_its_input_cannot_be_retried(clean_database: Database) -> None:
    id_ = await add(clean_database, "one")
    await fail(clean_database, await claim(clean_database), "x")
    await clean_database.run("MATCH (i:JobInput) DELETE i", name="test")

    with pytest.raises(Conflict) as refused:
        await retry_job(clean_database, id_)
    assert refused.value.message == "What the job imports is not kept any more: import the talk again."

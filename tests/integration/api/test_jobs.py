"""`importTalk` and what becomes of its job, over GraphQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from service.access.scopes import Scope, expand
from service.access.viewer import Viewer
from service.api.execution.engine import Engine
from service.errors import RateLimited
from service.graph.change_log import read_changes
from service.graph.driver.database import Database
from service.graph.projections import find_drift
from service.jobs.queue import wait_for_job
from service.jobs.worker import work_forever
from service.settings.limits import Limits
from support.responses import in_both_readers
from support.talks import talk

pytestmark = pytest.mark.anyio

ONE = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))
WORDS = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada Lovelace>I work at Acme now.\n"
IMPORTER = Viewer("KEY", "key:importer", expand([Scope.INGEST]), "importer")
OTHER = Viewer("KEY", "key:other", expand([Scope.INGEST]), "other")
ADMIN = Viewer("KEY", "key:admin", expand([Scope.ADMIN]), "admin")

IMPORT = """
mutation ($input: ImportTalkInput!) {
  importTalk(input: $input) {
    __typename
    ... on Job { id state name extractor background stage done total attempts startedAt finishedAt error failure { code message video { slug } } by result { slug title } }
    ... on UserError { message code }
    ... on InvalidInput { path }
  }
}
"""
REPORT = """
query ($id: ID!) {
  job(id: $id) {
    report {
      outcome videoId slug segmentCount speakerCount topicCount entityCount mentionCount relationshipCount evidenceCount decisionCount
      notes replaced sameTitle missing dropped { reason count } sameWords { slug share coveredShare same video { title } }
      candidates { name entity { name } other { name } }
    }
  }
}
"""
JOB = "query ($id: ID!) { job(id: $id) { state attempts error finishedAt result { title } } }"
CANCEL = "mutation ($id: ID!) { cancelJob(input: {job: $id}) { __typename ... on Job { state } ... on UserError { message code } } }"
RETRY = "mutation ($id: ID!, $sameWords: SameWords) { retryJob(input: {job: $id, sameWords: $sameWords}) { __typename ... on Job { state attempts error } ... on UserError { message code } } }"
DOCUMENT = ONE.model_dump(mode="json", by_alias=True, exclude_defaults=True)


@pytest.fixture
def engine(clean_database: Database, request: pytest.FixtureRequest) -> Engine:
    return Engine(clean_database, compiled=getattr(request, "param", True))


@asynccontextmanager
async def working(database: Database, count: int = 1) -> AsyncIterator[None]:
    task = asyncio.create_task(work_forever(database, count))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def run(engine: Engine, query: str, viewer: Viewer | None = None, /, **variables: Any) -> Any:
    answer = await engine.execute(query, variables, viewer=viewer)
    assert answer.keys() == {"data"}, answer
    [value] = answer["data"].values()
    return value


async def ended(engine: Engine, job: Any) -> Any:
    """The job once it has ended: the first extraction of a process takes long on a busy machine."""
    await wait_for_job(engine.database, job["id"], 300)
    return await run(engine, JOB, id=job["id"])


@in_both_readers
async def test_a_document_is_imported_and_its_job_waited_for(engine: Engine) -> None:
    async with working(engine.database):
        job = await run(engine, IMPORT, IMPORTER, input={"source": {"document": DOCUMENT}, "waitSeconds": 30})

    assert job.pop("id").startswith("job:")
    assert job.pop("startedAt") <= job.pop("finishedAt")
    assert job == {
        "__typename": "Job",
        "state": "SUCCEEDED",
        "name": "Talk one",
        "extractor": "offline",
        "background": False,
        "stage": None,
        "done": 100,
        "total": 100,
        "attempts": 1,
        "error": None,
        "failure": None,
        "by": "importer",
        "result": {"slug": "talk-one-a44045dd", "title": "Talk one"},
    }
    assert await find_drift(engine.database) == []


@in_both_readers
async def test_a_job_reports_what_it_has_imported(engine: Engine) -> None:
    longer = {**DOCUMENT, "video": {"title": "Longer"}}
    background = {"source": {"document": longer}, "sameWords": "KEEP_BOTH", "waitSeconds": 30}
    queued = await run(engine, IMPORT, input={"source": {"document": DOCUMENT}})
    before = await run(engine, REPORT, id=queued["id"])
    async with working(engine.database):
        await ended(engine, queued)
        both = await run(engine, IMPORT, input=background)
    first, second = [await run(engine, REPORT, id=one["id"]) for one in (queued, both)]

    nothing: dict[str, Any] = {
        "decisionCount": 0, "notes": [], "replaced": None, "sameTitle": [], "missing": [], "dropped": [], "sameWords": [], "candidates": [],
    }  # fmt: skip
    assert before == {"report": None}
    assert first["report"] == {
        "outcome": "CREATED",
        "videoId": "video:one",
        "slug": "talk-one-a44045dd",
        "segmentCount": 1,
        "speakerCount": 0,
        "topicCount": 1,
        "entityCount": 2,
        "mentionCount": 2,
        "relationshipCount": 1,
        "evidenceCount": 1,
        **nothing,
    }
    assert second["report"]["sameWords"] == [
        {
            "slug": "talk-one-a44045dd",
            "share": 1.0,
            "coveredShare": 1.0,
            "same": True,
            "video": {"title": "Talk one"},
        }
    ]


async def test_a_cancellation_that_is_sent_again_is_answered_as_before(engine: Engine) -> None:
    job = await run(engine, IMPORT, IMPORTER, input={"source": {"document": DOCUMENT}})
    input_ = {"job": job["id"], "idempotencyKey": "k-1"}
    cancel = "mutation ($input: CancelJobInput!) { cancelJob(input: $input) { __typename ... on Job { state } ... on InvalidInput { path } } }"

    once, twice = [await run(engine, cancel, IMPORTER, input=input_) for _ in range(2)]
    without = await run(engine, cancel, IMPORTER, input=input_ | {"idempotencyKey": "k-2"})
    wrong = await run(engine, cancel, IMPORTER, input=input_ | {"idempotencyKey": ""})

    assert once == twice == {"__typename": "Job", "state": "CANCELLED"}
    assert without == {"__typename": "Conflict"}
    assert wrong == {"__typename": "InvalidInput", "path": ["input", "idempotencyKey"]}


async def test_words_are_extracted_with_the_given_metadata(engine: Engine) -> None:
    metadata = {
        "title": "A first talk",
        "publishedOn": "2026-05-04",
        "channel": "Looms",
        "url": "https://talks.example.org/1",
        "language": "en",
    }
    input_ = {"source": {"text": {"name": "one.vtt", "content": WORDS}}, "metadata": metadata}
    async with working(engine.database):
        job = await ended(engine, await run(engine, IMPORT, input=input_))
    video = await run(
        engine,
        '{ video(by: {url: "https://talks.example.org/1"}) { title publishedOn language channel { name } speakers { label } } }',
    )

    assert (job["state"], job["error"], job["result"]["title"]) == ("SUCCEEDED", None, "A first talk")
    assert video == {
        "title": "A first talk",
        "publishedOn": "2026-05-04",
        "language": "en",
        "channel": {"name": "Looms"},
        "speakers": [{"label": "Ada Lovelace"}],
    }


async def test_the_answer_comes_at_once_and_the_job_is_listed(engine: Engine) -> None:
    job = await run(engine, IMPORT, IMPORTER, input={"source": {"document": DOCUMENT}, "background": True})
    listed = await run(
        engine,
        "{ jobs(where: {state: [QUEUED]}, first: 5) { totalCount nodes { id state name background attempts by } } }",
    )
    others = await run(engine, "{ jobs(where: {state: [FAILED]}) { totalCount } }")

    assert (job["state"], job["attempts"], job["done"], job["result"]) == ("QUEUED", 0, 0, None)
    assert listed == {
        "totalCount": 1,
        "nodes": [
            {
                "id": job["id"],
                "state": "QUEUED",
                "name": "Talk one",
                "background": True,
                "attempts": 0,
                "by": "importer",
            }
        ],
    }
    assert others == {"totalCount": 0}


async def test_the_end_of_a_job_is_a_change(engine: Engine) -> None:
    async with working(engine.database):
        job = await run(engine, IMPORT, input={"source": {"document": DOCUMENT}, "waitSeconds": 30})
    changes = await run(
        engine, "{ changes(first: 5) { nodes { kind videoIds jobId job { state } video { title } } } }"
    )

    assert changes["nodes"] == [
        {
            "kind": "TALK_IMPORTED",
            "videoIds": ["video:one"],
            "jobId": None,
            "job": None,
            "video": {"title": "Talk one"},
        },
        {
            "kind": "JOB_SUCCEEDED",
            "videoIds": ["video:one"],
            "jobId": job["id"],
            "job": {"state": "SUCCEEDED"},
            "video": {"title": "Talk one"},
        },
    ]


@pytest.mark.parametrize(
    ("input_", "path", "message"),
    [
        (
            {"source": {"text": {"name": "", "content": "a"}}},
            ["input", "source", "text", "name"],
            "a file needs a name of 1 to 200 printable characters, such as talk.vtt",
        ),
        (
            {"source": {"text": {"name": "a.vtt", "content": " "}}},
            ["input", "source", "text", "content"],
            "the file is empty",
        ),
        (
            {"source": {"document": DOCUMENT | {"segments": []}}},
            ["input", "source", "document", "segments"],
            "segments: ",
        ),
        (
            {"source": {"document": DOCUMENT}, "extractor": "none"},
            ["input", "extractor"],
            "there is no extractor 'none'. Installed: ",
        ),
        (
            {"source": {"document": DOCUMENT}, "metadata": {"channel": ""}},
            ["input", "metadata", "channel"],
            "name: string should have at least 1 character",
        ),
        (
            {"source": {"document": DOCUMENT}, "waitSeconds": 31},
            ["input", "waitSeconds"],
            "waitSeconds is 31: it must be from 0 to 30",
        ),
    ],
)
async def test_an_input_that_cannot_be_used_makes_no_job(
    engine: Engine, input_: dict[str, Any], path: list[str], message: str
) -> None:
    refused = await run(engine, IMPORT, input=input_)

    assert (refused["__typename"], refused["code"], refused["path"]) == (
        "InvalidInput",
        "BAD_USER_INPUT",
        path,
    )
    assert refused["message"].startswith(message)
    assert await run(engine, "{ jobs { totalCount } }") == {"totalCount": 0}


async def test_a_file_that_cannot_be_read_fails_at_once_with_the_reason(engine: Engine) -> None:
    input_ = {"source": {"text": {"name": "one.vtt", "content": "WEBVTT\n\nnonsense"}}}
    async with working(engine.database):
        job = await ended(engine, await run(engine, IMPORT, input=input_))

    assert (job["state"], job["attempts"], job["result"]) == ("FAILED", 1, None)
    assert job["error"].startswith("one.vtt")
    assert [change.kind for change in await read_changes(engine.database, None, 9)] == ["JOB_FAILED"]


async def test_the_same_idempotency_key_gives_the_same_job(engine: Engine) -> None:
    input_ = {"source": {"document": DOCUMENT}, "idempotencyKey": "one"}

    first = await run(engine, IMPORT, IMPORTER, input=input_)
    async with working(engine.database):
        again = await run(engine, IMPORT, IMPORTER, input={**input_, "waitSeconds": 30})
    other = await run(engine, IMPORT, IMPORTER, input={**input_, "background": True})
    of_another = await run(engine, IMPORT, OTHER, input=input_)

    assert (again["id"], again["state"]) == (first["id"], "SUCCEEDED")
    assert (other["__typename"], other["code"]) == ("Conflict", "CONFLICT")
    assert of_another["id"] != first["id"]


async def test_a_queued_job_is_cancelled_by_its_owner_or_an_admin_alone(engine: Engine) -> None:
    one = await run(engine, IMPORT, IMPORTER, input={"source": {"document": DOCUMENT}})
    two = await run(engine, IMPORT, IMPORTER, input={"source": {"document": DOCUMENT}})

    refused = await run(engine, CANCEL, OTHER, id=one["id"])
    cancelled = await run(engine, CANCEL, IMPORTER, id=one["id"])
    again = await run(engine, CANCEL, IMPORTER, id=one["id"])
    by_admin = await run(engine, CANCEL, ADMIN, id=two["id"])
    nothing = await run(engine, CANCEL, ADMIN, id="job:none")
    async with working(engine.database):
        after = await run(engine, JOB, id=one["id"])

    assert refused == {
        "__typename": "Forbidden",
        "message": "The job is another client's: to cancel it, use the key that sent it, or one with the scope `admin`.",
        "code": "FORBIDDEN",
    }
    assert cancelled == by_admin == {"__typename": "Job", "state": "CANCELLED"}
    assert again == {
        "__typename": "Conflict",
        "message": "The job has ended already, it is CANCELLED: it cannot be cancelled.",
        "code": "CONFLICT",
    }
    assert nothing == {
        "__typename": "NotFound",
        "message": "there is no job 'job:none'",
        "code": "NOT_FOUND",
    }
    assert (after["state"], after["attempts"], after["result"]) == ("CANCELLED", 0, None)
    kinds = [change.kind for change in await read_changes(engine.database, None, 9)]
    assert kinds == ["JOB_CANCELLED", "JOB_CANCELLED"]


async def test_a_failed_job_is_retried(engine: Engine) -> None:
    other = {**DOCUMENT, "video": {**DOCUMENT["video"], "id": None, "title": "another"}}
    async with working(engine.database):
        await run(engine, IMPORT, input={"source": {"document": DOCUMENT}, "waitSeconds": 30})
        failed = await run(engine, IMPORT, IMPORTER, input={"source": {"document": other}, "waitSeconds": 30})
        refused = await run(engine, RETRY, OTHER, id=failed["id"])
    await engine.execute('mutation { deleteVideo(input: {video: "talk-one-a44045dd"}) { __typename } }')
    retried = await run(engine, RETRY, IMPORTER, id=failed["id"])
    again = await run(engine, RETRY, IMPORTER, id=failed["id"])

    assert failed["state"] == "FAILED"
    assert failed["failure"] == {
        "code": "SAME_WORDS",
        "message": "the graph has the same words already, as the talk talk-one-a44045dd (“Talk one”): import it again to replace that talk "
        "(`--replace`, `sameWords: REPLACE`) or to keep both (`--keep-both`, `sameWords: KEEP_BOTH`)",
        "video": {"slug": "talk-one-a44045dd"},
    }
    assert failed["error"] == failed["failure"]["message"]
    assert refused["__typename"] == "Forbidden"
    assert retried == {"__typename": "Job", "state": "QUEUED", "attempts": 0, "error": None}
    assert again == {
        "__typename": "Conflict",
        "message": "Only a failed job can be retried, and this one is QUEUED.",
        "code": "CONFLICT",
    }


async def test_a_job_that_met_the_same_words_is_retried_in_place_of_the_other_video(engine: Engine) -> None:
    other = {**DOCUMENT, "video": {**DOCUMENT["video"], "id": None, "title": "another"}}
    async with working(engine.database):
        await run(engine, IMPORT, IMPORTER, input={"source": {"document": DOCUMENT}, "waitSeconds": 30})
        failed = await run(engine, IMPORT, IMPORTER, input={"source": {"document": other}, "waitSeconds": 30})
        await run(engine, RETRY, IMPORTER, id=failed["id"], sameWords="REPLACE")
        await ended(engine, failed)
    videos = await run(engine, "{ videos { nodes { title } } }")

    assert failed["failure"]["code"] == "SAME_WORDS"
    assert videos == {"nodes": [{"title": "another"}]}


async def test_a_full_queue_refuses_more(clean_database: Database) -> None:
    engine = Engine(clean_database, limits=Limits(jobs=4))
    for _ in range(2):
        await run(engine, IMPORT, IMPORTER, input={"source": {"document": DOCUMENT}})
    with pytest.raises(RateLimited) as own:
        await run(engine, IMPORT, IMPORTER, input={"source": {"document": DOCUMENT}})
    for _ in range(2):
        await run(engine, IMPORT, OTHER, input={"source": {"document": DOCUMENT}})
    with pytest.raises(RateLimited) as full:
        await run(engine, IMPORT, ADMIN, input={"source": {"document": DOCUMENT}})

    assert own.value.message == (
        "2 of your talks wait for their import already, and one client may have at most 2: try again when some are done."
    )
    assert full.value.message == (
        "4 talks wait for their import already, and at most 4 may (VIDEOGRAPH_MAX_JOBS): try again when some are done."
    )
    assert (own.value.reason, own.value.retry_after) == ("JOBS", 10)

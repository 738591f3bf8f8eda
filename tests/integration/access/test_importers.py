"""A client with the scope `ingest` alone deletes only the talks that it has imported; one with `curate` deletes any."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from service.access.scopes import Scope, expand
from service.access.viewer import Viewer, viewed_by
from service.api.execution.engine import Engine
from service.curation.load import delete_video, import_document
from service.errors import Forbidden
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.jobs.queue import wait_for_job
from service.jobs.worker import work_forever
from support.talks import talk

pytestmark = pytest.mark.anyio

ONE = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))
VIDEO = "video:one"
KEY = Viewer("KEY", "key:importer", expand([Scope.INGEST]), "importer")
OTHER = Viewer("KEY", "key:other", expand([Scope.INGEST]), "other")
TOKEN = Viewer("TOKEN", "token:importer", expand([Scope.INGEST]), "importer")
NAMESAKE = Viewer("KEY", "key:third", expand([Scope.INGEST]), "importer")
CURATOR = Viewer("KEY", "key:curator", expand([Scope.CURATE]), "curator")
ADMIN = Viewer("TOKEN", "token:admin", expand([Scope.ADMIN]), "admin")
DELETE = """
mutation { deleteVideo(input: {video: "video:one"}) { __typename ... on UserError { message code } } }
"""


async def delete(engine: Engine, viewer: Viewer) -> Any:
    return (await engine.execute(DELETE, viewer=viewer))["data"]["deleteVideo"]


async def start(database: Database, viewer: Viewer | None) -> None:
    if viewer is None:
        await import_document(database, ONE)
    else:
        with viewed_by(viewer):
            await import_document(database, ONE)


@pytest.mark.parametrize(
    ("importer", "refused", "what"),
    [(KEY, (OTHER, TOKEN, NAMESAKE), "key"), (TOKEN, (KEY, OTHER), "key"), (None, (KEY, TOKEN), "key")],
    ids=["of a key", "of a token", "of the machine"],
)
async def test_another_client_does_not_delete_a_talk(
    clean_database: Database, importer: Viewer | None, refused: tuple[Viewer, ...], what: str
) -> None:
    await start(clean_database, importer)
    engine, before = Engine(clean_database), await fingerprint(clean_database)

    for viewer in refused:
        kind = "token" if viewer is TOKEN else what
        assert await delete(engine, viewer) == {
            "__typename": "Forbidden",
            "message": f"The talk talk-one-a44045dd was not imported with this {kind}: to delete it, use the one that imported it first, or one "
            "with the scope `curate`.",
            "code": "FORBIDDEN",
        }
    assert await fingerprint(clean_database) == before


@pytest.mark.parametrize(
    ("importer", "viewer"),
    [(KEY, KEY), (TOKEN, TOKEN), (KEY, CURATOR), (None, CURATOR), (KEY, ADMIN), (None, ADMIN)],
)
async def test_the_importer_and_curators_delete_it(
    clean_database: Database, importer: Viewer | None, viewer: Viewer
) -> None:
    await start(clean_database, importer)

    assert await delete(Engine(clean_database), viewer) == {"__typename": "DeletedVideo"}


async def test_who_imports_a_talk_again_does_not_take_it_over(clean_database: Database) -> None:
    await start(clean_database, KEY)
    changed = ONE.model_copy(update={"video": ONE.video.model_copy(update={"title": "Another title"})})
    with viewed_by(OTHER):
        report = await import_document(clean_database, changed)
        with pytest.raises(Forbidden):
            await delete_video(clean_database, VIDEO, dry_run=True)

    assert report.outcome == "changed"
    with viewed_by(KEY):
        await delete_video(clean_database, VIDEO)


@pytest.fixture
async def worker(clean_database: Database) -> AsyncIterator[None]:
    task = asyncio.create_task(work_forever(clean_database, 1))
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


IMPORT = "mutation ($input: ImportTalkInput!) { importTalk(input: $input) { ... on Job { id } } }"
JOB = "query ($id: ID!) { job(id: $id) { state error result { title } } }"


async def run_job(engine: Engine, viewer: Viewer, title: str) -> dict[str, Any]:
    document = ONE.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    document["video"] = {"title": title}
    given = {"source": {"document": document}, "sameWords": "REPLACE"}
    job = (await engine.execute(IMPORT, {"input": given}, viewer=viewer))["data"]["importTalk"]["id"]
    await wait_for_job(engine.database, job, 300)
    return (await engine.execute(JOB, {"id": job}))["data"]["job"]


@pytest.mark.usefixtures("worker")
async def test_a_job_imports_for_its_sender_and_replaces_only_what_that_may_delete(
    clean_database: Database,
) -> None:
    engine = Engine(clean_database)
    first = await run_job(engine, KEY, "One")
    refused = await run_job(engine, OTHER, "Two")
    own = await run_job(engine, KEY, "Three")
    by_curator = await run_job(
        engine, Viewer("KEY", "key:both", expand([Scope.INGEST, Scope.CURATE]), "both"), "Four"
    )
    kept = await clean_database.read("MATCH (v:Video) RETURN v.title, v.importedBy", name="test")

    assert (first["state"], first["result"]) == ("SUCCEEDED", {"title": "One"})
    assert refused["state"] == "FAILED"
    assert (
        "was not imported with this key: to delete it, use the one that imported it first" in refused["error"]
    )
    assert (own["state"], by_curator["state"]) == ("SUCCEEDED", "SUCCEEDED")
    assert kept == [["Four", "key:both"]]
    assert await find_drift(clean_database) == []

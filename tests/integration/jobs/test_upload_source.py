"""`importTalk` with an uploaded file: read from the storage by the job, of the same owner only."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from service.access.scopes import Scope, expand
from service.access.viewer import Viewer
from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from service.jobs.attempt import Rules
from service.jobs.queue import wait_for_job
from service.jobs.worker import work_forever
from service.settings import Settings
from service.settings.uploads import UploadLimits
from service.uploads.receive import Uploads, delete_expired, receive
from service.uploads.records import Upload
from service.uploads.storage import open_storage
from support.talks import talk

pytestmark = pytest.mark.anyio

ONE = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))
DOCUMENT = ONE.model_dump_json(by_alias=True, exclude_defaults=True).encode()
VTT = b"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada Lovelace>I work at Acme now.\n"
IMPORTER = Viewer("KEY", "key:importer", expand([Scope.INGEST]), "importer")
OTHER = Viewer("KEY", "key:other", expand([Scope.INGEST]), "other")

IMPORT = """
mutation ($input: ImportTalkInput!) {
  importTalk(input: $input) {
    __typename
    ... on Job { id name state }
    ... on UserError { message code }
    ... on InvalidInput { path }
  }
}
"""
JOB = "query ($id: ID!) { node(id: $id) { ... on Job { state error result { title publishedOn transcript(first: 1) { totalCount } } } } }"


@pytest.fixture
def uploads(clean_database: Database, tmp_path: Path) -> Uploads:
    return Uploads.of(clean_database, open_storage(Settings(home=tmp_path)), UploadLimits())


@pytest.fixture
def engine(clean_database: Database) -> Engine:
    return Engine(clean_database)


async def send(uploads: Uploads, name: str, content: bytes, owner: str = "key:importer") -> Upload:
    async def once() -> AsyncIterator[bytes]:
        yield content

    return await receive(uploads, owner, name, once())


@asynccontextmanager
async def working(uploads: Uploads) -> AsyncIterator[None]:
    task = asyncio.create_task(work_forever(uploads.database, 1, Rules(storage=uploads.storage)))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def accept(engine: Engine, viewer: Viewer | None, upload: str, *companions: str) -> Any:
    source = {"upload": {"id": upload, **({"companions": list(companions)} if companions else {})}}
    answer = await engine.execute(IMPORT, {"input": {"source": source}}, viewer=viewer)
    assert answer.keys() == {"data"}, answer
    return answer["data"]["importTalk"]


async def ended(engine: Engine, job: Any) -> Any:
    await wait_for_job(engine.database, job["id"], 300)
    return (await engine.execute(JOB, {"id": job["id"]}))["data"]["node"]


async def expire(uploads: Uploads) -> None:
    await uploads.database.run(
        "MATCH (upload:Upload) SET upload.expiresAt = datetime() - duration('PT1S')", name="test"
    )


async def test_an_uploaded_document_is_imported(engine: Engine, uploads: Uploads) -> None:
    upload = await send(uploads, "one.json", DOCUMENT)

    job = await accept(engine, IMPORTER, upload.id)

    assert (job["__typename"], job["name"], job["state"]) == ("Job", "one.json", "QUEUED")
    async with working(uploads):
        found = await ended(engine, job)
    assert found == {
        "state": "SUCCEEDED",
        "error": None,
        "result": {
            "title": ONE.video.title,
            "publishedOn": None,
            "transcript": {"totalCount": len(ONE.segments)},
        },
    }


async def test_a_transcript_with_what_lies_beside_it(engine: Engine, uploads: Uploads) -> None:
    upload = await send(uploads, "talk.vtt", VTT)
    info = await send(
        uploads,
        "talk.info.json",
        b'{"title": "From yt-dlp", "extractor": "youtube", "upload_date": "20260102"}',
    )
    facts = await send(uploads, "talk.video.json", json.dumps({"title": "The talk"}).encode())

    job = await accept(engine, IMPORTER, upload.id, info.id, facts.id)
    async with working(uploads):
        found = await ended(engine, job)

    assert found["result"] == {
        "title": "The talk",
        "publishedOn": "2026-01-02",
        "transcript": {"totalCount": 1},
    }, found


async def test_files_of_others_and_unknown_ones_cannot_be_imported(engine: Engine, uploads: Uploads) -> None:
    upload = await send(uploads, "talk.vtt", VTT)
    await send(uploads, "talk.vtt", VTT, owner="127.0.0.1")

    for viewer, id_ in [(OTHER, upload.id), (IMPORTER, "upload:none"), (None, upload.id)]:
        assert await accept(engine, viewer, id_) == {
            "__typename": "InvalidInput",
            "message": f"there is no uploaded file {id_!r} of yours, or it has expired: send it again by PUT /uploads",
            "code": "BAD_USER_INPUT",
            "path": ["input", "source", "upload", "id"],
        }
    await expire(uploads)
    assert (await accept(engine, IMPORTER, upload.id))["path"] == ["input", "source", "upload", "id"]
    assert await engine.database.read("MATCH (job:Job) RETURN job", name="test") == []


async def test_what_is_no_transcript_and_what_does_not_belong_to_it(engine: Engine, uploads: Uploads) -> None:
    upload = await send(uploads, "talk.vtt", VTT)
    facts = await send(uploads, "other.video.json", b'{"title": "Another"}')
    theirs = await send(uploads, "talk.video.json", b'{"title": "Theirs"}', owner="key:other")

    metadata = await accept(engine, IMPORTER, facts.id)
    foreign = await accept(engine, IMPORTER, upload.id, theirs.id)
    misnamed = await accept(engine, IMPORTER, upload.id, facts.id)
    many = await accept(engine, IMPORTER, upload.id, *[facts.id] * 4)

    assert metadata["message"] == "other.video.json is metadata of a talk: import its transcript"
    assert foreign["path"] == misnamed["path"] == ["input", "source", "upload", "companions", "0"]
    assert misnamed["message"] == (
        "other.video.json does not belong to talk.vtt by its name: a companion is called talk.video.json, "
        "talk.chapters.json or talk.info.json"
    )
    assert many["message"] == "there are 4 companions: at most 3 are allowed"


async def test_a_recording_that_cannot_be_decoded_fails_with_its_reason(
    engine: Engine, uploads: Uploads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIDEOGRAPH_SPEECH_MODEL", "tiny.en")  # the one that tests have, and the smaller
    upload = await send(uploads, "song.mp3", b"ID3\x04" + bytes(100))

    job = await accept(engine, IMPORTER, upload.id)
    async with working(uploads):
        found = await ended(engine, job)

    assert (found["state"], found["result"]) == ("FAILED", None)
    assert found["error"].startswith("song.mp3: its sound cannot be decoded")


async def test_a_file_is_kept_until_its_job_has_ended(engine: Engine, uploads: Uploads) -> None:
    upload = await send(uploads, "one.json", DOCUMENT)
    job = await accept(engine, IMPORTER, upload.id)
    await expire(uploads)

    assert await delete_expired(uploads) == 0
    async with working(uploads):
        assert (await ended(engine, job))["state"] == "SUCCEEDED"
    assert await delete_expired(uploads) == 1


async def test_a_file_that_is_gone_fails_the_job(engine: Engine, uploads: Uploads) -> None:
    upload = await send(uploads, "one.json", DOCUMENT)
    job = await accept(engine, IMPORTER, upload.id)
    (Path(uploads.storage.root) / upload.path).unlink()

    async with working(uploads):
        found = await ended(engine, job)

    assert found["state"] == "FAILED"
    assert found["error"] == (
        f"there is no uploaded file '{upload.id}' of yours, or it has expired: send it again by PUT /uploads"
    )


async def test_a_file_that_was_changed_in_the_storage_is_not_imported(
    engine: Engine, uploads: Uploads
) -> None:
    upload = await send(uploads, "one.json", DOCUMENT)
    job = await accept(engine, IMPORTER, upload.id)
    (Path(uploads.storage.root) / upload.path).write_bytes(DOCUMENT.replace(b"Acme", b"Evil"))

    async with working(uploads):
        async with asyncio.timeout(60):
            while not (error := (await engine.execute(JOB, {"id": job["id"]}))["data"]["node"]["error"]):  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    assert error == "The storage of uploads gives another content for one.json than was sent."
    assert await engine.database.read("MATCH (video:Video) RETURN video", name="test") == []

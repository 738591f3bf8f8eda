"""A recording through upload and job into the graph, with a real model of speech: decoding, recognition and extraction."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

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
from service.uploads.receive import Uploads, receive
from service.uploads.storage import open_storage
from support.paths import ROOT

pytestmark = [pytest.mark.anyio, pytest.mark.nightly]

RECORDING = ROOT / "docs" / "guides" / "recordings" / "graphs-at-the-harbour.ogg"
IMPORTER = Viewer("KEY", "key:importer", expand([Scope.INGEST]), "importer")
IMPORT = "mutation ($id: ID!) { importTalk(input: {source: {upload: {id: $id}}}) { ... on Job { id } } }"
JOB = """query ($id: ID!) { job(id: $id) { state error report { notes } result {
  title language recognizer durationSeconds extractor media { url mediaType } slug
  transcript(first: 50) { nodes { text startSeconds endSeconds } }
  entities(first: 50) { nodes { name } }
} } }"""


async def test_a_recording_becomes_a_talk_whose_page_says_who_heard_it(
    clean_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIDEOGRAPH_SPEECH_MODEL", "tiny.en")
    monkeypatch.setenv("VIDEOGRAPH_CACHE", str(tmp_path / "cache"))
    uploads = Uploads.of(clean_database, open_storage(Settings(home=tmp_path)), UploadLimits())
    engine = Engine(clean_database)

    async def once() -> AsyncIterator[bytes]:
        yield RECORDING.read_bytes()

    upload = await receive(uploads, IMPORTER.client, "talk.mp4", once())  # its name says nothing
    accepted = await engine.execute(IMPORT, {"id": upload.id}, viewer=IMPORTER)
    id_ = accepted["data"]["importTalk"]["id"]
    worker = asyncio.create_task(work_forever(clean_database, 1, Rules(storage=uploads.storage)))
    await wait_for_job(clean_database, id_, 600)
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)

    job = (await engine.execute(JOB, {"id": id_}, viewer=IMPORTER))["data"]["job"]
    assert (upload.kind, upload.type) == ("media", "audio/ogg")
    assert (job["state"], job["error"]) == ("SUCCEEDED", None)
    talk = job["result"]
    assert (talk["title"], talk["language"], talk["recognizer"]) == (
        "Graphs at the harbour",
        "en",
        "whisper-tiny.en",
    )
    assert talk["durationSeconds"] == pytest.approx(80.5, abs=0.1)
    assert talk["media"] == {"url": f"/videos/{talk['slug']}/recording", "mediaType": "audio/ogg"}
    segments = talk["transcript"]["nodes"]
    words = " ".join(segment["text"] for segment in segments)
    assert "My name is Ada Miller, and I work at Neo4j." in words
    assert "Because a page that needs 20 requests is slow, and a page that needs one is fast." in words
    assert len(segments) > 12
    starts = [segment["startSeconds"] for segment in segments]
    assert starts == sorted(starts)
    assert 70 < segments[-1]["endSeconds"] <= 80.6
    assert {"Ada Miller", "Neo4j", "GraphQL"} <= {one["name"] for one in talk["entities"]["nodes"]}

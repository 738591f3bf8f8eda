"""`importTalk` from an address: the job fetches it, for clients with the scopes `ingest` and `fetch`."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from service.access.scopes import Scope, expand
from service.access.viewer import Viewer
from service.api.execution.engine import Engine
from service.domain.identity import digest
from service.graph.driver.database import Database
from service.jobs.attempt import Rules
from service.jobs.job import read_job
from service.jobs.queue import add_job, wait_for_job
from service.jobs.request import text_request
from service.jobs.worker import work_forever
from support.live_api import until
from support.talks import talk
from support.thread_workers import ThreadWorkers
from support.web_server import Page, WebServer, rules_here, web_server

pytestmark = pytest.mark.anyio

ONE = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))
DOCUMENT = ONE.model_dump_json(by_alias=True, exclude_defaults=True).encode()
VTT = b"WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada Lovelace>I work at Acme now.\n"
FETCHER = Viewer("KEY", "key:fetcher", expand([Scope.INGEST, Scope.FETCH]), "fetcher")
IMPORTER = Viewer("KEY", "key:importer", expand([Scope.INGEST]), "importer")

IMPORT = """
mutation ($url: URL!) {
  importTalk(input: {source: {url: $url}, metadata: {title: "A talk"}}) {
    __typename
    ... on Job { id name }
    ... on UserError { message code }
  }
}
"""
JOB = "query ($id: ID!) { node(id: $id) { ... on Job { state error attempts result { id title } } } }"


@pytest.fixture
def web() -> Iterator[WebServer]:
    with web_server() as server:
        yield server


async def imported(database: Database, url: str, folder: Path, rules: Rules | None = None) -> Any:
    engine = Engine(database)
    accepted = (await engine.execute(IMPORT, {"url": url}, viewer=FETCHER))["data"]["importTalk"]
    assert accepted["name"] == url.removeprefix("http://")
    rules = rules or Rules(fetching=rules_here(folder), pauses=(0.01, 0.01))
    worker = asyncio.create_task(work_forever(database, 1, rules))
    await wait_for_job(database, accepted["id"], 120)
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)
    assert list(folder.iterdir()) == []  # noqa: ASYNC240
    return (await engine.execute(JOB, {"id": accepted["id"]}, viewer=FETCHER))["data"]["node"]


async def test_it_needs_the_scope_fetch_beside_ingest(clean_database: Database) -> None:
    asked = {"url": "https://talks.example.org/a.vtt"}
    answer = await Engine(clean_database).execute(IMPORT, asked, viewer=IMPORTER)
    refused = answer["data"]["importTalk"]
    assert (refused["__typename"], refused["code"]) == ("Forbidden", "FORBIDDEN")
    assert refused["message"].startswith(
        "TalkSource.url needs the scope `fetch`, and this key has `read`, `ingest`."
    )


async def test_a_document_at_an_address_is_imported_after_a_server_was_busy(
    clean_database: Database, web: WebServer, tmp_path: Path
) -> None:
    web.pages = {"/one.json": [Page(status=503), Page(DOCUMENT)]}
    job = await imported(clean_database, f"{web.url}/one.json", tmp_path)
    assert job == {
        "state": "SUCCEEDED",
        "error": None,
        "attempts": 2,
        "result": {"id": "video:one", "title": "A talk"},
    }
    assert web.asked == ["/one.json", "/one.json"]


async def test_a_transcript_at_an_address_is_the_same_talk_when_it_has_changed(
    clean_database: Database, web: WebServer, tmp_path: Path
) -> None:
    url = f"{web.url}/talk.vtt"
    for words in (VTT, VTT.replace(b"now", b"again")):
        web.pages = {"/talk.vtt": Page(words)}
        job = await imported(clean_database, url, tmp_path)
        assert job["result"] == {"id": f"video:{digest(url)}", "title": "A talk"}
    assert await clean_database.read("MATCH (s:Segment) RETURN s.text", name="test") == [
        ["I work at Acme again."]
    ]


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/none", "answers with status 404 (its server has nothing there)"),
        ("/away", "10.1.2.3 is at 10.1.2.3, in a private network or on this machine, and VIDEOGRAPH_FETCH_NETWORKS does not allow it"),
        ("/picture", "is not a transcript that can be read: a picture"),
    ],
)  # fmt: skip
async def test_what_cannot_be_fetched_fails_at_once_and_says_why(
    clean_database: Database, web: WebServer, tmp_path: Path, path: str, error: str
) -> None:
    web.pages = {
        "/away": Page(status=302, headers={"location": "http://10.1.2.3/"}),
        "/picture": Page(b"\x89PNG\r\n\x1a\n" + bytes(100)),
    }
    job = await imported(clean_database, web.url + path, tmp_path)
    assert (job["state"], job["attempts"], job["result"]) == ("FAILED", 1, None)
    assert error in job["error"]


async def test_addresses_that_do_not_answer_hold_up_no_transcript_and_no_address_of_another_client(
    clean_database: Database, web: WebServer, tmp_path: Path
) -> None:
    """One talk at a time, and one client with more slow addresses than there are places for them."""
    engine, answer = Engine(clean_database), Event()
    web.pages = {"/one.json": Page(DOCUMENT)}
    web.pages |= {f"/slow{number}.json": Page(held=answer) for number in range(6)}
    for number in range(6):
        await engine.execute(IMPORT, {"url": f"{web.url}/slow{number}.json"}, viewer=FETCHER)
    rules = Rules(fetching=replace(rules_here(tmp_path), seconds=3600.0))
    worker = asyncio.create_task(work_forever(clean_database, 1, rules, open_pool=ThreadWorkers))
    try:
        await until(lambda: len(web.asked) == 3)
        other = replace(FETCHER, client="key:other")
        accepted = await engine.execute(IMPORT, {"url": f"{web.url}/one.json"}, viewer=other)
        transcript = await add_job(clean_database, text_request("two.vtt", VTT.decode()), 99)
        for id_ in (accepted["data"]["importTalk"]["id"], transcript):
            await wait_for_job(clean_database, id_, 120)
            job = await read_job(clean_database, id_)
            assert job is not None
            assert (job.state, job.error) == ("SUCCEEDED", None)
        assert sorted(web.asked) == ["/one.json", "/slow0.json", "/slow1.json", "/slow2.json"]
    finally:
        answer.set()
        worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)

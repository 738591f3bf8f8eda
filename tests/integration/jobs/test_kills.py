"""The service, another worker and their extraction processes are killed at random during imports: nothing is lost, nothing is loaded
twice, nothing is half.

`VIDEOGRAPH_TEST_KILLS=200 pytest -s tests/integration/jobs/test_kills.py` is the run whose figures are in docs/guides/jobs.md.
"""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil
import pytest

from service.actions.imports.import_talk import TalkFile, TalkImport, import_talk
from service.curation.load import delete_video
from service.graph.driver.database import Database, Transaction
from service.graph.projections import find_drift, fingerprint
from service.jobs.attempt import Rules
from service.jobs.job import Job, list_jobs
from service.jobs.queue import add_job, retry_job, wait_for_job
from service.jobs.request import ImportRequest, document_request
from service.jobs.worker import work_forever
from support import backend
from support.blocked import until_blocked
from support.paths import ROOT
from support.talks import TOPICS, Sentence, make_document
from support.videograph_process import command, found_here, kill, within

pytestmark = pytest.mark.anyio

KILLS = int(os.environ.get("VIDEOGRAPH_TEST_KILLS", "4"))
"""Each costs the start of a process."""
TALKS = max(2, KILLS // 2)
SECONDS = float(os.environ.get("VIDEOGRAPH_TEST_KILL_SECONDS", "inf"))
"""No more kills after that."""
LEASE = 6
"""Seconds. A job of a killed process waits for them. A busy machine that takes a job from a process that lives is one more test of the same."""
SHORT_LEASE = 2
WRITES = "import video"
"""Name of the transaction that imports."""
PATIENCE = 600.0
BEGIN = time.monotonic()
SENTENCES = [
    Sentence("ada", ("loom", "lab"), ("ada", "WORKS_AT", "acme"), 0.1, frozenset(TOPICS[:2])),
    Sentence("alan", ("engine",), ("alan", "RELATED_TO", "ada"), 0.333, frozenset(TOPICS[2:])),
]


def talk(number: int) -> Any:
    # Words of its own: a talk with the words of another one is refused.
    said = [*SENTENCES, *SENTENCES[: number % 2]]
    document = make_document(f"talk {number}", said, channel={"name": "Looms"})
    last = document.segments[-1]
    words = last.model_copy(update={"text": f"{last.text} {' '.join(f'w{number}x{i}' for i in range(60))}"})
    return document.model_copy(update={"segments": (*document.segments[:-1], words)})


class Host:
    """A process that works on jobs, and is started again whenever it is killed."""

    def __init__(self, command: list[str], environment: dict[str, str], log: Path) -> None:
        self.command, self.environment, self.log = command, environment, log
        self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(self.command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)

    def workers(self) -> list[psutil.Process]:
        """Its extraction processes."""
        try:
            found = psutil.Process(self.process.pid).children(recursive=True)
            return [one for one in found if "spawn_main" in " ".join(one.cmdline())]
        except psutil.Error:
            return []

    def kill(self) -> None:
        kill(self.process)
        self.process = self._start()

    def stop(self) -> None:
        kill(self.process)


def enough(kills: Counter[str]) -> bool:
    return kills.total() >= KILLS or time.monotonic() - BEGIN > SECONDS


async def torment(database: Database, host: Host, chance: random.Random, kills: Counter[str]) -> None:
    """Kills the host or its worker at random, each time after it has begun to extract, or when nothing is left to do, until there were
    enough kills.

    The time between kills fits the machine: about every second time a job succeeds in between, so kills hit all stages.
    """
    spread, before = 3.0, 0
    while not enough(kills):
        assert host.process.poll() is None, host.log.read_text()
        [[added, done]] = await database.read(
            "MATCH (j:Job) RETURN count(j), sum(CASE j.state WHEN 'SUCCEEDED' THEN 1 ELSE 0 END)", name="test"
        )
        workers = host.workers()
        if added > done and not workers:
            await asyncio.sleep(0.05)
            continue
        await asyncio.sleep(chance.random() * spread)
        spread = max(1.0, spread * 0.8) if done > before else min(60.0, spread * 1.3)
        before = done
        if enough(kills):
            return
        if not workers or chance.random() < 0.5:
            kills["service" if "up" in host.command else "worker"] += 1
            await asyncio.to_thread(host.kill)
        else:
            try:
                workers[-1].send_signal(signal.SIGKILL)
                kills["extraction"] += 1
            except psutil.NoSuchProcess:
                continue


async def until_done(
    database: Database, requests: Sequence[ImportRequest], kills: Counter[str], aside: Counter[str]
) -> list[Job]:
    """The jobs, when all have succeeded. Those that were set aside are retried, as a person would.

    Jobs are added as kills happen, so that there is work up to the last one.
    """
    begin = time.monotonic()
    done, added, count = 0, 0, len(requests)
    while True:
        while added < count and (enough(kills) or added < 2 + kills.total() // 2):
            await add_job(database, requests[added], 10 * count)
            added += 1
        jobs = await list_jobs(database, count=count + 1)
        for job in jobs:
            if job.state == "FAILED":
                assert (job.error or "").startswith("set aside after 3 attempts: "), job
                aside[job.id] += 1
                await retry_job(database, job.id)
        succeeded = sum(job.state == "SUCCEEDED" for job in jobs)
        if succeeded > done or not enough(kills):
            begin, done = time.monotonic(), succeeded
        if succeeded == count and enough(kills):
            return jobs
        assert time.monotonic() - begin < PATIENCE, f"waited {PATIENCE:g} s for one more of {jobs} to succeed"
        await asyncio.sleep(0.3)


async def test_a_worker_that_is_killed_while_it_writes_leaves_its_job_to_another(
    clean_database: Database, neo4j_server: backend.Neo4jServer, environment: dict[str, str], tmp_path: Path
) -> None:
    """One kill, in the middle of the transaction that imports: it waits there for a lock. What more kills do is a matter for the night."""
    document = talk(0)
    request = document_request(document.model_dump(mode="json", by_alias=True, exclude_defaults=True))
    worker = [sys.executable, "-m", "support.job_process"]
    worker += [neo4j_server.uri, neo4j_server.user, neo4j_server.password, str(SHORT_LEASE)]

    async def hold(transaction: Transaction) -> Host:
        await transaction.run("MERGE (n:ChangeCounter {id: 'changes'}) SET n.held = true")
        host = Host(worker, found_here(environment), tmp_path / "worker.txt")
        try:
            async with within("the worker to write its change", host.log):
                await until_blocked(clean_database, WRITES)
        finally:
            host.stop()
        await transaction.run("MATCH (n:ChangeCounter) REMOVE n.held")
        return host

    id_ = await add_job(clean_database, request, 10)
    await clean_database.write(hold, name="hold")
    assert await clean_database.read("MATCH (v:Video) RETURN v.title", name="test") == []
    work = asyncio.create_task(work_forever(clean_database, 1, Rules(SHORT_LEASE, pauses=(0.1, 0.5))))
    await wait_for_job(clean_database, id_, 60)
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)

    [job] = await list_jobs(clean_database)
    assert (job.state, job.attempts) == ("SUCCEEDED", 2)
    assert await clean_database.read("MATCH (v:Video) RETURN v.title, v.revision", name="test") == [
        [document.video.title, 1]
    ]
    kinds = await clean_database.read("MATCH (c:Change) RETURN c.kind ORDER BY c.seq", name="test")
    assert kinds == [["TALK_IMPORTED"], ["JOB_SUCCEEDED"]]
    assert await find_drift(clean_database) == []


@pytest.mark.nightly
async def test_kills_lose_nothing_and_load_nothing_twice(
    clean_database: Database,
    neo4j_server: backend.Neo4jServer,
    environment: dict[str, str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    database, chance = clean_database, random.Random(25)
    kills, aside = Counter[str](), Counter[str]()
    documents = [talk(number) for number in range(TALKS)]
    requests = [
        document_request(one.model_dump(mode="json", by_alias=True, exclude_defaults=True))
        for one in documents
    ]
    (tmp_path / "home").mkdir()
    service = command("up", "--port", "0")
    worker = [sys.executable, "-m", "support.job_process"]
    worker += [neo4j_server.uri, neo4j_server.user, neo4j_server.password, str(LEASE)]
    environment = found_here(environment)
    settings = environment | {"VIDEOGRAPH_JOB_LEASE": str(LEASE), "VIDEOGRAPH_JOB_WORKERS": "1"}
    begin = time.monotonic()
    hosts = [
        Host(service, settings, tmp_path / "service.txt"),
        Host(worker, environment, tmp_path / "worker.txt"),
    ]
    try:
        async with asyncio.TaskGroup() as tasks:
            for host in hosts:
                tasks.create_task(torment(database, host, chance, kills))
            jobs = await until_done(database, requests, kills, aside)
    finally:
        for host in hosts:
            host.stop()
    seconds = time.monotonic() - begin
    with capsys.disabled():
        print(
            f"\n{kills.total()} kills ({dict(kills)}) over {TALKS} imports in {seconds:.0f} s; attempts in all "
            f"{sum(job.attempts for job in jobs)}; set aside and retried: {aside.total()}"
        )

    assert sorted(job.name for job in jobs) == sorted(document.video.title for document in documents)
    videos = await database.read("MATCH (v:Video) RETURN v.title, v.revision", name="test")
    assert sorted(videos) == sorted([document.video.title, 1] for document in documents)
    kinds = await database.read("MATCH (c:Change) RETURN c.kind, count(*)", name="test")
    failed = {"JOB_FAILED": aside.total()} if aside else {}
    assert dict(kinds) == {"TALK_IMPORTED": TALKS, "JOB_SUCCEEDED": TALKS} | failed
    inputs = await database.read("MATCH (i:JobInput) RETURN count(*)", name="test")
    assert inputs == [[0]]
    assert await find_drift(database) == []
    after = await fingerprint(database)
    for document in documents:
        await delete_video(database, f"video:{document.video.id}")
    for request in requests:
        assert request.content is not None
        await import_talk(database, TalkImport(TalkFile("document.json", request.content), whole=True))
    assert await fingerprint(database) == after

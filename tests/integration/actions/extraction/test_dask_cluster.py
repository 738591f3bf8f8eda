"""Talks extracted on a Dask cluster of real processes: what workers know, what is lost with one of them, with the scheduler, and errors."""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import aclosing
from functools import partial
from pathlib import Path

import pytest

from service.actions.extraction import dask_cluster
from service.actions.extraction.dask_cluster import Cluster, open_cluster
from service.actions.extraction.make_document import Reading, Refusal, try_to_read
from service.actions.extraction.read_ahead import read_ahead
from service.domain.document import VideoDocument, document_text
from service.errors import ExecutorUnavailable, InvalidInput, MissingExtra, SetupError, WorkLost
from service.extractors.registry import OFFLINE
from service.transcripts import TalkFile
from support.dask_processes import DaskProcesses, dask_processes
from support.dask_work import die, wait_for, what_it_knows
from support.small_extractor import small_extractor
from support.talks import talk
from support.thread_workers import ThreadWorkers

CUES = "".join(
    f"00:{cue:02}:00.000 --> 00:{cue:02}:59.000\n<v Ada Lovelace>I work with Kubernetes every day, and PostgreSQL too.\n\n"
    for cue in range(6)
)
TALK = TalkFile("talk.vtt", f"WEBVTT\n\n{CUES}".encode(), {"talk.video.json": b'{"title": "The talk"}'})


SMALL = "small"


def nobody(_: str, __: float) -> None:
    pass


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DaskProcesses]:
    with dask_processes(tmp_path_factory.mktemp("dask"), "one", "two") as started:
        yield started


@pytest.fixture
def cluster(processes: DaskProcesses) -> Iterator[Cluster]:
    opened = open_cluster(processes.executor)
    assert opened is not None
    with small_extractor():
        yield opened
    opened.close()


@pytest.mark.nightly
def test_a_worker_gives_the_document_that_this_process_would(cluster: Cluster) -> None:
    heard: list[str] = []

    found = cluster.submit(partial(try_to_read, TALK, OFFLINE, None), lambda stage, _: heard.append(stage))
    result = found.future.result(300)

    assert result == try_to_read(TALK, OFFLINE, None)
    assert isinstance(result, Reading)
    assert isinstance(result.document, VideoDocument)
    assert result.document.video.title == "The talk"
    assert heard[0] == ""
    assert len(set(heard)) > 1  # a short stage may end between two looks


def test_a_worker_knows_no_database_and_no_settings(cluster: Cluster) -> None:
    cluster.submit(partial(try_to_read, TALK, SMALL, None), nobody).future.result(300)

    known = cluster.client().run(what_it_knows)

    assert list(known.values()) == [([], []), ([], [])]


def test_faults_of_a_file_are_its_own(cluster: Cluster) -> None:
    broken = TalkFile("/talks/broken.vtt", b"WEBVTT\n\nnothing at all\n")

    found = cluster.submit(partial(try_to_read, broken, SMALL, None), nobody).future.result(180)

    assert found == try_to_read(broken, SMALL, None)
    assert isinstance(found, Refusal)
    assert found.message.startswith("/talks/broken.vtt: ")


def test_another_version_on_a_worker_is_refused(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_cluster, "VERSION", "9.9.9")

    with pytest.raises(
        SetupError, match=r"a worker of the Dask cluster has Videograph .*, and this is 9\.9\.9: install"
    ):
        cluster.submit(partial(try_to_read, TALK, SMALL, None), nobody).future.result(180)


def test_the_number_of_talks_at_a_time_is_that_of_the_workers(cluster: Cluster) -> None:
    cluster.client().wait_for_workers(2, timeout=120)

    assert cluster.slots() == 2


def test_what_a_killed_worker_was_at_is_done_by_another(tmp_path: Path) -> None:
    with dask_processes(tmp_path, "one", "two") as processes:
        cluster = open_cluster(processes.executor)
        assert cluster is not None
        cluster.client().wait_for_workers(2, timeout=120)
        begun = [threading.Event(), threading.Event()]
        runs = [
            cluster.submit(partial(wait_for, tmp_path / "go"), lambda *_, one=one: one.set()) for one in begun
        ]
        assert all(one.wait(180) for one in begun)

        processes.kill(processes.workers["one"])
        (tmp_path / "go").touch()

        assert [run.future.result(240) for run in runs] == ["two", "two"]
        cluster.close()


@pytest.mark.nightly
def test_what_a_lost_scheduler_had_is_submitted_again(tmp_path: Path) -> None:
    with dask_processes(tmp_path, "one") as processes:
        cluster = open_cluster(processes.executor)
        assert cluster is not None
        begun = threading.Event()
        run = cluster.submit(partial(wait_for, tmp_path / "go"), lambda *_: begun.set())
        assert begun.wait(180)

        processes.kill(processes.scheduler)
        processes.kill(processes.workers["one"])
        processes.start_scheduler()
        processes.start_worker("another")
        (tmp_path / "go").touch()

        assert run.future.result(240) == "another"
        cluster.close()


@pytest.mark.nightly
def test_work_that_kills_its_workers_is_given_up(tmp_path: Path) -> None:
    with dask_processes(tmp_path, *"abcd") as processes:
        cluster = open_cluster(processes.executor)
        assert cluster is not None
        cluster.client().wait_for_workers(4, timeout=120)

        with pytest.raises(
            WorkLost, match="the workers of the Dask cluster that extracted it died one after the other"
        ):
            cluster.submit(die, nobody).future.result(240)
        cluster.close()


@pytest.mark.nightly
def test_a_stuck_worker_is_restarted(tmp_path: Path) -> None:
    with dask_processes(tmp_path) as processes:
        processes.start_worker("one", "--nanny")
        cluster = open_cluster(processes.executor)
        assert cluster is not None
        begun = threading.Event()
        stuck = cluster.submit(partial(wait_for, tmp_path / "never"), lambda *_: begun.set())
        assert begun.wait(180)

        stuck.kill()

        with pytest.raises(CancelledError):
            stuck.future.result(180)
        assert cluster.submit(partial(wait_for, tmp_path), nobody).future.result(240) == "one"
        cluster.close()


def test_files_are_read_on_a_cluster_in_their_order(tmp_path: Path, cluster: Cluster) -> None:
    files = [tmp_path / name for name in ("a.vtt", "b.vtt", "missing.vtt", "c.vtt")]
    for file in files:
        if "missing" not in file.name:
            file.write_bytes(TALK.content)
            file.with_suffix(".video.json").write_text(f'{{"title": "Talk {file.stem}"}}')

    async def read(at: Cluster | None) -> list[Reading | Refusal]:
        async with aclosing(read_ahead(files, SMALL, {}, 2, cluster=at)) as readings:
            return [one async for one in readings]

    found = asyncio.run(read(cluster))

    assert found == [try_to_read(file, SMALL, None) for file in files]
    titles = [one.document.video.title if isinstance(one, Reading) else one.message for one in found]
    assert titles == ["Talk a", "Talk b", f"{files[2]}: there is no such file", "Talk c"]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_cluster, "_CONNECT_SECONDS", 1)
    monkeypatch.setattr(dask_cluster, "_FIRST_WORKER_SECONDS", 1)
    monkeypatch.setattr(dask_cluster, "_LOOK_SECONDS", 0.05)
    monkeypatch.setattr(dask_cluster, "_PATIENCE", 1)


@pytest.mark.usefixtures("impatient")
def test_no_scheduler() -> None:
    cluster = open_cluster("dask://127.0.0.1:9")
    assert cluster is not None

    with pytest.raises(ExecutorUnavailable) as refused:
        cluster.slots()

    assert refused.value.message == (
        "the Dask scheduler at dask://127.0.0.1:9 does not answer within 1 seconds: start it with `dask scheduler`, or "
        "correct the address (--executor, VIDEOGRAPH_EXECUTOR)"
    )
    cluster.close()


@pytest.mark.usefixtures("impatient")
def test_documents_ask_nothing_of_a_dead_cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dask_cluster, "Workers", ThreadWorkers)
    files = [tmp_path / "one.json", tmp_path / "two.json", tmp_path / "three.vtt"]
    for file in files[:2]:
        file.write_text(
            document_text(talk(file.stem, ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme")))
        )
    files[2].write_bytes(TALK.content)

    async def read(some: Sequence[Path]) -> AsyncIterator[Reading | Refusal]:
        cluster = open_cluster("dask://127.0.0.1:9")
        assert cluster is not None
        try:
            async with aclosing(read_ahead(some, OFFLINE, {}, None, cluster=cluster)) as readings:
                async for one in readings:
                    yield one
        finally:
            cluster.close()

    async def read_all(some: Sequence[Path]) -> list[Reading | Refusal]:
        return [one async for one in read(some)]

    assert asyncio.run(read_all(files[:2])) == [try_to_read(file, OFFLINE, None) for file in files[:2]]
    with pytest.raises(
        ExecutorUnavailable, match=r"the Dask scheduler at dask://127.0.0.1:9 does not answer"
    ):
        asyncio.run(read_all(files))


@pytest.mark.usefixtures("impatient")
def test_no_workers(tmp_path: Path) -> None:
    with dask_processes(tmp_path) as processes:
        cluster = open_cluster(processes.executor)
        assert cluster is not None
        with pytest.raises(
            ExecutorUnavailable, match="has no workers: start some with `dask worker tcp://127"
        ):
            cluster.slots()
        with pytest.raises(ExecutorUnavailable, match="has no workers"):
            cluster.submit(partial(wait_for, tmp_path), nobody).future.result(180)
        cluster.close()


def test_the_extra_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(
        MissingExtra,
        match=r"the executor dask://host:8786 needs the package distributed, which is not installed\. Install",
    ):
        open_cluster("dask://host:8786")


def test_names_of_executors() -> None:
    assert open_cluster("pool") is None
    for name in (
        "",
        "dask",
        "dask://",
        "dask://host",
        "tcp://host:8786",
        "dask://user:pass@host:1",
        "dask://host:8786/x",
    ):
        with pytest.raises(
            InvalidInput, match="it is `pool`, or the address of a Dask scheduler, such as dask://host:8786"
        ):
            open_cluster(name)

"""Imports 40 talks with the process pool and with a local Dask cluster, two workers each, in turns; compares speed and graphs.

    VIDEOGRAPH_HOME=$(mktemp -d) python -m benchmarks executors

The talks are parts of the demo's real talks, as WebVTT. In each turn both import the same talks into the same graph, one after the other, and
begin in alternation; in between the talks are deleted. The worker processes of the cluster are started again for each turn, as those of the pool are.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from service.actions.extraction.dask_cluster import Cluster, open_cluster
from service.actions.imports.import_files import ImportFiles, import_files
from service.actions.videos import DeleteVideo, delete_video
from service.graph.connect import open_graph, reach_neo4j
from service.graph.driver.database import Database
from service.graph.projections import fingerprint
from service.resources import demo_folder
from service.settings import read_settings

_WORKERS = 2
_SEGMENTS = 20
"""In a talk: some minutes."""


@dataclass(frozen=True)
class Turn:
    """`processor`: seconds of the processes that extract."""

    seconds: float
    processor: float
    graph: str


class _Quiet:
    def begin(self, file: Path) -> None:
        pass

    def tell(self, file: Path, stage: str, share: float) -> None:
        pass


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks executors", description=__doc__)
    parser.add_argument("--talks", type=int, default=40, help="how many talks (default 40)")
    parser.add_argument(
        "--turns", type=int, default=2, help="turns, among which the talks are shared out (default 2)"
    )
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        files = list(_talks(Path(folder), asked.talks))
        asyncio.run(_compare(files, asked.turns, Path(folder)))


def _talks(folder: Path, count: int) -> Iterator[Path]:
    """Parts of the demo's real talks, each as a talk of its own."""
    made = 0
    for file in sorted((demo_folder() / "talks").glob("*.document.json")):
        segments = json.loads(file.read_text("utf-8"))["segments"]
        for start in range(0, len(segments) - _SEGMENTS, _SEGMENTS):
            if made == count:
                return
            made += 1
            path = folder / f"{made:02}-{file.name.partition('.')[0]}.vtt"
            path.write_text("WEBVTT\n\n" + "\n".join(map(_cue, segments[start : start + _SEGMENTS])), "utf-8")
            yield path


def _cue(segment: dict[str, object]) -> str:
    speaker = f"<v {segment['speaker']}>" if segment.get("speaker") else ""
    return (
        f"{_time(segment['startSeconds'])} --> {_time(segment['endSeconds'])}\n{speaker}{segment['text']}\n"
    )


def _time(seconds: object) -> str:
    milliseconds = round(float(str(seconds)) * 1000)
    return f"{milliseconds // 3_600_000:02}:{milliseconds // 60_000 % 60:02}:{milliseconds // 1000 % 60:02}.{milliseconds % 1000:03}"


async def _compare(files: list[Path], turns: int, folder: Path) -> None:
    settings = read_settings()
    share = -(-len(files) // turns)
    found: dict[str, list[Turn]] = {"pool": [], "dask": []}
    with reach_neo4j(settings) as neo4j:
        async with open_graph(settings, neo4j) as database:
            for turn in range(turns):
                mine = files[turn * share : (turn + 1) * share]
                imported: list[str] = []
                order = ("pool", "dask") if turn % 2 == 0 else ("dask", "pool")
                for place, name in enumerate(order):
                    if place:
                        await _delete(database, imported)
                    last, imported = await _import(database, mine, name, folder)
                    found[name].append(last)
                    print(
                        f"turn {turn + 1}, {len(mine)} talks, {name}: {last.seconds:.1f} s, {last.processor:.1f} s of processors",
                        flush=True,
                    )
                pool, dask = found["pool"][-1].graph, found["dask"][-1].graph
                assert pool == dask, f"turn {turn + 1} gave two graphs: {pool} and {dask}"
    speed = {name: len(files) / sum(one.seconds for one in all_turns) for name, all_turns in found.items()}
    work = {name: sum(one.processor for one in all_turns) / len(files) for name, all_turns in found.items()}
    for name in found:
        print(f"{name}: {speed[name]:.3f} talks/s, {work[name]:.2f} s of processors a talk")
    print(
        f"Dask to pool: {speed['dask'] / speed['pool']:.2f} in talks/s, {work['dask'] / work['pool']:.2f} in processor time; equal graphs"
    )


async def _import(database: Database, files: list[Path], name: str, folder: Path) -> tuple[Turn, list[str]]:
    """The time includes the start of the pool's processes, and not that of the cluster's, which stay up; both load the extractor."""
    with ExitStack() as stack:
        cluster = stack.enter_context(_cluster(folder)) if name == "dask" else None
        spent: dict[int, float] = {}
        watch = asyncio.create_task(_watch(spent))
        begin = time.perf_counter()
        videos = await _import_all(database, files, cluster)
        seconds = time.perf_counter() - begin
        watch.cancel()
    return Turn(seconds, sum(spent.values()), await fingerprint(database)), videos


async def _watch(spent: dict[int, float]) -> None:
    """Notes the processor time of each process that extracts and that this one has started, since now."""
    before: dict[int, float] = {}
    while True:
        for child in psutil.Process().children(recursive=True):
            with suppress(psutil.Error):
                if child.name() != "java":  # that is Neo4j
                    used = sum(child.cpu_times()[:2])
                    spent[child.pid] = used - before.setdefault(child.pid, used)
        await asyncio.sleep(0.2)


async def _import_all(database: Database, files: list[Path], cluster: Cluster | None) -> list[str]:
    """Returns the ids of the talks."""
    videos: list[str] = []
    wanted = ImportFiles(files, workers=_WORKERS, cluster=cluster)
    async for result in import_files(database, wanted, _Quiet()):
        assert result.report is not None, result.error
        videos.append(result.report.video_id)
    return videos


async def _delete(database: Database, videos: list[str]) -> None:
    for video in videos:
        await delete_video(database, DeleteVideo(video))


@contextmanager
def _cluster(folder: Path) -> Iterator[Cluster]:
    """A scheduler and two workers on this machine."""
    dask = str(Path(sys.executable).with_name("dask"))
    place = folder / "scheduler.json"
    place.unlink(missing_ok=True)
    local = ["--host", "127.0.0.1", "--no-dashboard"]
    with (folder / "dask.log").open("wb") as log:
        commands = [[dask, "scheduler", *local, "--port", "0", "--scheduler-file", str(place)]]
        worker = [dask, "worker", "--scheduler-file", str(place), *local, "--nthreads", "1", "--no-nanny"]
        processes = [subprocess.Popen(commands[0], stdout=log, stderr=log)]
        while not place.exists():
            time.sleep(0.05)
        processes += [subprocess.Popen(worker, stdout=log, stderr=log) for _ in range(_WORKERS)]
        address = json.loads(place.read_text("utf-8"))["address"].replace("tcp://", "dask://")
        cluster = open_cluster(address)
        assert cluster is not None
        try:
            cluster.client().wait_for_workers(_WORKERS, timeout=120)
            yield cluster
        finally:
            cluster.close()
            for process in reversed(processes):
                process.terminate()
                process.wait()

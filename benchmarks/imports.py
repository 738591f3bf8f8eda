"""Measures the import of one talk after another into an archive: talks of the archive are deleted and imported again.

    python -m benchmarks imports --videos 1000

The time is that of the loader alone, without extraction. Beside it: processor time of this process and of Neo4j, and the statements of
a talk with the time that each waits for Neo4j.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil

from benchmarks.scale.generator.archive import Archive
from benchmarks.scale.homes import loaded
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from service.graph.driver.transaction import Transaction
from service.graph.server.embedded import RunningServer
from service.graph.statements import all_statements, load_statement
from service.ingest.identity import video_id
from service.ingest.load import delete_video, import_document


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks imports", description="Measure the import of talks.")
    parser.add_argument("--folder", type=Path, help="where the archive is or shall be (default: for once)")
    parser.add_argument("--videos", type=int, default=1000, help="size of the archive (default 1000)")
    parser.add_argument("--talks", type=int, default=100, help="how many talks are imported (default 100)")
    options = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory(prefix="videograph-imports-") as folder,
        loaded(options.folder or Path(folder), options.videos, print) as server,
    ):
        asyncio.run(_run(server, options.videos, options.talks))


async def _run(server: RunningServer, videos: int, talks: int) -> None:
    documents = _some(videos, talks)
    neo4j = psutil.Process(server.pid)
    async with Database.open(server.bolt_uri, server.user, server.password, timeout=300) as database:
        for document in documents:
            await delete_video(database, f"video:{video_id(document).removeprefix('video:')}")
        waits = _Waits()
        taken: list[tuple[float, float, float]] = []
        for place, document in enumerate(documents):
            if place == talks // 5:  # until then statements are planned and compiled
                waits.clear()
                taken.clear()
            before = neo4j.cpu_times()
            begin, used = time.perf_counter(), time.process_time()
            with waits:
                await import_document(database, document)
            spent, own = time.perf_counter() - begin, time.process_time() - used
            after = neo4j.cpu_times()
            taken.append((spent, own, after.user + after.system - before.user - before.system))
    _report(taken, waits)


def _some(videos: int, talks: int) -> list[VideoDocument]:
    step = max(1, videos // talks)
    archive = Archive(videos)
    return [archive.document(index) for index in range(0, videos, step)][:talks]


class _Waits:
    """How often each statement ran in a transaction, and for how long it was waited for."""

    def __init__(self) -> None:
        self.count, self.seconds = Counter[str](), defaultdict[str, float](float)
        self._names: dict[str, str] = {}

    def clear(self) -> None:
        self.count.clear()
        self.seconds.clear()

    def __enter__(self) -> None:
        self._run = run = Transaction.run

        async def timed(transaction: Transaction, statement: str, parameters: Any = None) -> Any:
            begin = time.perf_counter()
            try:
                return await run(transaction, statement, parameters)
            finally:
                name = self._name(statement)
                self.count[name] += 1
                self.seconds[name] += time.perf_counter() - begin

        Transaction.run = timed  # type: ignore[method-assign]

    def __exit__(self, *_: object) -> None:
        Transaction.run = self._run  # type: ignore[method-assign]

    def _name(self, statement: str) -> str:
        if not self._names:
            self._names = {load_statement(name).text: name for name in all_statements()}
        return self._names.get(statement) or f"joined: {statement.split(chr(10))[1]}"


def _report(taken: Sequence[tuple[float, float, float]], waits: _Waits) -> None:
    wall, own, neo4j = zip(*taken, strict=True)
    some = len(taken)
    print(
        f"{some} talks: median {1000 * statistics.median(wall):.1f} ms, p20 {1000 * sorted(wall)[some // 5]:.1f}, "
        f"CPU of this process {1000 * statistics.mean(own):.1f} ms, of Neo4j {1000 * statistics.mean(neo4j):.1f} ms, "
        f"{waits.count.total() / some:.1f} statements of {1000 * sum(waits.seconds.values()) / some:.1f} ms"
    )
    for name, seconds in sorted(waits.seconds.items(), key=lambda one: -one[1]):
        print(
            f"{name:34} {waits.count[name] / some:6.2f} x {1000 * seconds / waits.count[name]:7.2f} ms = {1000 * seconds / some:6.2f}"
        )

"""Measures the import of talks into an archive: talks of the archive are deleted and imported again.

    python -m benchmarks imports --videos 1000

Three ways, one after the other, in the same server: talk by talk (the loader alone, without extraction), several talks a transaction (the
loader alone), and as the files of a folder, as `videograph ingest FOLDER` does (with reading, and the search for the same words). The graph must
be the same after each. Each way is repeated, because a Neo4j that has just started compiles itself. Beside the time: processor time of this process, of the processes that read, and of Neo4j; and the statements of
a talk with the time that each waits for Neo4j.

Then talk by talk again, in turns, with other full-text indexes of prose: what these take, and what one index of all prose would.
"""

import argparse
import asyncio
import os
import statistics
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

import psutil

from benchmarks.scale.generator.archive import Archive
from benchmarks.scale.homes import loaded
from embedded_neo4j import Server
from service.actions.extraction.read_ahead import default_workers
from service.actions.imports.batch import Batch
from service.actions.imports.import_files import ImportFiles, import_files
from service.curation.load import delete_video, import_document, import_documents
from service.domain.document import VideoDocument, document_text
from service.domain.identity import video_id
from service.graph.driver.database import Database
from service.graph.driver.transaction import Transaction
from service.graph.migrations import settle
from service.graph.projections import fingerprint
from service.graph.statements import all_statements, load_statement

_ALONE, _TOGETHER = 5, 4  # attempts: in the first ones, Neo4j plans statements and compiles its own code
_TURNS, _TURN, _PLANNING = 5, 24, 6
_AS_THEY_ARE = "full-text indexes as they are"
_PROSE = ("video_titles", "segment_texts", "chapter_titles", "summary_texts")
_ONE_INDEX = """
CREATE FULLTEXT INDEX prose FOR (part:Video|Segment|Chapter|SummarySection|SummaryBullet)
ON EACH [part.searchTitle, part.searchDescription, part.searchText, part.searchSummary, part.searchHeading]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'english'}}
"""


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


async def _run(server: Server, videos: int, talks: int) -> None:
    documents = _some(videos, talks)
    neo4j = psutil.Process(server.pid)
    async with Database.open(server.bolt_uri, server.user, server.password, timeout=300) as database:
        waits = _Waits()
        for attempt in range(1, _ALONE + 1):
            await _delete(database, documents)
            waits.clear()
            taken: list[_Spent] = []
            for document in documents:
                clock = _Clock(neo4j)
                with waits:
                    await import_document(database, document)
                taken.append(clock.read())
            _report(f"talk by talk, attempt {attempt}", taken, waits)
        made = await fingerprint(database)
        for name, way in (("several a transaction", _in_batches), ("files of a folder", _as_files)):
            for attempt in range(1, _TOGETHER + 1):
                await _delete(database, documents)
                waits.clear()
                clock = _Clock(neo4j)
                with waits:
                    await way(database, documents)
                _report_bulk(f"{name}, attempt {attempt}", clock.read(), len(documents), waits)
                if way is _in_batches:  # talks of files have the hashes of their files too
                    print("the same graph" if await fingerprint(database) == made else "ANOTHER GRAPH")
        await _compare_indexes(database, documents, neo4j)


async def _compare_indexes(
    database: Database, documents: Sequence[VideoDocument], neo4j: psutil.Process
) -> None:
    """Prints what Neo4j's workers spend on a talk with other full-text indexes of prose. A turn begins with new ones; its first talks are
    for planning, because a changed schema makes plans invalid."""
    shown = "SHOW FULLTEXT INDEXES YIELD name, createStatement WHERE name IN $names RETURN createStatement"
    four = [text for (text,) in await database.run(shown, {"names": _PROSE}, name="indexes")]
    indexes = {_AS_THEY_ARE: four, "one full-text index of all prose": [_ONE_INDEX], "none of prose": []}
    some = documents[: _PLANNING + _TURN]
    taken = defaultdict[str, list[float]](list)
    for _ in range(_TURNS):
        for name, texts in indexes.items():
            await _delete(database, some)
            await _replace_indexes(database, texts)
            for place, document in enumerate(some):
                begin = _seconds_of_workers(neo4j)
                await import_document(database, document)
                if place >= _PLANNING:
                    taken[name].append(_seconds_of_workers(neo4j) - begin)
    await _replace_indexes(database, four)
    for name, times in taken.items():
        ratio = statistics.median(one / other for one, other in zip(times, taken[_AS_THEY_ARE], strict=True))
        print(
            f"talk by talk, {name}: CPU of Neo4j's workers, median {1000 * statistics.median(times):.1f} ms, {ratio:.2f} times as much"
        )


async def _replace_indexes(database: Database, texts: Sequence[str]) -> None:
    for name in (*_PROSE, "prose"):
        await database.run(f"DROP INDEX {name} IF EXISTS", name="drop index")
    for text in texts:
        await database.run(text, name="create index")
    await settle(database)


def _seconds_of_workers(neo4j: psutil.Process) -> float:
    """Processor time of the threads that run statements (on Linux). The process also compiles its code, which takes as long in the first
    minutes, and at other times in each turn."""
    nanoseconds = 0
    for thread in Path(f"/proc/{neo4j.pid}/task").iterdir():
        with suppress(FileNotFoundError):  # it has ended
            if (thread / "comm").read_text("utf-8").startswith("neo4j.BoltWork"):
                nanoseconds += int((thread / "schedstat").read_text("utf-8").split()[0])
    return nanoseconds / 1e9


async def _delete(database: Database, documents: Sequence[VideoDocument]) -> None:
    for document in documents:
        await delete_video(database, video_id(document))


async def _in_batches(database: Database, documents: Sequence[VideoDocument]) -> None:
    left = list(documents)
    while left:
        batch = Batch()
        some = list(takewhile(batch.add, left))
        await import_documents(database, [(document, None) for document in some])
        left = left[len(some) :]


async def _as_files(database: Database, documents: Sequence[VideoDocument]) -> None:
    with tempfile.TemporaryDirectory(prefix="videograph-talks-") as folder:
        files = [Path(folder) / f"{place:05}.json" for place in range(len(documents))]
        for file, document in zip(files, documents, strict=True):
            file.write_text(document_text(document), "utf-8")
        wanted = ImportFiles(files, workers=default_workers())
        async with aclosing(import_files(database, wanted, _Nobody())) as results:
            assert [result.outcome async for result in results] == ["created"] * len(files)


class _Nobody:
    def begin(self, file: Path) -> None: ...
    def tell(self, file: Path, stage: str, share: float) -> None: ...


@dataclass(frozen=True)
class _Spent:
    """Seconds, and processor seconds of this process with those that read, and of Neo4j."""

    wall: float
    own: float
    neo4j: float


class _Clock:
    def __init__(self, neo4j: psutil.Process) -> None:
        self._neo4j = neo4j
        self._begin = time.perf_counter(), self._own(), self._of_neo4j()

    def read(self) -> _Spent:
        wall, own, neo4j = self._begin
        return _Spent(time.perf_counter() - wall, self._own() - own, self._of_neo4j() - neo4j)

    def _own(self) -> float:
        return sum(os.times()[:4])  # with the processes that have ended

    def _of_neo4j(self) -> float:
        times = self._neo4j.cpu_times()
        return times.user + times.system


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


def _report(name: str, taken: Sequence[_Spent], waits: _Waits) -> None:
    some = len(taken)
    wall = sorted(one.wall for one in taken)
    print(
        f"{name}, {some} talks: median {1000 * statistics.median(wall):.1f} ms, p20 {1000 * wall[some // 5]:.1f}, {some / sum(wall):.1f} a second; "
        f"CPU of this process {_mean(taken, 'own'):.1f} ms, of Neo4j {_mean(taken, 'neo4j'):.1f} ms, "
        f"{waits.count.total() / some:.1f} statements of {1000 * sum(waits.seconds.values()) / some:.1f} ms"
    )
    _report_statements(waits, some)


def _report_bulk(name: str, spent: _Spent, some: int, waits: _Waits) -> None:
    print(
        f"{name}, {some} talks: {some / spent.wall:.1f} a second, {1000 * spent.wall / some:.1f} ms a talk; "
        f"CPU of this process and those that read {1000 * spent.own / some:.1f} ms, of Neo4j {1000 * spent.neo4j / some:.1f} ms, "
        f"{waits.count.total() / some:.1f} statements of {1000 * sum(waits.seconds.values()) / some:.1f} ms"
    )
    _report_statements(waits, some)


def _mean(taken: Sequence[_Spent], what: str) -> float:
    return 1000 * statistics.mean(getattr(one, what) for one in taken)


def _report_statements(waits: _Waits, some: int) -> None:
    for name, seconds in sorted(waits.seconds.items(), key=lambda one: -one[1]):
        if seconds / some > 0.0005:
            print(
                f"  {name:34} {waits.count[name] / some:6.2f} x {1000 * seconds / waits.count[name]:7.2f} ms = {1000 * seconds / some:6.2f}"
            )

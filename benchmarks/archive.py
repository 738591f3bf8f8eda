"""Measures an archive of generated talks on its way out of a graph and into another one, and quotes verified in it.

    python -m benchmarks archive --videos 1000

The commands of docs/guides/archive.md run as processes of their own: `ingest` of a folder of documents, `export --all`, `ingest` of what was written into an
empty graph, and `export --all` again. Both exports must have equal bytes. Of each command: time, processor time and peak of memory, without Neo4j. Then quotes are
verified over all talks of the second graph: true ones, and ones with a word changed.
"""

import argparse
import asyncio
import filecmp
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from benchmarks.scale.generator.archive import Archive
from embedded_neo4j import Server
from service.actions.quotes import VerifyQuote, verify_quote
from service.domain.document import VideoDocument, document_text
from service.embedded import start_server
from service.graph.driver.database import Database
from service.settings import read_settings

_SEED = 1
_QUOTES, _WORDS = 100, 14
_POLL = 0.1


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(
        prog="benchmarks archive",
        description="Measure an archive's way out and back, and quotes verified in it.",
    )
    parser.add_argument("--videos", type=int, default=1000, help="size of the archive (default 1000)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="videograph-archive-") as name:
        folder = Path(name)
        documents = list(Archive(options.videos, _SEED).documents())
        (folder / "talks").mkdir()
        for one in documents:
            (folder / "talks" / f"{one.video.id}.document.json").write_text(document_text(one), "utf-8")
        print("| Command | seconds | processor seconds | peak MB |\n|---|---:|---:|---:|", flush=True)
        with _server(folder / "first") as server:
            _run(server, "ingest TALKS", "ingest", str(folder / "talks"))
            _run(server, "export --all", "export", "--all", "--out", str(folder / "out"))
        with _server(folder / "second") as server:
            _run(server, "ingest BACKUP, into an empty graph", "ingest", str(folder / "out"))
            _run(server, "export --all, again", "export", "--all", "--out", str(folder / "again"))
            _compare(folder / "out", folder / "again")
            asyncio.run(_verify(server, documents))


def _server(home: Path) -> Server:
    return start_server(read_settings().model_copy(update={"home": home}))


def _run(server: Server, title: str, *command: str) -> None:
    environment = os.environ | {
        "VIDEOGRAPH_NEO4J_URI": server.bolt_uri,
        "VIDEOGRAPH_NEO4J_USER": server.user,
        "VIDEOGRAPH_NEO4J_PASSWORD": server.password,
        "VIDEOGRAPH_MIGRATE": "true",
    }
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as log:
        with subprocess.Popen(
            [sys.executable, "-m", "service", *command], env=environment, stdout=log, stderr=log
        ) as process:
            peak = 0
            while True:
                peak = max(peak, _peak(process.pid))
                time.sleep(_POLL)
                ended, status, used = os.wait4(process.pid, os.WNOHANG)
                if ended:
                    break
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise SystemExit(log.read().decode()[-2000:])
    spent = used.ru_utime + used.ru_stime
    print(
        f"| `{title}` | {time.perf_counter() - begun:.1f} | {spent:.1f} | {peak / 1024:.0f} |",
        flush=True,
    )


def _peak(process: int) -> int:
    """Returns the most KB that a process has had in memory. `ru_maxrss` would count what its parent had when it was forked."""
    try:
        status = Path(f"/proc/{process}/status").read_text("utf-8")
    except FileNotFoundError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)


def _compare(one: Path, other: Path) -> None:
    names = sorted(file.name for file in one.iterdir())
    if names != sorted(file.name for file in other.iterdir()):
        raise SystemExit("the second export has other files")
    _, unlike, failed = filecmp.cmpfiles(one, other, names, shallow=False)
    if unlike or failed:
        raise SystemExit(f"the second export has other bytes: {', '.join([*unlike, *failed][:5])}")
    size = sum((one / name).stat().st_size for name in names)
    print(
        f"\nBoth exports have the same {len(names)} files, {size / 1e6:.1f} MB, with equal bytes.\n",
        flush=True,
    )


async def _verify(server: Server, documents: Sequence[VideoDocument]) -> None:
    async with Database.open(server.bolt_uri, server.user, server.password, timeout=300) as database:
        print(
            "| Quotes | status | p50 ms | p95 ms | processor ms of this process |\n|---|---|---:|---:|---:|"
        )
        for title, quotes in (
            ("true", true_quotes(documents)),
            ("a word changed", altered_quotes(documents)),
        ):
            for quote in quotes[: _QUOTES // 5]:  # planned and compiled
                await verify_quote(database, VerifyQuote(quote))
            taken: list[float] = []
            found: set[str] = set()
            used = time.process_time()
            for quote in quotes:
                begun = time.perf_counter()
                found.add((await verify_quote(database, VerifyQuote(quote))).status)
                taken.append(1000 * (time.perf_counter() - begun))
            spent = 1000 * (time.process_time() - used) / len(quotes)
            late = statistics.quantiles(taken, n=20)[-1]
            print(
                f"| {title} | {', '.join(sorted(found))} | {statistics.median(taken):.1f} | {late:.1f} | {spent:.1f} |"
            )


def true_quotes(documents: Sequence[VideoDocument]) -> list[str]:
    """Returns words from the middle of segments."""
    random = Random(_SEED)
    quotes: list[str] = []
    while len(quotes) < _QUOTES:
        words = random.choice(random.choice(documents).segments).text.split()
        if len(words) > _WORDS:
            start = random.randrange(len(words) - _WORDS)
            quotes.append(" ".join(words[start : start + _WORDS]))
    return quotes


def altered_quotes(documents: Sequence[VideoDocument]) -> list[str]:
    """Returns the same with a word in the middle that nobody says."""
    found = [quote.split() for quote in true_quotes(documents)]
    return [" ".join([*words[: _WORDS // 2], "zyzzyva", *words[_WORDS // 2 + 1 :]]) for words in found]

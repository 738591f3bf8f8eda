"""Runs the service, the clients and the check afterwards: `python -m benchmarks crowd`."""

import argparse
import asyncio
import os
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

from benchmarks.crowd.clients import crowd, undo_all
from benchmarks.crowd.talks import make_talks
from service.actions.imports.import_talk import TalkImport, import_talk
from service.actions.videos import DeleteVideo, delete_video
from service.domain.document import VideoDocument
from service.errors import NotFound
from service.graph import migrations
from service.graph.connect import Neo4j, reach_neo4j
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.settings import read_settings


async def settle(url: str, database: Database, talks: Sequence[VideoDocument], seed: int) -> tuple[int, bool]:
    """Returns the number of drifts after a crowd, and whether undoing everything gives the graph of a fresh import."""
    drifts = len(await find_drift(database))
    for document in talks:
        await import_talk(database, TalkImport(document))
    await undo_all(url, database, Random(seed))
    undone = await fingerprint(database)
    drifts += len(await find_drift(database))
    for document in talks:
        try:
            await delete_video(database, DeleteVideo(f"video:{document.video.id}"))
        except NotFound:
            continue
    for document in talks:
        await import_talk(database, TalkImport(document))
    return drifts, undone == await fingerprint(database)


@asynccontextmanager
async def _service(neo4j: Neo4j, home: Path) -> AsyncIterator[str]:
    """Returns the address of `videograph up` in a process of its own."""
    environment = {
        **os.environ,
        "VIDEOGRAPH_HOME": str(home),
        "VIDEOGRAPH_NEO4J_URI": neo4j.uri,
        "VIDEOGRAPH_NEO4J_USER": neo4j.user,
        "VIDEOGRAPH_NEO4J_PASSWORD": neo4j.password,
        "VIDEOGRAPH_QUERY_TIMEOUT": "60",
        "VIDEOGRAPH_PLANNING_TIMEOUT": "120",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "service.cli", "up", "--port", "0",
        env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        line = (await process.stdout.readline()).decode()
        yield line.split(" at ")[1].split("/graphql")[0]
    finally:
        process.terminate()
        await process.wait()


async def _run(neo4j: Neo4j, home: Path, options: argparse.Namespace) -> None:
    talks = make_talks(options.talks, Random(options.seed))
    async with Database.open(neo4j.uri, neo4j.user, neo4j.password, timeout=60) as database:
        await migrations.apply(database)
        async with _service(neo4j, home) as url:
            outcome = await crowd(
                url, database, talks, clients=options.clients, seconds=options.seconds, seed=options.seed
            )
            for what, count in sorted(outcome.done.items()):
                print(f"{count:6}  {what}")
            ordered = sorted(outcome.seconds)
            print(
                f"{len(ordered):6}  operations; median {ordered[len(ordered) // 2]:.3f} s, slowest {ordered[-1]:.1f} s"
            )
            print(f"{len(outcome.errors):6}  errors {Counter(outcome.errors).most_common(3) or ''}")
            drifts, same = await settle(url, database, talks, options.seed)
            print(
                f"{drifts:6}  drifts; after all is undone the graph is {'' if same else 'NOT '}that of a fresh import"
            )


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(
        prog="benchmarks crowd", description="Clients that change the graph at once."
    )
    parser.add_argument("--clients", type=int, default=8, help="how many (default 8)")
    parser.add_argument("--seconds", type=float, default=300, help="how long (default 300)")
    parser.add_argument("--talks", type=int, default=24, help="how many talks (default 24)")
    parser.add_argument("--seed", type=int, default=1, help="what they do (default 1)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="videograph-crowd-") as folder:
        settings = read_settings().model_copy(update={"home": Path(folder)})
        with reach_neo4j(settings) as neo4j:
            asyncio.run(_run(neo4j, Path(folder) / "service", options))

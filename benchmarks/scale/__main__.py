"""`python -m benchmarks.scale load --videos 20000 --home FOLDER`, then `measure --home FOLDER`; see docs/benchmarks.md."""

import argparse
import asyncio
import json
import sys
import time
from contextlib import AsyncExitStack
from pathlib import Path

from benchmarks.scale import measure as measuring
from benchmarks.scale.archive import Archive
from benchmarks.scale.load import load
from benchmarks.scale.measure import Result, Watched, measure
from benchmarks.scale.questions import make_questions
from benchmarks.scale.report import table, write_table
from benchmarks.scale.sample import take_sample
from service.api.engine import Engine
from service.graph.database import Database
from service.graph.server import RunningServer, attach, start_server
from service.graph.writes import statement
from service.settings import Settings, read_settings

HEAP, PAGE_CACHE = "2g", "3g"


def main() -> None:
    options = _options()
    if options.command == "load":
        server = start_server(_settings(options.home), detached=True, report=_say)
        asyncio.run(_load(server, options.videos, options.seed, resume=options.resume))
        _say(f"{server.bolt_uri} {server.user} {server.password}")
        return
    servers = [_reach(home) for home in options.home]
    text, results = asyncio.run(_measure(servers, options))
    print(text)
    if options.json:
        options.json.write_text(json.dumps([result.as_json() for result in results]), encoding="utf-8")
    if options.write:
        write_table(options.write, text)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.scale", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    loading = commands.add_parser(
        "load", help="make an archive in a new embedded Neo4j, and leave that running"
    )
    loading.add_argument("--videos", type=int, default=20_000, help="how many (default 20000)")
    loading.add_argument("--seed", type=int, default=1)
    loading.add_argument("--home", type=Path, required=True, help="folder of that Neo4j")
    loading.add_argument("--resume", action="store_true", help="go on with a load that was cut off")
    measured = commands.add_parser("measure", help="ask every question of every archive, and print the table")
    measured.add_argument(
        "--home", type=Path, action="append", required=True, help="of an archive; repeatable"
    )
    measured.add_argument(
        "--rounds", type=int, default=40, help="how often each question is asked (default 40)"
    )
    measured.add_argument("--pairs", type=int, default=300, help="random pairs for paths (default 300)")
    measured.add_argument("--only", default="", help="the questions whose titles begin so")
    measured.add_argument("--write", type=Path, metavar="FILE", help="put the table into this document")
    measured.add_argument("--json", type=Path, metavar="FILE", help="put all times into this file")
    return parser.parse_args()


def _settings(home: Path) -> Settings:
    update = {"home": home, "neo4j_heap": HEAP, "neo4j_page_cache": PAGE_CACHE}
    return read_settings().model_copy(update=update)


def _reach(home: Path) -> RunningServer:
    return attach(_settings(home)) or start_server(_settings(home), report=_say)


async def _load(server: RunningServer, videos: int, seed: int, *, resume: bool) -> None:
    async with Database.open(server.bolt_uri, server.user, server.password) as database:
        await load(database, Archive(videos, seed), _say, resume=resume)


async def _measure(servers: list[RunningServer], options: argparse.Namespace) -> tuple[str, list[Result]]:
    sizes: dict[int, str] = {}
    results: list[Result] = []
    version = ""
    async with AsyncExitStack() as stack:
        archives: list[measuring.Archive] = []
        for server in servers:
            database = Watched.open(server.bolt_uri, server.user, server.password)
            await stack.enter_async_context(database)
            videos, sizes_in_words, version = await _describe(database)
            sizes[videos] = sizes_in_words
            questions = make_questions(await take_sample(database), options.pairs)
            archives.append(measuring.Archive(videos, database, Engine(database), questions))
        for place, question in enumerate(archives[0].questions):
            if question.title.startswith(options.only):
                _say(question.title)
                results += await measure(archives, place, options.rounds)
                if options.write:  # a run that is cut off keeps what it has
                    write_table(options.write, table(results, version, sizes))
    return table(results, version, sizes), results


async def _describe(database: Database) -> tuple[int, str, str]:
    """Videos, what else there is, and the version of Neo4j."""
    counts = statement("checks/counts/read")
    [[videos, segments, entities, topics, aliases, evidence, *_]] = await database.read(counts, name="counts")
    [[nodes, links, most, version]] = await database.read(
        "MATCH (e:Entity) WITH max(e.relationshipCount) AS most "
        "CALL dbms.components() YIELD versions "
        "RETURN COUNT { () }, COUNT { ()-->() }, most, versions[0]",
        name="size",
    )
    words = (
        f"{segments:,} segments, {entities:,} entities, {aliases:,} names, {topics:,} topics, {evidence:,} pieces of "
        f"evidence; {nodes:,} nodes and {links:,} relationships, {most:,} of them between the hub and others"
    )
    return videos, words, str(version)


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

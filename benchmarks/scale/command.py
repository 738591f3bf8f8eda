"""The commands of the scale benchmark. Without one it loads missing archives, measures everything and writes docs/benchmarks.md."""

import argparse
import asyncio
import json
import sys
import time
from collections.abc import Coroutine, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import uvloop

from benchmarks.scale.homes import fill, loaded, reach
from benchmarks.scale.report import write_table
from benchmarks.scale.run import measure_all
from benchmarks.scale.worst import run_worst, write_worst
from embedded_neo4j import Server
from service.settings import read_settings

SIZES = (1_000, 20_000)
DOCUMENT = Path(__file__).parents[2] / "docs" / "benchmarks.md"


def main(arguments: Sequence[str]) -> None:
    options = _options(arguments)
    if options.command == "load":
        server = reach(options.home, _say, detached=True)
        _run(fill(server, options.videos, options.seed, _say, resume=options.resume))
        _say(f"{server.bolt_uri} {server.user} {server.password}")
    elif options.command == "measure":
        _measure([reach(home, _say) for home in options.home], options)
    elif options.command == "worst":
        server = reach(options.home, _say)
        text = _run(run_worst(server, options.timeout, options.only, _say))
        print(text)
        if options.write:
            write_worst(options.write, text)
    else:
        with ExitStack() as stack:
            servers = [stack.enter_context(loaded(options.folder, videos, _say)) for videos in options.videos]
            _measure(servers, options)


def _measure(servers: list[Server], options: argparse.Namespace) -> None:
    def keep(text: str) -> None:
        if options.write:
            write_table(options.write, text)

    text, results = _run(measure_all(servers, options.only, options.rounds, options.pairs, _say, keep))
    print(text)
    if options.json:
        options.json.write_text(json.dumps([result.as_json() for result in results]), encoding="utf-8")


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.scale", description=__doc__)
    commands = parser.add_subparsers(dest="command")
    whole = commands.add_parser("all", help="load what is missing, measure, write the table (the default)")
    whole.add_argument(
        "--folder",
        type=Path,
        default=read_settings().cache / "scale",
        help="of the archives, a Neo4j for each (default: in the cache folder)",
    )
    whole.add_argument(
        "--videos", type=int, nargs="+", default=SIZES, help="sizes of the archives (default 1000 20000)"
    )
    loading = commands.add_parser(
        "load", help="make an archive in a new embedded Neo4j, and leave that running"
    )
    loading.add_argument("--videos", type=int, default=20_000, help="how many (default 20000)")
    loading.add_argument("--seed", type=int, default=1)
    loading.add_argument("--home", type=Path, required=True, help="folder of that Neo4j")
    loading.add_argument("--resume", action="store_true", help="go on with a load that was cut off")
    measured = commands.add_parser("measure", help="ask every question of archives that are there")
    measured.add_argument(
        "--home", type=Path, action="append", required=True, help="of an archive; repeatable"
    )
    worst = commands.add_parser("worst", help="ask the worst questions of an archive, and see each end")
    worst.add_argument("--home", type=Path, required=True, help="of an archive")
    worst.add_argument(
        "--timeout", type=float, default=5.0, help="seconds that a request may take (default 5)"
    )
    worst.add_argument("--only", default="", help="the questions whose titles begin so")
    worst.add_argument("--write", type=Path, metavar="FILE", help="put the table into this document")
    for one, document in ((whole, DOCUMENT), (measured, None)):
        one.add_argument(
            "--rounds", type=int, default=40, help="how often each question is asked (default 40)"
        )
        one.add_argument("--pairs", type=int, default=1000, help="random pairs for paths (default 1000)")
        one.add_argument("--only", default="", help="the questions whose titles begin so")
        one.add_argument(
            "--write", type=Path, metavar="FILE", default=document, help="put the table into this document"
        )
        one.add_argument("--json", type=Path, metavar="FILE", help="put all times into this file")
    if not arguments or arguments[0] not in {*commands.choices, "-h", "--help"}:
        arguments = ["all", *arguments]
    return parser.parse_args(arguments)


def _run[T](work: Coroutine[Any, Any, T]) -> T:
    """Runs on the same kind of event loop as the API."""
    return asyncio.run(work, loop_factory=uvloop.new_event_loop)


def _say(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)

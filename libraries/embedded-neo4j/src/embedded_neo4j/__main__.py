"""`python -m embedded_neo4j run|where|clean`: a server until Ctrl-C, what is where, and the downloads removed."""

import argparse
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

from embedded_neo4j.errors import EmbeddedNeo4jError
from embedded_neo4j.jars import NEO4J_VERSION, clean_cache, faulty_jars, jar_folder, listed_jars
from embedded_neo4j.java import find_java
from embedded_neo4j.options import default_cache
from embedded_neo4j.server import Server


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs a command and returns its exit code."""
    chosen = _parser().parse_args(arguments)
    try:
        return chosen.work(chosen)
    except EmbeddedNeo4jError as error:
        _note(f"embedded_neo4j: {error}")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m embedded_neo4j", description="A real Neo4j for a folder.")
    commands = parser.add_subparsers(required=True, metavar="run|where|clean")
    run = commands.add_parser("run", help="start it, print its addresses, and run until Ctrl-C")
    run.add_argument(
        "folder", nargs="?", default="neo4j-data", help="where its data is (default: neo4j-data)"
    )
    run.add_argument("--bolt-port", type=int, default=0, help="default: 7687, or else a free one")
    run.add_argument("--http-port", type=int, default=0, help="default: 7474, or else a free one")
    run.add_argument("--heap", default="auto", help="such as 512m")
    run.add_argument("--page-cache", default="auto", help="such as 512m")
    run.set_defaults(work=_run)
    where = commands.add_parser("where", help="print the cache, Neo4j's version and the Java in use")
    where.set_defaults(work=_where)
    clean = commands.add_parser("clean", help="remove what was downloaded; graphs stay")
    clean.set_defaults(work=_clean)
    for command in (run, where, clean):
        command.add_argument(
            "--cache",
            type=Path,
            default=default_cache(),
            help="folder of the downloads (default: %(default)s)",
        )
    return parser


def _run(chosen: argparse.Namespace) -> int:
    server = Server(
        chosen.folder,
        cache=chosen.cache,
        bolt_port=chosen.bolt_port,
        http_port=chosen.http_port,
        heap=chosen.heap,
        page_cache=chosen.page_cache,
        report=_note,
    )
    signal.signal(signal.SIGTERM, _end)
    with suppress(KeyboardInterrupt), server:
        password = server.password if sys.stdout.isatty() else f"in {server.folder / 'password'}"
        print(f"Bolt     {server.bolt_uri}")
        print(f"Browser  {server.browser_url}")
        print(f"Login    user {server.user}, password {password}")
        print("Ctrl-C stops it.", flush=True)
        while True:
            time.sleep(3600)
    return 0


def _end(_number: int, _frame: FrameType | None) -> None:
    sys.exit(0)


def _where(chosen: argparse.Namespace) -> int:
    folder, jars = jar_folder(chosen.cache), listed_jars()
    print(f"Neo4j    {NEO4J_VERSION} Community, {len(jars)} jars")
    if not folder.is_dir():
        state = "not downloaded yet; the first start does it"
    elif faulty := faulty_jars(folder, jars):
        state = f"{len(faulty)} jars are missing or changed: `clean`, then start again"
    else:
        size = sum((folder / jar.name).stat().st_size for jar in jars)
        state = f"complete, {size / 1e6:.0f} MB"
    print(f"Cache    {folder} ({state})")
    java = find_java()
    print(f"Java     {java.version}, {java.command}")
    return 0


def _clean(chosen: argparse.Namespace) -> int:
    removed = clean_cache(chosen.cache)
    print(f"removed {removed}" if removed else f"nothing to remove in {chosen.cache}")
    return 0


def _note(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

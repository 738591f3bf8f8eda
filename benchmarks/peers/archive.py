"""The archive whose videos are asked for."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.scale.homes import loaded, reach
from embedded_neo4j import Server
from service.graph.driver.database import Database
from service.settings import read_settings

VIDEOS = 1_000
_SAMPLE = 40


def add_home(parser: ArgumentParser) -> None:
    """Adds the option `--home`, as `open_archive` takes it."""
    parser.add_argument(
        "--home",
        type=Path,
        help=f"home of an archive (default: {VIDEOS:,} videos in the cache folder, made if missing)",
    )


@contextmanager
def open_archive(home: Path | None, say: Callable[[str], None]) -> Iterator[Server]:
    """Yields the Neo4j of a home with an archive; without one, of the archive in the cache folder, which is made if it is missing."""
    if home is None:
        with loaded(read_settings().cache / "scale", VIDEOS, say) as server:
            yield server
    else:
        with reach(home, say) as server:
            yield server


async def sample_videos(server: Server) -> tuple[list[str], int]:
    """Returns the ids of some videos of the archive, the same in each run, and how many it has."""
    async with Database.open(server.bolt_uri, server.user, server.password) as database:
        rows = await database.read("MATCH (v:Video) RETURN v.id ORDER BY v.id", name="videos", timeout=60)
    ids = [row[0] for row in rows]
    if not ids:
        raise SystemExit(
            "This home has no videos: load some first, with "
            f"`python -m benchmarks.scale load --videos {VIDEOS} --home FOLDER`."
        )
    return ids[:: max(1, len(ids) // _SAMPLE)][:_SAMPLE], len(ids)

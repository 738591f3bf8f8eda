"""The homes of the archives: each is in its own embedded Neo4j."""

import asyncio
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path

from benchmarks.scale.generator.archive import Archive
from benchmarks.scale.load import Report, load
from embedded_neo4j import Server
from service.embedded import start_server
from service.graph.driver.database import Database
from service.resources import cypher_folder
from service.settings import Settings, read_settings

HEAP, PAGE_CACHE = "2g", "3g"
_MARK = "archive.txt"
"""In a home whose archive is whole: what made it."""
_SEED = 1


def reach(home: Path, report: Report, *, detached: bool = False) -> Server:
    """Returns the running server of a home, or starts one."""
    settings = _settings(home)
    return start_server(settings, detached=detached, report=report)


@contextmanager
def loaded(folder: Path, videos: int, report: Report) -> Iterator[Server]:
    """Returns a server with an archive of this size. Loads the archive, unless the same version of the program has loaded it before."""
    home = folder / str(videos)
    mark = home / _MARK
    version = _version()
    whole = mark.exists() and mark.read_text(encoding="utf-8") == version
    if home.exists() and not whole:
        report(f"The archive in {home} is not whole, or of another version: it is made anew.")
        shutil.rmtree(home)
    with start_server(_settings(home), report=report) as server:
        if not whole:
            asyncio.run(fill(server, videos, _SEED, report))
            mark.write_text(version, encoding="utf-8")
        yield server


async def fill(server: Server, videos: int, seed: int, report: Report, *, resume: bool = False) -> None:
    async with Database.open(server.bolt_uri, server.user, server.password) as database:
        await load(database, Archive(videos, seed), report, resume=resume)


def _settings(home: Path) -> Settings:
    update = {"home": home, "neo4j_heap": HEAP, "neo4j_page_cache": PAGE_CACHE}
    return read_settings().model_copy(update=update)


_LOADING = ("curation", "store", "decisions", "resolution", "graph/video_rows.py")
"""The parts of `service` that load a document."""


def _version() -> str:
    """Returns a hash of everything that an archive depends on: the generator, the loader and the schema."""
    here = Path(__file__).parent
    files = [
        *sorted((here / "generator").glob("*.py")),
        *(here / f"{name}.py" for name in ("load", "batches", "sums")),
    ]
    service = here.parents[1] / "service"
    for part in _LOADING:
        files += [service / part] if part.endswith(".py") else sorted((service / part).rglob("*.py"))
    for name in ("statements", "migrations"):
        files += sorted((cypher_folder() / name).rglob("*.cypher"))
    return blake2b(b"".join(file.read_bytes() for file in files), digest_size=16).hexdigest()

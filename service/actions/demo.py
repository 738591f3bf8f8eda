"""Imports the missing talks of the demo, and deletes them."""

import time
from contextlib import aclosing, suppress
from dataclasses import dataclass
from pathlib import Path

from service.actions.extraction.read_ahead import default_workers
from service.actions.imports.import_files import FileResult, ImportFiles, import_files
from service.actions.imports.import_folder import FolderProgress
from service.curation.load import delete_video
from service.domain.identity import video_id
from service.errors import NotFound, SetupError
from service.graph.driver.database import Database
from service.graph.migrations import settle
from service.resources import demo_folder
from service.transcripts import read_file


@dataclass(frozen=True)
class DemoReport:
    """`loaded`: ids of the talks that were missing or had changed. `seconds`: duration."""

    loaded: tuple[str, ...]
    seconds: float


class _Nobody:
    def begin(self, file: Path) -> None: ...
    def tell(self, file: Path, stage: str, share: float) -> None: ...
    def end(self, result: FileResult) -> None: ...


def demo_files() -> list[Path]:
    """Returns the documents of the demo's talks. The folder also has a transcript, which the user can import."""
    return sorted(demo_folder().rglob("*.document.json"))


def demo_transcript() -> Path:
    """Returns the transcript of one more talk, which the demo does not load, as an example for `videograph ingest`."""
    return demo_folder() / "talks" / "chaincode-podcast--the-bitcoin-core-wallet.transcript.json"


async def load_demo(database: Database, progress: FolderProgress | None = None) -> DemoReport:
    """Imports missing talks.

    Raises:
        SetupError: a talk of the demo cannot be imported.
    """
    told, began = progress or _Nobody(), time.monotonic()
    loaded: list[str] = []
    wanted = ImportFiles(demo_files(), workers=default_workers())
    async with aclosing(import_files(database, wanted, told)) as results:
        async for result in results:
            if result.report is None:
                raise SetupError(f"the demo cannot be loaded: {result.error}")
            told.end(result)
            if result.outcome != "unchanged":
                loaded.append(result.report.video_id)
    if loaded:
        # Plans for the empty graph are useless now.
        await settle(database)
    return DemoReport(tuple(loaded), time.monotonic() - began)


async def remove_demo(database: Database) -> tuple[str, ...]:
    """Deletes the demo's talks from the graph, as far as they are there.

    Returns:
        Their ids.
    """
    removed: list[str] = []
    for file in demo_files():
        with suppress(NotFound):
            removed.append((await delete_video(database, video_id(read_file(file)))).video_id)
    return tuple(removed)

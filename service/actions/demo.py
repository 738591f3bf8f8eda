"""The talks of the demo into the graph, whatever of them is not there yet, and out of it again."""

import time
from contextlib import aclosing, suppress
from dataclasses import dataclass
from pathlib import Path

from service.actions.extraction.read_ahead import default_workers
from service.actions.import_files import FileResult, ImportFiles, import_files
from service.actions.import_folder import FolderProgress
from service.errors import NotFound, SetupError
from service.graph.driver.database import Database
from service.graph.migrations import settle
from service.ingest.formats import read_file
from service.ingest.identity import video_id
from service.ingest.load import delete_video
from service.resources import demo_folder


@dataclass(frozen=True)
class DemoReport:
    """`loaded`: ids of the talks that were not there yet, or had changed. `seconds`: what that took."""

    loaded: tuple[str, ...]
    seconds: float


class _Nobody:
    def begin(self, file: Path) -> None: ...
    def tell(self, file: Path, stage: str, share: float) -> None: ...
    def end(self, result: FileResult) -> None: ...


def demo_files() -> list[Path]:
    """The documents of the demo's talks. The folder also has a bare transcript, which is for the reader to import."""
    return sorted(demo_folder().rglob("*.document.json"))


def demo_transcript() -> Path:
    """The transcript of one more talk, which the demo does not load: `videograph ingest` shows the offline extraction on it."""
    return demo_folder() / "talks" / "chaincode-podcast--the-bitcoin-core-wallet.transcript.json"


async def load_demo(database: Database, progress: FolderProgress | None = None) -> DemoReport:
    """Imports what is not there yet.

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
        # Plans that were made while the graph was empty are of no use now.
        await settle(database)
    return DemoReport(tuple(loaded), time.monotonic() - began)


async def remove_demo(database: Database) -> tuple[str, ...]:
    """Takes the demo's talks out of the graph, whatever of them is there.

    Returns:
        Their ids.
    """
    removed: list[str] = []
    for file in demo_files():
        with suppress(NotFound):
            removed.append((await delete_video(database, video_id(read_file(file)))).video_id)
    return tuple(removed)

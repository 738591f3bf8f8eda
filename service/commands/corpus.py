"""The demo corpus into the graph, whatever of it is not there yet, and out of it again."""

import time
from contextlib import aclosing, suppress
from pathlib import Path

from service.commands.console import note, steps
from service.commands.extracting import default_workers
from service.commands.importing import import_files
from service.errors import NotFound, SetupError
from service.graph.driver.database import Database
from service.graph.migrations import settle
from service.ingest.formats import read_file
from service.ingest.identity import video_id
from service.ingest.load import delete_video
from service.resources import demo_folder


def demo_files() -> list[Path]:
    """The documents of the demo's talks. The corpus also has a bare transcript, which is for the reader to import."""
    return sorted(demo_folder().rglob("*.document.json"))


def demo_transcript() -> Path:
    """The transcript of one more talk, which the demo does not load: `videograph ingest` shows the offline extraction on it."""
    return demo_folder() / "talks" / "chaincode-podcast--the-bitcoin-core-wallet.transcript.json"


async def load_demo(database: Database) -> None:
    """Imports what is not there yet.

    Raises:
        SetupError: a file of the corpus cannot be imported.
    """
    files = demo_files()
    loaded, began = 0, time.monotonic()
    note(f"The demo has {len(files)} talks; what of them is not in the graph yet is loaded.")
    with steps(len(files), quiet=True) as progress:
        results = import_files(database, files, "offline", None, progress, default_workers())
        async with aclosing(results):
            async for result in results:
                if result.report is None:
                    raise SetupError(f"the demo cannot be loaded: {result.error}")
                if result.outcome != "unchanged":
                    loaded += 1
                    note(f"  {result.report.video_id.removeprefix('video:')}")
    if loaded:
        # Plans that were made while the graph was empty are of no use now.
        await settle(database)
        note(f"{loaded} talks loaded in {time.monotonic() - began:.0f} s.")


async def remove_demo(database: Database) -> int:
    """Takes the talks of the corpus out of the graph, whatever of it is there.

    Returns:
        How many.
    """
    removed = 0
    for file in demo_files():
        with suppress(NotFound):
            await delete_video(database, video_id(read_file(file)))
            removed += 1
    return removed

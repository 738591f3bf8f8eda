"""The demo corpus into the graph, whatever of it is not there yet, and out of it again."""

import time
from contextlib import aclosing, suppress
from pathlib import Path

from service.commands.console import note, steps
from service.commands.extracting import default_workers
from service.commands.importing import import_files
from service.errors import NotFound, SetupError
from service.graph.database import Database
from service.graph.migrations import settle
from service.ingest.formats import find_files, read_file
from service.ingest.identity import video_id
from service.ingest.load import delete_video
from service.resources import demo_folder

_DOCUMENT = ".document.json"


def demo_files() -> list[Path]:
    """The talks of the corpus. Where a talk has a complete document, its bare transcript is left out."""
    documents = {file.name.removesuffix(_DOCUMENT): file for file in demo_folder().rglob(f"*{_DOCUMENT}")}
    return [
        file
        for file in find_files([demo_folder()])
        if documents.get(file.name.partition(".")[0], file) == file
    ]


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

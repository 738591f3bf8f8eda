"""The demo corpus into the graph, whatever of it is not there yet."""

import hashlib
import json
import time
from pathlib import Path

import service
from service.commands.console import note, steps
from service.commands.importing import import_file
from service.errors import SetupError
from service.graph.database import Database
from service.graph.health import read_content_hashes
from service.graph.migrations import settle
from service.ingest.formats import find_files
from service.resources import demo_folder
from service.settings import Settings

_DOCUMENT = ".document.json"


def demo_files() -> list[Path]:
    """The talks of the corpus. Where a talk has a complete document, its bare transcript is left out."""
    documents = {file.name.removesuffix(_DOCUMENT): file for file in demo_folder().rglob(f"*{_DOCUMENT}")}
    return [
        file
        for file in find_files([demo_folder()])
        if documents.get(file.name.partition(".")[0], file) == file
    ]


async def load_demo(settings: Settings, database: Database) -> None:
    """Imports what is not there yet.

    What was loaded is noted in the home folder (`demo.json`): file content → video and its content hash. A file
    is passed over before its extraction, which takes seconds, when the graph still has exactly that.

    Raises:
        SetupError: a file of the corpus cannot be imported.
    """
    notes_file = settings.home.expanduser() / "demo.json"
    notes = _read_notes(notes_file)
    files = demo_files()
    prints = {file: _fingerprint(file) for file in files}
    known = {prints[file]: notes[prints[file]] for file in files if prints[file] in notes}
    there = await read_content_hashes(database, [video_id for video_id, _ in known.values()])
    loaded = {key for key, (video_id, content) in known.items() if there.get(video_id) == content}
    missing = [file for file in files if prints[file] not in loaded]
    if not missing:
        note(f"All {len(files)} talks of the demo are in the graph.")
        return
    began = time.monotonic()
    note(f"Loading {len(missing)} talks of the demo …")
    with steps(len(missing)) as progress:
        for file in missing:
            progress.begin(file.name)
            result = await import_file(database, file)
            if result.report is None:
                raise SetupError(f"the demo cannot be loaded: {result.error}")
            video_id = result.report.video_id
            hashes = await read_content_hashes(database, [video_id])
            known[prints[file]] = (video_id, hashes[video_id])
            _write_notes(notes_file, known)  # now, so that an interrupted start goes on where it stopped
            progress.end(f"  {video_id.removeprefix('video:')}")
    # Plans that were made while the graph was empty are of no use now.
    await settle(database)
    note(f"{len(missing)} talks loaded in {time.monotonic() - began:.0f} s.")


def _fingerprint(file: Path) -> str:
    """Of all that the import depends on: the talk's files and this program."""
    digest = hashlib.sha256(service.__version__.encode())
    stem = file.name.partition(".")[0]
    for part in sorted(file.parent.glob(f"{stem}.*")):
        digest.update(part.name.encode() + b"\0" + part.read_bytes())
    return digest.hexdigest()


def _read_notes(file: Path) -> dict[str, tuple[str, str]]:
    try:
        return {
            key: (video, content) for key, (video, content) in json.loads(file.read_text("utf-8")).items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}  # nothing noted, or by another version: then all is loaded, which changes nothing


def _write_notes(file: Path, notes: dict[str, tuple[str, str]]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = file.with_name(file.name + ".draft")
    draft.write_text(json.dumps(notes, indent=1), "utf-8")
    draft.replace(file)

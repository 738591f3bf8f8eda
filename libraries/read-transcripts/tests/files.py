"""Where the files of the tests lie, and what most tests ask of one."""

from pathlib import Path
from typing import Any

from read_transcripts import Transcript, read, summarize

FORMATS = Path(__file__).parent / "formats"


def with_changes(path: Path, **options: Any) -> tuple[Transcript, tuple[str, ...]]:
    """A transcript, and what was altered on the way, as people read it."""
    transcript = read(path, **options)
    return transcript, summarize(transcript.changes)

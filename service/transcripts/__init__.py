"""Readers of all formats, each from text to a Transcript. The entry points are `read_file` (`read_with_notes`),
`read` for content that is not on disk, and `find_files` (`look_through`).

The steps: source (bytes → text, with `encoding`), detect and detect_json (which format), a reader of `captions`,
`services` or `text` (with `parts`), `metadata` (files beside it), spoken_language, Transcript. A VideoDocument needs
no conversion. folders finds the files that are talks.
"""

from service.transcripts.folders import find_files, look_through
from service.transcripts.metadata.overrides import Overrides
from service.transcripts.read import (
    document_with,
    is_document,
    read,
    read_file,
    read_with_notes,
    transcript_of,
)
from service.transcripts.talk_file import Recording, TalkFile

__all__ = [
    "Overrides",
    "Recording",
    "TalkFile",
    "document_with",
    "find_files",
    "is_document",
    "look_through",
    "read",
    "read_file",
    "read_with_notes",
    "transcript_of",
]

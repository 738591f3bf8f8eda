"""Talks from files: what the library read_transcripts reads, with the metadata of a video; and complete VideoDocuments.

The entry points are `read_file` (`read_with_notes`), `read` for content that is not on disk, and `look_through`.
"""

from service.transcripts.overrides import Overrides
from service.transcripts.read import (
    document_with,
    is_document,
    read,
    read_file,
    read_with_notes,
    transcript_of,
)
from service.transcripts.source import find_files, look_through
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

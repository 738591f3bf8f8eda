"""One reader a format → Transcript. What to call: `read_file` (`read_with_notes`), `read` where the file is not on the disk, and `find_files` (`look_through`); the rest is theirs.

source (bytes → text, by `encoding`) → detect, detect_json (which format) → a reader of `captions`, `services` or `text`, out of `parts` → `metadata` (what lies beside the file), spoken_language →
Transcript; a VideoDocument is one already. folders says which files are talks.
"""

from service.ingest.formats.folders import find_files, look_through
from service.ingest.formats.metadata.overrides import Overrides
from service.ingest.formats.read import document_with, read, read_file, read_with_notes
from service.ingest.formats.talk_file import TalkFile

__all__ = [
    "Overrides",
    "TalkFile",
    "document_with",
    "find_files",
    "look_through",
    "read",
    "read_file",
    "read_with_notes",
]

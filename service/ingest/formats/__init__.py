"""One reader a format → Transcript. What to call: `read_file` and `find_files`; the rest is theirs.

source (bytes → text) → detect (which format) → subrip, webvtt, podcasting, or a VideoDocument → sidecar and
chapters beside the file → Transcript. Shared by the readers: cues, timing, markup, speakers, rolling, jsontext.
"""

from service.ingest.formats.read import find_files, read_file
from service.ingest.formats.sidecar import Overrides

__all__ = ["Overrides", "find_files", "read_file"]

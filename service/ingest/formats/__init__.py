"""One reader a format → Transcript. What to call: `read_file` (`read_with_notes`) and `find_files` (`look_through`); the rest is theirs.

source (bytes → text; codepages, charsets with languages; office, packed) → detect, detect_json (which format) → a reader → sidecar, chapters and yt-dlp's info beside the file, spoken_language (its tag, else by the words) →
Transcript; a VideoDocument is one already. folders says which files are talks.

Readers: subrip, webvtt (cues), substation, microdvd, sami, ttml (ttml_time), podlove, youtube; podcasting, whisper, services, speech, nested,
rows (turns); webpage, plain (frontmatter, habits, marks, headings, contents, frames). Shared by them: xmltree, jsontext, dates, markup, scripts, timing, speakers, rolling, words, pieces.
"""

from service.ingest.formats.folders import find_files, look_through
from service.ingest.formats.overrides import Overrides
from service.ingest.formats.read import read_file, read_with_notes

__all__ = ["Overrides", "find_files", "look_through", "read_file", "read_with_notes"]

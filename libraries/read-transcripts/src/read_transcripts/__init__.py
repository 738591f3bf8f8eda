"""Reads the transcript files that people have: `read(path).segments`."""

from read_transcripts.errors import FactsOnly, NotATranscript, TranscriptError
from read_transcripts.folders import find, look_through
from read_transcripts.parts.words import segments_of_words
from read_transcripts.read import format_of, read, with_companions
from read_transcripts.readers import Reader
from read_transcripts.transcript import Change, Chapter, Segment, Transcript, Word, summarize
from read_transcripts.writers import FORMATS, write

__version__ = "0.1.0"

__all__ = [
    "FORMATS",
    "Change",
    "Chapter",
    "FactsOnly",
    "NotATranscript",
    "Reader",
    "Segment",
    "Transcript",
    "TranscriptError",
    "Word",
    "find",
    "format_of",
    "look_through",
    "read",
    "segments_of_words",
    "summarize",
    "with_companions",
    "write",
]

"""SubRip (.srt) in the variants that players accept; also YouTube's .sbv and SubViewer.

Numbers may be missing; times may have dots, no hours, or no spaces around the arrow. Coordinates after the times,
tags and SubStation overrides are removed. Source: https://matroska.org/technical/subtitles.html
"""

import re
from pathlib import Path

from service.transcripts.parts.cues import read_cues
from service.transcripts.parts.rolling import unroll
from service.transcripts.parts.speakers import name_speakers
from service.transcripts.parts.spoken import RawTranscript, bare_cues
from service.transcripts.parts.timing import usual_timing

_BREAK = re.compile(r"\[br\]", re.IGNORECASE)
"""SubViewer's."""
_NUMBER = re.compile(r"\s*[0-9]+\s*$", re.ASCII)


def read_subrip(text: str, file: Path) -> RawTranscript:
    """Reads a text with at least one line of cue times.

    Raises: TranscriptError: invalid times, or times that run backwards by more than `HAIR`.
    """
    cues = read_cues(
        _BREAK.sub("<br>", usual_timing(text)).split("\n"),
        file,
        blank=lambda line: not line.strip(),
        identifier=lambda line: _NUMBER.match(line) is not None,
        mend=True,
    )
    return RawTranscript(name_speakers(unroll(bare_cues(cues))))

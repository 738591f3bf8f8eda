"""SubRip (.srt), as players read it rather than as its first program wrote it; YouTube's .sbv and SubViewer.

Numbers may be missing, times may have dots, no hours, or no spaces round the arrow; coordinates behind them
are left out, and so are tags and SubStation overrides. Source: https://matroska.org/technical/subtitles.html
"""

import re
from pathlib import Path

from service.ingest.formats.parts.cues import read_cues
from service.ingest.formats.parts.rolling import unroll
from service.ingest.formats.parts.speakers import name_speakers
from service.ingest.formats.parts.spoken import Reading, bare_cues
from service.ingest.formats.parts.timing import usual_timing

_BREAK = re.compile(r"\[br\]", re.IGNORECASE)
"""SubViewer's."""
_NUMBER = re.compile(r"\s*[0-9]+\s*$", re.ASCII)


def read_subrip(text: str, file: Path) -> Reading:
    """The words of a text in which some line has the times of a cue.

    Raises:
        TranscriptError: times that cannot be read, or that run backwards by more than a hair.
    """
    cues = read_cues(
        _BREAK.sub("<br>", usual_timing(text)).split("\n"),
        file,
        blank=lambda line: not line.strip(),
        identifier=lambda line: _NUMBER.match(line) is not None,
        mend=True,
    )
    return Reading(name_speakers(unroll(bare_cues(cues))))

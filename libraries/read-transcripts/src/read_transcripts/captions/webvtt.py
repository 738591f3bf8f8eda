"""WebVTT (.vtt): voices, settings, NOTE, STYLE and REGION blocks, YouTube's rolling captions. And SubRip (.srt) in the variants that
players accept; also YouTube's .sbv.

In SubRip, numbers may be missing; times may have dots, no hours, or no spaces around the arrow. Coordinates after the times, tags and
SubStation overrides are removed.

Sources: https://www.w3.org/TR/webvtt1/, https://matroska.org/technical/subtitles.html
"""

import re
from collections.abc import Sequence
from pathlib import Path

from read_transcripts.parts.cues import Cue, read_cues
from read_transcripts.parts.markup import bare_lines
from read_transcripts.parts.rolling import unroll
from read_transcripts.parts.speakers import label_of, name_speakers, voices
from read_transcripts.parts.spoken import RawTranscript, TimedLines, bare_cues
from read_transcripts.parts.timing import SLACK, TIMING, usual_timing

_NUMBER = re.compile(r"\s*[0-9]+\s*$", re.ASCII)


def read_subrip(text: str, file: Path) -> RawTranscript:
    """Reads a text with at least one line of cue times.

    Raises: TranscriptError: invalid times, or times that run backwards by more than `HAIR`.
    """
    cues = read_cues(
        usual_timing(text).split("\n"),
        file,
        blank=lambda line: not line.strip(),
        identifier=lambda line: _NUMBER.match(line) is not None,
        mend=True,
    )
    return RawTranscript(name_speakers(unroll(bare_cues(cues))))


_BLOCK = re.compile(r"(?:NOTE|STYLE|REGION)(?=\s|$)")
_VOICE = re.compile(r"<v[.\s]")
_NUMBERED_NAME = re.compile(r'[0-9]+ "([^"]+)"(?: \([0-9]*\))?')
_LANGUAGE = re.compile(r"Language:\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)\s*$")


def read_webvtt(text: str, file: Path) -> RawTranscript:
    """Reads a text that begins with WEBVTT.

    Raises:
        TranscriptError: times that cannot be read, or that run backwards; where voices speak at once, by more than
            `SLACK`.
    """
    lines = text.split("\n")
    language = _language(lines)
    voiced = _VOICE.search(text) is not None
    cues = read_cues(
        _without_blocks(lines),
        file,
        blank=lambda line: not line,
        identifier=bool,
        slack=SLACK if voiced else 0.0,
    )
    spoken = voices(cues) or _roll_call(cues)
    if spoken is None:
        spoken = name_speakers(unroll(bare_cues(cues)))
    return RawTranscript(sorted(spoken, key=lambda item: item.start), language)


def _roll_call(cues: Sequence[Cue]) -> list[TimedLines] | None:
    """Returns the speaker of each cue number (`7 "Ann Lee" (4711)`, as in Webex); None if none has one."""
    names = [_NUMBERED_NAME.fullmatch(cue.identifier) for cue in cues]
    if not any(names):
        return None
    spoken = [
        TimedLines(cue.start, cue.end, bare_lines(cue.payload), label_of(name[1]) if name else None)
        for cue, name in zip(cues, names, strict=True)
    ]
    return [item for item in spoken if item.lines]


def _language(lines: Sequence[str]) -> str | None:
    """The language that YouTube puts into the header."""
    for line in lines:
        if not line.strip() or TIMING.match(line):
            return None
        match = _LANGUAGE.match(line)
        if match:
            return match[1]
    return None


def _without_blocks(lines: Sequence[str]) -> list[str]:
    """Returns the lines with header and other blocks emptied, so that line numbers do not change."""
    kept: list[str] = []
    skipping = True  # the header is a block too
    fresh = True
    for line in lines:
        if skipping and (not line.strip() or TIMING.match(line)):
            skipping = False
        elif fresh and _BLOCK.match(line):
            skipping = True
        kept.append("" if skipping else line)
        fresh = not line
    return kept

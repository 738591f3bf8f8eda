"""Podcasting 2.0's JSON, also with a segment for each word.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from read_transcripts.errors import TranscriptError
from read_transcripts.parts.jsontext import language_in, line_of, number, path_text
from read_transcripts.parts.markup import tidy
from read_transcripts.parts.order import in_order
from read_transcripts.parts.speakers import label_of, name_speakers
from read_transcripts.parts.spoken import RawTranscript, TimedLines
from read_transcripts.parts.timing import disorder
from read_transcripts.parts.words import join_if_words


def read_podcasting(value: dict[str, Any], text: str, file: Path) -> RawTranscript:
    """The words of the parsed JSON `value`; `text` is what it was parsed from.

    A segment without `endTime` ends where the next one starts. One without words is left out.

    Raises:
        TranscriptError: a segment without times or words that can be used, or times that run backwards.
    """
    spoken: list[TimedLines] = []
    open_end = False
    before = 0.0
    place = ("segments",)
    segments: list[tuple[TimedLines, bool]] = []
    for index, segment in enumerate(value["segments"]):
        try:
            segments.append(_segment(segment))
        except ValueError as error:
            here = (*place, index)
            raise TranscriptError(file, f"{path_text(here)}: {error}", line_of(text, here)) from None
    times = in_order([(item.start, item.end) for item, _ in segments])
    for index, ((item, has_end), (start, end)) in enumerate(zip(segments, times, strict=True)):
        fault = disorder(start, end, before)
        if fault is not None:
            here = (*place, index)
            raise TranscriptError(file, f"{path_text(here)}: {fault}", line_of(text, here))
        item = replace(item, start=start, end=end)
        if open_end:
            spoken[-1] = replace(spoken[-1], end=item.start)
        before, open_end = item.start, not has_end
        spoken.append(item)
    spoken = [item for item in spoken if item.lines]
    if all(item.speaker is None for item in spoken):
        spoken = name_speakers(spoken)
    return RawTranscript(join_if_words(spoken), language_in(value, "language"))


def _segment(segment: Any) -> tuple[TimedLines, bool]:
    """One segment, and whether it says when it ends."""
    if not isinstance(segment, dict):
        raise ValueError("must be an object with startTime and body")
    body = segment.get("body")
    if body is not None and not isinstance(body, str):
        raise ValueError("body must be text")
    if segment.get("startTime") is None:
        raise ValueError("startTime is missing")
    start = number(segment["startTime"], "startTime")
    end = segment.get("endTime")
    speaker = segment.get("speaker")
    if isinstance(speaker, (dict, list)):
        raise ValueError("speaker must be text")
    words = tidy(body or "")
    return (
        TimedLines(
            start,
            start if end is None else number(end, "endTime"),
            (words,) if words else (),
            None if speaker is None else label_of(str(speaker)),
        ),
        end is not None,
    )

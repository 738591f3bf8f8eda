"""Podlove Simple Transcripts: XML with an element for each turn and in it one for each word or sentence.

Source: https://podlove.org/simple-transcripts/
"""

from dataclasses import replace
from pathlib import Path

from service.errors import TranscriptError
from service.transcripts.parts.markup import tidy
from service.transcripts.parts.order import in_order
from service.transcripts.parts.speakers import label_of, name_speakers
from service.transcripts.parts.spoken import RawTranscript, TimedLines
from service.transcripts.parts.timing import disorder, read_clock
from service.transcripts.parts.words import join_if_words
from service.transcripts.parts.xmltree import (
    Element,
    all_text,
    attribute,
    language_of,
    local_name,
    parse_xml,
)


def read_podlove(text: str, file: Path) -> RawTranscript:
    """The words of a text whose root element is `transcripts`.

    Where no turn has a speaker, turns mean nothing (programs start one at every pause) and words are joined
    across them.

    Raises:
        TranscriptError: it is no XML, or an item has no times that can be used.
    """
    root = parse_xml(text, file)
    said: list[tuple[TimedLines, int]] = []
    for speech in (element for element in root.iter() if local_name(element) == "speech"):
        name = next((tidy(all_text(child)) for child in speech if local_name(child) == "speaker"), "")
        speaker = label_of(name)
        for item in (child for child in speech if local_name(child) == "item"):
            start = _time(item, "start", file)
            end = _time(item, "end", file, start)
            words = tidy(all_text(item))
            said.append((TimedLines(start, end, (words,) if words else (), speaker), item.sourceline))
    spoken: list[TimedLines] = []
    before = 0.0
    times = in_order([(item.start, item.end) for item, _ in said])
    for (item, line), (start, end) in zip(said, times, strict=True):
        fault = disorder(start, end, before)
        if fault is not None:
            raise TranscriptError(file, fault, line)
        before = start
        if item.lines:
            spoken.append(replace(item, start=start, end=end))
    if all(item.speaker is None for item in spoken):
        spoken = name_speakers(spoken)
    return RawTranscript(join_if_words(spoken), language_of(root))


def _time(item: Element, name: str, file: Path, default: float | None = None) -> float:
    value = attribute(item, name)
    seconds = default if value is None else read_clock(value)
    if seconds is None:
        shown = f"{name} is missing" if value is None else f"cannot read {name} {value[:40]!r}"
        raise TranscriptError(
            file, f"{shown}: an item has start and end, as in 00:01:02.345", item.sourceline
        )
    return seconds

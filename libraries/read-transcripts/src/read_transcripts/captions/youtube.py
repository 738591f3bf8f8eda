"""YouTube's captions: timed text as XML (srv1, srv2, srv3) and as JSON (json3), and lists made from them.

Automatic captions are a window with rolling lines: an event for each line, and one with only a line break that moves
it up. Each line is an event once, on screen until after the next one has begun. There is no public description; these
are the forms that its players and yt-dlp get.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any

from read_transcripts.errors import TranscriptError
from read_transcripts.parts.jsontext import line_of, number, path_text
from read_transcripts.parts.markup import bare_lines
from read_transcripts.parts.order import in_order
from read_transcripts.parts.rolling import unroll
from read_transcripts.parts.speakers import name_speakers
from read_transcripts.parts.spoken import RawTranscript, TimedLines
from read_transcripts.parts.timing import disorder
from read_transcripts.parts.xmltree import (
    Element,
    all_text,
    attribute,
    language_of,
    local_name,
    parse_xml,
)

_EVENTS = {"text", "p"}


@dataclass(frozen=True, slots=True)
class _Caption:
    start: float
    length: float | None
    text: str
    rolled: bool = False
    goes_on: bool = False
    """Whether it is behind the one in front of it on the same line (srv2)."""


def read_timed_text(text: str, file: Path) -> RawTranscript:
    """The words of XML whose root is `transcript` or `timedtext`.

    `text` has seconds in srv1 (`start`, `dur`) and milliseconds in srv2 (`t`, `d`), `p` milliseconds (srv3).

    Raises:
        TranscriptError: it is no XML, or an event has no time that can be used, or times run backwards.
    """
    root = parse_xml(text, file)
    events: list[_Caption] = []
    lines: list[int] = []
    for element in (found for found in root.iter() if local_name(found) in _EVENTS):
        try:
            events.append(_xml_event(element))
        except ValueError as error:
            raise TranscriptError(file, str(error), element.sourceline) from None
        lines.append(element.sourceline)
    return RawTranscript(_said(events, file, lines.__getitem__), language_of(root))


def _xml_event(element: Element) -> _Caption:
    start, length, unit = ("start", "dur", 1) if attribute(element, "t") is None else ("t", "d", 1000)
    value = attribute(element, start)
    if value is None:
        raise ValueError("has no time: t or start is missing")
    duration = attribute(element, length)
    return _Caption(
        number(value, start) / unit,
        None if duration is None else number(duration, length) / unit,
        all_text(element),
        attribute(element, "a") == "1",
        attribute(element, "append") == "1",
    )


def read_json3(value: dict[str, Any], text: str, file: Path) -> RawTranscript:
    """The words of parsed JSON with a list `events`.

    Raises:
        TranscriptError: an event has no time that can be used, or times run backwards.
    """
    events: list[_Caption] = []
    places: list[int] = []
    for index, item in enumerate(value["events"]):
        place = ("events", index)
        try:
            event = _json_event(item)
        except ValueError as error:
            raise TranscriptError(file, f"{path_text(place)}: {error}", line_of(text, place)) from None
        if event is not None:
            events.append(event)
            places.append(index)
    return RawTranscript(_said(events, file, lambda at: line_of(text, ("events", places[at]))))


def _json_event(item: Any) -> _Caption | None:
    """One event; None for one that only sets up a window."""
    if not isinstance(item, dict):
        raise ValueError("must be an object with tStartMs and segs")
    parts = item.get("segs")
    if parts is None:
        return None
    if not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        raise ValueError("segs must be a list of objects with utf8")
    words = [part.get("utf8") or "" for part in parts]
    if not all(isinstance(word, str) for word in words):
        raise ValueError("utf8 must be text")
    length = item.get("dDurationMs")
    return _Caption(
        number(item.get("tStartMs", 0), "tStartMs") / 1000,
        None if length is None else number(length, "dDurationMs") / 1000,
        "".join(words),
        item.get("aAppend") == 1,
    )


def read_caption_list(value: list[Any], text: str, file: Path) -> RawTranscript:
    """The words of a list of `{"text", "start", "duration"}`, as youtube-transcript-api writes it.

    Raises:
        TranscriptError: an item has no time or words that can be used, or times run backwards.
    """
    events: list[_Caption] = []
    for index, item in enumerate(value):
        try:
            if not isinstance(item, dict) or not isinstance(item.get("text"), str):
                raise ValueError("must be an object with text, start and duration")
            length = item.get("duration")
            start = number(item.get("start"), "start")
            events.append(
                _Caption(start, None if length is None else number(length, "duration"), item["text"])
            )
        except ValueError as error:
            raise TranscriptError(file, f"[{index}]: {error}", line_of(text, (index,))) from None
    return RawTranscript(_said(events, file, lambda at: line_of(text, (at,))))


def _said(events: list[_Caption], file: Path, line: Callable[[int], int]) -> list[TimedLines]:
    """The words of events in their order; an event without a length ends where the next one starts."""
    times = in_order([(event.start, event.start) for event in events])
    events = [
        event if start == event.start else replace(event, start=start)
        for event, (start, _) in zip(events, times, strict=True)
    ]
    for index, (before, event) in enumerate(pairwise(events), 1):
        fault = disorder(event.start, event.start, before.start)
        if fault is not None:
            raise TranscriptError(file, fault, line(index))
    events = _lines(events)
    rolling = any(event.rolled for event in events)
    spoken: list[TimedLines] = []
    said = [event for event in events if event.text.strip()]
    for event, following in zip_longest(said, said[1:]):
        until = event.start if following is None else following.start
        end = until if event.length is None else round(event.start + event.length, 3)
        if rolling and following is not None:
            end = min(end, until)
        lines = bare_lines(event.text.split("\n"))
        spoken.append(TimedLines(event.start, max(end, event.start), lines))
    return name_speakers([item for item in unroll(spoken) if item.lines])


def _lines(events: list[_Caption]) -> list[_Caption]:
    """Returns the events, each joined with those that continue it. A line break as a continuation means that the line rolls up."""
    lines: list[_Caption] = []
    for event in events:
        if not event.goes_on or not lines:
            lines.append(event)
        elif not event.text.strip():
            lines.append(replace(event, rolled=True))
        else:
            last = lines[-1]
            end = event.start + (event.length or 0.0)
            lines[-1] = replace(
                last, text=last.text + event.text, length=max(last.length or 0.0, round(end - last.start, 3))
            )
    return lines

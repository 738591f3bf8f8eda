"""TTML (.ttml, .dfxp, .xml, IMSC): nested times, agents, words with their own times.

Source: https://www.w3.org/TR/ttml2/
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from read_transcripts.errors import TranscriptError
from read_transcripts.parts.markup import tidy
from read_transcripts.parts.order import in_order
from read_transcripts.parts.rolling import unroll
from read_transcripts.parts.speakers import label_of, name_speakers
from read_transcripts.parts.spoken import RawTranscript, TimedLines
from read_transcripts.parts.timing import disorder
from read_transcripts.parts.words import join_if_words
from read_transcripts.parts.xmltree import (
    Element,
    all_text,
    attribute,
    language_of,
    local_name,
    own_text,
    parse_xml,
    xml_id,
)

_CLOCK = re.compile(
    r"([0-9]{1,6}):([0-9]{1,2}):([0-9]{1,2})(?:([.,][0-9]{1,9})|[:;]([0-9]{1,3})(?:\.([0-9]{1,3}))?)?",
    re.ASCII,
)
_OFFSET = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,9})?)(h|ms|m|s|f|t)?", re.ASCII)
_UNITS = {"h": 3600, "m": 60, "s": 1, None: 1}


@dataclass(frozen=True, slots=True)
class Rates:
    """Frames, subframes and ticks of a document."""

    frames: int = 30
    multiplier: Fraction = Fraction(1)
    subframes: int = 1
    ticks: Fraction = Fraction(1)


def read_rates(root: Element) -> Rates:
    """The rates that a document's root states, with the defaults of the standard for what it does not."""
    frames = _positive(attribute(root, "frameRate"))
    subframes = _positive(attribute(root, "subFrameRate")) or 1
    ratio = [
        _positive(part)
        for part in re.split(r"[\s:]+", (attribute(root, "frameRateMultiplier") or "").strip())
    ]
    multiplier = Fraction(ratio[0], ratio[1]) if len(ratio) == 2 and ratio[0] and ratio[1] else Fraction(1)
    ticks = _positive(attribute(root, "tickRate"))
    return Rates(
        frames or 30,
        multiplier,
        subframes,
        Fraction(ticks) if ticks else frames * multiplier * subframes if frames else Fraction(1),
    )


def _positive(text: str | None) -> int | None:
    bare = (text or "").strip()
    return int(bare) or None if bare.isascii() and bare.isdecimal() and len(bare) < 12 else None


def read_time(text: str, rates: Rates) -> float:
    """Seconds, to the millisecond.

    Raises:
        ValueError: it is no time, with the reason.
    """
    bare = text.strip()
    found = _clock(bare, rates)
    if found is None:
        found = _offset(bare, rates)
    if found is None:
        raise ValueError(
            f"cannot read the time {bare[:40]!r}: it is written 00:01:02.345, 00:01:02:10 or 62.345s"
        )
    return round(found * 1000) / 1000


def _clock(text: str, rates: Rates) -> Fraction | None:
    match = _CLOCK.fullmatch(text)
    if match is None or int(match[2]) > 59 or int(match[3]) > 60:
        return None
    minutes = int(match[1]) * 60 + int(match[2])
    whole = minutes * 60 + int(match[3])
    rate = rates.frames * rates.multiplier
    frames = int(match[5] or 0) + Fraction(int(match[6] or 0), rates.subframes)
    return whole + Fraction("0." + (match[4] or ".0")[1:]) + frames / rate


def _offset(text: str, rates: Rates) -> Fraction | None:
    match = _OFFSET.fullmatch(text)
    if match is None:
        return None
    count = Fraction(match[1])
    match match[2]:
        case "ms":
            return count / 1000
        case "f":
            return count / (rates.frames * rates.multiplier)
        case "t":
            return count / rates.ticks
        case unit:
            return count * _UNITS[unit]


_CONTENT = {"body", "div", "p", "span", "br"}
_RUBY = {"text", "textContainer", "delimiter"}


@dataclass(frozen=True, slots=True)
class _TimeScope:
    """The inherited data of an element: its time (`start` None: not given yet) and its speaker."""

    start: float | None = None
    end: float | None = None
    agent: str | None = None
    word: bool = False
    nested: bool = True
    """Whether times are relative to the parent element, as in the standard, or all to the start."""


@dataclass(slots=True)
class _TextRun:
    text: str
    scope: _TimeScope
    line: int


def read_ttml(text: str, file: Path) -> RawTranscript:
    """Reads a text with the root element `tt`.

    Raises:
        TranscriptError: it is no XML, a time cannot be read or is missing, or a cue ends before it starts.
    """
    root = parse_xml(text, file)
    rates = read_rates(root)
    body = next((child for child in root if local_name(child) == "body"), None)
    found: list[TimedLines] = []
    if body is not None:
        for runs in _paragraphs(body, _TimeScope(nested=not _absolute(body, rates)), rates, file):
            found += _cues(runs, file)
    found.sort(key=lambda item: item.start)  # regions and speakers may come one after the other
    agents = _agents(root)
    if any(item.speaker for item in found):
        spoken = [
            replace(item, speaker=label_of(agents.get(item.speaker or "", item.speaker or "")))
            for item in found
        ]
    else:
        spoken = name_speakers(unroll(found))
    title = next((tidy(all_text(e)) for e in root.iter("{*}title") if "metadata" in e.tag), None)
    return RawTranscript(spoken, language_of(root), title or None)


def _paragraphs(element: Element, scope: _TimeScope, rates: Rates, file: Path) -> Iterator[list[_TextRun]]:
    """Yields the runs of each paragraph below `element`, which has the scope `scope`."""
    sequence = attribute(element, "timeContainer") == "seq"
    previous = scope.start
    for child in element:
        if local_name(child) not in _CONTENT:
            continue
        inner = _inner(child, scope, previous if sequence else scope.start, rates, file)
        previous = inner.end if inner.end is not None else inner.start
        if local_name(child) == "p":
            yield list(_runs(child, inner, rates, file))
        else:
            yield from _paragraphs(child, inner, rates, file)


def _runs(element: Element, scope: _TimeScope, rates: Rates, file: Path) -> Iterator[_TextRun]:
    sequence = attribute(element, "timeContainer") == "seq"
    previous = scope.start
    yield _TextRun(own_text(element).replace("\n", " "), scope, element.sourceline)
    for child in element:
        name = local_name(child)
        if name == "br":
            yield _TextRun("\n", scope, child.sourceline)
        elif name == "span" and attribute(child, "ruby") not in _RUBY:
            inner = _inner(child, scope, previous if sequence else scope.start, rates, file)
            previous = inner.end if inner.end is not None else inner.start
            yield from _runs(child, inner, rates, file)
        elif not name:
            yield _TextRun(own_text(child), scope, child.sourceline)
        yield _TextRun((child.tail or "").replace("\n", " "), scope, child.sourceline)


def _inner(element: Element, outer: _TimeScope, origin: float | None, rates: Rates, file: Path) -> _TimeScope:
    """The scope of an element, whose times count from `origin`."""
    try:
        begin, end, length = (
            read_time(value, rates) if (value := element.get(name)) else None
            for name in ("begin", "end", "dur")
        )
    except ValueError as error:
        raise TranscriptError(file, str(error), element.sourceline) from None
    zero = (origin or 0.0) if outer.nested else 0.0
    timed = begin is not None or end is not None or length is not None
    start = zero + (begin or 0.0) if timed else origin
    ends = [] if outer.end is None else [outer.end]
    if end is not None:
        ends.append(zero + end)
    if length is not None:
        ends.append(zero + (begin or 0.0) + length)
    agent = attribute(element, "agent")
    return _TimeScope(
        None if start is None else round(start, 3),
        round(min(ends), 3) if ends else None,
        agent.split()[0] if agent and agent.split() else outer.agent,
        attribute(element, "unit") == "word",
        outer.nested,
    )


def _absolute(body: Element, rates: Rates) -> bool:
    """Returns whether times in nested elements are absolute after all (Apple's transcripts): taken as absolute they
    are within their parents, and added up some are not."""
    beyond = False
    for outer in body.iter():
        start, end = _raw(outer, "begin", rates), _raw(outer, "end", rates)
        if not start or end is None:
            continue
        for inner in outer.iterdescendants():
            begin = _raw(inner, "begin", rates)
            if begin is None:
                continue
            if not start <= begin <= end:
                return False
            beyond = beyond or start + begin > end
    return beyond


def _raw(element: Element, name: str, rates: Rates) -> float | None:
    value = element.get(name)
    try:
        return None if value is None else read_time(value, rates)
    except ValueError:
        return None


def _cues(runs: list[_TextRun], file: Path) -> list[TimedLines]:
    """Returns the cues of one paragraph: one, or several if parts have their own times or speakers. Words are joined."""
    pieces: list[_TextRun] = []
    gap = ""
    for run in runs:
        if not run.text.strip():
            gap += run.text
            continue
        if run.text[0].isspace() or run.scope.word:
            gap += " "
        last = pieces[-1] if pieces else None
        if last is not None and last.scope == run.scope and not run.scope.word:
            last.text += gap + run.text
        elif last is not None and not gap and _goes_on(last.text, run.text):
            last.text += run.text
            last.scope = replace(last.scope, end=run.scope.end)
        else:
            pieces.append(replace(run))
        gap = " " if run.text[-1].isspace() else ""
    spoken = [_spoken(piece, file) for piece in pieces]
    return join_if_words(spoken) if len(spoken) > 1 else spoken


def _goes_on(before: str, after: str) -> bool:
    """Returns whether a piece is the rest of the word before it, as in songs timed by syllable."""
    return before[-1].isalnum() and not after[0].isupper() and " " not in after.strip()


def _spoken(piece: _TextRun, file: Path) -> TimedLines:
    start, end = piece.scope.start, piece.scope.end
    if start is None:
        raise TranscriptError(
            file, "has words without a time: neither they nor what holds them has begin", piece.line
        )
    start, end = in_order([(start, start if end is None else end)])[0]
    fault = disorder(start, end, 0.0)
    if fault is not None:
        raise TranscriptError(file, fault, piece.line)
    lines = tuple(filter(None, map(tidy, piece.text.split("\n"))))
    return TimedLines(start, end, lines, piece.scope.agent)


def _agents(root: Element) -> dict[str, str]:
    """Returns the names of speakers by their ids."""
    names: dict[str, str] = {}
    for agent in root.iter("{*}agent"):
        identifier = xml_id(agent)
        name = next((tidy(all_text(child)) for child in agent if local_name(child) == "name"), "")
        if identifier and name:
            names[identifier] = name
    return names

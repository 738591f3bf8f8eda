"""SubStation Alpha (.ssa) and Advanced SubStation Alpha (.ass), in the variants that players accept.

The `Format` line of `[Events]` gives the order of the fields. Comments, drawings and override blocks are not words.
Events may be in any order, for layers and styles: they are sorted by time, and equal text at the same time (an
outline under its letters) counts once. Source: https://matroska.org/technical/subtitles.html
"""

import re
from dataclasses import replace
from pathlib import Path

from read_transcripts.errors import TranscriptError
from read_transcripts.parts.frames import may_be_title
from read_transcripts.parts.markup import bare_lines, tidy
from read_transcripts.parts.order import in_order
from read_transcripts.parts.rolling import unroll
from read_transcripts.parts.speakers import label_of, name_speakers
from read_transcripts.parts.spoken import RawTranscript, TimedLines
from read_transcripts.parts.timing import HAIR, disorder, mended, read_clock

_HEAD = re.compile(r"(?:\s*;[^\n]*\n)*\s*\[(?:script info|v4\+? styles|events)\]", re.IGNORECASE)
_SECTION = re.compile(r"\s*\[([^\]]+)\]\s*$")
_LINE = re.compile(r"\s*(format|dialogue|title)\s*:(.*)", re.IGNORECASE)
_FIELDS = ["layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text"]
"""The fields of a file without a `Format` line."""
_NO_NAMES = {"ntp", "default"}
"""The default name of a speaker in the first program, and the usual style."""
_NO_TITLE = re.compile(
    r"<?(?:default|untitled|unnamed)(?: \w+){0,2}>?|(?:new )?(?:subtitles?|script|file)|(?:unknown|no)(?: title)?"
    r"|.*\b(?:generated|converted|created|exported|made) (?:by|with|from) .*|sub ?station alpha.*"
    r"|\S*(?:_|\.\S*\.)\S*"  # a file's name
    r"|(?:english|deutsch|italiano|русский|العربية|español|português|français)(?: \([\w ]+\))?",  # of streaming services
    re.IGNORECASE,
)
"""Default titles of programs."""
_BLOCK = re.compile(r"(?<!\\)\{([^}]*)\}")
_DRAWING = re.compile(r"\\p([0-9]+)")
_BREAK = re.compile(r"\\[Nn]")


def is_substation(text: str) -> bool:
    """Whether a text begins with one of the sections."""
    return _HEAD.match(text) is not None


def read_substation(text: str, file: Path) -> RawTranscript:
    """Reads a text that `is_substation`.

    If events name their speakers, events without a name have none. Otherwise names are before the words, as in
    SubRip.

    Raises:
        TranscriptError: a `Format` line or an event that cannot be read, or one that ends before it starts.
    """
    section = ""
    fields = _FIELDS
    title: str | None = None
    events: dict[tuple[float, float, str], TimedLines] = {}
    for number, line in enumerate(text.split("\n"), 1):
        heading = _SECTION.match(line)
        if heading:
            section = heading[1].strip().casefold()
            continue
        match = _LINE.match(line)
        if match is None:
            continue
        try:
            if match[1].casefold() == "dialogue":
                event = _event(match[2], fields)
                key = (event.start, event.end, event.text)
                if key not in events or events[key].speaker is None:
                    events[key] = event
            elif match[1].casefold() == "title":
                title = _title(match[2]) if section == "script info" else title
            elif section == "events":
                fields = _order(match[2])
        except ValueError as error:
            raise TranscriptError(file, str(error), number) from None
    spoken = sorted((event for event in events.values() if event.lines), key=lambda event: event.start)
    if any(event.speaker for event in spoken):
        return RawTranscript(spoken, title=title)
    return RawTranscript(name_speakers(unroll(spoken)), title=title)


def _title(value: str) -> str | None:
    """Returns the text after `Title:`, unless it is a default title."""
    title = tidy(value)
    return title if may_be_title(title) and not _NO_TITLE.fullmatch(title) else None


def _order(value: str) -> list[str]:
    fields = [field.strip().casefold() for field in value.split(",")]
    if not {"start", "end"} <= set(fields) or fields[-1] != "text":
        raise ValueError("the Format line of the events must name Start, End and, as the last, Text")
    return ["name" if field == "actor" else field for field in fields]


def _event(value: str, fields: list[str]) -> TimedLines:
    parts = value.split(",", len(fields) - 1)
    if len(parts) < len(fields):
        raise ValueError(f"has {len(parts)} fields, and the Format line names {len(fields)}")
    event = dict(zip(fields, parts, strict=True))
    start, end = read_clock(event["start"]), read_clock(event["end"])
    if start is None or end is None:
        times = f"{event['start'].strip()},{event['end'].strip()}"
        raise ValueError(f"cannot read the times {times[:60]!r}: they are written 0:00:01.50,0:00:04.00")
    start, end = mended(*in_order([(start, end)], hair=HAIR)[0], 0.0)
    fault = disorder(start, end, 0.0)
    if fault is not None:
        raise ValueError(fault)
    return _named(TimedLines(start, end, _lines(event["text"])), event.get("name", ""))


def _named(event: TimedLines, name: str) -> TimedLines:
    """Returns the event with its speaker, without the name repeated before the words."""
    label = None if name.strip().casefold() in _NO_NAMES else label_of(name)
    if label is None or not event.lines or not event.lines[0].startswith(f"{label}:"):
        return replace(event, speaker=label)
    first = event.lines[0][len(label) + 1 :].strip()
    return replace(event, speaker=label, lines=tuple(filter(None, (first, *event.lines[1:]))))


def _lines(text: str) -> tuple[str, ...]:
    """Returns the lines of an event, without override blocks and drawings."""
    shown: list[str] = []
    drawing = False
    at = 0
    for block in _BLOCK.finditer(text):
        if not drawing:
            shown.append(text[at : block.start()])
        at = block.end()
        for level in _DRAWING.findall(block[1]):
            drawing = int(level) > 0
    if not drawing:
        shown.append(text[at:])
    words = "".join(shown).replace("\\h", " ").replace("\\{", "{").replace("\\}", "}")
    return bare_lines(_BREAK.split(words))

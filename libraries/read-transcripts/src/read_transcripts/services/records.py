"""Lists of rows with time, speaker and text, under any names: JSON, JSON Lines, CSV and TSV.

Seconds, milliseconds and clock times are distinguished by the key (`start_ms`), by the notation, or else by a
plausible speed of speech.
"""

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from read_transcripts.parts.jsontext import Place, each, language_in, number, speaker_in
from read_transcripts.parts.markup import tidy
from read_transcripts.parts.scripts import count_words
from read_transcripts.parts.spoken import RawTranscript
from read_transcripts.parts.timing import read_clock
from read_transcripts.parts.turns import Turn, in_pieces, settle
from read_transcripts.parts.words import join_if_words
from read_transcripts.transcript import Word

_STARTS = (
    "start", "starttime", "startseconds", "startsec", "starts", "begin", "begintime", "from", "timestamp", "time", "offset",
    "timecode", "in", "startms",
)  # fmt: skip
_ENDS = ("end", "endtime", "endseconds", "endsec", "ends", "stop", "to", "out", "timeout", "endms")
_LENGTHS = ("duration", "dur", "length", "durationms")
_TEXTS = (
    "text",
    "body",
    "sentence",
    "transcript",
    "content",
    "caption",
    "line",
    "utterance",
    "words",
    "word",
)
_SPEAKERS = ("speaker", "speakername", "speakerdesignation", "voice", "speakerlabel", "speakerid", "who")
_SLOWEST = 1.0
"""Words a minute. Anybody who speaks more slowly has milliseconds for seconds."""
_LATEST = 1e9
"""Milliseconds of a hundred hours are less; seconds since 1970 are more."""
_DEPTH = 3
_FEWEST = 6
_CLOCK_WITH_FRAMES = re.compile(r"([0-9]{2}:[0-9]{2}:[0-9]{2})[:;][0-9]{2}", re.ASCII)

_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_OUTER = re.compile(r"^\||(?<!\\)\|$")

Row = dict[str, Any]


def place_of_rows(value: Any) -> Place | None:
    """Returns the place of a list of rows in parsed JSON, the outermost first; None if there is none."""
    level: list[tuple[Place, Any]] = [((), value)]
    for _ in range(_DEPTH + 1):
        for place, found in level:
            if isinstance(found, list) and any(_is_row(item) for item in found[:3]):
                return place
        level = [
            ((*place, key), inner)
            for place, found in level
            if isinstance(found, dict)
            for key, inner in found.items()
            if isinstance(inner, (dict, list))
        ]
    return None


def _is_row(item: Any) -> bool:
    if not isinstance(item, dict):
        return False
    row = _plain(item)
    if not isinstance(_first(row, _TEXTS), str):
        return False
    try:
        return _turn(row).start < _LATEST
    except ValueError:
        return False  # messages have dates


def is_table(text: str) -> bool:
    """Whether the first line of a text names columns for a time and for words."""
    columns = _plain(dict.fromkeys(_columns(text), ""))
    return (
        len(columns) > 1 and any(key in columns for key in _STARTS) and any(key in columns for key in _TEXTS)
    )


def markdown_table(text: str) -> str | None:
    """A table of Markdown's, with only headings in front, as one with tabs; None if a text is none."""
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)
    if first + 2 >= len(lines) or not _RULE.fullmatch(lines[first + 1]) or not lines[first].startswith("|"):
        return None
    rows = ["\t".join(_cells(line)) if line.startswith("|") else "" for line in lines[first:]]
    return "\n".join([rows[0], *rows[2:]])


def _cells(line: str) -> list[str]:
    return [cell.replace("\\|", "|").strip("*_ \t") for cell in _PIPE.split(_OUTER.sub("", line.strip()))]


def _columns(text: str) -> list[str]:
    try:
        return next(csv.reader([text.partition("\n")[0]], **_dialect(text)), [])
    except csv.Error:
        return []


def _dialect(text: str) -> dict[str, Any]:
    """Whisper writes tabs and no quotes; others commas or semicolons, and quotes where they are needed."""
    head = text.partition("\n")[0]
    if "\t" in head:
        return {"delimiter": "\t", "quoting": csv.QUOTE_NONE}
    return {"delimiter": ";" if head.count(";") > head.count(",") else ","}


def read_rows(value: Any, text: str, file: Path) -> RawTranscript:
    """The words of parsed JSON that somewhere has a list of rows.

    Raises:
        TranscriptError: a row has no times or words that can be used, or times run backwards.
    """
    place = place_of_rows(value) or ()
    items = value
    for step in place:
        items = items[step]
    turns = each(items, place, text, file, lambda item: _turn(_plain(item)))
    language = (
        language_in(value, "language_code") or language_in(value, "language")
        if isinstance(value, dict)
        else None
    )
    clocks = any(":" in str(_first(_plain(item), _STARTS)) for item in items)
    spoken = in_pieces(
        settle(
            turns if clocks else in_seconds(turns, hundredths=_counts_hundredths(items)), place, text, file
        )
    )
    return RawTranscript(
        join_if_words(spoken, _FEWEST), language if language and len(language) < 10 else None
    )


def table_as_json(text: str) -> str:
    """Returns the rows as a JSON list, each on its line of the table."""
    rows = csv.DictReader(text.split("\n"), **_dialect(text))
    try:
        listed = [json.dumps({key: cell for key, cell in row.items() if key and cell}) for row in rows]
    except csv.Error:
        return "[]"
    return "[\n" + ",\n".join(listed) + "]"


def _plain(row: Mapping[Any, Any]) -> Row:
    """A row by the bare form of its keys: `Start Time`, `start_time` and `startTime` are one; the first of a kind counts."""
    plain: Row = {}
    for key, cell in row.items():
        if isinstance(key, str) and cell is not None:
            plain.setdefault(re.sub(r"[^a-z]", "", key.casefold()), cell)
    return plain


def _first(row: Row, keys: tuple[str, ...]) -> Any:
    return next((row[key] for key in keys if key in row), None)


def _turn(row: Row) -> Turn:
    said = _first(row, _TEXTS)
    if said is not None and not isinstance(said, str):
        raise ValueError("its words must be text")
    start, end = _first(row, _STARTS), _first(row, _ENDS)
    if isinstance(start, list) and len(start) == 2:
        start, end = start
    opens = _moment(start, "start", "startms" in row and not any(key in row for key in _STARTS[:-1]))
    length = _first(row, _LENGTHS)
    if end is not None:
        closes = _moment(end, "end", "endms" in row and not any(key in row for key in _ENDS[:-1]))
    else:
        closes = None if length is None else opens + _moment(length, "duration", False)
    speaker = _first(row, _SPEAKERS)
    voice = (
        speaker.get("name")
        if isinstance(speaker, dict)
        else row.get("speakername", row.get("voice", speaker))
    )
    return Turn(opens, closes, tidy(said or ""), speaker_in({"speaker": voice}))


def _moment(value: Any, what: str, milliseconds: bool) -> float:
    """Seconds, or what will turn out to be milliseconds."""
    if isinstance(value, str):
        bare = value.strip()
        frames = _CLOCK_WITH_FRAMES.fullmatch(bare)
        found = read_clock(frames[1] if frames else bare.removesuffix("s"))
        if found is None:
            raise ValueError(f"cannot read {what} {value[:40]!r}: it is a number, or written 00:01:02.345")
        value = found
    return number(value, what) / (1000 if milliseconds else 1)


def in_seconds(turns: list[Turn], hundredths: bool = False) -> list[Turn]:
    """The turns, their times divided by a thousand where they are whole numbers at which nobody would speak so slowly.

    Where they may be `hundredths` of a second, by a hundred, if people would speak as fast as that.
    """
    times = [time for turn in turns for time in (turn.start, turn.end)]
    end = max((turn.end for turn in turns), default=0.0)
    if not end or not all(time.is_integer() for time in times):
        return turns
    speed = sum(count_words(turn.text) for turn in turns) * 60 / end
    if hundredths and _SLOWEST / 2 < speed < _SLOWEST * 10:
        unit = 100
    elif speed < _SLOWEST:
        unit = 1000
    else:
        return turns
    return [
        replace(
            turn,
            start=turn.start / unit,
            stop=None if turn.stop is None else turn.stop / unit,
            words=tuple(_word_in_seconds(word, unit) for word in turn.words),
        )
        for turn in turns
    ]


def _word_in_seconds(word: Word, unit: int) -> Word:
    return replace(
        word,
        start=None if word.start is None else word.start / unit,
        end=None if word.end is None else word.end / unit,
    )


def _counts_hundredths(items: list[Any]) -> bool:
    """Whether rows are Vibe's, whose times are whisper.cpp's own: `start` and `stop` in hundredths of a second."""
    return all(
        isinstance(item, dict) and {"start", "stop"} <= item.keys() and "end" not in item for item in items
    )

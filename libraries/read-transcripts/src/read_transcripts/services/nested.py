"""JSON with words or sentences in lists inside each turn, under any names.

Of Gong, Happy Scribe, Recall.ai.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from read_transcripts.errors import TranscriptError
from read_transcripts.parts.jsontext import (
    Place,
    each,
    language_in,
    line_of,
    number,
    path_text,
    speaker_in,
)
from read_transcripts.parts.order import end_of_word
from read_transcripts.parts.spoken import RawTranscript
from read_transcripts.parts.turns import Turn, in_pieces, settle
from read_transcripts.services.records import in_seconds
from read_transcripts.transcript import Word

_PARTS = ("words", "sentences")
_SAID = ("punctuated_word", "text", "word", "value", "content")
_STARTS = ("start", "start_timestamp", "data_start", "startTime", "start_time")
_ENDS = ("end", "end_timestamp", "data_end", "endTime", "end_time")
_VOICES = ("speaker_name", "speakerName", "speaker", "participant", "speakerId", "speaker_id")
_DEPTH = 3
_ID = re.compile(r"[0-9]{5,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
"""Of a person in somebody's database: no name."""


def place_of_turns(value: Any) -> Place | None:
    """Returns the place of a list of such turns in parsed JSON, the outermost first; None if there is none.

    In lists of calls (Gong) the first one is looked into.
    """
    level: list[tuple[Place, Any]] = [((), value)]
    for _ in range(_DEPTH + 2):
        for place, found in level:
            if isinstance(found, list) and any(_is_turn(item) for item in found[:5]):
                return place
        level = [(place, inner) for outer, found in level for place, inner in _inside(outer, found)]
    return None


def _inside(outer: Place, found: Any) -> Iterator[tuple[Place, Any]]:
    if isinstance(found, dict):
        yield from (((*outer, key), inner) for key, inner in found.items() if isinstance(inner, (dict, list)))
    elif isinstance(found, list) and found and isinstance(found[0], dict):
        yield (*outer, 0), found[0]


def _is_turn(item: Any) -> bool:
    return isinstance(item, dict) and any(_is_word(word) for word in _parts(item)[:3])


def _is_word(item: Any) -> bool:
    try:
        return bool(_word(item).text)
    except ValueError:
        return False


def read_nested(value: Any, text: str, file: Path) -> RawTranscript:
    """The words of parsed JSON in which `place_of_turns` finds turns.

    Raises:
        TranscriptError: a word has no times or text that can be used, times run backwards, or it holds several calls.
    """
    place = place_of_turns(value) or ()
    turns = value
    for step in place:
        if isinstance(step, int) and len(turns) > 1:
            calls = place[: place.index(step)]
            reason = f"{path_text(calls)}: holds {len(turns)} transcripts: save each as a file of its own"
            raise TranscriptError(file, reason, line_of(text, calls))
        turns = turns[step]
    names = dict(_names(value)) if isinstance(value, dict) else {}
    read = each(turns, place, text, file, lambda item: _turn(item, names))
    spoken = _counted(in_seconds([turn for turn in read if turn.text]))
    language = language_in(value, "language") if isinstance(value, dict) else None
    return RawTranscript(
        in_pieces(settle(spoken, place, text, file)), language if language and len(language) < 10 else None
    )


def _names(value: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Names by the ids that turns have."""
    for key in ("speakers", "participants", "parties"):
        listed = value.get(key)
        for item in listed if isinstance(listed, list) else ():
            if isinstance(item, dict) and isinstance(item.get("name"), str):
                yield from ((str(item[id_]), item["name"]) for id_ in ("id", "speakerId") if id_ in item)


def _counted(turns: list[Turn]) -> list[Turn]:
    """The turns with speakers counted where the file knows them by an id alone."""
    ids = dict.fromkeys(turn.speaker for turn in turns if turn.speaker and _ID.fullmatch(turn.speaker))
    names = {id_: f"Speaker {count}" for count, id_ in enumerate(ids, 1)}
    return [replace(turn, speaker=names.get(turn.speaker or "", turn.speaker)) for turn in turns]


def _parts(item: dict[str, Any]) -> list[Any]:
    """The words or sentences of a turn."""
    found = next((item[key] for key in _PARTS if item.get(key)), None)
    return found if isinstance(found, list) else []


def _turn(item: dict[str, Any], names: dict[str, str]) -> Turn:
    words = [word for word in map(_word, _parts(item)) if word.text.strip()]
    if not words:
        return Turn(0.0, None, "")
    voice = next((item[key] for key in _VOICES if item.get(key) is not None), None)
    if isinstance(voice, dict):
        voice = voice.get("name") or voice.get("id")
    said = item.get("text")
    written = (
        said if isinstance(said, str) and said.strip() else " ".join(word.text.strip() for word in words)
    )
    return Turn(
        words[0].start or 0.0,
        max(word.end or word.start or 0.0 for word in words),
        written,
        speaker_in({"speaker": names.get(str(voice), voice)}),
        tuple(words),
    )


def _word(item: Any) -> Word:
    """A word or sentence."""
    if not isinstance(item, dict):
        raise ValueError("words must be a list of objects")
    said = next((item[key] for key in _SAID if isinstance(item.get(key), str)), "")
    start = _moment(item, _STARTS)
    if start is None:
        raise ValueError("a word's start must be a number of seconds")
    end = _moment(item, _ENDS)
    return Word(said.strip(), start, None if end is None else end_of_word(start, end))


def _moment(item: dict[str, Any], keys: tuple[str, ...]) -> float | None:
    found = next((item[key] for key in keys if item.get(key) is not None), None)
    if isinstance(found, dict):
        found = found.get("relative")
    return None if found is None else number(found, "a word's time")

"""Parses JSON files with errors that name a line, and finds the line of a place in it."""

import json
import math
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from read_transcripts.errors import TranscriptError
from read_transcripts.parts.timing import read_clock

Place = tuple[str | int, ...]
"""Keys and indexes from the outside in."""

_SPACE = re.compile(r"[\s,:]*")


def parse(text: str, file: Path) -> Any:
    """The value of a JSON text.

    Raises:
        TranscriptError: it is no JSON, with the line.
    """
    try:
        return json.loads(text, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise TranscriptError(
            file, f"is not JSON here: {error.msg} (column {error.colno})", error.lineno
        ) from None
    except RecursionError:
        raise TranscriptError(file, "is nested too deeply") from None
    except ValueError as error:
        raise TranscriptError(file, f"holds a number that cannot be used: {error}") from None


def is_json_lines(text: str) -> bool:
    """Whether the first two lines that are not blank look like JSON objects, as loggers and scripts write them."""
    head = [line.strip() for line in text[:20_000].split("\n") if line.strip()][:2]
    return len(head) == 2 and head[0].startswith("{") and head[0].endswith("}") and head[1].startswith("{")


def lines_as_json(text: str) -> str:
    """JSON Lines as one JSON list, each object on the line where it was."""
    lines = text.rstrip().split("\n")
    return "[" + "\n".join(f"{line}," if line.strip() else line for line in lines[:-1]) + f"\n{lines[-1]}]"


def _constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line (from 1) where the value at `path` begins; the nearest one above it where the path ends early.

    `text` is JSON that `parse` has read.
    """
    decoder = json.JSONDecoder()
    at = _skip(text, 0)
    for step in path:
        found = _member(text, at, step, decoder)
        if found is None:
            break
        at = found
    return text.count("\n", 0, at) + 1


def _member(text: str, at: int, step: str | int, decoder: json.JSONDecoder) -> int | None:
    """Where the value of key or item `step` begins in the object or list at `at`."""
    if text[at] not in "{[" or (text[at] == "{") is not isinstance(step, str):
        return None
    keyed = text[at] == "{"
    at = _skip(text, at + 1)
    index = 0
    found: int | None = None
    while text[at] not in "}]":
        name: str | int = index
        if keyed:
            name, at = decoder.raw_decode(text, at)
            at = _skip(text, at)
        if name == step:
            found = at  # of a key given twice the last one counts, as for the parser
            if not keyed:
                break
        _, at = decoder.raw_decode(text, at)
        at = _skip(text, at)
        index += 1
    return found


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def path_text(path: Sequence[str | int]) -> str:
    """`segments[3].startSeconds`"""
    words = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return words.removeprefix(".")


def number(value: Any, what: str) -> float:
    """Seconds as JSON files have them: a number, or text of one or of a clock time; not negative.

    Raises:
        ValueError: with the reason, which begins with `what`.
    """
    if isinstance(value, str):
        clock = read_clock(value)
        with suppress(ValueError):
            value = float(value) if clock is None else clock
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise ValueError(f"{what} must be a number of seconds")
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not 0 <= found < math.inf:
        raise ValueError(f"{what} must be a number of seconds from 0 on")
    return found


def language_in(value: dict[str, Any], key: str) -> str | None:
    """A language that a file may name; None if it is missing or is no text."""
    language = value.get(key)
    return language.strip().replace("_", "-") or None if isinstance(language, str) else None


def each[T](items: Any, place: Place, text: str, file: Path, read: Callable[[Any], T]) -> list[T]:
    """What `read` makes of each item of the list at `place`; a ValueError of its becomes ours, with line and place.

    Raises:
        TranscriptError: it is no list, or `read` refuses an item.
    """
    if not isinstance(items, list):
        raise TranscriptError(file, f"{path_text(place)}: must be a list", line_of(text, place))
    found: list[T] = []
    for index, item in enumerate(items):
        try:
            if not isinstance(item, dict):
                raise ValueError("must be an object")
            found.append(read(item))
        except ValueError as error:
            here = (*place, index)
            raise TranscriptError(file, f"{path_text(here)}: {error}", line_of(text, here)) from None
    return found


def text_in(item: dict[str, Any], key: str) -> str:
    """The text under a key; "" where it is missing.

    Raises:
        ValueError: it is something else.
    """
    value = item.get(key)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{key} must be text")
    return value or ""


def speaker_in(item: dict[str, Any], key: str = "speaker") -> str | None:
    """A speaker's label: what the file says, and "Speaker 0" or "Speaker A" where it merely counts them.

    Raises:
        ValueError: it is neither text nor a number.
    """
    value = item.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise ValueError(f"{key} must be text or a number")
    bare = str(value).strip()
    if not any(character.isalnum() for character in bare):
        return None  # whisper.cpp's "?"
    return f"Speaker {bare}" if re.fullmatch(r"[0-9]{1,4}|[A-Z]", bare) else bare

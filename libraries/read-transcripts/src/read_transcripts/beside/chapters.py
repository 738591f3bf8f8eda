"""Podcasting 2.0 JSON chapters, in a file beside a transcript.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md
"""

import re
from pathlib import Path
from typing import Any

from read_transcripts.errors import TranscriptError
from read_transcripts.parts.jsontext import Place, line_of, number, parse, path_text
from read_transcripts.parts.markup import tidy
from read_transcripts.parts.timing import clock
from read_transcripts.transcript import Chapter

_UNTITLED = re.compile(r"<Untitled Chapter \d+>")
"""yt-dlp's filler before a first chapter that does not start at 0."""


def read_chapters(text: str, file: Path) -> tuple[Chapter, ...]:
    """The chapters of a file of that text, with its own times.

    Chapters with `toc` false and those without a title are left out. A chapter ends at its own end, but at the latest
    where the next one starts.

    Raises:
        TranscriptError: it holds no chapters, or they are out of order.
    """
    value = parse(text, file)
    items = value.get("chapters") if isinstance(value, dict) else None
    if not isinstance(items, list):
        raise TranscriptError(file, 'is not a chapters file: it has no list "chapters"')
    return partition(items, ("chapters",), text, file)


def partition(
    items: list[Any],
    place: Place,
    text: str,
    file: Path,
    keys: tuple[str, str] = ("startTime", "endTime"),
) -> tuple[Chapter, ...]:
    """The chapters of a list that stands at `place` of `text`; `keys` are those of their times.

    Raises:
        TranscriptError: one cannot be read, or they are out of order.
    """
    found: list[tuple[str, float, float | None]] = []
    for index, item in enumerate(items):
        try:
            chapter = _chapter(item, *keys)
            if chapter is None:
                continue
            if found and chapter[1] < found[-1][1]:
                raise ValueError(
                    f"starts at {clock(chapter[1])}, and the one in front of it at {clock(found[-1][1])}"
                )
        except ValueError as error:
            here = (*place, index)
            raise TranscriptError(file, f"{path_text(here)}: {error}", line_of(text, here)) from None
        found.append(chapter)
    if not found:
        return ()
    nexts: list[float | None] = [*(start for _, start, _ in found[1:]), None]
    return tuple(
        Chapter(start, until if end is None else end if until is None else min(end, until), title)
        for (title, start, end), until in zip(found, nexts, strict=True)
    )


def _chapter(item: Any, starts: str, ends: str) -> tuple[str, float, float | None] | None:
    """Title, start and end of a chapter; None for one that is not to be shown."""
    if not isinstance(item, dict):
        raise ValueError(f"must be an object with {starts} and title")
    title = item.get("title")
    if title is not None and not isinstance(title, str):
        raise ValueError("title must be text")
    title = tidy(title or "")
    if not title or item.get("toc") is False or _UNTITLED.fullmatch(title):
        return None
    if item.get(starts) is None:
        raise ValueError(f"{starts} is missing")
    start = round(number(item[starts], starts), 3)
    end = None if item.get(ends) is None else round(number(item[ends], ends), 3)
    if end is not None and end < start:
        raise ValueError(f"ends at {clock(end)} and starts at {clock(start)}")
    return title, start, end

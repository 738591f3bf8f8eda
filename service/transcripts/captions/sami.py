"""SAMI (`.smi`), used by Windows players and Korean sites, and RealText (`.rt`): a caption lasts until the next one.

In practice neither is well-formed XML, so tags are searched one by one. Source:
https://learn.microsoft.com/previous-versions/windows/desktop/dnacc/understanding-sami-1.0
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from service.errors import TranscriptError
from service.transcripts.parts.frames import may_be_title
from service.transcripts.parts.markup import bare, tidy
from service.transcripts.parts.order import in_order
from service.transcripts.parts.rolling import unroll
from service.transcripts.parts.speakers import name_speakers
from service.transcripts.parts.spoken import RawTranscript, TimedLines
from service.transcripts.parts.timing import HAIR, disorder, mended

_SYNC = re.compile(
    r"""<sync\b[^<>]{0,200}?\bstart\s*=\s*["']?([0-9]{1,9})(?:\.[0-9]+)?(?:ms)?["']?(?![0-9])[^<>]{0,200}>""",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"""<time\b[^<>]{0,200}?\bbegin\s*=\s*["']?((?:[0-9]{0,4}:){0,3}[0-9]{1,6}(?:\.[0-9]{0,9})?)["']?(?![0-9:.])[^<>]{0,200}>""",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"""<p\b(?:[^<>]{0,200}?\bclass\s*=\s*["']?([^\s"'<>]+))?[^<>]*>""", re.IGNORECASE)
_BREAK = re.compile(r"<br\b[^<>]*>|<p\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<!--.*?-->|</?[a-z][^<>]*>", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title>([^<]*)</title>", re.IGNORECASE)
_LAST = 4.0
"""Seconds of the last caption if it has no end."""


def is_sami(text: str) -> bool:
    """Returns whether a text that begins with `<` is one of the two."""
    head = text[:20_000]
    return _SYNC.search(head) is not None or (
        re.match(r"\s*<window\b", head, re.IGNORECASE) is not None and _TIME.search(head) is not None
    )


def read_sami(text: str, file: Path) -> RawTranscript:
    """Reads a text that `is_sami`, in the language with most captions if it has several.

    Raises:
        TranscriptError: its times run backwards.
    """
    marks = list(_SYNC.finditer(text))
    unit = 1000 if marks else 1
    marks = marks or list(_TIME.finditer(text))
    captions = list(_captions(text, marks, unit))
    counts = Counter(kind for _, _, kind, lines in captions if lines)
    main = counts.most_common(1)[0][0] if counts else None
    spoken: list[TimedLines] = []
    times = [(number, start, lines) for number, start, kind, lines in captions if kind in (main, None)]
    before = 0.0
    starts = in_order([(start, start) for _, start, _ in times], HAIR)
    times = [(number, start, lines) for (number, _, lines), (start, _) in zip(times, starts, strict=True)]
    for (number, start, lines), (_, until, _) in pairwise(
        [*times, (0, times[-1][1] + _LAST if times else 0.0, ())]
    ):
        opens, closes = mended(start, until, before)
        fault = disorder(opens, closes, before)
        if fault is not None:
            raise TranscriptError(file, fault, number)
        before = opens
        if lines:
            spoken.append(TimedLines(opens, closes, lines))
    title = _TITLE.search(text[:20_000])
    named = tidy(html.unescape(title[1])) if title else ""
    return RawTranscript(name_speakers(unroll(spoken)), None, named if may_be_title(named) else None)


def _captions(
    text: str, marks: list[re.Match[str]], unit: int
) -> Iterator[tuple[int, float, str | None, tuple[str, ...]]]:
    """Yields line, start, class and lines of each caption. One without lines ends the one before it."""
    number, counted = 1, 0
    for at, mark in enumerate(marks):
        number, counted = number + text.count("\n", counted, mark.start()), mark.start()
        body = text[mark.end() : marks[at + 1].start() if at + 1 < len(marks) else len(text)]
        paragraphs = list(_PARAGRAPH.finditer(body))
        if unit == 1 or len(paragraphs) < 2:
            kind = (paragraphs[0][1] or "").casefold() or None if paragraphs else None
            yield number, _seconds(mark[1], unit), kind, _lines(body)
            continue
        for place, paragraph in enumerate(paragraphs):
            end = paragraphs[place + 1].start() if place + 1 < len(paragraphs) else len(body)
            yield (
                number,
                _seconds(mark[1], unit),
                (paragraph[1] or "").casefold() or None,
                _lines(body[paragraph.end() : end]),
            )


def _seconds(value: str, unit: int) -> float:
    if unit == 1000:
        return int(value) / 1000
    seconds = 0.0
    for field in value.split(":"):
        seconds = seconds * 60 + float(field or 0)
    return round(seconds, 3)


def _lines(body: str) -> tuple[str, ...]:
    parts = (" ".join(_TAG.sub("", part).split()) for part in _BREAK.split(body))
    return tuple(filter(None, map(bare, parts)))

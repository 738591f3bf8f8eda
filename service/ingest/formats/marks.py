"""Lines of a text that say when, and who: `[00:01:10] Name: words`, `Name (00:01):`, `00:01:10 Name`, `0:15`.

Also Otter's `Name  0:15`, the `[00:00.000 --> 00:05.000]  words` that Whisper prints, `Name: 00:01:10`, and marks
in the middle of a line, in square brackets.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.ingest.formats.speakers import is_name
from service.ingest.formats.timing import seconds

_FRAMES = r"[0-9]{2}:[0-9]{2}:[0-9]{2}[:;][0-9]{2}"
_TIME = rf"(?:{_FRAMES}|(?:[0-9]{{1,6}}:)?[0-9]{{1,3}}:[0-9]{{2}}(?:[.,][0-9]{{1,9}})?)"
_WITH_FRAMES = re.compile(_FRAMES)
_SPAN = rf"(?P<start>{_TIME})(?:\s*(?:-->|[-–—>]|to)\s*(?P<end>{_TIME}))?"
_IN_BRACKETS = rf"(?:\[\s*{_SPAN}\s*\]|\(\s*{_SPAN.replace('start', 'start2').replace('end>', 'end2>')}\s*\))"
_BARE = _SPAN.replace("start", "start3").replace("end>", "end3>")
_MARK = rf"(?:{_IN_BRACKETS}|{_BARE}(?![\w:.,]?[0-9:]))"
_FRONT = re.compile(rf"{_MARK}(?:\s*[-–—|:]\s+|\s+|$|(?<=[\])]))(?P<rest>.*)", re.ASCII)
_COUNTED = re.compile(
    r"\[\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)s?\s*(?:-->|->|-|–)\s*([0-9]{1,6}(?:\.[0-9]{1,6})?)s?\s*\]\s*(?P<rest>.*)",
    re.ASCII,
)
"""`[0.00s -> 2.50s]`, as the examples of faster-whisper print it."""
_BEHIND = re.compile(
    rf"(?P<name>[^\d\s\[(:].{{0,60}}?)\s*[:,|@–—-]?\s*{_MARK}\s*(?::\s*(?P<rest>.*)|(?P<none>))$", re.ASCII
)
_BOXED = re.compile(rf"\[(?P<name>[^\[\]]{{1,60}})\]\s*:?\s*{_MARK}\s*:?\s*(?P<rest>.*)$", re.ASCII)
_NAMED = re.compile(
    rf"(?P<name>[^\d\s\[(:][^:\[\]]{{0,60}}?)\s*:\s*(?:{_IN_BRACKETS}\s*:?|(?<=\t){_BARE}(?=\t))\s*(?P<rest>\S.*)$",
    re.ASCII,
)
_AT_END = re.compile(rf"(?<=\S)\s+\(\s*({_TIME})\s*\)\s*$", re.ASCII)
_TAIL = 40
"""Characters at the end of a line in which such a mark stands."""
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(https?://[^\s()]+\)")
_INSIDE = re.compile(rf"\[\s*({_TIME})\s*\]", re.ASCII)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1")


@dataclass(frozen=True, slots=True)
class Line:
    """A line's words, and the time and speaker that it begins with, where it does; `inside` if the time stands in mid-line."""

    number: int
    words: str
    start: float | None = None
    end: float | None = None
    speaker: str | None = None
    inside: bool = False
    behind_box: bool = False
    """Whether the time follows a name in square brackets, as in the captions that Zoom saves."""


def read_lines(texts: Sequence[str]) -> list[Line]:
    """The lines that are not blank, their marks read; a line with marks inside is as many.

    A time in round brackets at the end of a line is a mark where most lines have one.
    """
    filled = [text for text in texts if text.strip()]
    ends = sum(_ends(text) != text and _behind(0, text.strip()) is None for text in filled)
    if ends > 1 and ends * 2 > len(filled):
        texts = [_ends(text) for text in texts]
    return [line for number, text in enumerate(texts, 1) if text.strip() for line in read_line(number, text)]


def _ends(text: str) -> str:
    """The line with a time in round brackets at its end in square ones; the rest of a line, however long, is not searched."""
    return text[:-_TAIL] + _AT_END.sub(r" [\1]", text[-_TAIL:])


def read_line(number: int, text: str) -> Iterator[Line]:
    """The line in as many parts as it has marks; `text` is not blank."""
    if "*" in text or "__" in text:
        text = _BOLD.sub(r"\2", text)
    text = _LINK.sub(r"\1", text.replace("\\[", "[").replace("\\]", "]").strip())
    first = _front(number, text) or _behind(number, text) or _named(number, text) or Line(number, text)
    at = 0
    yielded = False
    for match in _INSIDE.finditer(first.words):
        start = _seconds(match[1])
        if start is None:
            continue
        before = first.words[at : match.start()].strip()
        if before or (not yielded and first.start is not None):
            yield replace(first, words=before)
        first = Line(number, first.words, start, inside=True)
        at, yielded = match.end(), True
    yield replace(first, words=first.words[at:].strip())


def _front(number: int, text: str) -> Line | None:
    counted = _COUNTED.match(text)
    if counted is not None and float(counted[1]) <= float(counted[2]):
        return Line(number, counted["rest"].strip(), float(counted[1]), float(counted[2]))
    match = _FRONT.match(text)
    if match is None:
        return None
    start, end = _span(match)
    return None if start is None else Line(number, match["rest"].strip(), start, end)


def _behind(number: int, text: str) -> Line | None:
    match = _BEHIND.match(text) if text[-1] in "0123456789])" or ":" in text else None
    if match is None or not is_name(match["name"]):
        return None
    start, end = _span(match)
    return (
        None
        if start is None
        else Line(number, (match["rest"] or "").strip(), start, end, match["name"].strip())
    )


def _named(number: int, text: str) -> Line | None:
    """`[Ann] 1:10`; and `Ann: [1:10] words` or `Ann:\\t1:10\\twords`, as if the time came first."""
    match = _BOXED.match(text) if text[0] == "[" else _NAMED.match(text)
    if match is None or not is_name(match["name"].strip()):
        return None
    start, end = _span(match)
    name, words = match["name"].strip(), match["rest"].strip()
    if start is None:
        return None
    boxed = text[0] == "["
    if boxed:
        return Line(number, words, start, end, name, behind_box=True)
    return Line(number, f"{name}: {words}", start, end)


def _span(match: re.Match[str]) -> tuple[float | None, float | None]:
    start = match["start"] or match["start2"] or match["start3"]
    end = match["end"] or match["end2"] or match["end3"]
    opens = _seconds(start)
    closes = None if end is None else _seconds(end)
    return opens, closes if closes is not None and opens is not None and closes >= opens else None


def _seconds(time: str) -> float | None:
    """Seconds; frames, which editors count to an unknown number, are left out."""
    return seconds(time[:-3] if _WITH_FRAMES.fullmatch(time) else time)

"""Lines of a text with times and speakers: `[00:01:10] Name: words`, `Name (00:01):`, `00:01:10 Name`, `0:15`.

Also Otter's `Name  0:15`, the `[00:00.000 --> 00:05.000]  words` that Whisper prints, `Name: 00:01:10`, and marks
in the middle of a line, in square brackets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from read_transcripts.parts.speakers import is_name, name_of
from read_transcripts.parts.timing import seconds

_FRAMES = r"[0-9]{2}:[0-9]{2}:[0-9]{2}[:;][0-9]{2}"
TIME = rf"(?:{_FRAMES}|(?:[0-9]{{1,6}}:)?[0-9]{{1,3}}:[0-9]{{2}}(?:[.,][0-9]{{1,9}})?)"
_WITH_FRAMES = re.compile(_FRAMES)
_SPAN = rf"(?P<start>{TIME})(?:\s*(?:-->|[-–—>]|to)\s*(?P<end>{TIME}))?"
_IN_BRACKETS = rf"(?:\[\s*{_SPAN}\s*\]|\(\s*{_SPAN.replace('start', 'start2').replace('end>', 'end2>')}\s*\))"
_BARE = _SPAN.replace("start", "start3").replace("end>", "end3>")
_MARK = rf"(?:{_IN_BRACKETS}|{_BARE}(?![\w:.,]?[0-9:]))"
_FRONT = re.compile(rf"{_MARK}(?:\s*[-–—|:·•](?:\s+|$)|\s+|$|(?<=[\])]))(?P<rest>.*)", re.ASCII)
_BEHIND = re.compile(
    rf"(?P<name>[^\d\s\[(:].{{0,60}}?)\s*+[:,|@·•–—-]?\s*+{_MARK}\s*(?::\s*(?P<rest>.*)|(?P<none>))$",
    re.ASCII,
)
_BOXED = re.compile(rf"\[(?P<name>[^\[\]]{{1,60}})\]\s*:?\s*{_MARK}\s*:?\s*(?P<rest>.*)$", re.ASCII)
_TOGETHER = re.compile(
    rf"\[(?P<name>[^\d\[\]/|·][^\[\]/|·]{{0,60}}?)\s*[/|·,]\s*{_SPAN}\s*\]\s*:?\s*(?P<rest>.*)$", re.ASCII
)
"""`[Ann Lee / 00:01:10] words`."""
_NAMED = re.compile(
    rf"(?P<name>[^\d\s\[(:][^:\[\]]{{0,60}}?)\s*:\s*(?:{_IN_BRACKETS}\s*:?|(?<=\t){_BARE}(?=\t))\s*(?P<rest>\S.*)$",
    re.ASCII,
)
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(https?://[^\s()]+\)")
_LINKED_TIME = re.compile(rf"\[\s*[\[(]?({TIME})[\])]?\s*\]\([^\s()]+\)", re.ASCII)
_STRESSED_TIME = re.compile(rf"(?<![\w*_`])([*_`])([\[(]?{TIME}[\])]?)\1(?![\w*_`])", re.ASCII)
_BULLET = re.compile(r"(?:[-*+•]|#{1,6})\s+")
"""Of lists and headings in Markdown."""
_LISTED = re.compile(r"^[*+•]\s+(?=\S)(?!.*\*$)")
"""The mark of a list's item. A dash may be a turn's, and words between two stars are an aside."""
_RULE = re.compile(r"([-*_])(?:\s*\1){2,}")
_IN_WORDS = re.compile(
    r"(?P<name>[^\s(:][^(:]{0,60}?) \((?:([0-9]{1,3})h )?(?:([0-9]{1,2})m )?([0-9]{1,2})s\):\s*(?P<rest>.*)",
    re.ASCII,
)
"""`0 (1m 27s):`, as Podscribe has them."""
_UNITS = r"(?:([0-9]{1,3})\s?h\s?)?(?:([0-9]{1,3})\s?m(?:in)?\s?)?([0-9]{1,5}(?:\.[0-9]{1,3})?)\s?s"
_IN_UNITS = re.compile(
    rf"(?P<name>[^\d\s\[(:][^\[\](:]{{0,60}}?\s(?=[^\[\]()]{{0,3}}[\[(][^\[\]()]{{1,30}}[\])]:))?"
    rf"(?P<open>[\[(])\s*{_UNITS}(?:\s*(?:-->|->|[-–—])\s*{_UNITS})?\s*[\])]",
    re.ASCII,
)
"""`[1m19s]`, `[79s]`, `Ann Lee (5.0s - 14.2s):`."""
_SECONDS_ALONE = re.compile(r"([0-9]{1,6}\.[0-9]{1,6})s?\s*[-–—]\s*([0-9]{1,6}\.[0-9]{1,6})s?", re.ASCII)
"""`5.2–14.8` on a line of its own."""
_INLINE = re.compile(r"</?(?:br|small|sub|sup|span|kbd|mark)(?=[\s/>])[^<>]*>", re.IGNORECASE)
_SYMBOL = r"[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\ufe0f\u200d]"
_SYMBOLS = re.compile(
    rf"(?:{_SYMBOL}+\s*)?(?P<time>[\[(]?{TIME}[\])]?)(?:\s*[-–—|:·•])?\s+(?P<behind>{_SYMBOL}+\s*)?"
)
"""A clock in front of a time (`🕒 00:01:10`), and a sign in front of a name behind it."""
_NAME_NEXT = re.compile(r"(?P<name>[^:：]{1,60})[:：]\s")
_RULED = re.compile(r"([=~*_-])\1+\s*(?P<words>[\w\[(].*?)\s*\1\1+$")
"""`=== 00:01:10 Ann Lee ===`."""
_INSIDE = re.compile(rf"\[\s*({TIME})\s*\]", re.ASCII)
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1")


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line's words, with its time and speaker at the start, if any; `inside` if the time is within the line."""

    number: int
    words: str
    start: float | None = None
    end: float | None = None
    speaker: str | None = None
    inside: bool = False
    behind_box: bool = False
    """Whether the time follows a name in square brackets, as in the captions that Zoom saves."""


def has_mark(text: str) -> bool:
    """Whether a line begins with a time, or with a name and a time."""
    return _mark(0, _bare(text)) is not None


def read_line(number: int, text: str) -> Iterator[MarkedLine]:
    """The line in as many parts as it has marks; none if it is blank or holds nothing but markup."""
    text = _bare(text)
    if not text or _RULE.fullmatch(text):
        return
    first = _mark(number, text)
    if first is None and (bullet := _BULLET.match(text)) and bullet.end() < len(text):
        first = _mark(number, text[bullet.end() :])
    first = first or MarkedLine(number, _LISTED.sub("", text, count=1))
    at = 0
    yielded = False
    for match in _INSIDE.finditer(first.words):
        start = _seconds(match[1])
        if start is None:
            continue
        before = first.words[at : match.start()].strip()
        if before or (not yielded and first.start is not None):
            yield replace(first, words=before)
        first = MarkedLine(number, first.words, start, inside=True)
        at, yielded = match.end(), True
    yield replace(first, words=first.words[at:].strip())


def _bare(text: str) -> str:
    """A line without what Markdown puts round times, names and links."""
    if "<" in text:
        text = _INLINE.sub("", text)
    if "*" in text or "_" in text or "`" in text:
        text = _STRESSED_TIME.sub(r"\2", _BOLD.sub(r"\2", text))
    text = text.replace("\\[", "[").replace("\\]", "]").strip()
    ruled = _RULED.fullmatch(text)
    text = text if ruled is None else ruled["words"]
    if not text.isascii():
        text = _without_symbols(text)
    units = _IN_UNITS.match(text)
    if units is not None and (units["name"] is None or is_name(units["name"].strip())):
        text = _in_clock(units) + text[units.end() :]
    return _LINK.sub(r"\1", _LINKED_TIME.sub(r"[\1]", text)) if "](" in text else text


def _without_symbols(text: str) -> str:
    match = _SYMBOLS.match(text)
    if match is None:
        return text
    rest = text[match.end() :]
    name = _NAME_NEXT.match(rest)
    named = match["behind"] is None or (name is not None and is_name(name["name"]))
    return (
        text[match.start("time") : match.start("behind")] + rest
        if match["behind"] and named
        else text[match.start("time") :]
    )


def _in_clock(match: re.Match[str]) -> str:
    """Returns a time in units as a clock shows it, with the name in front of it."""
    times = [match.groups()[place : place + 3] for place in (2, 5)]
    clocks: list[str] = []
    for hours, minutes, rest in times:
        if rest is not None:
            total = round(int(hours or 0) * 3_600_000 + int(minutes or 0) * 60_000 + float(rest) * 1000)
            whole, part = divmod(total, 1000)
            clocks.append(f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}.{part:03}")
    return f"{match['name'] or ''}[{' --> '.join(clocks)}]"


def _mark(number: int, text: str) -> MarkedLine | None:
    if not text:
        return None
    return _front(number, text) or _behind(number, text) or _named(number, text)


def _front(number: int, text: str) -> MarkedLine | None:
    alone = _SECONDS_ALONE.fullmatch(text)
    if alone is not None and float(alone[1]) <= float(alone[2]):
        return MarkedLine(number, "", float(alone[1]), float(alone[2]))
    match = _FRONT.match(text)
    if match is None:
        return None
    start, end = _span(match)
    return None if start is None else MarkedLine(number, match["rest"].strip(), start, end)


def _behind(number: int, text: str) -> MarkedLine | None:
    match = _BEHIND.match(text) if text[-1] in "0123456789])" or ":" in text else None
    if match is None or not is_name(match["name"]):
        return None
    start, end = _span(match)
    return (
        None
        if start is None
        else MarkedLine(number, (match["rest"] or "").strip(), start, end, match["name"].strip())
    )


def _named(number: int, text: str) -> MarkedLine | None:
    """`[Ann] 1:10`; `Ann: [1:10] words` or `Ann:\\t1:10\\twords`, as if the time came first."""
    spoken = _IN_WORDS.match(text)
    if spoken is not None and (spoken["name"].isdecimal() or is_name(spoken["name"])):
        hours, minutes, rest = (int(part or 0) for part in spoken.groups()[1:4])
        name = f"Speaker {spoken['name']}" if spoken["name"].isdecimal() else spoken["name"]
        return MarkedLine(
            number, spoken["rest"].strip(), float(hours * 3600 + minutes * 60 + rest), None, name
        )
    together = _TOGETHER.match(text) if text[:1] == "[" else None
    if together is not None and is_name(together["name"].strip()):
        start, end = _span(together)
        if start is not None:
            return MarkedLine(number, together["rest"].strip(), start, end, together["name"].strip())
    match = _BOXED.match(text) if text[0] == "[" else _NAMED.match(text)
    name = None if match is None else name_of(match["name"])
    if match is None or name is None:
        return None
    start, end = _span(match)
    words = match["rest"].strip()
    if start is None:
        return None
    boxed = text[0] == "["
    if boxed:
        return MarkedLine(number, words, start, end, name, behind_box=True)
    return MarkedLine(number, f"{name}: {words}", start, end)


def _span(match: re.Match[str]) -> tuple[float | None, float | None]:
    found = match.groupdict()
    start = next(found[key] for key in ("start", "start2", "start3") if found.get(key))
    end = next((found[key] for key in ("end", "end2", "end3") if found.get(key)), None)
    opens = _seconds(start)
    closes = None if end is None else _seconds(end)
    return opens, closes if closes is not None and opens is not None and closes >= opens else None


def _seconds(time: str) -> float | None:
    """Seconds; frames, which editors count to an unknown number, are left out."""
    return seconds(time[:-3] if _WITH_FRAMES.fullmatch(time) else time)

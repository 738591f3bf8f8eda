"""Normalizes the conventions of a whole text (quoting, time marks, line breaks), which most lines show.

Each step keeps the number of lines, so that line numbers do not change.
"""

import re
from collections.abc import Sequence

from read_transcripts.parts.marks import TIME, MarkedLine, has_mark, read_line
from read_transcripts.parts.speakers import name_of

_QUOTE = re.compile(r"^\s*>(?!>)\s?")
"""Of a quotation; `>>` is a change of speakers."""
_DASH = re.compile(r"^\s*-\s+(?=\S)")
_NO_ITEM = re.compile(r"#+\s|\s*([-*_])(?:\s*\1){2,}\s*$")
"""A heading or a rule."""
_MOST = 0.8
_GLUED = re.compile(rf"\s*{TIME}(?=[^\W\d_])(?![ap]m\b)", re.IGNORECASE)
_SAID = re.compile(
    rf"(?<![0-9])(?:[0-9]{{1,3}} hours?,? )?(?:[0-9]{{1,3}} minutes?,? )?[0-9]{{1,3}} seconds?(?={TIME}\s*$)",
    re.ASCII,
)
"""A time in words in front of the same in figures, as Teams has for those who cannot see."""
_LINK_AT_END = re.compile(rf"(?<=\S)\s+\[\s*\\?\[?({TIME})\\?\]?\s*\]\(\S+\)\s*$", re.ASCII)
_AT_END = re.compile(rf"(?<=\S)\s+\(\s*({TIME})\s*\)\s*$", re.ASCII)
_BOLD_NAME = re.compile(
    rf"\s*(?:[\[(]?{TIME}[\])]?\s+)?\*\*(?P<name>[^*:]{{1,60}})\*\*\s+(?=[\w\"'“‘¿¡…])(?!{TIME})", re.ASCII
)
_FEWEST_BOLD = 3
_TAIL = 40
"""Characters at the end of a line in which such a mark stands."""
_LINK_TAIL = 400
_HEADING = re.compile(r"(#{1,6})\s+(?P<words>.*)")
_CLOSING = re.compile(r"\s#+$")


def read_lines(texts: Sequence[str]) -> list[MarkedLine]:
    """The lines that are not blank, their marks read; a line with marks inside is as many.

    A time in round brackets at the end of a line is a mark where most lines have one.
    """
    texts = _ended(_glued(_stressed(_without_mark(_DASH, _without_mark(_QUOTE, texts)))))
    return [line for number, text in enumerate(texts, 1) for line in read_line(number, text)]


def without_headings(texts: Sequence[str]) -> list[str]:
    """The lines with Markdown's headings left blank.

    A name (`## Ann Lee`) or a time stays, and so does the first of all lines: it is the title.
    """
    lines = list(texts)
    filled = [at for at, line in enumerate(lines) if line.strip()]
    dropped = 0
    for at in filled:
        match = _HEADING.match(lines[at])
        words = "" if match is None else _CLOSING.sub("", match["words"].rstrip()).rstrip()
        if match is None or has_mark(words):
            continue
        is_frame = words.casefold() == "transcript"
        if at == filled[0] and not is_frame:
            lines[at] = f"# {words}"
        elif len(match[1]) > 1 and name_of(words) is not None and not is_frame:
            lines[at] = words
        else:
            lines[at] = ""
            dropped += not is_frame
    return lines if dropped * 2 < len(filled) else list(texts)


def _without_mark(mark: re.Pattern[str], texts: Sequence[str]) -> Sequence[str]:
    """Lines without a mark of Markdown's at their start, where nearly all have it."""
    filled = [text for text in texts if text.strip() and not _NO_ITEM.match(text)]
    marked = sum(mark.match(text) is not None for text in filled)
    if marked < 2 or marked < _MOST * len(filled):
        return texts
    return [mark.sub("", text, count=1) for text in texts]


def _stressed(texts: Sequence[str]) -> Sequence[str]:
    """Names in bold in front of words with a colon, where many lines have one without (`0:00:36 **Ann Lee** Good morning`)."""
    found = {
        at: match
        for at, text in enumerate(texts)
        if "**" in text and (match := _BOLD_NAME.match(text)) and name_of(match["name"]) is not None
    }
    filled = sum(bool(text.strip()) for text in texts)
    names = {match["name"] for match in found.values()}
    if len(found) < _FEWEST_BOLD or len(found) * 3 < filled or len(names) * 2 > len(found):
        return texts
    return [
        f"{text[: found[at].start('name') - 2]}{found[at]['name']}: {text[found[at].end() :]}"
        if at in found
        else text
        for at, text in enumerate(texts)
    ]


def _glued(texts: Sequence[str]) -> list[str]:
    """Times apart from the words that are glued to them, where lines are (`0:05good morning`, as copied from YouTube)."""
    lines = [_SAID.sub("", text) for text in texts]
    glued = sum(_GLUED.match(text) is not None for text in lines)
    if glued < 3 or glued * 2 < sum(bool(text.strip()) for text in lines):
        return lines
    return [_GLUED.sub(lambda match: f"{match[0]} ", text, count=1) for text in lines]


def _ended(texts: Sequence[str]) -> Sequence[str]:
    """Times at the ends of lines, where most have one: links to the moment in front of their words, the others as marks."""
    filled = [text for text in texts if text.strip()]
    links = sum(_LINK_AT_END.search(text[-_LINK_TAIL:]) is not None for text in filled)
    if links > 1 and links * 2 > len(filled):
        return [_linked(text) for text in texts]
    ends = sum(_AT_END.search(text[-_TAIL:]) is not None and not has_mark(text) for text in filled)
    if ends > 1 and ends * 2 > len(filled):
        return [text[:-_TAIL] + _AT_END.sub(r" [\1]", text[-_TAIL:]) for text in texts]
    return texts


def _linked(text: str) -> str:
    tail = text[-_LINK_TAIL:]
    match = _LINK_AT_END.search(tail)
    return text if match is None else f"[{match[1]}] {text[:-_LINK_TAIL]}{tail[: match.start()]}"

"""Extracts the words of cue text: without tags, with entities decoded, without invisible characters and extra white
space."""

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_RUBY = re.compile(r"<rt(?:\.[^>]*)?>.*?(?:</rt>|(?=</ruby>)|$)", re.DOTALL)
_TAG = re.compile(
    r"</?(?:i|b|u|s|c|v|em|strong|font|span|lang|ruby|rt|p)(?=[\s.>/])[^<>]*>"  # by name: Vec<T> is no markup
    r"|<(?:[0-9]{1,6}:)?[0-9]{1,2}:[0-9]{2}[.,][0-9]{1,3}>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_OVERRIDE = re.compile(r"\{\\[^{}]*\}")  # SubStation's {\an8}, found in SubRip files
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_SHAPING = {"\u200c", "\u200d", *map(chr, range(0xE0020, 0xE0080))}  # they shape letters, emoji and flags


def bare_lines(payload: Iterable[str]) -> tuple[str, ...]:
    """Lines without markup, cut where a `<br>` breaks them; those with no words are left out."""
    return tuple(filter(None, (bare(line) for text in payload for line in _BREAK.split(text))))


def bare(line: str) -> str:
    """A line of a cue without tags, its entities resolved once, tidy."""
    if "<" in line:
        line = _TAG.sub("", _RUBY.sub("", line))
    if "{\\" in line:
        line = _OVERRIDE.sub("", line)
    return tidy(unescape(line))


_PREFORMATTED = re.compile(r"<pre\b[^<>]*>(?P<inside>.*?)(?:</pre\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_WRAPPER = re.compile(r"</?(?:code|samp|a|div)\b[^<>]*>", re.IGNORECASE)


def preformatted(text: str) -> str | None:
    """The text of the first `<pre>` of a page, on the same lines as there; None if the text is no page with one."""
    found = _PREFORMATTED.search(text) if text.lstrip().startswith("<") else None
    if found is None:
        return None
    above = "\n" * text.count("\n", 0, found.start("inside"))
    return above + unescape(_WRAPPER.sub("", found["inside"]))


def unescape(text: str) -> str:
    """The text with its character entities resolved once."""
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text) if "&" in text else text


def tidy(text: str) -> str:
    """White space reduced to single spaces, control and invisible characters dropped."""
    text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    return " ".join("".join(c for c in text if not _invisible(c)).split())


@cache
def _invisible(character: str) -> bool:
    """Controls, byte order marks, direction marks, halves of surrogate pairs: they break searches and quotes."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in _SHAPING

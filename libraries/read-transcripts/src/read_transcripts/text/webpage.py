"""HTML transcripts: `<cite>` for the speaker, `<time>` for the time, `<p>` for the words; or any page, by its lines.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] it has no types

from read_transcripts.errors import NotATranscript, TranscriptError
from read_transcripts.parts.marks import MarkedLine, read_line
from read_transcripts.parts.markup import tidy
from read_transcripts.parts.scripts import count_words
from read_transcripts.parts.speakers import label_of, name_of
from read_transcripts.parts.spoken import RawTranscript
from read_transcripts.parts.timing import read_clock
from read_transcripts.parts.xmltree import Element, all_text
from read_transcripts.text.plain import read_turns

_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "table", "td", "th",
    "tr", "ul",
}  # fmt: skip
_NO_WORDS = {
    "head",
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "nav",
    "select",
    "button",
    "title",
    "header",
    "footer",
    "form",
}
_ERROR = re.compile(
    r"(?:error )?[45][0-9][0-9]\b|(?:page )?not found|error|(?:access|request) denied|forbidden|just a moment|attention required",
    re.IGNORECASE,
)
_ERROR_AT_MOST = 100
"""Words of a server's answer."""
_SENTENCE = 10
"""Words that some line of a transcript has."""
_MARKS = {"cite", "time", "button"}
_VOICE = re.compile(r"(?:^|[\s_-])(?:speaker|author|ts-name|voice)(?:[\s_-]?name)?(?:\s|$)", re.IGNORECASE)
"""Classes of who speaks."""
_BREAK = "\v"
"""Where a line of `pre` ends."""
_PARSER = {
    "encoding": "utf-8", "no_network": True, "huge_tree": True, "remove_comments": True, "remove_pis": True, "recover": True,
}  # fmt: skip


def read_webpage(text: str, file: Path) -> RawTranscript:
    """The words of an HTML page or of a piece of one.

    Raises:
        TranscriptError: it holds nothing or is nested too deeply, or most of its times run backwards.
        NotATranscript: it has neither times nor speakers, and is an answer of a server's or a page of links.
    """
    parser = etree.HTMLParser(**_PARSER)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise TranscriptError(file, "is HTML without anything in it")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise TranscriptError(file, "is nested too deeply")
    lines = list(_without_headings(_lines(root, _voices(root)), root))
    reading = read_turns(lines, file)
    if all(line.start is None for line in lines) and all(item.speaker is None for item in reading.spoken):
        _refuse_others(root, lines, file)
    return replace(reading, language=(root.get("lang") or "").strip() or None)


def _refuse_others(root: Element, lines: Sequence[MarkedLine], file: Path) -> None:
    """Servers' answers that there is no such page, and pages of links, are no transcripts."""
    counts = [count_words(line.words) for line in lines if line.words]
    title = next((tidy(all_text(element)) for element in root.iter("title")), "")
    if sum(counts) < _ERROR_AT_MOST and any(map(_ERROR.match, [title, *(line.words for line in lines[:1])])):
        raise NotATranscript(file, f"a server's answer, {title[:60] or lines[0].words[:60]!r}")
    if max(counts, default=0) < _SENTENCE:
        raise NotATranscript(file, f"a page without times and names in which no line has {_SENTENCE} words")


def _voices(root: Element) -> set[tuple[str, str]]:
    """Tags and classes of elements that say who speaks, where pages do without `cite`: there are several, all of them names."""
    said: dict[tuple[str, str], list[bool]] = {}
    for element in root.iter():
        name = element.tag if isinstance(element.tag, str) else ""
        style = element.get("class") or ""
        if name == "dt" or (name not in _NO_WORDS and _VOICE.search(style)):
            words = tidy(all_text(element)).rstrip(":： ")
            said.setdefault((name, style), []).append(name_of(words) is not None)
    return {key for key, names in said.items() if len(names) > 1 and all(names)}


def _without_headings(lines: Iterable[MarkedLine], root: Element) -> Iterator[MarkedLine]:
    """The lines without headings between what is said; one that comes again is a speaker's name."""
    counts = Counter(
        tidy(all_text(element)) for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6") if element.text
    )
    begun = False
    for line in lines:
        marked = line.start is not None or line.speaker is not None
        if marked or not begun or counts[line.words] != 1:
            yield line
        begun = begun or marked


def _lines(root: Element, voices: set[tuple[str, str]]) -> Iterator[MarkedLine]:
    """The page's lines; the speaker of a `cite` and the moment of a `time` belong to the next one."""
    words: list[str] = []
    speaker: str | None = None
    moment: float | None = None
    skipped = kept_breaks = 0
    line = 1
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if not skipped and name in _BLOCKS:
            for said in filter(None, map(tidy, "".join(words).split(_BREAK))):
                parts = (
                    [MarkedLine(line, said, moment)] if moment is not None else list(read_line(line, said))
                )
                if parts:  # a rule has none
                    yield from [replace(parts[0], speaker=speaker or parts[0].speaker), *parts[1:]]
                    speaker = moment = None
            words = []
        if event == "start":
            line = element.sourceline or line
            is_voice = (name, element.get("class") or "") in voices
            if not skipped and (is_voice or name in _MARKS) and not tidy("".join(words)):
                label, begins = _mark(element, is_voice)
                speaker, moment = label or speaker, moment if begins is None else begins
                skipped += label is not None or begins is not None or name in _NO_WORDS
            elif skipped or name in _NO_WORDS:
                skipped += 1
            kept_breaks += name == "pre"
            text = element.text
        else:
            skipped -= skipped > 0
            kept_breaks -= name == "pre"
            text = element.tail
        if not skipped and text:
            words.append(text.replace("\n", _BREAK) if kept_breaks else text)


def _mark(element: Element, is_voice: bool) -> tuple[str | None, float | None]:
    """The speaker or the moment that an element names; neither for a book's title or a date."""
    said = tidy(all_text(element))
    if is_voice:
        return label_of(name_of(said.rstrip(":： ")) or said), None
    if element.tag == "button" and ":" not in said:
        return None, None
    if element.tag in ("time", "button"):
        return None, read_clock(said.strip("[]()"))
    parent = element.getparent()
    heads = (
        said.endswith((":", "："))
        or parent is None
        or parent.tag in ("html", "body", "div", "article", "section", "main")
    )
    return label_of(said.rstrip(":： ")) if heads else None, None

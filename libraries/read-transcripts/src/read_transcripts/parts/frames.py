"""Text that programs add to a transcript and nobody said: titles, dates, lists of participants, their own name.

Known lines of programs are left out. Before the first time or speaker, so are lines that do not look like sentences.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from read_transcripts.parts.marks import MarkedLine
from read_transcripts.parts.markup import tidy
from read_transcripts.parts.scripts import QUOTES, SENTENCE_ENDS, count_words

_PROGRAMS = re.compile(
    r"Transcribed by https?://otter\.ai/?"
    r"|.{1,60} (?:started|stopped) transcription"  # Teams
    r"|(?:Meeting|Transcription) ended after [0-9:]+.*"  # Google Meet
    r"|This editable transcript was computer generated and might contain errors\..*"
    r"|Detecting language using up to the first .*"  # Whisper
    r"|Detected language(?:: \w+| '\w+' with probability [0-9.]+)"
    r"|Sonix is the world.s most advanced automated transcription\b.*"
    r"|Automatically convert your \w+ files to text \(txt file\).*"
    r"|Tactiq\.io free youtube transcript"
    r"|\[(?:ar|ti|al|au|by|re|ve|la|lr|tool|offset|length|#):.*\]",  # lyrics
    re.IGNORECASE,
)
_UNTIMED = re.compile(
    r"Transcript|(?:Search|Show) (?:in video|transcript)|\w+ \(auto-generated\)"  # YouTube's page
    r"|This material may be protected by copyright\.|https?://\S+",  # Apple Podcasts
    re.IGNORECASE,
)
"""The same, of words that may be said: at a time they are."""
_TRANSCRIPT = re.compile(
    r"[#*_>\s]*(?:(?:full|complete|episode|show|podcast|interview|video) )?transcript(?:ion)?(?: below| follows)?\s*:?[\s*_#]*",
    re.IGNORECASE,
)
"""The heading of the words, on a line of its own."""
_TITLE = re.compile(r"\[ti:\s*(?P<lyrics>.*?)\s*\]|#\s+(?P<markdown>.*)", re.IGNORECASE)
_OTTER_DATE = re.compile(
    r"(?:\w{3}, )?\w{3,9} \d{1,2}, \d{4},? \d{1,2}:\d{2}\s?[AP]M(?: • [\d:]+(?: ?mins?)?)?"
)
_FIELD = re.compile(
    r"(?:meeting )?(?P<key>title|date|time|duration|length|recorded(?: on)?|participants|attendees|speakers|language|file|source"
    r"|url|link|channel|published(?: on)?|transcript)\s*:\s*(?P<value>.*)",
    re.IGNORECASE,
)
"""What programs name on top (`Meeting Title: Weekly sync`)."""
_LISTS = {"participants", "attendees", "speakers"}
_SAID = 6
"""Words that a field of another kind may have and be a sentence."""
_HEADINGS = {"SUMMARY KEYWORDS", "SPEAKERS", "KEYWORDS"}
_NO_TITLE = re.compile(
    r".*https?:\S+|\W+|(?:\d+[hms] ?)+|(?:audio file|transcript|attendees|time|timestamp|speaker|text)\W*|.*\.(?:mp[34]|m4[av]|wav|mov|webm)"
    r"|(?:\w{3,9}\.?,? )?\w{3,9}\.? \d{1,2},? \d{4}\b.*|\d{1,2}\.? \w{3,9}\.? \d{4}\b.*|\d{4}-\d\d-\d\d\b.*",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    r"(?:.{1,60}? (?=\d))??(?:(\d+) hours?)?(?:,? ?(\d+) minutes?)?(?:,? ?(\d+) seconds?)?", re.ASCII
)
"""Behind a name, as Teams has it."""
_LONGEST = 12
"""Lines of a frame, words of a field; with more of them, a talk that goes on without times for a while would look like one."""


def below_heading(texts: Sequence[str]) -> list[str]:
    """The lines with what stands above a heading "Transcript" left blank: notes to the episode, with
    links and times of their own. A title on top stays; what is half as long as the talk is none of that."""
    lines = list(texts)
    filled = [at for at, line in enumerate(lines) if line.strip()]
    heading = next((at for at in filled if _TRANSCRIPT.fullmatch(lines[at].strip())), None)
    if heading is None or heading == filled[0]:
        return lines
    above = [at for at in filled if at < heading]
    if len(above) <= _LONGEST:
        return lines  # a frame, which is read
    if lines[above[0]].startswith("# "):
        above = above[1:]
    if sum(len(lines[at]) for at in above) * 2 > sum(len(lines[at]) for at in filled if at > heading):
        return lines
    for at in above:
        lines[at] = ""
    lines[heading] = ""
    return lines


def without_frame(lines: Sequence[MarkedLine]) -> tuple[str | None, list[MarkedLine]]:
    """The title, where a program names it, and the lines without those that programs are known to add."""
    titles = (_TITLE.match(line.words) for line in lines[:8] if line.start is None)
    title = next((tidy(match["lyrics"] or match["markdown"] or "") for match in titles if match), "")
    named, lines = _without_fields(lines)
    title = named or title
    lines = [
        line
        for before, line in zip([None, *lines], lines, strict=False)
        if not _PROGRAMS.fullmatch(line.words)
        and not (line.start is None and _UNTIMED.fullmatch(line.words))
        and not (title and line.words.lstrip("# ") == title)
        and not (before is not None and _repeats(before, line))
    ]
    date = next((at for at, line in enumerate(lines[:4]) if _OTTER_DATE.fullmatch(line.words)), None)
    if date is None:
        return title or None, lines
    if date == 1:
        title = tidy(lines[0].words)
    at = date + 1
    while at + 1 < len(lines) and lines[at].words.strip() in _HEADINGS and lines[at].start is None:
        at += 2
    return title or None, lines[at:]


def may_be_title(words: str) -> bool:
    """Whether words say more than an address, a file's name, a date or how long something is."""
    return _NO_TITLE.fullmatch(words) is None


def _repeats(before: MarkedLine, line: MarkedLine) -> bool:
    """Whether a line says the time of the one in front of it in words (`1:07`, `1 minute, 7 seconds`, as YouTube and
    Teams do for those who cannot see)."""
    match = _IN_WORDS.fullmatch(line.words) if line.start is None and not before.words else None
    if match is None or before.start is None:
        return False
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return any(match.groups()) and hours * 3600 + minutes * 60 + seconds == int(before.start)


def _without_fields(lines: Sequence[MarkedLine]) -> tuple[str | None, list[MarkedLine]]:
    """Returns the title, and the lines without a program's fields at the start, which may be below a title."""
    first = 1 if len(lines) > 1 and _field(lines[0]) is None and lines[0].start is None else 0
    fields = list(takewhile(lambda match: match is not None, map(_field, lines[first:])))
    head, rest = lines[: first + len(fields)], lines[first + len(fields) :]
    if not fields or not rest or {*filter(None, map(_label, head))} & {*map(_label, rest)}:
        return None, list(lines)
    titles = [match["value"] for match in fields if match is not None and match["key"].casefold() == "title"]
    titles += [line.words.lstrip("# ") for line in lines[:first] if may_be_title(line.words)]
    return next(filter(None, map(tidy, titles)), None), list(rest)


def _field(line: MarkedLine) -> re.Match[str] | None:
    match = _FIELD.fullmatch(line.words) if line.start is None else None
    if match is None or match["key"].casefold() in _LISTS:
        return match
    words = count_words(match["value"])
    return None if words > _LONGEST or (words > _SAID and _is_sentence(match["value"])) else match


def _label(line: MarkedLine) -> str | None:
    """Who may be speaking; one who does so below is no field of a program's."""
    label, colon, _ = line.words.partition(":")
    return line.speaker or (label.strip() if colon else None)


def without_head(lines: Sequence[MarkedLine]) -> tuple[str | None, list[MarkedLine]]:
    """The title and the lines without those in front of the first time or speaker that are no sentences.

    Where none of the lines that come first is one, that is; and only in texts whose words end their sentences, and
    whose times stand in front of the words.
    """
    first = next(
        (at for at, line in enumerate(lines) if line.start is not None or line.speaker is not None), 0
    )
    head = lines[:first]
    if not head or first > _LONGEST or lines[first].inside:
        return None, list(lines)
    body = [line.words for line in lines[first:] if line.words]
    if not any(map(_is_sentence, body)) or any(_may_be_said(line.words) for line in head):
        return None, list(lines)
    titles = (tidy(line.words.lstrip("# ")) for line in head if may_be_title(line.words))
    return next(titles, None), list(lines[first:])


def _may_be_said(words: str) -> bool:
    first = next((character for character in words if character.isalnum()), "")
    return _is_sentence(words) or (first.islower() and may_be_title(words))


def _is_sentence(words: str) -> bool:
    return words.rstrip().rstrip(QUOTES).endswith(SENTENCE_ENDS)

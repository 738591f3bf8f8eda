"""Speakers: WebVTT's voice tags, names before the words ("Anna: Good morning"), and changes of speaker without a name.

`>>` marks a change of speaker in captions. Broadcasters write it at the start of a line, YouTube at any change. The marks are removed,
and their positions kept.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from read_transcripts.parts.cues import Cue
from read_transcripts.parts.markup import bare, bare_lines, tidy
from read_transcripts.parts.scripts import QUOTES, SENTENCE_ENDS
from read_transcripts.parts.spoken import TimedLines

CHANGE = re.compile(r">>+\s*")
_WITHIN = re.compile(r"\s+(?=>>+(?:\s|$))")
_CHANGE_HABIT = 3
"""Lines that begin with the mark, from which it is one within a line too; otherwise it may be a sign of what is mentioned."""


def one_change_a_line(spoken: list[TimedLines]) -> list[TimedLines]:
    """Lines broken at each mark within them, where lines begin with it again and again."""
    begun = sum(CHANGE.match(line) is not None for item in spoken for line in item.lines)
    if begun < _CHANGE_HABIT:
        return spoken
    return [
        replace(item, lines=tuple(part for line in item.lines for part in _WITHIN.split(line)))
        for item in spoken
    ]


def kept_changes(spoken: Iterable[TimedLines]) -> list[TimedLines]:
    """Returns the parts with words; a mark without words belongs to the next part."""
    kept: list[TimedLines] = []
    changed = False
    for item in spoken:
        changed = changed or item.change
        if item.lines:
            kept.append(replace(item, change=changed))
            changed = False
    return kept


_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:[ \t\n]+([^<>]*))?>|(</v>)")
_PREFIX = re.compile(r"(?:[>»\-–—.\s]+)?(?P<label>[^:：<>]{1,60}?)\s*(?::(?=\s|$)|：)\s*(?P<words>.*)")
_ROLE = re.compile(
    r"\s*\([^()]*\)$|,\s*(?:co-?)?(?:host|byline|anchor|reporter|guest|moderator|narrator)$"
    r"|,\s*(?:ph\.?\s?d|psy\.?\s?d|m\.?\s?d|ed\.?\s?d|m\.?\s?sc|b\.?\s?sc|m\.?\s?b\.?\s?a|j\.?\s?d|esq)\.?$",
    re.IGNORECASE,
)
"""In brackets, as radio stations write it (`SCOTT SIMON, HOST:`), or a degree (`Ann Lee, Ph.D.:`)."""
_PARTICLES = {
    "al",
    "bin",
    "da",
    "de",
    "del",
    "den",
    "der",
    "di",
    "du",
    "el",
    "la",
    "le",
    "of",
    "the",
    "van",
    "von",
}
_NO_NAMES = {
    "note",
    "notes",
    "ps",
    "warning",
    "update",
    "spoiler",
    "disclaimer",
    "remember",
    "tip",
    "subtitles",
}
_BRACKETED = re.compile(r"[\[(]\s*([^\[\]()]+?)\s*[\])]")
_COUNTED = re.compile(r"(?:speaker|spk|voice|guest|host|participant)[ _-]?[0-9]{1,3}", re.IGNORECASE)
"""Labels that programs give to speakers without names."""
_PART = re.compile(
    r"(?:co-?)?hosts?|guest|moderator|narrator|interviewer|interviewee|presenter|announcer|audience(?: member)?|reporter|q|a",
    re.IGNORECASE,
)
"""Parts in a talk that label a voice without a name."""
_NUMBERED = re.compile(r"[0-9]$")
_HABIT = 0.9
"""Of the pieces of a talk: what as many of them do is how the file is written."""
_ASIDE = re.compile(r"[\[(♪].*[\])♪]$")
_SENTENCE_END = re.compile(rf"[{re.escape(''.join(SENTENCE_ENDS))}][{re.escape(QUOTES)}]*$")
_TURN_MARKS = (">", "»", "- ", "–", "—")
LABEL_LENGTH = 200


def label_of(name: str) -> str | None:
    """A speaker's name as a label: tidy, not too long; None if nothing is left."""
    return tidy(name)[:LABEL_LENGTH].strip() or None


def voices(cues: Sequence[Cue]) -> list[TimedLines] | None:
    """What each voice says, a cue of two voices as two pieces at the same time; None if no cue names one.

    A voice holds until the next one or its end tag: podcasts name it only when it changes. Source:
    https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
    """
    if not any("<v" in line for cue in cues for line in cue.payload):
        return None
    spoken: list[TimedLines] = []
    voice: str | None = None
    named = False
    for cue in cues:
        for name, payload in _voice_parts("\n".join(cue.payload)):
            if name is not None:
                voice = label_of(bare(name))
                named = named or voice is not None
            lines = bare_lines(payload.split("\n"))
            if voice is not None and lines and lines[0].startswith(f"{voice}:"):
                lines = tuple(filter(None, (lines[0][len(voice) + 1 :].strip(), *lines[1:])))
            spoken.append(TimedLines(cue.start, cue.end, lines, voice))
    return [item for item in spoken if item.lines] if named else None


def _voice_parts(payload: str) -> Iterator[tuple[str | None, str]]:
    """The payload cut at its voice tags: the name that the cut sets ("" for none, None for as before), the rest."""
    name: str | None = None
    at = 0
    for match in _VOICE.finditer(payload):
        yield name, payload[at : match.start()]
        name = "" if match[2] else match[1] or ""
        at = match.end()
    yield name, payload[at:]


def name_speakers(spoken: list[TimedLines]) -> list[TimedLines]:
    """Names taken from before the words and given to them, until the next name or a `>>`, which is a change of voices.

    This applies only if the file does it regularly: at least two pieces begin with a name, this is the start of the
    talk or two names occur repeatedly, and there is evidence of turns (`_has_turns`). Then a name counts if it occurs
    more than once, opens the talk, follows the end of a sentence, or has a dash or `>>` before it. Otherwise the words
    are not changed ("Bitcoin: a peer-to-peer electronic cash system" names nobody, "Step 1: …", "Step 2: …" neither).
    """
    spoken = _headed(one_change_a_line(spoken))
    names = _names(spoken)
    named: list[TimedLines] = []
    speaker: str | None = None
    for item in spoken:
        if item.speaker is not None:
            named.append(item)
            speaker = item.speaker
            continue
        lines: list[str] = []
        changed = False
        for line in item.lines:
            label, words = _prefix(line) if names else (None, line)
            change = CHANGE.match(line)
            if label in names or change:
                _finish(named, replace(item, lines=tuple(lines), speaker=speaker, change=changed))
                lines = []
                changed = change is not None
                speaker = label if label in names else None
                line = words if label in names else line[change.end() :] if change else line
            lines.append(line)
        named.append(replace(item, lines=tuple(lines), speaker=speaker, change=changed))
    return kept_changes(replace(item, lines=tuple(filter(None, item.lines))) for item in named)


def _headed(spoken: list[TimedLines]) -> list[TimedLines]:
    """Names taken from a first line of their own, where nearly all pieces have one, and the same again and again."""
    filled = [item for item in spoken if item.lines]
    heads = Counter(item.lines[0] for item in filled if len(item.lines) > 1 and is_name(item.lines[0]))
    total = heads.total()
    if total < 3 or total < _HABIT * len(filled) or 3 * len(heads) > 2 * total:
        return spoken
    if not any(character.islower() for item in filled for line in item.lines[1:] for character in line):
        return spoken  # captions all in capitals, or in a script that has none
    return [
        replace(item, lines=item.lines[1:], speaker=label_of(item.lines[0]))
        if len(item.lines) > 1 and item.lines[0] in heads
        else item
        for item in spoken
    ]


def _finish(named: list[TimedLines], rest: TimedLines) -> None:
    """Add what stands before a name in mid-cue; a lone full stop or comma belongs to the piece before."""
    if named and named[-1].lines and rest.lines and not any(character.isalnum() for character in rest.text):
        last = named[-1]
        named[-1] = replace(last, lines=(*last.lines[:-1], last.lines[-1] + rest.text))
    else:
        named.append(rest)


def _names(spoken: Sequence[TimedLines]) -> set[str | None]:
    """The names that count. Where nearly all pieces begin with one, so does whatever else the others begin with
    (meetings have an `iPhone` and a telephone number among the names)."""
    pieces = 0
    opening: str | None = None
    everywhere: Counter[str] = Counter()
    starts: Counter[str] = Counter()
    others: Counter[str] = Counter()
    clear: set[str | None] = set()
    labels: list[str] = []
    marked = False
    before = ""
    for item in spoken:
        if not item.lines or _ASIDE.match(item.text):
            continue
        for line in item.lines:
            label, _ = _prefix(line)
            if label is not None and is_name(label):
                everywhere[label] += 1
                labels.append(label)
                marked = marked or line.startswith(_TURN_MARKS)
                if line.startswith(_TURN_MARKS) or _COUNTED.fullmatch(label):
                    clear.add(label)
        label, _ = _prefix(item.lines[0])
        named = label is not None and is_name(label)
        if label is not None and label.casefold() not in _NO_NAMES:
            (starts if named else others)[label] += 1
            if named and _SENTENCE_END.search(before):
                clear.add(label)
        if not pieces and named:
            opening = label
        pieces += 1
        before = item.lines[-1]
    begun = starts.total()
    if begun >= 2 and begun >= _HABIT * pieces:
        clear.update(starts)
    elif pieces >= 4 and begun + others.total() >= _HABIT * pieces and begun * 2 >= pieces:
        clear.update(starts, others)
    counted = any(label is not None and _COUNTED.fullmatch(label) for label in clear)
    often = {label for label, count in everywhere.items() if count > 1}
    if not marked and not _has_turns(labels, pieces):
        return set()
    if begun < 2 or (opening is None and not counted and len(often & starts.keys()) < 2):
        return set()
    return often | clear | ({opening} if opening is not None else set())


def _has_turns(labels: Sequence[str], pieces: int) -> bool:
    """Whether labels are those of turns: they come back, one is that of a part in a talk ("Speaker 1", "Host"), or all is one
    exchange between two voices."""
    parts = any(_COUNTED.fullmatch(label) or _PART.fullmatch(label) for label in labels)
    exchange = (
        len(labels) == len({*labels}) == 2
        and 2 * len(labels) >= pieces
        and not any(map(_NUMBERED.search, labels))
    )
    return parts or exchange or come_back(labels)


def come_back(names: Iterable[str]) -> bool:
    """Whether names come back, as those of speakers do and headings and the items of a list do not."""
    counts = Counter(names)
    return 3 * len(counts) <= 2 * counts.total()


def _prefix(line: str) -> tuple[str | None, str]:
    """What a line begins with up to a colon, without a role in brackets or brackets round it, and the words behind."""
    match = _PREFIX.match(line)
    if match is None:
        return None, line
    label = match["label"].strip()
    bracketed = _BRACKETED.fullmatch(label)
    label = bracketed[1] if bracketed else _ROLE.sub("", label)
    return label.strip() or None, match["words"]


def name_before(line: str) -> str | None:
    """The name that a line begins with, up to a colon; None if it begins with none."""
    label, _ = _prefix(line)
    return label if label is not None and is_name(label) else None


def name_of(words: str) -> str | None:
    """The name that words are, without a role in brackets or brackets round it; None if they are none."""
    bare = words.strip().removesuffix(":").removesuffix("：").rstrip()
    bracketed = _BRACKETED.fullmatch(bare)
    bare = bracketed[1] if bracketed else _ROLE.sub("", bare)
    return bare if is_name(bare) else None


def is_name(label: str) -> bool:
    """Whether words can be somebody's name: up to five, with capitals where their script has them."""
    words = label.split()
    return (
        0 < len(words) <= 5
        and label.casefold() not in _NO_NAMES
        and (
            all(word in _PARTICLES or _capital(word) for word in words)
            or _COUNTED.fullmatch(label) is not None
        )
        and words[0] not in _PARTICLES
        and any(character.isalpha() for character in label)
        and _SENTENCE_END.search(label.removesuffix(".") if len(words[-1]) < 4 else label) is None
    )


def _capital(word: str) -> bool:
    """Whether a word can be part of a name: a capital, a letter of a script that has none, or a number."""
    return word[0].isalnum() and not word[0].islower() and not any(c in ',:;?!"/=' for c in word)

"""Who speaks: WebVTT's voices, and names before the words ("Anna: Good morning")."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.ingest.formats.cues import Cue
from service.ingest.formats.markup import bare, bare_lines, tidy
from service.ingest.formats.scripts import QUOTES, SENTENCE_ENDS
from service.ingest.formats.spoken import Spoken

_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:[ \t\n]+([^<>]*))?>|(</v>)")
_PREFIX = re.compile(r"(?:[>»\-–—.\s]+)?(?P<label>[^:：<>]{1,60}?)\s*(?::(?=\s|$)|：)\s*(?P<words>.*)")
_ROLE = re.compile(r"\s*\([^()]*\)$")
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
_ASIDE = re.compile(r"[\[(♪].*[\])♪]$")
_SENTENCE_END = re.compile(rf"[{re.escape(''.join(SENTENCE_ENDS))}][{re.escape(QUOTES)}]*$")
_CHANGE = re.compile(r">>+\s*")
_TURN_MARKS = (">", "»", "- ", "–", "—")
LABEL_LENGTH = 200


def label_of(name: str) -> str | None:
    """A speaker's name as a label: tidy, not too long; None when nothing is left."""
    return tidy(name)[:LABEL_LENGTH].strip() or None


def voices(cues: Sequence[Cue]) -> list[Spoken] | None:
    """What each voice says, a cue of two voices as two pieces at the same time; None when no cue names one.

    A voice holds until the next one or its end tag: podcasts name it only when it changes. Source:
    https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md
    """
    if not any("<v" in line for cue in cues for line in cue.payload):
        return None
    spoken: list[Spoken] = []
    voice: str | None = None
    named = False
    for cue in cues:
        for name, payload in _voice_parts("\n".join(cue.payload)):
            if name is not None:
                voice = label_of(bare(name))
                named = named or voice is not None
            spoken.append(Spoken(cue.start, cue.end, bare_lines(payload.split("\n")), voice))
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


def name_speakers(spoken: list[Spoken]) -> list[Spoken]:
    """Names taken from before the words and given to them, until the next name or a `>>`.

    Only where they are the file's habit: two pieces or more begin with a name, the first words of the talk
    or two names said again and again among them. Then a name counts that comes more than once, that opens the
    talk, that follows the end of a sentence, or that has a dash or `>>` in front. Else the words stay as they are ("Bitcoin: a peer-to-peer
    electronic cash system" names nobody).
    """
    names = _names(spoken)
    named: list[Spoken] = []
    speaker: str | None = None
    for item in spoken:
        lines: list[str] = []
        for line in item.lines:
            label, words = _prefix(line) if names else (None, line)
            change = _CHANGE.match(line)
            if label in names or change:
                _finish(named, replace(item, lines=tuple(lines), speaker=speaker))
                lines = []
                speaker = label if label in names else None
                line = words if label in names else line[change.end() :] if change else line
            lines.append(line)
        named.append(replace(item, lines=tuple(lines), speaker=speaker))
    tidied = (replace(item, lines=tuple(filter(None, item.lines))) for item in named)
    return [item for item in tidied if item.lines]


def _finish(named: list[Spoken], rest: Spoken) -> None:
    """Add what stands before a name in mid-cue; a lone full stop or comma belongs to the piece before."""
    if named and named[-1].lines and rest.lines and not any(character.isalnum() for character in rest.text):
        last = named[-1]
        named[-1] = replace(last, lines=(*last.lines[:-1], last.lines[-1] + rest.text))
    else:
        named.append(rest)


def _names(spoken: Sequence[Spoken]) -> set[str]:
    opening: str | None = None
    opened = False
    everywhere: Counter[str] = Counter()
    starts: Counter[str] = Counter()
    clear: set[str] = set()
    before = ""
    for item in spoken:
        if not item.lines or _ASIDE.match(item.text):
            continue
        for line in item.lines:
            label, _ = _prefix(line)
            if label is not None:
                everywhere[label] += 1
                if line.startswith(_TURN_MARKS):
                    clear.add(label)
        label, _ = _prefix(item.lines[0])
        if label is not None:
            starts[label] += 1
            if _SENTENCE_END.search(before):
                clear.add(label)
        if not opened:
            opening, opened = label, True
        before = item.lines[-1]
    often = {label for label, count in everywhere.items() if count > 1}
    if sum(starts.values()) < 2 or (opening is None and len(often & starts.keys()) < 2):
        return set()
    return often | clear | ({opening} if opening is not None else set())


def _prefix(line: str) -> tuple[str | None, str]:
    """The name that a line begins with, without a role in brackets, and the words behind; (None, line) if none."""
    match = _PREFIX.match(line)
    if match is None:
        return None, line
    label = _ROLE.sub("", match["label"]).strip()
    return (label, match["words"]) if is_name(label) else (None, line)


def is_name(label: str) -> bool:
    """Whether words can be somebody's name: up to five, with capitals where their script has them."""
    words = label.split()
    return (
        0 < len(words) <= 5
        and label.casefold() not in _NO_NAMES
        and all(word in _PARTICLES or _capital(word) for word in words)
        and words[0] not in _PARTICLES
        and any(character.isalpha() for character in label)
        and _SENTENCE_END.search(label.removesuffix(".") if len(words[-1]) < 4 else label) is None
    )


def _capital(word: str) -> bool:
    """Whether a word can be part of a name: a capital, a letter of a script that has none, or a number."""
    return word[0].isalnum() and not word[0].islower() and not any(c in ',;?!"/=' for c in word)

"""Restores capitals in the texts about a talk without capitals: captions say "nfs" and "i", a reader wants NFS and I.

Only letters change their case; the words stay what was said.
"""

import re
from collections.abc import Iterable, Mapping

from service.extractors.common.word_tables import read_casing
from videograph_extractor.entity.things import Thing, upper_first

_MOSTLY = 0.9
"""Share of its places with a capital from which on a word is written so here."""
_WORDS = re.compile(r"[^\W_]+(?:['’.+#-]+[^\W_]+)*[+#]*")
_VOICE = re.compile(r"i(?:['’](?:m|ve|ll|d))?")


def read_spellings(things: Iterable[Thing]) -> dict[str, str]:
    """Names in lower case → as written."""
    found: dict[str, str] = {}
    for thing in things:
        for name in (thing.name, *thing.forms):
            if name != name.lower() and " ".join(name.lower().split()) in thing.loose | {thing.name.lower()}:
                found.setdefault(name.lower(), name)
    return found


def spell(text: str, spellings: Mapping[str, str]) -> str:
    """`text` with the capitals of names, of "I", and of its first word."""
    if text.isupper():
        text = text.lower()
    words = [(match.start(), match.end(), match.group()) for match in _WORDS.finditer(text)]
    written: list[str] = []
    done = i = 0
    while i < len(words):
        start, end, word = words[i]
        own = _word(word, spellings)
        for last in range(min(len(words), i + 4) - 1, i, -1):
            stem, rest = _parted(text[start : words[last][1]])
            if stem in spellings:
                own, end, i = spellings[stem] + rest, words[last][1], last
                break
        written += [text[done:start], own]
        done = end
        i += 1
    return upper_first("".join(written) + text[done:])


def _word(word: str, spellings: Mapping[str, str]) -> str:
    stem, rest = _parted(word)
    if stem in spellings:
        return spellings[stem] + rest
    if _VOICE.fullmatch(word.lower()):
        return upper_first(word)
    spelling, share = read_casing().get(stem, ("", 0.0))
    return spelling + rest if share >= _MOSTLY and len(stem) > 1 else word


def _parted(words: str) -> tuple[str, str]:
    """In lower case, and apart from that what makes it somebody's: "chris's"."""
    low = words.lower()
    stem = low.removesuffix("'s").removesuffix("’s")
    return stem, low[len(stem) :]

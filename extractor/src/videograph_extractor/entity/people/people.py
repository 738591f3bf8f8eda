"""Finds persons by labels of speakers, by full names, and by first names that lead to one of those.

A label is the best evidence of a person there is. A first name stands for the one speaker or full name of the
same video that it fits, and for nobody when it fits two; nobody is looked for outside the video.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from service.domain.document import SpeakerInfo
from service.extractors.common.voice_labels import (
    CALLED,
    HONOURED,
    LEADING,
    TRAILING,
    is_voice_of_person,
)
from service.extractors.common.word_tables import read_casing, read_known_names, read_words
from videograph_extractor.text.language import rarity
from videograph_extractor.text.tables import read_handles, read_person_names, read_places, read_plain_names

_ASIDE = re.compile(r"\s*[(\[].*?[)\]]\s*(?=\S)")
_ALWAYS_LARGE = 0.95
"""Share of its places with a capital from which on a word is never anything but a name."""
_EVERYDAY = 0.5
"""How rare a word of everyday language is at most."""
_PARTICLES = frozenset("van von der den de da di du la le del dos bin al ten ter".split())


@dataclass
class Person:
    """`name` is the fullest form; `short` are forms good only in this video; `labels` the voices."""

    name: str
    short: set[str] = field(default_factory=set[str])
    labels: list[str] = field(default_factory=list[str])

    @property
    def is_full(self) -> bool:
        return " " in self.name


def is_full_name(text: str) -> bool:
    """Whether the shape is that of a first and family name, with one or two between at most."""
    parts = text.split()
    said = sum(part not in _PARTICLES for part in parts)
    if not 2 <= said <= 4 or parts[0] in _PARTICLES or parts[0] == parts[-1] or _is_letters(parts[-1]):
        return False
    words = read_words()
    for part in parts:
        bare = part.replace("-", "").replace("'", "").replace("’", "").replace(".", "")
        if part in _PARTICLES:
            continue
        if not bare.isalpha() or not bare[0].isupper() or (len(bare) > 2 and bare.isupper()):
            return False
    last = parts[-1].lower()
    return len(last) > 1 and last not in words.endings and last not in words.not_family


def _is_letters(word: str) -> bool:
    """ "Michael AB": letters for something else."""
    return len(word) == 2 and word.isalpha() and word.isupper()


def is_plausible_person(text: str) -> bool:
    """Whether a full name may be a person's: "Elixir Lexer" and "Lime Nim" may not, for their first words are a product and
    an everyday word, nor "Tim Tam Slam", for the last is no name."""
    if is_known_person(text):
        return True
    if not _go_together(text.split()):
        return False
    table = read_known_names()
    parts = text.split()
    if parts[-1] in read_places():
        return False  # "Parks Canada"
    if table.kinds.get(parts[-1], "PERSON") != "PERSON" and not (
        has_first_name(text) and is_family_name(parts[-1])
    ):
        return False  # "Sjors Bitcoin", but Herbert Bayer
    if has_first_name(text) or begins_with_initials(text):
        return True
    if any(table.kinds.get(part, table.ambiguous.get(part, "PERSON")) != "PERSON" for part in parts):
        return False
    return rarity(parts[0]) == 1.0 or may_be_first_name(parts[0])


def is_persons_name(text: str) -> bool:
    """Whether a text without a sentence around it, as a channel's name, is a person's and nothing else."""
    return (
        is_full_name(text)
        and is_plausible_person(text)
        and (is_known_person(text) or (has_first_name(text) and is_family_name(text.split()[-1])))
    )


def with_capitals(text: str) -> str:
    """A name as it is written, of one in small letters."""
    return " ".join(p if p in _PARTICLES else p.title() for p in text.split()) if text.islower() else text


def _go_together(parts: Sequence[str]) -> bool:
    """Whether the words behind the first may belong to somebody's name: none is a plain word and nobody's name, and of three
    or more none is a thing that everybody knows, nor a plain word where the first is no first name."""
    table, several = read_known_names(), len(parts) > 2
    known = parts[0] in read_words().first_names
    for part in parts[1:]:
        if part in _PARTICLES or part in read_words().first_names or "." in part or len(part) < 2:
            continue
        thing = table.kinds.get(part, table.ambiguous.get(part, "PERSON")) != "PERSON"
        plain = _is_everyday(part)
        if (plain and not is_family_name(part)) or (several and (thing or (plain and not known))):
            return False
    return True


def is_any_word(word: str) -> bool:
    """Whether a family name is a word of everyday language or a known thing, too: Jobs, Page, Doom."""
    table = read_known_names()
    return table.kinds.get(word, table.ambiguous.get(word, "PERSON")) != "PERSON" or _is_everyday(word)


def _is_everyday(word: str) -> bool:
    return read_casing().get(word.lower(), ("", 0.0))[1] < _ALWAYS_LARGE and rarity(word) < _EVERYDAY


def begins_with_initials(text: str) -> bool:
    """ "AG Lafley", "JD Vance": two letters that stand for nothing else, and what is nothing but somebody's name."""
    first, _, last = text.partition(" ")
    known = first in read_known_names().kinds or first in read_words().common_initials
    return len(first) == 2 and first.isalpha() and first.isupper() and not known and may_be_first_name(last)


def has_first_name(text: str) -> bool:
    return text.split()[0] in read_words().first_names


def may_be_first_name(word: str) -> bool:
    """Whether a word is somebody's name somewhere, and no word of English: weaker than `has_first_name`."""
    bare = without_accents(word)
    if bare not in read_person_names() or word in read_known_names().kinds:
        return False
    return bare not in read_plain_names() or read_casing().get(word.lower(), ("", 0.0))[1] >= _ALWAYS_LARGE


def is_family_name(word: str) -> bool:
    """Whether a word, or a part of one with a hyphen, is somebody's name somewhere."""
    return any(part in read_person_names() for part in without_accents(word).split("-"))


def without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def _behind_role(label: str) -> str:
    """Who is named in brackets behind a role: "The Acting Chair (Mr. Bruce Stanton)"; otherwise the label."""
    role, _, named = label.partition(" (")
    person = named.split(" (")[0].rstrip(")")
    return person if is_full_name(LEADING.sub("", person)) and not is_voice_of_person(role) else label


def find_people(
    speakers: Sequence[SpeakerInfo],
    full_names: Iterable[str],
    short_names: Iterable[str],
    voice_names: Mapping[str, str] | None = None,
) -> list[Person]:
    """Speakers first, then the full names said or written about the video, then first names of nobody else.

    `voice_names` are those of labels that name nobody, by label. `short_names` are single words that may be persons. They
    become forms of the one person whose first or family name they are.
    """
    known = list(dict.fromkeys(full_names))
    people: dict[str, Person] = {}
    for speaker in speakers:
        told = (voice_names or {}).get(speaker.label) or _behind_role(speaker.label)
        if not is_voice_of_person(told):
            continue
        label = _ASIDE.sub(" ", CALLED.sub(r"\1 ", told))
        label = LEADING.sub("", TRAILING.sub("", label).strip()) or told
        name = label
        if " " not in label:
            fitting = [full for full in known if full.split()[0] == label]
            name = fitting[0] if len(fitting) == 1 else _known_as(label)
        person = people.setdefault(name, Person(name))
        person.labels.append(speaker.label)
        for other in (label, speaker.label):
            if other != name and (other == label or HONOURED.search(other) or LEADING.match(other)):
                person.short.add(other)
    for name in known:
        people.setdefault(name, Person(name))
    for word in dict.fromkeys(short_names):
        fitting = [
            p for p in people.values() if p.is_full and (word in _ends(p.name) or _is_front(word, p.name))
        ]
        voices = [p for p in fitting if p.labels]
        owner = fitting if len(fitting) == 1 else voices
        if len(owner) == 1:
            owner[0].short.add(word)
        elif not fitting and word not in people and word in read_words().first_names:
            people[word] = Person(word)
    return list(people.values())


def _known_as(label: str) -> str:
    """Who goes by this name in all talks (Murch, DHH), otherwise the name itself."""
    return _handles().get(label.casefold(), label)


@cache
def _handles() -> dict[str, str]:
    return {handle.casefold(): name for handle, name in read_handles().items()}


def _ends(name: str) -> set[str]:
    """First name, family name, and family name with its particles."""
    parts = name.split()
    family = len(parts) - 1
    nicknames = {short for short, long in read_words().nicknames.items() if long == parts[0]}
    while family > 1 and parts[family - 1] in _PARTICLES:
        family -= 1
    handle = parts[0][0] + parts[-1]  # KBall is Kevin Ball
    handles = {handle, handle.capitalize()} if rarity(handle) == 1.0 else {handle}  # Eric Cho is no Echo
    return {parts[0], parts[-1], " ".join(parts[family:])} | nicknames | handles


def _is_front(word: str, name: str) -> bool:
    """Whether it is the first name in another spelling: Fei-Fei, of Fei Fei Li."""
    first = name.rpartition(" ")[0]
    return "-" in word and word.replace("-", " ") == first.replace("-", " ")


def is_known_person(text: str) -> bool:
    table = read_known_names()
    return table.kinds.get(text) == "PERSON" or table.ambiguous.get(text) == "PERSON"

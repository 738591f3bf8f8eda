"""Resolves a first or family name in a talk without the full name: the one regular speaker of its channel with that
name. Pure functions.

"Jerod" in a talk of a show that Jerod Santo hosts is he, even if he is not in this talk. Only earlier speakers count,
because a later host may have the name of an early guest. A name of several speakers is not resolved, unless nearly
all talks with such a speaker have the same person. Exact names come before other forms, and both before family names.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from service.graph.name_keys import bare_letters, name_of_person
from service.resolution.namings import Naming
from service.resolution.persons import forms_of, is_part_of

REGULAR = 2
"""Minimum number of talks in which a person speaks before the first name alone refers to this person."""
_LOOSELY = 3
"""The same for another form of the name, or the family name: Michael may be Mikeal, and mostly is not."""
_NEARLY_ALL = 0.8
_NUMBER = re.compile(r"(?:#|\b(?:ep(?:isode)?|folge|no)\b\.?) ?(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Publication:
    """Where a talk was published, and what says which talks of the channel came before it: its day, or else the number
    in its title ("The Changelog #239")."""

    channel: str
    day: str | None
    title: str

    def comes_after(self, day: str | None, title: str) -> bool:
        if self.day is not None and day is not None:
            return day <= self.day
        mine, other = _NUMBER.search(self.title), _NUMBER.search(title)
        return mine is not None and other is not None and int(other[1]) < int(mine[1])


@dataclass(frozen=True)
class Voice:
    """A person by an alias key, and in how many talks of the channel this person has spoken by then."""

    key: str
    videos: int


def short_names(namings: Sequence[Naming]) -> dict[str, str]:
    """Maps alias keys to words, for persons with only one name in a talk, if nobody in it has this word in a full
    name or has a nearly equal name ("Jon" beside "John": either may be misspelt)."""
    full = [naming.main for naming in namings if name_of_person(naming.main) is not None]
    short = {
        naming.main: bare_letters(naming.main.rpartition(":")[2])
        for naming in namings
        if naming.within is not None
        and naming.kind == "PERSON"
        and " " not in naming.names[naming.main]
        and not any(is_part_of(naming.main, main) for main in full)
    }
    return {
        key: word
        for key, word in short.items()
        if all(OSA.distance(word, other) != 1 for other in short.values())
    }


def wanted(short: Iterable[str]) -> tuple[list[str], list[str]]:
    """First names (with the space behind) and family names of voices that the words may mean."""
    words = sorted(set(short))
    return sorted({f"{form} " for word in words for form in forms_of(word)}), words


def choose_regulars(short: dict[str, str], voices: Sequence[Voice]) -> dict[str, str]:
    """Alias key of a short name → that of the voice it means."""
    named = [(voice, full) for voice in voices if (full := name_of_person(voice.key)) is not None]
    chosen: dict[str, str] = {}
    for key, word in short.items():
        ways = (
            (REGULAR, [voice for voice, full in named if full.first == word]),
            (_LOOSELY, [voice for voice, full in named if full.first in forms_of(word)]),
            (_LOOSELY, [voice for voice, full in named if full.family == word]),
        )
        least, meant = next((way for way in ways if way[1]), (REGULAR, []))
        best = max(meant, key=lambda voice: (voice.videos, voice.key), default=None)
        if best and best.videos >= max(least, _NEARLY_ALL * sum(voice.videos for voice in meant)):
            chosen[key] = best.key
    return chosen

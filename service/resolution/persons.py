"""Decides whether two full names belong to one person: misspelt, misheard, or with the short form of the first name.

Precision comes before recall: one of the two parts must be equal, the other similar, and neither short nor very
common. A person decides the doubtful cases.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz.distance import OSA

from service.graph.name_keys import FullName, bare_letters

_DATA = Path(__file__).with_name("data") / "first_names.toml"
_SOUNDS = [
    (re.compile(pattern), replacement)
    for pattern, replacement in [
        (r"ph", "f"),
        (r"sch|sh", "s"),
        (r"c(?=[eiy])", "s"),
        (r"ck|ch|c|q", "k"),
        (r"dt|th|d(?=t)", "t"),
        (r"tz|z", "s"),
        (r"w", "v"),
        (r"[jy]|ie|ee|ea|ei|ey|ai|ay", "i"),
        (r"ou|oo|ue", "u"),
        (r"h(?![aeiou])", ""),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)e$", ""),
    ]
]
_LONG = 5
"""Minimum length of a name that may differ by one edit."""

_VERY_LONG = 8
"""Minimum length of a name that may differ by two edits."""


@dataclass(frozen=True)
class _Names:
    groups: dict[str, frozenset[int]]
    members: tuple[tuple[str, ...], ...]
    common: frozenset[str]


def alike(one: FullName, other: FullName | None) -> float:
    """Returns 0 if the two are different persons; otherwise the confidence, up to 1."""
    if other is None:
        return 0.0
    if one.initials and other.initials and one.initials != other.initials:
        return 0.0
    if one.family == other.family:
        if one.first == other.first:
            return 1.0
        return _like_first(one.first, other.first, one.family)
    if (
        one.first == other.first
        or _same_sound(one.first, other.first)
        or is_short_for(one.first, other.first)
    ):
        return _like_family(one.family, other.family) * (1.0 if one.first == other.first else 0.9)
    return 0.0


def is_short_for(one: str, other: str) -> bool:
    """Returns whether two first names are forms of one: Bill and William, Shawn and Sean."""
    groups = _read().groups
    return not groups.get(one, frozenset()).isdisjoint(groups.get(other, frozenset()))


def forms_of(first: str) -> frozenset[str]:
    """Returns a first name and all names that it may be a form of: Chris is Christopher or Christine."""
    read = _read()
    mine = read.groups.get(first, frozenset())
    return frozenset({first, *(other for number in mine for other in read.members[number])})


def handle_of(full: FullName) -> str | None:
    """Returns initial and family name as one word, KBall for Kevin Ball; None if the family name is short or very
    common."""
    if len(full.family) < _LONG - 1 or full.family in _read().common:
        return None
    return full.first[0] + full.family


def is_part_of(short_key: str, full_key: str) -> bool:
    """Whether one word is the first name (or a form of it) or the family name of a full name, both by alias key."""
    word, name = (bare_letters(key.rpartition(":")[2]) for key in (short_key, full_key))
    parts = name.split()
    return word in (parts[0], parts[-1], " ".join(parts[1:])) or is_short_for(word, parts[0])


def _like_first(one: str, other: str, family: str) -> float:
    common = family in _read().common
    if _same_sound(one, other):
        return 0.95
    if is_short_for(one, other) and (not common or len(family) >= _LONG or OSA.distance(one, other) <= 2):
        return 0.9
    if common:
        return 0.0
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and len(long) >= len(short) + 2 and long.startswith(short) and len(family) >= _LONG:
        return 0.85
    known = _read().groups
    if one in known and other in known:
        return 0.0
    return 0.85 if _one_slip(one, other) and not _differ_in_ending(one, other) else 0.0


def _differ_in_ending(one: str, other: str) -> bool:
    """Daniel and Daniela, Mario and Maria: two names, not one misspelt."""
    short, long = sorted((one, other), key=len)
    return short[: len(long) - 1] == long[:-1] and bool({short[-1], long[-1]} & set("aeio"))


def _like_family(one: str, other: str) -> float:
    common = _read().common
    if (one in common and other in common) or min(len(one), len(other)) < _LONG - 1 or one[0] != other[0]:
        return 0.0
    if _same_sound(one, other):
        return 0.95
    if one in common or other in common:
        return 0.0
    if _one_slip(one, other):
        return 0.9
    short = min(len(one), len(other))
    two_slips = short >= _VERY_LONG and OSA.distance(one, other) <= 2
    return 0.85 if two_slips or (short > _LONG and _same_consonants(one, other)) else 0.0


def _one_slip(one: str, other: str) -> bool:
    """Returns whether two names differ by one letter added, removed, replaced, or two swapped; also by sound."""
    short = min(len(one), len(other))
    if one[0] != other[0] or short < _LONG - 1:
        return False
    if short < _LONG:
        return len(one) != len(other) and OSA.distance(one, other) == 1
    return OSA.distance(one, other) == 1 or OSA.distance(_sound(one), _sound(other)) == 1


def _same_sound(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= 3 and one[0] in _same_start(other[0]) and _sound(one) == _sound(other)


def _same_start(letter: str) -> str:
    return next((pair for pair in ("ck", "fp", "jy") if letter in pair), letter)


def _same_consonants(one: str, other: str) -> bool:
    bones = consonants(one)
    return len(bones) >= 3 and bones == consonants(other) and OSA.distance(one, other) <= 2


def consonants(name: str) -> str:
    """Returns a name without vowels, digits and doubled letters."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyhw\W\d_]", "", name))


@cache
def _sound(name: str) -> str:
    for pattern, replacement in _SOUNDS:
        name = pattern.sub(replacement, name)
    return name


@cache
def _read() -> _Names:
    raw = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    groups: dict[str, set[int]] = {}
    members = tuple(tuple(line.lower().split()) for line in raw["groups"].strip().splitlines())
    for number, names in enumerate(members):
        for name in names:
            groups.setdefault(name, set()).add(number)
    return _Names(
        {name: frozenset(numbers) for name, numbers in groups.items()},
        members,
        frozenset(raw["common_families"].split()),
    )

"""Finds entities that may be the same by their names alone. Pure functions. Names are compared within blocks, never
all pairs.

A block is what two names that may be of one thing have in common: their letters, one half of these (of two names
one slip apart, one half is the same), their consonants, their words, or the initials of the one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import OSA

from service.graph.name_keys import bare_letters, fold_name, match_keys, name_of_person
from service.resolution.persons import alike, consonants

_LONG = 5
"""Minimum length of names that may differ by one edit."""
_FULL_BLOCK = 60
"""A block with more names is not significant, such as all names with a common beginning."""
_OTHER_KIND = 0.6
"""Factor for similarity across kinds."""


@dataclass(frozen=True)
class Name:
    """A name of an entity, by alias key; `main` is the entity's main name."""

    key: str
    entity_id: str
    kind: str
    main: str


@dataclass(frozen=True)
class Reason:
    """Why two may be the same, in words, and the weight of this reason, from 0 to 1."""

    words: str
    weight: float


@dataclass(frozen=True)
class DuplicateProposal:
    """Two entities, the smaller id first, with all reasons, the strongest first."""

    one: str
    other: str
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        """The combined score of the reasons, from 0 to 1."""
        doubt = 1.0
        for reason in self.reasons:
            doubt *= 1 - reason.weight
        return round(1 - doubt, 3)


@dataclass(frozen=True)
class _Form:
    name: Name
    folded: str
    words: tuple[str, ...]


def propose(names: Iterable[Name]) -> list[DuplicateProposal]:
    """Returns all pairs with a reason, the most likely first."""
    forms = [form for name in names if (form := _form(name)) is not None]
    reasons: defaultdict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for one, other in _meetings(forms):
        if one.name.entity_id == other.name.entity_id:
            continue
        one, other = sorted((one, other), key=lambda form: form.name.entity_id)
        for words, weight in _compare(one, other):
            known = reasons[one.name.entity_id, other.name.entity_id]
            counted = weight if one.name.kind == other.name.kind else weight * _OTHER_KIND
            known[words] = max(known.get(words, 0.0), counted)
    proposals = [
        DuplicateProposal(
            one, other, tuple(sorted((Reason(*r) for r in found.items()), key=lambda r: (-r.weight, r.words)))
        )
        for (one, other), found in reasons.items()
        if found
    ]
    return sorted(proposals, key=lambda p: (-p.score, p.one, p.other))


def _form(name: Name) -> _Form | None:
    if match_keys(name.key).match is None:
        return None  # Valid in one talk only: a first name that others have too.
    text = name.key.partition(":")[2]
    if name.kind == "PERSON" and " " in name.main and " " not in text:
        return None  # A first or family name of a person with a known full name.
    words = tuple(re.findall(r"\w+(?:[+#]+)?", bare_letters(text)))
    return _Form(name, fold_name(name.kind, text), words) if words else None


def _meetings(forms: Sequence[_Form]) -> Iterator[tuple[_Form, _Form]]:
    blocks: defaultdict[tuple[str, str], dict[str, _Form]] = defaultdict(dict)
    for form in forms:
        for block in _blocks(form):
            blocks[block][form.name.key] = form
    met: set[tuple[str, str]] = set()
    for (why, _), block in blocks.items():
        if len(block) > _FULL_BLOCK and why != "letters":
            continue
        for one, other in combinations(block.values(), 2):
            pair = min(one.name.key, other.name.key), max(one.name.key, other.name.key)
            if pair not in met:
                met.add(pair)
                yield one, other


def _blocks(form: _Form) -> Iterator[tuple[str, str]]:
    letters = form.folded
    yield "letters", letters
    if len(letters) >= _LONG:
        for size in {len(letters) // 2, (len(letters) - 1) // 2}:
            yield "begin", letters[:size]
            yield "end", letters[-size:]
    yield "sound", _sound(letters)
    if len(bones := consonants(_sound(letters))) >= 3:
        yield "consonants", bones
    if len(form.words) > 1:
        yield "words", " ".join(sorted(form.words))
        yield "initials", "".join(word[0] for word in form.words)
    elif len(letters) >= 3:
        yield "initials", letters
    person = name_of_person(form.name.key)
    if person is not None:
        yield "first", f"{person.first} {person.family[0]}"
        yield "family", person.family


def _compare(one: _Form, other: _Form) -> Iterator[tuple[str, float]]:
    a, b = one.folded, other.folded
    if a == b:
        yield ("the same name" if one.name.kind == other.name.kind else "the same name, of another kind"), 0.9
        return
    if _digits(a) != _digits(b):
        return
    if sorted(one.words) == sorted(other.words):
        yield "the same words in another order", 0.6
    for short, long in ((one, other), (other, one)):
        if (
            len(short.words) == 1
            and len(long.words) > 2
            and short.folded == "".join(w[0] for w in long.words)
        ):
            yield "the one has the initials of the other", 0.5
    persons = name_of_person(one.name.key), name_of_person(other.name.key)
    if persons[0] is not None and persons[1] is not None:
        likeness = alike(persons[0], persons[1])
        if likeness > 0:
            yield "full names that are alike", 0.8 * likeness
        elif persons[0].family == persons[1].family and persons[0].first[0] == persons[1].first[0]:
            distance = OSA.distance(persons[0].first, persons[1].first)
            if distance <= 2:
                yield "one family name, and first names that are alike", 0.4 - 0.1 * distance
        return
    short = min(len(a), len(b))
    if short >= _LONG and OSA.distance(a, b) == 1:
        # Names with another beginning are seldom misspelt: Rails and Wails, Bazel and Babel are two.
        yield "one letter apart", (0.3 + 0.4 * (1 - 1 / short)) * (1.0 if a[0] == b[0] else 0.6)
    elif _sound(a) == _sound(b) or (short >= _LONG and consonants(_sound(a)) == consonants(_sound(b))):
        yield "sounds alike", 0.35


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", text)


def _sound(text: str) -> str:
    """By sound: Fenix and Phoenix, Kasa and Casa."""
    for pattern, letter in (
        (r"ph", "f"),
        (r"ck|c|q", "k"),
        (r"z", "s"),
        (r"oe|ee|ie|y", "i"),
        (r"(.)\1+", r"\1"),
    ):
        text = re.sub(pattern, letter, text)
    return text

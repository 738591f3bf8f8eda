"""Resolves kinds: decisions override the kind of a name, and a guess follows other videos. Pure functions.

A sure kind never changes, so that a company and its product stay two if the words distinguish them. A guess takes the
kind that the videos of the highest authority are sure of, of several the one of most of them, or else the kind of most
guesses. Kinds never mix otherwise.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from service.domain.document import Kind
from service.domain.identity import alias_key, as_kind
from service.graph.name_keys import name_of_person
from service.graph.name_support import NO_SUPPORT, Support
from service.resolution.name_index import NameIndex, spelling
from service.resolution.namings import Naming
from service.resolution.persons import is_part_of

ANY_KIND: tuple[Kind, ...] = get_args(Kind)


def adopt_kinds(namings: Sequence[Naming], known: NameIndex) -> list[Naming]:
    """Returns the names with their kinds: decided names with the kind of their entity, guesses with the kind in the
    graph."""
    namings = _with_their_person(namings, [_as_decided(naming, known) for naming in namings], known)
    kept = {spelling(naming.main) for naming in namings if not naming.guess}
    adopted: list[Naming] = []
    for naming in namings:
        decided = spelling(naming.main) in known.decided
        kind = _known_kind(naming, known) if naming.guess and not decided else naming.kind
        other = naming if kind == naming.kind else _as(naming, kind)
        # Entities that the document distinguishes stay two, even if one of the kinds is a guess.
        adopted.append(naming if spelling(other.main) in kept else other)
    return adopted


def _as_decided(naming: Naming, known: NameIndex) -> Naming:
    decided = known.decided.get(spelling(naming.main))
    if decided is None:
        return naming
    other = naming if decided.kind == naming.kind else _as(naming, decided.kind)
    return replace(other, called=decided.name) if decided.replaced else other


def _with_their_person(given: Sequence[Naming], decided: Sequence[Naming], known: NameIndex) -> list[Naming]:
    """A first or family name in one talk means the person with the full name there, and so what that was decided to be."""
    persons = {
        key: (one, now)
        for one, now in zip(given, decided, strict=True)
        for key in one.names
        if (one.kind == "PERSON" and key == one.main and name_of_person(key)) or _was_person(key, known)
    }
    followed: list[Naming] = []
    for one, now in zip(given, decided, strict=True):
        fitting = [pair for key, pair in persons.items() if pair[0] is not one and is_part_of(one.main, key)]
        if len({person.main for person, _ in fitting}) > 1:
            fitting = [pair for pair in fitting if pair[0].speaks]
        whose = {other.main: other for _, other in fitting}
        if one.within is not None and spelling(one.main) not in known.decided and len(whose) == 1:
            [(main, other)] = whose.items()
            if other.kind != "PERSON" and one.kind in ("PERSON", other.kind):
                called = other.called or other.names[main]
                now = replace(_as(one, other.kind), part_of=main, called=called)
        followed.append(now)
    return followed


def _was_person(key: str, known: NameIndex) -> bool:
    """Whether it is the full name of a person of whom somebody decided that it is none."""
    person = as_kind(key, "PERSON")
    decided = known.decided.get(spelling(person))
    return name_of_person(person) is not None and decided is not None and decided.kind != "PERSON"


def _known_kind(naming: Naming, known: NameIndex) -> Kind:
    name = naming.names[naming.main]
    found: dict[Kind, tuple[Support, bool]] = {}
    for kind in ANY_KIND:
        owner = known.owner(alias_key(kind, name) or "")
        if owner is not None and (kind == naming.kind or not _is_chance(name, kind, owner.name)):
            found[kind] = (known.support.get(owner.entity_id, NO_SUPPORT), kind == naming.kind)
    return max(found.items(), key=lambda item: item[1])[0] if found else naming.kind


def _is_chance(name: str, kind: Kind, other: str) -> bool:
    """Returns whether an entity of another kind has the name by chance: a person by the family name (Slack, for Quinn
    Slack), or an ordinary word beside a name with the same letters (notion and Notion)."""
    if kind == "PERSON" and " " not in name and " " in other:
        return is_part_of(alias_key(kind, name) or "", alias_key(kind, other) or "")
    return " " not in name and " " not in other and name.islower() != other.islower()


def _as(naming: Naming, kind: Kind) -> Naming:
    names = {as_kind(key, kind): name for key, name in naming.names.items()}
    return replace(naming, kind=kind, main=as_kind(naming.main, kind), names=names)

"""Resolves the entities of a document to entities of the graph. Pure functions; the loader reads and writes.

Entities with different items of Wikidata are never one because of their names (`keep_items_apart` comes before).

The rules, in this order: a decision; the owner of the main name in any spelling; the owner of one of the other names;
for a full name of a person, the one person with a similar full name; for a handle (KBall), the person with that
initial and family name; for a first name alone, the regular speaker of the channel; otherwise a new entity, created
for the main name's key (for a channel's host, the name within the channel, see `hosts.py`). Entities of the graph
take precedence over new ones. Kinds never mix, because the kind is part of the key; `kind_resolution.py` handles
guessed kinds. If two entities share a name, they are reported as duplicate candidates and not merged.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.identity import alias_key, entity_id
from service.graph.name_keys import name_of_person
from service.resolution.name_index import NameIndex, spelling
from service.resolution.namings import Naming, is_full_name
from service.resolution.persons import alike, handle_of, is_part_of


@dataclass(frozen=True)
class Candidate:
    """Two entities that may be the same: both have the name `name`."""

    entity_id: str
    other_id: str
    name: str


@dataclass(frozen=True)
class Resolution:
    """`entities`: document key → entity id. `owned`: alias key → entity id, for all keys that the document has
    and that name one of its own entities. `born`: ids of entities that no other video has and nobody decided on, with their
    alias key."""

    entities: dict[str, str]
    owned: dict[str, str]
    born: dict[str, str]
    candidates: tuple[Candidate, ...]


def resolve(namings: Sequence[Naming], known: NameIndex) -> Resolution:
    """`known` has the names of other videos. Names of only this video are resolved again."""
    owners = {naming.main: known.owner(naming.main) for naming in namings}
    by_main = {main: owner.entity_id for main, owner in owners.items() if owner is not None}
    leaders = _leaders(namings, by_main)
    for choose in (_owner_by_alias, _owner_alike, _owner_by_handle, _regular, _new):
        for naming in namings:
            if naming.main not in by_main and leaders[naming.main] == naming.main:
                chosen = choose(naming, known, {*by_main.values(), *_other_items(naming, known)})
                if chosen is not None:
                    by_main[naming.main] = chosen
    for naming in namings:
        by_main.setdefault(naming.main, by_main[leaders[naming.main]])
    entities = {naming.key: by_main[naming.main] for naming in namings}
    owned = _owned(namings, known, by_main)
    present = {owner.entity_id for owner in (*known.owners.values(), *known.matched.values())}
    present |= {decided.entity_id for decided in known.decided.values()}
    here = set(entities.values())
    return Resolution(
        entities,
        {key: id_ for key, id_ in owned.items() if id_ in here},
        {id_: main for main, id_ in reversed(by_main.items()) if id_ not in present},
        _candidates(namings, known, entities, owned),
    )


def _candidates(
    namings: Sequence[Naming], known: NameIndex, entities: dict[str, str], owned: dict[str, str]
) -> tuple[Candidate, ...]:
    mains = {entities[naming.key]: naming.names[naming.main] for naming in reversed(namings)}
    found: set[Candidate] = set()
    for naming in namings:
        for key, name in naming.names.items():
            if known.is_dropped(key):
                continue
            owner = known.owner(key)
            other = mains[owned[key]] if owner is None else owner.name
            two = owned[key] in _other_items(naming, known) or _are_two(naming, name, other)
            if owned[key] != entities[naming.key] and not two:
                found.add(Candidate(entities[naming.key], owned[key], name))
    return tuple(sorted(found, key=lambda c: (c.name, c.entity_id, c.other_id)))


def _other_items(naming: Naming, known: NameIndex) -> set[str]:
    """Returns the entities that are another item of Wikidata than this one."""
    return (
        set()
        if naming.wikidata is None
        else {id_ for id_, item in known.items.items() if item != naming.wikidata}
    )


def _may_be_one(naming: Naming, other: Naming) -> bool:
    return None in (naming.wikidata, other.wikidata) or naming.wikidata == other.wikidata


def _leaders(namings: Sequence[Naming], by_main: dict[str, str]) -> dict[str, str]:
    """Maps each main name to the main name of the same entity in this document, often itself. Spellings of one name are one, and so are
    full names that are alike, and a first or family name with the only full name that has it."""
    leaders: dict[str, str] = {}
    spelt: dict[str, str] = {}
    persons: list[Naming] = []
    for naming in sorted(namings, key=lambda n: (n.main not in by_main, not n.speaks)):
        leader = spelt.setdefault(spelling(naming.main), naming.main)
        full = name_of_person(naming.main)
        if full is not None and leader == naming.main and naming.main not in by_main:
            fitting = {
                p.main for p in persons if alike(full, name_of_person(p.main)) > 0 and _may_be_one(naming, p)
            }
            leader = fitting.pop() if len(fitting) == 1 else leader
        if full is not None and leader == naming.main:
            persons.append(naming)
        leaders[naming.main] = leader
    for naming in namings:
        if naming.kind == "PERSON" and naming.main not in by_main and leaders[naming.main] == naming.main:
            whose = [p for p in persons if _is_handle_of(naming, p) and _may_be_one(naming, p)]
            if len(whose) == 1 and not (naming.speaks and whose[0].speaks):
                leaders[naming.main] = whose[0].main
        if naming.within is not None and naming.kind == "PERSON" and leaders[naming.main] == naming.main:
            fitting = [p for p in persons if is_part_of(naming.main, p.main) and _may_be_one(naming, p)]
            if len({p.main for p in fitting}) > 1:
                fitting = [p for p in fitting if p.speaks]
            if len({p.main for p in fitting}) == 1 and not (naming.speaks and fitting[0].speaks):
                leaders[naming.main] = fitting[0].main
        if naming.part_of is not None and naming.main not in by_main and leaders[naming.main] == naming.main:
            leaders[naming.main] = naming.part_of
    return leaders


def _owner_by_alias(naming: Naming, known: NameIndex, taken: set[str]) -> str | None:
    """Returns the entity with one of the other names, unless the document distinguishes the two."""
    for key, name in naming.names.items():
        owner = known.owner_here(key)
        if owner is None or owner.entity_id in taken:
            continue
        if _are_two(naming, name, owner.name):
            continue
        return owner.entity_id
    return None


def _are_two(naming: Naming, name: str, other: str) -> bool:
    """Two people with full names may share a first or a last name."""
    return (
        naming.kind == "PERSON"
        and " " not in name
        and is_full_name(naming.names[naming.main])
        and is_full_name(other)
    )


def _owner_alike(naming: Naming, known: NameIndex, taken: set[str]) -> str | None:
    """Returns the one person of the graph with the most similar name, unless the main name contradicts it."""
    full = name_of_person(naming.main)
    if full is None:
        return None
    likeness: dict[str, float] = {}
    for other, owner in known.persons:
        main = name_of_person(alias_key("PERSON", owner.name) or "")
        if owner.entity_id not in taken and (main is None or alike(full, main) > 0):
            likeness[owner.entity_id] = max(likeness.get(owner.entity_id, 0.0), alike(full, other))
    most = max(likeness.values(), default=0.0)
    best = [id_ for id_, score in likeness.items() if score == most]
    return best[0] if most > 0 and len(best) == 1 else None


def _is_handle_of(naming: Naming, person: Naming) -> bool:
    handle = _handle(person)
    return naming.within is None and handle is not None and spelling(naming.main) == f"PERSON:{handle}"


def _handle(person: Naming) -> str | None:
    full = name_of_person(person.main)
    return None if full is None else handle_of(full)


def _owner_by_handle(naming: Naming, known: NameIndex, taken: set[str]) -> str | None:
    """Returns, for a full name, the entity known by its handle; for a handle, the only person that can have it."""
    if naming.kind != "PERSON" or naming.within is not None:
        return None
    if name_of_person(naming.main) is not None:
        handle = _handle(naming)
        owner = None if handle is None else known.owner_here(f"PERSON:{handle}")
        # Who has a full name already is somebody else, or was found by it.
        found = set() if owner is None or is_full_name(owner.name) else {owner.entity_id}
    else:
        word = spelling(naming.main).partition(":")[2]
        found = {owner.entity_id for person, owner in known.persons if handle_of(person) == word}
    return found.pop() if len(found) == 1 and found.isdisjoint(taken) else None


def _regular(naming: Naming, known: NameIndex, taken: set[str]) -> str | None:
    """Returns the speaker of the channel that a short name means, unless the talk uses another name for that person."""
    owner = known.owner_here(known.regulars.get(naming.main, ""))
    return None if owner is None or owner.entity_id in taken else owner.entity_id


def _new(naming: Naming, _: NameIndex, __: set[str]) -> str | None:
    return entity_id(naming.made_for)


def _owned(namings: Sequence[Naming], known: NameIndex, by_main: dict[str, str]) -> dict[str, str]:
    """Alias key → entity, the same for all spellings of a name: its owner, otherwise that of whom it is the main name."""
    given: dict[str, str] = {}
    for main, id_ in by_main.items():
        given.setdefault(spelling(main), id_)
    owned: dict[str, str] = {}
    for naming in namings:
        for key in naming.names:
            owner = known.owner(key)
            here = given.setdefault(spelling(key), by_main[naming.main])
            owned[key] = here if owner is None else owner.entity_id
    return owned

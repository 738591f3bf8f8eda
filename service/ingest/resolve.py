"""Names → entities: which entity of the graph each entity of a document is. Pure; the loader asks and writes.

The rules, in this order: the owner of the main name; the owner of one of the other names; a new entity, made for
the main name's key. What the graph has wins over what the document would make anew. Kinds never mix, since the
kind is part of the key. Names on which two entities differ are reported as duplicate candidates, not merged.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.errors import InvalidInput
from service.ingest.document import EntityInfo, Kind, VideoDocument
from service.ingest.identity import alias_key, entity_id


@dataclass(frozen=True)
class Naming:
    """An entity of a document that is heard of in it. `main`: key of its main name. `names`: alias key → as
    written, the main one first. `within`: the video, where the names are good only there."""

    key: str
    kind: Kind
    main: str
    names: dict[str, str]
    within: str | None = None


@dataclass(frozen=True)
class Owner:
    """The entity that an alias of the graph names, as other videos have it."""

    entity_id: str
    name: str


@dataclass(frozen=True)
class Candidate:
    """Two entities that may be one: both are called `name`."""

    entity_id: str
    other_id: str
    name: str


@dataclass(frozen=True)
class Resolution:
    """`entities`: document key → entity id. `owned`: alias key → entity id, for all keys that the document has
    and that name one of its own entities. `born`: ids of entities that no other video has, with their alias key."""

    entities: dict[str, str]
    owned: dict[str, str]
    born: dict[str, str]
    candidates: tuple[Candidate, ...]


def read_namings(document: VideoDocument, video: str) -> list[Naming]:
    """What the document calls its entities; those without mention, voice and evidence are left out.

    Raises:
        InvalidInput: nothing of a main name is left when it is normalised (`"?!"`).
    """
    heard = {speaker.person for speaker in document.speakers}
    heard |= {end for known in document.relationships for end in (known.source, known.target)}
    return [
        _naming(place, entity, video)
        for place, entity in enumerate(document.entities)
        if entity.mentions or entity.key in heard
    ]


def _naming(place: int, entity: EntityInfo, video: str) -> Naming:
    within = video if entity.local else None
    names: dict[str, str] = {}
    for name in (entity.name, *entity.aliases):
        key = alias_key(entity.kind, name, within)
        if key is not None:
            names.setdefault(key, name)
        elif name is entity.name:
            raise InvalidInput(f"{name!r} is no name: give a word", ("entities", place, "name"))
    return Naming(entity.key, entity.kind, next(iter(names)), names, within)


def resolve(namings: Sequence[Naming], owners: Mapping[str, Owner]) -> Resolution:
    """`owners` has the alias keys that other videos give; what only this video gave is free to be decided anew."""
    by_main = {n.main: owners[n.main].entity_id for n in namings if n.main in owners}
    for naming in namings:
        if naming.main not in by_main:
            owner = _owner_by_alias(naming, owners, taken=set(by_main.values()))
            by_main[naming.main] = owner or entity_id(naming.main)
    entities = {naming.key: by_main[naming.main] for naming in namings}
    owned = {key: owner.entity_id for key, owner in owners.items()} | by_main
    for naming in namings:
        for key in naming.names:
            owned.setdefault(key, entities[naming.key])
    candidates = {
        Candidate(entities[naming.key], owned[key], name)
        for naming in namings
        for key, name in naming.names.items()
        if owned[key] != entities[naming.key]
    }
    present = {owner.entity_id for owner in owners.values()}
    here = set(entities.values())
    return Resolution(
        entities,
        {key: id_ for key, id_ in owned.items() if id_ in here},
        {id_: main for main, id_ in by_main.items() if id_ not in present},
        tuple(sorted(candidates, key=lambda c: (c.name, c.entity_id, c.other_id))),
    )


def _owner_by_alias(naming: Naming, owners: Mapping[str, Owner], taken: set[str]) -> str | None:
    """The entity that has one of the other names, unless the document itself tells the two apart."""
    for key, name in naming.names.items():
        owner = owners.get(key)
        if owner is None or owner.entity_id in taken:
            continue
        if (
            naming.kind == "PERSON"
            and " " not in name
            and _full(naming.names[naming.main])
            and _full(owner.name)
        ):
            continue  # Two people with full names of their own may share a first or a last name.
        return owner.entity_id
    return None


def _full(name: str) -> bool:
    return " " in name.strip()

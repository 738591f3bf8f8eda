"""Divides an entity of a document with a detached name into two, because statements with that name are about another
entity. Pure functions."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from service.domain.document import EntityInfo, EvidenceInfo, MentionInfo, RelationshipInfo, VideoDocument
from service.domain.identity import alias_key
from service.domain.text import normalise_name
from service.resolution.name_index import DecidedName, spelling


@dataclass(frozen=True)
class _Halves:
    """Returns the entities that replace one of the document; the first keeps its key. `whose`: normalized name → key
    of its entity."""

    entities: tuple[EntityInfo, ...]
    whose: Mapping[str, str]


def divide_detached(document: VideoDocument, decided: Mapping[str, DecidedName], video: str) -> VideoDocument:
    """Returns the document with entities divided at detached names; the same object if there are none."""
    if not any(one.detached for one in decided.values()):
        return document
    halves = {entity.key: _divide(document, entity, decided, video) for entity in document.entities}
    if all(len(one.entities) == 1 for one in halves.values()):
        return document
    names = {entity.key: entity.name for entity in document.entities}
    evidence: defaultdict[tuple[str, str, str], list[EvidenceInfo]] = defaultdict(list)
    for known in document.relationships:
        for quote in known.evidence:
            source, target = (
                halves[key].whose.get(normalise_name(name or names[key]), key)
                for key, name in ((known.source, quote.subject_name), (known.target, quote.object_name))
            )
            evidence[source, known.type, target].append(quote)
    relationships = tuple(
        RelationshipInfo(source=source, type=type_, target=target, evidence=tuple(quotes))
        for (source, type_, target), quotes in evidence.items()
    )
    entities = tuple(entity for one in halves.values() for entity in one.entities)
    return document.model_copy(update={"entities": entities, "relationships": relationships})


def _divide(
    document: VideoDocument, entity: EntityInfo, decided: Mapping[str, DecidedName], video: str
) -> _Halves:
    rooms: defaultdict[str | None, list[str]] = defaultdict(list)
    for name in (entity.name, *entity.aliases):
        key = alias_key(entity.kind, name, video if entity.local else None)
        one = None if key is None else decided.get(spelling(key))
        rooms[one.entity_id if one is not None and one.detached else None].append(name)
    if len(rooms) == 1:
        return _Halves((entity,), {})
    home = None if None in rooms else next(iter(rooms))
    keys = {id_: entity.key if id_ == home else f"{entity.key} / {names[0]}" for id_, names in rooms.items()}
    whose = {normalise_name(name): keys[id_] for id_, names in rooms.items() for name in names}
    mentions: defaultdict[str, list[MentionInfo]] = defaultdict(list)
    for mention in entity.mentions:
        words = normalise_name(_words(document, mention))
        mentions[whose.get(words, entity.key)].append(mention)
    parts: list[EntityInfo] = []
    for id_, names in sorted(rooms.items(), key=lambda room: room[0] != home):
        update = {"key": keys[id_], "name": names[0], "aliases": tuple(names[1:])}
        told = {} if id_ == home else {"description": None, "url": None, "wikidata": None, "salience": None}
        said = {"mentions": tuple(mentions[keys[id_]])}
        parts.append(entity.model_copy(update=update | told | said))
    return _Halves(tuple(parts), whose)


def _words(document: VideoDocument, mention: MentionInfo) -> str:
    text, following = document.segments[mention.segment].text, mention.segment
    while len(text) < mention.end_offset and (following := following + 1) < len(document.segments):
        text += " " + document.segments[following].text
    return text[mention.start_offset : mention.end_offset]

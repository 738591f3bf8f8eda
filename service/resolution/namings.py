"""The names of a document that are resolved, each with what the document says of it. An entity with a detached name is divided into two
before, because statements with that name are about another entity. Pure functions."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from service.domain.document import (
    EntityInfo,
    EvidenceInfo,
    Kind,
    MentionInfo,
    RelationshipInfo,
    VideoDocument,
)
from service.domain.identity import alias_key, channel_id
from service.domain.text import normalise_name
from service.errors import InvalidInput
from service.resolution.name_index import DecidedName, NameIndex, spelling

_ASKED = 3
"""Minimum number of questions of a host; all others ask less than half as many in proportion to their words."""


def host_key(document: VideoDocument, entity: EntityInfo) -> str | None:
    """Returns the key of a channel host's one-word name; None for anybody else."""
    channel = document.video.channel
    if channel is None or not entity.local or entity.kind != "PERSON" or " " in entity.name:
        return None
    called = set(re.findall(r"\w+", re.sub(r"['’]s\b", "", normalise_name(channel.name))))
    hosts = {s.person for s in document.speakers if s.label == _who_asks(document)}
    if normalise_name(entity.name) not in called and entity.key not in hosts:
        return None
    return alias_key("PERSON", entity.name, channel_id(channel))


def _who_asks(document: VideoDocument) -> str | None:
    """Returns the label of the speaker who asks by far the most questions in proportion to their words."""
    questions, words = Counter[str](), Counter[str]()
    for segment in document.segments:
        if segment.speaker is not None:
            questions[segment.speaker] += segment.text.count("?")
            words[segment.speaker] += len(segment.text.split())
    rates = {label: count / (words[label] + 200) for label, count in questions.items()}
    best = max(rates, key=lambda label: (rates[label], label), default=None)
    if best is None or questions[best] < _ASKED:
        return None
    others = max((rate for label, rate in rates.items() if label != best), default=0.0)
    return best if rates[best] > 2 * others else None


SURE = 0.6
"""Minimum confidence of a sure kind: one clear statement ("worked at …"), or two hints, and none against."""


@dataclass(frozen=True)
class Naming:
    """An entity of a document that is heard of in it. `main`: key of its main name. `names`: alias key → as
    written, the main one first. `within`: the video, where the names are good only there. `speaks`: whether
    one of the voices of the video is this person's. `guess`: whether the kind is one. `called`: what is shown instead of the
    main name, where somebody decided so. `host`: the key of the name in its channel, where its host goes by one word. `part_of`:
    main name of the person whose first or family name it is, where somebody decided that this is no person. `wikidata`: which item of
    Wikidata it is. An entity that the graph has under another item is not meant, whatever its name (`keep_items_apart`): the names are good
    only `within` the item then."""

    key: str
    kind: Kind
    main: str
    names: dict[str, str]
    within: str | None = None
    speaks: bool = False
    guess: bool = False
    called: str | None = None
    host: str | None = None
    part_of: str | None = None
    wikidata: str | None = None

    @property
    def made_for(self) -> str:
        """The key for which an entity with this name is created; for a channel's host, the key within the channel."""
        return self.host or self.main


def read_namings(document: VideoDocument, video: str) -> list[Naming]:
    """Returns the names of the document's entities, without entities that have no mention, speaker and evidence.

    Raises:
        InvalidInput: nothing of a main name is left when it is normalized (`"?!"`).
    """
    said = Counter(segment.speaker for segment in document.segments)
    heard = {speaker.person for speaker in document.speakers}
    voices = {speaker.person for speaker in document.speakers if said[speaker.label]}
    heard |= {end for known in document.relationships for end in (known.source, known.target)}
    return [
        _naming(place, entity, video, entity.key in voices, host_key(document, entity))
        for place, entity in enumerate(document.entities)
        if entity.mentions or entity.key in heard
    ]


def _naming(place: int, entity: EntityInfo, video: str, speaks: bool, host: str | None) -> Naming:
    within = video if entity.local else None
    names: dict[str, str] = {}
    for name in (entity.name, *entity.aliases):
        key = alias_key(entity.kind, name, within)
        if key is not None:
            names.setdefault(key, name)
        elif name is entity.name:
            raise InvalidInput(f"{name!r} is not a name: give a word", ("entities", place, "name"))
    sure = entity.kind_confidence is None or entity.kind_confidence >= SURE
    guess = not sure and within is None and not speaks
    main = next(iter(names))
    return Naming(
        entity.key, entity.kind, main, names, within, speaks, guess, host=host, wikidata=entity.wikidata
    )


def within_item(naming: Naming) -> dict[str, str]:
    """Returns the keys of its names as names of its item of Wikidata, each with the name."""
    keys = ((alias_key(naming.kind, name, naming.wikidata), name) for name in naming.names.values())
    return {key: name for key, name in keys if key is not None}


def keep_items_apart(namings: Sequence[Naming], known: NameIndex) -> list[Naming]:
    """Returns the names, those of an entity whose main name the graph, or a name before it here, has for another item of Wikidata, as names
    within its own item. A name that somebody decided to stand for an entity of another name stays."""
    items: dict[str, str] = {}
    kept: list[Naming] = []
    for naming in namings:
        main = spelling(naming.main)
        decided = known.decided.get(main)
        joined = decided is not None and normalise_name(decided.name) != normalise_name(
            naming.names[naming.main]
        )
        if naming.wikidata is not None and naming.within is None and not joined:
            owner = known.owner(naming.main)
            item = items.get(main) if owner is None else known.items.get(owner.entity_id)
            if item not in (None, naming.wikidata):
                names = within_item(naming)
                naming = replace(
                    naming, main=next(iter(names)), names=names, within=naming.wikidata, guess=False
                )
            else:
                items.setdefault(main, naming.wikidata)
        kept.append(naming)
    return kept


def leave_dropped(namings: Sequence[Naming], known: NameIndex) -> list[Naming]:
    """Removes dropped entities, by their main names."""
    return [naming for naming in namings if not known.is_dropped(naming.main)]


def is_full_name(name: str) -> bool:
    return " " in name.strip()


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

"""Changes the rows of a video when its entities become others, as if its document had been resolved so. Pure
functions.

Everything of a moved entity goes to its target: mentions, speakers, names, evidence. If the kind changes, so do the
keys of its names, and perhaps the types of its connections. Ids of evidence stay.
"""

from collections import defaultdict
from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass

from service.domain.document import Kind
from service.domain.document_types import strength
from service.domain.identity import alias_key, as_kind, relationship_id
from service.domain.model import KINDS, read_model
from service.graph.preferred_values import best_item, best_name, best_text, best_url
from service.graph.video_rows import Row, VideoRows
from service.store.rows.build_entities import in_order, names_in_video, stated_as
from service.store.rows.occurrences import hear
from service.store.rows.stored_fields import first_given
from service.store.stored_video import StoredVideo, duration_of, main_keys


@dataclass(frozen=True)
class MergeTarget:
    """What a moved entity is: the entity of this id, of this kind."""

    entity: str
    kind: Kind


@dataclass(frozen=True)
class ReassignedVideo:
    """The video afterwards. `stands_for`: alias key → entity id, of the names that it gives to targets."""

    part: VideoRows
    stands_for: Mapping[str, str]


@dataclass(frozen=True)
class _Names:
    """`mains`: entity id → key of its main name afterwards, of moved ones. `owned`: target → keys that stand for it."""

    targets: Mapping[str, MergeTarget]
    mains: Mapping[str, str]
    owned: Mapping[str, Collection[str]]

    def key(self, entity: str, key: str) -> str:
        """What an alias key of an entity becomes."""
        target = self.targets.get(entity)
        if target is None:
            return key
        moved = as_kind(key, target.kind)
        return moved if moved in self.owned[target.entity] else self.mains[entity]

    def id(self, entity: str) -> str:
        return self.targets[entity].entity if entity in self.targets else entity


def move_entities(
    stored: StoredVideo, targets: Mapping[str, MergeTarget], foreign: Container[str] = ()
) -> ReassignedVideo:
    """Returns the video in which everything that was said of the moved entities is said of their targets.

    Args:
        targets: entity id → what it turns out to be; its own id where only its kind changes.
        foreign: alias keys that stand for others, so that the video cannot give them to a target.
    """
    names = _names(stored, targets, foreign)
    part, before = VideoRows(stored.part.video, stored.part.published_on, stored.part.authority), stored.part
    for noun, rows in before.rows.items():
        if noun not in ("speaker", "mention", "evidence", "features", "given_name"):
            part.rows[noun].update(rows)
    for row in before.rows["speaker"].values():
        part.add("speaker", row | {"person": names.id(row["person"])})
    for row in before.rows["given_name"].values():
        _add_name(part, stored, names, row)
    for row in before.rows["mention"].values():
        part.add("mention", _mention(stored, names, row))
    for row in before.rows["evidence"].values():
        _add_evidence(part, stored, names, row)
    _add_features(part, stored, names)
    return ReassignedVideo(part, {key: target for target, keys in names.owned.items() for key in keys})


def _names(stored: StoredVideo, targets: Mapping[str, MergeTarget], foreign: Container[str]) -> _Names:
    mains = {
        id_: as_kind(main, targets[id_].kind) for id_, main in main_keys(stored).items() if id_ in targets
    }
    owned: defaultdict[str, set[str]] = defaultdict(set)
    ends = {target.entity for target in targets.values()}
    for key, owner in stored.owners.items():
        target = targets.get(owner)
        if target is None:
            if owner in ends:
                owned[owner].add(key)
        elif (moved := as_kind(key, target.kind)) not in foreign:
            owned[target.entity].add(moved)
    return _Names(targets, mains, owned)


def _add_name(part: VideoRows, stored: StoredVideo, names: _Names, row: Row) -> None:
    target = names.targets.get(stored.owners[row["alias"]])
    key = row["alias"]
    if target is not None:
        key = as_kind(key, target.kind)
        if key not in names.owned[target.entity]:
            return
    other = part.rows["given_name"].get((key,))
    if other is not None:
        guessed = True if row["guessed"] and other["guessed"] else None
        row = row | {"name": best_name((row["name"], other["name"])), "guessed": guessed}
    part.add("given_name", row | {"alias": key})


def _mention(stored: StoredVideo, names: _Names, row: Row) -> Row:
    entity = names.id(row["entity"])
    key = names.key(row["entity"], row["aliasKey"])
    if entity in names.owned:  # a name of the one may have been said of the other
        kind = (
            stored.kinds[entity] if row["entity"] not in names.targets else names.targets[row["entity"]].kind
        )
        local = stored.part.video if key.startswith(f"{kind}@") else None
        said = alias_key(kind, row["text"], local)
        key = said if said is not None and said in names.owned[entity] else key
    return row | {"entity": entity, "aliasKey": key}


def _add_evidence(part: VideoRows, stored: StoredVideo, names: _Names, row: Row) -> None:
    if row["subject"] not in names.targets and row["object"] not in names.targets:
        part.add("evidence", row)
        return
    ends = [
        (names.id(row[end]), names.key(row[end], row[f"{end}Key"]), _kind(stored, names, row[end]))
        for end in ("subject", "object")
    ]
    if row["turned"]:
        ends.reverse()
    subject, object_ = ends
    if subject[0] == object_[0]:
        return
    types = read_model().connections
    stated = row["statedType"] or row["type"]
    type_ = types[stated]
    if not type_.allows(KINDS[subject[2]], KINDS[object_[2]]):
        type_ = types["RELATED_TO"]
    subject, object_, turned = in_order(type_, subject[:2], object_[:2])
    moved = {
        "type": type_.name,
        "relationshipId": relationship_id(subject[0], type_.name, object_[0]),
        "subject": subject[0],
        "subjectKey": subject[1],
        "object": object_[0],
        "objectKey": object_[1],
    }
    part.add("evidence", row | moved | stated_as(stated, type_.name, turned))


def _kind(stored: StoredVideo, names: _Names, entity: str) -> Kind:
    return names.targets[entity].kind if entity in names.targets else stored.kinds[entity]


def _add_features(part: VideoRows, stored: StoredVideo, names: _Names) -> None:
    targets = names.targets
    spelled = {row["alias"]: row["name"] for row in part.rows["given_name"].values()}
    duration = duration_of(stored)
    were, are = hear(stored.part, duration), hear(part, duration)
    together: defaultdict[str, list[Row]] = defaultdict(list)
    given: defaultdict[str, list[float]] = defaultdict(list)
    for row in stored.part.rows["features"].values():
        together[names.id(row["entity"])].append(row)
        if row["salience"] != were.salience(row["entity"]):
            given[names.id(row["entity"])].append(row["salience"])
    for id_, rows in together.items():
        merged = {
            "entity": id_,
            "mentionCount": len(are.starts[id_]),
            "firstSeconds": min(are.starts[id_], default=None),
            "salience": max(given[id_]) if given[id_] else are.salience(id_),
        }
        kind = next((target.kind for target in targets.values() if target.entity == id_), None)
        if kind is not None:
            own = [spelled[key] for key in names.owned.get(id_, ()) if key in spelled]
            merged |= names_in_video(kind, [(row["name"], row["called"]) for row in rows], own)
        if len(rows) > 1:
            merged = first_given("features", rows) | merged
            merged["authority"] = max((row["authority"] for row in rows), key=strength)
            merged["description"] = best_text(row["description"] for row in rows)
            merged["url"] = best_url(row["url"] for row in rows)
            merged["wikidata"] = best_item(row["wikidata"] for row in rows)
        part.add("features", rows[0] | merged)

"""Exports the entities of a stored video: the inverse of `build_entities.py`. Pure functions."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.domain.document import EntityInfo, MentionInfo, RelationshipInfo, SegmentInfo
from service.domain.text import normalise_name
from service.ingest.export.names import Decisions, Said, is_local, read_names
from service.ingest.export.quotes import Ends, is_said, read_quotes, tell_relationships, unsaid_ends
from service.ingest.identity import alias_key
from service.ingest.salience import hear
from service.ingest.storage.stored_fields import document_fields
from service.ingest.storage.stored_video import Stored, duration_of
from service.ingest.video_rows import Row

_GUESS = 0.5
"""`kindConfidence` of a guess; the graph keeps only that it is one."""


@dataclass(frozen=True)
class Told:
    """`persons`: id of a voice → key of whose it is."""

    entities: tuple[EntityInfo, ...]
    relationships: tuple[RelationshipInfo, ...]
    persons: Mapping[str, str]


def tell_entities(stored: Stored, decisions: Decisions, segments: Sequence[SegmentInfo]) -> Told:
    """All of them, in the order in which they are first named."""
    quotes = read_quotes(stored)
    names = {row["alias"]: row["name"] for row in stored.part.rows["given_name"].values()}
    unsaid = list(unsaid_ends(quotes, segments, names, _spoken(stored)))
    parts = read_names(stored, decisions, {*_heads(stored), *(key for key, _ in unsaid)})
    said = {key: one for some in parts.values() for one in some for key in one.names}
    ends = Ends(said, quotes, decisions)
    relationships, at_ends = tell_relationships(quotes, ends, stored.part.video)
    telling = _Entities(stored, said, names, _lent(parts, said, unsaid))
    first = [[ends.said(one.main) for one in some] for some in parts.values()]
    entities = [
        telling.entity(one, place == 0) for some in telling.in_order(first) for place, one in enumerate(some)
    ]
    there = {entity.key for entity in entities}
    entities += [telling.again(one) for one in at_ends if one.key not in there]
    persons = {voice: one.key for some in first for one in some for voice in one.voices}
    return Told(tuple(entities), tuple(relationships), persons)


def _spoken(stored: Stored) -> dict[str, set[int]]:
    """Alias key → the segments that its entity speaks."""
    rows = stored.part.rows
    spoken: defaultdict[str | None, set[int]] = defaultdict(set)
    for row in rows["spoken_by"].values():
        spoken[rows["speaker"][row["speaker"]]["person"]].add(rows["segment"][row["segment"]]["index"])
    return {key: spoken[owner] for key, owner in stored.owners.items()}


def _heads(stored: Stored) -> Iterator[str]:
    """Alias keys of mentions whose text is not a name of the entity; they are main names of it."""
    for row in stored.part.rows["mention"].values():
        key = row["aliasKey"]
        within = stored.part.video if is_local(key) else None
        if alias_key(stored.kinds[row["entity"]], row["text"], within) != key:
            yield key


def _lent(
    parts: Mapping[str, Sequence[Said]], said: Mapping[str, Said], unsaid: Sequence[tuple[str, str]]
) -> dict[str, set[str]]:
    """Main alias key → names that it needs for a quote, of what the graph has as one with it."""
    lent: defaultdict[str, set[str]] = defaultdict(set)
    for key, words in unsaid:
        one = said[key]
        # A voice needs no name, and a name that is good only here is none of what is good everywhere.
        if not one.voices and not any(is_said(name, words) for name in one.names.values()):
            others = [other for other in parts[one.entity] if other.local == one.local]
            names = [name for other in others for name in other.names.values()]
            lent[one.main].update(name for name in names if is_said(name, words))
    return lent


class _Entities:
    """The entities of the document with their mentions."""

    def __init__(
        self,
        stored: Stored,
        said: Mapping[str, Said],
        names: Mapping[str, str],
        lent: Mapping[str, Collection[str]],
    ) -> None:
        self._stored = stored
        self._names = names
        self._lent = lent
        self._heard = hear(stored.part, duration_of(stored))
        self._indices = {row["id"]: row["index"] for row in stored.part.rows["segment"].values()}
        self._mentions: defaultdict[str, list[Row]] = defaultdict(list)
        for row in sorted(stored.part.rows["mention"].values(), key=self._place):
            self._mentions[said[row["aliasKey"]].main].append(row)

    def in_order(self, parts: Sequence[Sequence[Said]]) -> list[Sequence[Said]]:
        """Those that are called by the names of others behind these: a name is whose it is first."""

        def order(some: Sequence[Said]) -> tuple[bool, tuple[int, int, int], str]:
            rows = [row for one in some for row in self._mentions[one.main]]
            borrow = any(self._borrowed(one) for one in some)
            return borrow, min(map(self._place, rows), default=(len(self._indices), 0, 0)), some[0].main

        return sorted(parts, key=order)

    def entity(self, said: Said, first: bool) -> EntityInfo:
        """`first`: the entity that gets statements about the whole merged entity."""
        features = self._stored.part.rows["features"][(said.entity,)]
        info = self.again(said)
        mentions = tuple(
            MentionInfo.model_validate(
                document_fields("mention", row) | {"segment": self._indices[row["segment"]]}
            )
            for row in self._mentions[said.main]
        )
        if not first:
            return info.model_copy(update={"mentions": mentions})
        given = features["salience"] if features["salience"] != self._heard.salience(said.entity) else None
        told = document_fields("features", features) | info.model_dump(by_alias=True, exclude_defaults=True)
        return EntityInfo.model_validate(told | {"salience": given, "mentions": mentions})

    def again(self, said: Said) -> EntityInfo:
        """The same entity again, without mentions, for the ends of connections that need another kind."""
        name, *aliases = said.names.values()
        return EntityInfo(
            key=said.key,
            name=name,
            kind=said.kind,
            kind_confidence=_GUESS if said.guess else None,
            aliases=(*aliases, *self._borrowed(said)),
            local=said.local,
        )

    def _borrowed(self, said: Said) -> list[str]:
        """Returns its additional names that stand for other entities."""
        own = {normalise_name(name) for name in said.names.values()}
        prefix = said.main.removesuffix(normalise_name(said.names[said.main]))
        words: dict[str, str] = {}
        for row in reversed(self._mentions[said.main]):
            form = normalise_name(row["text"])
            words[form] = self._names.get(prefix + form, row["text"])
        words |= {normalise_name(name): name for name in self._lent.get(said.main, ())}
        return [text for form, text in sorted(words.items()) if form not in own]

    def _place(self, row: Row) -> tuple[int, int, int]:
        return self._indices[row["segment"]], row["startOffset"], row["endOffset"]

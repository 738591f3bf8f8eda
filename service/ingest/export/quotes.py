"""Exports the statements of a stored video, quote by quote. Pure functions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import product

from service.domain.document import EvidenceInfo, Kind, RelationshipInfo, SegmentInfo
from service.domain.model import KINDS, read_model
from service.domain.quotes import Repeats, find_quotes, locate_quote, name_is_said, quote_and_neighbours
from service.domain.text import normalise_name
from service.ingest.export.names import Decisions, Said
from service.ingest.identity import evidence_id, kind_of, name_in
from service.ingest.resolution.kind_resolution import ANY_KIND
from service.ingest.storage.stored_fields import document_fields
from service.ingest.storage.stored_video import Stored
from service.ingest.video_rows import Part, Row

_GUESSES: tuple[Kind, ...] = ("PRODUCT", "COMPANY", "CONCEPT", "EVENT", "PERSON")
"""The possible kinds of a guess if only its connections are known, because the graph does not store it."""


@dataclass(frozen=True)
class Quote:
    """A piece of evidence. `id`: in the graph. `before`: how often the same words were said before. `stated`: the type of what it states, of what has the alias keys `source` and `target`; `type`: that of
    what it supports."""

    id: str
    before: int
    stated: str
    type: str
    source: str
    target: str
    info: EvidenceInfo


def read_quotes(stored: Stored) -> list[Quote]:
    """In playing order."""
    quotes: list[Quote] = []
    ordered = sorted(stored.part.rows["segment"].values(), key=lambda row: row["index"])
    segments = [SegmentInfo.model_validate(document_fields("segment", row)) for row in ordered]
    repeats = Repeats(segments)
    for row in stored.part.rows["evidence"].values():
        ends = [row["subjectKey"], row["objectKey"]]
        source, target = reversed(ends) if row["turned"] else ends
        stated = row["statedType"] or row["type"]
        names = name_in(source, stored.part.video), name_in(target, stored.part.video)
        places = _places(segments, stored.part, row)
        said = [repeats.before(row["quote"], *place) for place in places]
        ids = [evidence_id(stored.part.video, stated, names, row["quote"], before) for before in said]
        at = ids.index(row["id"]) if row["id"] in ids else 0
        segment, offset = places[at]
        info = EvidenceInfo.model_validate(
            document_fields("evidence", row) | {"segment": segment, "startOffset": offset}
        )
        quotes.append(Quote(row["id"], said[at], stated, row["type"], source, target, info))
    return sorted(
        quotes, key=lambda q: (q.info.segment, q.info.start_offset, q.stated, q.source, q.target, q.id)
    )


def _places(segments: Sequence[SegmentInfo], part: Part, row: Row) -> list[tuple[int, int]]:
    """Returns where a quote can begin in its segments: segment and offset."""
    first = part.rows["segment"][row["segments"][0]]["index"]
    own = segments[first : first + len(row["segments"])]
    return [(first, quote.start) for quote in find_quotes(own, row["quote"]) if quote.first == 0] or [
        (first, 0)
    ]


def unsaid_ends(
    quotes: Sequence[Quote],
    segments: Sequence[SegmentInfo],
    names: Mapping[str, str],
    speak: Mapping[str, Set[int]],
) -> Iterator[tuple[str, str]]:
    """Alias keys of ends whose name is not said near the quote, with the words there; not those of its speaker, who
    needs no name.

    Args:
        names: alias key → as written.
        speak: alias key → the segments that its entity speaks.
    """
    for quote in quotes:
        place = locate_quote(segments, quote.info)
        words = "" if place is None else quote_and_neighbours(segments, place)
        for key in (quote.source, quote.target):
            spoken = place is not None and not speak[key].isdisjoint(range(place.first, place.last + 1))
            if not spoken and not is_said(names[key], words):
                yield key, words


def is_said(name: str, words: str) -> bool:
    return name_is_said(words, {normalise_name(name)})


class Ends:
    """Assigns entities of the document to the ends of connections. The graph may have another kind for one, by a
    decision or because others are sure of it. The document uses the kind that allows most of its connections, and the
    entity again with another kind for the rest."""

    def __init__(self, said: Mapping[str, Said], quotes: Sequence[Quote], decisions: Decisions) -> None:
        """
        Args:
            said: by alias key.
        """
        self._said = said
        self._kinds: dict[str, list[Kind]] = {}
        self._of_kind: dict[tuple[str, Kind], Said] = {}
        of: defaultdict[str, list[Quote]] = defaultdict(list)
        for quote in quotes:
            for main in {said[quote.source].main, said[quote.target].main}:
                of[main].append(quote)
        for one in {one.main: one for one in said.values()}.values():
            kinds = _kinds(one, decisions)
            fitting = {kind: self._fitting(one, kind, of[one.main]) for kind in kinds}
            # A voice is a person's, whatever is stated of it.
            self._kinds[one.main] = sorted(
                kinds, key=lambda kind: (bool(one.voices) and kind != one.kind, -fitting[kind])
            )

    def said(self, key: str) -> Said:
        """The entity of the document that has an alias key."""
        one = self._said[key]
        return self._as(one, self._kinds[one.main][0])

    def of(self, quote: Quote) -> tuple[str, Said, Said]:
        """Type, source and target of what is stated."""
        source, target = self._said[quote.source], self._said[quote.target]
        type_ = read_model().connections[quote.stated]
        pairs = product(enumerate(self._kinds[source.main]), enumerate(self._kinds[target.main]))
        for (_, one), (_, other) in sorted(pairs, key=lambda pair: pair[0][0] + pair[1][0]):
            if type_.allows(KINDS[one], KINDS[other]):
                return quote.stated, self._as(source, one), self._as(target, other)
        return quote.type, self.said(quote.source), self.said(quote.target)

    def _as(self, one: Said, kind: Kind) -> Said:
        """The same with this kind; made once, because its key is asked for with each of its quotes."""
        found = self._of_kind.get((one.main, kind))
        if found is None:
            found = self._of_kind[one.main, kind] = one if one.kind == kind else replace(one, kind=kind)
        return found

    def _fitting(self, one: Said, kind: Kind, quotes: Sequence[Quote]) -> int:
        """Returns the number of its quotes that this kind allows."""
        count = 0
        for quote in quotes:
            ends = self._said[quote.source], self._said[quote.target]
            kinds = [KINDS[kind if end is one else end.kind] for end in ends]
            count += read_model().connections[quote.stated].allows(*kinds)
        return count


def _kinds(one: Said, decisions: Decisions) -> list[Kind]:
    """Returns its possible kinds, the most likely first."""
    now: list[Kind] = [kind for kind in ANY_KIND if kind == kind_of(one.main)]
    decided = decisions[one.main].kinds if one.main in decisions else ()
    return list(dict.fromkeys((one.kind, *now, *decided, *(_GUESSES if one.guess else ()))))


def tell_relationships(
    quotes: Sequence[Quote], ends: Ends, video: str
) -> tuple[list[RelationshipInfo], list[Said]]:
    """In the order of their first quotes, and the entities of the document at their ends."""
    evidence: dict[tuple[str, str, str], list[EvidenceInfo]] = {}
    said: dict[str, Said] = {}
    for quote in quotes:
        type_, source, target = ends.of(quote)
        said |= {source.key: source, target.key: target}
        info = quote.info.model_copy(
            update={
                "subject_name": _name_used(source, quote.source),
                "object_name": _name_used(target, quote.target),
            }
        )
        names = info.subject_name or source.names[source.main], info.object_name or target.names[target.main]
        if quote.id != evidence_id(video, type_, names, info.quote, quote.before):
            info = info.model_copy(update={"id": quote.id})
        evidence.setdefault((source.key, type_, target.key), []).append(info)
    found = [
        RelationshipInfo(source=source, type=type_, target=target, evidence=tuple(some))
        for (source, type_, target), some in evidence.items()
    ]
    return found, list(said.values())


def _name_used(said: Said, key: str) -> str | None:
    return None if key == said.main else said.names[key]

"""Builds the rows of entities and statements: mentions, names, features, evidence. Pure functions."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from service.domain.document import (
    BY_HAND,
    EntityInfo,
    EvidenceInfo,
    MentionInfo,
    RelationshipInfo,
    SegmentInfo,
    VideoDocument,
)
from service.domain.document_types import AUTHORITIES, if_recognized, strength
from service.domain.identity import alias_key, child_id, evidence_id, is_evidence_of, relationship_id
from service.domain.model import KINDS, ConnectionType, lasting_types, read_model
from service.domain.quotes import Quote, Repeats, locate_quote, name_is_said
from service.domain.text import normalise_name
from service.errors import InvalidInput
from service.graph.preferred_values import (
    best_item,
    best_main_name,
    best_name,
    best_text,
    best_url,
    own_name,
    thousandths,
)
from service.graph.video_rows import NO_DATE, Row, VideoRows
from service.resolution.namings import Naming
from service.resolution.resolve import Resolution
from service.store.rows.occurrences import hear
from service.store.rows.stored_fields import field_values, first_given

type _End = tuple[str, str]
"""Entity id and alias key of one end of evidence."""

type _Named = tuple[Naming, EntityInfo]
"""What a document says of an entity, and what became of its name."""


def add_entities(
    part: VideoRows, document: VideoDocument, namings: Sequence[Naming], resolution: Resolution
) -> None:
    """Rows of `given_name`, `mention` and `features`."""
    places = {entity.key: place for place, entity in enumerate(document.entities)}
    together: defaultdict[str, list[_Named]] = defaultdict(list)
    for naming in namings:
        entity = document.entities[places[naming.key]]
        together[resolution.entities[naming.key]].append((naming, entity))
        for key, name in naming.names.items():
            if key in resolution.owned:
                before = part.rows["given_name"].get((key,))
                names = (name,) if before is None else (name, before["name"])
                guessed = naming.guess and (before is None or before["guessed"])
                authority = authority_of_name(document, name, part.authority)
                part.add(
                    "given_name",
                    {
                        "alias": key,
                        "name": best_name(names),
                        "guessed": True if guessed else None,
                        "authority": authority
                        if before is None
                        else max(authority, before["authority"], key=strength),
                    },
                )
        for index, mention in enumerate(entity.mentions):
            path = ("entities", places[naming.key], "mentions", index)
            part.add("mention", _mention(part.video, document, naming, mention, resolution, path))
    kinds = {resolution.entities[naming.key]: naming.kind for naming in namings}
    _add_features(part, document, together, kinds)


def authority_of_name(document: VideoDocument, name: str, authority: str | None) -> str | None:
    """Returns the authority of a name in a document of this one: less if it was recognized in a recording, unless title or description have it
    written so."""
    video = document.video
    written = f"{video.title}\n{video.description or ''}"
    if video.recognizer is None or name_is_said(written, {normalise_name(name)}):
        return authority
    return if_recognized(authority)


def _mention(
    video: str,
    document: VideoDocument,
    naming: Naming,
    mention: MentionInfo,
    resolution: Resolution,
    path: tuple[str | int, ...],
) -> Row:
    text = document.segments[mention.segment].text
    if mention.start_offset >= len(text) or mention.end_offset <= mention.start_offset:
        raise InvalidInput("the offsets name no words of the segment", path)
    following = mention.segment
    while len(text) < mention.end_offset and (following := following + 1) < len(document.segments):
        text += " " + document.segments[following].text
    words = text[mention.start_offset : mention.end_offset]
    return field_values("mention", mention) | {
        "segment": child_id("segment", video, mention.segment),
        "entity": resolution.entities[naming.key],
        "text": words,
        "aliasKey": _key_of(naming, words, resolution),
    }


def _key_of(naming: Naming, words: str | None, resolution: Resolution) -> str:
    """Returns the key of the used name; that of the main name if the words are not a name of this entity."""
    key = None if words is None else alias_key(naming.kind, words, naming.within)
    if key is not None and resolution.owned.get(key) == resolution.entities[naming.key]:
        return key
    return naming.main


def _add_features(
    part: VideoRows,
    document: VideoDocument,
    together: Mapping[str, Sequence[_Named]],
    kinds: Mapping[str, str],
) -> None:
    heard = hear(part, document.video.duration_seconds or document.segments[-1].end_seconds)
    given = {row["alias"]: row["name"] for row in part.rows["given_name"].values()}
    for id_, named in together.items():
        entities = [entity for _, entity in named]
        # A name that is valid in one talk only ("the lab") is no name for other talks, whoever wrote it.
        local = all(naming.within == part.video for naming, _ in named)
        authority = AUTHORITIES[-1] if local else part.authority
        names = names_in_video(
            kinds[id_],
            [(entity.name, naming.called) for naming, entity in named],
            [given[key] for naming, _ in named for key in naming.names if key in given],
        )
        salience = [entity.salience for entity in entities if entity.salience is not None]
        part.add(
            "features",
            first_given("features", [field_values("features", entity) for entity in entities])
            | names
            | {
                "entity": id_,
                "authority": authority_of_name(document, names["name"], authority),
                "mentionCount": len(heard.starts[id_]),
                "firstSeconds": min(heard.starts[id_], default=None),
                "salience": max(salience) if salience else heard.salience(id_),
                "sortDate": _sort_date(document),
                "description": best_text(entity.description for entity in entities),
                "url": best_url(entity.url for entity in entities),
                "wikidata": best_item(entity.wikidata for entity in entities),
            },
        )


def names_in_video(kind: str, names: Sequence[tuple[str, str | None]], given: Sequence[str]) -> Row:
    """Returns the talk's own name of an entity (`name`), and the main name that counts for it (`called`), if that differs.

    Args:
        names: of all that the document took for this entity: name, and what a decision calls it.
        given: all names that the talk gives the entity, main ones and others. What was merged before has left no other trace, so the
            talk's own name is one of these: then merging one after the other gives what merging all at once gives.
    """
    shown = best_main_name(kind, Counter(called or name for name, called in names)) or names[0][0]
    own = shown if not given or shown.casefold() in map(str.casefold, given) else own_name(kind, given)
    return {"name": own, "called": None if shown == own else shown}


def add_evidence(
    part: VideoRows, document: VideoDocument, namings: Sequence[Naming], resolution: Resolution
) -> None:
    """Returns rows of `evidence`, without connections of an entity with itself after resolution."""
    by_key = {naming.key: naming for naming in namings}
    given = {entity.key: entity.kind for entity in document.entities}
    types = read_model().connections
    quotes = _Quotes(part.video, document)
    for place, known in enumerate(document.relationships):
        path = ("relationships", place)
        type_ = types.get(known.type)
        if type_ is None:
            raise InvalidInput(f"there is no type {known.type!r}: take one of {', '.join(types)}", path)
        told = given[known.source], given[known.target]
        by_hand = all(evidence.decision_id is not None for evidence in known.evidence)
        # A person chose the ends of the graph, whose kinds are checked when the statement is added.
        if not by_hand and not type_.allows(KINDS[told[0]], KINDS[told[1]]):
            raise InvalidInput(f"{known.type} does not go from {told[0]} to {told[1]}", path)
        if not type_.lasts and any(evidence.past for evidence in known.evidence):
            raise InvalidInput(
                f"{known.type} happens once and stays so: `past` is for {lasting_types()}", path
            )
        if known.source not in by_key or known.target not in by_key:
            continue  # somebody decided to drop it
        source, target = by_key[known.source], by_key[known.target]
        if not type_.allows(KINDS[source.kind], KINDS[target.kind]):
            type_ = types[
                "RELATED_TO"
            ]  # The kind of an end was changed by resolution; the stated type is stored too.
        if resolution.entities[source.key] == resolution.entities[target.key]:
            continue
        for index, evidence in enumerate(known.evidence):
            subject = (resolution.entities[source.key], _key_of(source, evidence.subject_name, resolution))
            object_ = (resolution.entities[target.key], _key_of(target, evidence.object_name, resolution))
            subject, object_, turned = in_order(type_, subject, object_)
            quote = locate_quote(document.segments, evidence)
            if quote is None:
                raise InvalidInput(
                    f"the quote does not stand in segment {evidence.segment}: {evidence.quote!r}",
                    (*path, "evidence", index),
                )
            row = evidence_row(part.video, document.segments, type_.name, evidence, quote, subject, object_)
            row |= {"sortDate": _sort_date(document)} | stated_as(known.type, type_.name, turned)
            row["extractor"] = document.extractor if evidence.decision_id is None else BY_HAND
            quotes.add(row, known, evidence, quote)
    for row in quotes.rows():
        part.add("evidence", row)


def in_order(type_: ConnectionType, subject: _End, object_: _End) -> tuple[_End, _End, bool]:
    """Returns both ends as they are stored, and whether they are turned around: symmetric types have no direction."""
    turned = type_.symmetric and object_ < subject
    return (object_, subject, True) if turned else (subject, object_, False)


def stated_as(stated: str, type_: str, turned: bool) -> Row:
    """Returns the stated type and direction of evidence, if they differ. Symmetric types have no direction."""
    told = stated != type_
    directed = not read_model().connections[stated].symmetric
    return {"statedType": stated if told else None, "turned": True if told and turned and directed else None}


class _Quotes:
    """Gives the quotes of a document their ids. Of two quotes that state one thing from one place on, the surer one stays."""

    def __init__(self, video: str, document: VideoDocument) -> None:
        self._video = video
        self._entities = {entity.key: entity for entity in document.entities}
        self._repeats = Repeats(document.segments)
        self._rows: dict[tuple[object, ...], Row] = {}

    def add(self, row: Row, known: RelationshipInfo, evidence: EvidenceInfo, quote: Quote) -> None:
        source, target = self._entities[known.source], self._entities[known.target]
        names = evidence.subject_name or source.name, evidence.object_name or target.name
        ends = [
            (normalise_name(name), one.kind, "local" if one.local else "")
            for name, one in zip(names, (source, target), strict=True)
        ]
        if read_model().connections[known.type].symmetric:
            ends.sort()
        own = evidence.id if evidence.id and is_evidence_of(evidence.id, self._video) else None
        place = own, known.type, *ends, quote.first, quote.start
        other = self._rows.get(place)
        if other is None or thousandths(other["confidence"]) < thousandths(row["confidence"]):
            before = self._repeats.before(evidence.quote, quote.first, quote.start)
            kinds = tuple(word for _, *words in ends for word in words)
            ids = [
                evidence_id(self._video, known.type, names, evidence.quote, before, some)
                for some in ((), kinds)
            ]
            self._rows[place] = row | {"id": own or ids[0], "otherId": ids[1]}

    def rows(self) -> Iterator[Row]:
        """Yields one row for each id."""
        taken: set[str] = set()
        for row in self._rows.values():
            other = row.pop("otherId")
            if row["id"] in taken:
                row["id"] = other
            if row["id"] not in taken:
                taken.add(row["id"])
                yield row


def evidence_row(
    video: str,
    segments: Sequence[SegmentInfo],
    type_: str,
    evidence: EvidenceInfo,
    quote: Quote,
    subject: tuple[str, str],
    object_: tuple[str, str],
) -> Row:
    """Returns the row of a quote, but `id`, `extractor`, `sortDate`, `statedType` and `turned`.

    Args:
        subject, object_: entity id and alias key.
    """
    places = range(quote.first, quote.last + 1)
    return field_values("evidence", evidence) | {
        "type": type_,
        "startSeconds": segments[quote.first].start_seconds,
        "endSeconds": max(segments[index].end_seconds for index in places),
        "relationshipId": relationship_id(subject[0], type_, object_[0]),
        "subject": subject[0],
        "subjectKey": subject[1],
        "object": object_[0],
        "objectKey": object_[1],
        "segments": [child_id("segment", video, index) for index in places],
    }


def _sort_date(document: VideoDocument) -> str:
    day = document.video.published_on
    return NO_DATE if day is None else day.isoformat()

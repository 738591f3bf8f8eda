"""Rejected quotes: their fingerprints, and documents without them. Pure functions."""

from collections.abc import Iterator, Mapping

from service.domain.decision_records import RejectedQuote
from service.domain.document import EntityInfo, EvidenceInfo, RelationshipInfo, VideoDocument
from service.domain.identity import name_in
from service.domain.model import read_model
from service.domain.text import normalise_name, search_form
from service.graph.video_rows import Row


def fingerprint_of(row: Row, video: str, document: VideoDocument, owners: Mapping[str, str]) -> RejectedQuote:
    """Returns the fingerprint of a stored quote: the connection as the talk stated it.

    Args:
        row: the quote in the graph.
        document: the talk's document, from which the quote comes.
        owners: alias key → entity of the names that the talk gives.
    """
    one = stated_fingerprint(row, video)
    if next(_matching(document, one), None) is not None:
        return one
    # A merge may have given the quote a name that its document does not use for this end.
    entities = row["subject"], row["object"]
    for known, evidence in _quotes(document):
        names = _names(document)
        if search_form(evidence.quote) == one.quote and known.type == one.type:
            said = [
                next(iter(sorted(name for name in names[key] if _owner(name, owners, video) == entity)), None)
                for key, entity in zip((known.source, known.target), entities, strict=True)
            ]
            if said[0] is not None and said[1] is not None:
                return one.model_copy(update={"source": said[0], "target": said[1]})
    return one


def stated_fingerprint(row: Row, video: str) -> RejectedQuote:
    """Returns the fingerprint of a stored quote by the names that it uses."""
    ends = name_in(row["subjectKey"], video), name_in(row["objectKey"], video)
    if row["turned"]:
        ends = ends[1], ends[0]
    return RejectedQuote(
        source=ends[0], type=row["statedType"] or row["type"], target=ends[1], quote=search_form(row["quote"])
    )


def without_rejected(document: VideoDocument, rejected: RejectedQuote) -> VideoDocument:
    """Returns the document without that quote, and without what only this quote supported: the connection, and its
    ends if nothing else in the talk names them."""
    gone = {id(evidence) for _, evidence in _matching(document, rejected)}
    if not gone:
        return document
    kept: list[RelationshipInfo] = []
    ends: set[str] = set()
    for known in document.relationships:
        left = tuple(evidence for evidence in known.evidence if id(evidence) not in gone)
        if len(left) < len(known.evidence):
            ends |= {known.source, known.target}
        if left:
            kept.append(
                known if len(left) == len(known.evidence) else known.model_copy(update={"evidence": left})
            )
    held = {end for known in kept for end in (known.source, known.target)}
    held |= {speaker.person for speaker in document.speakers if speaker.person is not None}
    entities = tuple(
        entity
        for entity in document.entities
        if entity.mentions or entity.key in held or entity.key not in ends
    )
    return document.model_copy(update={"relationships": tuple(kept), "entities": entities})


def _matching(
    document: VideoDocument, rejected: RejectedQuote
) -> Iterator[tuple[RelationshipInfo, EvidenceInfo]]:
    names = _names(document)
    connection = read_model().connections.get(rejected.type)
    symmetric = connection is not None and connection.symmetric
    for known, evidence in _quotes(document):
        if known.type != rejected.type or search_form(evidence.quote) != rejected.quote:
            continue
        source, target = (
            names[known.source] | _given(evidence.subject_name),
            names[known.target] | _given(evidence.object_name),
        )
        if (rejected.source in source and rejected.target in target) or (
            symmetric and rejected.target in source and rejected.source in target
        ):
            yield known, evidence


def _quotes(document: VideoDocument) -> Iterator[tuple[RelationshipInfo, EvidenceInfo]]:
    for known in document.relationships:
        for evidence in known.evidence:
            yield known, evidence


def _names(document: VideoDocument) -> dict[str, set[str]]:
    return {entity.key: names_of_entity(entity) for entity in document.entities}


def names_of_entity(entity: EntityInfo) -> set[str]:
    """Returns the normal forms of an entity's names."""
    return {normalise_name(name) for name in (entity.name, *entity.aliases)} - {""}


def _given(name: str | None) -> set[str]:
    return set() if name is None else {normalise_name(name)}


def _owner(name: str, owners: Mapping[str, str], video: str) -> str | None:
    return next((owner for key, owner in sorted(owners.items()) if name_in(key, video) == name), None)

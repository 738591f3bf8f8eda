"""Statements that a person added to a talk: where their quotes are, and which entities they mean."""

from collections.abc import Iterable, Sequence

from service.decisions.rejected_quotes import names_of_entity
from service.domain.document import EntityInfo, EvidenceInfo, RelationshipInfo, SegmentInfo, VideoDocument
from service.domain.identity import alias_key
from service.domain.quotes import Quote, find_quotes
from service.domain.text import normalise_name
from service.domain.video_corrections import AddedStatementEnd, StatementAddition
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.resolution.name_index import DecidedName, spelling
from service.resolution.namings import SURE


def with_statement(document: VideoDocument, added: StatementAddition, id_: str) -> VideoDocument | None:
    """Returns the document with the statement; None if its quote is not in the transcript.

    Args:
        id_: of the decision.
    """
    place = nearest_place(document.segments, added)
    if place is None:
        return None
    entities = list(document.entities)
    ends: list[str] = []
    for name, end in (("source", added.source), ("target", added.target)):
        entity = _find(entities, end)
        if entity is None:
            entity = EntityInfo(key=f"{id_} {name}", name=end.name, kind=end.kind)
            entities.append(entity)
        ends.append(entity.key)
    if ends[0] == ends[1]:
        return None
    evidence = added_evidence(added, place, id_)
    known = RelationshipInfo(source=ends[0], type=added.type, target=ends[1], evidence=(evidence,))
    return document.model_copy(
        update={"entities": tuple(entities), "relationships": (*document.relationships, known)}
    )


def nearest_place(segments: Sequence[SegmentInfo], added: StatementAddition) -> Quote | None:
    """Returns where the quote is: of several places with the same words, the one nearest to the original moment."""
    return min(
        find_quotes(segments, added.quote),
        key=lambda quote: abs(segments[quote.first].start_seconds - added.start_seconds),
        default=None,
    )


def added_evidence(added: StatementAddition, place: Quote, id_: str) -> EvidenceInfo:
    """
    Args:
        id_: of the decision.
    """
    return EvidenceInfo(
        quote=added.quote,
        segment=place.first,
        start_offset=place.start,
        label=added.label,
        past=added.past,
        subject_name=added.source.name,
        object_name=added.target.name,
        decision_id=id_,
    )


def _find(entities: Iterable[EntityInfo], end: AddedStatementEnd) -> EntityInfo | None:
    """Returns the document's entity of this name: of the same kind, or else one whose kind is a guess."""
    name = normalise_name(end.name)
    named = [one for one in entities if one.local == end.local and name in names_of_entity(one)]
    same = [one for one in named if one.kind == end.kind]
    # The main name of one entity may be another name of a second one.
    same.sort(key=lambda one: normalise_name(one.name) != name)
    guessed = [one for one in named if one.kind_confidence is not None and one.kind_confidence < SURE]
    return next(iter([*same, *guessed]), None)


async def find_meant(
    transaction: Transaction, statements: Iterable[StatementAddition]
) -> dict[str, DecidedName]:
    """Returns what the names in these statements mean: the entities of their ids, or those into which these were
    merged, with their present kinds. Keys are spellings."""
    ends = [end for one in statements for end in (one.source, one.target) if end.entity_id and not end.local]
    ids = sorted({end.entity_id for end in ends if end.entity_id})
    if not ids:
        return {}
    merged = {
        row["id"]: row["survivorId"]
        for row in await run_statement(transaction, "merged_entity/find", references=ids)
    }
    now = {id_: merged.get(id_, id_) for id_ in ids}
    found = {
        row["id"]: row
        for row in await run_statement(transaction, "entity/find", references=sorted(set(now.values())))
    }
    meant: dict[str, DecidedName] = {}
    for end in ends:
        key = alias_key(end.kind, end.name)
        if key is not None and end.entity_id is not None:
            id_ = now[end.entity_id]
            row = found.get(id_, {"kind": end.kind, "slug": end.slug, "name": end.name})
            meant[spelling(key)] = DecidedName(id_, row["kind"], row["slug"], row["name"])
    return meant

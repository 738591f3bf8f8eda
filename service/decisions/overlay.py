"""Applies the corrections of a talk to its document, in the order in which they were made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.decisions.rejected_quotes import names_of_entity, without_rejected
from service.decisions.stored import VideoDecision, note_missing, read_all_decisions
from service.domain.decision_records import AddedStatementEnd, RejectedQuote, StatementAddition, VideoUpdate
from service.domain.document import (
    ChannelInfo,
    EntityInfo,
    EvidenceInfo,
    RelationshipInfo,
    SegmentInfo,
    SpeakerInfo,
    VideoDocument,
)
from service.domain.identity import alias_key
from service.domain.quotes import Quote, find_quotes
from service.domain.text import normalise_name
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


def with_update(document: VideoDocument, update: VideoUpdate, id_: str) -> VideoDocument:
    """Returns the document with the new data.

    Args:
        id_: of the decision.
    """
    new: dict[str, Any] = {}
    for key in ("title", "published_on", "url"):
        value = getattr(update, key)
        if value is not None:
            new[key] = value
    if update.channel is not None:
        new["channel"] = ChannelInfo(**update.channel.model_dump())
    new |= {{"publishedOn": "published_on"}.get(key, key): None for key in update.cleared}
    document = document.model_copy(update={"video": document.video.model_copy(update=new)})
    for place, one in enumerate(update.speakers):
        document = _with_speaker(document, one.label, one.name, f"{id_} speaker {place}")
    return document


def _with_speaker(document: VideoDocument, label: str, name: str | None, key: str) -> VideoDocument:
    """Without the label, the document stays as it is."""
    if all(speaker.label != label for speaker in document.speakers):
        return document
    entities = document.entities
    person: str | None = None
    if name is not None:
        normal = normalise_name(name)
        known = [one for one in entities if one.kind == "PERSON" and normal in names_of_entity(one)]
        known.sort(key=lambda one: (one.local, normalise_name(one.name) != normal))
        if known:
            person = known[0].key
        else:
            person = key
            entities = (*entities, EntityInfo(key=key, name=name, kind="PERSON"))
    speakers = tuple(
        SpeakerInfo(label=one.label, person=person) if one.label == label else one
        for one in document.speakers
    )
    return document.model_copy(update={"entities": entities, "speakers": speakers})


@dataclass(frozen=True)
class CorrectedDocument:
    """A document with its corrections. `decided`: whether there are any. `missing`: ids of those that cannot be applied.
    `pins`: spelling → the entity that a correction means by this name."""

    document: VideoDocument
    decided: bool = False
    missing: tuple[str, ...] = ()
    pins: Mapping[str, DecidedName] = field(default_factory=dict[str, DecidedName])


async def apply_corrections(
    transaction: Transaction, document: VideoDocument, video: str
) -> CorrectedDocument:
    """Returns the document with the corrections of this talk. The caller holds the lock of the video."""
    return (await apply_all_corrections(transaction, {video: document}, {}))[video]


async def apply_all_corrections(
    transaction: Transaction,
    documents: Mapping[str, VideoDocument],
    known: Mapping[str, Sequence[VideoDecision]],
) -> dict[str, CorrectedDocument]:
    """As `apply_corrections`, of several talks.

    Args:
        known: corrections of talks that were read with their locks.
    """
    unread = sorted(documents.keys() - known.keys())
    decisions = {**known, **(await read_all_decisions(transaction, unread) if unread else {})}
    found: dict[str, CorrectedDocument] = {}
    for video, document in documents.items():
        made = decisions.get(video, ())
        found[video] = (
            await _corrected(transaction, document, video, made) if made else CorrectedDocument(document)
        )
    return found


async def _corrected(
    transaction: Transaction, document: VideoDocument, video: str, decisions: Sequence[VideoDecision]
) -> CorrectedDocument:
    missing: list[str] = []
    for decision in decisions:
        corrected = correct(document, decision)
        if corrected is None:
            missing.append(decision.id)
        else:
            document = corrected
    statements = [one.change for one in decisions if isinstance(one.change, StatementAddition)]
    if statements:  # no other correction needs words of the talk
        await note_missing(transaction, video, missing)
    return CorrectedDocument(document, True, tuple(missing), await find_meant(transaction, statements))


def correct(document: VideoDocument, decision: VideoDecision) -> VideoDocument | None:
    """Returns the document with one correction; None if the document does not have its quote."""
    match decision.change:
        case RejectedQuote() as rejected:
            return without_rejected(document, rejected)
        case StatementAddition() as added:
            return with_statement(document, added, decision.id)
        case VideoUpdate() as update:
            return with_update(document, update, decision.id)


def correct_all(document: VideoDocument, decisions: Iterable[VideoDecision]) -> VideoDocument:
    """Returns the document with all corrections that apply."""
    for decision in decisions:
        document = correct(document, decision) or document
    return document

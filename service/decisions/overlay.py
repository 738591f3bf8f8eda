"""Applies the corrections of a talk to its document, in the order in which they were made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.decisions.added_statements import find_meant, with_statement
from service.decisions.rejected_quotes import names_of_entity, without_rejected
from service.decisions.stored import VideoDecision, note_missing, read_all_decisions
from service.domain.document import ChannelInfo, EntityInfo, SpeakerInfo, VideoDocument
from service.domain.text import normalise_name
from service.domain.video_corrections import RejectedQuote, StatementAddition, VideoUpdate
from service.graph.driver.database import Transaction
from service.resolution.name_index import DecidedName


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
class Corrected:
    """A document with its corrections. `decided`: whether there are any. `missing`: ids of those that cannot be applied.
    `pins`: spelling → the entity that a correction means by this name."""

    document: VideoDocument
    decided: bool = False
    missing: tuple[str, ...] = ()
    pins: Mapping[str, DecidedName] = field(default_factory=dict[str, DecidedName])


async def apply_corrections(transaction: Transaction, document: VideoDocument, video: str) -> Corrected:
    """Returns the document with the corrections of this talk. The caller holds the lock of the video."""
    return (await apply_all_corrections(transaction, {video: document}))[video]


async def apply_all_corrections(
    transaction: Transaction, documents: Mapping[str, VideoDocument]
) -> dict[str, Corrected]:
    """As `apply_corrections`, of several talks."""
    decisions = await read_all_decisions(transaction, list(documents))
    return {
        video: await _corrected(transaction, document, video, decisions[video]) if decisions[video] else Corrected(document)
        for video, document in documents.items()
    }  # fmt: skip


async def _corrected(
    transaction: Transaction, document: VideoDocument, video: str, decisions: Sequence[VideoDecision]
) -> Corrected:
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
    return Corrected(document, True, tuple(missing), await find_meant(transaction, statements))


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

"""Applies the corrections of a talk to its document, in the order in which they were made."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.domain.document import VideoDocument
from service.domain.talk_corrections import RejectedQuote
from service.graph.driver.database import Transaction
from service.ingest.resolution.name_index import Decided
from service.ingest.talk_decisions.rejected_quotes import without_rejected
from service.ingest.talk_decisions.stored import TalkDecision, note_missing, read_talk_decisions


@dataclass(frozen=True)
class Corrected:
    """A document with its corrections. `decided`: whether there are any. `missing`: ids of those that cannot be applied.
    `pins`: spelling → the entity that a correction means by this name."""

    document: VideoDocument
    decided: bool = False
    missing: tuple[str, ...] = ()
    pins: Mapping[str, Decided] = field(default_factory=dict[str, Decided])


async def apply_corrections(transaction: Transaction, document: VideoDocument, video: str) -> Corrected:
    """Returns the document with the corrections of this talk. The caller holds the lock of the video."""
    decisions = await read_talk_decisions(transaction, video)
    if not decisions:
        return Corrected(document)
    for decision in decisions:
        document = correct(document, decision)
    await note_missing(transaction, video, [])
    return Corrected(document, True)


def correct(document: VideoDocument, decision: TalkDecision) -> VideoDocument:
    """Returns the document with one correction."""
    match decision.change:
        case RejectedQuote() as rejected:
            return without_rejected(document, rejected)
        case _:
            return document

"""Rejects a quote: it does not support its connection. The connection goes with its last quote.

The fingerprint of the quote is stored as a correction of its talk, so a later import or extraction does not bring it back.
"""

from dataclasses import dataclass

from service.curation.videos.replay import LockedVideo, replay_video, require_video
from service.decisions.origin import signature
from service.decisions.overlay import correct_all
from service.decisions.rejected_quotes import fingerprint_of
from service.decisions.stored import (
    VideoDecision,
    new_decision,
    read_video_decisions,
    write_video_decision,
)
from service.errors import InvalidInput, NotFound
from service.graph.change_log import note_change
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row
from service.graph.write_transaction import try_or_write


@dataclass(frozen=True)
class EvidenceEnd:
    """An end of the connection. `left`: whether the graph still has the entity."""

    id: str
    name: str
    left: bool


@dataclass(frozen=True)
class RejectReport:
    """What was rejected. `left`: number of quotes that the connection still has, in all talks; without any it went."""

    decision: str
    evidence: str
    video: str
    title: str
    quote: str
    type: str
    source: EvidenceEnd
    target: EvidenceEnd
    relationship: str
    left: int


async def reject_evidence(database: Database, evidence: str, *, dry_run: bool = False) -> RejectReport:
    """Decides that a quote does not support its connection.

    Args:
        evidence: its id.

    Raises:
        NotFound: there is no such quote.
        InvalidInput: the talk must be imported again first.
    """

    async def work(transaction: Transaction) -> RejectReport:
        found = await run_statement(transaction, "evidence/find", id=evidence)
        if not found:
            raise _unknown(evidence)
        talk = await require_video(transaction, found[0]["video"])
        row = talk.stored.part.rows["evidence"].get(evidence)
        if row is None:  # it went before the talk was locked
            raise _unknown(evidence)
        return await _reject(transaction, talk, row)

    return await try_or_write(database, work, name="reject evidence", dry_run=dry_run)


def _unknown(evidence: str) -> NotFound:
    return NotFound(
        f"there is no evidence with id {evidence!r}: it may have been rejected already, or its talk was imported again"
    )


async def _reject(transaction: Transaction, talk: LockedVideo, row: Row) -> RejectReport:
    document = correct_all(talk.document, await read_video_decisions(transaction, talk.video))
    change = fingerprint_of(row, talk.video, document, talk.stored.owners)
    id_, at = new_decision(talk.video, change)
    names = await _names(transaction, [row["subject"], row["object"]])
    detail = f"{names[row['subject']]} {row['type']} {names[row['object']]}: “{row['quote']}”"
    ends = (talk.video, row["subject"], row["object"], row["id"])
    decision = VideoDecision(id_, talk.video, change, detail, ends)
    await write_video_decision(
        transaction, decision, title=talk.state["title"], at=at, signature=signature(transaction)
    )
    after = await replay_video(transaction, talk)
    if row["id"] in after.rows["evidence"]:
        raise InvalidInput(
            "the talk's own statements do not have this quote, so it cannot be rejected: import the talk again first",
            ("evidence",),
        )
    note_change(transaction, "EVIDENCE_REJECTED", videos=[talk.video], entities=ends[1:3], decisions=[id_])
    counted = await run_statement(transaction, "evidence/count", relationship=row["relationshipId"])
    left = await _names(transaction, [row["subject"], row["object"]])
    source, target = (EvidenceEnd(one, names[one], one in left) for one in ends[1:3])
    return RejectReport(
        id_, row["id"], talk.video, talk.state["title"], row["quote"], row["type"], source, target,
        row["relationshipId"], counted[0]["count"],
    )  # fmt: skip


async def _names(transaction: Transaction, ids: list[str]) -> dict[str, str]:
    rows = await run_statement(transaction, "entity/find", references=ids)
    return {row["id"]: row["name"] for row in rows}

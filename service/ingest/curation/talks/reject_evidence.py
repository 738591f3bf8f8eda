"""Rejects a quote: it does not support its connection. The connection goes with its last quote.

The fingerprint of the quote is stored as a correction of its talk, so a later import or extraction does not bring it back.
"""

from dataclasses import dataclass

from service.domain.talk_corrections import RejectedQuote
from service.errors import InvalidInput, NotFound
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import run_statement
from service.ingest.change_log import note_change
from service.ingest.curation.dry_run import try_or_write
from service.ingest.curation.origin import signature
from service.ingest.curation.talks.quote_changes import (
    LockedTalk,
    lock_for_correction,
    read_quotes,
    read_support,
    same_names,
    write_quotes,
)
from service.ingest.curation.talks.rewrite_talk import Talk, require_talk, rewrite_talk
from service.ingest.talk_decisions.overlay import correct_all
from service.ingest.talk_decisions.rejected_quotes import (
    fingerprint_of,
    is_alone,
    stated_fingerprint,
    without_rejected,
)
from service.ingest.talk_decisions.stored import (
    TalkDecision,
    new_decision,
    read_talk_decisions,
    write_talk_decision,
)
from service.ingest.video_rows import Row


@dataclass(frozen=True)
class End:
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
    source: End
    target: End
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
        if (report := await _reject_in_place(transaction, found[0])) is not None:
            return report
        talk = await require_talk(transaction, found[0]["video"])
        row = talk.stored.part.rows["evidence"].get(evidence)
        if row is None:  # it went before the talk was locked
            raise _unknown(evidence)
        return await _reject(transaction, talk, row)

    return await try_or_write(database, work, name="reject evidence", dry_run=dry_run)


def _unknown(evidence: str) -> NotFound:
    return NotFound(
        f"there is no evidence with id {evidence!r}: it may have been rejected already, or its talk was imported again"
    )


async def _reject_in_place(transaction: Transaction, found: Row) -> RejectReport | None:
    """Returns None, without having changed anything, if more than the quote may follow from the rejection."""
    talk = await lock_for_correction(transaction, found["video"])
    if talk is None:
        return None
    ids = (found["subject"], found["object"])
    before = await read_quotes(transaction, talk, found["relationship"], ids)
    row = before.rows["evidence"].get(found["id"])
    if row is None or (row["subject"], row["object"]) != ids:
        return None
    support = await read_support(transaction, talk.video, row)
    change = stated_fingerprint(row, talk.video)
    if not support.alone or not (_follows(talk, change) if talk.kept else support.supported):
        return None
    id_, at = new_decision(talk.video, change)
    names = support.names
    detail = f"{names[ids[0]]} {row['type']} {names[ids[1]]}: “{row['quote']}”"
    decision = TalkDecision(id_, talk.video, change, detail, (talk.video, *ids, row["id"]), (row,))
    await write_talk_decision(
        transaction, decision, title=talk.title, at=at, signature=signature(transaction)
    )
    await write_quotes(transaction, talk, before, gone=row["id"], decision=decision)
    note_change(transaction, "EVIDENCE_REJECTED", videos=[talk.video], entities=ids, decisions=[id_])
    source, target = (End(one, names[one], True) for one in ids)
    return RejectReport(
        id_, row["id"], talk.video, talk.title, row["quote"], row["type"], source, target,
        row["relationshipId"], support.count - 1,
    )  # fmt: skip


def _follows(talk: LockedTalk, change: RejectedQuote) -> bool:
    """Returns whether the kept document loses exactly this quote by the rejection."""
    document = talk.document()
    if document is None or not is_alone(document, change):
        return False
    return same_names(document, without_rejected(document, change), talk.video, -1)


async def _reject(transaction: Transaction, talk: Talk, row: Row) -> RejectReport:
    document = correct_all(talk.document, await read_talk_decisions(transaction, talk.video))
    change = fingerprint_of(row, talk.video, document, talk.stored.owners)
    id_, at = new_decision(talk.video, change)
    names = await _names(transaction, [row["subject"], row["object"]])
    detail = f"{names[row['subject']]} {row['type']} {names[row['object']]}: “{row['quote']}”"
    ends = (talk.video, row["subject"], row["object"], row["id"])
    decision = TalkDecision(id_, talk.video, change, detail, ends)
    await write_talk_decision(
        transaction, decision, title=talk.state["title"], at=at, signature=signature(transaction)
    )
    after = await rewrite_talk(transaction, talk)
    if row["id"] in after.rows["evidence"]:
        raise InvalidInput(
            "the talk's own statements do not have this quote, so it cannot be rejected: import the talk again first",
            ("evidence",),
        )
    note_change(transaction, "EVIDENCE_REJECTED", videos=[talk.video], entities=ends[1:3], decisions=[id_])
    counted = await run_statement(transaction, "evidence/count", relationship=row["relationshipId"])
    left = await _names(transaction, [row["subject"], row["object"]])
    source, target = (End(one, names[one], one in left) for one in ends[1:3])
    return RejectReport(
        id_, row["id"], talk.video, talk.state["title"], row["quote"], row["type"], source, target,
        row["relationshipId"], counted[0]["count"],
    )  # fmt: skip


async def _names(transaction: Transaction, ids: list[str]) -> dict[str, str]:
    rows = await run_statement(transaction, "entity/find", references=ids)
    return {row["id"]: row["name"] for row in rows}

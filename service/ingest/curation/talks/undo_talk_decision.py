"""Undoes a correction of a talk. The talk is written again with the corrections that remain."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.talk_corrections import AddedStatement, RejectedQuote, VideoUpdate
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.ingest.change_log import note_change
from service.ingest.curation.origin import keep_undone
from service.ingest.curation.talks.data_changes import is_plain, own_data, with_updates, write_data
from service.ingest.curation.talks.quote_changes import (
    LockedTalk,
    lock_for_correction,
    read_quotes,
    read_support,
    same_names,
    same_words,
    write_quotes,
)
from service.ingest.curation.talks.rewrite_talk import lock_talk, rewrite_talk
from service.ingest.storage.kept_documents import unpack
from service.ingest.talk_decisions.overlay import correct_all
from service.ingest.talk_decisions.stored import TalkDecision, delete_talk_decision, read_talk_decision


@dataclass(frozen=True)
class UndoneCorrection:
    """`came`, `went`: ids of evidence that the graph has again, or no longer has."""

    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()


async def undo_talk_decision(transaction: Transaction, id_: str) -> UndoneCorrection:
    """Undoes the correction of an id, in any order with other corrections.

    Raises:
        NotFound: there is no such correction.
        Conflict: the talk must be imported again first.
    """

    decision = await read_talk_decision(transaction, id_)
    if (undone := await _undo_in_place(transaction, decision)) is not None:
        return undone
    talk = await lock_talk(transaction, decision.video)
    decision = await read_talk_decision(transaction, id_)  # somebody may have undone it before the lock
    await _delete(transaction, decision)
    if talk is None:
        return UndoneCorrection()
    after = await rewrite_talk(transaction, talk, with_data=decision.sort == "UPDATE_VIDEO")
    old, new = (part.rows["evidence"].keys() for part in (talk.stored.part, after))
    return UndoneCorrection(tuple(sorted(new - old)), tuple(sorted(old - new)))


async def _delete(transaction: Transaction, decision: TalkDecision) -> None:
    await keep_undone(transaction, [decision.id])
    await delete_talk_decision(transaction, decision.id)
    entities = [end for end in decision.ends if end.startswith("entity:")]
    note_change(
        transaction, "DECISION_UNDONE", videos=[decision.video], entities=entities, decisions=[decision.id]
    )


async def _undo_in_place(transaction: Transaction, decision: TalkDecision) -> UndoneCorrection | None:
    """Returns None, without having changed anything, if more than the quotes of the correction may follow from undoing it."""
    talk = await lock_for_correction(transaction, decision.video)
    if talk is None:
        return None
    now = next((one for one in talk.decisions if one.id == decision.id), None)
    others = [one for one in talk.decisions if one.id != decision.id]
    if now is None or not now.in_place or any(same_words(now.change, one.change) for one in others):
        return None
    if isinstance(now.change, RejectedQuote) and len(now.removed) == 1:
        [row] = now.removed
        before = await read_quotes(transaction, talk, row["relationshipId"], (row["subject"], row["object"]))
        await write_quotes(transaction, talk, before, new=[row])
        await _delete(transaction, now)
        return UndoneCorrection(came=(row["id"],))
    if isinstance(now.change, VideoUpdate) and is_plain(now.change):
        await write_data(transaction, talk, with_updates(own_data(talk), others))
        await _delete(transaction, now)
        return UndoneCorrection()
    if isinstance(now.change, AddedStatement):
        return await _remove_added(transaction, talk, now, others)
    return None


async def _remove_added(
    transaction: Transaction, talk: LockedTalk, decision: TalkDecision, others: Sequence[TalkDecision]
) -> UndoneCorrection | None:
    evidence = next((end for end in decision.ends if end.startswith("evidence:")), "")
    for found in await run_statement(transaction, "evidence/find", id=evidence):
        ends = (found["subject"], found["object"])
        before = await read_quotes(transaction, talk, found["relationship"], ends)
        row = before.rows["evidence"].get(evidence)
        if row is None or row["decisionId"] != decision.id:
            return None
        if talk.kept is not None:
            without = correct_all(unpack(talk.kept), others)
            document = talk.document()
            fits = document is not None and same_names(document, without, talk.video, -1)
        else:
            fits = (await read_support(transaction, talk.video, row)).supported
        if not fits:
            return None
        await write_quotes(transaction, talk, before, gone=evidence)
        await _delete(transaction, decision)
        return UndoneCorrection(went=(evidence,))
    return None

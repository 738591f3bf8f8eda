"""Undoes decisions of any kind, in one transaction: all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.curation.deleted_videos import undo_deletion
from service.curation.entities.apply_correction import CorrectionReport, revert_correction
from service.curation.entities.correction_journal import read_correction
from service.curation.extract_again import undo_extraction
from service.curation.merges.separate import undo_merge, undo_pair
from service.curation.videos.replay import lock_video, replay_video
from service.decisions.decision_list import ListedDecision, read_decision
from service.decisions.origin import undo_records
from service.decisions.stored import VideoDecision, read_video_decision
from service.domain.decision_records import moment
from service.errors import Conflict
from service.graph.change_log import note_change
from service.graph.driver.database import Database, Transaction
from service.graph.write_transaction import try_or_write


@dataclass(frozen=True)
class UndoneCorrection:
    """`came`, `went`: ids of evidence that the graph has again, or no longer has."""

    came: tuple[str, ...] = ()
    went: tuple[str, ...] = ()


async def undo_video_decision(transaction: Transaction, id_: str) -> UndoneCorrection:
    """Undoes the correction of an id, in any order with other corrections.

    Raises:
        NotFound: there is no such correction.
        Conflict: the talk must be imported again first.
    """

    decision = await read_video_decision(transaction, id_)
    talk = await lock_video(transaction, decision.video)
    decision = await read_video_decision(transaction, id_)  # somebody may have undone it before the lock
    await _delete(transaction, decision)
    if talk is None:
        return UndoneCorrection()
    after = await replay_video(transaction, talk, with_data=decision.sort == "UPDATE_VIDEO")
    old, new = (part.rows["evidence"].keys() for part in (talk.stored.part, after))
    return UndoneCorrection(tuple(sorted(new - old)), tuple(sorted(old - new)))


async def _delete(transaction: Transaction, decision: VideoDecision) -> None:
    await undo_records(transaction, [decision.id])
    entities = [end for end in decision.ends if end.startswith("entity:")]
    note_change(
        transaction, "DECISION_UNDONE", videos=[decision.video], entities=entities, decisions=[decision.id]
    )


@dataclass(frozen=True)
class Undone:
    """One decision that was undone.

    Attributes:
        decision: as it was.
        correction: what changed, if it was a correction of an entity.
        of_talk: what changed, if it was a correction of a talk.
    """

    decision: ListedDecision
    correction: CorrectionReport | None = None
    of_talk: UndoneCorrection | None = None


@dataclass(frozen=True)
class UndoReport:
    """`undone`: each decision that was undone, in the order of the ids."""

    undone: tuple[Undone, ...]


async def undo_decisions(database: Database, ids: Sequence[str], *, dry_run: bool = False) -> UndoReport:
    """Undoes decisions, the latest first. Nothing is decided instead.

    Raises:
        NotFound: there is no such decision.
        Conflict: one was undone already, or a later decision that is not among these has to be undone first.
    """
    order: list[str] = []
    current = ""

    async def work(transaction: Transaction) -> UndoReport:
        nonlocal current
        decided = {id_: await read_decision(transaction, id_) for id_ in dict.fromkeys(ids)}
        if not order:
            order.extend(sorted(decided, key=lambda id_: moment(decided[id_].at)))
            order.reverse()
            current = order[0]
        undone: dict[str, Undone] = {}
        for current in order:
            undone[current] = await _undo(transaction, decided[current])
        return UndoReport(tuple(undone[id_] for id_ in decided))

    while True:
        try:
            return await try_or_write(database, work, name="undo", dry_run=dry_run)
        except Conflict as conflict:
            # Of those that were made in the same millisecond the later one is not known before.
            if not order or conflict.decision not in order[order.index(current) + 1 :]:
                raise
            order.remove(conflict.decision)
            order.insert(order.index(current), conflict.decision)


async def _undo(transaction: Transaction, decided: ListedDecision) -> Undone:
    match decided.sort:
        case "one":
            await undo_merge(transaction, decided.first.id)
            return Undone(decided)
        case "two" | "both stay":
            assert decided.second is not None
            await undo_pair(transaction, (decided.first.id, decided.second.id))
            return Undone(decided)
        case "reject evidence" | "add statement" | "update talk":
            return Undone(decided, of_talk=await undo_video_decision(transaction, decided.id))
        case "extract again":
            await undo_extraction(transaction, decided.id)
            return Undone(decided)
        case "delete talk":
            await undo_deletion(transaction, decided.id)
            return Undone(decided)
        case "rename" | "kind" | "drop" | "detach" | "description" | "url" | "wikidata" | "alias":
            correction = await read_correction(transaction, decided.id)
            return Undone(decided, await revert_correction(transaction, correction))

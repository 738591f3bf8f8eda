"""Undoes a correction of a talk. The talk is written again with the corrections that remain."""

from dataclasses import dataclass

from service.curation.videos.replay import lock_video, replay_video
from service.decisions.origin import undo_records
from service.decisions.stored import VideoDecision, read_video_decision
from service.graph.change_log import note_change
from service.graph.driver.database import Transaction


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

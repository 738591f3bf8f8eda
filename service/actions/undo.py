"""Takes one decision back, whatever it was."""

from dataclasses import dataclass, replace
from typing import Any

from service.graph.driver.database import Database
from service.ingest.curation.decisions.decision_list import Decided, find_decision
from service.ingest.curation.entities import corrections
from service.ingest.curation.entities.apply_correction import CorrectionReport
from service.ingest.curation.merges import separate
from service.ingest.curation.merges.separate import ApartReport
from service.ingest.curation.merges.undo_merge import Talk
from service.ingest.curation.origin import current_origin, made_by
from service.ingest.curation.talks.undo_talk_decision import UndoneCorrection, undo_talk_decision


@dataclass(frozen=True)
class Undo:
    """`decision`: its id, as `list_decisions` has it. `dry_run`: say what would happen, and leave the graph as it is."""

    decision: str
    dry_run: bool = False


@dataclass(frozen=True)
class UndoReport:
    """What was taken back.

    Attributes:
        decision: as it was.
        correction: what changed, if it was a correction of an entity.
        of_talk: what changed, if it was a correction of a talk.
        import_again: of a merge, the talks that speak of the one and the other only when they are imported again.
    """

    decision: Decided
    correction: CorrectionReport | None = None
    of_talk: UndoneCorrection | None = None
    import_again: tuple[Talk, ...] = ()


async def undo(database: Database, request: Undo) -> UndoReport:
    """Takes a decision back, in one transaction. Nothing is decided instead.

    Raises:
        NotFound: there is no such decision, or an earlier version merged two entities that are not in the graph.
        Conflict: a later decision has to be undone first.
    """
    decided = await find_decision(database, request.decision)
    origin = current_origin()
    if origin.key is not None:  # it stores the answer to this action, not to the part of it that writes
        answer = origin.key.answer
        key = replace(origin.key, answer=lambda outcome: answer(_report(decided, outcome)))
        origin = replace(origin, key=key)
    with made_by(origin):
        return _report(decided, await _undo(database, decided, dry_run=request.dry_run))


async def _undo(database: Database, decided: Decided, *, dry_run: bool) -> Any:
    match decided.sort:
        case "one":
            return await separate.undo_merge(database, decided.first.id, dry_run=dry_run)
        case "two" | "both stay":
            return await separate.undo_pair(database, decided.id, dry_run=dry_run)
        case "reject evidence" | "add statement" | "update talk":
            return await undo_talk_decision(database, decided.id, dry_run=dry_run)
        case "rename" | "kind" | "drop" | "detach" | "description" | "url" | "alias":
            return await corrections.undo(database, decided.id, dry_run=dry_run)


def _report(decided: Decided, outcome: Any) -> UndoReport:
    """`outcome`: of one of the functions that `_undo` calls."""
    match outcome:
        case CorrectionReport():
            return UndoReport(decided, outcome)
        case ApartReport():
            return UndoReport(decided, import_again=outcome.again)
        case UndoneCorrection():
            return UndoReport(decided, of_talk=outcome)
        case _:
            return UndoReport(decided)

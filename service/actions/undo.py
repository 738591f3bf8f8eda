"""Takes one decision back, whatever it was."""

from dataclasses import dataclass

from service.errors import NotFound
from service.graph.driver.database import Database
from service.ingest.curation import corrections, separate
from service.ingest.curation.apply_correction import CorrectionReport
from service.ingest.curation.decision_list import Decided, find_decision
from service.ingest.curation.undo_merge import Talk
from service.ingest.curation.undo_talk_decision import UndoneCorrection, undo_talk_decision
from service.ingest.duplicates import talks


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
        NotFound: there is no such decision, or what is needed to undo it is not in the graph.
        InvalidInput: a later decision has to be taken back first.
    """
    decided = await find_decision(database, request.decision)
    if not decided.can_be_undone:
        raise NotFound("what was decided on is not in the graph: import its talks first")
    ends, dry_run = decided.end_ids, request.dry_run
    match decided.sort:
        case "one":
            report = await separate.undo_merge(database, decided.first.id, dry_run=dry_run)
            return UndoReport(decided, import_again=report.again)
        case "two":
            await separate.take_back_apart(database, ends, dry_run=dry_run)
        case "both stay":
            await talks.take_back_talks(database, ends, dry_run=dry_run)
        case "reject evidence" | "add statement":
            told = await undo_talk_decision(database, decided.id, dry_run=dry_run)
            return UndoReport(decided, of_talk=told)
        case _:
            return UndoReport(decided, await corrections.undo(database, decided.id, dry_run=dry_run))
    return UndoReport(decided)

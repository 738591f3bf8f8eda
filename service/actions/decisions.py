"""Lists what people decided on entities and talks, and undoes it."""

from dataclasses import dataclass
from typing import Annotated

from service.access.scopes import Scope
from service.actions.declaration import Doc, DryRun, Id, IdsOf, Page, action
from service.curation.undo_decisions import Undone, UndoReport, undo_decisions
from service.decisions.decision_list import DecisionEnd, ListedDecision, list_decisions
from service.errors import InvalidInput
from service.graph.driver.database import Database

__all__ = [
    "DecisionEnd",
    "ListedDecision",
    "Undo",
    "UndoReport",
    "Undone",
    "UndoneDecisions",
    "list_decisions",
    "undo",
]


@dataclass(frozen=True)
class Undo:
    """Decisions to undo: all of them or none."""

    decisions: Annotated[
        tuple[Id, ...],
        Doc(
            "Ids of one to 100 decisions, in any order, such as those in the result of the mutation that made them."
        ),
    ]
    dry_run: DryRun = False


@dataclass(frozen=True)
class UndoneDecisions:
    """Decisions were undone."""

    decisions: Annotated[
        tuple[str, ...],
        IdsOf("Decision", expected=2),
        Doc(
            "The decisions, in the order of the input. Their ids stay. With `dryRun` as they are without undoing them."
        ),
    ]
    entities: Annotated[
        tuple[str, ...], Page("Entity"), Doc("The entities of the decisions that are in the graph now.")
    ]

    @classmethod
    def of(cls, report: UndoReport) -> "UndoneDecisions":
        ends = [end for one in report.undone for end in one.decision.end_ids]
        return cls(tuple(one.decision.id for one in report.undone), tuple(dict.fromkeys(ends)))


@action(Scope.CURATE, result=UndoneDecisions.of)
async def undo(database: Database, request: Undo) -> UndoReport:
    """Undoes decisions, all of them or none: merges, separations, corrections of entities and videos.

    Raises:
        NotFound: there is no such decision.
        Conflict: one was undone already, or a later decision that is not among these has to be undone first.
        InvalidInput: no decision is given.
    """
    if not request.decisions:
        raise InvalidInput("no decision is given: give the id of at least one", ("decisions",))
    return await undo_decisions(database, request.decisions, dry_run=request.dry_run)

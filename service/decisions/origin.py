"""What is stored with a decision beside what was decided: who made it, and why."""

from collections.abc import Iterable

from service.access.viewer import current_viewer
from service.decisions.decision_time import decision_time
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement


def signature(transaction: Transaction) -> dict[str, str | None]:
    """Returns who decides (the name of a key, the subject of a token, otherwise None) and why, as properties of a decision."""
    return {"by": current_viewer().name, "reason": transaction.origin.reason}


async def undo_records(transaction: Transaction, ids: Iterable[str]) -> None:
    """Undoes the records of decisions. They stay in the list under their ids, and nothing is found by them any more: read before what is
    needed to restore the state before."""
    await run_statement(
        transaction, "decision/undo", ids=sorted(ids), at=decision_time(), by=current_viewer().name
    )

"""What is stored with a decision beside what was decided: who made it, and why."""

from collections.abc import Iterable

from service.access.viewer import current_viewer
from service.decisions.decision_time import decision_time
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement


def signature(transaction: Transaction) -> dict[str, str | None]:
    """Returns who decides (the name of a key, the subject of a token, otherwise None) and why, as properties of a decision."""
    return {"by": current_viewer().name, "reason": transaction.origin.reason}


async def keep_undone(transaction: Transaction, ids: Iterable[str]) -> None:
    """Keeps decisions as undone ones, under their ids, before they are deleted."""
    await run_statement(
        transaction, "undone_decision/create", ids=sorted(ids), at=decision_time(), by=current_viewer().name
    )

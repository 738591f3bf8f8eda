"""What a client had seen of entities when it decided: the decision is refused if they have changed since."""

from collections.abc import Collection, Mapping

from service.errors import Conflict, InvalidInput
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement

NOTHING_SEEN: Mapping[str, int] = {}
"""The revisions of a client that does not say what it has seen."""


async def require_revisions(
    transaction: Transaction, seen: Mapping[str, int], decided: Collection[str]
) -> None:
    """Compares the revisions of locked entities with those that a client has seen.

    Args:
        seen: id or slug → revision.
        decided: ids of the entities that the decision is about.

    Raises:
        Conflict: an entity has another revision. InvalidInput: the decision is not about an entity of `seen`.
    """
    if not seen:
        return
    rows = await run_statement(transaction, "entity/read_revisions", references=sorted(seen))
    about = {row["reference"] for row in rows if row["id"] in decided}
    for reference in seen:
        if reference not in about:
            raise InvalidInput(
                f"ifRevisions has {reference!r:.60}, which is none of the entities of this decision",
                ("ifRevisions",),
            )
    for row in rows:
        wanted = seen[row["reference"]]
        if row["revision"] != wanted:
            raise Conflict(
                f"{row['name']} ({row['slug']}) has revision {row['revision']}, not {wanted}: it was changed meanwhile. Read it again first.",
                row["slug"],
                row["revision"],
            )

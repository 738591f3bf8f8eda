"""Checks that entities exist, so that an unknown id gives an error instead of an empty result."""

from collections.abc import Sequence

from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.statement_runner import execute


async def require_known(database: Database, named: Sequence[tuple[str, str]]) -> None:
    """Ids, each with the name of its argument.

    Raises: InvalidInput: names the first id that is not an entity of the graph.
    """
    known = await known_numbers(database, [id_ for _, id_ in named])
    for name, id_ in named:
        if id_ not in known:
            raise unknown_entity(name, id_)


async def known_numbers(database: Database, ids: Sequence[str]) -> dict[str, int]:
    """Neo4j's internal ids of those that are entities of the graph."""
    rows = await execute(database, "walk/read_numbers", {"asked": {"ids": list(ids)}}, label="known entities")
    return {id_: number for id_, number in rows}  # noqa: C416  (a row is a list)


def unknown_entity(argument: str, id_: str) -> InvalidInput:
    return InvalidInput(f"There is no entity with the id {id_} ({argument}).", (argument,))

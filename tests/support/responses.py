"""Responses of the engine, for tests of its answers."""

from typing import Any

import pytest

from service.api.execution.engine import Engine
from service.graph.driver.database import Database


async def respond(database: Database, query: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
    return await Engine(database).execute(query, variables)


async def ask(database: Database, query: str, variables: dict[str, Any] | None = None) -> Any:
    """The data of a query; that of its only root field."""
    response = await respond(database, query, variables)
    assert "errors" not in response, response
    data = response["data"]
    return data if len(data) > 1 else next(iter(data.values()))


async def refusals(
    database: Database, query: str, variables: dict[str, Any] | None = None
) -> list[tuple[str, str]]:
    """Code and message of each error."""
    response = await respond(database, query, variables)
    return [(error["extensions"]["code"], error["message"]) for error in response["errors"]]


in_both_readers = pytest.mark.parametrize(
    "engine", [True, False], ids=["compiled", "reference"], indirect=True
)
"""For tests whose answers have the most: by the strict readers, and by graphql-core. The `engine` of the others has the first."""

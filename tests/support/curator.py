"""Mutations of somebody who may correct the graph, through the engine."""

from typing import Any

from service.access.scopes import Scope, expand
from service.access.viewer import Viewer
from service.api.execution.engine import Engine

CURATOR = Viewer("KEY", "key:curator", expand([Scope.CURATE]), "curator")
UNDO = "mutation ($id: ID!) { undo(input: {decisions: [$id]}) { __typename ... on UserError { message } } }"


async def ask(engine: Engine, query: str, /, **variables: Any) -> Any:
    """The value of the query's only root field; there must be no errors."""
    answer = await engine.execute(query, variables, viewer=CURATOR)
    assert answer.keys() == {"data"}, answer
    [value] = answer["data"].values()
    return value

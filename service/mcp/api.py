"""How tools reach Videograph: by GraphQL operations, of an engine in this process or of a distant server. They have no other way."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from service.access.scopes import Scope
from service.access.viewer import Viewer
from service.api.execution.engine import Engine, GraphqlRequest

_OPERATIONS = Path(__file__).parent / "operations"

type Execute = Callable[[str, Mapping[str, Any]], Awaitable[dict[str, Any]]]
"""Returns the GraphQL response to a document and its variables."""


@dataclass(frozen=True)
class ToolError(Exception):
    """What keeps a tool from its answer. `next_step`: what to call instead, for the agent."""

    code: str
    message: str
    next_step: str


@dataclass(frozen=True)
class Api:
    """Videograph's API for one client.

    Args:
        pages: address of the pages for readers, without `/` at the end.
    """

    execute: Execute
    scopes: frozenset[Scope]
    pages: str

    async def run(self, operation_name: str, /, **variables: Any) -> dict[str, Any]:
        """Returns the data of the operation in `operations/<operation_name>.graphql`.

        Raises: ToolError
        """
        return data_of(await self.execute(operation(operation_name), variables))


def data_of(response: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the data of a response.

    Raises: ToolError: it has errors.
    """
    for error in response.get("errors", ()):
        extensions = error.get("extensions", {})
        code = extensions.get("code", "INTERNAL")
        raise ToolError(code, error["message"], next_step(code, extensions.get("retryAfter")))
    return response["data"]


@cache
def operation(name: str) -> str:
    return (_OPERATIONS / f"{name}.graphql").read_text(encoding="utf-8")


def in_process(engine: Engine, viewer: Viewer) -> Execute:
    """Executes operations by an engine, with the scopes and within the limits of the viewer. It raises the errors of `Engine.answer`."""

    async def execute(query: str, variables: Mapping[str, Any]) -> dict[str, Any]:
        request = GraphqlRequest(query, dict(variables), viewer=viewer, refuse_unavailable=True)
        answer = await engine.answer(request)
        return orjson.loads(answer.body)

    return execute


def next_step(code: str, retry_after: int | None) -> str:
    """Returns what an agent can do after an error of the API."""
    if retry_after is not None:
        return f"Wait {retry_after} s, then make the same call."
    return _NEXT_STEPS.get(code, "Check the arguments and call again.")


_NEXT_STEPS = {
    "INVALID_CURSOR": "Make the same call without `cursor`.",
    "QUERY_TOO_COMPLEX": "Ask for fewer fields or smaller pages (`first`).",
    "TIMEOUT": "Ask for less: fewer hops, a filter, or smaller pages.",
    "GRAPH_UNAVAILABLE": "The database is away. Make the same call in a minute.",
    "UNAUTHENTICATED": "The user has to configure an API key for this server.",
    "FORBIDDEN": "The user has to configure an API key with this scope.",
    "INTERNAL": "Make the same call once more; if it fails again, tell the user.",
}

"""Runs an action on a distant Videograph by its mutation, and returns its report."""

from collections.abc import AsyncGenerator, Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson
from pydantic import ValidationError

from service.actions.declaration import Action, Unset, Value, constant, given_values
from service.commands.remote.client import RemoteVideograph
from service.commands.remote.faults import error_of, fault_of, unlike_videograph

OPERATIONS = Path(__file__).parent / "operations"
_RESULT = "__typename ... on UserError { message } ... on Conflict { revision }"


async def mutate[Q, R](
    videograph: RemoteVideograph, action: Action[Q, R], request: Q, reason: str | None = None
) -> R:
    """Returns the report of an action. A change has an idempotency key, so that it is made once, however often the request is sent.

    Args:
        reason: stored with the decision.

    Raises: InvalidInput, NotFound, Conflict, Forbidden: expected faults. VideographError: as `RemoteVideograph.post`.
    """
    given = input_of(request)
    if reason is not None:
        given["reason"] = reason
    if action.is_repeatable and not given.get("dryRun"):
        given["idempotencyKey"] = str(uuid4())
    kind = f"{action.request_type.__name__}Input!"
    sent = {
        "query": f"mutation ($input: {kind}) {{ result: {action.name}(input: $input) {{ {_RESULT} }} }}",
        "variables": {"input": given},
        "extensions": {"reports": True},
    }
    response = await videograph.post(sent, repeatable=action.is_repeatable)
    result = (response.get("data") or {}).get("result")
    if result is None:
        raise error_of(videograph.server, response, f"{videograph.server.url} has answered nothing")
    if (fault := fault_of(result)) is not None:
        raise fault
    try:
        return action.read_report(orjson.dumps(response["extensions"]["reports"]["result"]))
    except (KeyError, ValidationError):
        raise unlike_videograph(
            videograph.server, "its report has another form than that of this version", old=True
        ) from None


def input_of(request: object) -> dict[str, Any]:
    """Returns the input of a mutation for a request: all that is not left out."""
    return {
        one.key: [_input_value(one, each) for each in value] if one.many else _input_value(one, value)
        for one, value in given_values(request)
        if not _is_left_out(one, value)
    }


def _is_left_out(declared: Value, value: Any) -> bool:
    if declared.many:
        return declared.nullable and not value
    return isinstance(value, Unset) or (value is None and not declared.can_be_unset)


def _input_value(value: Value, given: Any) -> Any:
    if value.is_made_of_parts and given is not None:
        return input_of(given)
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, Enum):
        return given.name
    return constant(given) if value.is_choice and given is not None else given


async def ask(
    videograph: RemoteVideograph, name: str, variables: Mapping[str, Any], operation: str | None = None
) -> dict[str, Any]:
    """Returns the data of a query in `operations/`. `operation`: which one, of a file with several.

    Raises: VideographError: there is none, or an error beside it.
    """
    query = (OPERATIONS / f"{name}.graphql").read_text("utf-8")
    request = {"query": query, "variables": dict(variables), "operationName": operation}
    response = await videograph.post(request, repeatable=True)
    if response.get("errors") or response.get("data") is None:
        raise error_of(videograph.server, response, f"{videograph.server.url} has answered nothing")
    return response["data"]


async def each_node(videograph: RemoteVideograph, name: str) -> AsyncGenerator[dict[str, Any]]:
    """Yields the nodes of a root field, by the query of this name in `operations/`, and asks for a page only when it is needed."""
    after: str | None = None
    while True:
        page = (await ask(videograph, name, {"after": after}))[name]
        for node in page["nodes"]:
            yield node
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


async def all_nodes(videograph: RemoteVideograph, name: str) -> list[dict[str, Any]]:
    """Returns the nodes of all pages of a root field."""
    return [node async for node in each_node(videograph, name)]

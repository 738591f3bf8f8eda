"""Runs a mutation on a distant Videograph and returns the report of its action."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from pydantic import TypeAdapter, ValidationError

from service.actions.request_origin import current_origin
from service.commands.remote.client import RemoteVideograph
from service.commands.remote.faults import error_of, fault_of, unlike_videograph

OPERATIONS = Path(__file__).parent / "operations"
_RESULT = "__typename ... on UserError { message } ... on Conflict { revision }"


async def mutate[T](
    videograph: RemoteVideograph,
    field: str,
    given: Mapping[str, Any],
    report: type[T],
    *,
    nulls: Collection[str] = (),
) -> T:
    """Returns the report of the action that a root field of `Mutation` runs. A change has an idempotency key, so that it is made
    once, however often the request is sent.

    Args:
        given: the input; keys with None are left out.
        nulls: keys that are sent as null, which removes a value.

    Raises: InvalidInput, NotFound, Conflict, Forbidden: expected faults. VideographError: as `RemoteVideograph.post`.
    """
    once = {} if given.get("dryRun") else {"idempotencyKey": str(uuid4())}
    why = {"reason": current_origin().reason}
    values = {name: value for name, value in {**given, **why, **once}.items() if value is not None}
    values |= dict.fromkeys(nulls)
    kind = f"{field[0].upper()}{field[1:]}Input!"
    request = {
        "query": f"mutation ($input: {kind}) {{ result: {field}(input: $input) {{ {_RESULT} }} }}",
        "variables": {"input": values},
        "extensions": {"reports": True},
    }
    response = await videograph.post(request, repeatable=True)
    result = (response.get("data") or {}).get("result")
    if result is None:
        raise error_of(videograph.server, response, f"{videograph.server.url} has answered nothing")
    if (fault := fault_of(result)) is not None:
        raise fault
    try:
        return TypeAdapter(report).validate_python(response["extensions"]["reports"]["result"])
    except (KeyError, ValidationError):
        raise unlike_videograph(
            videograph.server, "its report has another form than that of this version", old=True
        ) from None


async def ask(videograph: RemoteVideograph, name: str, variables: Mapping[str, Any]) -> dict[str, Any]:
    """Returns the data of a query in `operations/`.

    Raises: VideographError: there is none, or an error beside it.
    """
    query = (OPERATIONS / f"{name}.graphql").read_text("utf-8")
    response = await videograph.post({"query": query, "variables": dict(variables)}, repeatable=True)
    if response.get("errors") or response.get("data") is None:
        raise error_of(videograph.server, response, f"{videograph.server.url} has answered nothing")
    return response["data"]

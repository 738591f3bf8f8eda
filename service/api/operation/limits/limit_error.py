"""The error about a limit that an operation exceeds, in one form for all limits of `Limits`."""

from typing import Any

from graphql import GraphQLError, Node

from service.settings.limits import Limits, limit_setting


def limit_error(
    what: str,
    name: str,
    found: int | None,
    limits: Limits,
    advice: str,
    node: Node | None = None,
    **more: Any,
) -> GraphQLError:
    """Returns the error about the limit with this `name` in `Limits`.

    Args:
        what: beginning of the message, with the number that was found: "The operation has 60 fields".
        found: this number; None if it was not counted to the end.
        advice: what to change in the operation.
        more: values for `extensions`, besides `found`, `limit` and `setting`.
    """
    limit, setting = getattr(limits, name), limit_setting(name)
    numbers = {"limit": limit, "setting": setting, **more} | ({} if found is None else {"found": found})
    return GraphQLError(
        f"{what}: at most {limit} are allowed ({setting}). {advice}", node, extensions=numbers
    )

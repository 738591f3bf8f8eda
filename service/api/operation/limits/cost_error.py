"""The error about an operation that costs too much. It names the field with most objects."""

from typing import Any

from graphql import GraphQLError

from service.api.operation.limits.cost import Objects
from service.api.operation.limits.limit_error import limit_error
from service.settings.limits import Limits


def cost_error(what: str, cost: int, objects: Objects, limits: Limits) -> GraphQLError:
    """Returns the error about an operation with these objects.

    Args:
        what: beginning of the message, with the cost.
    """
    advice = "Use smaller pages (`first`, `last`) or several queries."
    more: dict[str, Any] = {"cost": cost}
    if objects.path:
        path = ".".join(objects.path)
        advice = f"The largest part is `{path}`, with {objects.largest} objects. {advice}"
        more["largest"] = {"path": path, "objects": objects.largest}
    return limit_error(what, "cost", cost, limits, advice, **more)

"""Page sizes."""

from typing import Any

from service.api.schema.fields import DEFAULT_PAGE
from service.errors import InvalidInput


def page_size(arguments: dict[str, Any], largest: int) -> tuple[int, bool]:
    """Returns the greatest number of edges, and whether they are taken from the end.

    Raises:
        InvalidInput: both ends, a negative number, or more than `largest`.
    """
    first, last = arguments.get("first"), arguments.get("last")
    if first is not None and last is not None:
        raise InvalidInput("Give `first` or `last`, not both.")
    name, size = ("last", last) if last is not None else ("first", DEFAULT_PAGE if first is None else first)
    if size < 0:
        raise InvalidInput(f"`{name}` is {size}: it must not be negative.")
    if size > largest:
        way = "before" if name == "last" else "after"
        raise InvalidInput(f"`{name}` is {size}: at most {largest} fit a page. Go on with `{way}`.")
    return size, last is not None

"""Lists that go over several pages."""

from collections.abc import Callable, Iterator
from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import BaseModel

if TYPE_CHECKING:
    import pandas


class PageInfo(Protocol):
    @property
    def has_next_page(self) -> bool: ...
    @property
    def end_cursor(self) -> str | None: ...


class Page[Node](Protocol):
    @property
    def nodes(self) -> list[Node]: ...
    @property
    def page_info(self) -> PageInfo: ...


class Pages[Node]:
    """All objects of a list, in its order. Each iteration asks again, a page at a time, and only for the pages that it reaches."""

    def __init__(self, ask: Callable[[str | None], Page[Node] | None], limit: int | None) -> None:
        self._ask = ask
        self._limit = limit

    def __iter__(self) -> Iterator[Node]:
        return islice(self._all(), self._limit)

    def _all(self) -> Iterator[Node]:
        after: str | None = None
        while True:
            page = self._ask(after)
            if page is None:
                return
            yield from page.nodes
            if not page.page_info.has_next_page:
                return
            after = page.page_info.end_cursor

    def to_pandas(self) -> "pandas.DataFrame":
        """Returns a row for each object. A column is named like the path to its value, such as `source.name`.

        Raises: ImportError: pandas is not installed.
        """
        try:
            import pandas
        except ImportError as error:
            raise ImportError("pandas is not installed: pip install 'videograph-client[pandas]'") from error
        table = pandas.json_normalize([_row(one) for one in self])
        return table.rename(columns=lambda name: ".".join(part.rstrip("_") for part in name.split(".")))


def _row(value: Any) -> Any:
    """Returns an object as dictionaries of plain values, without the names of its types."""
    if isinstance(value, BaseModel):
        return {name: _row(one) for name, one in value if name != "typename__"}
    if isinstance(value, list):
        return [_row(one) for one in value]
    return value.value if isinstance(value, Enum) else value

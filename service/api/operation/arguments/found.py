"""What a pre-query finds for a field whose objects have several labels."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


class FoundItem(Protocol):
    """An object that a pre-query found."""

    @property
    def label(self) -> str:
        """One of the labels that the field's file yields."""
        ...

    @property
    def id(self) -> str: ...

    @property
    def keys(self) -> Sequence[Any]:
        """Those of its cursor."""
        ...

    def value(self, name: str, texts: list[str | None]) -> Any:
        """Returns a value of its edge.

        Args:
            texts: those of the object, as its file names them with `texts`.
        """
        ...


@dataclass(frozen=True)
class FoundPage:
    """What a pre-query found for a field of several labels.

    `more`: whether other items follow. `facts`: values of the connection, by field. `source`: for the pre-queries of fields below.
    `did_optional`: whether the optional part of its work was done (`Work`).
    """

    items: tuple[FoundItem, ...]
    more: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])
    source: object = None
    did_optional: bool = False

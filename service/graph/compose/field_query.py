"""The structure of a query on a fragment, which determines the statement. Values are added later, as parameters."""

import re
from dataclasses import dataclass, field
from typing import Literal

from service.graph.compose.fragment import Fragment, Order

type SortKey = tuple[str, bool]
"""An expression to sort by, and whether it descends."""


@dataclass(frozen=True)
class Parameter:
    """The value `name` of the query at number `site`."""

    site: int
    name: str

    @property
    def mark(self) -> str:
        """Placeholder in a text until parameters are numbered."""
        return f"\x01{self.site}:{self.name}\x02"


@dataclass(frozen=True)
class Branch:
    """Conditions that must all match. `at`: the place of their values (`where`, `where.or.0`)."""

    at: str
    conditions: dict[str, tuple[str, ...]]
    groups: tuple["ConditionGroup", ...] = ()


@dataclass(frozen=True)
class ConditionGroup:
    """All branches match (`and`), one matches (`or`), or the one does not match (`not`)."""

    word: Literal["and", "or", "not"]
    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class FieldQuery:
    """The structure of a query on a fragment. Values are added later, as parameters.

    `conditions`: path → the given keys of its filter object (empty for a plain condition). All conditions and all
    `groups` must match. `literals`: numbers in the text of a walk, by argument.
    """

    site: int
    conditions: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    groups: tuple[ConditionGroup, ...] = ()
    literals: dict[str, int] = field(default_factory=dict[str, int])
    orders: tuple[Order, ...] = ()
    types: tuple[str, ...] = ()
    after: bool = False
    before: bool = False
    backwards: bool = False

    def parameter(self, name: str) -> str:
        return Parameter(self.site, name).mark

    def takes_all(self, fragment: Fragment) -> bool:
        """Returns whether no item is left out."""
        conditions = self.conditions.keys() - ({"where.type"} if fragment.typed else set())
        return not (conditions or self.groups or self.types or self.literals)


def page_keys(fragment: Fragment, asked: FieldQuery) -> list[SortKey]:
    """The sort keys of a page, with the tie-break last, in the direction of a forward page."""
    orders = asked.orders or ((fragment.default_order,) if fragment.default_order else ())
    keys = [key for order in orders for key in order.keys]
    descends = keys[-1][1] if keys else False
    sorted_by = {expression for expression, _ in keys}
    return keys + [(expression, descends) for expression in fragment.key if expression not in sorted_by]


def sorting(keys: list[SortKey], asked: FieldQuery) -> str:
    """Returns the text after ORDER BY. A backward page is read from its end."""
    return ", ".join(f"{expression}{' DESC' if d != asked.backwards else ''}" for expression, d in keys)


def ask(cypher: str, asked: FieldQuery, path: str = "") -> str:
    """Returns the Cypher with `$name` replaced by the parameter of that name (below `path`)."""
    prefix = f"{path}." if path else ""
    return re.sub(r"\$(\w+)", lambda match: asked.parameter(prefix + match[1]), cypher)

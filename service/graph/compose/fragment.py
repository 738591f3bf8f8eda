"""The content of a .cypher file under `cypher/fields` or `cypher/nodes`, as read by `fragments.py`."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from service.graph.compose.conditions import Condition
from service.graph.compose.graph_model import EMPTY, GraphModel

MAP = "MAP"
"""Type of an item that is a map made by the fragment, not a node or relationship."""


def finder_pattern(model: GraphModel, label: str, variable: str) -> str | None:
    """Returns how the pattern of a condition leads to an item that no index lists, if a page can start from it."""
    if label not in model.found_by:
        return None
    found_by, key = model.found_by[label]
    return f"(:{found_by} {{{key}: {variable}.id}})"


@dataclass(frozen=True)
class Order:
    """One sort order: expressions in order of precedence, each with its direction."""

    name: str
    keys: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Lead:
    """A start from the condition at `path`. `size` estimates the rows of this start."""

    path: str
    size: str


@dataclass(frozen=True)
class Along:
    """An index of the items of one related object, in an order: if the condition at `path` has one id, a page in this
    order is read along `keys`, the properties of that index. The last one has the values of the order's first key."""

    path: str
    order: str
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Browse:
    """How many items are read in the order of a page instead of a lead. `total`: the number of all items."""

    most: int
    total: str
    along: Along | None = None


@dataclass(frozen=True)
class Fragment:
    """One file. `yields`: variable → label, type, MAP or value type. The first is the item. `numbered`: a cursor is the number that is
    the only sort key.

    `conditions`: path of an argument (`where.kind`, `direction=OUT`) → its condition. `types` names the relationship
    variable whose type list is replaced by `where.type` and `where.includeCoMentions` (`*`: the type list of a walk).
    `typed`: the condition `where.type` always applies, by default with all types except MENTIONED_WITH. `bounds`: order and path of a condition → the
    condition that it implies on the node of the sort key, in this order. `index`: a condition that is true for all
    items and lets the planner use the index of the order. `inside`: paths of conditions that a walk checks while it
    runs, in its WHERE and not after it. `literals`: argument → lowest and highest number that may be in the text of
    the walk. `variants`: argument and value → a body of its own. `cap`: the number of items after which a walk stops.
    `total`: the number of all items, if it is stored. `counted_with_page`: a page reads all items, and counts them too. `within`:
    label of the object to which what it yields and `this` both belong; `is_whole`: the item is one that others name so. `value_within`: that label, and
    the value if the object is at hand, as a variable of that name. `version`: property of the item that each write raises. `pre_query`: the pre-query, by a name that the API knows. `members`:
    the item has one of these types, found by `nodes/<Label>.cypher`; then there is no body, and the pre-query orders
    the items. `model`: of the graph that it is for. `texts`: expressions of the texts by which a search finds the item, the most important first.
    """

    file: Path
    title: str
    body: str
    yields: dict[str, str] = field(default_factory=dict[str, str])
    orders: dict[str, Order] = field(default_factory=dict[str, Order])
    key: tuple[str, ...] = ()
    numbered: bool = False
    conditions: dict[str, Condition] = field(default_factory=dict[str, Condition])
    leads: tuple[Lead, ...] = ()
    browse: Browse | None = None
    implied: dict[str, Condition] = field(default_factory=dict[str, Condition])
    types: str | None = None
    typed: bool = False
    index: str | None = None
    bounds: dict[tuple[str, str], Condition] = field(default_factory=dict[tuple[str, str], Condition])
    value: str | None = None
    inside: frozenset[str] = frozenset()
    literals: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    variants: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    cap: int | None = None
    total: str | None = None
    counted_with_page: bool = False
    within: str | None = None
    is_whole: bool = False
    value_within: tuple[str, str] | None = None
    version: str | None = None
    pre_query: str | None = None
    members: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    model: GraphModel = EMPTY

    @property
    def item(self) -> str:
        return next(iter(self.yields))

    @cached_property
    def finder(self) -> str | None:
        """The variable of the node by which the items are found, if no index of their own lists them; None for other items."""
        label, _ = self.model.found_by.get(self.label, (None, None))
        return next((name for name, kind in self.yields.items() if kind == label), None)

    @property
    def started(self) -> str:
        """The variable that a lead binds and a scan collects."""
        return self.finder or self.item

    @cached_property
    def normalised(self) -> frozenset[str]:
        """Arguments that are compared in their search form."""
        return frozenset(path for path, one in self.conditions.items() if one.normalised)

    @property
    def label(self) -> str:
        """Label, type or MAP of the item."""
        return self.yields[self.item]

    @property
    def default_order(self) -> Order | None:
        """The first order that the head names."""
        return next(iter(self.orders.values()), None)

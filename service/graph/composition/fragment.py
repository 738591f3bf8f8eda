"""What a .cypher file under `cypher/fields` or `cypher/nodes` says, once `fragments.py` has read it."""

from dataclasses import dataclass, field
from pathlib import Path

from service.graph.composition.conditions import Condition

MAP = "MAP"
"""Type of an item that is no node or relationship but a map made by the fragment."""


@dataclass(frozen=True)
class Order:
    """One sort order: expressions, each with whether it descends, strongest first."""

    name: str
    keys: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Lead:
    """Where to start when the condition at `path` is asked for; `size` estimates the rows of that start. `pattern`: the way
    from there, where it is not the condition's own."""

    path: str
    size: str
    pattern: str | None = None


@dataclass(frozen=True)
class Browse:
    """How far to look along the order of a page in place of a lead; `total` says how many items there are in all."""

    most: int
    total: str


@dataclass(frozen=True)
class Fragment:
    """One file. `yields`: variable → label, type, MAP or value type; the first is the item.

    `conditions`: path of an argument (`where.kind`, `direction=OUT`) → what it asks. `types` names the
    relationship variable whose type list `where.type` and `where.includeCoMentions` replace (`*`: the type list of
    a walk). `typed`: the condition `where.type` always holds, of all types but MENTIONED_WITH when none is given.
    `start`: the variable that leads bind and browsing collects, the item by default. `bounds`: order and path of a
    condition → what the condition says of the node that the page is sorted by, in this order. `index`: what holds of all
    items, said so that the planner takes the index of the order. `inside`: paths of conditions that a walk has to check while it goes: they stand in its WHERE and not
    behind it. `literals`: argument → lowest and highest number that may stand in the text of the walk.
    `variants`: argument and value → a body of its own. `cap`: a walk stops after so many items. `total`: how many
    items there are in all, where it is stored. `look`: what has to be done before the statement, by a name that the
    API knows. `arms`: the item is one of these, which `nodes/<Label>.cypher` find; then there is no body, and what looks
    puts them in order. `shows`: expressions of the texts by which a search finds the item, the most telling first.
    """

    file: Path
    title: str
    body: str
    yields: dict[str, str] = field(default_factory=dict[str, str])
    orders: dict[str, Order] = field(default_factory=dict[str, Order])
    key: tuple[str, ...] = ()
    conditions: dict[str, Condition] = field(default_factory=dict[str, Condition])
    leads: tuple[Lead, ...] = ()
    browse: Browse | None = None
    implied: dict[str, Condition] = field(default_factory=dict[str, Condition])
    normalised: frozenset[str] = frozenset()
    types: str | None = None
    typed: bool = False
    start: str = ""
    index: str | None = None
    bounds: dict[tuple[str, str], Condition] = field(default_factory=dict[tuple[str, str], Condition])
    value: str | None = None
    inside: frozenset[str] = frozenset()
    literals: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])
    variants: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    cap: int | None = None
    total: str | None = None
    look: str | None = None
    arms: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()

    @property
    def item(self) -> str:
        """The variable of the item."""
        return next(iter(self.yields))

    @property
    def started(self) -> str:
        """The variable at which a lead or a browse starts."""
        return self.start or self.item

    @property
    def label(self) -> str:
        """Label, type or MAP of the item."""
        return self.yields[self.item]

    @property
    def default_order(self) -> Order | None:
        """The first order that the head names."""
        return next(iter(self.orders.values()), None)

"""What a statement is composed of: items to read, and the fields that are followed from each."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from service.graph.compose.field_query import FieldQuery, Parameter
from service.graph.compose.fragment import Fragment
from service.graph.compose.object_row import write_values

type ChildForm = Literal["one", "many", "page", "total", "kinds", "value", "capped"]
"""See `Child`."""
type CursorKeys = Literal["ends", "all"]


@dataclass(eq=False)
class Item:
    """A node, relationship or map to read. `values`: all its expressions over `this`, by name. `wanted`: the names of
    the selected ones, which get columns."""

    values: dict[str, str] = field(default_factory=dict[str, str])
    wanted: set[str] = field(default_factory=set[str])
    children: list["Child"] = field(default_factory=list["Child"])
    columns: dict[str, int] = field(default_factory=dict[str, int])


@dataclass(eq=False)
class Child:
    """One field that is followed. `form` says what its column contains:

    one    the row of the item, or null          many   a list of rows
    page   a list of rows, one more than the page takes, in the order of the page
    total  a count                               kinds  a list of [kind, count]
    value  the value of the fragment's expression    capped  whether a walk stopped at its cap

    `labels`: only for an item with one of these (empty: every item). `of_edge`: the field belongs to the edge, the
    second variable that the fragment of its page yields, and not to the item. `facts`: expressions over the
    fragment's variables that belong to an edge. `keys`: the items of a page whose cursors are wanted: none, `all`, or the first and
    the last (`ends`; then the column has the rows, and the keys of the first item, the last but one and the last).

    After composing: `column`, and for a page the columns of the facts and of the cursor's keys; for one object with a version, the columns of that
    before and after everything else was read. `inline`: the values of the item are in the row of its parent; the column says
    whether there is one, and is -1 if there always is.
    """

    fragment: Fragment
    form: ChildForm
    asked: FieldQuery
    item: Item | None = None
    labels: tuple[str, ...] = ()
    of_edge: bool = False
    facts: dict[str, str] = field(default_factory=dict[str, str])
    keys: CursorKeys | None = None
    column: int = -1
    inline: bool = False
    fact_columns: dict[str, int] = field(default_factory=dict[str, int])
    key_columns: tuple[int, int] = (0, 0)
    version_columns: tuple[int, int] | None = None


@dataclass(frozen=True)
class ComposedStatement:
    """Canonical text with `$p1` …, the values of these in order, and `values`, the value of `$values`. `rows`: the text with
    the rows in both forms (`object_row.py`)."""

    text: str
    parameters: tuple[Parameter, ...]
    values: dict[str, list[str]]
    rows: str

    @cached_property
    def named(self) -> tuple[tuple[tuple[str, Parameter], ...], tuple[str, ...]]:
        """Each parameter with its name, and the names of those that are values of cursors."""
        named = tuple((f"p{number}", one) for number, one in enumerate(self.parameters, 1))
        return named, tuple(name for name, one in named if one.name.startswith(("after.", "before.")))

    @cached_property
    def written(self) -> str:
        """The statement with the selected values in its text, without `$values`."""
        return write_values(self.rows)


def together(children: list[Child]) -> list[tuple[Child, list[Child]]]:
    """Groups children that share a statement: a capped walk, or a page that reads all items to sort them, also gives its counts. Each
    child comes with those that share its statement."""
    pages = {
        child.asked.site: child
        for child in children
        if child.form == "page" and (child.fragment.cap or child.fragment.counted_with_page)
    }
    found: dict[Child, list[Child]] = {}
    for child in children:
        page = pages.get(child.asked.site)
        if page is None or child.form not in ("page", "total", "capped"):
            found[child] = []
        else:
            beside = found.setdefault(page, [])
            if child is not page:
                beside.append(child)
    return list(found.items())

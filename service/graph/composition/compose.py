"""Composes a tree of items into one statement, its parameters, and the columns of its row.

This module does not know GraphQL. Callers build `Item` and `Child`, and each contains the column of its answer
afterwards. A row is a list: first the selected values of the item, then its children in the order of their texts,
then the data of a page's edge. The selected values are a parameter (`$values`), and parameters are numbered last. So
the same query always gives the same text, with any names and values, and reads only what is selected.

Each level renames the variables of its fragment (`entity` → `entity_3`) before the next level is called. A variable
that is imported into a subquery stays visible in it, and a fragment with the same variable would silently match only
that.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from service.graph.composition.clauses import count_clauses
from service.graph.composition.field_query import Asked, Parameter, ask, page_keys, sorting
from service.graph.composition.fragment import Fragment
from service.graph.composition.index_scan import FULL, browses
from service.graph.composition.object_row import Row, name_values, without_values
from service.graph.composition.starts import body_of, leads_of
from service.graph.composition.where_clause import indexed, narrowed, placed

_PARAMETER = re.compile("\x01([^\x02]*)\x02")
_COLUMN = "\x03"

type Form = Literal["one", "many", "page", "total", "kinds", "value", "capped"]
"""See `Child`."""


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
    fragment's variables that belong to an edge. After composing: `column`, and for a page the columns of the facts
    and of the cursor's keys; for one video, the columns of its revision before and after everything else was read.
    """

    fragment: Fragment
    form: Form
    asked: Asked
    item: Item | None = None
    labels: tuple[str, ...] = ()
    of_edge: bool = False
    facts: dict[str, str] = field(default_factory=dict[str, str])
    column: int = -1
    fact_columns: dict[str, int] = field(default_factory=dict[str, int])
    key_columns: tuple[int, int] = (0, 0)
    revision_columns: tuple[int, int] | None = None


@dataclass(frozen=True)
class Statement:
    """Canonical text with `$p1` …, the values of these in order, and `values`, the value of `$values`."""

    text: str
    parameters: tuple[Parameter, ...]
    values: dict[str, list[str]]


def compose(root: Item) -> Statement:
    """Composes one statement that returns one record: the row of `root`. Sets the columns of its items."""
    blocks, row = _children(root, (), 0)
    text = "\n".join([*blocks, f"RETURN {', '.join(row.cells)}"])
    numbers: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        return f"$p{numbers.setdefault(match[1], len(numbers) + 1)}"

    text, values = name_values(_PARAMETER.sub(number, text))
    parts = (mark.partition(":") for mark in numbers)
    return Statement(text, tuple(Parameter(int(site), name) for site, _, name in parts), values)


def _children(item: Item, variables: Sequence[str], depth: int) -> tuple[list[str], Row]:
    """Composes the blocks of an item's children and its row, and sets the columns.

    Args:
        variables: that of the item, and of what else its fragment yields; none at the root.
    """
    variable = variables[0] if variables else None
    row = Row.of({name: _of(value, variable or "") for name, value in item.values.items()}, item.wanted)
    item.columns = dict(row.columns)
    made = [
        (_child(child, beside, variables[1] if child.of_edge else variable, depth), child, beside)
        for child, beside in _together(item.children)
    ]
    made.sort(key=lambda one: without_values(_PARAMETER.sub("\x01", one[0])))
    blocks: list[str] = []
    for number, (text, child, beside) in enumerate(made, 1):
        name = f"c{number}" if variable else f"root_{number}"
        child.column = row.add(name)
        for other in beside:
            other.column = row.add(f"{name}_{other.form}")
        if variable is None and number > 1:
            # Independent subqueries would be a Cartesian product, so each imports the one before, under a name that
            # no column below has.
            text = text.replace("CALL () {", f"CALL (root_{number - 1}) {{", 1)
        blocks.append(text.replace(_COLUMN, name))
    return blocks, row


def _together(children: list[Child]) -> list[tuple[Child, list[Child]]]:
    """Returns each child with those that share its statement: a walk with a cap runs once for its page and its
    counts."""
    pages = {child.asked.site: child for child in children if child.form == "page" and child.fragment.cap}
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


def _child(child: Child, beside: list[Child], variable: str | None, depth: int) -> str:
    fragment, asked = child.fragment, child.asked
    if child.form == "value":
        return f"WITH *, {_of(ask(fragment.value or '', asked), variable or '')} AS {_COLUMN}"
    conditions = asked.conditions.keys() - ({"where.type"} if fragment.typed else set())
    whole = not (conditions or asked.groups or asked.types or asked.literals)
    gate = "".join(f"|{label}" for label in child.labels).removeprefix("|")
    lines = [f"CALL ({variable or ''}) {{"]
    if variable:
        lines.append(f"WITH {variable} AS this" + (f" WHERE this:{gate}" if gate else ""))
    if child.form == "total" and fragment.total and whole:
        return "\n".join([*lines, f"RETURN sum({fragment.total}) AS {_COLUMN}", "}"])
    leads = leads_of(fragment, asked)
    if child.form == "total" and not leads and (counted := count_clauses(fragment, asked)):
        return "\n".join([*lines, counted, f"RETURN count(*) AS {_COLUMN}", "}"])
    lines.append(body_of(fragment, asked, paged=child.form == "page"))
    if beside:
        return "\n".join([*lines, *_counted(child, beside, depth + 1), "}"])
    lines += _where(child, root=variable is None)
    if child.form == "total":
        lines.append(f"RETURN count(*) AS {_COLUMN}")
    elif child.form == "capped":
        lines.append(f"RETURN count(*) >= {fragment.cap} AS {_COLUMN}")
    elif child.form == "kinds":
        lines.append(
            f"WITH {fragment.item}.kind AS kind_0, count(*) AS count_0 ORDER BY count_0 DESC, kind_0"
        )
        lines.append(f"RETURN collect([kind_0, count_0]) AS {_COLUMN}")
    else:
        lines += _rows(
            child, depth + 1, versioned=variable is None and (child.form, fragment.label) == ("one", "Video")
        )
    return "\n".join([*lines, "}"])


def _counted(child: Child, beside: list[Child], depth: int) -> list[str]:
    """Composes the rows of a page, and the counts of the walk that it comes from. A walk with a cap fits into a list."""
    fragment, asked = child.fragment, child.asked
    bound = ", ".join(f"one_0[{place}] AS {name}" for place, name in enumerate(fragment.yields))
    counts = {"total": "size(walk_0)", "capped": f"size(walk_0) >= {fragment.cap}"}
    columns = [_COLUMN, *(f"{counts[one.form]} AS {_COLUMN}_{one.form}" for one in beside)]
    return [
        *_all_of(narrowed(fragment, asked)),
        f"WITH collect([{', '.join(fragment.yields)}]) AS walk_0",
        f"CALL (walk_0) {{\nUNWIND walk_0 AS one_0\nWITH {bound}",
        *_all_of(placed(fragment, asked)),
        *_rows(child, depth, versioned=False),
        f"}}\nRETURN {', '.join(columns)}",
    ]


def _all_of(conditions: list[str]) -> list[str]:
    return [f"WITH * WHERE {' AND '.join(conditions)}"] if conditions else []


def _rows(child: Child, depth: int, *, versioned: bool) -> list[str]:
    """Composes the collection of rows from the variables of a fragment.

    Neo4j reads committed data, so one statement can see a video before and after a change. `versioned` reads the
    revision first and last (through another variable, so that Neo4j cannot use its cache).
    """
    fragment, asked, item = child.fragment, child.asked, child.item or Item()
    keys = page_keys(fragment, asked)
    names = {name: f"{name}_{depth}" for name in fragment.yields}
    projected = [f"{name} AS {renamed}" for name, renamed in names.items()]
    key_names = [f"key_{depth}_{number}" for number in range(len(keys))] if child.form == "page" else []
    projected += [f"{expression} AS {name}" for (expression, _), name in zip(keys, key_names, strict=False)]
    if versioned:
        projected.append(f"{fragment.item}.revision AS revision_{depth}")
    step = f"WITH {', '.join(projected)}"
    if child.form != "one" or fragment.orders:
        step += f" ORDER BY {sorting(keys, asked)}"
    if child.form == "page":
        step += f" LIMIT {asked.parameter('limit')}"
    elif child.form == "one" and fragment.orders:
        step += " LIMIT 1"
    blocks, row = _children(item, list(names.values()), depth)
    for name, expression in child.facts.items():
        child.fact_columns[name] = row.add(re.sub(r"^\w+", lambda m: names[m[0]], expression))
    child.key_columns = (row.width, row.width + len(key_names))
    row.cells += key_names
    if versioned:
        item = names[fragment.item]
        again = f"MATCH (again_0:Video) WHERE again_0.id = {item}.id RETURN again_0.revision AS revision_0"
        blocks.append(f"CALL ({item}) {{\nOPTIONAL {again}\n}}")
        child.revision_columns = (row.add(f"revision_{depth}"), row.add("revision_0"))
    rows = f"collect({row})"
    return [step, *blocks, f"RETURN {f'head({rows})' if child.form == 'one' else rows} AS {_COLUMN}"]


def _where(child: Child, *, root: bool) -> list[str]:
    """Composes the conditions after a fragment; the planner moves them into its index seek."""
    fragment, asked, paged = child.fragment, child.asked, child.form == "page"
    leads = leads_of(fragment, asked)
    found = narrowed(fragment, asked, [] if fragment.start else [lead.path for lead in leads])
    if paged:
        found += placed(fragment, asked)
        key = indexed(page_keys(fragment, asked))
        # A bound on the sorted property lets the planner read it from the index in order. If it is not the item's own
        # property, this applies only if no condition leads to the items.
        variable = (key or "").partition(".")[0]
        bounds = variable == fragment.item or (variable in fragment.yields and not asked.conditions)
        if root and bounds and not (asked.after or asked.before):
            found.append(f"{key} IS NOT NULL")
    if found and paged and browses(fragment, asked, leads):
        return [f"WITH * WHERE {FULL} OR ({' AND '.join(found)})"]
    return _all_of(found)


def _of(expression: str, variable: str) -> str:
    return re.sub(r"\bthis\b", variable, expression)

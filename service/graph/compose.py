"""A tree of what is asked → one statement, its parameters, and the columns of its row.

Nothing here knows GraphQL: whoever asks builds `Item` and `Child`, and finds in each, afterwards, the column
in which its answer stands. A row is a list: first the values of the item that are wanted, then its children
in the order of their texts, then what belongs to a page's edge. Which values are wanted is a parameter
(`$values`), and parameters are numbered last: the same question always gives the same text, whatever the
names and values in it, and reads nothing that is not wanted.

Each level renames what its fragment yields (`entity` → `entity_3`) before the next level is called: a variable
that is imported into a subquery stays visible in it, and a fragment of the same variable would silently match
only that.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

from service.graph.asked import Asked, Parameter, ask, page_keys, sorting
from service.graph.browsing import FULL, browses
from service.graph.fragment import Fragment
from service.graph.narrowing import indexed, narrowed, placed
from service.graph.starts import body_of, leads_of

_PARAMETER = re.compile("\x01([^\x02]*)\x02")
_COLUMN = "\x03"
_VALUES = re.compile("\x04([^\x05]*)\x05")


@dataclass(eq=False)
class Item:
    """What is asked of a node, relationship or map: `values` are expressions over `this`, by name, all that there are;
    `wanted` the names of those that are asked for, which get columns."""

    values: dict[str, str] = field(default_factory=dict[str, str])
    wanted: set[str] = field(default_factory=set[str])
    children: list["Child"] = field(default_factory=list["Child"])
    columns: dict[str, int] = field(default_factory=dict[str, int])


@dataclass(eq=False)
class Child:
    """One followed field. `form` says what its column holds:

    one    the row of the item, or null          many   a list of rows
    page   a list of rows, one more than the page takes, in the order of the page
    total  a count                               kinds  a list of [kind, count]
    value  the value of the fragment's expression    capped  whether a walk stopped at its cap

    `labels`: of an item that has one of these only (empty: of every item). `facts`: expressions over the
    fragment's variables that belong to an edge. After composing: `column`, and for a page the columns of
    the facts and of the cursor's keys; for one video, of its revision before and after all else was read.
    """

    fragment: Fragment
    form: Literal["one", "many", "page", "total", "kinds", "value", "capped"]
    asked: Asked
    item: Item | None = None
    labels: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict[str, str])
    column: int = -1
    fact_columns: dict[str, int] = field(default_factory=dict[str, int])
    key_columns: tuple[int, int] = (0, 0)
    revision_columns: tuple[int, int] | None = None


@dataclass(frozen=True)
class Statement:
    """Canonical text with `$p1` …, and what stands behind each number, in order; `values`: what stands behind `$values`."""

    text: str
    parameters: tuple[Parameter, ...]
    values: dict[str, list[str]]


@dataclass
class _Row:
    """The expression of a row as it grows: `lists` of the item's values, `wide` columns in all, and then `cells`."""

    lists: list[str]
    wide: int
    cells: list[str] = field(default_factory=list[str])

    def add(self, expression: str) -> int:
        """The column of one more cell."""
        self.cells.append(expression)
        return self.wide + len(self.cells) - 1

    def __str__(self) -> str:
        cells = [f"[{', '.join(self.cells)}]"] if self.cells else []
        return " + ".join([*self.lists, *cells]) or "[]"


def compose(root: Item) -> Statement:
    """One statement that returns one record: the row of `root`, whose columns are set by this call."""
    blocks, row = _children(root, None, 0)
    text = "\n".join([*blocks, f"RETURN {', '.join(row.cells)}"])
    numbers: dict[str, int] = {}
    values: dict[str, list[str]] = {}

    def number(match: re.Match[str]) -> str:
        return f"$p{numbers.setdefault(match[1], len(numbers) + 1)}"

    def names(match: re.Match[str]) -> str:
        key = f"v{len(values) + 1}"
        values[key] = match[1].split()
        return f"$values.{key}"

    text = _VALUES.sub(names, _PARAMETER.sub(number, text))
    parts = (mark.partition(":") for mark in numbers)
    return Statement(text, tuple(Parameter(int(site), name) for site, _, name in parts), values)


def _children(item: Item, variable: str | None, depth: int) -> tuple[list[str], _Row]:
    """The blocks of an item's children and its row; sets the columns."""
    row = _values(item, variable or "")
    made = [(_child(child, variable, depth), child) for child in item.children]
    made.sort(key=lambda pair: _VALUES.sub("\x04", _PARAMETER.sub("\x01", pair[0])))
    blocks: list[str] = []
    for number, (text, child) in enumerate(made, 1):
        name = f"c{number}" if variable else f"root_{number}"
        child.column = row.add(name)
        if variable is None and number > 1:
            # Subqueries that share nothing would be a Cartesian product, so each imports the one before; by a
            # name that no column below has.
            text = text.replace("CALL () {", f"CALL (root_{number - 1}) {{", 1)
        blocks.append(text.replace(_COLUMN, name))
    return blocks, row


def _values(item: Item, variable: str) -> _Row:
    """The wanted values, those together that are read alike: a list of names, as which they are looked up one by one.

    So one text reads what is wanted and no more, whatever that is; as fast as with the properties' names in it.
    """
    alike: dict[str, list[str]] = {}
    for name, expression in item.values.items():
        alike.setdefault(expression.replace(f"this.{name}", "this[name_0]"), []).append(name)
    row = _Row([], 0)
    for expression, names in alike.items():
        wanted = [name for name in names if name in item.wanted]
        row.lists.append(f"[name_0 IN \x04{' '.join(wanted)}\x05 | {_of(expression, variable)}]")
        for name in wanted:
            item.columns[name] = row.wide
            row.wide += 1
    return row


def _child(child: Child, variable: str | None, depth: int) -> str:
    fragment, asked = child.fragment, child.asked
    if child.form == "value":
        return f"WITH *, {_of(ask(fragment.value or '', asked), variable or '')} AS {_COLUMN}"
    whole = not (asked.conditions or asked.groups or asked.types or asked.literals)
    gate = "".join(f"|{label}" for label in child.labels).removeprefix("|")
    lines = [f"CALL ({variable or ''}) {{"]
    if variable:
        lines.append(f"WITH {variable} AS this" + (f" WHERE this:{gate}" if gate else ""))
    if child.form == "total" and fragment.total and whole:
        return "\n".join([*lines, f"RETURN sum({fragment.total}) AS {_COLUMN}", "}"])
    lines.append(body_of(fragment, asked, paged=child.form == "page"))
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


def _rows(child: Child, depth: int, *, versioned: bool) -> list[str]:
    """From what the fragment binds to the collected rows.

    Neo4j reads what is committed, so a statement can see a video before and after a change: `versioned` reads
    the revision first and last (of another variable, which Neo4j cannot take from its cache).
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
    blocks, row = _children(item, names[fragment.item], depth)
    for name, expression in child.facts.items():
        child.fact_columns[name] = row.add(re.sub(r"^\w+", lambda m: names[m[0]], expression))
    begin = row.wide + len(row.cells)
    child.key_columns = (begin, begin + len(key_names))
    row.cells += key_names
    if versioned:
        item = names[fragment.item]
        again = f"MATCH (again_0:Video) WHERE again_0.id = {item}.id RETURN again_0.revision AS revision_0"
        blocks.append(f"CALL ({item}) {{\nOPTIONAL {again}\n}}")
        child.revision_columns = (row.add(f"revision_{depth}"), row.add("revision_0"))
    rows = f"collect({row})"
    return [step, *blocks, f"RETURN {f'head({rows})' if child.form == 'one' else rows} AS {_COLUMN}"]


def _where(child: Child, *, root: bool) -> list[str]:
    """Conditions behind a fragment; the planner moves them into its index seek."""
    fragment, asked, paged = child.fragment, child.asked, child.form == "page"
    leads = leads_of(fragment, asked)
    found = narrowed(fragment, asked, [lead.path for lead in leads])
    if paged:
        found += placed(fragment, asked)
        key = indexed(page_keys(fragment, asked))
        # A bound on the sorted property lets the planner read it from the index in order; when that is not the
        # item's own, only where no condition leads to the items.
        variable = (key or "").partition(".")[0]
        bounds = variable == fragment.item or (variable in fragment.yields and not asked.conditions)
        if root and bounds and not (asked.after or asked.before):
            found.append(f"{key} IS NOT NULL")
    if not found:
        return []
    joined = " AND ".join(found)
    return [
        f"WITH * WHERE {FULL} OR ({joined})"
        if paged and browses(fragment, asked, leads)
        else f"WITH * WHERE {joined}"
    ]


def _of(expression: str, variable: str) -> str:
    return re.sub(r"\bthis\b", variable, expression)

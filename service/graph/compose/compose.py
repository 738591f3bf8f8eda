"""Composes a tree of items into one statement, its parameters, and the columns of its row.

This module does not know GraphQL. Callers build `Item` and `Child`, and each contains the column of its answer
afterwards. A row is a list: first the selected values of the item, then its children in the order of their texts,
then the data of a page's edge. The selected values are a parameter (`$values`), and parameters are numbered last. So
the same query always gives the same text, with any names and values, and reads only what is selected. `Statement.written`
is the same statement with the selected values in its text.

Each level renames the variables of its fragment (`entity` → `entity_3`) before the next level is called. A variable
that is imported into a subquery stays visible in it, and a fragment with the same variable would silently match only
that.

The row of an object also has the values of its neighbors. What is at hand has no subquery: a count, an
expression. What is within an object (`within: video`) takes that object's values from its variable.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.graph.compose.clauses import count_clauses
from service.graph.compose.field_query import Parameter, ask, page_keys, sorting
from service.graph.compose.fragment import Fragment
from service.graph.compose.items import Child, ComposedStatement, Item, together
from service.graph.compose.object_row import ObjectRow, name_values, without_values
from service.graph.compose.starts import body_of, conditions_after, leads_of
from service.graph.compose.where_clause import narrowed, placed, where_all

_END = re.compile(r"WITH ((?:start|end)Node\(this\)) AS \w+")
_LINK = re.compile(r"MATCH \(this\)((?:<-|-)\[:\w+\](?:->|-))\(\w+(:\w+)?\)")
"""What binds a neighbor: an end of a relationship, or the node at the other end of a link. Each row of its own costs Neo4j an
aggregation and the driver a list."""
_PARAMETER = re.compile("\x01([^\x02]*)\x02")
_WORD = re.compile(r"(?<![\w.'])\w+")
"""A variable, and no key of one."""
_COLUMN = "\x03"
_NEIGHBOR = f"{_COLUMN}_node"


@dataclass(frozen=True)
class _Whole:
    """The object to which all below belongs."""

    label: str
    variable: str


@dataclass(frozen=True)
class _Neighbor:
    """`clause`: binds the node, over `this`; to null if there is none. `always`: there is one."""

    clause: str
    always: bool


def compose(root: Item) -> ComposedStatement:
    """Composes one statement that returns one record: the row of `root`. Sets the columns of its items."""
    blocks, row = _children(root, (), 0, None)
    text = "\n".join([*blocks, f"RETURN {', '.join(row.cells)}"])
    numbers: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        return f"$p{numbers.setdefault(match[1], len(numbers) + 1)}"

    rows = _PARAMETER.sub(number, text)
    text, values = name_values(rows)
    parts = (mark.partition(":") for mark in numbers)
    return ComposedStatement(text, tuple(Parameter(int(site), name) for site, _, name in parts), values, rows)


def _children(
    item: Item, variables: Sequence[str], depth: int, whole: _Whole | None
) -> tuple[list[str], ObjectRow]:
    """Composes the blocks of an item's children and its row, and sets the columns.

    Args:
        variables: that of the item, and of what else its fragment yields; none at the root.
        whole: the object that all this belongs to, if there is one.
    """
    variable = variables[0] if variables else None
    row = ObjectRow.of(
        {name: _over(value, variable or "") for name, value in item.values.items()}, item.wanted
    )
    item.columns = dict(row.columns)
    made: list[tuple[str, Child, list[Child], _Neighbor | None]] = []
    for child, beside in together(item.children):
        owner = variables[1] if child.of_edge else variable
        neighbor = _at_hand(child) if owner else None
        text = (
            _child(child, beside, owner, depth, whole)
            if neighbor is None
            else _over(neighbor.clause, owner or "")
        )
        made.append((text, child, beside, neighbor))
    made.sort(key=lambda one: without_values(_PARAMETER.sub("\x01", one[0])))
    for number, (_, child, _, neighbor) in enumerate(made, 1):
        if neighbor is not None and child.item is not None:
            values = ObjectRow.of(
                {name: _over(value, f"c{number}_node") for name, value in child.item.values.items()},
                child.item.wanted,
            )
            child.item.columns = row.include(values)
    blocks: list[str] = []
    for number, (text, child, beside, neighbor) in enumerate(made, 1):
        name = f"c{number}" if variable else f"root_{number}"
        child.inline = neighbor is not None
        if neighbor is None:
            child.column = row.add(name)
        elif not neighbor.always:
            child.column = row.add(f"c{number}_node IS NOT NULL")
        for other in beside:
            other.column = row.add(f"{name}_{other.form}")
        if variable is None and number > 1:
            # Independent subqueries would be a Cartesian product, so each imports the one before, under a name that
            # no column below has.
            text = text.replace("CALL () {", f"CALL (root_{number - 1}) {{", 1)
        blocks.append(text.replace(_COLUMN, name))
    return _joined(blocks), row


def _child(child: Child, beside: list[Child], variable: str | None, depth: int, whole: _Whole | None) -> str:
    fragment, asked = child.fragment, child.asked
    if child.form == "value":
        value = fragment.value or ""
        if whole and fragment.value_within and fragment.value_within[0] == whole.label:
            label, text = fragment.value_within
            value = re.sub(rf"\b{label[0].lower()}{label[1:]}\b", whole.variable, text)
        return f"WITH *, {_over(ask(value, asked), variable or '')} AS {_COLUMN}"
    if (
        child.form == "total"
        and fragment.total
        and asked.takes_all(fragment)
        and variable
        and not child.labels
    ):
        total = _over(fragment.total, variable)
        # A property that is missing counts nothing.
        counted = f"coalesce({total}, 0)" if re.fullmatch(r"\w+\.\w+", total) else total
        return f"WITH *, {counted} AS {_COLUMN}"
    return _over(_subquery(child, beside, variable, depth, whole), variable or "this")


def _subquery(
    child: Child, beside: list[Child], variable: str | None, depth: int, whole: _Whole | None
) -> str:
    """Composes the subquery of a child, over `this`."""
    fragment, asked = child.fragment, child.asked
    lines = [f"CALL ({variable or ''}) {{"]
    if child.labels:
        lines.append(f"WITH this WHERE this:{'|'.join(child.labels)}")
    if child.form == "total" and fragment.total and asked.takes_all(fragment):
        return "\n".join([*lines, f"RETURN sum({fragment.total}) AS {_COLUMN}", "}"])
    leads = leads_of(fragment, asked)
    if child.form == "total" and not leads and (counted := count_clauses(fragment, asked)):
        return "\n".join([*lines, counted, f"RETURN count(*) AS {_COLUMN}", "}"])
    lines.append(body_of(fragment, asked, paged=child.form == "page"))
    if beside:
        return _importing(whole, [*lines, *_counted(child, beside, depth + 1, whole), "}"])
    lines += conditions_after(fragment, asked, paged=child.form == "page", root=variable is None)
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
        versioned = variable is None and child.form == "one" and fragment.version is not None
        lines += _rows(child, depth + 1, whole, versioned=versioned)
    return _importing(whole, [*lines, "}"])


def _at_hand(child: Child) -> _Neighbor | None:
    """Returns how the node of a child is bound without a subquery, if only its values are read."""
    read = child.form == "one" and not child.labels and child.item is not None and not child.item.children
    return _neighbor_of(child.fragment, _NEIGHBOR) if read else None


def _counted(child: Child, beside: list[Child], depth: int, whole: _Whole | None) -> list[str]:
    """Composes the rows of a page, and the counts of the walk that it comes from. The walk fits into a list: it has a cap,
    or is within one object."""
    fragment, asked = child.fragment, child.asked
    bound = ", ".join(f"one_0[{place}] AS {name}" for place, name in enumerate(fragment.yields))
    counts = {"total": "size(walk_0)", "capped": f"size(walk_0) >= {fragment.cap}"}
    columns = [_COLUMN, *(f"{counts[one.form]} AS {_COLUMN}_{one.form}" for one in beside)]
    return [
        *where_all(narrowed(fragment, asked)),
        f"WITH collect([{', '.join(fragment.yields)}]) AS walk_0",
        _importing(
            whole,
            [
                "CALL (walk_0) {",
                f"UNWIND walk_0 AS one_0\nWITH {bound}",
                *where_all(placed(fragment, asked)),
                *_rows(child, depth, whole, versioned=False),
                "}",
            ],
        ),
        f"RETURN {', '.join(columns)}",
    ]


def _rows(child: Child, depth: int, whole: _Whole | None, *, versioned: bool) -> list[str]:
    """Composes the collection of rows from the variables of a fragment.

    Neo4j reads committed data, so one statement can see an object before and after a change. `versioned` reads its
    version first and last (through another variable, so that Neo4j cannot use its cache).
    """
    fragment, asked, item = child.fragment, child.asked, child.item or Item()
    keys = page_keys(fragment, asked)
    names = {name: f"{name}_{depth}" for name in fragment.yields}
    projected = [f"{name} AS {renamed}" for name, renamed in names.items()]
    key_names = [f"key_{depth}_{number}" for number in range(len(keys))] if child.keys else []
    projected += [f"{expression} AS {name}" for (expression, _), name in zip(keys, key_names, strict=False)]
    if versioned:
        projected.append(f"{fragment.item}.{fragment.version} AS {fragment.version}_{depth}")
    step = f"WITH {', '.join(projected)}"
    if child.form != "one" or fragment.orders:
        step += f" ORDER BY {sorting(keys, asked)}"
    if child.form == "page":
        step += f" LIMIT {asked.parameter('limit')}"
    elif child.form == "one" and fragment.orders:
        step += " LIMIT 1"
    if fragment.is_whole:
        whole = _Whole(fragment.label, names[fragment.item])
    elif whole and fragment.within != whole.label:
        whole = None
    blocks, row = _children(item, list(names.values()), depth, whole)
    for name, expression in child.facts.items():
        child.fact_columns[name] = row.add(_WORD.sub(lambda m: names.get(m[0], m[0]), expression))
    if child.keys == "all":
        child.key_columns = (row.width, row.width + len(key_names))
        row.cells += key_names
    if versioned:
        item = names[fragment.item]
        again = f"MATCH (again_0:{fragment.label}) WHERE again_0.id = {item}.id RETURN again_0.{fragment.version} AS {fragment.version}_0"
        blocks.append(f"CALL ({item}) {{\nOPTIONAL {again}\n}}")
        child.version_columns = (row.add(f"{fragment.version}_{depth}"), row.add(f"{fragment.version}_0"))
    if child.keys == "ends":
        listed = f"WITH collect({row}) AS rows_0, collect([{', '.join(key_names)}]) AS keys_0"
        return [step, *blocks, f"{listed}\nRETURN [rows_0, keys_0[0], keys_0[-2], keys_0[-1]] AS {_COLUMN}"]
    rows = f"collect({row})"
    return [step, *blocks, f"RETURN {f'head({rows})' if child.form == 'one' else rows} AS {_COLUMN}"]


def _joined(blocks: list[str]) -> list[str]:
    """Joins neighbouring blocks of one expression each into one clause."""
    found: list[str] = []
    for block in blocks:
        if found and all(one.startswith("WITH *, ") and "\n" not in one for one in (found[-1], block)):
            found[-1] += block.removeprefix("WITH *")
        else:
            found.append(block)
    return found


def _importing(whole: _Whole | None, lines: list[str]) -> str:
    """Returns the text of a subquery, which imports the object around it if anything in it takes that object's values."""
    begin, *rest = lines
    text = "\n".join(rest)
    if whole and f"({whole.variable})" not in begin and re.search(rf"\b{whole.variable}\b", text):
        begin = begin.replace(") {", f", {whole.variable}) {{", 1)
    return f"{begin}\n{text}"


def _over(expression: str, variable: str) -> str:
    """Returns an expression or clauses over `this` with a variable in its place."""
    return re.sub(r"\bthis\b", variable, expression)


def _neighbor_of(fragment: Fragment, variable: str) -> _Neighbor | None:
    """Returns how a field's node is bound to this variable; None if more than one link leads to it."""
    end = _END.fullmatch(fragment.body)
    if end is not None:
        return _Neighbor(f"WITH *, {end[1]} AS {variable}", always=True)
    link = _LINK.fullmatch(fragment.body)
    if link is None:
        return None
    # In a subquery, because a join could lose the order of the rows.
    match = f"OPTIONAL MATCH (this){link[1]}({variable}{link[2] or ''})"
    return _Neighbor(f"CALL (this) {{\n{match}\nRETURN {variable} LIMIT 1\n}}", always=False)

"""Composes a tree of items into one statement, its parameters, and the columns of its row.

This module does not know GraphQL. Callers build `Item` and `Child`, and each contains the column of its answer
afterwards. A row is a list: first the selected values of the item, then its children in the order of their texts,
then the data of a page's edge. The selected values are a parameter (`$values`), and parameters are numbered last. So
the same query always gives the same text, with any names and values, and reads only what is selected. `Statement.written`
is the same statement with the selected values in its text.

Each level renames the variables of its fragment (`entity` → `entity_3`) before the next level is called. A variable
that is imported into a subquery stays visible in it, and a fragment with the same variable would silently match only
that.

What costs no row has no subquery of its own: a count that is at hand, the node at the end of a relationship, an
expression. What is within a video (`within: video`) takes the video's values from the variable of that video.
"""

import re
from collections.abc import Sequence

from service.graph.composition.clauses import count_clauses
from service.graph.composition.field_query import Parameter, ask, page_keys, sorting
from service.graph.composition.index_scan import FULL, browses
from service.graph.composition.items import Child, Item, Statement
from service.graph.composition.object_row import Row, name_values, without_values
from service.graph.composition.starts import body_of, leads_of
from service.graph.composition.where_clause import indexed, narrowed, placed

_PARAMETER = re.compile("\x01([^\x02]*)\x02")
_COLUMN = "\x03"
_END = re.compile(r"WITH ((?:start|end)Node\(this\)) AS \w+")
"""A body that yields one end of a relationship. There always is one."""


def compose(root: Item) -> Statement:
    """Composes one statement that returns one record: the row of `root`. Sets the columns of its items."""
    blocks, row = _children(root, (), 0, None)
    text = "\n".join([*blocks, f"RETURN {', '.join(row.cells)}"])
    numbers: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        return f"$p{numbers.setdefault(match[1], len(numbers) + 1)}"

    rows = _PARAMETER.sub(number, text)
    text, values = name_values(rows)
    parts = (mark.partition(":") for mark in numbers)
    return Statement(text, tuple(Parameter(int(site), name) for site, _, name in parts), values, rows)


def _children(item: Item, variables: Sequence[str], depth: int, video: str | None) -> tuple[list[str], Row]:
    """Composes the blocks of an item's children and its row, and sets the columns.

    Args:
        variables: that of the item, and of what else its fragment yields; none at the root.
        video: the variable of the video that all this belongs to, if there is one.
    """
    variable = variables[0] if variables else None
    row = Row.of({name: _of(value, variable or "") for name, value in item.values.items()}, item.wanted)
    item.columns = dict(row.columns)
    made = [
        (_child(child, beside, variables[1] if child.of_edge else variable, depth, video), child, beside)
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
    return _joined(blocks), row


def _joined(blocks: list[str]) -> list[str]:
    """Joins neighbouring blocks of one expression each into one clause."""
    found: list[str] = []
    for block in blocks:
        if found and all(one.startswith("WITH *, ") and "\n" not in one for one in (found[-1], block)):
            found[-1] += block.removeprefix("WITH *")
        else:
            found.append(block)
    return found


def _together(children: list[Child]) -> list[tuple[Child, list[Child]]]:
    """Returns each child with those that share its statement: a walk with a cap, or one that reads all items to sort
    them, runs once for its page and its counts."""
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


def _child(child: Child, beside: list[Child], variable: str | None, depth: int, video: str | None) -> str:
    fragment, asked = child.fragment, child.asked
    if child.form == "value":
        value = fragment.value or ""
        if video and fragment.value_within:
            value = re.sub(r"\bvideo\b", video, fragment.value_within)
        return f"WITH *, {_of(ask(value, asked), variable or '')} AS {_COLUMN}"
    conditions = asked.conditions.keys() - ({"where.type"} if fragment.typed else set())
    whole = not (conditions or asked.groups or asked.types or asked.literals)
    gate = "".join(f"|{label}" for label in child.labels).removeprefix("|")
    if variable and not gate and (at_hand := _at_hand(child, variable, depth, whole=whole)):
        return at_hand
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
        return _importing(video, [*lines, *_counted(child, beside, depth + 1, video), "}"])
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
        versioned = variable is None and (child.form, fragment.label) == ("one", "Video")
        lines += _rows(child, depth + 1, video, versioned=versioned)
    return _importing(video, [*lines, "}"])


def _at_hand(child: Child, variable: str, depth: int, *, whole: bool) -> str | None:
    """Composes what needs no subquery: a count of all items, and one end of a relationship if only its values are read."""
    fragment = child.fragment
    if child.form == "total" and fragment.total and whole:
        total = _of(fragment.total, variable)
        # A property that is missing counts nothing.
        return (
            f"WITH *, {f'coalesce({total}, 0)' if re.fullmatch(r'\w+\.\w+', total) else total} AS {_COLUMN}"
        )
    end = _END.fullmatch(fragment.body) if child.form == "one" else None
    if end is None or (child.item is not None and child.item.children):
        return None
    name = f"{_COLUMN}_end"
    _, row = _children(child.item or Item(), [name], depth + 1, None)
    return f"WITH *, {_of(end[1], variable)} AS {name}\nWITH *, {row} AS {_COLUMN}"


def _importing(video: str | None, lines: list[str]) -> str:
    """Returns the text of a subquery, which imports the video if anything in it takes the video's values."""
    begin, *rest = lines
    text = "\n".join(rest)
    if video and f"({video})" not in begin and re.search(rf"\b{video}\b", text):
        begin = begin.replace(") {", f", {video}) {{", 1)
    return f"{begin}\n{text}"


def _counted(child: Child, beside: list[Child], depth: int, video: str | None) -> list[str]:
    """Composes the rows of a page, and the counts of the walk that it comes from. The walk fits into a list: it has a cap,
    or is within one object."""
    fragment, asked = child.fragment, child.asked
    bound = ", ".join(f"one_0[{place}] AS {name}" for place, name in enumerate(fragment.yields))
    counts = {"total": "size(walk_0)", "capped": f"size(walk_0) >= {fragment.cap}"}
    columns = [_COLUMN, *(f"{counts[one.form]} AS {_COLUMN}_{one.form}" for one in beside)]
    return [
        *_all_of(narrowed(fragment, asked)),
        f"WITH collect([{', '.join(fragment.yields)}]) AS walk_0",
        _importing(
            video,
            [
                "CALL (walk_0) {",
                f"UNWIND walk_0 AS one_0\nWITH {bound}",
                *_all_of(placed(fragment, asked)),
                *_rows(child, depth, video, versioned=False),
                "}",
            ],
        ),
        f"RETURN {', '.join(columns)}",
    ]


def _all_of(conditions: list[str]) -> list[str]:
    return [f"WITH * WHERE {' AND '.join(conditions)}"] if conditions else []


def _rows(child: Child, depth: int, video: str | None, *, versioned: bool) -> list[str]:
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
    if fragment.label == "Video":
        video = names[fragment.item]
    elif not fragment.within_video:
        video = None
    blocks, row = _children(item, list(names.values()), depth, video)
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

"""Expressions in the source of a compiled reader. In them: `r` is a row, `q` the arguments of a page, `rows` its rows, `more` whether
there are more, `e` its column if that also has the keys of its ends."""

from typing import Any

from service.api.operation.plan.entries import Leaves, One, PageInfoEntry, TypeName
from service.api.schema.graphql_types import TypeShape
from service.graph.compose.items import Child


def column_of(child: Child) -> str:
    return f"r[{child.column}]"


def inline_object(entry: One, checks: list[str], expression: str) -> tuple[list[str], str]:
    """Checks and expression of an object whose values are in the row of its parent.

    Args:
        checks: those of the object if there is one.
        expression: that of the object if there is one.
    """
    if entry.child.column < 0:
        return checks, expression
    there = column_of(entry.child)
    if entry.required:
        return [f"not {there}", *checks], expression
    found = [f"({there} and ({' or '.join(checks)}))"] if checks else []
    return found, f"{expression} if {there} else None"


def cursor_of(row: str, rows: Child) -> str:
    begin, end = rows.key_columns
    return f"q.cursors.encode({row}[{begin}:{end}])"


def _end_cursors(rows: Child) -> tuple[str, str]:
    """Expressions of the first and the last cursor of a page."""
    if rows.keys == "all":
        return cursor_of("rows[0]", rows), cursor_of("rows[-1]", rows)
    first, last = "q.cursors.encode(e[1])", "q.cursors.encode(e[2] if more else e[3])"
    return (last, first) if rows.asked.backwards else (first, last)


def page_info(info: PageInfoEntry, rows: Child) -> str:
    asked = rows.asked
    start, end = _end_cursors(rows)
    values = {
        "hasNextPage": str(asked.before) if asked.backwards else "more",
        "hasPreviousPage": "more" if asked.backwards else str(asked.after),
        "startCursor": f"{start} if rows else None",
        "endCursor": f"{end} if rows else None",
    }
    return leaves_of(info.leaves, values)


def leaves_of(leaves: Leaves, values: dict[str, str]) -> str:
    pairs = [
        f"{one.key!r}: {repr(one.type_name) if isinstance(one, TypeName) else values[one.name]}"
        for one in leaves.entries
    ]
    return f"{{{', '.join(pairs)}}}"


def leaf_of(column: str, shape: TypeShape) -> tuple[list[str], str]:
    """Checks and expression of a value in a column."""
    checks = [f"{column} is None"] if shape.required else []
    if shape.named.name == "Permalink":
        return checks, f"permalink_of({column})"
    is_float = shape.named.name == "Float"
    if shape.is_list:
        if shape.items_required:
            checks.append(f"({column} is not None and None in {column})")
        return checks, f"floats({column})" if is_float else column
    if not is_float:
        return checks, column
    return checks, f"float({column})" if shape.required else f"None if {column} is None else float({column})"


def floats(values: list[Any] | None) -> list[Any] | None:
    return None if values is None else [None if value is None else float(value) for value in values]

"""Generates the source of a compiled reader from a plan's selections.

It checks the promises of GraphQL (no null in a non-null place) and raises `NullFound` if the graph breaks one.
"""

# graphql-core's generic types are used without arguments and checked at run time.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportMissingTypeArgument=false

from collections.abc import Callable
from typing import Any

from graphql import GraphQLOutputType, get_named_type, is_list_type, is_non_null_type

from service.api.operation.plan import Entry, Page, Selection
from service.domain.model import KINDS


class NullFound(Exception):
    """There is a null if the schema promises a value."""


class ReaderSource:
    """Generates the source of one reader. Names in it: `r` a row, `b` the arguments by site, `q` those of a page."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.names: dict[int, str] = {}
        self.count = 0

    def functions(self) -> dict[str, Callable[..., Any]]:
        scope: dict[str, Any] = {"NullFound": NullFound, "floats": _floats}
        exec(compile("\n".join(self.lines), "<reader>", "exec"), scope)
        return scope

    def define(self, name: str, parameters: str, checks: list[str], expression: str, *steps: str) -> None:
        self.lines.append(f"def {name}({parameters}):")
        self.lines += [f"    {step}" for step in steps]
        if checks:
            self.lines += [f"    if {' or '.join(checks)}:", "        raise NullFound"]
        self.lines.append(f"    return {expression}")

    def _name(self, prefix: str) -> str:
        self.count += 1
        return f"{prefix}_{self.count}"

    def row(self, selection: Selection) -> str:
        """Returns the function for an object's row; selected by its kind if that names the type."""
        if id(selection) in self.names:
            return self.names[id(selection)]
        name = self.names[id(selection)] = self._name("object")
        made = {kind: self._object(entries, selection) for kind, entries in selection.types.items()}
        if selection.kind:
            column = selection.item.columns["kind"]  # pyright: ignore[reportOptionalMemberAccess]
            table = ", ".join(f"{kind!r}: {made[label]}" for kind, label in KINDS.items())
            self.lines.append(f"{name}_by_kind = {{{table}}}")
            self.define(name, "r, b", [f"r[{column}] is None"], f"{name}_by_kind[r[{column}]](r, b)")
        else:
            self.lines.append(f"{name} = {next(iter(made.values()))}")
        return name

    def _object(self, entries: list[Entry], selection: Selection) -> str:
        checks: list[str] = []
        pairs: list[str] = []
        for entry in entries:
            found, expression = self.entry(entry, selection)
            checks += found
            pairs.append(f"{entry.key!r}: {expression}")
        name = self._name("row")
        self.define(name, "r, b", list(dict.fromkeys(checks)), f"{{{', '.join(pairs)}}}")
        return name

    def entry(self, entry: Entry, selection: Selection | None) -> tuple[list[str], str]:
        """Returns checks and expression of one response key of a row."""
        if entry.how == "typename":
            return [], repr(entry.type.name)  # pyright: ignore[reportAttributeAccessIssue]
        if entry.how == "page":
            return [], f"{self._page(entry)}(r, b)"
        if entry.child is not None:
            column = f"r[{entry.child.column}]"
        else:
            column = f"r[{selection.item.columns[entry.name]}]"  # pyright: ignore[reportOptionalMemberAccess]
        if entry.how == "value":
            return _leaf(column, entry.type)
        below = self.row(entry.selection)  # pyright: ignore[reportArgumentType]
        if entry.how == "many":
            return [f"{column} is None"], f"[{below}(x, b) for x in {column}]"
        if is_non_null_type(entry.type):
            return [f"{column} is None"], f"{below}({column}, b)"
        return [], f"None if {column} is None else {below}({column}, b)"

    def _page(self, entry: Entry) -> str:
        selection = entry.selection
        assert selection is not None
        assert selection.page is not None
        page = selection.page
        asked = page.rows.asked if page.rows else None
        pairs: list[str] = []
        for one in next(iter(selection.types.values())):
            pairs.append(f"{one.key!r}: {self._page_entry(one, page)}")
        steps = [f"q = b[{page.site}]"]
        if page.rows:
            steps += [
                f"a = r[{page.rows.column}]",
                "more = len(a) > q.size",
                "rows = a[:q.size] if more else a",
            ]
            if asked and asked.backwards:
                steps.append("rows = rows[::-1]")
        checks: list[str] = []
        if page.total:
            checks.append(f"r[{page.total.column}] is None")
        if page.kinds:
            checks.append(f"any(None in x for x in r[{page.kinds.column}])")
        name = self._name("page")
        self.define(name, "r, b", checks, f"{{{', '.join(pairs)}}}", *steps)
        return name

    def _page_entry(self, entry: Entry, page: Page) -> str:
        match entry.how:
            case "typename":
                return repr(entry.type.name)  # pyright: ignore[reportAttributeAccessIssue]
            case "nodes":
                return f"[{self.row(entry.selection)}(x, b) for x in rows]"  # pyright: ignore[reportArgumentType]
            case "edges":
                return f"[{self._edge(entry, page)}(x, b, q) for x in rows]"
            case "info":
                return self._info(entry, page)
            case "total":
                return f"r[{page.total.column}]"  # pyright: ignore[reportOptionalMemberAccess]
            case "capped":
                return f"r[{page.capped.column}]"  # pyright: ignore[reportOptionalMemberAccess]
            case _:
                pairs = _plain_pairs(entry, {"kind": "x[0]", "count": "x[1]"})
                return f"[{pairs} for x in r[{page.kinds.column}]]"  # pyright: ignore[reportOptionalMemberAccess]

    def _edge(self, entry: Entry, page: Page) -> str:
        assert entry.selection is not None
        assert page.rows is not None
        begin, end = page.rows.key_columns
        checks: list[str] = []
        pairs: list[str] = []
        for one in next(iter(entry.selection.types.values())):
            if one.how == "typename":
                expression = repr(one.type.name)  # pyright: ignore[reportAttributeAccessIssue]
            elif one.how == "node":
                expression = f"{self.row(one.selection)}(r, b)"  # pyright: ignore[reportArgumentType]
            elif one.how == "cursor":
                expression = f"q.cursors.encode(r[{begin}:{end}])"
            else:
                if one.how == "fact":
                    found, expression = _leaf(f"r[{page.rows.fact_columns[one.name]}]", one.type)
                else:
                    found, expression = self.entry(one, None)
                checks += found
            pairs.append(f"{one.key!r}: {expression}")
        name = self._name("edge")
        self.define(name, "r, b, q", list(dict.fromkeys(checks)), f"{{{', '.join(pairs)}}}")
        return name

    def _info(self, entry: Entry, page: Page) -> str:
        assert page.rows is not None
        asked, (begin, end) = page.rows.asked, page.rows.key_columns
        values = {
            "hasNextPage": str(asked.before) if asked.backwards else "more",
            "hasPreviousPage": "more" if asked.backwards else str(asked.after),
            "startCursor": f"q.cursors.encode(rows[0][{begin}:{end}]) if rows else None",
            "endCursor": f"q.cursors.encode(rows[-1][{begin}:{end}]) if rows else None",
        }
        return _plain_pairs(entry, values)


def _plain_pairs(entry: Entry, values: dict[str, str]) -> str:
    assert entry.selection is not None
    (name, entries), *_ = entry.selection.types.items()
    pairs = [f"{one.key!r}: {repr(name) if one.how == 'typename' else values[one.name]}" for one in entries]
    return f"{{{', '.join(pairs)}}}"


def _leaf(column: str, output: GraphQLOutputType) -> tuple[list[str], str]:
    """Returns checks and expression of a value in a column."""
    required = is_non_null_type(output)
    checks = [f"{column} is None"] if required else []
    bare = output.of_type if is_non_null_type(output) else output
    is_float = get_named_type(output).name == "Float"
    if is_list_type(bare):
        if is_non_null_type(bare.of_type):
            checks.append(f"({column} is not None and None in {column})")
        return checks, f"floats({column})" if is_float else column
    if not is_float:
        return checks, column
    return checks, f"float({column})" if required else f"None if {column} is None else float({column})"


def _floats(values: list[Any] | None) -> list[Any] | None:
    return None if values is None else [None if value is None else float(value) for value in values]

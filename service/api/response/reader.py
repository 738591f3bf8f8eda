"""The reader: a plan's entries → Python functions that turn a record straight into the response.

The source is generated once for each plan, in one of two forms. The strict one checks what GraphQL promises (no null in a non-null place),
and raises `NullFound` where the graph breaks a promise of the schema. The lenient one gives the same data for graphql-core to execute over
(`graphql_execution.py`), which puts errors where they belong: without checks, with an error in place of what cannot be read, and with the
type of each object under the key `TYPE`.
"""

from collections.abc import Callable, Mapping
from typing import Any, assert_never

from graphql import GraphQLScalarType

from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.plan import (
    Arm,
    ComputedValue,
    ConnectionEntry,
    ConnectionPart,
    Cursor,
    EdgeEntry,
    Edges,
    EdgeValue,
    FaultEntry,
    Fetch,
    FieldEntry,
    FoundConnection,
    FoundEdges,
    FoundEntry,
    FoundList,
    FoundNode,
    FoundNodes,
    FoundPart,
    FoundValue,
    KindCounts,
    Leaves,
    Many,
    NodeEntry,
    Nodes,
    ObjectEntry,
    ObjectSelection,
    One,
    OperationPlan,
    PageInfoEntry,
    RootEntry,
    RootPlan,
    TotalCount,
    Truncated,
    TypeName,
    ValueEntry,
)
from service.api.response.answers import Answers, FoundRow, FoundRows, RootAnswer, fetched, found_rows
from service.api.schema.graphql_types import TypeShape, converts_output
from service.graph.compose.items import Child, Item

TYPE = ""
"""The key of an object's type in lenient data. No response key is empty."""


def column_of(child: Child) -> str:
    return f"r[{child.column}]"


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


def floats(values: list[Any] | None) -> list[Any] | None:
    return None if values is None else [None if value is None else float(value) for value in values]


class NullFound(Exception):
    """A null stands where the schema promises a value."""


class ReaderSource:
    """Generates the source of one reader. In it: `r` a row, `b` the arguments by site, `q` those of a page."""

    def __init__(self, *, lenient: bool = False) -> None:
        self.lenient = lenient
        self.lines: list[str] = []
        self.names: dict[int, str] = {}
        self.count = 0
        self.constants: dict[str, Any] = {"NullFound": NullFound, "floats": floats}
        self.functions: dict[str, Callable[..., Any]] = {}
        """By name, once they are compiled."""

    def compile(self) -> None:
        """Makes the functions that were defined."""
        scope = dict(self.constants)
        exec(compile("\n".join(self.lines), "<reader>", "exec"), scope)
        self.functions.update(scope)

    def define(self, name: str, parameters: str, checks: list[str], expression: str, *steps: str) -> None:
        """A function that returns `expression` unless one of the checks finds a null."""
        self.lines.append(f"def {name}({parameters}):")
        if self.lenient:
            self.lines.append("    try:")
            self.lines += [f"        {step}" for step in (*steps, f"return {expression}")]
            self.lines += ["    except (KeyError, TypeError) as error:", "        return error"]
            return
        self.lines += [f"    {step}" for step in steps]
        if checks:
            self.lines += [f"    if {' or '.join(dict.fromkeys(checks))}:", "        raise NullFound"]
        self.lines.append(f"    return {expression}")

    def name(self, prefix: str) -> str:
        """A name that no other function has."""
        self.count += 1
        return f"{prefix}_{self.count}"

    def constant(self, prefix: str, value: Any) -> str:
        """The name of a value."""
        name = self.name(prefix)
        self.constants[name] = value
        return name

    def row(self, selection: ObjectSelection) -> str:
        """The function of an object's row; by its tag where that names the type."""
        if id(selection) in self.names:
            return self.names[id(selection)]
        name = self.names[id(selection)] = self.name("object")
        made = {one: self._object(one, entries, selection.item) for one, entries in selection.types.items()}
        if selection.tag is None:
            self.lines.append(f"{name} = {next(iter(made.values()))}")
            return name
        column = selection.item.columns[selection.tag]
        table = ", ".join(f"{tag!r}: {made[type_name]}" for tag, type_name in selection.tags.items())
        self.lines.append(f"{name}_by_tag = {{{table}}}")
        self.define(name, "r, b", [f"r[{column}] is None"], f"{name}_by_tag[r[{column}]](r, b)")
        return name

    def _object(self, type_name: str, entries: tuple[ObjectEntry, ...], item: Item) -> str:
        name = self.name("row")
        self.define(name, "r, b", *self._pairs(type_name, entries, item))
        return name

    def _pairs(self, type_name: str, entries: tuple[ObjectEntry, ...], item: Item) -> tuple[list[str], str]:
        checks: list[str] = []
        pairs = [f"{TYPE!r}: {type_name!r}"] if self.lenient else []
        for entry in entries:
            found, expression = self._object_entry(entry, item)
            checks += found
            pairs.append(f"{entry.key!r}: {expression}")
        return checks, f"{{{', '.join(pairs)}}}"

    def _same_row(self, selection: ObjectSelection) -> tuple[list[str], str]:
        """Checks and expression of an object whose values are in the row that is being read."""
        if selection.tag is not None:
            return [], f"{self.row(selection)}(r, b)"
        return self._pairs(*next(iter(selection.types.items())), selection.item)

    def _object_entry(self, entry: ObjectEntry, item: Item) -> tuple[list[str], str]:
        if isinstance(entry, TypeName):
            return [], repr(entry.type_name)
        return self.field(entry, item)

    def _inline_object(self, entry: One) -> tuple[list[str], str]:
        """Checks and expression of an object whose values are in the row of its parent."""
        checks, expression = self._same_row(entry.selection)
        if entry.child.column < 0:
            return checks, expression
        there = column_of(entry.child)
        if entry.required and not self.lenient:
            return [f"not {there}", *checks], expression
        found = [f"({there} and ({' or '.join(checks)}))"] if checks else []
        return found, f"{expression} if {there} else None"

    def _leaf(self, column: str, shape: TypeShape) -> tuple[list[str], str]:
        """Checks and expression of a value in a column."""
        checks = [f"{column} is None"] if shape.required else []
        named = shape.named
        if isinstance(named, GraphQLScalarType) and converts_output(named):
            return checks, self._converted(column, shape, self.constant("convert", named.serialize))
        is_float = named.name == "Float"
        if shape.is_list:
            if shape.items_required:
                checks.append(f"({column} is not None and None in {column})")
            return checks, f"floats({column})" if is_float else column
        return checks, self._converted(column, shape, "float") if is_float else column

    def _converted(self, column: str, shape: TypeShape, convert: str) -> str:
        is_checked = shape.required and not self.lenient
        converted = f"[{convert}(x) for x in {column}]" if shape.is_list else f"{convert}({column})"
        return converted if is_checked else f"None if {column} is None else {converted}"

    def field(self, entry: FieldEntry, item: Item) -> tuple[list[str], str]:
        """Checks and expression of one field of a row."""
        match entry:
            case ValueEntry():
                return self._leaf(f"r[{item.columns[entry.name]}]", entry.type)
            case ComputedValue():
                return self._leaf(column_of(entry.child), entry.type)
            case One():
                if entry.child.inline:
                    return self._inline_object(entry)
                column, below = column_of(entry.child), self.row(entry.selection)
                if entry.required and not self.lenient:
                    return [f"{column} is None"], f"{below}({column}, b)"
                return [], f"None if {column} is None else {below}({column}, b)"
            case Many():
                column = column_of(entry.child)
                rows = f"[{self.row(entry.selection)}(x, b) for x in {column}]"
                if self.lenient:
                    return [], f"None if {column} is None else {rows}"
                return [f"{column} is None"], rows
            case ConnectionEntry():
                return [], f"{self._connection(entry)}(r, b)"
            case FaultEntry():
                return [], self.constant("fault", entry.error)
            case _:
                assert_never(entry)

    def _connection(self, connection: ConnectionEntry) -> str:
        rows = connection.rows
        checks: list[str] = []
        pairs: list[str] = []
        for part in connection.parts:
            found, expression = self._part(part, connection)
            checks += found
            pairs.append(f"{part.key!r}: {expression}")
        steps = [f"q = b[{connection.site}]"]
        if rows is not None:
            steps += [
                f"e = {column_of(rows)}" if rows.keys == "ends" else f"a = {column_of(rows)}",
                *(["a = e[0]"] if rows.keys == "ends" else []),
                "more = len(a) > q.size",
                "rows = a[:q.size] if more else a",
            ]
            if rows.asked.backwards:
                steps.append("rows = rows[::-1]")
        name = self.name("page")
        self.define(name, "r, b", checks, f"{{{', '.join(pairs)}}}", *steps)
        return name

    def _part(self, part: ConnectionPart, connection: ConnectionEntry) -> tuple[list[str], str]:
        """Checks and expression of one response key of a connection; `rows` are those of its page."""
        match part:
            case TypeName():
                return [], repr(part.type_name)
            case Nodes():
                return [], f"[{self.row(part.selection)}(x, b) for x in rows]"
            case Edges():
                return [], f"[{self._edge(part, _rows(connection))}(x, b, q) for x in rows]"
            case PageInfoEntry():
                return [], page_info(part, _rows(connection))
            case TotalCount():
                column = column_of(part.child)
                return [f"{column} is None"], column
            case Truncated():
                return [], column_of(part.child)
            case KindCounts():
                column = column_of(part.child)
                pairs = leaves_of(part.leaves, {"kind": "x[0]", "count": "x[1]"})
                return [f"any(None in x for x in {column})"], f"[{pairs} for x in {column}]"
            case _:
                assert_never(part)

    def _edge(self, edges: Edges, rows: Child) -> str:
        checks: list[str] = []
        pairs: list[str] = []
        for entry in edges.entries:
            found, expression = self._edge_entry(entry, edges.item, rows)
            checks += found
            pairs.append(f"{entry.key!r}: {expression}")
        name = self.name("edge")
        self.define(name, "r, b, q", checks, f"{{{', '.join(pairs)}}}")
        return name

    def _edge_entry(self, entry: EdgeEntry, item: Item, rows: Child) -> tuple[list[str], str]:
        match entry:
            case NodeEntry():
                return self._same_row(entry.selection)
            case Cursor():
                return [], cursor_of("r", rows)
            case EdgeValue():
                return self._leaf(f"r[{rows.fact_columns[entry.name]}]", entry.type)
            case _:
                return self._object_entry(entry, item)


def _rows(connection: ConnectionEntry) -> Child:
    assert connection.rows is not None
    return connection.rows


type Reader = Callable[[RootAnswer], Any]
type _RowReader = Callable[[FoundRow, Mapping[int, FieldArguments]], Any]
type _PartReader = Callable[[FoundRows, RootAnswer], Any]


def compile_reader(root: RootPlan, *, lenient: bool = False) -> Reader:
    """Returns the reader of one root field: its answer → the value under its response key. A strict one is only for a plan without faults."""
    source = ReaderSource(lenient=lenient)
    reader = _root_reader(root.entry, root.item, source)
    source.compile()
    return reader


def read_answers(plan: OperationPlan, readers: tuple[Reader, ...], answers: Answers) -> dict[str, Any] | None:
    """Returns the response of strict readers; None if graphql-core must answer."""
    data: dict[str, Any] = {}
    for root, reader in zip(plan.roots, readers, strict=True):
        answer = answers[root.entry.key]
        if isinstance(answer, Exception):
            return None
        try:
            data[root.entry.key] = reader(answer)
        except (NullFound, KeyError, TypeError):  # the last two: a null instead of a row or a kind
            return None
    return data


def read_leniently(root: RootPlan, answer: RootAnswer | Exception) -> Any:
    """Returns the value of one root field for graphql-core, or the error in its place."""
    if isinstance(root.entry, FaultEntry):
        return root.entry.error
    if isinstance(answer, Exception):
        return answer
    try:
        return compile_reader(root, lenient=True)(answer)
    except (KeyError, TypeError) as error:
        return error


def _root_reader(entry: RootEntry, item: Item, source: ReaderSource) -> Reader:
    match entry:
        case Fetch():
            return _fetch_reader(entry, source)
        case FoundConnection():
            return _found_reader(entry, item, source)
        case FoundList():
            edge = _edge_reader(entry.entries, source)
            return lambda answer: [edge(row, answer.reads) for row in found_rows(entry.members, answer).rows]
        case ValueEntry() | ComputedValue() | One() | Many() | ConnectionEntry() | FaultEntry():
            return _record_reader(entry, item, source)
        case _:
            assert_never(entry)


def _record_reader(entry: FieldEntry, item: Item, source: ReaderSource) -> Reader:
    """The reader of what stands in the record itself."""
    checks, expression = source.field(entry, item)
    name, functions = source.name("read"), source.functions
    source.define(name, "r, b", checks, expression)
    return lambda answer: functions[name](answer.record, answer.reads)


def _fetch_reader(entry: Fetch, source: ReaderSource) -> Reader:
    names = {id(selection): source.row(selection) for _, selection in entry.arms}
    functions = source.functions

    def read_objects(answer: RootAnswer) -> list[Any]:
        return [
            None if one is None else functions[names[id(one[0])]](one[1], answer.reads)
            for one in fetched(entry, answer)
        ]

    return read_objects if entry.many else lambda answer: read_objects(answer)[0]


def _found_reader(entry: FoundConnection, item: Item, source: ReaderSource) -> Reader:
    """The reader of found objects: the objects by generated functions, what is around them by hand."""
    parts = [(part.key, _part_reader(part, item, source)) for part in entry.parts]

    def read_page(answer: RootAnswer) -> dict[str, Any]:
        page = found_rows(entry.members, answer)
        return {key: read(page, answer) for key, read in parts}

    return read_page


def _part_reader(part: FoundPart, item: Item, source: ReaderSource) -> _PartReader:
    """The reader of one response key of such a page."""
    match part:
        case TypeName():
            return lambda page, answer: part.type_name
        case FoundNodes():
            node = _node_reader(part.arms, source)
            return lambda page, answer: [node(row, answer.reads) for row in page.rows]
        case FoundEdges():
            edge = _edge_reader(part.entries, source)
            return lambda page, answer: [edge(row, answer.reads) for row in page.rows]
        case FoundValue():
            return lambda page, answer: _value(part, page.facts.get(part.name))
        case PageInfoEntry():
            return lambda page, answer: _named(part.leaves, page.info())
        case ValueEntry() | ComputedValue() | One() | Many() | ConnectionEntry() | FaultEntry():
            read = _record_reader(part, item, source)
            return lambda page, answer: read(answer)
        case _:
            assert_never(part)


def _edge_reader(entries: tuple[FoundEntry, ...], source: ReaderSource) -> _RowReader:
    """The reader of an edge."""
    readers = [(entry.key, _entry_reader(entry, source)) for entry in entries]
    return lambda row, reads: {key: read(row, reads) for key, read in readers}


def _entry_reader(entry: FoundEntry, source: ReaderSource) -> _RowReader:
    match entry:
        case TypeName():
            return lambda row, reads: entry.type_name
        case FoundNode():
            return _node_reader(entry.arms, source)
        case FoundValue():
            return lambda row, reads: _value(entry, row.value(entry.name))
        case _:
            assert_never(entry)


def _node_reader(arms: tuple[Arm, ...], source: ReaderSource) -> _RowReader:
    """The reader of what was found, by the function of its arm."""
    names = [source.row(selection) for _, selection in arms]
    functions = source.functions
    return lambda row, reads: functions[names[row.place]](row.row, reads)


def _value(entry: FoundValue, value: Any) -> Any:
    return value if entry.leaves is None else [_named(entry.leaves, one) for one in value]


def _named(leaves: Leaves, values: Mapping[str, Any]) -> dict[str, Any]:
    """Plain values under the response keys that are asked for."""
    return {
        one.key: one.type_name if isinstance(one, TypeName) else values[one.name] for one in leaves.entries
    }

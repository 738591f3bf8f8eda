"""The row of an object in a statement: a list of its selected values, in columns that are known in advance.

A row has two forms. In the first the selected values are a parameter, so that they do not change the text: `$values` has a
list of names for each list of values in the statement, and each name is looked up. In the second they are written in the
text, which Neo4j reads faster.
"""

import re
from dataclasses import dataclass, field
from typing import Self

_ROW = re.compile("\x06([^\x07]*)\x07([^\x08]*)\x08")
_LIST = re.compile("\x04([^\x05]*)\x05([^\x04]*)")


@dataclass
class ObjectRow:
    """The expression of a row during its construction: `lists` of `listed` values, then `cells`. `columns`: the positions of
    the values, by name."""

    lists: list[str] = field(default_factory=list[str])
    columns: dict[str, int] = field(default_factory=dict[str, int])
    cells: list[str] = field(default_factory=list[str])
    listed: int = 0

    @classmethod
    def of(cls, values: dict[str, str], wanted: set[str]) -> Self:
        """Returns the row of these expressions, with a list for each way of reading: properties, properties as text,
        and computed values."""
        alike: dict[str, list[str]] = {}
        for name, expression in values.items():
            read = re.sub(rf"\b(\w+)\.{name}\b", r"\1[name_0]", expression)
            alike.setdefault(read, []).append(name)
        row = cls()
        for expression, names in alike.items():
            found = [name for name in names if name in wanted]
            row.lists.append(f"\x04{' '.join(found)}\x05{expression}")
            for name in found:
                row.columns[name] = row.listed
                row.listed += 1
        return row

    @property
    def width(self) -> int:
        return self.listed + len(self.cells)

    def include(self, other: "ObjectRow") -> dict[str, int]:
        """Adds the values of another object, which has no cells, and returns their columns here. Comes before `add`."""
        columns = {name: self.listed + place for name, place in other.columns.items()}
        self.lists += other.lists
        self.listed += other.listed
        return columns

    def add(self, expression: str) -> int:
        """Adds a cell and returns its column."""
        self.cells.append(expression)
        return self.width - 1

    def __str__(self) -> str:
        """Both forms: see `name_values` and `write_values`."""
        return f"\x06{''.join(self.lists)}\x07{', '.join(self.cells)}\x08"


def name_values(text: str) -> tuple[str, dict[str, list[str]]]:
    """Returns the text with `$values.v1` …, and the value of `$values`."""
    values: dict[str, list[str]] = {}

    def named(found: re.Match[str]) -> str:
        key = f"v{len(values) + 1}"
        values[key] = found[1].split()
        return f"[name_0 IN $values.{key} | {found[2]}]"

    def row(found: re.Match[str]) -> str:
        cells = [f"[{found[2]}]"] if found[2] else []
        return " + ".join([*(named(one) for one in _LIST.finditer(found[1])), *cells]) or "[]"

    return _ROW.sub(row, text), values


def write_values(text: str) -> str:
    """Returns the text with the selected values in it. The columns are the same."""

    def row(found: re.Match[str]) -> str:
        values = [
            expression.replace("[name_0]", f".{name}")
            for names, expression in _LIST.findall(found[1])
            for name in names.split()
        ]
        return f"[{', '.join([*values, *([found[2]] if found[2] else [])])}]"

    return _ROW.sub(row, text)


def without_values(text: str) -> str:
    """Returns the text independent of the selection, by which blocks are sorted."""
    return re.sub("\x04[^\x05]*\x05", "", text)

"""What the engine hands to the readers: the record of each root field, or why there is none; and what a pre-query found, put together with
the rows that were fetched for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from service.api.operation.arguments.cursors import ListCursors
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.arguments.found import FoundItem
from service.api.operation.plan import ROOT_SITE, TEXTS, Fetch, ObjectSelection
from service.graph.compose.items import Child

type AnswerRow = list[Any]
"""Values by column. What they are, the entries of the plan say."""
type Answers = dict[str, "RootAnswer | Exception"]
"""Response key of a root field → its record, or why there is none."""


@dataclass(slots=True)
class RootAnswer:
    """The record of a root field, and its arguments as read at this request, by site."""

    record: AnswerRow
    reads: dict[int, FieldArguments]

    @property
    def arguments(self) -> FieldArguments:
        """The root field's own arguments."""
        return self.reads[ROOT_SITE]


def fetched(entry: Fetch, answer: RootAnswer) -> list[tuple[ObjectSelection, AnswerRow] | None]:
    """For each id asked for, in its order: the selection and row of what was found."""
    found: dict[str, tuple[ObjectSelection, AnswerRow]] = {}
    for child, selection in entry.arms:
        place = selection.item.columns["id"]
        found |= {row[place]: (selection, row) for row in answer.record[child.column]}
    return [found.get(one) for one in answer.arguments.values["ids"]]


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A found object. `place`: of its arm; `row`: its row; `texts`: its texts."""

    item: FoundItem
    place: int
    row: AnswerRow
    texts: list[str | None]
    cursors: ListCursors | None

    @property
    def cursor(self) -> str:
        assert self.cursors is not None
        return self.cursors.encode(self.item.keys)

    def value(self, name: str) -> Any:
        """Returns what a `FoundValue` of this name asks for."""
        return self.cursor if name == "cursor" else self.item.value(name, self.texts)


@dataclass(frozen=True)
class FoundRows:
    """A page of found objects. What was deleted since is not among them. `facts`: see `FoundPage`."""

    rows: list[FoundRow]
    more: bool
    after: bool
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def info(self) -> dict[str, Any]:
        """Returns the values of its pageInfo, by name."""
        return {
            "hasNextPage": self.more,
            "hasPreviousPage": self.after,
            "startCursor": self.rows[0].cursor if self.rows else None,
            "endCursor": self.rows[-1].cursor if self.rows else None,
        }


def found_rows(members: tuple[Child, ...], answer: RootAnswer) -> FoundRows:
    """Returns the page out of a record whose columns are lists of rows, one for each of the members."""
    read = answer.arguments
    after = read.values.get("after") is not None
    if read.found is None:
        return FoundRows([], False, after)
    rows: dict[str, tuple[int, int, dict[str, AnswerRow]]] = {}
    for place, arm in enumerate(members):
        assert arm.item is not None
        columns = arm.item.columns
        found = {row[columns["id"]]: row for row in answer.record[arm.column]}
        rows[arm.fragment.file.stem] = (place, columns[TEXTS], found)
    page: list[FoundRow] = []
    for item in read.found.items:
        place, texts, found = rows[item.label]
        row = found.get(item.id)
        if row is not None:
            page.append(FoundRow(item, place, row, row[texts], read.cursors))
    return FoundRows(page, read.found.more, after, read.found.facts)

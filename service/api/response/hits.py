"""Combines hits of a search, or suggestions, with their fetched rows, for both readers."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from service.api.operation.arguments import Read
from service.api.operation.cursors import ListCursors
from service.api.operation.plan import SCOPES, TEXTS, Entry
from service.graph.search.find import Hits
from service.graph.search.snippets import Range
from service.graph.search.suggestions import Suggestions


@dataclass
class FoundHit:
    """`place`: position of its arm; `row`: the row of the object; `texts`: its texts."""

    page: Hits | Suggestions
    hit: Any  # one of the page's
    place: int
    row: list[Any]
    texts: list[str | None]
    cursors: ListCursors | None

    @cached_property
    def shown(self) -> tuple[str, tuple[Range, ...]]:
        """Returns snippet and highlights."""
        return self.page.show(self.hit, self.texts)

    def fact(self, name: str) -> Any:
        """Returns a field of the edge other than `node`."""
        match name:
            case "cursor":
                assert self.cursors is not None
                return self.cursors.encode([self.hit.score, self.hit.id])
            case "highlights":
                return [{"start": start, "end": end} for start, end in self.shown[1]]
            case "score":
                return float(self.hit.score)
            case _:
                return self.shown[0]


@dataclass(frozen=True)
class HitPage:
    """A page of hits, without objects that were deleted meanwhile."""

    hits: list[FoundHit]
    more: bool
    after: bool
    corrected: str | None = None

    def info(self) -> dict[str, Any]:
        return {
            "hasNextPage": self.more,
            "hasPreviousPage": self.after,
            "startCursor": self.hits[0].fact("cursor") if self.hits else None,
            "endCursor": self.hits[-1].fact("cursor") if self.hits else None,
        }


def hit_page(entry: Entry, record: list[Any], read: Read) -> HitPage:
    """Returns the page of `entry` from a record whose columns are lists of rows, one for each arm."""
    after = read.values.get("after") is not None
    if read.hits is None:
        return HitPage([], False, after)
    rows: dict[str, tuple[int, int, dict[str, list[Any]]]] = {}
    for place, arm in enumerate(entry.scopes):
        assert arm.item is not None
        columns = arm.item.columns
        found = {row[columns["id"]]: row for row in record[arm.column]}
        rows[arm.fragment.file.stem] = (place, columns[TEXTS], found)
    hits: list[FoundHit] = []
    for hit in read.hits.hits:
        place, texts, found = rows[SCOPES[hit.scope]]
        row = found.get(hit.id)
        if row is not None:
            hits.append(FoundHit(read.hits, hit, place, row, row[texts], read.cursors))
    return HitPage(hits, read.hits.more, after, read.hits.corrected)

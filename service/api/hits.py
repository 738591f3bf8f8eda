"""Hits of a search and the rows that were fetched for them, put together: what both readers answer from."""

from dataclasses import dataclass
from typing import Any

from service.api.arguments import Read
from service.api.pages import encode_cursor
from service.api.plan import SCOPES, Entry
from service.graph.search.find import Hit

_PLACES = {scope: number for number, scope in enumerate(SCOPES)}


@dataclass(frozen=True)
class FoundHit:
    """`place`: of its scope in SCOPES, which is that of its arm; `row`: of the object that was found."""

    hit: Hit
    place: int
    row: list[Any]
    tag: str

    def fact(self, name: str) -> Any:
        """A field of the edge but `node`."""
        match name:
            case "cursor":
                return encode_cursor(self.tag, [self.hit.score, self.hit.id])
            case "highlights":
                return [{"start": start, "end": end} for start, end in self.hit.highlights]
            case "score":
                return float(self.hit.score)
            case _:
                return self.hit.snippet


@dataclass(frozen=True)
class HitPage:
    """A page of hits. What was deleted since it was found is not among them."""

    hits: list[FoundHit]
    more: bool
    after: bool

    def info(self) -> dict[str, Any]:
        return {
            "hasNextPage": self.more,
            "hasPreviousPage": self.after,
            "startCursor": self.hits[0].fact("cursor") if self.hits else None,
            "endCursor": self.hits[-1].fact("cursor") if self.hits else None,
        }


def hit_page(entry: Entry, record: list[Any], read: Read) -> HitPage:
    """The page of `entry` out of a record whose columns are lists of rows, one for each scope."""
    rows: list[dict[str, list[Any]]] = []
    for child, place in _columns(entry):
        rows.append({row[place]: row for row in record[child]})
    hits: list[FoundHit] = []
    for hit in read.hits:
        place = _PLACES[hit.scope]
        row = rows[place].get(hit.id)
        if row is not None:
            hits.append(FoundHit(hit, place, row, read.tag))
    return HitPage(hits, read.more, read.values.get("after") is not None)


def _columns(entry: Entry) -> list[tuple[int, int]]:
    """For each scope the column of its rows in the record, and in those that of the id."""
    found: list[tuple[int, int]] = []
    for child in entry.scopes:
        assert child.item is not None
        found.append((child.column, child.item.columns["id"]))
    return found

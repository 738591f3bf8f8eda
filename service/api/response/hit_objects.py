"""What graphql-core resolves the fields of a search on: its hits, and the edges of hits and suggestions."""

from dataclasses import dataclass
from typing import Any, assert_never

from service.api.operation.plan.entries import PageInfoEntry, TypeName
from service.api.operation.plan.root_entries import (
    Arm,
    CorrectedQuery,
    Highlights,
    HitEdges,
    HitEntry,
    HitNode,
    HitNodes,
    HitValue,
    SearchPart,
)
from service.api.response.answers import RootAnswer
from service.api.response.hits import FoundHit, HitPage
from service.api.response.objects import FoundObject, Reads, entry_value, find_entry
from service.graph.compose.items import Item


@dataclass(frozen=True)
class FoundHits:
    """A connection of hits."""

    parts: tuple[SearchPart, ...]
    page: HitPage
    item: Item
    answer: RootAnswer

    def value(self, type_name: str, key: str | int) -> Any:
        part, reads = find_entry(self.parts, key), self.answer.reads
        match part:
            case HitNodes():
                return [_node(part.arms, hit, reads) for hit in self.page.hits]
            case HitEdges():
                return [FoundEdge(part.entries, hit, reads) for hit in self.page.hits]
            case CorrectedQuery():
                return self.page.corrected
            case PageInfoEntry():
                return self.page.info()
            case _:
                return entry_value(part, self.item, self.answer.record, reads)


@dataclass(frozen=True)
class FoundEdge:
    """A hit in a page, or a suggestion."""

    entries: tuple[HitEntry, ...]
    hit: FoundHit
    reads: Reads

    def value(self, type_name: str, key: str | int) -> Any:
        entry = find_entry(self.entries, key)
        match entry:
            case TypeName():
                return entry.type_name
            case HitNode():
                return _node(entry.arms, self.hit, self.reads)
            case Highlights():
                return self.hit.highlights
            case HitValue():
                return self.hit.value(entry.name)
            case _:
                assert_never(entry)


def _node(arms: tuple[Arm, ...], hit: FoundHit, reads: Reads) -> FoundObject:
    return FoundObject(arms[hit.place][1], hit.row, reads)

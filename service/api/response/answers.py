"""What the engine hands to both readers: the record of each root field, or why there is none; and the hits of a search, or suggestions, put
together with the rows that were fetched for them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from service.api.operation.arguments.cursors import ListCursors
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.plan import ROOT_SITE, SCOPES, TEXTS, Fetch, ObjectSelection
from service.graph.compose.items import Child
from service.graph.search.find import Hits
from service.graph.search.snippets import Range
from service.graph.search.suggestions import Suggestions

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


type _Show = Callable[[list[str | None]], tuple[str, tuple[Range, ...]]]
"""What an object says → snippet and highlights."""


@dataclass
class FoundHit:
    """A search hit, or a suggestion, which has no `score` and all words. `place`: of its arm; `row`: of the object; `texts`: its texts."""

    id: str
    score: float
    has_all_words: bool
    place: int
    row: AnswerRow
    texts: list[str | None]
    show: _Show
    cursors: ListCursors | None

    @cached_property
    def shown(self) -> tuple[str, tuple[Range, ...]]:
        """Snippet and highlights."""
        return self.show(self.texts)

    @property
    def cursor(self) -> str:
        assert self.cursors is not None
        return self.cursors.encode([self.score, self.id])

    @property
    def highlights(self) -> list[dict[str, int]]:
        return [{"start": start, "end": end} for start, end in self.shown[1]]

    def value(self, name: str) -> str | float | bool:
        """What `HitValue` of this name asks for."""
        match name:
            case "cursor":
                return self.cursor
            case "score":
                return float(self.score)
            case "hasAllWords":
                return self.has_all_words
            case _:
                return self.shown[0]


@dataclass(frozen=True)
class HitPage:
    """A page of hits. What was deleted since it was found is not among them. `has_all_words`: whether the best of all hits has them."""

    hits: list[FoundHit]
    more: bool
    after: bool
    corrected: str | None = None
    has_all_words: bool = False

    def fact(self, name: str) -> str | bool | None:
        """Returns what the connection says of the whole search."""
        return self.corrected if name == "correctedQuery" else self.has_all_words

    def info(self) -> dict[str, Any]:
        """The values of its pageInfo, by name."""
        return {
            "hasNextPage": self.more,
            "hasPreviousPage": self.after,
            "startCursor": self.hits[0].cursor if self.hits else None,
            "endCursor": self.hits[-1].cursor if self.hits else None,
        }


def hit_page(scopes: tuple[Child, ...], answer: RootAnswer) -> HitPage:
    """The page out of a record whose columns are lists of rows, one for each of the scopes."""
    read = answer.arguments
    after = read.values.get("after") is not None
    if read.hits is None:
        return HitPage([], False, after)
    rows: dict[str, tuple[int, int, dict[str, AnswerRow]]] = {}
    for place, arm in enumerate(scopes):
        assert arm.item is not None
        columns = arm.item.columns
        found = {row[columns["id"]]: row for row in answer.record[arm.column]}
        rows[arm.fragment.file.stem] = (place, columns[TEXTS], found)
    hits: list[FoundHit] = []
    for scope, id_, score, has_all_words, show in _hits(read.hits):
        place, texts, found = rows[SCOPES[scope]]
        row = found.get(id_)
        if row is not None:
            hits.append(FoundHit(id_, score, has_all_words, place, row, row[texts], show, read.cursors))
    return HitPage(hits, read.hits.more, after, read.hits.corrected, read.hits.has_all_words)


def _hits(page: Hits | Suggestions) -> Iterator[tuple[str, str, float, bool, _Show]]:
    """Of each hit the scope, the id, the score, whether it has all words, and how it is shown."""
    if isinstance(page, Hits):
        for hit in page.hits:
            yield hit.scope, hit.id, hit.score, hit.has_all_words, partial(page.show, hit)
    else:
        for suggestion in page.hits:
            yield suggestion.scope, suggestion.id, 0.0, True, partial(page.show, suggestion)

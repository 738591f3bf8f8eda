"""Entries of root fields that find objects of several types: hits of a search, suggestions, objects by their ids.

As in `entries.py`, each kind is a dataclass, and a union has all kinds that are possible in one place.
"""

from dataclasses import dataclass

from service.api.operation.plan.entries import FieldEntry, Leaves, ObjectSelection, PageInfoEntry, TypeName
from service.graph.compose.items import Child

type Arm = tuple[Child, ObjectSelection]
"""A possible type of the objects: where its rows are, and the selection on them."""


@dataclass(frozen=True, eq=False, slots=True)
class HitNodes:
    """The objects that were found. `arms`: in the order of the search's own."""

    key: str
    arms: tuple[Arm, ...]


@dataclass(frozen=True, eq=False, slots=True)
class HitNode:
    """The object of one hit."""

    key: str
    arms: tuple[Arm, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Highlights:
    """The places of the words in a hit's snippet."""

    key: str
    leaves: Leaves


@dataclass(frozen=True, eq=False, slots=True)
class HitValue:
    """Another value of a hit: its score, snippet or cursor."""

    key: str
    name: str


type HitEntry = TypeName | HitNode | Highlights | HitValue


@dataclass(frozen=True, eq=False, slots=True)
class HitEdges:
    key: str
    entries: tuple[HitEntry, ...]


@dataclass(frozen=True, eq=False, slots=True)
class CorrectedQuery:
    """The query that was searched for, if it is not the typed one."""

    key: str


type SearchPart = TypeName | FieldEntry | HitNodes | HitEdges | CorrectedQuery | PageInfoEntry


@dataclass(frozen=True, eq=False, slots=True)
class SearchEntry:
    """A connection of hits. `scopes`: where the rows of each possible type are."""

    key: str
    name: str
    type_name: str
    parts: tuple[SearchPart, ...]
    scopes: tuple[Child, ...]


@dataclass(frozen=True, eq=False, slots=True)
class SuggestionList:
    """A list of suggestions, which are read as the edges of a search."""

    key: str
    name: str
    entries: tuple[HitEntry, ...]
    scopes: tuple[Child, ...]


@dataclass(frozen=True, eq=False, slots=True)
class Fetch:
    """An object by its id, or with `many` a list of objects by their ids. `arms`: one for each label that the ids name."""

    key: str
    name: str
    many: bool
    arms: tuple[Arm, ...]


type RootEntry = FieldEntry | SearchEntry | SuggestionList | Fetch

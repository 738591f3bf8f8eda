"""Plans root fields that find objects of several types: a search, and a list of suggestions."""

import re

from graphql import FieldNode, GraphQLNamedType, GraphQLObjectType, SelectionSetNode

from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.plan.entries import FaultEntry, One, PageInfoEntry, TypeName
from service.api.operation.plan.operation_plan import TEXTS
from service.api.operation.plan.root_entries import (
    Arm,
    CorrectedQuery,
    Highlights,
    HitEdges,
    HitEntry,
    HitNode,
    HitNodes,
    HitValue,
    SearchEntry,
    SearchPart,
    SuggestionList,
)
from service.api.operation.planning.selection_planner import FieldPlace, SelectionPlanner
from service.api.schema.graphql_types import as_object, fields_of, named_type
from service.graph.compose.fragment import Fragment
from service.graph.compose.items import Child, Item


class SearchPlanner:
    """Plans one such field. All types are fetched, whether selected or not, so that the statement stays the same."""

    def __init__(self, selections: SelectionPlanner, item: Item) -> None:
        self._selections = selections
        self._collector = selections.collector
        self._item = item
        self._scopes: dict[str, Child] = {}
        self.facets: dict[int, frozenset[str]] = {}
        """See `RootPlan`."""

    def entry(
        self, query: GraphQLObjectType, fragment: Fragment, key: str, nodes: list[FieldNode]
    ) -> SearchEntry | SuggestionList | FaultEntry:
        field = nodes[0].name.value
        definition = query.fields[field]
        read = self._selections.sites.read(query.name, definition, nodes[0], fragment)
        if not isinstance(read, FieldArguments):
            return FaultEntry(key, field, read)
        for label in fragment.members:
            self._scopes[label] = self._scope(label, read)
        self._item.children += self._scopes.values()
        named = as_object(named_type(definition))
        sets, scopes = self._collector.selections(nodes), tuple(self._scopes.values())
        if "edges" in named.fields:
            return SearchEntry(key, field, named.name, self._parts(named, sets), scopes)
        return SuggestionList(key, field, self._entries(named, sets), scopes)

    def _scope(self, label: str, read: FieldArguments) -> Child:
        catalog = self._selections.catalog
        fetcher = catalog.fetcher(label)
        values = {"id": "this.id", TEXTS: _texts(fetcher)} | catalog.values(label)
        return Child(fetcher, "many", read.asked, Item(values, {"id", TEXTS}))

    def _parts(self, named: GraphQLObjectType, sets: list[SelectionSetNode]) -> tuple[SearchPart, ...]:
        """Returns the selection on a connection of hits."""
        parts: list[SearchPart] = []
        for key, found in self._collector.fields(named, sets).items():
            name, below = found[0].name.value, self._collector.selections(found)
            match name:
                case "__typename":
                    parts.append(TypeName(key, named.name))
                case "nodes":
                    parts.append(HitNodes(key, self._arms(below)))
                case "edges":
                    parts.append(HitEdges(key, self._entries(named_type(named.fields[name]), below)))
                case "correctedQuery":
                    parts.append(CorrectedQuery(key))
                case "facets":
                    facets = self._selections.field(named, FieldPlace(named.name, self._item), key, found)
                    parts.append(facets)
                    if isinstance(facets, One):
                        self.facets[facets.child.asked.site] = facets.selection.names
                case _:
                    leaves = self._selections.leaves(named_type(named.fields[name]), below)
                    parts.append(PageInfoEntry(key, leaves))
        return tuple(parts)

    def _entries(self, edge: GraphQLNamedType, sets: list[SelectionSetNode]) -> tuple[HitEntry, ...]:
        """Returns the selection on an edge of a search, or on a suggestion."""
        entries: list[HitEntry] = []
        for key, found in self._collector.fields(as_object(edge), sets).items():
            name, below = found[0].name.value, self._collector.selections(found)
            match name:
                case "__typename":
                    entries.append(TypeName(key, edge.name))
                case "node":
                    entries.append(HitNode(key, self._arms(below)))
                case "highlights":
                    leaves = self._selections.leaves(named_type(fields_of(edge)[name]), below)
                    entries.append(Highlights(key, leaves))
                case _:
                    entries.append(HitValue(key, name))
        return tuple(entries)

    def _arms(self, sets: list[SelectionSetNode]) -> tuple[Arm, ...]:
        types = self._selections.schema.type_map
        return tuple(
            (child, self._selections.of(types[label], sets, child.item))
            for label, child in self._scopes.items()
        )


def _texts(fragment: Fragment) -> str:
    """Returns the texts of a hit of this fragment, as an expression over `this`."""
    return re.sub(rf"\b{fragment.item}\b", "this", f"[{', '.join(fragment.texts)}]")

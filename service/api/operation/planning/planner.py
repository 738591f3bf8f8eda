"""Plans a GraphQL operation: composes the tree of its fields into one statement for each root field."""

import re

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
)
from graphql.execution.values import VariableValues

from service.api.operation.arguments.argument_values import label_of
from service.api.operation.arguments.cursors import Cursors
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.collect import Collector
from service.api.operation.plan import (
    TEXTS,
    Arm,
    FaultEntry,
    Fetch,
    Highlights,
    HitEdges,
    HitEntry,
    HitNode,
    HitNodes,
    HitValue,
    Many,
    One,
    OperationPlan,
    PageInfoEntry,
    RootEntry,
    RootPlan,
    SearchEntry,
    SearchFact,
    SearchPart,
    SuggestionList,
    TypeName,
)
from service.api.operation.planning.catalog import Catalog
from service.api.operation.planning.selection_planner import FieldPlace, SelectionPlanner
from service.api.operation.planning.sites import Sites
from service.api.schema.graphql_types import as_object, fields_of, named_type
from service.graph.compose.compose import compose
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
                case "correctedQuery" | "hasAllWords":
                    parts.append(SearchFact(key, name))
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


def plan_operation(
    schema: GraphQLSchema,
    catalog: Catalog,
    operation: OperationDefinitionNode,
    fragments: dict[str, FragmentDefinitionNode],
    variables: VariableValues,
    cursors: Cursors,
) -> OperationPlan:
    """Returns the plan of a validated operation for the structure of these coerced variables. Its statements are still to be composed."""
    collector = Collector(schema, fragments, variables)
    plan = OperationPlan()
    plan.mutates = operation.operation is OperationType.MUTATION
    query = schema.mutation_type if plan.mutates else schema.query_type
    assert query is not None
    for key, nodes in collector.fields(query, [operation.selection_set]).items():
        if nodes[0].name.value.startswith("__"):
            plan.introspects = True
            continue
        sites = Sites(catalog, variables, cursors)
        plan.roots.append(_root(query, SelectionPlanner(schema, catalog, collector, sites), key, nodes))
    return plan


def compose_statements(plan: OperationPlan) -> None:
    """Composes the statements of a plan, which takes as long as all else: what costs too much is refused before."""
    for root in plan.roots:
        if root.item.children:
            root.statement = compose(root.item)


def _root(
    query: GraphQLObjectType, selections: SelectionPlanner, key: str, nodes: list[FieldNode]
) -> RootPlan:
    """Returns the plan of one root field."""
    item, sites = Item(), selections.sites
    facets: dict[int, frozenset[str]] = {}
    name = nodes[0].name.value
    fragment = selections.catalog.fragment(query.name, name)
    entry: RootEntry
    if name in ("node", "nodes"):
        entry = _fetch(query, selections, item, key, nodes)
    elif fragment is not None and fragment.members:
        search = SearchPlanner(selections, item)
        entry = search.entry(query, fragment, key, nodes)
        facets = search.facets
    else:
        entry = selections.field(query, FieldPlace(query.name, item), key, nodes)
    return RootPlan(
        entry,
        item,
        sites.sites,
        sites.fixed,
        sites.asked,
        faults=sites.faults,
        facets=facets,
        selected=_selected(entry),
        root=query.name,
    )


def _fetch(
    query: GraphQLObjectType, selections: SelectionPlanner, item: Item, key: str, nodes: list[FieldNode]
) -> Fetch | FaultEntry:
    """`node` and `nodes`: one arm for each label that the ids name. Their arguments are the same for each."""
    name, catalog = nodes[0].name.value, selections.catalog
    read = selections.sites.read(query.name, query.fields[name], nodes[0], catalog.fetcher("Video"))
    if not isinstance(read, FieldArguments):
        return FaultEntry(key, name, read)
    arms: list[Arm] = []
    for label in sorted({label for one in read.values["ids"] if (label := label_of(one))}):
        named = selections.schema.type_map[label]
        selection = selections.of(named, selections.collector.selections(nodes))
        selection.item.wanted.add("id")
        child = Child(catalog.fetcher(label), "many", read.asked, selection.item)
        item.children.append(child)
        arms.append((child, selection))
    return Fetch(key, name, name == "nodes", tuple(arms))


def _selected(entry: RootEntry) -> frozenset[str]:
    """Returns the fields that are selected two levels below an object, such as `links.backbone`."""
    if not isinstance(entry, One | Many):
        return frozenset()
    return frozenset(
        f"{one.name}.{name}"
        for entries in entry.selection.types.values()
        for one in entries
        if isinstance(one, One | Many)
        for name in one.selection.names
    )

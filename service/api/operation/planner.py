"""Converts a GraphQL operation to an `OperationPlan`: the tree of followed fields, composed into one statement for
each root field."""

# graphql-core's generic types are used without arguments and checked at run time.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportMissingTypeArgument=false

import re

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
)
from graphql.execution.values import VariableValues

from service.api.operation.arguments import Read
from service.api.operation.catalog import Catalog
from service.api.operation.collect import Collector
from service.api.operation.cursors import Cursors
from service.api.operation.ids import label_of
from service.api.operation.plan import TEXTS, Entry, How, OperationPlan, RootPlan, Selection
from service.api.operation.selection_planner import OfNode, Place, Rows
from service.graph.composition.compose import Child, Item, compose
from service.graph.composition.fragment import Fragment


def plan_operation(
    schema: GraphQLSchema,
    catalog: Catalog,
    operation: OperationDefinitionNode,
    fragments: dict[str, FragmentDefinitionNode],
    variables: VariableValues,
    cursors: Cursors,
) -> OperationPlan:
    """Returns the plan of a validated operation for the structure of these coerced variables."""
    collector = Collector(schema, fragments, variables)
    plan = OperationPlan()
    query = schema.query_type
    assert query is not None
    for key, nodes in collector.fields(query, [operation.selection_set]).items():
        if nodes[0].name.value.startswith("__"):
            plan.introspects = True
            continue
        rows = Rows(schema, catalog, collector, variables, cursors)
        plan.roots.append(_Planner(rows).root(query, key, nodes))
    return plan


class _Planner:
    """Plans one root field."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._facets: dict[int, frozenset[str]] = {}

    def root(self, query: GraphQLObjectType, key: str, nodes: list[FieldNode]) -> RootPlan:
        item = Item()
        name = nodes[0].name.value
        if name in ("node", "nodes"):
            entry = self._fetch(query, item, key, nodes)
        elif (fragment := self._rows.catalog.fragment(query.name, name)) is not None and fragment.members:
            entry = self._search(query, item, key, nodes, fragment)
        else:
            entry = self._rows.entry(query, Place(query.name, item), key, nodes)
        rows = self._rows
        root = RootPlan(
            entry,
            item,
            rows.sites,
            rows.fixed,
            rows.asked,
            faults=rows.faults,
            facets=self._facets,
            selected=_selected(entry),
        )
        if item.children:
            root.statement = compose(item)
        return root

    def _fetch(self, query: GraphQLObjectType, item: Item, key: str, nodes: list[FieldNode]) -> Entry:
        """Plans `node` and `nodes`: one arm for each label of the ids."""
        name = nodes[0].name.value
        definition = query.fields[name]
        read = self._rows.read(query.name, name, nodes[0], self._rows.catalog.refetch)
        if not isinstance(read, Read):
            return Entry(key, name, definition.type, "fault", fault=read)
        arms: list[tuple[Child, Selection]] = []
        for label in sorted({label for one in read.values["ids"] if (label := label_of(one))}):
            named = self._rows.schema.type_map[label]
            selection, below = self._rows.of(named, self._rows.collector.selections(nodes))
            below.wanted.add("id")
            child = Child(self._rows.catalog.fetcher(label), "many", read.asked, below)
            item.children.append(child)
            arms.append((child, selection))
        how: How = "fetch" if name == "node" else "fetches"
        return Entry(key, name, definition.type, how, site=read.asked.site, arms=tuple(arms))

    def _search(
        self, query: GraphQLObjectType, item: Item, key: str, nodes: list[FieldNode], fragment: Fragment
    ) -> Entry:
        """Plans a page or a list of several types: all arms for any selection, so that the statement stays the same."""
        field = nodes[0].name.value
        definition = query.fields[field]
        read = self._rows.read(query.name, field, nodes[0], fragment)
        if not isinstance(read, Read):
            return Entry(key, field, definition.type, "fault", fault=read)
        named = get_named_type(definition.type)
        assert isinstance(named, GraphQLObjectType)
        listed = "edges" not in named.fields
        edge = named if listed else get_named_type(named.fields["edges"].type)
        assert isinstance(edge, GraphQLObjectType)
        for label in fragment.members:
            fetcher = self._rows.catalog.fetcher(label)
            values = {"id": "this.id", TEXTS: _texts(fetcher)} | self._rows.catalog.values(label)
            item.children.append(Child(fetcher, "many", read.asked, Item(values, {"id", TEXTS})))

        scopes = tuple(item.children)

        def arms(sets: list[SelectionSetNode]) -> tuple[tuple[Child, Selection], ...]:
            pairs = zip(fragment.members, scopes, strict=True)
            return tuple(
                (child, self._rows.of(self._rows.schema.type_map[label], sets, child.item)[0])
                for label, child in pairs
            )

        def of_node(sets: list[SelectionSetNode]) -> OfNode:
            return None, arms(sets)

        if listed:
            sets = self._rows.collector.selections(nodes)
            selection = Selection({named.name: self._rows.edges(named, sets, of_node)})
            site = read.asked.site
            return Entry(key, field, definition.type, "suggestions", None, selection, site, scopes=scopes)
        entries: list[Entry] = []
        for alias, found in self._rows.collector.fields(
            named, self._rows.collector.selections(nodes)
        ).items():
            name, below = found[0].name.value, self._rows.collector.selections(found)
            kind = named.fields[name].type if name != "__typename" else named
            match name:
                case "__typename":
                    entries.append(Entry(alias, name, kind, "typename"))
                case "nodes":
                    entries.append(Entry(alias, name, kind, "nodes", arms=arms(below)))
                case "edges":
                    selection = Selection({edge.name: self._rows.edges(edge, below, of_node)})
                    entries.append(Entry(alias, name, kind, "edges", None, selection))
                case "correctedQuery":
                    entries.append(Entry(alias, name, kind, "corrected"))
                case "facets":
                    facets = self._rows.entry(named, Place(named.name, item), alias, found)
                    entries.append(facets)
                    if facets.selection is not None:
                        self._facets[facets.site] = _names(facets.selection)
                case _:
                    entries.append(Entry(alias, name, kind, "info", None, self._rows.leaves(kind, below)))
        selection = Selection({named.name: entries})
        return Entry(key, field, definition.type, "search", None, selection, read.asked.site, scopes=scopes)


def _selected(entry: Entry) -> frozenset[str]:
    """Returns the fields that are selected two levels below a field, such as `links.backbone`."""
    if entry.selection is None:
        return frozenset()
    below = [one for entries in entry.selection.types.values() for one in entries if one.selection]
    return frozenset(f"{one.name}.{name}" for one in below if one.selection for name in _names(one.selection))


def _names(selection: Selection) -> frozenset[str]:
    """Returns the selected fields."""
    return frozenset(entry.name for entries in selection.types.values() for entry in entries)


def _texts(fragment: Fragment) -> str:
    """Returns the texts of a hit of this fragment, as an expression over `this`."""
    return re.sub(rf"\b{fragment.item}\b", "this", f"[{', '.join(fragment.texts)}]")

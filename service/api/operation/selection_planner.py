"""Converts a GraphQL selection to items and children: followed fields, plain values, pages.

Selections of an interface are planned once and shared by its types if they are equal. Fields of only some types are
restricted to their labels.
"""

# graphql-core's generic types are used without arguments and checked at run time.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportMissingTypeArgument=false

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    SelectionSetNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)
from graphql.execution.values import VariableValues

from service.api.operation.arguments import Read
from service.api.operation.catalog import Catalog
from service.api.operation.collect import Collector
from service.api.operation.cursors import Cursors
from service.api.operation.plan import Entry, How, Page, Selection, Site
from service.api.operation.pre_queries import read_site
from service.errors import InvalidInput
from service.graph.composition.compose import Child, Item
from service.graph.composition.field_query import Asked
from service.graph.composition.fragment import Fragment

type OfNode = tuple[Selection | None, tuple[tuple[Child, Selection], ...]]
"""The item of an edge's `node`: of one type, or of several."""


@dataclass(frozen=True)
class Place:
    """The parent of a field: its name and the item to which children are added. Fields of an edge are in the row of
    its item."""

    parent: str
    item: Item
    labels: tuple[str, ...] = ()
    of_edge: bool = False


class Rows:
    """Plans the selection below one root field, and fills `sites`, `fixed`, `asked` and `faults` as in `RootPlan`."""

    def __init__(
        self,
        schema: GraphQLSchema,
        catalog: Catalog,
        collector: Collector,
        variables: VariableValues,
        cursors: Cursors,
    ) -> None:
        self.schema = schema
        self.catalog = catalog
        self.collector = collector
        self._variables = variables
        self._cursors = cursors
        self.sites: dict[int, Site] = {}
        self.fixed: dict[int, Read] = {}
        self.asked: dict[int, Asked] = {}
        self.faults = False

    def entry(self, parent: GraphQLObjectType, place: Place, key: str, nodes: list[FieldNode]) -> Entry:
        """Plans one response key of an object that is a row."""
        name = nodes[0].name.value
        if name == "__typename":
            return Entry(key, name, parent, "typename")
        definition = parent.fields[name]
        fragment = self.catalog.fragment(parent.name, name)
        if fragment is None or self.catalog.is_cheap(fragment):
            place.item.wanted.add(name)
            return Entry(key, name, definition.type, "value")
        read = self.read(parent.name, name, nodes[0], fragment)
        if not isinstance(read, Read):
            return Entry(key, name, definition.type, "fault", fault=read)
        asked, site = read.asked, read.asked.site
        if fragment.value is not None:
            child = self._child(place, fragment, "value", asked)
            return Entry(key, name, definition.type, "value", child)
        named = get_named_type(definition.type)
        if self.catalog.is_connection(named):
            assert isinstance(named, GraphQLObjectType)
            selection = self._connection(named, place, fragment, asked, nodes)
            return Entry(key, name, definition.type, "page", None, selection, site)
        form: How = "many" if is_list_type(get_nullable_type(definition.type)) else "one"
        selection, item = self.of(named, self.collector.selections(nodes))
        child = self._child(place, fragment, form, asked, item)
        return Entry(key, name, definition.type, form, child, selection, site)

    def _child(
        self, place: Place, fragment: Fragment, form: Any, asked: Asked, item: Item | None = None
    ) -> Child:
        child = Child(fragment, form, asked, item, place.labels, place.of_edge)
        place.item.children.append(child)
        return child

    def read(
        self, parent: str, name: str, node: FieldNode, fragment: Fragment
    ) -> Read | InvalidInput | GraphQLError:
        """Reads the field's arguments. A fault is returned, so that it can be reported at the field."""
        definition = self.schema.type_map[parent].fields[name]  # pyright: ignore[reportAttributeAccessIssue]
        site = len(self.sites)
        # Cursors belong to the file's field: the five kinds share those of Entity.
        owner = "Entity" if fragment.file.parent.name == "Entity" else parent
        paged = self.catalog.is_connection(get_named_type(definition.type))
        place = Site(
            definition,
            node,
            fragment,
            f"{owner}.{name}",
            self.catalog.largest(definition),
            paged,
            self._cursors,
        )
        self.sites[site] = place
        try:
            read = read_site(site, place, self._variables)
        except (InvalidInput, GraphQLError) as fault:
            self.faults = True
            return fault
        self.asked[site] = read.asked
        if not self.collector.uses_variables(node):
            self.fixed[site] = read
        return read

    def of(
        self, named: Any, sets: list[SelectionSetNode], item: Item | None = None
    ) -> tuple[Selection, Item]:
        """Plans the selection of a row of type `named`, an object type or an interface with one label."""
        possible = (
            self.schema.get_possible_types(named) if isinstance(named, GraphQLInterfaceType) else [named]
        )
        kind = isinstance(named, GraphQLInterfaceType)
        item = item or Item(self.catalog.values(named.name))
        if kind:
            item.wanted.add("kind")
        collected = {one.name: self.collector.fields(one, sets) for one in possible}
        askers: dict[tuple[str, tuple[int, ...]], list[str]] = {}
        for name, fields in collected.items():
            for key, nodes in fields.items():
                askers.setdefault((key, tuple(map(id, nodes))), []).append(name)
        shared: dict[tuple[str, tuple[int, ...]], Entry] = {}
        types: dict[str, list[Entry]] = {}
        for one in possible:
            entries: list[Entry] = []
            for key, nodes in collected[one.name].items():
                mark = (key, tuple(map(id, nodes)))
                labels = tuple(askers[mark]) if len(askers[mark]) < len(possible) else ()
                if mark not in shared:
                    shared[mark] = self.entry(one, Place(one.name, item, labels), key, nodes)
                entry = shared[mark]
                entries.append(
                    Entry(key, "__typename", one, "typename") if entry.how == "typename" else entry
                )
            types[one.name] = entries
        return Selection(types, item, kind), item

    def _connection(
        self,
        named: GraphQLObjectType,
        place: Place,
        fragment: Fragment,
        asked: Asked,
        nodes: list[FieldNode],
    ) -> Selection:
        """Plans a page: only its selected parts."""
        page = Page(asked.site)
        edge = get_named_type(named.fields["edges"].type)
        assert isinstance(edge, GraphQLObjectType)
        node_type: Any = get_named_type(edge.fields["node"].type)
        item = Item(self.catalog.values(node_type.name))

        def rows() -> Child:
            if page.rows is None:
                page.rows = self._child(place, fragment, "page", asked, item)
                page.rows.facts = self.catalog.facts(edge.name, fragment)
            return page.rows

        def of_node(sets: list[SelectionSetNode]) -> OfNode:
            return self.of(node_type, sets, item)[0], ()

        entries: list[Entry] = []
        for key, found in self.collector.fields(named, self.collector.selections(nodes)).items():
            name = found[0].name.value
            below = self.collector.selections(found)
            kind = named.fields[name].type if name != "__typename" else named
            selection: Selection | None = None
            match name:
                case "__typename":
                    how: How = "typename"
                case "nodes":
                    how = "nodes"
                    rows()
                    selection, _ = self.of(node_type, below, item)
                case "edges":
                    how = "edges"
                    rows()
                    parts = self.edges(edge, below, of_node, item)
                    selection = Selection({edge.name: parts}, item, page=page)
                case "pageInfo":
                    how = "info"
                    rows()
                    selection = self.leaves(kind, below)
                case "totalCount":
                    how = "total"
                    page.total = page.total or self._child(place, fragment, "total", asked)
                case "truncated":
                    how = "capped"
                    page.capped = page.capped or self._child(place, fragment, "capped", asked)
                case _:
                    how = "kinds"
                    page.kinds = page.kinds or self._child(place, fragment, "kinds", asked)
                    selection = self.leaves(kind, below)
            entries.append(Entry(key, name, kind, how, None, selection, asked.site))
        return Selection({named.name: entries}, None, page=page)

    def edges(
        self,
        edge: GraphQLObjectType,
        sets: list[SelectionSetNode],
        of_node: Callable[[list[SelectionSetNode]], "OfNode"],
        item: Item | None = None,
    ) -> list[Entry]:
        """Plans the selection of an edge; `item` is that of its node, if it has one type."""
        entries: list[Entry] = []
        for key, found in self.collector.fields(edge, sets).items():
            name, below = found[0].name.value, self.collector.selections(found)
            kind = edge.fields[name].type if name != "__typename" else edge
            if name == "node":
                selection, arms = of_node(below)
                entries.append(Entry(key, name, kind, "node", None, selection, arms=arms))
            elif item is not None and self.catalog.fragment(edge.name, name) is not None:
                entries.append(self.entry(edge, Place(edge.name, item, of_edge=True), key, found))
            else:
                how: How = "typename" if name == "__typename" else "cursor" if name == "cursor" else "fact"
                leaves = self.leaves(kind, below) if below else None
                entries.append(Entry(key, name, kind, how, None, leaves))
        return entries

    def leaves(self, output: GraphQLOutputType, sets: list[SelectionSetNode]) -> Selection:
        """Plans a selection of plain values: pageInfo, or a count by kind."""
        named = get_named_type(output)
        assert isinstance(named, GraphQLObjectType)
        entries: list[Entry] = []
        for key, found in self.collector.fields(named, sets).items():
            name = found[0].name.value
            if name == "__typename":
                entries.append(Entry(key, name, named, "typename"))
            else:
                entries.append(Entry(key, name, named.fields[name].type, "value"))
        return Selection({named.name: entries})

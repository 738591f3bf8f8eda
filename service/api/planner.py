"""A GraphQL operation → an `OperationPlan`: the tree of followed fields, composed into one statement a root.

Selections of an interface are planned once and shared by its types where they are the same; what only some
types ask for hangs behind their labels.
"""

# graphql-core's generic types are not given their arguments: they are told apart at run time.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportMissingTypeArgument=false

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_list_type,
    is_non_null_type,
)
from graphql.execution.values import VariableValues, get_argument_values

from service.api.arguments import Read, label_of, read_arguments
from service.api.catalog import Catalog
from service.api.collect import Collector
from service.api.looks import READINGS
from service.api.plan import TEXTS, Entry, How, OperationPlan, Page, RootPlan, Selection, Site
from service.errors import InvalidInput
from service.graph.asked import Asked
from service.graph.compose import Child, Item, compose
from service.graph.fragment import Fragment


def plan_operation(
    schema: GraphQLSchema,
    catalog: Catalog,
    operation: OperationDefinitionNode,
    fragments: dict[str, FragmentDefinitionNode],
    variables: VariableValues,
) -> OperationPlan:
    """The plan of a validated operation for the structure of these coerced variables."""
    collector = Collector(schema, fragments, variables)
    plan = OperationPlan()
    query = schema.query_type
    assert query is not None
    for key, nodes in collector.fields(query, [operation.selection_set]).items():
        if nodes[0].name.value.startswith("__"):
            plan.introspects = True
            continue
        planner = _Planner(schema, catalog, collector, variables)
        plan.roots.append(planner.root(query, key, nodes))
    return plan


type _OfNode = tuple[Selection | None, tuple[tuple[Child, Selection], ...]]
"""What an edge's `node` is: of one type, or of several."""


@dataclass(frozen=True)
class _Place:
    """Where a field hangs: its parent's name and what its children are added to."""

    parent: str
    item: Item
    labels: tuple[str, ...] = ()


class _Planner:
    """Plans one root field."""

    def __init__(
        self, schema: GraphQLSchema, catalog: Catalog, collector: Collector, variables: VariableValues
    ) -> None:
        self.schema = schema
        self.catalog = catalog
        self.collector = collector
        self.variables = variables
        self.sites: dict[int, Site] = {}
        self.fixed: dict[int, Read] = {}
        self.asked: dict[int, Asked] = {}
        self.faults = False

    def root(self, query: GraphQLObjectType, key: str, nodes: list[FieldNode]) -> RootPlan:
        item = Item()
        name = nodes[0].name.value
        if name in ("node", "nodes"):
            entry = self._fetch(query, item, key, nodes)
        elif (fragment := self.catalog.fragment(query.name, name)) is not None and fragment.arms:
            entry = self._search(query, item, key, nodes, fragment)
        else:
            entry = self._entry(query, _Place(query.name, item), key, nodes)
        root = RootPlan(entry, item, self.sites, self.fixed, self.asked, faults=self.faults)
        if item.children:
            root.statement = compose(item)
        return root

    def _entry(self, parent: GraphQLObjectType, place: _Place, key: str, nodes: list[FieldNode]) -> Entry:
        """One response key of an object that is a row."""
        name = nodes[0].name.value
        if name == "__typename":
            return Entry(key, name, parent, "typename")
        definition = parent.fields[name]
        fragment = self.catalog.fragment(parent.name, name)
        if fragment is None or self.catalog.is_cheap(fragment):
            place.item.wanted.add(name)
            return Entry(key, name, definition.type, "value")
        read = self._read(parent.name, name, nodes[0], fragment)
        if not isinstance(read, Read):
            self.faults = True
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
        form: How = "many" if is_list_type(_nullable(definition.type)) else "one"
        selection, item = self._object(named, self.collector.selections(nodes))
        child = self._child(place, fragment, form, asked, item)
        return Entry(key, name, definition.type, form, child, selection, site)

    def _child(
        self, place: _Place, fragment: Fragment, form: Any, asked: Asked, item: Item | None = None
    ) -> Child:
        child = Child(fragment, form, asked, item, place.labels)
        place.item.children.append(child)
        return child

    def _read(
        self, parent: str, name: str, node: FieldNode, fragment: Fragment
    ) -> Read | InvalidInput | GraphQLError:
        """The field's arguments; a fault is an answer here, to be told at the field's place."""
        definition = self.schema.type_map[parent].fields[name]  # pyright: ignore[reportAttributeAccessIssue]
        site = len(self.sites)
        # Cursors belong to the file's field: the five kinds share those of Entity.
        owner = "Entity" if fragment.file.parent.name == "Entity" else parent
        place = Site(definition, node, fragment, f"{owner}.{name}", self.catalog.largest(definition))
        self.sites[site] = place
        try:
            read = read_site(site, place, self.variables)
        except (InvalidInput, GraphQLError) as fault:
            return fault
        self.asked[site] = read.asked
        if not self.collector.uses_variables(node):
            self.fixed[site] = read
        return read

    def _object(
        self, named: Any, sets: list[SelectionSetNode], item: Item | None = None
    ) -> tuple[Selection, Item]:
        """What is asked of a row of type `named`, an object type or an interface of one label."""
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
                    shared[mark] = self._entry(one, _Place(one.name, item, labels), key, nodes)
                entry = shared[mark]
                entries.append(
                    Entry(key, "__typename", one, "typename") if entry.how == "typename" else entry
                )
            types[one.name] = entries
        return Selection(types, item, kind), item

    def _connection(
        self,
        named: GraphQLObjectType,
        place: _Place,
        fragment: Fragment,
        asked: Asked,
        nodes: list[FieldNode],
    ) -> Selection:
        """A page: only the parts that are selected are asked for."""
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

        def of_node(sets: list[SelectionSetNode]) -> _OfNode:
            return self._object(node_type, sets, item)[0], ()

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
                    selection, _ = self._object(node_type, below, item)
                case "edges":
                    how = "edges"
                    rows()
                    selection = Selection({edge.name: self._edges(edge, below, of_node)}, item, page=page)
                case "pageInfo":
                    how = "info"
                    rows()
                    selection = self._leaves(kind, below)
                case "totalCount":
                    how = "total"
                    page.total = page.total or self._child(place, fragment, "total", asked)
                case "truncated":
                    how = "capped"
                    page.capped = page.capped or self._child(place, fragment, "capped", asked)
                case _:
                    how = "kinds"
                    page.kinds = page.kinds or self._child(place, fragment, "kinds", asked)
                    selection = self._leaves(kind, below)
            entries.append(Entry(key, name, kind, how, None, selection, asked.site))
        return Selection({named.name: entries}, None, page=page)

    def _edges(
        self,
        edge: GraphQLObjectType,
        sets: list[SelectionSetNode],
        of_node: Callable[[list[SelectionSetNode]], "_OfNode"],
    ) -> list[Entry]:
        entries: list[Entry] = []
        for key, found in self.collector.fields(edge, sets).items():
            name, below = found[0].name.value, self.collector.selections(found)
            kind = edge.fields[name].type if name != "__typename" else edge
            if name == "node":
                selection, arms = of_node(below)
                entries.append(Entry(key, name, kind, "node", None, selection, arms=arms))
            else:
                how: How = "typename" if name == "__typename" else "cursor" if name == "cursor" else "fact"
                leaves = self._leaves(kind, below) if below else None
                entries.append(Entry(key, name, kind, how, None, leaves))
        return entries

    def _leaves(self, output: GraphQLOutputType, sets: list[SelectionSetNode]) -> Selection:
        """A selection of plain values: pageInfo, or a count by kind."""
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

    def _fetch(self, query: GraphQLObjectType, item: Item, key: str, nodes: list[FieldNode]) -> Entry:
        """`node` and `nodes`: one arm for each label that the ids name."""
        name = nodes[0].name.value
        definition = query.fields[name]
        read = self._read(query.name, name, nodes[0], self.catalog.refetch)
        if not isinstance(read, Read):
            self.faults = True
            return Entry(key, name, definition.type, "fault", fault=read)
        arms: list[tuple[Child, Selection]] = []
        for label in sorted({label for one in read.values["ids"] if (label := label_of(one))}):
            named = self.schema.type_map[label]
            selection, below = self._object(named, self.collector.selections(nodes))
            below.wanted.add("id")
            child = Child(self.catalog.fetcher(label), "many", read.asked, below)
            item.children.append(child)
            arms.append((child, selection))
        how: How = "fetch" if name == "node" else "fetches"
        return Entry(key, name, definition.type, how, site=read.asked.site, arms=tuple(arms))

    def _search(
        self, query: GraphQLObjectType, item: Item, key: str, nodes: list[FieldNode], fragment: Fragment
    ) -> Entry:
        """A page of what is one of several: all arms, whatever is asked for, so that the statement stays the same."""
        field = nodes[0].name.value
        definition = query.fields[field]
        read = self._read(query.name, field, nodes[0], fragment)
        if not isinstance(read, Read):
            self.faults = True
            return Entry(key, field, definition.type, "fault", fault=read)
        named = get_named_type(definition.type)
        assert isinstance(named, GraphQLObjectType)
        edge = get_named_type(named.fields["edges"].type)
        assert isinstance(edge, GraphQLObjectType)
        for label in fragment.arms:
            fetcher = self.catalog.fetcher(label)
            values = {"id": "this.id", TEXTS: _texts(fetcher)} | self.catalog.values(label)
            item.children.append(Child(fetcher, "many", read.asked, Item(values, {"id", TEXTS})))

        scopes = tuple(item.children)

        def arms(sets: list[SelectionSetNode]) -> tuple[tuple[Child, Selection], ...]:
            pairs = zip(fragment.arms, scopes, strict=True)
            return tuple(
                (child, self._object(self.schema.type_map[label], sets, child.item)[0])
                for label, child in pairs
            )

        def of_node(sets: list[SelectionSetNode]) -> _OfNode:
            return None, arms(sets)

        entries: list[Entry] = []
        for alias, found in self.collector.fields(named, self.collector.selections(nodes)).items():
            name, below = found[0].name.value, self.collector.selections(found)
            kind = named.fields[name].type if name != "__typename" else named
            match name:
                case "__typename":
                    entries.append(Entry(alias, name, kind, "typename"))
                case "nodes":
                    entries.append(Entry(alias, name, kind, "nodes", arms=arms(below)))
                case "edges":
                    selection = Selection({edge.name: self._edges(edge, below, of_node)})
                    entries.append(Entry(alias, name, kind, "edges", None, selection))
                case _:
                    entries.append(Entry(alias, name, kind, "info", None, self._leaves(kind, below)))
        selection = Selection({named.name: entries})
        return Entry(key, field, definition.type, "search", None, selection, read.asked.site, scopes=scopes)


def read_site(number: int, site: Site, variables: VariableValues) -> Read:
    """The arguments of a field at this request.

    Raises:
        InvalidInput, GraphQLError: a value that cannot be used.
    """
    arguments = get_argument_values(site.definition, site.node, variables)
    if site.coordinate == "Query.node":
        arguments = {"ids": [arguments["id"]]}
    read = read_arguments(
        number,
        site.fragment,
        arguments,
        coordinate=site.coordinate,
        largest=site.largest,
        paged=Catalog.is_connection(get_named_type(site.definition.type)),
    )
    reading = READINGS.get(site.fragment.look or "")
    return read if reading is None else reading(read)


def _texts(fragment: Fragment) -> str:
    """What a hit of this fragment says, as an expression over `this`."""
    return re.sub(rf"\b{fragment.item}\b", "this", f"[{', '.join(fragment.shows)}]")


def _nullable(output: GraphQLOutputType) -> GraphQLOutputType:
    return output.of_type if is_non_null_type(output) else output

"""Plans the selection on the rows of a field: fields of other objects, plain values, connections.

The selections on an interface are planned once, and shared by its types where they are the same. Fields of only some types
are read only from nodes with their labels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from graphql import (
    FieldNode,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    SelectionSetNode,
)

from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.collect import Collector
from service.api.operation.plan import (
    KIND,
    RESULT_TYPE,
    ComputedValue,
    ConnectionEntry,
    ConnectionPart,
    Cursor,
    EdgeEntry,
    Edges,
    EdgeValue,
    FaultEntry,
    FieldEntry,
    KindCounts,
    Leaf,
    Leaves,
    Many,
    NodeEntry,
    Nodes,
    ObjectEntry,
    ObjectSelection,
    One,
    PageInfoEntry,
    TotalCount,
    Truncated,
    TypeName,
    ValueEntry,
)
from service.api.operation.planning.catalog import Catalog
from service.api.operation.planning.sites import Sites
from service.api.schema.graphql_types import as_object, named_type, type_shape
from service.graph.compose.field_query import FieldQuery
from service.graph.compose.fragment import Fragment
from service.graph.compose.items import Child, ChildForm, CursorKeys, Item


@dataclass(frozen=True)
class FieldPlace:
    """The place of a field: the name of its parent, and the item that its children are added to. An edge uses its item's row."""

    parent: str
    item: Item
    labels: tuple[str, ...] = ()
    of_edge: bool = False


class SelectionPlanner:
    """Plans everything below one root field, and adds it to the given items."""

    def __init__(self, schema: GraphQLSchema, catalog: Catalog, collector: Collector, sites: Sites) -> None:
        self.schema = schema
        self.catalog = catalog
        self.collector = collector
        self.sites = sites

    def field(
        self, parent: GraphQLObjectType, place: FieldPlace, key: str, nodes: list[FieldNode]
    ) -> FieldEntry:
        """Plans one response key of an object, except `__typename`."""
        name = nodes[0].name.value
        definition = parent.fields[name]
        shape = type_shape(definition)
        fragment = self.catalog.fragment(parent.name, name)
        if fragment is None or self.catalog.is_cheap(fragment):
            place.item.wanted.add(name)
            return ValueEntry(key, name, shape)
        read = self.sites.read(parent.name, definition, nodes[0], fragment)
        if not isinstance(read, FieldArguments):
            return FaultEntry(key, name, read)
        if fragment.value is not None:
            return ComputedValue(key, name, shape, _child(place, fragment, "value", read.asked))
        if self.catalog.is_connection(shape.named):
            return self._connection(as_object(shape.named), place, fragment, read.asked, key, nodes)
        selection = self.of(shape.named, self.collector.selections(nodes))
        child = _child(place, fragment, "many" if shape.is_list else "one", read.asked, selection.item)
        if shape.is_list:
            return Many(key, name, child, selection)
        return One(key, name, shape.required, child, selection)

    def of(
        self, named: GraphQLNamedType, sets: list[SelectionSetNode], item: Item | None = None
    ) -> ObjectSelection:
        """Plans the selection on a row of type `named`: an object type, an interface of one label, or the union of a mutation's results.

        Args:
            item: the item that it is added to; by default a new one.
        """
        of_kinds = isinstance(named, GraphQLInterfaceType)
        by_result = isinstance(named, GraphQLUnionType)
        possible = (
            self.schema.get_possible_types(named)
            if isinstance(named, GraphQLInterfaceType | GraphQLUnionType)
            else [as_object(named)]
        )
        item = item or Item(self._result_values(possible) if by_result else self.catalog.values(named.name))
        if by_result:
            item.wanted.add(RESULT_TYPE)
        collected = {one.name: self.collector.fields(one, sets) for one in possible}
        askers: dict[tuple[str, tuple[int, ...]], list[str]] = {}
        for name, fields in collected.items():
            for key, nodes in fields.items():
                askers.setdefault((key, tuple(map(id, nodes))), []).append(name)
        shared: dict[tuple[str, tuple[int, ...]], FieldEntry] = {}
        types: dict[str, tuple[ObjectEntry, ...]] = {}
        for one in possible:
            entries: list[ObjectEntry] = []
            for key, nodes in collected[one.name].items():
                if nodes[0].name.value == "__typename":
                    entries.append(TypeName(key, one.name))
                    continue
                mark = (key, tuple(map(id, nodes)))
                # A result is a map without labels: fields that its type does not have are missing there.
                labels = tuple(askers[mark]) if of_kinds and len(askers[mark]) < len(possible) else ()
                if mark not in shared:
                    shared[mark] = self.field(one, FieldPlace(one.name, item, labels), key, nodes)
                entries.append(shared[mark])
            types[one.name] = tuple(entries)
        if by_result:
            return ObjectSelection(types, item, RESULT_TYPE, {name: name for name in types})
        # Where all kinds answer the same, the kind need not be read.
        if of_kinds and len(set(types.values())) > 1:
            item.wanted.add(KIND)
            return ObjectSelection(types, item, KIND, self.catalog.model.implementations)
        return ObjectSelection(types, item)

    def _result_values(self, possible: Sequence[GraphQLObjectType]) -> dict[str, str]:
        """Returns the values of all results of a mutation. A row has those of one type."""
        found = {RESULT_TYPE: f"this.{RESULT_TYPE}"}
        for one in possible:
            found |= self.catalog.values(one.name)
        return found

    def _connection(
        self,
        named: GraphQLObjectType,
        place: FieldPlace,
        fragment: Fragment,
        asked: FieldQuery,
        key: str,
        nodes: list[FieldNode],
    ) -> ConnectionEntry:
        """Plans a connection: only the selected parts, each once."""
        edge = as_object(named_type(named.fields["edges"]))
        node_type = named_type(edge.fields["node"])
        item = Item(self.catalog.values(node_type.name))
        children: dict[ChildForm, Child] = {}

        def child(form: ChildForm) -> Child:
            if form not in children:
                children[form] = _child(place, fragment, form, asked, item if form == "page" else None)
            return children[form]

        parts: list[ConnectionPart] = []
        keys: CursorKeys | None = None
        for part, found in self.collector.fields(named, self.collector.selections(nodes)).items():
            name, below = found[0].name.value, self.collector.selections(found)
            match name:
                case "__typename":
                    parts.append(TypeName(part, named.name))
                case "nodes":
                    child("page")
                    parts.append(Nodes(part, self.of(node_type, below, item)))
                case "edges":
                    child("page")
                    parts.append(edges := Edges(part, edge.name, item, self._edges(edge, below, item)))
                    if any(isinstance(entry, Cursor) for entry in edges.entries):
                        keys = "all"
                    if any(isinstance(entry, EdgeValue) for entry in edges.entries):
                        child("page").facts = self.catalog.facts(edge.name, fragment)
                case "pageInfo":
                    child("page")
                    parts.append(
                        info := PageInfoEntry(part, self.leaves(named_type(named.fields[name]), below))
                    )
                    if any(
                        isinstance(leaf, Leaf) and leaf.name.endswith("Cursor")
                        for leaf in info.leaves.entries
                    ):
                        keys = keys or "ends"
                case "totalCount":
                    parts.append(TotalCount(part, child("total")))
                case "truncated":
                    parts.append(Truncated(part, child("capped")))
                case _:
                    leaves = self.leaves(named_type(named.fields[name]), below)
                    parts.append(KindCounts(part, child("kinds"), leaves))
        if "page" in children:
            children["page"].keys = keys
        field = nodes[0].name.value
        return ConnectionEntry(key, field, named.name, asked.site, tuple(parts), children.get("page"))

    def _edges(
        self, edge: GraphQLObjectType, sets: list[SelectionSetNode], item: Item
    ) -> tuple[EdgeEntry, ...]:
        """Plans the selection on an edge; `item` is that of its node."""
        entries: list[EdgeEntry] = []
        for key, found in self.collector.fields(edge, sets).items():
            name = found[0].name.value
            if name == "__typename":
                entries.append(TypeName(key, edge.name))
            elif name == "node":
                selections = self.collector.selections(found)
                entries.append(NodeEntry(key, self.of(named_type(edge.fields[name]), selections, item)))
            elif name == "cursor":
                entries.append(Cursor(key))
            elif not self.catalog.is_fact(edge.name, name):
                entries.append(self.field(edge, FieldPlace(edge.name, item, of_edge=True), key, found))
            else:
                entries.append(EdgeValue(key, name, type_shape(edge.fields[name])))
        return tuple(entries)

    def leaves(self, named: GraphQLNamedType, sets: list[SelectionSetNode]) -> Leaves:
        """Returns the selection on a type that has only plain values."""
        on = as_object(named)
        fields = self.collector.fields(on, sets)
        return Leaves(
            on.name,
            tuple(
                TypeName(key, on.name)
                if found[0].name.value == "__typename"
                else Leaf(key, found[0].name.value)
                for key, found in fields.items()
            ),
        )


def _child(
    place: FieldPlace, fragment: Fragment, form: ChildForm, asked: FieldQuery, item: Item | None = None
) -> Child:
    child = Child(fragment, form, asked, item, place.labels, place.of_edge)
    place.item.children.append(child)
    return child

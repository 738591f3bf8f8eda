"""Plans a GraphQL operation: composes the tree of its fields into one statement for each root field."""

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
)
from graphql.execution.values import VariableValues

from service.api.operation.arguments.cursors import Cursors
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.arguments.ids import label_of
from service.api.operation.collect import Collector
from service.api.operation.plan.entries import FaultEntry, Many, One
from service.api.operation.plan.operation_plan import OperationPlan, RootPlan
from service.api.operation.plan.root_entries import Arm, Fetch, RootEntry
from service.api.operation.planning.catalog import Catalog
from service.api.operation.planning.search_planner import SearchPlanner
from service.api.operation.planning.selection_planner import FieldPlace, SelectionPlanner
from service.api.operation.planning.sites import Sites
from service.graph.compose.compose import compose
from service.graph.compose.items import Child, Item


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
    plan.mutates = operation.operation is OperationType.MUTATION
    query = schema.mutation_type if plan.mutates else schema.query_type
    assert query is not None
    for key, nodes in collector.fields(query, [operation.selection_set]).items():
        if nodes[0].name.value.startswith("__"):
            plan.introspects = True
            continue
        sites = Sites(catalog, collector, variables, cursors)
        plan.roots.append(_root(query, SelectionPlanner(schema, catalog, collector, sites), key, nodes))
    return plan


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
        statement=compose(item) if item.children else None,
        faults=sites.faults,
        facets=facets,
        selected=_selected(entry),
        root=query.name,
    )


def _fetch(
    query: GraphQLObjectType, selections: SelectionPlanner, item: Item, key: str, nodes: list[FieldNode]
) -> Fetch | FaultEntry:
    """`node` and `nodes`: one arm for each label that the ids name."""
    name, catalog = nodes[0].name.value, selections.catalog
    read = selections.sites.read(query.name, query.fields[name], nodes[0], catalog.refetch)
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

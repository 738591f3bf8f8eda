"""What an operation costs, before its execution: the objects that its answer may contain, with the field that has most of them, and the work that
these do not show: a statement for each root field, searches, walks.

The objects depend on the schema, the selection (each part once, however often it is spread) and the values of the variables.

The numbers of the work are measured: with them, one unit of cost takes about the same processor time for every root field
(`python -m benchmarks costs`).

The size of statements is what Neo4j must plan, independent of the values. It takes 0.1 to 0.3 ms of processor time for each character of
a new statement (measured in docs/benchmarks.md). So their length is limited, and the number of new ones in a minute.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    SchemaMetaFieldDef,
    SelectionSetNode,
    TypeMetaFieldDef,
    is_abstract_type,
    is_composite_type,
)
from graphql.execution.values import VariableValues, get_argument_values

from service.api.operation.arguments.argument_values import Argument
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.collect import Collector
from service.api.operation.limits.document_limits import limit_error
from service.api.operation.plan import ROOT_SITE, OperationPlan, RootPlan
from service.api.schema.fields import DEFAULT_PAGE
from service.api.schema.graphql_types import as_object, declared, named_type, type_shape
from service.errors import InvalidInput, QueryTooComplex
from service.graph.compose.field_query import Branch, FieldQuery
from service.graph.search.similar import WORDS, read_typed
from service.graph.search.words import clean
from service.settings.limits import Limits

PAGE_ARGUMENTS = ("first", "last", "maxNodes")
"""Arguments with a number of objects."""
PLAIN_LIST = 5
"""Number of objects that a plain list (without such an argument) counts as, unless its field declares another number."""
_STEPS = 20_000
"""Limit of the selections that are read to compute one cost."""
_ROOT_META = {"__schema": SchemaMetaFieldDef, "__type": TypeMetaFieldDef}


class ObjectCount(NamedTuple):
    """A number of objects. `largest` of them are of one field, without those nested in them: the field at `path`, by response
    keys."""

    total: int
    largest: int = 0
    path: tuple[str, ...] = ()

    def below(self, key: str, own: int, times: int) -> "ObjectCount":
        """Returns the objects of the field `key`, which has `own` objects and these objects `times` times."""
        nested = times * self.largest
        largest, path = (own, ()) if own >= nested else (nested, self.path)
        return ObjectCount(own + times * self.total, largest, (key, *path))


_NONE = ObjectCount(0)


def _sum(parts: Iterable[ObjectCount]) -> ObjectCount:
    total, largest = 0, _NONE
    for part in parts:
        if part is not _NONE:
            total += part.total
            if part.largest > largest.largest:
                largest = part
    return ObjectCount(total, largest.largest, largest.path) if total else _NONE


class Costs:
    """Computes the cost of operations on one schema: the number of objects that the answer may contain."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self._possible = {
            name: tuple(schema.get_possible_types(named))
            for name, named in schema.type_map.items()
            if is_abstract_type(named)
        }

    def of(
        self,
        operation: OperationDefinitionNode,
        fragments: dict[str, FragmentDefinitionNode],
        variables: VariableValues,
    ) -> ObjectCount:
        """Returns the objects of a valid operation with these values.

        Raises:
            QueryTooComplex: it has so many branches that computing the cost would take too long.
            GraphQLError: a variable in `@skip` or `@include` has no value.
        """
        mutates = operation.operation is OperationType.MUTATION
        query = self.schema.mutation_type if mutates else self.schema.query_type
        assert query is not None
        walk = _Walk(self, Collector(self.schema, fragments, variables), variables)
        return walk.selection(query, (operation.selection_set,), None)

    def possible(self, named: GraphQLNamedType) -> tuple[GraphQLObjectType, ...]:
        """Returns the possible object types of a value of this type."""
        return self._possible.get(named.name) or (as_object(named),)


class _Walk:
    """One operation with its variables. The cost of a selection is computed once for each type and size."""

    def __init__(self, costs: Costs, collector: Collector, variables: VariableValues) -> None:
        self._costs = costs
        self._collector = collector
        self._variables = variables
        self._known: dict[tuple[str, tuple[int, ...], int | None], ObjectCount] = {}
        self._steps = 0

    def selection(
        self, named: GraphQLNamedType, sets: tuple[SelectionSetNode, ...], size: int | None
    ) -> ObjectCount:
        """Returns the objects below one object: those of its most expensive possible type.

        Args:
            size: page size that the parent field gives to the lists directly below it; None if it gives none.
        """
        key = (named.name, tuple(map(id, sets)), size)
        if key not in self._known:
            possible = self._costs.possible(named)
            self._known[key] = max((self._object(one, sets, size) for one in possible), default=_NONE)
        return self._known[key]

    def _object(
        self, on: GraphQLObjectType, sets: tuple[SelectionSetNode, ...], size: int | None
    ) -> ObjectCount:
        fields = self._collector.fields(on, list(sets))
        self._steps += len(fields) + 1
        if self._steps > _STEPS:
            raise QueryTooComplex(
                f"The operation has more than {_STEPS} selections, with its fragments spread. Ask in several queries."
            )
        if size is not None and _is_connection(on):
            return self._connection(on, fields, size)
        return _sum(self._field(on, key, nodes, size) for key, nodes in fields.items())

    def _connection(
        self, on: GraphQLObjectType, fields: dict[str, list[FieldNode]], size: int
    ) -> ObjectCount:
        """Items count once, whether selected as nodes, as edges or as both."""
        parts: list[ObjectCount] = []
        items = 0
        for key, nodes in fields.items():
            name = nodes[0].name.value
            if name in ("nodes", "edges"):
                items = size
                parts.append(self._below(named_type(on.fields[name]), nodes, None).below(key, 0, size))
            elif name != "pageInfo":
                parts.append(self._field(on, key, nodes, None))
        return _sum([ObjectCount(items, items), *parts])

    def _field(
        self, on: GraphQLObjectType, key: str, nodes: list[FieldNode], size: int | None
    ) -> ObjectCount:
        node = nodes[0]
        name = node.name.value
        definition = on.fields.get(name) or _ROOT_META.get(name)
        if definition is None:  # __typename
            return _NONE
        named = named_type(definition)
        if not is_composite_type(named):
            return _NONE
        if on.name.endswith("Edge") and name == "node":  # the edge was counted; both are one item
            return self._below(named, nodes, None).below(key, 0, 1)
        if name == "ofType":  # in an introspection: a part of the type's name
            return self._below(named, nodes, None).below(key, 0, 1)
        asked = self._size(definition, node)
        if type_shape(definition).is_list:
            count = next((one for one in (asked, size) if one is not None), None)
            if count is None:
                count = self._expected(on, name, definition)
            return self._below(named, nodes, None).below(key, count, count)
        if _is_connection(named):
            return self._below(named, nodes, DEFAULT_PAGE if asked is None else asked).below(key, 0, 1)
        return self._below(named, nodes, asked).below(key, 1, 1)

    def _below(self, named: GraphQLNamedType, nodes: list[FieldNode], size: int | None) -> ObjectCount:
        sets = tuple(node.selection_set for node in nodes if node.selection_set)
        return self.selection(named, sets, size)

    def _size(self, definition: GraphQLField, node: FieldNode) -> int | None:
        """Returns the number of objects in the arguments; None if not given. A larger number than a page allows is reported
        later."""
        sized = [name for name in definition.args if name in PAGE_ARGUMENTS or name in ("ids", "coordinates")]
        if not sized:
            return None
        try:
            arguments = get_argument_values(definition, node, self._variables)
        except GraphQLError:  # the argument is reported later, at its place
            return 0
        largest = declared(definition, "largest")
        for name in sized:
            value: Argument = arguments.get(name)
            if value is not None:
                found = (
                    len(value) if isinstance(value, list) else max(0, value if isinstance(value, int) else 0)
                )
                return found if largest is None else min(found, largest)
        return None

    def _expected(self, on: GraphQLObjectType, name: str, definition: GraphQLField) -> int:
        """Returns the number of objects that a plain list counts as; for introspection types it is the real number."""
        if on.name == "__Schema" and name == "types":
            return len(self._costs.schema.type_map)
        return declared(definition, "expected") or PLAIN_LIST


def _is_connection(named: GraphQLNamedType) -> bool:
    return isinstance(named, GraphQLObjectType) and {"edges", "pageInfo"} <= named.fields.keys()


def sizes(variables: dict[str, Argument]) -> tuple[int | None, ...]:
    """Returns the values of variables that a cost can depend on, besides those that determine a plan."""
    return tuple(
        value if isinstance(value, int) else len(value) if isinstance(value, list) else None
        for value in variables.values()
    )


def cost_error(what: str, cost: int, objects: ObjectCount, limits: Limits) -> GraphQLError:
    """Returns the error about an operation with these objects.

    Args:
        what: beginning of the message, with the cost.
    """
    advice = "Use smaller pages (`first`, `last`) or several queries."
    more: dict[str, Any] = {"cost": cost}
    if objects.path:
        path = ".".join(objects.path)
        advice = f"The largest part is `{path}`, with {objects.largest} objects. {advice}"
        more["largest"] = {"path": path, "objects": objects.largest}
    return limit_error(what, "cost", cost, limits, advice, **more)


_STATEMENT = 40
"""One statement: sending it, running it, reading what it found."""
_OF_THE_SERVICE = {"viewer": 25, "schemaDefinitions": 35, "schemaSearch": 80}
"""Root fields whose statement reads nothing of the graph, with all their work."""
_SEARCH = 170
_WORD = 40
"""Looking for one word in all scopes."""
_CORRECTION = 450
"""Looking for words like one that no talk has."""
_FACET = 100
_FIXED = {
    "changes": 70,  # how far the log of changes goes
    "channel": 20,
    "entity": 20,
    "quote": 500,  # segments with its words, their neighbors, and comparing them
    "relationships": 40,
    "stats": 20,
    "suggest": 250,
    "suggestions": 250,
}
"""What root fields do besides, whatever their arguments."""
_QUOTE = 500
_QUOTED = 2
"""Comparing another character of a quote of more than `_SHORT`."""
_SHORT = 500
_HOP = 25
"""One hop of a path, in both directions."""
_START = 10
"""One hop from one entity of a map."""
_MAP = 280
"""The places of the entities of a map."""


class Work(NamedTuple):
    """`corrections`: the part of it that is for words that may have to be corrected; it is not used if all words are found."""

    total: int = 0
    corrections: int = 0


def work_of(plan: OperationPlan, reads: Sequence[dict[int, FieldArguments]]) -> Work:
    """Returns the work of the root fields of a plan with these arguments."""
    parts = [_of_root(root, read) for root, read in zip(plan.roots, reads, strict=True)]
    return Work(sum(part.total for part in parts), sum(part.corrections for part in parts))


def _of_root(root: RootPlan, reads: dict[int, FieldArguments]) -> Work:
    if not root.item.children or root.faults or ROOT_SITE not in reads:
        return Work()
    if root.entry.name in _OF_THE_SERVICE:
        return Work(_OF_THE_SERVICE[root.entry.name])
    by_arguments = _BY_ARGUMENTS.get(root.entry.name)
    own = (
        Work(_FIXED.get(root.entry.name, 0))
        if by_arguments is None
        else by_arguments(reads[ROOT_SITE].values)
    )
    facets = _FACET * sum(len(wanted) for wanted in root.below.values())
    return Work(_STATEMENT + facets + own.total, own.corrections)


def _search(values: dict[str, Any]) -> Work:
    try:
        words = read_typed(clean(values["query"], ("query",)))
    except InvalidInput:  # too long: nothing is searched
        return Work()
    corrections = _CORRECTION * min(WORDS, sum(word.most > 0 for word in words))
    return Work(_SEARCH + _WORD * len(words) + corrections, corrections)


def _quote(values: dict[str, Any]) -> Work:
    return Work(_QUOTE + _QUOTED * max(0, len(values["text"]) - _SHORT))


def _paths(values: dict[str, Any]) -> Work:
    return Work(_HOP * values["maxHops"])


def _graph(values: dict[str, Any]) -> Work:
    starts = len(values.get("where.around") or ())
    return Work(_MAP + values["maxNodes"] + _START * starts * values.get("where.hops", 1))


_BY_ARGUMENTS: dict[str, Callable[[dict[str, Any]], Work]] = {
    "graph": _graph,
    "paths": _paths,
    "search": _search,
    "verifyQuote": _quote,
}
"""What other root fields do besides."""


@dataclass(frozen=True)
class StatementSize:
    """`characters`: of all different statements of an operation, the same one of several root fields once; `conditions`: keys of
    filters (`eq`, `gte`, `any`) and plain conditions (`kind`) in all of its arguments."""

    characters: int = 0
    conditions: int = 0


def size_of(plan: OperationPlan) -> StatementSize:
    texts = {root.statement.text for root in plan.roots if root.statement is not None}
    return StatementSize(
        sum(len(text) for text in texts),
        sum(_conditions(asked) for root in plan.roots for asked in root.asked.values()),
    )


def size_error(size: StatementSize, limits: Limits) -> GraphQLError | None:
    """Returns the error about a limit that the size exceeds, if any."""
    if size.conditions > limits.conditions:
        what = f"The operation has {size.conditions} conditions"
        advice = "Use fewer, or ask in several queries."
        return limit_error(what, "conditions", size.conditions, limits, advice)
    if size.characters > limits.statement:
        what = f"The operation is planned into {size.characters} characters of Cypher"
        advice = "Ask for fewer lists and conditions, or in several queries."
        return limit_error(what, "statement", size.characters, limits, advice)
    return None


def _conditions(asked: FieldQuery | Branch) -> int:
    own = sum(max(1, len(keys)) for keys in asked.conditions.values())
    return own + sum(_conditions(branch) for group in asked.groups for branch in group.branches)

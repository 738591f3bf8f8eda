"""Converts requests to plans: parses, validates and plans them. Documents and plans are kept; values are read again each time.

The scopes that an operation needs are those of its root fields, each declared with its field in the schema.

This module needs no database: the statements of a request can be shown without one.
"""

import json
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from cachetools import LRUCache
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    get_variable_values,
    is_abstract_type,
)
from graphql.execution.values import VariableValues
from graphql.pyutils import inspect

from service.access.scopes import ANYBODY, Needed
from service.access.viewer import Viewer
from service.api.execution.documents import Document, Operation, OperationRefused, Reading, read_document
from service.api.operation.arguments.argument_values import Argument
from service.api.operation.arguments.cursors import Cursors
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.collect import selected_fields
from service.api.operation.limits.cost import (
    Costs,
    ObjectCount,
    StatementSize,
    Work,
    cost_error,
    size_error,
    size_of,
    sizes,
    work_of,
)
from service.api.operation.plan import OperationPlan, RootPlan
from service.api.operation.planning.catalog import Catalog
from service.api.operation.planning.planner import compose_statements, plan_operation
from service.api.operation.planning.sites import read_all, read_root, statement_of, structure_of
from service.api.response.reader import Reader, compile_reader
from service.api.schema.graphql_types import declared, fields_of
from service.errors import Forbidden, InvalidInput, QueryTooComplex, VideographError
from service.fair_sharing import FairCache, Sender
from service.settings.limits import Limits

_COUNTS = 20
_KEPT_CHARACTERS = 250_000
"""Of documents and plans that are kept, for each group of `FairCache`. A character takes 50 to 140 bytes, and most of what collecting garbage looks at are
the nodes of documents: 0.3 to 0.9 a character."""
_REFUSED_CHARACTERS = 500
"""What a refused document counts, of which only the errors are kept."""
_STATEMENT_CHARACTERS = 8
"""Of a plan's statements, for one of a document."""
_SHOWN = 40
"""Characters of a variable's value that an error shows."""
_LONGEST_KEPT = 20_000
"""Characters of a document. A comment or a transcript in a document can be much longer, and then it would fill the memory."""


@dataclass(frozen=True)
class PlannedRequest:
    """A plan, and the strict reader of each root field; None if graphql-core must answer. `size`: size of its
    statements. `objects`: that the answer may contain, by the values that this can depend on."""

    plan: OperationPlan
    readers: tuple[Reader, ...] | None
    size: StatementSize
    objects: LRUCache[Hashable, ObjectCount] = field(default_factory=lambda: LRUCache(_COUNTS))


@dataclass(slots=True)
class PreparedRequest:
    """A request that can run. `reads`: the arguments of each root field, by site; `objects`: see `Costs`; `work`: see `Work`."""

    document: DocumentNode
    planned: PlannedRequest
    reads: list[dict[int, FieldArguments]]
    objects: int
    work: Work
    variables: dict[str, Any] | None
    operation_name: str | None

    @property
    def cost(self) -> int:
        """Cost of the objects in the answer, and of other work."""
        return self.objects + self.work.total

    def cost_parts(self, limits: Limits) -> dict[str, int]:
        """Returns the cost and its parts, each with its limit."""
        size = self.planned.size
        return {
            "cost": self.cost,
            "limit": limits.cost,
            "objects": self.objects,
            "work": self.work.total,
            "corrections": self.work.corrections,
            "characters": size.characters,
            "characterLimit": limits.statement,
            "conditions": size.conditions,
            "conditionLimit": limits.conditions,
        }


@dataclass(frozen=True)
class SubscriptionRequest:
    """A valid subscription. `values`: its coerced variables; `needs`: its root field with the scope."""

    operation: OperationDefinitionNode
    fragments: dict[str, FragmentDefinitionNode]
    variables: dict[str, Any]
    values: VariableValues
    needs: tuple[tuple[str, Needed], ...]


class RootFields:
    """What the root fields of one schema need.

    Raises:
        InvalidInput: one of queries, mutations or subscriptions has no scope.
    """

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._types = {
            OperationType.QUERY: schema.query_type,
            OperationType.MUTATION: schema.mutation_type,
            OperationType.SUBSCRIPTION: schema.subscription_type,
        }
        roots = [root for root in self._types.values() if root is not None]
        self._scopes = {
            f"{root.name}.{name}": _scope(f"{root.name}.{name}", field)
            for root in roots
            for name, field in root.fields.items()
        }

    def operation(
        self, node: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode]
    ) -> Operation:
        """Returns an operation with each root field that needs a scope, such as `Query.video`. Introspection (`__schema`) needs none: the
        schema is public. It is steady if it is a query whose answer is the same for everybody as long as the graph is the same."""
        root = self._types[node.operation]
        assert root is not None
        selected = list(selected_fields(self._schema, root, node.selection_set, fragments, set()))
        names = dict.fromkeys(f"{root.name}.{one.name.value}" for on, one in selected if on is root)
        needs = [(name, self._scopes[name]) for name in names if not name.startswith(f"{root.name}.__")]
        is_steady = node.operation is OperationType.QUERY and not any(
            self._varies(on, one.name.value) for on, one in selected
        )
        return Operation(node, tuple(one for one in needs if one[1] != ANYBODY), is_steady)

    def _varies(self, on: GraphQLNamedType, name: str) -> bool:
        """Returns whether a field is declared so, for the type or for one that implements it."""
        owners = self._schema.get_possible_types(on) if is_abstract_type(on) else ()
        fields = (fields_of(one).get(name) for one in (on, *owners))
        return any(one is not None and declared(one, "varies") is not None for one in fields)


def _scope(coordinate: str, field: GraphQLField) -> Needed:
    scope: Needed | None = declared(field, "scope")
    if scope is None:
        raise InvalidInput(
            f"{coordinate} does not say which scope it needs: write `scope=` where it is declared"
        )
    return scope


_OVER_HTTP = "A subscription has many answers: send it over WebSocket (graphql-transport-ws), or with `Accept: text/event-stream`."


type Key = tuple[str, *tuple[Any, ...]]
"""Of a document, its text; of a plan, text, operation name and the variables that are given. A plan is not in its document, so that nobody
can fill the memory with the plans of one document, or replace those that others use."""


def _size_of(value: Reading | PlannedRequest) -> int:
    if isinstance(value, Document):
        return len(value.text)
    if isinstance(value, PlannedRequest):
        return 1 + value.size.characters // _STATEMENT_CHARACTERS
    return _REFUSED_CHARACTERS


class Requests:
    """Prepares requests for one schema.

    `kept`: all that follows from documents, each once: the document, parsed and validated, or why it is refused; of its operations, what
    they need and whether they are the same for everybody; and their plans.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        catalog: Catalog,
        limits: Limits | None = None,
        cursors: Cursors | None = None,
    ) -> None:
        self.schema = schema
        self.catalog = catalog
        self.limits = limits or Limits()
        self.cursors = cursors or Cursors()
        self._root_fields = RootFields(schema)
        self._cost_of = Costs(schema).of
        self.kept = FairCache[Key, Reading | PlannedRequest](
            _KEPT_CHARACTERS, fits=lambda key: len(key[0]) <= _LONGEST_KEPT, size_of=_size_of
        )

    def read(self, query: str, sender: Sender | None = None) -> Reading:
        """Returns a valid document, or why it is refused."""
        found = self.kept.get((query,), sender)
        assert not isinstance(found, PlannedRequest)
        if found is None:
            found = read_document(self.schema, query, self.limits)
            self.kept.keep((query,), found, sender)
        return found

    def prepare(
        self,
        query: str | Reading,
        variables: dict[str, Any] | None = None,
        operation_name: str | None = None,
        viewer: Viewer | None = None,
    ) -> PreparedRequest:
        """
        Args:
            query: the text of a document, or what `read` returned for it.
            viewer: who asks; without one no scope is needed.

        Raises:
            Unauthenticated, Forbidden: the operation needs a scope that the viewer lacks.
            OperationRefused: the document, the choice of its operation or a variable's value is not valid, or it exceeds a limit.
        """
        document, known = self._operation(
            self.read(query, viewer) if isinstance(query, str) else query, operation_name
        )
        operation = known.node
        if operation.operation is OperationType.SUBSCRIPTION:
            raise OperationRefused([GraphQLError(_OVER_HTTP)], "BAD_USER_INPUT")
        if viewer is not None:
            require_scopes(viewer, known)
        values = self._values(operation, variables or {})
        key = (document.text, operation_name, structure_of(self.catalog.model, values.coerced))
        try:
            found = self.kept.get(key, viewer)
            assert found is None or isinstance(found, PlannedRequest)
            counted = sizes(values.coerced)
            objects = None if found is None else found.objects.get(counted)
            if objects is None:
                objects = self._objects(document, operation, values)
            planned, reads = self._planned(found, document, operation, values, objects)
        except GraphQLError as error:  # of @skip or @include: null for a variable with a default
            raise OperationRefused([error], "BAD_USER_INPUT") from None
        if counted not in planned.objects:
            planned.objects[counted] = objects
        if found is None and planned.readers is not None:
            self.kept.keep(key, planned, viewer)
        work = work_of(planned.plan, reads)
        return PreparedRequest(document.node, planned, reads, objects.total, work, variables, operation_name)

    def authorize(self, reading: Reading, operation_name: str | None, viewer: Viewer) -> None:
        """Returns if the viewer may run this. A faulty document passes too; `prepare` reports it.

        Raises:
            Unauthenticated, Forbidden
        """
        if (operation := self.operation(reading, operation_name)) is not None:
            require_scopes(viewer, operation)

    def operation(self, reading: Reading, name: str | None) -> Operation | None:
        """Returns the operation of this name, or the only one; None if the document is faulty or has none."""
        try:
            return self._operation(reading, name)[1]
        except OperationRefused:
            return None

    def _values(self, operation: OperationDefinitionNode, given: dict[str, Any]) -> VariableValues:
        values = get_variable_values(self.schema, operation.variable_definitions or (), given, 10)
        if isinstance(values, list):
            raise OperationRefused([_in_json(one, given) for one in values], "BAD_USER_INPUT")
        return values

    def _operation(self, reading: Reading, name: str | None) -> tuple[Document, Operation]:
        """Raises: OperationRefused: the document is faulty, or has no such operation."""
        if isinstance(reading, OperationRefused):
            # A new one: each time one is raised, its traceback grows.
            raise OperationRefused(reading.errors, reading.code)
        found = reading.operations.get(name)
        if found is None:
            node = reading.operation(name)
            found = reading.operations[name] = self._root_fields.operation(node, reading.fragments)
        return reading, found

    def subscription(
        self,
        reading: Reading,
        variables: dict[str, Any] | None,
        operation_name: str | None,
        viewer: Viewer,
    ) -> SubscriptionRequest | None:
        """Returns the subscription of a document; None if its operation is a query or a mutation.

        Raises:
            Unauthenticated, Forbidden: it needs a scope that the viewer lacks.
            OperationRefused: it is not valid.
        """
        document, operation = self._operation(reading, operation_name)
        if operation.node.operation is not OperationType.SUBSCRIPTION:
            return None
        require_scopes(viewer, operation)
        given = variables or {}
        values = self._values(operation.node, given)
        return SubscriptionRequest(operation.node, document.fragments, given, values, operation.needs)

    def statements(
        self, query: str, variables: dict[str, Any] | None = None, operation_name: str | None = None
    ) -> list[tuple[RootPlan, str, dict[str, Any]]]:
        """Returns the statement and parameters of each root field that has one.

        Raises: InvalidInput: the operation or an argument is not valid.
        """
        try:
            request = self.prepare(query, variables, operation_name)
        except OperationRefused as refused:
            raise InvalidInput("\n".join(error.message for error in refused.errors)) from None
        if request.planned.plan.faults:
            raise InvalidInput("An argument is invalid: run the query to see which.")
        return [
            (root, *statement_of(root, reads))
            for root, reads in zip(request.planned.plan.roots, request.reads, strict=True)
            if root.statement
        ]

    def _objects(self, document: Document, operation: OperationDefinitionNode, values: Any) -> ObjectCount:
        """Returns the objects that the answer may contain."""
        try:
            objects = self._cost_of(operation, document.fragments, values)
        except QueryTooComplex as error:
            raise OperationRefused([GraphQLError(error.message)], error.code) from None
        if objects.total > self.limits.cost:
            what = f"The answer may contain {objects.total} objects"
            error = cost_error(what, objects.total, objects, self.limits)
            raise OperationRefused([error], "QUERY_TOO_COMPLEX")
        return objects

    def _planned(
        self,
        found: PlannedRequest | None,
        document: Document,
        operation: OperationDefinitionNode,
        values: Any,
        objects: ObjectCount,
    ) -> tuple[PlannedRequest, list[dict[int, FieldArguments]]]:
        """Returns the plan for this structure, the one that was found or a new one, and this request's arguments."""
        if found is not None:
            reads = read_all(found.plan, values)
            if reads is not None:
                self._check_cost(found.plan, reads, objects)
                return found, reads
        plan = plan_operation(self.schema, self.catalog, operation, document.fragments, values, self.cursors)
        if plan.faults:
            reads = [read_root(root, values) or {} for root in plan.roots]
        else:
            reads = read_all(plan, values)
        assert reads is not None
        if plan.mutates and plan.faults:  # nothing is changed if a part of the answer cannot be given
            raise OperationRefused(
                [_located(fault) for fault in plan.faults],
                plan.faults[0].code if isinstance(plan.faults[0], VideographError) else "BAD_USER_INPUT",
            )
        self._check_cost(plan, reads, objects)
        compose_statements(plan)
        size = size_of(plan)
        if (error := size_error(size, self.limits)) is not None:
            raise OperationRefused([error], "QUERY_TOO_COMPLEX")
        if plan.faults or plan.introspects:
            return PlannedRequest(plan, None, size), reads
        return PlannedRequest(plan, tuple(compile_reader(root) for root in plan.roots), size), reads

    def _check_cost(
        self, plan: OperationPlan, reads: list[dict[int, FieldArguments]], objects: ObjectCount
    ) -> None:
        work = work_of(plan, reads).total
        if (cost := objects.total + work) > self.limits.cost:
            what = f"The query costs {cost} ({objects.total} for objects, {work} for other work)"
            raise OperationRefused([cost_error(what, cost, objects, self.limits)], "QUERY_TOO_COMPLEX")


def require_scopes(viewer: Viewer, operation: Operation) -> None:
    """Checks the scopes of the root fields. For a client without the scope of a mutation, the field's result says so.

    Raises:
        Unauthenticated, Forbidden
    """
    for what, needed in operation.needs:
        try:
            viewer.require(needed, what)
        except Forbidden:
            if operation.node.operation is not OperationType.MUTATION:
                raise


def _located(fault: InvalidInput | GraphQLError) -> GraphQLError:
    return fault if isinstance(fault, GraphQLError) else GraphQLError(fault.message)


_JSON = json.JSONEncoder(ensure_ascii=False)
_PLACE = re.compile(r"Variable '\$(\w+)' has invalid value(?: at ((?:\.\w+|\[\d+\])+))?: ")


def _in_json(fault: GraphQLError, variables: Mapping[str, Any]) -> GraphQLError:
    """Returns the fault with the value as the client sent it, where graphql-core shows it as Python does."""
    found = _PLACE.match(fault.message)
    if found is None or found[1] not in variables:
        return fault
    value: Argument = variables[found[1]]
    for step in re.findall(r"\w+", found[2] or ""):
        if isinstance(value, list):
            value = value[int(step)]
        elif isinstance(value, dict):
            value = value[step]
    if value is None or isinstance(value, str):
        return fault
    sent = "".join(islice(_JSON.iterencode(value), _SHOWN))  # no more of a large value than is shown
    shown = sent if len(sent) <= _SHOWN else f"{sent[:_SHOWN]}…"
    message = fault.message[found.end() :]
    python = inspect(value)
    for form in (python, python[:_SHOWN]):
        message = message.replace(form, shown)
    return GraphQLError(found[0] + message, fault.nodes)

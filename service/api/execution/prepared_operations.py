"""Converts requests to plans: parses, validates and plans them. Plans are cached by text; values are read again each
time.

This module needs no database: the statements of a request can be shown without one.
"""

from typing import Any

from graphql import (
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    get_variable_values,
)
from graphql.execution.values import VariableValues

from service.access.viewer import Viewer
from service.api.execution.documents import Document, Documents, Key, Operation, Reading, is_key_kept
from service.api.execution.request import OperationRefused, Planned, PreparedRequest, Subscribed
from service.api.operation.arguments.cursors import Cursors
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.limits.cost import Costs, ObjectCount, cost_error, sizes
from service.api.operation.limits.statement_size import size_error, size_of
from service.api.operation.limits.work import work_of
from service.api.operation.plan.operation_plan import OperationPlan, RootPlan
from service.api.operation.planning.catalog import Catalog
from service.api.operation.planning.planner import plan_operation
from service.api.operation.required_scopes import RequiredScopes
from service.api.operation.statement_parameters import read_all, read_root, statement_of, structure_of
from service.api.operation.varying_fields import depends_on_graph_alone
from service.api.response.reader import compile_reader
from service.errors import Forbidden, InvalidInput, QueryTooComplex, VideographError
from service.fair_sharing import FairCache
from service.settings.limits import Limits

_OVER_HTTP = "A subscription has many answers: send it over WebSocket (graphql-transport-ws), or with `Accept: text/event-stream`."


class Requests:
    """Prepares requests for one schema."""

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
        self.scopes = RequiredScopes(schema)
        self._cost_of = Costs(schema).of
        self.costs = FairCache[Key, ObjectCount](fits=is_key_kept)
        self.documents = Documents(schema, self.limits)
        self.plans = FairCache[Key, Planned](fits=is_key_kept)

    def prepare(
        self,
        query: str | Reading,
        variables: dict[str, Any] | None = None,
        operation_name: str | None = None,
        viewer: Viewer | None = None,
    ) -> PreparedRequest:
        """
        Args:
            query: the text of a document, or what `Documents.read` returned for it.
            viewer: who asks; without one no scope is needed.

        Raises:
            Unauthenticated, Forbidden: the operation needs a scope that the viewer lacks.
            OperationRefused: the document, the choice of its operation or a variable's value is not valid, or it exceeds a limit.
        """
        document = self.documents.valid(query, viewer)
        known = self._operation(document, operation_name)
        operation = known.node
        if operation.operation is OperationType.SUBSCRIPTION:
            raise OperationRefused([GraphQLError(_OVER_HTTP)], "BAD_USER_INPUT")
        if viewer is not None:
            _require(viewer, known)
        values = self._values(operation, variables or {})
        key = (document.text, operation_name, structure_of(values.coerced))
        try:
            objects = self._cost(key, document, operation, values, viewer)
            planned, reads = self._planned(key, document, operation, values, viewer)
        except GraphQLError as error:  # of @skip or @include: null for a variable with a default
            raise OperationRefused([error], "BAD_USER_INPUT") from None
        request = PreparedRequest(
            document.text,
            document.node,
            planned,
            reads,
            objects.total,
            work_of(planned.plan, reads),
            variables,
            operation_name,
        )
        if request.cost > self.limits.cost:
            what = f"The query costs {request.cost} ({objects.total} for objects, {planned.size.cost} for the size of its statements, {request.work.total} for other work)"
            raise OperationRefused(
                [cost_error(what, request.cost, objects, self.limits)], "QUERY_TOO_COMPLEX"
            )
        return request

    def authorize(self, reading: Reading, operation_name: str | None, viewer: Viewer) -> None:
        """Returns if the viewer may run this. A faulty document passes too; `prepare` reports it.

        Raises:
            Unauthenticated, Forbidden
        """
        try:
            operation = self._operation(self.documents.valid(reading, viewer), operation_name)
        except OperationRefused:
            return
        _require(viewer, operation)

    def is_steady(self, reading: Reading, operation_name: str | None) -> bool:
        """Returns whether the answer is the same for everybody as long as the graph is the same. Of a faulty document, it is no answer."""
        if not isinstance(reading, Document):
            return False
        try:
            return self._operation(reading, operation_name).is_steady
        except OperationRefused:
            return False

    def _values(self, operation: OperationDefinitionNode, given: dict[str, Any]) -> VariableValues:
        values = get_variable_values(self.schema, operation.variable_definitions or (), given, 10)
        if isinstance(values, list):
            raise OperationRefused(values, "BAD_USER_INPUT")
        return values

    def _operation(self, document: Document, name: str | None) -> Operation:
        """Raises: OperationRefused: there is none of this name."""
        found = document.operations.get(name)
        if found is None:
            node = document.operation(name)
            found = document.operations[name] = Operation(
                node,
                self.scopes.of(node, document.fragments),
                depends_on_graph_alone(self.schema, node, document.fragments),
            )
        return found

    def subscription(
        self,
        reading: Reading,
        variables: dict[str, Any] | None,
        operation_name: str | None,
        viewer: Viewer,
    ) -> Subscribed | None:
        """Returns the subscription of a document; None if its operation is a query or a mutation.

        Raises:
            Unauthenticated, Forbidden: it needs a scope that the viewer lacks.
            OperationRefused: it is not valid.
        """
        document = self.documents.valid(reading, viewer)
        operation = self._operation(document, operation_name)
        if operation.node.operation is not OperationType.SUBSCRIPTION:
            return None
        _require(viewer, operation)
        given = variables or {}
        values = self._values(operation.node, given)
        return Subscribed(operation.node, document.fragments, given, values, operation.needs)

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

    def _cost(
        self,
        key: Key,
        document: Document,
        operation: OperationDefinitionNode,
        values: Any,
        viewer: Viewer | None,
    ) -> ObjectCount:
        """Returns the objects that the answer may contain, cached by the values that it can depend on."""
        key = (*key, sizes(values.coerced))
        objects = self.costs.get(key, viewer)
        if objects is None:
            try:
                objects = self._cost_of(operation, document.fragments, values)
            except QueryTooComplex as error:
                raise OperationRefused([GraphQLError(error.message)], error.code) from None
            self.costs.keep(key, objects, viewer)
        if objects.total > self.limits.cost:
            what = f"The answer may contain {objects.total} objects"
            error = cost_error(what, objects.total, objects, self.limits)
            raise OperationRefused([error], "QUERY_TOO_COMPLEX")
        return objects

    def _planned(
        self,
        key: Key,
        document: Document,
        operation: OperationDefinitionNode,
        values: Any,
        viewer: Viewer | None,
    ) -> tuple[Planned, list[dict[int, FieldArguments]]]:
        """Returns the plan for this structure, cached unless an argument is faulty, and this request's arguments."""
        found = self.plans.get(key, viewer)
        if found is not None:
            reads = read_all(found.plan, values)
            if reads is not None:
                return found, reads
        plan, reads = self._plan(document, operation, values)
        if plan.mutates and plan.faults:  # nothing is changed if a part of the answer cannot be given
            raise OperationRefused(
                [_located(fault) for fault in plan.faults],
                plan.faults[0].code if isinstance(plan.faults[0], VideographError) else "BAD_USER_INPUT",
            )
        size = size_of(plan)
        if (error := size_error(size, self.limits)) is not None:
            raise OperationRefused([error], "QUERY_TOO_COMPLEX")
        if plan.faults or plan.introspects:
            return Planned(plan, None, size), reads
        planned = Planned(plan, tuple(compile_reader(root) for root in plan.roots), size)
        return (self.plans.keep(key, planned, viewer) if found is None else planned), reads

    def _plan(
        self, document: Document, operation: OperationDefinitionNode, values: Any
    ) -> tuple[OperationPlan, list[dict[int, FieldArguments]]]:
        plan = plan_operation(self.schema, self.catalog, operation, document.fragments, values, self.cursors)
        if plan.faults:
            return plan, [read_root(root, values) or {} for root in plan.roots]
        reads = read_all(plan, values)
        assert reads is not None
        return plan, reads


def _require(viewer: Viewer, operation: Operation) -> None:
    """Checks the scopes of the root fields. For a client without the scope of a mutation, the field's result says so."""
    for what, needed in operation.needs:
        try:
            viewer.require(needed, what)
        except Forbidden:
            if operation.node.operation is not OperationType.MUTATION:
                raise


def _located(fault: InvalidInput | GraphQLError) -> GraphQLError:
    return fault if isinstance(fault, GraphQLError) else GraphQLError(fault.message)

"""Executes operations: parse, validate and plan (kept by text), one statement a root field, one response.

Expected faults are errors in the response, each with `extensions.code`; nothing internal is in them.
"""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, cast

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    get_operation_ast,
    get_variable_values,
    parse,
    validate,
)

from service.api.arguments import Read, label_of
from service.api.catalog import Catalog
from service.api.plan import OperationPlan, RootPlan
from service.api.planner import plan_operation, read_site
from service.api.reader import NullFound, Reader, compile_reader
from service.api.reference import Answer, Answers, execute_reference, prepare
from service.api.schema import graphql_schema
from service.errors import InvalidInput, VideographError
from service.graph.database import Database
from service.graph.fragments import read_fragments

_log = logging.getLogger(__name__)

OPERATIONS = Path(__file__).parent / "operations"
"""Known operations, ready to be run and copied."""
MAX_TOKENS = 5000
_KEPT = 500
_WARMING = 60.0
"""Seconds for a first planning: a server that has just started plans slowly."""


@dataclass(frozen=True)
class _Document:
    """A valid document."""

    node: DocumentNode
    fragments: dict[str, FragmentDefinitionNode]


@dataclass(frozen=True)
class _Planned:
    plan: OperationPlan
    readers: tuple[Reader, ...] | None


class _Refused(Exception):
    """The request is answered with errors alone."""

    def __init__(self, errors: list[GraphQLError], code: str) -> None:
        super().__init__(code)
        self.errors = errors
        self.code = code


class Engine:
    """Answers GraphQL requests from one database. Making one checks schema, files and dictionary together.

    Raises:
        FragmentError: they do not fit.
    """

    def __init__(self, database: Database, *, compiled: bool = True) -> None:
        self.database = database
        self.schema = graphql_schema()
        self.catalog = Catalog(self.schema, read_fragments())
        prepare(self.schema)
        # Off, every response comes from graphql-core: how tests hold the two readers equal.
        self.compiled = compiled
        self._documents: OrderedDict[str, _Document] = OrderedDict()
        self._plans: OrderedDict[object, _Planned] = OrderedDict()

    async def execute(
        self, query: str, variables: dict[str, Any] | None = None, operation_name: str | None = None
    ) -> dict[str, Any]:
        """A GraphQL response: `data` and, or instead, `errors`."""
        try:
            document = self._document(query)
            operation = _operation(document.node, operation_name)
            values = get_variable_values(
                self.schema, operation.variable_definitions or (), variables or {}, 10
            )
            if isinstance(values, list):
                raise _Refused(values, "BAD_USER_INPUT")
            key = (query, operation_name, _structure(values.coerced))
            planned, reads = self._planned(key, document, operation, values)
            answers = await self._answers(planned.plan, reads)
        except _Refused as refused:
            return {"errors": [_formatted(error, refused.code) for error in refused.errors]}
        except RecursionError:
            error = GraphQLError("The operation is nested too deeply.")
            return {"errors": [_formatted(error, "QUERY_TOO_COMPLEX")]}
        if self.compiled and planned.readers is not None:
            data = _compiled(planned, answers)
            if data is not None:
                return {"data": data}
        result = execute_reference(
            self.schema, document.node, operation_name, variables, planned.plan, answers
        )
        response: dict[str, Any] = {"data": result.data}
        if result.errors:
            response = {"errors": [_formatted(error, None) for error in result.errors], **response}
        return response

    async def warm(self) -> None:
        """Run the known operations once, so that Neo4j has planned them before the first reader comes."""
        for file in sorted(OPERATIONS.glob("*.graphql")):
            query = file.read_text(encoding="utf-8")
            # Neo4j plans by the lengths of strings too: this one is as long as ids are.
            for key, text, parameters in self.statements(query, {"by": {"id": f"video:{'-' * 30}"}}):
                await self.database.read(text, parameters, name=f"warm {key}", timeout=_WARMING)

    def statements(
        self, query: str, variables: dict[str, Any] | None = None, operation_name: str | None = None
    ) -> list[tuple[str, str, dict[str, Any]]]:
        """What an operation becomes: for each root field its response key, statement and parameters.

        Raises:
            InvalidInput: the operation is not valid, or an argument cannot be used.
        """
        try:
            document = self._document(query)
            operation = _operation(document.node, operation_name)
        except _Refused as refused:
            raise InvalidInput("\n".join(error.message for error in refused.errors)) from None
        values = get_variable_values(self.schema, operation.variable_definitions or (), variables or {}, 10)
        if isinstance(values, list):
            raise InvalidInput("\n".join(error.message for error in values))
        plan, reads = self._plan(document, operation, values)
        if plan.faults:
            raise InvalidInput("An argument cannot be used: run the query to see which.")
        return [
            (root.entry.key, root.statement.text, _parameters(root, read))
            for root, read in zip(plan.roots, reads, strict=True)
            if root.statement
        ]

    def _document(self, query: str) -> _Document:
        found = self._documents.get(query)
        if found is not None:
            self._documents.move_to_end(query)
            return found
        try:
            node = parse(query, max_tokens=MAX_TOKENS)
        except GraphQLSyntaxError as error:
            raise _Refused([error], "GRAPHQL_PARSE_FAILED") from None
        errors = validate(self.schema, node, max_errors=20)
        if errors:
            raise _Refused(errors, "GRAPHQL_VALIDATION_FAILED")
        fragments = {
            one.name.value: one for one in node.definitions if isinstance(one, FragmentDefinitionNode)
        }
        return _keep(self._documents, query, _Document(node, fragments))

    def _planned(
        self, key: object, document: _Document, operation: OperationDefinitionNode, values: Any
    ) -> tuple[_Planned, list[dict[int, Read]]]:
        """The plan for this structure, kept unless an argument is at fault, and this request's arguments."""
        found = self._plans.get(key)
        if found is not None:
            reads = _reads(found.plan, values)
            if reads is not None:
                self._plans.move_to_end(key)
                return found, reads
        plan, reads = self._plan(document, operation, values)
        if plan.faults or plan.introspects:
            return _Planned(plan, None), reads
        planned = _Planned(plan, tuple(compile_reader(root.entry) for root in plan.roots))
        return (_keep(self._plans, key, planned) if found is None else planned), reads

    def _plan(
        self, document: _Document, operation: OperationDefinitionNode, values: Any
    ) -> tuple[OperationPlan, list[dict[int, Read]]]:
        plan = plan_operation(self.schema, self.catalog, operation, document.fragments, values)
        if plan.faults:
            return plan, [_reads_of(root, values) or {} for root in plan.roots]
        reads = _reads(plan, values)
        assert reads is not None
        return plan, reads

    async def _answers(self, plan: OperationPlan, reads: list[dict[int, Read]]) -> Answers:
        """All root fields at once."""
        roots = plan.roots
        if len(roots) == 1:
            return {roots[0].entry.key: await self._answer(roots[0], reads[0])}
        found = await asyncio.gather(
            *(self._answer(root, read) for root, read in zip(roots, reads, strict=True))
        )
        return {root.entry.key: answer for root, answer in zip(roots, found, strict=True)}

    async def _answer(self, root: RootPlan, reads: dict[int, Read]) -> Answer | Exception:
        if root.statement is None or root.entry.fault is not None:
            return Answer([], reads)
        parameters, name = _parameters(root, reads), f"Query.{root.entry.name}"
        try:
            [record] = await self.database.read(root.statement.text, parameters, name=name)
            if _changed(root, record):
                [record] = await self.database.read(root.statement.text, parameters, name=name)
        except Exception as error:
            return error
        return Answer(record, reads)


def _compiled(planned: _Planned, answers: Answers) -> dict[str, Any] | None:
    """The response by the compiled readers; None where graphql-core has to take over."""
    data: dict[str, Any] = {}
    for root, reader in zip(planned.plan.roots, cast("tuple[Reader, ...]", planned.readers), strict=True):
        answer = answers[root.entry.key]
        if isinstance(answer, Exception):
            return None
        try:
            data[root.entry.key] = reader(answer)
        except (NullFound, KeyError):
            return None
    return data


def _changed(root: RootPlan, record: list[Any]) -> bool:
    """Whether the video was replaced while it was read; then one more read gives one version."""
    child = root.entry.child
    if child is None or child.revision_columns is None or record[child.column] is None:
        return False
    before, after = child.revision_columns
    return record[child.column][before] != record[child.column][after]


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    operation = get_operation_ast(document, name)
    if operation is None:
        message = (
            "Name one of the document's operations."
            if name is None
            else f"There is no operation {name!r:.60}."
        )
        raise _Refused([GraphQLError(message)], "BAD_USER_INPUT")
    if operation.operation is not OperationType.QUERY:
        raise _Refused([GraphQLError("Only queries are served.")], "BAD_USER_INPUT")
    return operation


def _reads(plan: OperationPlan, values: Any) -> list[dict[int, Read]] | None:
    """All roots' arguments; None when they ask for another structure than the plan's, or are at fault."""
    found: list[dict[int, Read]] = []
    for root in plan.roots:
        reads = _reads_of(root, values)
        if reads is None:
            return None
        found.append(reads)
    return found


def _reads_of(root: RootPlan, values: Any) -> dict[int, Read] | None:
    reads = dict(root.fixed)
    for number, site in root.sites.items():
        if number in reads:
            continue
        try:
            reads[number] = read_site(number, site, values)
        except (InvalidInput, GraphQLError):
            if number in root.asked:
                return None
            continue
        if reads[number].asked != root.asked.get(number):
            return None
    return reads


def _parameters(root: RootPlan, reads: dict[int, Read]) -> dict[str, Any]:
    assert root.statement is not None
    return {
        f"p{number}": reads[parameter.site].values[parameter.name]
        for number, parameter in enumerate(root.statement.parameters, 1)
    }


def _structure(value: Any) -> object:
    """What of the variables shapes a plan: which are given, flags, enum values, the labels of ids."""
    if isinstance(value, dict):
        return tuple((key, _structure(one)) for key, one in value.items())  # pyright: ignore
    if isinstance(value, list):
        found = [_structure(one) for one in value]  # pyright: ignore
        return (
            "list",
            tuple(found) if any(isinstance(one, (tuple, Enum)) for one in found) else frozenset(found),
        )
    if value is None or isinstance(value, (bool, Enum)):
        return value
    return label_of(value) if isinstance(value, str) else "value"


def _keep[T](kept: "OrderedDict[Any, T]", key: object, value: T) -> T:
    kept[key] = value
    if len(kept) > _KEPT:
        kept.popitem(last=False)
    return value


def _formatted(error: GraphQLError, code: str | None) -> dict[str, Any]:
    """An error as clients see it."""
    original = error.original_error
    formatted: dict[str, Any] = dict(error.formatted)
    if code is None:
        if isinstance(original, VideographError):
            code = original.code
        elif original is None:
            code = "BAD_USER_INPUT"
        else:
            code = "INTERNAL"
            _log.error("internal error at %s", error.path, exc_info=original)
            formatted["message"] = "Internal error."
    formatted["extensions"] = {**formatted.get("extensions", {}), "code": code}
    return formatted

"""Executes operations: parses, validates and plans them (cached by text), runs one statement for each root field, and
builds the response.

Expected faults are errors in the response, each with `extensions.code` and without internals.
"""

import asyncio
from collections.abc import Collection, Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

from graphql import GraphQLError, OperationType

from service.access.token_buckets import Buckets
from service.access.viewer import SERVICE, Viewer
from service.api.execution.cost_budget import Charge
from service.api.execution.merged_ids import find_survivors, ids_in_conditions, ids_not_found, led
from service.api.execution.mutations.act import act, check_mutations
from service.api.execution.mutations.faults import REPORT, is_saved
from service.api.execution.new_statements import Admission, NewStatementBuckets
from service.api.execution.planning_turns import PlanningTurns
from service.api.execution.prepared_operations import OperationRefused, Request, Requests
from service.api.operation.arguments.cursors import Cursors
from service.api.operation.arguments.field_arguments import Read
from service.api.operation.plan.entries import Fault, One
from service.api.operation.plan.operation_plan import ROOT_SITE, OperationPlan, RootPlan
from service.api.operation.planning.catalog import Catalog
from service.api.operation.pre_queries.registry import PRE_QUERIES
from service.api.operation.pre_queries.searches import count_hits
from service.api.operation.pre_queries.viewer_fields import asked_by, new_statements_per_minute
from service.api.operation.statement_parameters import statement_of
from service.api.response.answers import Answer, Answers, Row
from service.api.response.error_format import formatted, vanished
from service.api.response.reader import Reader
from service.api.response.reader_source import NullFound
from service.api.response.reference import execute_reference, prepare
from service.api.schema.build import graphql_schema
from service.errors import InvalidInput, QueryTimeout, RateLimited, VideographError
from service.graph.composition.fragments import read_fragments
from service.graph.driver import deadline
from service.graph.driver.database import Database
from service.graph.search.find import admit_all
from service.settings.limits import Limits

OPERATIONS = Path(__file__).parent / "operations"
"""Known operations, as examples and for warming."""
_NOT_RUN = "This was not done, because the mutation before it failed."
FIRST_PLANNING_SECONDS = 60.0
"""Time limit for planning a statement in advance: a server that has just started plans slowly."""


class Engine:
    """Answers GraphQL requests from one database. Creating one checks schema, files and dictionary against each
    other.

    Raises: FragmentError, InvalidInput: they do not match.
    """

    def __init__(
        self,
        database: Database,
        *,
        compiled: bool = True,
        limits: Limits | None = None,
        cursors: Cursors | None = None,
    ) -> None:
        self.database = database
        self.schema = graphql_schema()
        check_mutations(self.schema)
        self.requests = Requests(self.schema, Catalog(self.schema, read_fragments()), limits, cursors)
        prepare(self.schema)
        self.buckets = NewStatementBuckets()
        self._budget = Buckets()
        self._turns = PlanningTurns()
        self._under_way = 0
        self.quiet = asyncio.Event()
        """Set while no request is waiting."""
        self.quiet.set()
        # If off, every response comes from graphql-core, so that tests can compare the two readers.
        self.compiled = compiled

    async def execute(
        self,
        query: str,
        variables: dict[str, Any] | None = None,
        operation_name: str | None = None,
        *,
        show_cost: bool = False,
        show_reports: bool = False,
        viewer: Viewer | None = None,
        charge: Charge | None = None,
    ) -> dict[str, Any]:
        """Returns a GraphQL response with `data`, `errors` or both. `show_cost` adds the computed cost,
        `show_reports` what the actions of mutations reported.

        Args:
            viewer: who asks. Without one, the service itself asks: it may do everything, and has no limits per minute.
            charge: see `charge`; the caller refunds the unused part.

        Raises:
            Unauthenticated, Forbidden: the operation needs a scope that the viewer lacks.
            RateLimited: the client reached its limit of new statements or of cost; nothing was answered.
        """
        admission = None if viewer is None else self._admission(viewer)
        saved: set[str] = set()
        reports: dict[str, Any] = {}
        try:
            request = self.requests.prepare(query, variables, operation_name, viewer)
            plan, reads = request.planned.plan, request.reads
            if charge is not None:
                charge.take(request.objects, request.planned.size.cost)
            with asked_by(viewer or SERVICE, self.requests.limits), deadline.within(self.database.timeout):
                if plan.mutates:
                    answers, reads, saved = await self._mutate(
                        plan, reads, viewer or SERVICE, admission, reports
                    )
                else:
                    answers = await self._answers(plan, reads, admission)
                data, errors = self._respond(request, operation_name, variables, answers)
                torn = vanished(errors)
                if plan.mutates:  # what an action has not done is not done by reading again
                    torn = {key for key in torn if not isinstance(answers[key], Exception)}
                if torn:
                    answers |= await self._answers(plan, reads, admission, torn)
                    data, errors = self._respond(request, operation_name, variables, answers)
            if charge is not None and any(isinstance(one, QueryTimeout) for one in answers.values()):
                charge.keep()
            if charge is not None and admission is not None:
                charge.planned = admission.has_new
            limited = [one for one in answers.values() if isinstance(one, RateLimited)]
            if limited and not saved and (data is None or len(limited) == len(answers)):
                raise max(limited, key=lambda one: one.retry_after)
        except OperationRefused as refused:
            return {"errors": [formatted(error, refused.code) for error in refused.errors]}
        except RecursionError:
            error = GraphQLError("The operation is nested too deeply.")
            return {"errors": [formatted(error, "QUERY_TOO_COMPLEX")]}
        response: dict[str, Any] = {"data": data}
        if show_cost:
            response["extensions"] = self._cost_of(request)
        if show_reports and reports:
            response.setdefault("extensions", {})["reports"] = reports
        return {"errors": [_told(error, saved) for error in errors], **response} if errors else response

    def charge(self, viewer: Viewer) -> Charge:
        """Returns the charge for one request of this viewer; nothing is charged yet."""
        return Charge(self._budget, self.requests.limits, viewer)

    def _admission(self, viewer: Viewer) -> Admission:
        per_minute = new_statements_per_minute(self.requests.limits, viewer)
        has_planned, trusted = self.database.has_planned, viewer.is_known
        return Admission(
            self.buckets, viewer.client, has_planned, per_minute or 0, self._turns, trusted=trusted
        )

    def _cost_of(self, request: Request) -> dict[str, Any]:
        """Returns the cost and its parts, each with its limit."""
        limits, size = self.requests.limits, request.planned.size
        return {
            "cost": request.cost,
            "limit": limits.cost,
            "objects": request.objects,
            "characters": size.characters,
            "characterLimit": limits.statement,
            "conditions": size.conditions,
            "conditionLimit": limits.conditions,
        }

    def _respond(
        self,
        request: Request,
        operation_name: str | None,
        variables: dict[str, Any] | None,
        answers: Answers,
    ) -> tuple[dict[str, Any] | None, list[GraphQLError]]:
        """Returns `data` and `errors` from the compiled readers, or from graphql-core if these cannot answer."""
        planned = request.planned
        if self.compiled and planned.readers is not None:
            data = _compiled(planned.plan, planned.readers, answers)
            if data is not None:
                return data, []
        result = execute_reference(
            self.schema, request.document, operation_name, variables, planned.plan, answers
        )
        return result.data, result.errors or []

    async def plan(
        self, query: str, variables: dict[str, Any] | None = None, operation_name: str | None = None
    ) -> None:
        """Lets Neo4j plan an operation's statements in advance, one after the other.

        Raises: VideographError: the operation is not valid; `execute` gives the better message.
        """
        for key, text, parameters in self.statements(query, variables, operation_name):
            await self.database.read(
                f"EXPLAIN {text}", parameters, name=f"plan {key}", timeout=FIRST_PLANNING_SECONDS
            )

    def statements(
        self, query: str, variables: dict[str, Any] | None = None, operation_name: str | None = None
    ) -> list[tuple[str, str, dict[str, Any]]]:
        """Returns the response key, statement and parameters of each root field of an operation.

        Raises: InvalidInput: the operation or an argument is not valid.
        """
        return [
            (root.entry.key, text, parameters)
            for root, text, parameters in self.requests.statements(query, variables, operation_name)
        ]

    async def _answers(
        self,
        plan: OperationPlan,
        reads: list[dict[int, Read]],
        admission: Admission | None,
        only: Collection[str] | None = None,
    ) -> Answers:
        """Runs all root fields at once. `only`: those with these response keys."""
        asked = [
            (root, read)
            for root, read in zip(plan.roots, reads, strict=True)
            if only is None or root.entry.key in only
        ]
        with self._answering():
            if len(asked) == 1:
                [(root, read)] = asked
                return {root.entry.key: await self._answer(root, read, admission)}
            found = await asyncio.gather(*(self._answer(root, read, admission) for root, read in asked))
        return {root.entry.key: answer for (root, _), answer in zip(asked, found, strict=True)}

    async def _mutate(
        self,
        plan: OperationPlan,
        reads: list[dict[int, Read]],
        viewer: Viewer,
        admission: Admission | None,
        reports: dict[str, Any],
    ) -> tuple[Answers, list[dict[int, Read]], set[str]]:
        """Runs root fields that change the graph, one after the other: each its action, and then the statement that reads what its
        result selects. After an unexpected fault, the others are not run. The reports of the actions are added to `reports`.

        Returns:
            The answers, the arguments with the results of the actions, by which they can be read again, and the response keys of
            saved changes.
        """
        answers: Answers = {}
        saved: set[str] = set()
        acted = list(reads)
        if admission is not None:  # nothing is changed if the answer cannot be read now
            for root, read in zip(plan.roots, reads, strict=True):
                if root.statement is not None:
                    admission.admit(*statement_of(root, read))
        with self._answering():
            for place, root in enumerate(plan.roots):
                if any(isinstance(one, Exception) for one in answers.values()):
                    answers[root.entry.key] = VideographError(_NOT_RUN)
                    continue
                read, begin = reads[place][ROOT_SITE], monotonic()
                needed = self.requests.scopes.of_field(OperationType.MUTATION, root.entry.name)
                try:
                    result = await act(self.database, root.entry.name, read.values["input"], viewer, needed)
                except Exception as error:
                    answers[root.entry.key] = error
                    continue
                deadline.add(monotonic() - begin)
                if is_saved(result):
                    saved.add(root.entry.key)
                if REPORT in result:
                    reports[root.entry.key] = result.pop(REPORT)
                acted[place] = {**reads[place], ROOT_SITE: replace(read, values={"result": result})}
                answers[root.entry.key] = await self._answer(root, acted[place], admission)
        return answers, acted, saved

    @contextmanager
    def _answering(self) -> Generator[None]:
        self._under_way += 1
        self.quiet.clear()
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self.quiet.set()

    async def _answer(
        self, root: RootPlan, reads: dict[int, Read], admission: Admission | None
    ) -> Answer | Exception:
        if root.statement is None or isinstance(root.entry, Fault):
            return Answer([], reads)
        try:
            if kept := ids_in_conditions(reads):
                answer, merged = await asyncio.gather(
                    self._read(root, reads, admission), find_survivors(self.database, kept)
                )
            else:
                answer, merged = await self._read(root, reads, admission), {}
            if not merged and (missing := ids_not_found(root, reads, answer)):
                merged = await find_survivors(self.database, missing)
            return await self._read(root, led(reads, merged), admission) if merged else answer
        except Exception as error:
            return error

    async def _read(
        self, root: RootPlan, reads: dict[int, Read], admission: Admission | None
    ) -> Answer | InvalidInput:
        assert root.statement is not None
        name = root.name
        pre_query = PRE_QUERIES.get(root.sites[ROOT_SITE].fragment.pre_query or "")
        if pre_query is not None:
            admit = admit_all if admission is None else admission.admit
            try:
                reads = {
                    **reads,
                    ROOT_SITE: await pre_query(self.database, reads[ROOT_SITE], admit, root.selected),
                }
                for at, wanted in root.facets.items():
                    reads[at] = await count_hits(self.database, reads[at], reads[ROOT_SITE].hits, wanted)
            except InvalidInput as error:
                return error
        text, parameters = statement_of(root, reads)
        if admission is None:
            [record] = await self.database.read(text, parameters, name=name)
        else:
            admission.admit(text, parameters)
            async with admission.turn(text):
                [record] = await self.database.read(text, parameters, name=name)
        if _changed(root, record):
            [record] = await self.database.read(text, parameters, name=name)
        return Answer(record, reads)


def _told(error: GraphQLError, saved: Collection[str]) -> dict[str, Any]:
    """Returns an error of a response. That of a saved change says so, since only its result could not be read."""
    found = formatted(error, None)
    if not error.path or error.path[0] not in saved:
        return found
    message = f"The change was saved, but its result could not be read: {found['message']}"
    return found | {"message": message, "extensions": {**found["extensions"], "saved": True}}


def _compiled(plan: OperationPlan, readers: tuple[Reader, ...], answers: Answers) -> dict[str, Any] | None:
    """Returns the response of the compiled readers; None if graphql-core must answer."""
    data: dict[str, Any] = {}
    for root, reader in zip(plan.roots, readers, strict=True):
        answer = answers[root.entry.key]
        if isinstance(answer, Exception):
            return None
        try:
            data[root.entry.key] = reader(answer)
        except (NullFound, KeyError, TypeError):  # the last two: a null instead of a row or a kind
            return None
    return data


def _changed(root: RootPlan, record: Row) -> bool:
    """Returns whether the video was replaced while it was read. Then one more read gives one version."""
    child = root.entry.child if isinstance(root.entry, One) else None
    if child is None or child.revision_columns is None or record[child.column] is None:
        return False
    before, after = child.revision_columns
    return record[child.column][before] != record[child.column][after]

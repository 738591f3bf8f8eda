"""Executes operations: parses, validates and plans them (cached by text), runs one statement for each root field, and
builds the response.

Expected faults are errors in the response, each with `extensions.code` and without internals.

A statement that runs often is replaced by one with the selected values in its text. As a parameter they make no other text, so that
Neo4j plans fewer statements; but it looks up each name in each row. The plan is made beside the requests, which use it once it is there.
"""

import asyncio
from contextvars import Context
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeGuard

import orjson
from graphql import GraphQLError

from service.access.viewer import SERVICE, Viewer, viewed_by
from service.api.catalog import read_catalog
from service.api.execution.admission import Admission, Admissions, Charge, PlanningTurns
from service.api.execution.documents import Document, OperationRefused, Reading
from service.api.execution.kept_answers import KeptAnswer, KeptAnswers, key_of
from service.api.execution.mutations import run_mutations
from service.api.execution.prepared_operations import PreparedRequest, Requests, require_scopes
from service.api.execution.root_fields import answer_roots, corrects
from service.api.operation.arguments.cursors import Cursors
from service.api.operation.arguments.field_arguments import FieldArguments
from service.api.operation.plan import RootPlan
from service.api.operation.planning.sites import statement_of
from service.api.response.answers import Answers
from service.api.response.error_format import formatted, formatted_after, vanished
from service.api.response.graphql_execution import execute_over_data, prepare
from service.api.response.reader import read_answers
from service.api.schema.build import graphql_schema
from service.errors import GraphUnavailable, OutcomeUnknown, QueryTimeout, RateLimited, VideographError
from service.graph.driver import deadline
from service.graph.driver.database import Database
from service.graph.driver.origin import Origin
from service.graph.driver.planning import shape_of
from service.graph.revision import SCHEMA, Revision, reading_at
from service.settings.limits import KEPT_ANSWERS, Limits

OFTEN = 300
"""Runs after which the second form is planned. Planning costs as much as several hundred runs save."""


class FrequentStatements:
    """Selects the form in which a statement runs.

    Args:
        turns: where a new plan waits until no client waits for one.
        often: runs after which the second form is planned.
    """

    def __init__(self, database: Database, turns: PlanningTurns, often: int = OFTEN) -> None:
        self._database = database
        self._turns = turns
        self._often = often
        self._planning: asyncio.Task[None] | None = None

    def statement_of(self, root: RootPlan, reads: dict[int, FieldArguments]) -> tuple[str, dict[str, Any]]:
        """Returns the statement and its parameters, in the form to run now."""
        root.runs += 1
        if root.runs > self._often:
            text, parameters = statement_of(root, reads, written=True)
            if self._database.has_planned(text, parameters):
                return text, parameters
            if self._planning is None or self._planning.done():  # one at a time
                # In a context of its own: the deadline of this request is not that of the plan.
                self._planning = asyncio.create_task(self._plan(root, text, parameters), context=Context())
        return statement_of(root, reads)

    async def _plan(self, root: RootPlan, text: str, parameters: dict[str, Any]) -> None:
        try:
            async with self._turns.turn(shape_of(text, parameters), trusted=False):
                await self._database.read(text, parameters, name=f"plan {root.name}")
        except VideographError:
            root.runs = 0  # tried again after as many runs


OPERATIONS = Path(__file__).parent / "operations"
"""Known operations, as examples and for warming."""
FIRST_PLANNING_SECONDS = 60.0
"""Time limit for planning a statement in advance: a server that has just started plans slowly."""


_FEW_OF_THE_SCHEMA = 1000
"""Objects of an answer about the schema that is put together at once. graphql-core takes about 7 microseconds for each."""
_MANY_OBJECTS = 15_000
"""Objects that the answer may contain, above which it is put together in a thread. It takes about a microsecond for each."""

type _Responded = tuple[dict[str, Any] | None, list[GraphQLError]]


@dataclass(slots=True)
class GraphqlRequest:
    """What somebody asks.

    `document`: a text, or what `Engine.read` returned for it. `viewer`: who asks, and whose limits count; without one, the service itself
    asks, may do everything and has no limits. `show_cost` adds the computed cost, `show_reports` what the actions of mutations reported.
    `refuse_unavailable`: raise if Neo4j is away and so nothing was answered; otherwise the response says it of each root field.
    `revision`: one that was read for this request, if there is one. `keep`: whether somebody may ask the same again.
    """

    document: str | Reading
    variables: dict[str, Any] | None = None
    operation_name: str | None = None
    viewer: Viewer | None = None
    show_cost: bool = False
    show_reports: bool = False
    refuse_unavailable: bool = False
    revision: Revision | None = None
    keep: bool = True


@dataclass(slots=True)
class Answer:
    """A GraphQL response as JSON. `kept`: the answer that is given again; None if it was read for this request."""

    body: bytes
    has_data: bool = True
    has_errors: bool = False
    kept: KeptAnswer | None = None


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
        often: int = OFTEN,
        kept_answers: int = KEPT_ANSWERS,
    ) -> None:
        self.database = database
        self.schema = graphql_schema()
        self.requests = Requests(self.schema, read_catalog(), limits, cursors)
        prepare(self.schema)
        self.admissions = Admissions(database, self.requests.limits)
        self._frequent = FrequentStatements(database, self.admissions.statements, often)
        self.kept = KeptAnswers(database, kept_answers)
        self._under_way = 0
        self.quiet = asyncio.Event()
        """Set while no request is answered."""
        self.quiet.set()
        # If off, every response comes from graphql-core, so that tests can compare it with the strict readers.
        self.compiled = compiled

    async def answer(self, request: GraphqlRequest) -> Answer:
        """Returns the response to a request: one that is kept if the graph has not changed since, otherwise a new one. The viewer pays its
        cost; what was not used is refunded.

        Raises:
            Unauthenticated, Forbidden: the operation needs a scope that the viewer lacks.
            RateLimited: the client reached its limit of new statements or of cost; nothing was answered.
            GraphUnavailable: see `GraphqlRequest.refuse_unavailable`.
        """
        viewer, name = request.viewer, request.operation_name
        reading = self.read(request.document, viewer)
        charge = None if viewer is None else self.charge(viewer)
        operation = self.requests.operation(reading, name) if request.keep else None
        try:
            if operation is None or not operation.is_steady:
                return (await self._new_answer(request, reading, charge))[0]
            revision = SCHEMA if operation.is_about_schema else request.revision
            if not self.kept.looks_for(revision):
                return (await self._new_answer(request, reading, charge))[0]
            assert isinstance(reading, Document)
            if viewer is not None:
                require_scopes(viewer, operation)
            key = key_of(reading.text, name, request.variables, request.show_cost)
            look = await self.kept.look(key, viewer, revision)
            if look.found is not None:
                if charge is not None:
                    charge.take(look.found.cost)
                return Answer(look.found.body, kept=look.found)
            if look.revision is None:
                return (await self._new_answer(request, reading, charge))[0]
            with reading_at(look.revision) as reads:
                answer, objects = await self._new_answer(request, reading, charge)
        except BaseException:
            if charge is not None:
                charge.refund()
            raise
        if not answer.has_errors:
            self.kept.keep(look, answer.body, objects, reads, viewer)
        return answer

    async def _new_answer(
        self, request: GraphqlRequest, reading: Reading, charge: Charge | None
    ) -> tuple[Answer, int]:
        """Returns the answer, and the number of its objects. Each begins with a brace. Braces in texts count too, but never for more than
        was charged."""
        response = await self._response(request, reading, charge)
        body = orjson.dumps(response)
        objects = body.count(b"{")
        if charge is not None:
            charge.refund(objects=objects)
        return Answer(body, "data" in response, "errors" in response), objects

    async def execute(
        self,
        document: str,
        variables: dict[str, Any] | None = None,
        operation_name: str | None = None,
        viewer: Viewer | None = None,
    ) -> dict[str, Any]:
        """Returns the response with `data`, `errors` or both, for a part of this program: it is not kept, and costs nothing. Raises as `answer`."""
        request = GraphqlRequest(document, variables, operation_name, viewer)
        return await self._response(request, self.read(document, viewer), None)

    async def _response(
        self, request: GraphqlRequest, reading: Reading, charge: Charge | None
    ) -> dict[str, Any]:
        viewer = request.viewer
        admission = None if viewer is None else Admission(self.admissions, viewer)
        saved: set[str] = set()
        reports: dict[str, Any] | None = {} if request.show_reports else None
        limits = self.requests.limits
        database = self.database.asked_by(Origin(None if viewer is SERVICE else viewer))
        self._under_way += 1
        self.quiet.clear()
        try:
            prepared = self.requests.prepare(reading, request.variables, request.operation_name, viewer)
            plan, reads = prepared.planned.plan, prepared.reads
            if charge is not None:
                charge.take(prepared.objects, prepared.work)
            with viewed_by(viewer or SERVICE), deadline.within(self.database.timeout):
                if plan.mutates:
                    answers, reads, saved = await run_mutations(
                        database, plan, reads, viewer or SERVICE, admission, limits, reports
                    )
                else:
                    answers = await answer_roots(
                        database, plan, reads, admission, limits, form=self._frequent.statement_of
                    )
                data, errors = await self._respond(prepared, answers)
                torn = vanished(errors)
                if plan.mutates:  # what an action has not done is not done by reading again
                    torn = {key for key in torn if not isinstance(answers[key], Exception)}
                if torn:
                    answers |= await answer_roots(
                        database, plan, reads, admission, limits, torn, form=self._frequent.statement_of
                    )
                    data, errors = await self._respond(prepared, answers)
            # A root field that failed is an error of the response.
            faults = [one for one in answers.values() if isinstance(one, Exception)] if errors else []
            if charge is not None and any(isinstance(one, QueryTimeout) for one in faults):
                charge.keep()
            if admission is not None:
                self.admissions.statements.known_answers += not admission.has_new
                if charge is not None:
                    charge.corrected = corrects(answers.values())
            if faults and not saved:
                limited = [one for one in faults if isinstance(one, RateLimited)]
                if limited and (data is None or len(limited) == len(answers)):
                    raise max(limited, key=lambda one: one.retry_after)
                away = [one for one in faults if _says_away(one)]
                if away and request.refuse_unavailable and (data is None or len(away) == len(answers)):
                    raise away[0]
        except OperationRefused as refused:
            return {"errors": [formatted(error, refused.code) for error in refused.errors]}
        except RecursionError:
            error = GraphQLError("The operation is nested too deeply.")
            return {"errors": [formatted(error, "QUERY_TOO_COMPLEX")]}
        finally:
            self._under_way -= 1
            if not self._under_way:
                self.quiet.set()
        response: dict[str, Any] = {"data": data}
        if request.show_cost:
            response["extensions"] = prepared.cost_parts(self.requests.limits)
        if reports:
            response.setdefault("extensions", {})["reports"] = reports
        return (
            {"errors": formatted_after(errors, saved, has_data=data is not None), **response}
            if errors
            else response
        )

    def read(self, document: str | Reading, viewer: Viewer | None) -> Reading:
        """Returns the document of a text, or why it is refused."""
        return self.requests.read(document, viewer) if isinstance(document, str) else document

    async def _respond(
        self, request: PreparedRequest, answers: Answers
    ) -> tuple[dict[str, Any] | None, list[GraphQLError]]:
        """Returns `data` and `errors`. What may take long is done in a thread, so that others are answered meanwhile."""
        many = _FEW_OF_THE_SCHEMA if request.planned.plan.introspects else _MANY_OBJECTS
        work = partial(self._responded, request, answers)
        return await asyncio.to_thread(work) if request.objects > many else work()

    def charge(self, viewer: Viewer) -> Charge:
        """Returns the charge for one request of this viewer; nothing is charged yet."""
        return Charge(self.admissions.costs, self.admissions.limits, viewer)

    def _responded(self, request: PreparedRequest, answers: Answers) -> _Responded:
        """Returns `data` and `errors` from the strict readers, or from graphql-core if these cannot answer."""
        planned = request.planned
        if self.compiled and planned.readers is not None:
            data = read_answers(planned.plan, planned.readers, answers)
            if data is not None:
                return data, []
        result = execute_over_data(
            self.schema,
            request.document,
            request.operation_name,
            request.variables,
            planned.plan,
            answers,
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


def _says_away(answer: object) -> TypeGuard[GraphUnavailable]:
    """Whether it says that Neo4j is away. A change of unknown outcome is something else: it may be saved, and must not be repeated."""
    return isinstance(answer, GraphUnavailable) and not isinstance(answer, OutcomeUnknown)

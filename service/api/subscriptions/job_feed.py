"""The events of subscriptions to jobs: how a job is now, and then each time it has changed, until it has ended.

The subscription becomes a query for `node(id:)`, which reads the job as any other object.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import (
    DocumentNode,
    FieldNode,
    InlineFragmentNode,
    NamedTypeNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_argument_values,
    print_ast,
)

from service.access.viewer import Viewer
from service.api.execution.engine import Engine, GraphqlRequest
from service.api.execution.prepared_operations import Requests
from service.api.execution.request import SubscriptionRequest
from service.api.operation.collect import Collector
from service.api.subscriptions.pages import EventsFailed, FeedEvent
from service.api.subscriptions.rewriting import (
    name_node,
    selection_set,
    spread_fragments,
    used_variables,
)
from service.errors import NotFound, VideographError
from service.jobs.job import ENDED, read_marks

STATE = "_state"
"""Response key of the state, which is no part of the event."""


@dataclass(frozen=True)
class JobQuery:
    """The query for the events of one subscription. `key`: response key of its field; `id`: of the job."""

    key: str
    text: str
    variables: Mapping[str, Any]
    id: str


def job_query(requests: Requests, subscribed: SubscriptionRequest, viewer: Viewer) -> JobQuery:
    """Returns the query of a subscription to `job`.

    Raises:
        OperationRefused: it costs more than an operation may.
    """
    root = requests.schema.subscription_type
    assert root is not None
    collector = Collector(requests.schema, subscribed.fragments, subscribed.values)
    [(key, nodes)] = collector.fields(root, [subscribed.operation.selection_set]).items()
    given = get_argument_values(root.fields["job"], nodes[0], subscribed.values)
    selections = [one for node in nodes if node.selection_set for one in node.selection_set.selections]
    state = FieldNode(alias=name_node(STATE), name=name_node("state"))
    event = SelectionSetNode(selections=(*selections, state))
    on_job = InlineFragmentNode(type_condition=NamedTypeNode(name=name_node("Job")), selection_set=event)
    fragments = spread_fragments([event], subscribed.fragments)
    arguments = nodes[0].arguments or ()
    used = used_variables([event, *arguments, *fragments])
    field = FieldNode(name=name_node("node"), arguments=arguments, selection_set=selection_set(on_job))
    kept = [one for one in subscribed.operation.variable_definitions or () if one.variable.name.value in used]
    operation = OperationDefinitionNode(
        operation=OperationType.QUERY, variable_definitions=tuple(kept), selection_set=selection_set(field)
    )
    text = print_ast(DocumentNode(definitions=(operation, *fragments)))
    variables = {name: value for name, value in subscribed.variables.items() if name in used}
    requests.prepare(text, variables, viewer=viewer)
    return JobQuery(key, text, variables, given["id"])


_INTERVAL = 0.5
"""Seconds between two looks at the jobs that somebody watches: one read for all of them."""
_GONE = "there is no such job"
_log = logging.getLogger("videograph")


class JobWatch:
    """Notices when jobs change, by one read in half a second while somebody watches one."""

    def __init__(self, engine: Engine, interval: float = _INTERVAL) -> None:
        self._engine = engine
        self._interval = interval
        self._watched: dict[str, int] = {}
        self._marks: dict[str, str] = {}
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def watching(self, id_: str) -> AsyncGenerator[None]:
        self._watched[id_] = self._watched.get(id_, 0) + 1
        if self._task is None:
            self._task = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            self._watched[id_] -= 1
            if not self._watched[id_]:
                del self._watched[id_]
                self._marks.pop(id_, None)
            if not self._watched:
                self._task.cancel()
                self._task = None

    async def other_than(self, id_: str, mark: str) -> str:
        """Returns the mark of a job as soon as it is another one."""
        while self._marks.get(id_, mark) == mark:
            await self._changed.wait()
        return self._marks[id_]

    def wake(self) -> None:
        """Lets all who wait look again, because the service stops."""
        for id_ in self._watched:
            self._marks[id_] = "the service stops"
        self._tell()

    def _tell(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def _watch(self) -> None:
        while True:
            try:
                found = await read_marks(self._engine.database, list(self._watched))
                marks = {id_: found.get(id_, _GONE) for id_ in self._watched}
                news = {id_: mark for id_, mark in marks.items() if self._marks.get(id_) != mark}
                self._marks |= news
                if news:
                    self._tell()
            except VideographError as error:
                _log.debug("jobs cannot be watched: %s", error.message)
            except Exception:
                _log.exception("jobs cannot be watched")
            await asyncio.sleep(self._interval)


async def read_event(engine: Engine, query: JobQuery, viewer: Viewer) -> tuple[FeedEvent, bool]:
    """Returns the event of a job as it is now, and whether it has ended.

    Raises:
        EventsFailed: it cannot be read.
        NotFound: there is no such job.
        RateLimited: the client has used its budget.
    """
    asked = GraphqlRequest(query.text, dict(query.variables), viewer=viewer, keep=False)
    answer: dict[str, Any] = orjson.loads((await engine.answer(asked)).body)
    # Neo4j has no snapshots: while a commit becomes visible, the job may have ended and its video not be there yet.
    if _state_in(answer) in ENDED:
        answer = orjson.loads((await engine.answer(asked)).body)
    errors = [_placed(error, query.key) for error in answer.get("errors", [])]
    data: dict[str, Any] | None = answer.get("data")
    if data is None or (data["node"] is None and errors):
        raise EventsFailed(errors)
    job: dict[str, Any] = data["node"] or {}
    if STATE not in job:
        raise NotFound(f"There is no job with the id {query.id!r:.60}. `jobs` lists them.")
    ended = job.pop(STATE) in ENDED
    result = {"data": {query.key: job}, **({"errors": errors} if errors else {})}
    return FeedEvent("", orjson.dumps(result)), ended


def _state_in(answer: dict[str, Any]) -> str | None:
    data: dict[str, dict[str, Any] | None] = answer.get("data") or {}
    return (data.get("node") or {}).get(STATE)


def _placed(error: dict[str, Any], key: str) -> dict[str, Any]:
    """Returns an error of the query as one of the subscription, whose field has another name."""
    found = {name: value for name, value in error.items() if name != "locations"}
    path: list[Any] = error.get("path") or []
    return {**found, "path": [key, *path[1:]]} if path else found

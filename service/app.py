"""The one place where the parts meet: settings, Neo4j, the engine, the addresses."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import anyio.to_thread
from fastapi import FastAPI
from filelock import FileLock, Timeout
from starlette.exceptions import HTTPException

import service
from service.access.authenticator import open_access
from service.access.tickets import Tickets
from service.access.viewer import Policy
from service.actions.extraction.dask_cluster import Cluster, DaskWorkers, open_cluster
from service.actions.extraction.read_ahead import default_workers
from service.actions.extraction.workers import Workers
from service.actions.videos import forget_deleted_forever
from service.api.execution.admission import Seats
from service.api.execution.engine import Engine
from service.api.execution.warmth import Warmth
from service.api.http import routes
from service.api.http.access import CREDENTIALS, CrossOrigin
from service.api.http.compression import Compression
from service.api.http.graphql_request import PersistedDocuments
from service.api.http.shell.share_image import ShareImages
from service.api.http.time_shares import TimeShares
from service.api.http.transport.allowed_hosts import AllowedHosts
from service.api.http.transport.etags import program
from service.api.http.typed_routes import DESCRIPTION
from service.api.operation.arguments.cursors import Cursors
from service.api.subscriptions.feed import Feed
from service.api.warming import keep_warm, warm_first
from service.errors import ExecutorUnavailable
from service.extras import is_installed
from service.fair_sharing import TimeQueue
from service.fetching.fetch import FetchRules
from service.follows.look import FollowRules, follow_forever
from service.graph.change_log import delete_old_forever
from service.graph.connect import open_graph, reach_neo4j
from service.graph.cursor_secret import cursor_key
from service.graph.driver.database import Database
from service.graph.identity import identity
from service.jobs.attempt import Rules
from service.jobs.worker import work_forever
from service.loop_time import MeasuredThreads, measure_tasks
from service.settings import Settings
from service.uploads.receive import Uploads, delete_expired_forever
from service.uploads.storage import open_storage
from service.webhooks.sender import send_forever

_MCP_HEADERS = ("mcp-protocol-version", "mcp-method", "mcp-name")
"""What clients of `/mcp` send, by its revision 2026-07-28."""
_TURN_SECONDS = 1.0
_log = logging.getLogger("videograph")


def create_app(settings: Settings, database: Database | None = None, turn: Path | None = None) -> FastAPI:
    """The API as an ASGI app. Starting it connects to Neo4j (or starts the embedded one) and warms the engine.

    Args:
        database: use this connection, and leave it open and its schema alone.
        turn: a file, if several processes are one service. The one that has its lock works on jobs and does what else is done in the
            background. The system gives the lock of a process that ends to another one.
    """

    storage, cluster = open_storage(settings), open_cluster(settings.executor)
    has_mcp = is_installed("mcp")

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        loop.set_task_factory(measure_tasks)
        loop.set_default_executor(MeasuredThreads())
        async with AsyncExitStack() as stack:
            stack.callback(loop.set_task_factory, None)
            graph = database
            if graph is None:
                reach = reach_neo4j(settings)
                neo4j = await anyio.to_thread.run_sync(reach.__enter__)
                stack.push(reach)
                graph = await stack.enter_async_context(open_graph(settings, neo4j))
            secret = await cursor_key(graph, settings.cursors)
            cursors, app.state.tickets = Cursors(secret), Tickets(secret)
            engine = Engine(
                graph, limits=settings.limits, cursors=cursors, kept_answers=settings.kept_answers
            )
            app.state.authenticator = await open_access(settings, graph)
            warmth = app.state.warmth = Warmth(graph)
            await asyncio.gather(warm_first(engine, warmth), anyio.to_thread.run_sync(program))
            app.state.uploads = Uploads.of(graph, storage, settings.upload_limits)
            app.state.engine, app.state.database, app.state.graph = engine, graph, identity(settings)
            app.state.feed = Feed(engine)
            if has_mcp:
                from service.mcp.http import session_manager

                await stack.enter_async_context(session_manager(app, settings))
            planning = asyncio.create_task(keep_warm(engine, warmth))
            planning.add_done_callback(partial(_report, what="planning in advance"))
            background = [
                planning,
                asyncio.create_task(_in_turn(turn, partial(_background, app, settings, cluster))),
            ]
            yield
            for task in background:
                task.cancel()
            await asyncio.gather(*background, app.state.authenticator.settle(), return_exceptions=True)
            if cluster is not None:
                await anyio.to_thread.run_sync(cluster.close)

    # No docs pages: FastAPI's load their scripts from elsewhere. /openapi.json is served by a route of ours, with our headers.
    app = FastAPI(
        title="Videograph",
        version=service.__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        # Nothing here sets it up; each request would ask whether something has.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    if has_mcp:
        from service.mcp.http import mcp_routes

        app.router.routes.extend(mcp_routes(settings))
    app.router.routes.extend(routes.routes())
    app.state.graph = None  # known once there is one
    app.state.documents = PersistedDocuments()
    app.state.settings = settings
    app.state.policy = Policy.of(settings)
    app.state.seats = Seats(settings.max_subscribers, settings.max_subscribers_per_client)
    app.state.time = TimeQueue()
    app.state.images = ShareImages()
    app.add_exception_handler(HTTPException, routes.explain_status)
    app.add_middleware(Compression)
    app.add_middleware(routes.GraphqlOverHttp)
    app.add_middleware(TimeShares)
    app.add_middleware(
        CrossOrigin,
        allow_origins=list(settings.cors_origins),
        allow_methods=["GET", "POST", "PUT", "DELETE"],
        allow_headers=["content-type", "content-disposition", "if-none-match", *CREDENTIALS, *_MCP_HEADERS],
        expose_headers=["etag", "retry-after", "ratelimit", "ratelimit-policy", "www-authenticate"],
        max_age=600,
    )
    app.add_middleware(AllowedHosts, settings=settings)  # what is added last sees a request first
    return app


async def _in_turn(turn: Path | None, work: Callable[[], Iterator[Coroutine[Any, Any, None]]]) -> None:
    """Does all work at once, as soon as this process has the lock of the file."""
    lock = nullcontext() if turn is None else await _lock(FileLock(turn))
    with lock:
        tasks = [asyncio.create_task(one) for one in work()]
        for task in tasks:
            task.add_done_callback(partial(_report, what="work in the background"))
        await asyncio.gather(*tasks, return_exceptions=True)


async def _lock(lock: FileLock) -> AbstractContextManager[object]:
    """Waits for the lock, and returns what lets go of it."""
    while True:
        try:
            return lock.acquire(timeout=0)
        except Timeout:
            await asyncio.sleep(_TURN_SECONDS)


def _background(
    app: FastAPI, settings: Settings, cluster: Cluster | None
) -> Iterator[Coroutine[Any, Any, None]]:
    """What the process does beside answering requests, until it ends."""
    graph = app.state.database
    yield _work_on_jobs(graph, settings, cluster)
    yield send_forever(graph, private=settings.webhooks_private, seconds=settings.webhooks_timeout)
    yield follow_forever(graph, FollowRules(FetchRules.of(settings), jobs=settings.max_jobs))
    yield delete_expired_forever(app.state.uploads)
    yield forget_deleted_forever(graph)
    if settings.changes_days:
        yield delete_old_forever(graph, settings.changes_days)


async def _work_on_jobs(database: Database, settings: Settings, cluster: Cluster | None) -> None:
    memory, count = settings.extract_memory or None, settings.job_workers
    open_pool = partial(Workers, 1, memory) if cluster is None else partial(DaskWorkers, cluster, memory)
    work = partial(
        work_forever,
        database,
        rules=Rules.of(settings),
        days=settings.jobs_days,
        open_pool=open_pool,
    )
    if count is not None or cluster is None:
        await work(default_workers() if count is None else count)
    else:
        await work(1, more=partial(_more_slots, cluster))


async def _more_slots(cluster: Cluster) -> int:
    """As many talks at a time as the cluster has workers now, without the first. If it does not answer, jobs wait for it."""
    try:
        return await anyio.to_thread.run_sync(cluster.slots) - 1
    except ExecutorUnavailable as error:
        _log.warning("jobs wait: %s", error.message)
        return default_workers() - 1


def _report(task: asyncio.Task[None], what: str) -> None:
    """Logs that a task ended by a fault that nobody expected."""
    if not task.cancelled() and (error := task.exception()) is not None:
        _log.error("%s failed", what, exc_info=error)

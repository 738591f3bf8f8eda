"""`demo` and `up`: the API on this machine, until Ctrl-C."""

import asyncio
import errno
import gc
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from shlex import quote
from shutil import which
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.server.running import find_videograph, url_of
from service.commands.terminal.base import settings_with, with_graph
from service.commands.terminal.console import FileSteps, browser_address, note, password_for, say, steps
from service.domain.wording import counted
from service.errors import SetupError
from service.extras import install_command, is_installed

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from service.actions.imports.import_files import FileResult
    from service.api.http.transport.connections import ConnectionLimits, Connections
    from service.graph.connect import Neo4j
    from service.graph.driver.database import Database
    from service.settings import Settings


BACKLOG = 128
"""Number of connections that wait to be accepted. All of them are open files before the first is counted."""


@contextmanager
def listen(settings: "Settings", *, or_free: bool) -> Iterator[socket.socket]:
    """Opens the listening socket first, so that a port in use is known before Neo4j starts.

    Raises: SetupError: the address cannot be used.
    """
    try:
        listener = _bind(settings.host, settings.port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            reason = str(error.strerror or error).partition(" (while")[0]
            raise SetupError(
                f"cannot listen on {settings.host} port {settings.port}: {reason}. Give another --host or --port."
            ) from error
        ours = find_videograph(settings)
        if not or_free:
            raise SetupError(_taken(settings.port, ours)) from error
        who = f"Videograph, which serves already at {ours}/graphql" if ours else "another program"
        note(f"Port {settings.port} is in use by {who}, so another port is used.")
        listener = _bind(settings.host, 0)
    with listener:
        yield listener


def _taken(port: int, ours: str | None) -> str:
    if ours is not None:
        return f"Videograph is already running at {ours}/graphql. To start another one, give another port with --port; 0 takes any free one."
    return (
        f"port {port} is in use by another program. Stop that, or give another one with --port; "
        "0 takes any free one."
    )


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def address_of(host: str, listener: socket.socket) -> str:
    return url_of(host, listener.getsockname()[1])


Host = Annotated[str | None, typer.Option(help="Address to listen on; overrides VIDEOGRAPH_HOST.")]
Port = Annotated[
    int | None,
    typer.Option(min=0, max=65535, help="Port; 0 takes a free one. Overrides VIDEOGRAPH_PORT."),
]

_GRACE_SECONDS = 5
_TALK = "videograph-lecun-leaves-meta"
_QUERY = '{entity(by:{name:"FAIR"}){name relationships(first:2){nodes{source{name} type target{name} evidence(first:1){nodes{quote url}}}}}}'
"""How something is connected, with the words that say so."""


def demo(
    host: Host = None,
    port: Port = None,
    remove: Annotated[
        bool,
        typer.Option("--remove", help="Delete the demo's talks from the graph, and start nothing."),
    ] = False,
) -> None:
    """Start everything with eleven example talks.

    Prints four things to try. Talks that are already loaded are not loaded again. Ctrl-C stops it. The graph is
    kept, and all other commands use it.
    """
    if remove:
        _remove_demo()
        return
    settings = settings_with(host=host, port=port)
    # A user who tries the demo has not chosen port 8000, and another program may use it.
    _serve(settings, demo=True, or_free=port is None and "port" not in settings.model_fields_set)


def _remove_demo() -> None:
    from service.actions.demo import remove_demo

    removed = with_graph(remove_demo)
    say(f"{counted(len(removed), 'talk')} of the demo deleted; what other talks say is kept.")


def up(
    host: Host = None,
    port: Port = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, max=64, help="Processes that answer requests. Overrides VIDEOGRAPH_WORKERS."),
    ] = None,
) -> None:
    """Serve the pages and the API on your own graph.

    Uses the embedded Neo4j, or the one that VIDEOGRAPH_NEO4J_URI names. Ctrl-C stops it.
    """
    _serve(settings_with(host=host, port=port, workers=workers), demo=False, or_free=False)


def _serve(settings: "Settings", *, demo: bool, or_free: bool) -> None:
    """Until Ctrl-C or SIGTERM, which is no failure at any moment.

    Args:
        or_free: take another port when that of the settings is in use.
    """
    try:
        with listen(settings, or_free=or_free) as listener:
            _serve_on(listener, settings, demo)
    except KeyboardInterrupt:
        pass  # before the server was there to take it
    note("Stopped.")


def _serve_on(listener: socket.socket, settings: "Settings", demo: bool) -> None:
    import uvicorn

    from service.access.viewer import is_loopback
    from service.api.http.transport.connections import connection_limits
    from service.graph.connect import reach_neo4j

    limits = connection_limits(settings)
    if not is_loopback(settings.host):
        if settings.public == "read":
            note(f"Everybody who can reach {settings.host} may read, by VIDEOGRAPH_PUBLIC.", "yellow")
        if not settings.allowed_hosts:
            note(
                "Requests by a host name instead of an IP address get 421: list names in VIDEOGRAPH_ALLOWED_HOSTS."
            )
    address = address_of(settings.host, listener)

    def tell(neo4j: "Neo4j") -> None:
        _say_addresses(address, settings.public_url, neo4j)
        if demo:
            _say_examples(address)

    # Loading the API takes a second, which Neo4j needs to start anyway.
    if settings.workers == 1:
        threading.Thread(target=import_module, args=("service.app",), daemon=True).start()
    with reach_neo4j(settings, quick=demo, report=note) as neo4j:
        asyncio.run(_prepare(settings, neo4j, demo))
        if settings.workers == 1:
            _answer(settings, limits, neo4j, listener, lambda: tell(neo4j))
        else:
            from service.commands.server.workers import WorkerSupervisor

            config = uvicorn.Config("", workers=settings.workers, log_level="warning")
            answer = partial(answer_requests, settings, demo)
            WorkerSupervisor(config, listener, answer, lambda: tell(neo4j)).run()
        note("Stopping …")


async def _prepare(settings: "Settings", neo4j: "Neo4j", demo: bool) -> None:
    """Brings the schema up to date, and loads the talks of the demo."""
    from service.graph.connect import open_graph

    async with open_graph(settings, neo4j) as database:
        if demo:
            await _load_demo(database)


async def _load_demo(database: "Database") -> None:
    """Loads the talks of the demo that are missing, and prints them."""
    from service.actions.demo import demo_files, load_demo

    def line(result: "FileResult") -> None:
        if result.report is not None and result.outcome != "unchanged":
            note(f"  {result.report.video_id.removeprefix('video:')}")

    count = len(demo_files())
    note(f"The demo has {count} talks. Those that are not in the graph yet are loaded.")
    with steps(count, quiet=True) as progress:
        report = await load_demo(database, FileSteps(progress, line))
    if report.loaded:
        note(f"{len(report.loaded)} talks loaded in {report.seconds:.0f} s.")


def answer_requests(
    settings: "Settings",
    quick: bool,
    listener: socket.socket,
    turn: Path,
    made: "Callable[[uvicorn.Server], None]",
) -> None:
    """Answers requests in one of several processes, until a signal.

    Args:
        quick: see `reach_neo4j`.
        turn: see `create_app`.
        made: is called with the server, before it serves.

    Raises: VideographError: it cannot start.
    """
    from service.api.http.transport.connections import connection_limits
    from service.graph.connect import reach_neo4j

    with reach_neo4j(settings, quick=quick) as neo4j:
        _answer(settings, connection_limits(settings), neo4j, listener, made=made, turn=turn)


def _nothing(*_: object) -> None:
    pass


def _answer(
    settings: "Settings",
    limits: "ConnectionLimits",
    neo4j: "Neo4j",
    listener: socket.socket,
    ready: Callable[[], None] = _nothing,
    made: "Callable[[uvicorn.Server], None]" = _nothing,
    turn: Path | None = None,
) -> None:
    import uvicorn

    work = _run(settings, limits, neo4j, listener, ready, made, turn)
    asyncio.run(work, loop_factory=uvicorn.Config("").get_loop_factory())


async def _run(
    settings: "Settings",
    limits: "ConnectionLimits",
    neo4j: "Neo4j",
    listener: socket.socket,
    ready: Callable[[], None],
    made: "Callable[[uvicorn.Server], None]",
    turn: Path | None,
) -> None:
    from service.api.http.transport.connections import Connections
    from service.api.http.transport.event_log import EventLog, counted_lines
    from service.api.http.transport.server import Server
    from service.app import create_app
    from service.graph.connect import open_graph

    async with open_graph(settings, neo4j, prepare=False) as database:
        app = create_app(settings, database, turn)
        # The lifespan is run here, so that what goes wrong in it comes out as what it is.
        async with app.router.lifespan_context(app):
            events = EventLog()
            connections = Connections(limits, events)
            server = Server(
                _config(settings, app, connections), connections, _grace(settings), app.state.feed.close
            )
            made(server)
            # Schema, plans and modules stay as long as the process: collecting garbage need not look at all of them again and again.
            gc.collect()
            gc.freeze()
            ready()
            with counted_lines(events):
                await server.serve(sockets=[listener])


def _grace(settings: "Settings") -> float:
    """Returns the seconds that accepted requests may take at the end."""
    longest = settings.query_timeout + settings.planning_timeout
    return longest if settings.stop_timeout is None else settings.stop_timeout


def _config(settings: "Settings", app: "FastAPI", connections: "Connections") -> "uvicorn.Config":
    import uvicorn

    from service.api.http.transport.protocol import limited_protocol
    from service.api.http.transport.websocket_protocol import limited_websocket

    return uvicorn.Config(
        app,
        http=limited_protocol(connections),
        ws=limited_websocket(connections),
        ws_max_size=settings.max_message,
        ws_per_message_deflate=False,  # it needs memory for each connection
        backlog=BACKLOG,
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_keep_alive=settings.keep_alive,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )


def _say_addresses(address: str, public_url: str | None, neo4j: "Neo4j") -> None:
    say(f"Videograph answers at {address}/graphql (Ctrl-C stops it)")
    say(f"Web page       {public_url or address}/")
    if neo4j.server is None:
        say(f"Neo4j          {neo4j.uri}")
        return
    browser = browser_address(neo4j.server.browser_url, neo4j.uri, neo4j.user)
    say(f"Neo4j Browser  {browser}  {password_for(neo4j.password, neo4j.server.folder)}")
    say(f"Neo4j          {neo4j.uri}  data in {neo4j.server.folder}")


def _say_examples(address: str) -> None:
    from service.graph.statements import read_example

    say("")
    say("Four things to try")
    say("1  Read a talk: its page has the map of its connections, key moments, and the words of each")
    say(f"   {address}/videos/{_TALK}")
    say("2  Ask how something is connected: in your browser, or from another terminal")
    say(f"   {address}/graphql")
    say(f"   curl -s {address}/graphql -H 'content-type: application/json' \\")
    say(f"     -d '{_curl_body()}'")
    say("3  Import one more talk from its transcript, by the offline extraction, in another terminal")
    if not is_installed("extract"):
        say(f"   {install_command('extract')}    # once")
    say(f"   {_ingest_command()}")
    say("4  Ask in Cypher, in Neo4j Browser (address and password above)")
    say(f"   {read_example('first')}")


def _ingest_command() -> str:
    """As it runs in the folder where the demo was started: by this program's own path where a terminal would not find it."""
    from service.actions.demo import demo_transcript

    program = Path(sys.argv[0])
    name = program.name if which(program.name) else _from_here(program)
    return f"{quote(name)} ingest {quote(_from_here(demo_transcript()))}"


def _from_here(path: Path) -> str:
    """Returns the path relative to the current folder if it is below it, otherwise the absolute one."""
    here, path = Path.cwd().resolve(), path.absolute()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _curl_body() -> str:
    return '{"query": "' + _QUERY.replace('"', '\\"') + '"}'

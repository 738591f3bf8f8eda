"""`mcp` and `tool`: the tools for agents, over standard input and output, and one by one from a terminal."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import orjson
import typer

from service.commands.server.running import url_of
from service.commands.terminal.base import Json, with_graph
from service.commands.terminal.console import note, print_json, say
from service.errors import InvalidInput, MissingExtra
from service.extras import install_command, is_installed

if TYPE_CHECKING:
    from service.access.scopes import Scope
    from service.commands.remote.server import RemoteServer
    from service.graph.driver.database import Database
    from service.mcp.api import Api
    from service.settings import Settings

_SCOPES = ("read", "ingest", "curate")


def mcp(
    scope: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SCOPE",
            help="What agents may do: read, ingest (import talks) or curate (reject quotes). Can be given several times. Default: read, or with --server what the key may do.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Serve tools for agents by the Model Context Protocol, over standard input and output.

    A client such as Claude, Cursor or VS Code starts this command; docs/guides/agents.md has its configuration. A
    running service has the same tools at /mcp.
    """
    _require_extra("`videograph mcp`")
    unknown = [one for one in scope or () if one not in _SCOPES]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]!r} is not one of {', '.join(_SCOPES)}", param_hint="--scope")
    from service.access.scopes import expand, parse
    from service.mcp.server import serve_stdio

    _with_api(serve_stdio, expand(parse(scope)) if scope else None, expand(parse(["read"])))


def tool(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="A tool, such as search. Without it, the tools are listed.",
            show_default=False,
        ),
    ] = None,
    arguments: Annotated[
        list[str] | None,
        typer.Argument(metavar="ARGUMENT=VALUE", help="Its arguments.", show_default=False),
    ] = None,
    json: Json = False,
) -> None:
    """Call one of the tools for agents, and print its answer.

    For agents that have a shell and no Model Context Protocol: `videograph tool search query="fee bumping"`. A wrong
    name or argument is answered with those that there are.
    """
    _require_extra("`videograph tool`")
    from service.access.scopes import ALL
    from service.mcp.server import TOOLS, call

    if name is None:
        _list_tools({one.name: one.description for one in TOOLS.values()}, json)
        return
    given = dict(_argument(one) for one in arguments or ())
    result = _with_api(lambda api: call(api, name, given), None, ALL)
    print_json(result.structure) if json else say(result.text)
    if result.is_error:
        raise typer.Exit(1)


def _list_tools(tools: Mapping[str, str], as_json: bool) -> None:
    if as_json:
        print_json([{"name": name, "description": description} for name, description in tools.items()])
        return
    width = max(map(len, tools))
    for name, description in tools.items():
        say(f"{name:<{width}}  {description.partition('. ')[0].rstrip('.')}.")


def _require_extra(what: str) -> None:
    if not is_installed("mcp"):
        raise MissingExtra(what, "mcp", install_command("mcp"))


def _argument(given: str) -> tuple[str, Any]:
    """Returns name and value. A JSON object, as for `variables`, is read; other values are converted by the tool."""
    name, equals, value = given.partition("=")
    if not name or not equals:
        raise InvalidInput(f'{given!r:.60} is not an argument: write name=value, such as query="fee bumping"')
    if not value.startswith("{"):
        return name, value
    try:
        return name, orjson.loads(value)
    except orjson.JSONDecodeError:
        return name, value  # a GraphQL query


def _with_api[T](
    work: "Callable[[Api], Awaitable[T]]", wanted: "frozenset[Scope] | None", here: "frozenset[Scope]"
) -> T:
    """What `work` makes of the API where options and settings say.

    Args:
        wanted: scopes; None: all that the key has, or those of `here`.
        here: scopes on the graph of this machine.
    """
    from service.commands.remote.server import remote_server
    from service.settings import read_settings

    settings = read_settings()
    server = remote_server(settings)
    if server is not None:
        return asyncio.run(_remotely(work, server, wanted))
    return with_graph(lambda database: _locally(work, database, settings, here if wanted is None else wanted))


async def _locally[T](
    work: "Callable[[Api], Awaitable[T]]",
    database: "Database",
    settings: "Settings",
    scopes: "frozenset[Scope]",
) -> T:
    from service.access.viewer import Viewer, current_viewer
    from service.api.execution.engine import Engine
    from service.api.operation.arguments.cursors import Cursors
    from service.graph.cursor_secret import cursor_key
    from service.mcp.api import Api, in_process

    cursors = Cursors(await cursor_key(database, settings.cursors))
    engine = Engine(database, limits=settings.limits, cursors=cursors)
    # On this machine it has no limits per minute, but those of an operation.
    viewer = Viewer("LOCAL", "terminal", scopes, current_viewer().name)
    pages = settings.public_url or url_of(settings.host, settings.port)
    return await work(Api(in_process(engine, viewer), scopes, pages))


async def _remotely[T](
    work: "Callable[[Api], Awaitable[T]]", server: "RemoteServer", wanted: "frozenset[Scope] | None"
) -> T:
    from service.access.scopes import expand, parse
    from service.commands.remote.client import RemoteVideograph
    from service.mcp.api import Api

    async with RemoteVideograph(server, note) as videograph:

        async def execute(query: str, variables: Mapping[str, Any]) -> dict[str, Any]:
            changes = query.lstrip().startswith("mutation")
            return await videograph.post({"query": query, "variables": variables}, repeatable=not changes)

        told = await execute("{ viewer { scopes } }", {})
        scopes = expand(parse(one.lower() for one in told["data"]["viewer"]["scopes"]))
        return await work(Api(execute, scopes if wanted is None else scopes & wanted, server.url))

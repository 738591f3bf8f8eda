"""Where the actions of a command run: on the graph of this machine, or on a distant Videograph.

A command names an action and its request. Both places give the same report, so a command has one way to print it.
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from service.commands.terminal.base import with_graph
from service.commands.terminal.console import note
from service.errors import SetupError

if TYPE_CHECKING:
    from service.commands.remote.remote_actions import RemoteActions
    from service.commands.remote.server import RemoteServer
    from service.graph.driver.database import Database
    from service.settings import Settings


class Actions(Protocol):
    """Runs actions of `service/actions` in one place."""

    async def run[*A, R](self, action: "Callable[[Database, *A], Awaitable[R]]", /, *arguments: *A) -> R:
        """Returns the action's report; raises its errors."""
        ...

    def stream[*A, R](
        self, action: "Callable[[Database, *A], AsyncGenerator[R]]", /, *arguments: *A
    ) -> AsyncGenerator[R]:
        """The same for an action that reports one thing after the other."""
        ...


class LocalActions:
    """Runs actions on the graph that the settings name."""

    def __init__(self, database: "Database", reason: str | None = None) -> None:
        from service.graph.driver.origin import Origin

        self._database = database.asked_by(Origin(reason=reason))

    async def run[*A, R](self, action: "Callable[[Database, *A], Awaitable[R]]", /, *arguments: *A) -> R:
        return await action(self._database, *arguments)

    def stream[*A, R](
        self, action: "Callable[[Database, *A], AsyncGenerator[R]]", /, *arguments: *A
    ) -> AsyncGenerator[R]:
        return action(self._database, *arguments)


def with_actions[T](
    work: Callable[[Actions], Awaitable[T]], *, by: str | None = None, reason: str | None = None
) -> T:
    """What `work` makes of the actions, which run where options and settings say.

    Args:
        by: as in `with_graph`.
        reason: stored with the decisions.

    Raises: SetupError: a distant Videograph is named, which knows itself who decides.
    """
    from service.commands.remote.server import remote_server
    from service.settings import read_settings

    server = remote_server(read_settings())
    if server is None:
        return with_graph(lambda database: work(LocalActions(database, reason)), by=by)
    if by is not None:
        raise SetupError(
            "--by does not work on a distant Videograph: it stores the name of your key. Leave --by out."
        )
    return asyncio.run(_remotely(server, work, reason))


def run_action[*A, R](
    action: "Callable[[Database, *A], Awaitable[R]]",
    /,
    *arguments: *A,
    by: str | None = None,
    reason: str | None = None,
) -> R:
    """Runs one action and returns its report. `by` and `reason` as in `with_actions`."""
    return with_actions(lambda actions: actions.run(action, *arguments), by=by, reason=reason)


def ask_remote(settings: "Settings", request: Mapping[str, Any]) -> dict[str, Any] | None:
    """Returns the response of a distant Videograph to a GraphQL request; None if commands run on this machine. The request is not
    repeated if it may have been carried out."""
    from service.commands.remote.server import remote_server

    server = remote_server(settings)
    if server is None:
        return None

    async def work(actions: "RemoteActions") -> dict[str, Any]:
        return await actions.videograph.post(request, repeatable=False)

    return asyncio.run(_remotely(server, work))


async def _remotely[T](
    server: "RemoteServer", work: "Callable[[RemoteActions], Awaitable[T]]", reason: str | None = None
) -> T:
    from service.commands.remote.client import RemoteVideograph
    from service.commands.remote.remote_actions import RemoteActions

    if server.sends_key_in_clear:
        note(f"The key goes to {server.url} without encryption: use https://.", "yellow")
    async with RemoteVideograph(server, note) as videograph:
        return await work(RemoteActions(videograph, reason))

"""uvicorn's server with another end: accepted requests are answered, and new ones refused meanwhile."""

import asyncio
import signal
import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager

import uvicorn

from service.api.http.transport.connections import Connections

_LOOK_SECONDS = 0.05


class Server(uvicorn.Server):
    """Ends normally on a signal instead of passing the signal on, so that cleanup runs. A second Ctrl-C ends at once."""

    def __init__(
        self,
        config: uvicorn.Config,
        connections: Connections,
        grace: float,
        close_streams: Callable[[], None],
    ) -> None:
        """
        Args:
            grace: seconds that accepted requests may take.
            close_streams: ends subscriptions, which have no end of their own.
        """
        super().__init__(config)
        self._counted = connections
        self._grace = grace
        self._close_streams = close_streams

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._counted.stopping = True
        self._close_streams()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        await self._finish_requests()
        await super().shutdown(sockets)

    async def _finish_requests(self) -> None:
        """Waits for the answers to accepted requests, and cuts off those that take longer."""
        loop = asyncio.get_running_loop()
        until = loop.time() + self._grace
        while self._counted.busy() and not self.force_exit and loop.time() < until:  # noqa: ASYNC110  (connections are not told of it)
            await asyncio.sleep(_LOOK_SECONDS)
        late = self._counted.busy()
        for connection in late:
            connection.cut_off()
        if late:
            for task in self.server_state.tasks:
                task.cancel()

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        numbers = (signal.SIGINT, signal.SIGTERM)
        before = {number: signal.signal(number, self.handle_exit) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

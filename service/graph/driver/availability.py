"""Availability of Neo4j: a circuit breaker for all statements, and a watch on slow ones.

While Neo4j is known to be unavailable, requests are refused at once, and one probe in the background tries it again
and again.
"""

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from embedded_neo4j import is_panic
from service.embedded import explain
from service.errors import DiskFull, GraphUnavailable
from service.graph.driver_errors import is_lost

if TYPE_CHECKING:
    from embedded_neo4j import Server

LOOK_SECONDS = 1.4
"""Seconds without an answer after which Neo4j is probed. The probe has the same time to answer."""
SAVING_SECONDS = 10.0
"""The same while a change is being saved. A machine under full load may be silent for seconds, and the message "it is
unknown whether it was saved" does not help."""
PROBE_SECONDS = 1.0
_PAUSE_SECONDS = 0.25
_END_SECONDS = 0.5
"""Seconds that a process may take to end after its connections are closed."""
_HANDSHAKE = b"\x60\x60\xb0\x17" + b"\x00\x00\x04\x05" + bytes(12)
"""Requests version 5.4 of Bolt; any answer is enough. Source: https://neo4j.com/docs/bolt/current/bolt/handshake/"""
_PORT = 7687
_log = logging.getLogger("videograph")


class Availability:
    """`probe` sends something to Neo4j and raises its error. `server`: the embedded server, if used."""

    def __init__(
        self,
        address: Callable[[], str],
        probe: Callable[[], Awaitable[object]],
        server: "Server | None",
    ) -> None:
        self._address = address
        self._probe = probe
        self._server = server
        self._reason: GraphUnavailable | None = None
        self._probing: asyncio.Task[None] | None = None

    def require(self) -> None:
        """Returns if Neo4j may be used.

        Raises: GraphUnavailable: Neo4j is known to be unavailable; the message says why, if known.
        """
        reason = (self._server and explain(self._server)) or self._reason
        if reason is not None:
            raise type(reason)(reason.message, local=reason.local_message)

    async def note(self, error: GraphUnavailable) -> GraphUnavailable:
        """Records an error, and returns the error to raise, which may say more."""
        if is_panic(error.__cause__) and self._server is not None:
            self._server.report_panic()
        elif not is_lost(error):
            return error
        self._reason = error
        if self._probing is None or self._probing.done():
            self._probing = asyncio.create_task(self._probe_until_it_answers())
        return await self._explain_loss(error) or error

    async def _explain_loss(self, error: GraphUnavailable) -> GraphUnavailable | None:
        """Returns what the embedded server says about a lost connection, or None if it has nothing to say.

        The system closes the connections of a killed process before it reports the end of the process, so this waits
        a moment. A timeout is not a lost connection: the process is still running.
        """
        if self._server is None:
            return None
        until = monotonic() + (0.0 if isinstance(error.__cause__, TimeoutError) else _END_SECONDS)
        while (reason := explain(self._server)) is None and monotonic() < until:  # noqa: ASYNC110  (only a look tells)
            await asyncio.sleep(0.01)
        return reason

    async def watch[T](
        self, work: Awaitable[T], silent: float | None = None, limit: float | None = None
    ) -> T:
        """Returns the result of `work`, which may take its time as long as Neo4j accepts connections.

        Args:
            silent: the seconds that it may be silent when it is asked whether it is there; `LOOK_SECONDS` if not given.
            limit: seconds after which `work` is cancelled; None if there is no limit.

        Raises:
            GraphUnavailable: it does not; `work` is cancelled.
            TimeoutError: the limit is over.
        """
        loop = asyncio.get_running_loop()
        looking: asyncio.Task[None] | None = None
        is_silent = False
        end = asyncio.timeout(limit)

        async def look() -> None:
            nonlocal is_silent
            while await shakes_hands(self._address(), silent or LOOK_SECONDS):  # noqa: ASYNC110  (only a look tells)
                await asyncio.sleep(LOOK_SECONDS)
            is_silent = True
            end.reschedule(loop.time())

        def begin() -> None:
            nonlocal looking
            looking = loop.create_task(look())

        # A timer, because most work ends before the first look; a task for each would cost more than the look.
        timer = loop.call_later(LOOK_SECONDS, begin)
        try:
            async with end:
                return await work
        except TimeoutError as error:
            if not (is_silent and end.expired()):
                raise
            raise GraphUnavailable("Neo4j does not answer: try again in a while.") from error
        finally:
            timer.cancel()
            if looking is not None:
                looking.cancel()

    async def wait(self, until: float) -> bool:
        """Returns whether Neo4j answers now or again before this moment of the monotonic clock.

        Raises: DiskFull: somebody must free space first.
        """
        while monotonic() < until:
            try:
                self.require()
            except DiskFull:
                raise
            except GraphUnavailable:
                await asyncio.sleep(min(_PAUSE_SECONDS, max(until - monotonic(), 0)))
            else:
                return True
        return False

    async def close(self) -> None:
        if self._probing is not None:
            self._probing.cancel()
            await asyncio.gather(self._probing, return_exceptions=True)

    async def _probe_until_it_answers(self) -> None:
        """Logs one line when Neo4j is gone and one when it is back, unless the supervisor of an embedded one does."""
        is_logged = False
        while self._reason is not None:
            if self._server is not None and self._server.explain() is not None:
                # Another Neo4j may use its port now, and would lock the login after some wrong passwords.
                await asyncio.sleep(_PAUSE_SECONDS)
                continue
            try:
                async with asyncio.timeout(PROBE_SECONDS):
                    await self._probe()
            except (GraphUnavailable, TimeoutError) as error:
                if isinstance(error, GraphUnavailable) and not is_panic(error.__cause__):
                    self._reason = error
                if not is_logged:
                    _log.warning("%s It is tried again until it answers.", self._reason.message)
                is_logged = True
                await asyncio.sleep(_PAUSE_SECONDS)
            else:
                self._reason = None
                if is_logged:
                    _log.warning("Neo4j answers again.")


async def shakes_hands(uri: str, seconds: float) -> bool:
    """Returns whether a server at a Bolt address answers the handshake in time. This costs Neo4j neither a login nor
    a query."""
    parts = urlsplit(uri)
    secure = None
    if parts.scheme.endswith(("+s", "+ssc")):  # any answer is enough here
        secure = ssl.create_default_context()
        secure.check_hostname, secure.verify_mode = False, ssl.CERT_NONE
    try:
        async with asyncio.timeout(seconds):
            reader, writer = await asyncio.open_connection(parts.hostname, parts.port or _PORT, ssl=secure)
            try:
                writer.write(_HANDSHAKE)
                await reader.readexactly(4)
            finally:
                writer.close()
    except (OSError, TimeoutError, asyncio.IncompleteReadError):
        return False
    return True

"""Sends one webhook: to an IP address that was checked, without redirects, within a time, and reads little of the answer."""

import asyncio
import socket
import ssl
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from time import monotonic

from service.webhooks.address import Target, resolve

_MOST_READ = 2000
"""Bytes of an answer that are read: a part of them is shown with a failure."""
_SHOWN = 200


class _Connection(HTTPConnection):
    """Connects to a given IP address; the certificate is that of the host."""

    def __init__(self, target: Target, address: str, seconds: float) -> None:
        super().__init__(target.host, target.port, timeout=seconds)
        self._address = address
        self._secure = target.secure

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), self.timeout)
        self.sock = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
            if self._secure
            else plain
        )

    def cut(self) -> None:
        """Ends what another thread does with this connection."""
        if self.sock is not None:
            with suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


class NotDelivered(Exception):
    """`status`: of the answer, None if there was none. The text is for the operator."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


async def post(target: Target, body: bytes, headers: dict[str, str], *, private: bool, seconds: float) -> int:
    """Returns the status of the answer, which is 200 to 299.

    Raises:
        NotDelivered: there was no such answer.
        NotAllowed: this process may not send there.
    """
    open_: list[_Connection] = []
    work = asyncio.create_task(asyncio.to_thread(_post, target, body, headers, private, seconds, open_))
    try:
        async with asyncio.timeout(seconds):
            return await asyncio.shield(work)
    except TimeoutError:
        raise NotDelivered(f"no answer within {seconds:g} seconds") from None
    finally:
        if not work.done():
            for one in open_:
                one.cut()
            work.add_done_callback(lambda done: done.cancelled() or done.exception())


def _post(
    target: Target,
    body: bytes,
    headers: dict[str, str],
    private: bool,
    seconds: float,
    opened: list[_Connection],
) -> int:
    until = monotonic() + seconds
    try:
        addresses = resolve(target, private=private)
    except (OSError, UnicodeError) as error:
        raise NotDelivered(f"the host {target.host} cannot be resolved: {error}") from None
    fault: Exception | None = None
    for address in addresses[:3]:
        if (left := until - monotonic()) <= 0:
            break
        connection = _Connection(target, address, left)
        opened.append(connection)
        try:
            connection.connect()
        except OSError as error:
            fault = error
            continue
        try:
            connection.request("POST", target.path, body, headers)
            with connection.getresponse() as answer:
                text = answer.read(_MOST_READ).decode("utf-8", "replace")
        except (OSError, HTTPException) as error:
            raise NotDelivered(f"the connection broke: {error or type(error).__name__}") from None
        finally:
            connection.close()
        if 200 <= answer.status < 300:
            return answer.status
        said = "".join(one if one.isprintable() else " " for one in text)[:_SHOWN].strip()
        moved = " (redirects are not followed)" if 300 <= answer.status < 400 else ""
        raise NotDelivered(f"status {answer.status}{moved}{': ' if said else ''}{said}", answer.status)
    raise NotDelivered(f"no connection to {target.host}: {fault or 'no time left'}")

"""Sends one webhook: to an IP address that was checked, without redirects, within a time, and reads little of the answer."""

import asyncio

import httpx2 as httpx

from service.fetching.address import Target
from service.fetching.request import NoAnswer, send
from service.webhooks.address import reach

_MOST_READ = 2000
"""Bytes of an answer that are read: a part of them is shown with a failure."""
_SHOWN = 200


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
    try:
        async with asyncio.timeout(seconds):
            status, text = await _post(target, body, headers, private=private)
    except TimeoutError:
        raise NotDelivered(f"no answer within {seconds:g} seconds") from None
    if 200 <= status < 300:
        return status
    said = "".join(one if one.isprintable() else " " for one in text)[:_SHOWN].strip()
    moved = " (redirects are not followed)" if 300 <= status < 400 else ""
    raise NotDelivered(f"status {status}{moved}{': ' if said else ''}{said}", status)


async def _post(target: Target, body: bytes, headers: dict[str, str], *, private: bool) -> tuple[int, str]:
    """Returns the status and the beginning of the answer."""
    sent = {"accept-encoding": "identity", **headers}
    try:
        async with send("POST", target, reach(private=private), sent, body) as answer:
            return answer.status_code, await _beginning(answer)
    except NoAnswer as error:
        raise NotDelivered(str(error)) from None


async def _beginning(answer: httpx.Response) -> str:
    """Returns the first bytes as text, as they were sent: nothing is unpacked."""
    read = b""
    async for part in answer.aiter_raw():
        read += part
        if len(read) >= _MOST_READ:
            break
    return read[:_MOST_READ].decode("utf-8", "replace")

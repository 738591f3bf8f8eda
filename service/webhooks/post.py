"""Sends one webhook: to an IP address that was checked, without redirects, within a time, and reads little of the answer."""

import asyncio
import ssl
from functools import cache

import httpx2 as httpx

from service.webhooks.address import WebhookTarget, resolve

_MOST_READ = 2000
"""Bytes of an answer that are read: a part of them is shown with a failure."""
_SHOWN = 200
_MOST_ADDRESSES = 3


class NotDelivered(Exception):
    """`status`: of the answer, None if there was none. The text is for the operator."""

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


async def post(
    target: WebhookTarget, body: bytes, headers: dict[str, str], *, private: bool, seconds: float
) -> int:
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


async def _post(
    target: WebhookTarget, body: bytes, headers: dict[str, str], *, private: bool
) -> tuple[int, str]:
    """Returns the status and the beginning of the answer. Connects to the first address that can be reached."""
    try:
        addresses = await asyncio.to_thread(resolve, target, private=private)
    except (OSError, UnicodeError) as error:
        raise NotDelivered(f"the host {target.host} cannot be resolved: {error}") from None
    fault: Exception | None = None
    trusted = _trusted() if target.secure else False
    # The time is limited by the caller; proxies and passwords of the environment are not for webhooks.
    async with httpx.AsyncClient(verify=trusted, timeout=None, trust_env=False) as client:
        for address in addresses[:_MOST_ADDRESSES]:
            request = httpx.Request(
                "POST",
                httpx.URL(scheme="https" if target.secure else "http", host=address, port=target.port),
                headers={"host": target.authority, "accept-encoding": "identity", **headers},
                content=body,
                # The certificate must be that of the host, and the path stays as it was written.
                extensions={"sni_hostname": target.host, "target": target.path.encode()},
            )
            try:
                answer = await client.send(request, stream=True, follow_redirects=False)
                try:
                    return answer.status_code, await _beginning(answer)
                finally:
                    await answer.aclose()
            except httpx.ConnectError as error:
                fault = error
            except httpx.HTTPError as error:
                raise NotDelivered(f"the connection broke: {str(error) or type(error).__name__}") from None
    raise NotDelivered(f"no connection to {target.host}: {fault}")


async def _beginning(answer: httpx.Response) -> str:
    """Returns the first bytes as text, as they were sent: nothing is unpacked."""
    read = b""
    async for part in answer.aiter_raw():
        read += part
        if len(read) >= _MOST_READ:
            break
    return read[:_MOST_READ].decode("utf-8", "replace")


@cache
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()

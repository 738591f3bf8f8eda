"""Sends one request to an IP address that was checked: without redirects, proxies, cookies and passwords."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import cache

import httpx2 as httpx

from service.fetching.address import Reach, Resolve, Target, resolve, system_resolve

_MOST_ADDRESSES = 3


class NoAnswer(Exception):
    """There was no connection, or it broke. The text is for the operator."""


@asynccontextmanager
async def send(
    method: str,
    target: Target,
    reach: Reach,
    headers: Mapping[str, str],
    content: bytes | None = None,
    *,
    ask: Resolve = system_resolve,
) -> AsyncIterator[httpx.Response]:
    """Gives the answer, of which only the head has been read. Connects to the first address that can be reached. Its time is limited by
    the caller.

    Args:
        ask: resolves the name, once.

    Raises:
        NoAnswer: also while the answer is read.
        NotAllowed: this process may not connect to it.
    """
    try:
        addresses = await asyncio.to_thread(resolve, target, reach, ask)
    except (OSError, UnicodeError) as error:
        raise NoAnswer(f"the host {target.host} cannot be resolved: {error}") from None
    fault: Exception | None = None
    try:
        async with httpx.AsyncClient(
            verify=_trusted() if target.secure else False, timeout=None, trust_env=False
        ) as client:
            for address in addresses[:_MOST_ADDRESSES]:
                request = httpx.Request(
                    method,
                    httpx.URL(scheme="https" if target.secure else "http", host=address, port=target.port),
                    headers={"host": target.authority, **headers},
                    content=content,
                    # The certificate must be that of the host, and the path stays as it was written.
                    extensions={"sni_hostname": target.host, "target": target.path.encode()},
                )
                try:
                    answer = await client.send(request, stream=True, follow_redirects=False)
                except httpx.ConnectError as error:
                    fault = error
                    continue
                try:
                    yield answer
                finally:
                    await answer.aclose()
                return
    except httpx.HTTPError as error:
        raise NoAnswer(f"the connection broke: {str(error) or type(error).__name__}") from None
    raise NoAnswer(f"no connection to {target.host}: {fault}")


@cache
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()

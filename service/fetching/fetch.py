"""Fetches what is at an address: each redirect is checked anew, and all of it has limits of size and time."""

import asyncio
import re
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from tempfile import gettempdir
from urllib.parse import urljoin

import httpx2 as httpx

import service
from service.errors import InvalidInput, NotFetched
from service.fetching.address import Reach, Resolve, encoded, read_target, system_resolve
from service.fetching.request import NoAnswer, send
from service.settings import Settings

_INTERNET = Reach("VIDEOGRAPH_FETCH_NETWORKS")
_REDIRECTS = (301, 302, 303, 307, 308)
_PIECE = 1_000_000
"""Bytes that are unpacked at once, so that a small answer cannot fill the memory."""
_TEMPORARY = (408, 425, 429)
_LONGEST_AFTER = 7 * 86_400


@dataclass(frozen=True)
class FetchRules:
    """
    Attributes:
        agent: what the program calls itself, with a contact.
        seconds: that a feed, a page or a transcript may take in all; `recording_seconds`: audio or video.
        folder: where jobs keep what they have fetched, until they have ended.
        text_bytes: that one of them may have, unpacked; `recording_bytes`: audio or video.
        least_speed: bytes a second that must come in each `speed_seconds`: one that is slower is given up.
    """

    reach: Reach = _INTERNET
    agent: str = f"Videograph/{service.__version__}"
    seconds: float = 60.0
    recording_seconds: float = 3600.0
    text_bytes: int = 50 * 1024 * 1024
    recording_bytes: int = 2_000_000_000
    redirects: int = 5
    least_speed: int = 1000
    speed_seconds: float = 30.0
    folder: Path = Path(gettempdir())
    ask: Resolve = field(default=system_resolve, compare=False)

    @classmethod
    def of(cls, settings: Settings) -> "FetchRules":
        contact = settings.fetch_contact or settings.public_url
        name = f"Videograph/{service.__version__}"
        return cls(
            Reach("VIDEOGRAPH_FETCH_NETWORKS", settings.fetch_networks),
            f"{name} (+{contact})" if contact else name,
            settings.fetch_timeout,
            settings.fetch_recording_timeout,
            settings.max_transcript,
            settings.max_upload,
            folder=settings.cache.expanduser() / "fetched",
        )


@dataclass
class FetchResponse:
    """What an address has answered. `url`: where the redirects have led. `status`: 200 to 299, or 304 if it was asked for."""

    url: str
    status: int
    headers: Mapping[str, str]
    response: httpx.Response
    timeout: asyncio.Timeout
    begun: float
    rules: FetchRules

    def allow(self, seconds: float) -> None:
        """Gives it this time in all, for example because it is a recording."""
        self.timeout.reschedule(self.begun + seconds)

    async def pieces(self) -> AsyncIterator[bytes]:
        """Yields the content, unpacked, at most a megabyte at a time.

        Raises:
            NotFetched: it is packed in a way that was not asked for, or is cut off.
        """
        packing = self.headers.get("content-encoding", "identity").strip().lower()
        if packing in ("", "identity"):
            async for piece in self._received():
                yield piece
            return
        if packing not in ("gzip", "x-gzip"):
            raise NotFetched(f"{self.url}: is packed as {packing!r:.40}, which was not asked for")
        unpacking, began = zlib.decompressobj(31), False
        try:
            async for piece in self._received():
                while piece:
                    if unpacking.eof:  # another member follows
                        unpacking = zlib.decompressobj(31)
                    began = True
                    yield unpacking.decompress(piece, _PIECE)
                    piece = unpacking.unused_data if unpacking.eof else unpacking.unconsumed_tail
        except zlib.error:
            raise NotFetched(f"{self.url}: cannot be unpacked: it is not gzip, or is damaged") from None
        if began and not unpacking.eof:
            raise NotFetched(f"{self.url}: is cut off", temporary=True)

    async def _received(self) -> AsyncIterator[bytes]:
        """Yields the content as it comes.

        Raises: NotFetched: it comes too slowly.
        """
        seconds, now = self.rules.speed_seconds, asyncio.get_running_loop().time
        pieces, size, until = self.response.aiter_raw(), 0, now() + seconds
        while True:
            try:
                async with asyncio.timeout_at(until):
                    piece = await anext(pieces, None)
            except TimeoutError:
                raise NotFetched(
                    f"{self.url}: sends less than {self.rules.least_speed} bytes a second, and was given up",
                    temporary=True,
                ) from None
            if piece is None:
                return
            begin = now()
            yield piece
            until += now() - begin  # what the reader takes for it
            size += len(piece)
            if size >= self.rules.least_speed * seconds:
                size, until = 0, now() + seconds


@asynccontextmanager
async def open_address(
    url: str,
    rules: FetchRules,
    *,
    seconds: float | None = None,
    headers: Mapping[str, str] | None = None,
    method: str = "GET",
    content: bytes | None = None,
) -> AsyncIterator[FetchResponse]:
    """Gives what an address answers, after its redirects.

    Args:
        seconds: for all of it, redirects and reading too; by default those of the rules.
        headers: more of them. With `if-none-match` or `if-modified-since`, the answer may be 304.

    Raises:
        NotFetched: there is no such answer, or it took too long. InvalidInput: it is no address.
        NotAllowed: it, or where it redirects to, may not be connected to.
    """
    limit = rules.seconds if seconds is None else seconds
    sent = {"user-agent": rules.agent, "accept": "*/*", "accept-encoding": "gzip", **(headers or {})}
    at, asked = encoded(url), (method, content)
    begun = asyncio.get_running_loop().time()
    try:
        async with asyncio.timeout(limit) as timeout:
            for _ in range(rules.redirects + 1):
                async with send(
                    asked[0], read_target(at), rules.reach, sent, asked[1], ask=rules.ask
                ) as response:
                    if response.status_code in _REDIRECTS and (place := response.headers.get("location")):
                        at = _next(at, place)
                        if response.status_code == 303 or (asked[0] == "POST" and response.status_code < 303):
                            asked = ("GET", None)
                        continue
                    _require_good(at, response, conditional=bool(headers))
                    yield FetchResponse(
                        at, response.status_code, response.headers, response, timeout, begun, rules
                    )
                    return
            raise NotFetched(f"{url}: leads from address to address, more than {rules.redirects} times")
    except TimeoutError:
        raise NotFetched(
            f"{url}: took too long and was given up (VIDEOGRAPH_FETCH_TIMEOUT, VIDEOGRAPH_FETCH_RECORDING_TIMEOUT)",
            temporary=True,
        ) from None
    except NoAnswer as error:
        raise NotFetched(f"{url}: {error}", temporary=True) from None


def _next(at: str, place: str) -> str:
    """Returns where a redirect leads.

    Raises: NotFetched: it is no address of http or https.
    """
    try:
        found = encoded(urljoin(at, place))
        read_target(found)
    except (ValueError, InvalidInput):
        raise NotFetched(f"{at}: leads to {place!r:.200}, which is no address of http or https") from None
    return found


def _require_good(at: str, response: httpx.Response, *, conditional: bool) -> None:
    status = response.status_code
    if 200 <= status < 300 or (conditional and status == 304):
        return
    hint = {401: "asks for a login", 403: "refuses the service", 404: "has nothing there", 410: "has removed it for good",
            429: "asks to come less often"}.get(status)  # fmt: skip
    said = f" (its server {hint})" if hint else ""
    temporary = status >= 500 or status in _TEMPORARY
    raise NotFetched(
        f"{at}: answers with status {status}{said}",
        status=status,
        temporary=temporary,
        retry_after=_retry_after(response.headers.get("retry-after")) if temporary else None,
    )


def _retry_after(value: str | None) -> float | None:
    """Returns the seconds of the header `Retry-After`, at most a week."""
    if value is None:
        return None
    if re.fullmatch(r"[0-9]{1,9}", value.strip()):
        seconds = float(value)
    else:
        try:
            moment = parsedate_to_datetime(value)
        except ValueError:
            return None
        seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return min(max(0.0, seconds), _LONGEST_AFTER)


async def read_whole(answer: FetchResponse, most: int) -> bytes:
    """Returns the content of an answer.

    Raises: NotFetched: it has more than `most` bytes, or cannot be read.
    """
    read = bytearray()
    _require_size(answer, most)
    async for piece in answer.pieces():
        read += piece
        if len(read) > most:
            raise _too_large(answer, most)
    return bytes(read)


async def write_file(
    answer: FetchResponse, file: Path, most_of: Callable[[bytes], int], head: int = 4096
) -> None:
    """Writes the content of an answer to a file.

    Args:
        most_of: returns how many bytes it may have, by its first `head` bytes.

    Raises: NotFetched: it has more, or cannot be read. What was written stays.
    """
    size, most = 0, None
    begin = bytearray()
    with file.open("wb") as opened:
        async for piece in answer.pieces():
            size += len(piece)
            if most is None:
                begin += piece
                if len(begin) < head:
                    continue
                piece, most = bytes(begin), most_of(bytes(begin[:head]))
                _require_size(answer, most)
            if size > most:
                raise _too_large(answer, most)
            await asyncio.to_thread(opened.write, piece)
        if most is None:
            if size > most_of(bytes(begin)):
                raise _too_large(answer, most_of(bytes(begin)))
            opened.write(begin)


def _require_size(answer: FetchResponse, most: int) -> None:
    declared = answer.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and len(declared) < 20 and int(declared) > most:
        raise _too_large(answer, most)


def _too_large(answer: FetchResponse, most: int) -> NotFetched:
    return NotFetched(
        f"{answer.url}: is larger than {most} bytes, unpacked (VIDEOGRAPH_MAX_TRANSCRIPT, VIDEOGRAPH_MAX_UPLOAD)"
    )

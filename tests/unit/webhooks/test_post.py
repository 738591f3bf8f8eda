"""One webhook: which address it goes to, what the receiver gets, and when it counts as not delivered."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from service.fetching import request as requesting
from service.fetching.address import Target
from service.webhooks.post import NotDelivered, post

pytestmark = pytest.mark.anyio

OK = b"HTTP/1.1 204 No Content\r\n\r\n"
type Answer = Callable[[asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def receiver(answer: Answer, **options: Any) -> AsyncIterator[tuple[int, list[bytes]]]:
    """A server on this machine: its port, and the requests that it gets."""
    got: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        got.append(await reader.readuntil(b"{}"))
        with suppress(ConnectionError):
            await answer(writer)
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, **options)
    async with server:
        yield server.sockets[0].getsockname()[1], got


def says(text: bytes) -> Answer:
    async def answer(writer: asyncio.StreamWriter) -> None:
        writer.write(text)
        await writer.drain()

    return answer


def resolves_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    monkeypatch.setattr(requesting, "resolve", lambda target, reach, ask: [*addresses])


async def send(target: Target, seconds: float = 20) -> int:
    return await post(
        target, b"{}", {"user-agent": "V", "connection": "close"}, private=True, seconds=seconds
    )


async def test_the_request_goes_to_the_address_that_was_checked_with_the_name_of_the_host(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resolves_to(monkeypatch, "127.0.0.1")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    async with receiver(says(OK)) as (port, got):
        assert await send(Target("hooks.example.org", port, '/a%2Fb?c={d}&e="', False)) == 204

    lines = got[0].decode().split("\r\n")
    assert lines[0] == 'POST /a%2Fb?c={d}&e=" HTTP/1.1'
    assert sorted(line.lower() for line in lines[1:-2]) == [
        "accept-encoding: identity",
        "connection: close",
        "content-length: 2",
        f"host: hooks.example.org:{port}",
        "user-agent: v",
    ]
    assert lines[-1] == "{}"


async def test_the_next_address_is_tried_if_one_cannot_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    resolves_to(monkeypatch, "127.0.0.2", "127.0.0.1")
    async with receiver(says(OK)) as (port, got):
        assert await send(Target("hooks.example.org", port, "/", False)) == 204
    assert len(got) == 1

    with pytest.raises(NotDelivered, match=r"^no connection to hooks\.example\.org: "):
        await send(Target("hooks.example.org", port, "/", False))


@pytest.mark.parametrize(
    ("answer", "fault", "status"),
    [
        (b"HTTP/1.1 500 No\r\n\r\nno \x1b[31m room", "status 500: no  [31m room", 500),
        (
            b"HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1/\r\n\r\n",
            "status 302 (redirects are not followed)",
            302,
        ),
        (b"HTTP/1.1 500 No\r\ncontent-encoding: gzip\r\n\r\nplain", "status 500: plain", 500),
        (b"", "the connection broke: Server disconnected without sending a response.", None),
    ],
)
async def test_other_answers_are_faults_with_the_beginning_of_their_text(
    monkeypatch: pytest.MonkeyPatch, answer: bytes, fault: str, status: int | None
) -> None:
    resolves_to(monkeypatch, "127.0.0.1")
    async with receiver(says(answer)) as (port, got):
        with pytest.raises(NotDelivered) as caught:
            await send(Target("hooks.example.org", port, "/", False))

    assert (str(caught.value), caught.value.status, len(got)) == (fault, status, 1)


async def test_an_answer_without_an_end_is_not_read_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x" * 1000)
            await writer.drain()

    resolves_to(monkeypatch, "127.0.0.1")
    async with receiver(endless) as (port, _):
        assert await send(Target("hooks.example.org", port, "/", False)) == 200


async def test_all_of_it_has_one_limit_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = asyncio.Event()

    async def slow(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n")
        await gone.wait()

    resolves_to(monkeypatch, "127.0.0.1")
    async with receiver(slow) as (port, _):
        with pytest.raises(NotDelivered, match=r"^no answer within 0\.2 seconds$"):
            await send(Target("hooks.example.org", port, "/", False), seconds=0.2)
        gone.set()


async def test_the_certificate_must_be_that_of_the_host(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    write_certificate("hooks.example.org", key, certificate)
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.load_cert_chain(certificate, key)
    resolves_to(monkeypatch, "127.0.0.1")

    async with receiver(says(OK), ssl=own) as (port, got):
        with pytest.raises(NotDelivered, match=r"^no connection to hooks\.example\.org: .*self-signed"):
            await send(Target("hooks.example.org", port, "/", True))
        trusting = ssl.create_default_context(cafile=str(certificate))
        monkeypatch.setattr(requesting, "_trusted", lambda: trusting)
        with pytest.raises(NotDelivered, match=r"^no connection to other\.example\.org: .*Hostname mismatch"):
            await send(Target("other.example.org", port, "/", True))
        assert got == []
        assert await send(Target("hooks.example.org", port, "/", True)) == 204


def write_certificate(host: str, key: Path, certificate: Path) -> None:
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    private, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, private.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(private, hashes.SHA256())
    )
    key.write_bytes(
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))

"""Access without a key by origin: everything from this machine, nothing from elsewhere."""

from typing import Any, cast

import pytest
from starlette.requests import HTTPConnection

from service.access.authenticator import open_access
from service.access.scopes import Scope, named
from service.access.viewer import Viewer
from service.api.http.access import find_credentials, identify
from service.app import create_app
from service.errors import Forbidden, SetupError, Unauthenticated
from service.graph.driver.database import Database
from service.settings import Settings

pytestmark = pytest.mark.anyio
PROXIES = ("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP")


async def viewer(
    headers: dict[str, str] | None = None,
    *,
    peer: str | None = "127.0.0.1",
    kind: str = "http",
    **settings: Any,
) -> tuple[str, list[str]]:
    """Kind and scopes of whoever sends such a request; the Host is localhost:8000 if none is given."""
    app = create_app(Settings(**settings))
    sent = {"host": "localhost:8000"} | {name.lower(): value for name, value in (headers or {}).items()}
    scope = {
        "type": kind,
        "app": app,
        "headers": [(name.encode(), value.encode()) for name, value in sent.items() if value],
        "client": None if peer is None else (peer, 50000),
    }
    found = await identify(HTTPConnection(scope))
    return found.kind, named(found.scopes)


EVERYTHING = ("LOCAL", ["read", "ingest", "fetch", "curate", "admin"])
NOTHING: tuple[str, list[str]] = ("PUBLIC", [])
READ = ("PUBLIC", ["read"])


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": "127.0.0.1:8000"},
        {"host": "[::1]:8000"},
        {"host": "LOCALHOST."},
        {"origin": "http://localhost:8000"},
        {"sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"},
    ],
)
async def test_on_this_machine_everything_is_allowed(headers: dict[str, str], kind: str) -> None:
    assert await viewer(headers, kind=kind) == EVERYTHING


@pytest.mark.parametrize("kind", ["http", "websocket"])
@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example:8000"},
        {"host": "localhost.evil.example"},
        {"host": "127.0.0.1.evil.example"},
        {"host": ""},
        {"host": "192.168.1.5"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:3000"},
        {"origin": "http://127.0.0.1:8000"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"},
        {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"},
        *({name: "203.0.113.7"} for name in PROXIES),
    ],
)
async def test_others_and_pages_of_others_may_do_nothing(headers: dict[str, str], kind: str) -> None:
    """DNS rebinding, cross-site requests, and clients behind a proxy on this machine."""
    assert await viewer(headers, kind=kind, allowed_hosts=("evil.example",)) == NOTHING


async def test_a_connection_from_elsewhere_is_not_local() -> None:
    assert await viewer(peer="192.168.1.7") == NOTHING
    assert await viewer(peer=None) == NOTHING
    assert await viewer(peer="::ffff:127.0.0.1") == EVERYTHING


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "talks.example"])
async def test_beyond_loopback_nobody_is_local(host: str) -> None:
    assert await viewer(host=host) == NOTHING
    assert await viewer(host=host, public="read") == READ
    assert await viewer({"host": "192.168.1.5"}, peer="192.168.1.7", host=host, public="read") == READ


async def test_public_settings_on_loopback() -> None:
    assert await viewer(public="none") == NOTHING
    assert await viewer(public="read") == EVERYTHING
    assert await viewer({"x-forwarded-for": "203.0.113.7"}, public="read") == READ


async def test_a_listed_origin_may_read() -> None:
    origins: dict[str, Any] = {"cors_origins": ("http://localhost:3000",)}

    assert await viewer({"origin": "http://localhost:3000"}, **origins) == READ
    assert await viewer({"origin": "http://localhost:3001"}, **origins) == NOTHING
    assert await viewer({"origin": "http://localhost:3000"}, peer="192.168.1.7", **origins) == NOTHING
    assert await viewer({"origin": "http://localhost:3000"}, public="none", **origins) == NOTHING


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        ({}, None),
        ({"authorization": "Basic YTpi"}, None),
        ({"authorization": "Basic YTpi", "x-api-key": "abc"}, "abc"),
        ({"authorization": ""}, None),
        ({"authorization": 7}, None),
        ({"authorization": "Bearer abc"}, "abc"),
        ({"authorization": " bearer  abc "}, "abc"),
        ({"x-api-key": "abc"}, "abc"),
        ({"authorization": "Bearer abc", "x-api-key": "abc"}, "abc"),
    ],
)
def test_credentials_in_headers(headers: dict[str, Any], found: str | None) -> None:
    assert find_credentials(headers) == found


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": "Bearer"},
        {"authorization": "Bearer a b"},
        {"x-api-key": ""},
        {"x-api-key": ["a"]},
        {"authorization": "Bearer abc", "x-api-key": "abd"},
    ],
)
def test_credentials_that_cannot_be_read(headers: dict[str, Any]) -> None:
    with pytest.raises(Unauthenticated):
        find_credentials(headers)


class Asked:
    """An authenticator that says what it was asked."""

    async def authenticate(self, text: str, address: str) -> Viewer:
        return Viewer("KEY", text, frozenset({Scope.READ}), address)


async def test_a_websocket_brings_its_key_in_connection_init(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.api.http.access.Authenticator", Asked)
    app = create_app(Settings())
    app.state.authenticator = Asked()
    scope = {
        "type": "websocket",
        "app": app,
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 1),
    }

    for payload in ({"Authorization": "Bearer abc"}, {"authorization": "Bearer abc"}, {"X-API-Key": "abc"}):
        assert (await identify(HTTPConnection(scope), payload)).client == "abc"
    assert (await identify(HTTPConnection(scope), {})).kind == "LOCAL"
    assert (await identify(HTTPConnection(scope), None)).kind == "LOCAL"
    with pytest.raises(Unauthenticated):
        await identify(HTTPConnection(scope), {"authorization": "Bearer a b"})


def test_what_a_key_lacks_is_named() -> None:
    key = Viewer("KEY", "key:a", frozenset({Scope.READ}), "front end")

    key.require(Scope.READ, "Query.video")
    key.require("anybody", "Query.viewer")
    with pytest.raises(Forbidden) as error:
        key.require(Scope.CURATE, "Mutation.mergeEntities")
    assert error.value.message == (
        "Mutation.mergeEntities needs the scope `curate`, and this key has `read`. "
        "Use a key with `curate`, which whoever runs the service can create."
    )


class Graph:
    """A graph with or without a key that can be used."""

    def __init__(self, found: bool) -> None:
        self.found = found

    async def read(self, *_: Any, **__: Any) -> list[list[bool]]:
        return [[self.found]]


async def started(found: bool = False, **settings: Any) -> None:
    await open_access(Settings(**settings), cast("Database", Graph(found)))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "talks.example"])
async def test_beyond_loopback_it_does_not_start_without_a_way_in(host: str) -> None:
    with pytest.raises(SetupError) as error:
        await started(host=host)

    assert error.value.message == (
        f"other machines can reach {host}, and nothing says who may use the API. Do one of these: "
        "create a key (`videograph keys create NAME --scope admin`); let everybody read (VIDEOGRAPH_PUBLIC=read); "
        "accept tokens of an identity provider (VIDEOGRAPH_JWT_JWKS_URL); or listen on this machine only (--host 127.0.0.1)."
    )
    with pytest.raises(SetupError):
        await started(host=host, public="none")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
async def test_on_loopback_it_starts_without_anything(host: str) -> None:
    await started(host=host)


async def test_beyond_loopback_it_starts_with_a_key_or_for_everybody() -> None:
    await started(host="0.0.0.0", found=True)
    await started(host="0.0.0.0", public="read")

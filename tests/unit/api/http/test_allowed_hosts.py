"""For which host names the API answers: a page on another name that leads here must not read it."""

from typing import Any, cast

import httpx2 as httpx
import pytest

from service.api.http.transport.allowed_hosts import AllowedHosts
from service.app import create_app
from service.errors import SetupError
from service.settings import Settings, read_settings

pytestmark = pytest.mark.anyio

OTHER = (
    "This server does not answer for the host {!r}. If it should, add the name to VIDEOGRAPH_ALLOWED_HOSTS."
)


async def status_for(*hosts: str | None, http: str = "1.1", **settings: object) -> httpx.Response:
    """Returns the answers of `/healthz` for these Host headers; None means no header."""
    headers = [(b"host", host.encode("latin-1")) for host in hosts if host is not None]
    app = create_app(Settings(**settings))  # pyright: ignore[reportArgumentType]

    async def with_hosts(scope, receive, send):  # pyright: ignore  # httpx sets a Host of its own
        await app({**scope, "headers": headers, "http_version": http}, receive, send)

    transport = httpx.ASGITransport(app=with_hosts)  # pyright: ignore[reportUnknownArgumentType]
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        return await client.get("/healthz")


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:8100",
        "LOCALHOST",
        "localhost.",
        "127.0.0.1:8000",
        "127.9.8.7",
        "[::1]",
        "[::1]:8000",
    ],
)
async def test_loopback_is_always_answered(host: str) -> None:
    assert (await status_for(host)).status_code == 200
    assert (await status_for(host, host="0.0.0.0")).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8100",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.1",
        "10.0.0.7",
    ],
)
async def test_other_hosts_are_421_and_the_setting_is_named(host: str) -> None:
    response = await status_for(host)

    assert response.status_code == 421
    assert response.json() == {
        "errors": [
            {
                "message": OTHER.format(host.partition(":")[0]),
                "extensions": {"code": "MISDIRECTED_REQUEST"},
            }
        ]
    }
    assert response.headers["content-type"] == "application/json"
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("host", "status"),
    [("10.0.0.7:8000", 200), ("[2001:db8::7]:8000", 200), ("0.0.0.0:8000", 200), ("videograph:8000", 421)],
)
async def test_beyond_loopback_addresses_are_answered_and_names_are_not(host: str, status: int) -> None:
    """No name leads to an address that is written as one, so a page that is reached by it is this server's own."""
    assert (await status_for(host, host="0.0.0.0")).status_code == status
    assert (await status_for(host, host="::")).status_code == status
    assert (await status_for(host, host="10.0.0.7")).status_code == status


async def test_the_configured_host_is_answered() -> None:
    assert (await status_for("Talks.Example:8000", host="talks.example")).status_code == 200
    assert (await status_for("other.example", host="talks.example")).status_code == 421


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("talks.example", 200),
        ("a.team.example:443", 200),
        ("a.b.team.example", 200),
        ("team.example", 421),
        ("evilteam.example", 421),
        ("192.168.1.5", 200),
        ("192.168.1.6", 421),
        ("[2001:db8::7]", 200),
    ],
)
async def test_the_setting_takes_names_subdomains_and_addresses(host: str, status: int) -> None:
    allowed = "Talks.example, *.team.example, 192.168.1.5, [2001:db8:0::7]"

    assert (await status_for(host, allowed_hosts=allowed)).status_code == status


async def test_a_star_allows_every_host() -> None:
    assert (await status_for("evil.example", allowed_hosts="*")).status_code == 200


@pytest.mark.parametrize(
    "host", ["", "a b", "a/b", "user@localhost", "localhost:port", "[::1", "::1", "[::g]", "ä.example"]
)
async def test_what_is_no_host_is_400(host: str) -> None:
    response = await status_for(host, allowed_hosts="*")

    assert response.status_code == 400
    assert (
        response.json()["errors"][0]["message"] == "The Host header is not a host name with an optional port."
    )


async def test_no_host_is_400_in_http_1_1_and_allowed_before() -> None:
    response = await status_for()

    assert response.status_code == 400
    assert response.json()["errors"][0]["message"] == "Send one Host header: HTTP/1.1 needs it."
    assert (await status_for(http="1.0")).status_code == 200
    assert (await status_for("localhost", "localhost")).status_code == 400
    assert (await status_for("localhost", "evil.example", http="1.0")).status_code == 400


@pytest.mark.parametrize(
    "value", ["http://talks.example", "talks.example:8000", "talks.example/x", "a.*.example", "a, ,b c"]
)
def test_a_setting_that_is_no_host_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_ALLOWED_HOSTS", value)

    with pytest.raises(SetupError, match=r"VIDEOGRAPH_ALLOWED_HOSTS: .*without scheme, port and path"):
        read_settings()


@pytest.mark.parametrize(
    ("host", "sent"),
    [("evil.example", [{"type": "websocket.close", "code": 1008}]), ("localhost:8000", ["reached"])],
)
async def test_a_websocket_of_another_host_is_closed(host: str, sent: list[object]) -> None:
    found: list[object] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        found.append("reached")

    async def send(message: Any) -> None:
        found.append(message)

    scope = {"type": "websocket", "http_version": "1.1", "headers": [(b"host", host.encode())]}
    await AllowedHosts(app, Settings())(scope, cast("Any", None), send)

    assert found == sent


@pytest.mark.parametrize(
    "origin",
    [
        "blog.example.org",
        "https://blog.example.org/path",
        "*",
        "'self'",
        "https://a; script-src *",
        "https://a b",
    ],
)
def test_an_origin_is_scheme_and_host(origin: str) -> None:
    with pytest.raises(ValueError, match="is not an origin"):
        Settings(embed_origins=(origin,))
    with pytest.raises(ValueError, match="is not an origin"):
        Settings(public_url=origin)


def test_an_origin_is_as_browsers_compare_it() -> None:
    settings = Settings(embed_origins=("https://Blog.Example.org:443/", "http://127.0.0.1:9000"))
    assert settings.embed_origins == ("https://blog.example.org", "http://127.0.0.1:9000")

"""All that a client asks for is counted for it, and waits or is refused while it has taken more than its share and others ask."""

from itertools import count
from typing import Any

import pytest
from starlette.requests import HTTPConnection
from starlette.testclient import TestClient

from service import loop_time
from service.access.scopes import Scope
from service.access.tickets import Tickets
from service.access.viewer import Viewer
from service.api.http.access import viewer_by_ticket
from service.fair_sharing import TimeQueue
from service.graph.driver.database import Database
from support.api_client import api_app, client_of_app

pytestmark = pytest.mark.anyio

FLOOD, PAGE = "203.0.113.7", "203.0.113.8"


@pytest.fixture
async def app(no_database: Database) -> Any:
    app = api_app(no_database, public="read")
    app.state.time, app.state.tickets = TimeQueue(patience=0.01, clock=lambda: 100.0), Tickets(b"secret")
    return app


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step of a request takes a second."""
    monkeypatch.setattr(loop_time, "perf_counter", count().__next__)


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize(
    ("method", "path", "json"),
    [
        ("GET", "/schema.graphql", None),
        ("GET", "/", None),
        ("GET", "/static/page/main.js", None),
        ("GET", "/ticket?path=/export/json", None),
        ("POST", "/graphql", {"query": "{ unknown }"}),
        ("PUT", "/uploads", {}),
        ("GET", "/no/such/address", None),
    ],
)
async def test_what_is_computed_counts_for_its_client(app: Any, method: str, path: str, json: Any) -> None:
    async with client_of_app(app, FLOOD) as http:
        await http.request(method, path, json=json)
    assert app.state.time.wait_of(FLOOD) > 2
    assert app.state.time.wait_of(PAGE) == 0


async def test_what_is_computed_in_a_thread_of_anyio_counts_too(
    app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop_time, "perf_counter", lambda: 0.0)
    monkeypatch.setattr(loop_time, "thread_time", count().__next__)
    async with client_of_app(app, FLOOD) as http:
        assert (await http.get("/images/home.png")).status_code == 200
    assert app.state.time.wait_of(FLOOD) == pytest.approx(3.8)  # four times a second, but for the burst


async def test_more_than_a_share_is_refused_while_others_ask(
    app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop_time, "perf_counter", lambda: 0.0)
    async with client_of_app(app, FLOOD) as flood, client_of_app(app, PAGE) as page:
        app.state.time.pay(FLOOD, 3.0)
        assert (await flood.get("/schema.graphql")).status_code == 200  # nobody else is there
        assert (await page.get("/schema.graphql")).status_code == 200
        app.state.time.pay(FLOOD, 2.95)
        refused = await flood.get("/schema.graphql")
        assert (await page.get("/schema.graphql")).status_code == 200
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "8")
    assert refused.json()["errors"] == [
        {
            "message": "Your requests have taken more than a quarter of the service's time while others waited: "
            "try again in 8 s, send fewer at once, or ask for less.",
            "extensions": {"code": "RATE_LIMITED", "retryAfter": 8, "reason": "QUEUE"},
        }
    ]


async def test_this_machine_never_waits_and_others_yield_to_it(app: Any) -> None:
    async with client_of_app(app, "127.0.0.1") as own, client_of_app(app, FLOOD) as flood:
        app.state.time.pay("127.0.0.1", 60.0)
        await flood.get("/schema.graphql")
        assert (await own.get("/schema.graphql")).status_code == 200
        app.state.time.pay(FLOOD, 60.0)
        assert (await flood.get("/schema.graphql")).status_code == 429


async def test_operations_over_a_websocket_wait_too(app: Any) -> None:
    flood = TestClient(app, client=(FLOOD, 5000))  # without its lifespan
    with flood.websocket_connect("ws://localhost/graphql", subprotocols=["graphql-transport-ws"]) as socket:
        socket.send_json({"type": "connection_init"})
        assert socket.receive_json()["type"] == "connection_ack"
        app.state.time.pay(FLOOD, 60.0)
        app.state.time.note_asked(PAGE)
        socket.send_json({"id": "1", "type": "subscribe", "payload": {"query": "{ __typename }"}})
        answer = socket.receive_json()
    assert (answer["type"], answer["payload"][0]["extensions"]["code"]) == ("error", "RATE_LIMITED")


async def test_a_ticket_gives_no_more_than_its_owner_had(app: Any) -> None:
    async with client_of_app(app, FLOOD) as http:
        ticket = (await http.get("/ticket", params={"path": "/graphql"})).json()["ticket"]
    scope = {"type": "http", "app": app, "client": (FLOOD, 1), "headers": [], "path": "/graphql"}
    viewer = viewer_by_ticket(HTTPConnection({**scope, "query_string": f"ticket={ticket}".encode()}))
    assert viewer == Viewer("PUBLIC", FLOOD, frozenset({Scope.READ}), "ticket")

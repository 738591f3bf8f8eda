"""Mistakes of graphql-transport-ws clients, and the answers that the protocol defines."""

from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from service.graph.driver.database import Database
from support.live_api import LiveApi, live_api, until

pytestmark = [pytest.mark.anyio, pytest.mark.posix]

CHANGES = "subscription { changes { seq } }"


async def code_after(
    database: Database, *messages: str | bytes, signed_in: bool = True, **values: Any
) -> tuple[int | None, str | None]:
    """The close code and its reason after these messages."""
    async with live_api(database, **values) as api, (api.signed_in if signed_in else api.connect)() as one:
        for message in messages:
            await one.connection.send(message)
        return await one.closed()


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        ("{", "WebSocket message must be valid JSON"),
        ("", "WebSocket message must be valid JSON"),
        (b"\x00\x01", "WebSocket message type must be text"),
        ("[]", "A message must be a JSON object"),
        ('"ping"', "A message must be a JSON object"),
        ("{}", "A message needs a type"),
        ('{"type": 1}', "A message needs a type"),
        ('{"type": "start"}', "Unknown message type: start"),
        ('{"type": "connection_init", "payload": 1}', "The payload of connection_init must be an object"),
        ('{"type": "ping", "payload": []}', "The payload of ping must be an object"),
        ('{"type": "subscribe"}', "subscribe needs an id, a string of at most 200 characters"),
        ('{"type": "subscribe", "id": ["1"]}', "subscribe needs an id, a string of at most 200 characters"),
        ('{"type": "subscribe", "id": ""}', "subscribe needs an id, a string of at most 200 characters"),
        ('{"type": "subscribe", "id": "1"}', "subscribe needs a payload with a query"),
        ('{"type": "subscribe", "id": "1", "payload": {"query": 1}}', "subscribe needs a payload with a query"),
        (
            '{"type": "subscribe", "id": "1", "payload": {"query": "{ viewer { kind } }", "variables": []}}',
            "variables must be an object",
        ),
        (
            '{"type": "subscribe", "id": "1", "payload": {"query": "{ viewer { kind } }", "operationName": {}}}',
            "operationName must be a string",
        ),
        ('{"type": "complete"}', "complete needs an id, a string of at most 200 characters"),
    ],
)  # fmt: skip
async def test_invalid_messages_close_with_4400(
    recorded_database: Database, message: str | bytes, reason: str
) -> None:
    assert await code_after(recorded_database, message) == (4400, reason)


async def test_subscribing_before_the_init_closes_with_4401(recorded_database: Database) -> None:
    message = '{"type": "subscribe", "id": "1", "payload": {"query": "{ viewer { kind } }"}}'
    assert await code_after(recorded_database, message, signed_in=False) == (4401, "Unauthorized")


async def test_an_invalid_key_closes_with_4403(recorded_database: Database) -> None:
    message = '{"type": "connection_init", "payload": {"X-API-Key": "vkg_aaaaaaaa_' + "b" * 32 + '"}}'
    code, reason = await code_after(recorded_database, message, signed_in=False)
    assert (code, reason and reason[:24]) == (4403, "The API key is not valid")


async def test_another_subprotocol_closes_with_4406(recorded_database: Database) -> None:
    async with live_api(recorded_database) as api:
        for offered in (None, ["graphql-ws"]):
            async with api.connect(subprotocols=offered) as one:
                assert await one.closed() == (4406, "Use the subprotocol graphql-transport-ws")


async def test_a_late_init_closes_with_4408(recorded_database: Database) -> None:
    found = await code_after(recorded_database, signed_in=False, connection_init_timeout=0.05)
    assert found == (4408, "Connection initialisation timeout")


async def test_the_same_id_twice_closes_with_4409(recorded_database: Database) -> None:
    message = '{"type": "subscribe", "id": "1", "payload": {"query": "subscription { changes { seq } }"}}'
    assert await code_after(recorded_database, message, message) == (4409, "Subscriber for 1 already exists")


async def test_a_second_init_closes_with_4429(recorded_database: Database) -> None:
    found = await code_after(recorded_database, '{"type": "connection_init"}')
    assert found == (4429, "Too many initialisation requests")


async def test_a_message_that_is_too_large_closes_with_1009(recorded_database: Database) -> None:
    code, _ = await code_after(
        recorded_database, '{"type": "ping", "payload": {"a": "' + "b" * 1000 + '"}}', max_message=1000
    )
    assert code == 1009


async def test_pings_are_answered_before_and_after_the_init(recorded_database: Database) -> None:
    async with live_api(recorded_database) as api, api.connect() as one:
        await one.send(type="ping", payload={"a": 1})
        assert await one.receive() == {"type": "pong"}
        await one.send(type="pong")
        await one.send(type="connection_init", payload=None)
        assert await one.receive() == {"type": "connection_ack"}
        await one.send(type="ping")
        assert await one.receive() == {"type": "pong"}


async def test_complete_before_an_event_frees_the_id(recorded_database: Database) -> None:
    async with live_api(recorded_database) as api, api.signed_in() as one:
        await one.send(type="complete", id="unknown")
        for _ in range(3):
            await one.subscribe(CHANGES)
            await one.send(type="complete", id="1")
        await one.subscribe("{ viewer { kind } }")
        assert await one.receive() == {
            "type": "next",
            "id": "1",
            "payload": {"data": {"viewer": {"kind": "LOCAL"}}},
        }
        assert await one.receive() == {"type": "complete", "id": "1"}
        await one.subscribe("{ viewer { kind } }")
        assert (await one.receive())["type"] == "next"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription {", "GRAPHQL_PARSE_FAILED"),
        ("subscription { nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { a: changes { seq } b: changes { seq } }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { __typename }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription ($no: Boolean = false) { changes @include(if: $no) { seq } }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription ($a: Cursor!) { changes(after: $a) { seq } }", "BAD_USER_INPUT"),
        ('subscription { changes(after: "nonsense") { seq } }', "INVALID_CURSOR"),
        ('subscription { changes(after: "9") { seq } }', "INVALID_CURSOR"),
        ('mutation { deleteVideo(input: {video: "a"}) { __typename } }', "BAD_USER_INPUT"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
    ],
)  # fmt: skip
async def test_operations_that_are_not_valid_end_with_an_error(
    recorded_database: Database, query: str, code: str
) -> None:
    async with live_api(recorded_database) as api, api.signed_in() as one:
        await one.subscribe(query)
        answer = await one.receive()
        assert (answer["type"], answer["id"]) == ("error", "1")
        assert [error["extensions"]["code"] for error in answer["payload"]] == [code]
        await one.send(type="ping")
        assert await one.receive() == {"type": "pong"}


async def test_operations_of_one_connection_are_limited(recorded_database: Database) -> None:
    async with live_api(recorded_database, max_subscriptions=2) as api, api.signed_in() as one:
        for id_ in ("1", "2", "3"):
            await one.subscribe(CHANGES, id_=id_)
        answer = await one.receive()
        assert (answer["type"], answer["id"]) == ("error", "3")
        assert answer["payload"][0]["extensions"] == {
            "code": "RATE_LIMITED", "retryAfter": 1, "reason": "SUBSCRIPTIONS",
        }  # fmt: skip
        await one.send(type="complete", id="1")
        await one.subscribe(CHANGES, id_="3")
        await one.send(type="ping")
        assert await one.receive() == {"type": "pong"}


async def status_of(api: LiveApi, **options: Any) -> int:
    with pytest.raises(InvalidStatus) as refused:
        async with api.connect(**options):
            pass
    return refused.value.response.status_code


async def test_connections_are_limited(recorded_database: Database) -> None:
    async with live_api(recorded_database, max_subscribers=3, max_subscribers_per_client=2) as api:
        async with api.signed_in(), api.signed_in():
            assert await status_of(api) == 429
            assert api.app.state.seats.count == 2
        await until(lambda: not api.app.state.seats.count)
        async with api.signed_in():
            pass


async def test_pages_of_other_origins_open_no_socket(recorded_database: Database) -> None:
    async with live_api(recorded_database, cors_origins=("https://front.example",)) as api:
        assert await status_of(api, origin="https://evil.example") == 403
        assert await status_of(api, origin=f"http://evil.example:{api.port}") == 403
        assert await status_of(api, additional_headers={"sec-fetch-site": "cross-site"}) == 403
        assert await status_of(api, additional_headers={"host": "evil.example"}) == 403
        async with (
            api.signed_in(origin="https://front.example"),
            api.signed_in(origin=f"http://127.0.0.1:{api.port}"),
        ):
            pass

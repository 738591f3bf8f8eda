"""`Subscription.changes` over both protocols: history and live changes in order, without gap or double."""

import asyncio
import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2 as httpx
import pytest

from service.access.key_store import create_key, revoke_key
from service.access.scopes import Scope
from service.curation.load import delete_video, import_document
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from support.live_api import WAIT, LiveApi, live_api, until
from support.talks import Sentence, make_document

pytestmark = pytest.mark.anyio

ADA = Sentence("ada", ("loom", "lab"), ("ada", "WORKS_AT", "acme"), 0.1, frozenset())
SEQS = "subscription ($after: Cursor) { changes(after: $after) { seq } }"
EVENTS = {"accept": "text/event-stream"}


def talk(number: int) -> VideoDocument:
    return make_document(f"talk {number}", [ADA])


def seq_of(message: dict[str, Any]) -> str:
    assert message["type"] == "next", message
    return message["payload"]["data"]["changes"]["seq"]


@asynccontextmanager
async def stream(
    api: LiveApi, query: str, variables: dict[str, Any] | None = None, **headers: str
) -> AsyncGenerator[AsyncGenerator[tuple[str, str, Any]]]:
    """The events of an event stream: kind, id and data."""
    async with (
        httpx.AsyncClient(timeout=WAIT) as http,
        http.stream(
            "POST", api.url, json={"query": query, "variables": variables}, headers={**EVENTS, **headers}
        ) as answer,
    ):
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/event-stream"), (
            await answer.aread()
        )

        async def events() -> AsyncGenerator[tuple[str, str, Any]]:
            found: dict[str, str] = {}
            async for line in answer.aiter_lines():
                name, _, value = line.partition(": ")
                if line and name:
                    found[name] = value
                elif "event" in found:
                    yield found["event"], found.get("id", ""), json.loads(found.get("data") or "null")
                    found = {}

        yield events()


async def test_events_over_a_websocket(clean_database: Database) -> None:
    await import_document(clean_database, talk(1))
    query = """subscription Follow($after: Cursor, $imports: [ChangeKind!]) {
      told: changes(after: $after, where: {kind: $imports}) { ...Facts seq }
      ...More
    }
    fragment Facts on Change { kind video { title entities(first: 1) { nodes { name } } } }
    fragment More on Subscription { told: changes(after: $after, where: {kind: $imports}) { videoIds } }"""
    async with live_api(clean_database) as api, api.signed_in() as one:
        variables = {"after": "0", "imports": ["TALK_IMPORTED"]}
        await one.subscribe(query, variables, id_="a")

        first = await one.receive()
        title = {"title": "Talk talk 1", "entities": {"nodes": [{"name": "Ada"}]}}
        assert first["payload"]["data"]["told"].pop("video").keys() == title.keys()
        assert first == {
            "type": "next",
            "id": "a",
            "payload": {
                "data": {"told": {"kind": "TALK_IMPORTED", "seq": "1", "videoIds": ["video:talk 1"]}}
            },
        }
        await delete_video(clean_database, "talk 1")
        await import_document(clean_database, talk(2))
        second = (await one.receive())["payload"]["data"]["told"]
        assert (second["seq"], second["video"]["title"]) == ("3", "Talk talk 2")


async def test_events_over_an_event_stream(clean_database: Database) -> None:
    await import_document(clean_database, talk(1))
    async with live_api(clean_database) as api:
        async with stream(api, SEQS, {"after": "0"}) as events:
            assert await anext(events) == ("next", "1", {"data": {"changes": {"seq": "1"}}})
            await import_document(clean_database, talk(2))
            assert await anext(events) == ("next", "2", {"data": {"changes": {"seq": "2"}}})
            assert api.app.state.seats.count == 1
        await until(lambda: not api.app.state.seats.count)
        # An EventSource that connects again sends the id of its last event.
        async with stream(api, SEQS, {"after": "0"}, **{"last-event-id": "1"}) as events:
            assert (await anext(events))[1] == "2"
        async with stream(api, "{ viewer { kind } }") as events:
            told = [event async for event in events]
            assert told == [("next", "", {"data": {"viewer": {"kind": "LOCAL"}}}), ("complete", "", None)]
        async with stream(api, SEQS, {"after": "7"}) as events:
            [(kind, _, answer), end] = [event async for event in events]
            assert (kind, end[0]) == ("next", "complete")
            assert [error["extensions"]["code"] for error in answer["errors"]] == ["INVALID_CURSOR"]


async def test_without_a_cursor_only_later_changes_are_sent(clean_database: Database) -> None:
    await import_document(clean_database, talk(1))
    async with live_api(clean_database) as api, api.signed_in() as one:
        await one.subscribe("subscription { changes { seq } }")
        await until(lambda: api.feed.watch.latest == 1)
        await import_document(clean_database, talk(2))
        assert seq_of(await one.receive()) == "2"


async def test_a_cursor_that_is_too_old_is_told(clean_database: Database) -> None:
    await import_document(clean_database, talk(1))
    await import_document(clean_database, talk(2))
    await clean_database.run("MATCH (n:ChangeCounter) SET n.expiredTo = 1", name="test")
    async with live_api(clean_database) as api, api.signed_in() as one:
        await one.subscribe(SEQS, {"after": "0"})
        answer = await one.receive()
        assert (answer["type"], answer["payload"][0]["extensions"]["code"]) == ("error", "CURSOR_EXPIRED")
        assert answer["payload"][0]["message"].startswith("`after` is too old: changes after it are deleted.")
        await one.subscribe(SEQS, {"after": "1"})
        assert seq_of(await one.receive()) == "2"


async def test_history_and_live_meet_without_gap_or_double(clean_database: Database) -> None:
    """Subscribers start at any moment and place while four writers commit; each is told all, once, in order."""
    writers, rounds = 4, 3
    total = writers * rounds * 2

    async def write(number: int) -> None:
        for _ in range(rounds):
            await import_document(clean_database, talk(number))
            await delete_video(clean_database, f"talk {number}")

    async def follow(api: LiveApi, number: int) -> list[str]:
        await until(lambda: api.feed.watch.latest >= number)  # at another moment each
        after, told = number // 2, list[str]()
        while after + len(told) < total:
            async with api.signed_in() as one:  # and it loses its connection now and then
                await one.subscribe(SEQS, {"after": str(after + len(told))})
                for _ in range(3 + number % 5):
                    if after + len(told) < total:
                        told.append(seq_of(await one.receive()))
        assert told == [str(seq) for seq in range(after + 1, total + 1)]
        return told

    async with live_api(clean_database) as api, api.signed_in() as one:
        await one.subscribe(SEQS)
        async with asyncio.TaskGroup() as group:
            for number in range(writers):
                group.create_task(write(number))
            for number in range(0, 24, 3):
                group.create_task(follow(api, number))


async def test_events_of_one_selection_are_read_once_for_all(clean_database: Database) -> None:
    async with live_api(clean_database) as api:
        async with asyncio.TaskGroup() as group, api.signed_in() as one:
            del group
            for id_ in range(10):
                await one.subscribe("subscription { changes { seq kind } }", id_=str(id_))
            await one.subscribe("subscription { changes { kind } }", id_="other")
            await until(lambda: len(api.feed.watch._changed._waiters) == 11)  # pyright: ignore
            before = api.feed.pages.reads
            await import_document(clean_database, talk(1))
            told = [(await one.receive())["id"] for _ in range(11)]
        assert sorted(told) == [*map(str, range(10)), "other"]
        assert api.feed.pages.reads - before == 2


async def test_a_key_is_checked_again_for_each_event(clean_database: Database) -> None:
    now = [datetime.now(UTC).timestamp()]
    until_ = datetime.now(UTC) + timedelta(days=1)
    revoked = await create_key(clean_database, "revoked", [Scope.READ])
    expired = await create_key(clean_database, "expired", [Scope.READ], until_)
    async with live_api(clean_database, public="none") as api:
        api.app.state.authenticator._clock = lambda: now[0]
        async with (
            api.signed_in({"Authorization": f"Bearer {revoked.key}"}) as one,
            api.signed_in(additional_headers={"x-api-key": expired.key}) as two,
        ):
            for client in (one, two):
                await client.subscribe(SEQS, {"after": "0"})
                await client.subscribe('subscription { changes(after: "0") { kind } }', id_="2")
            await import_document(clean_database, talk(1))
            for client in (one, two):
                assert sorted([(await client.receive())["id"] for _ in range(2)]) == ["1", "2"]
            await revoke_key(clean_database, revoked.id)
            now[0] += 31
            await import_document(clean_database, talk(2))
            assert (await two.receive())["type"] == "next"
            answer = await one.receive()
            assert (answer["type"], answer["payload"][0]["extensions"]["code"]) == (
                "error",
                "UNAUTHENTICATED",
            )
            code, reason = await one.closed()
            assert (code, reason and reason.endswith("was revoked. Ask for another one.")) == (4403, True)
            now[0] = until_.timestamp() + 1
            await import_document(clean_database, talk(3))
            code, reason = await two.closed()
            assert (code, reason and "has expired" in reason) == (4403, True)


async def test_clients_without_the_scope_get_no_event(clean_database: Database) -> None:
    await import_document(clean_database, talk(1))
    async with live_api(clean_database, public="none") as api:
        async with api.signed_in() as one:
            await one.subscribe(SEQS, {"after": "0"})
            answer = await one.receive()
            assert (answer["type"], answer["payload"][0]["extensions"]["code"]) == (
                "error",
                "UNAUTHENTICATED",
            )
            assert answer["payload"][0]["message"].startswith("Subscription.changes needs the scope `read`.")
            await one.send(type="ping")
            assert await one.receive() == {"type": "pong"}
        async with httpx.AsyncClient(timeout=WAIT) as http:
            answer = await http.post(api.url, json={"query": SEQS}, headers=EVENTS)
            assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (
                401,
                "UNAUTHENTICATED",
            )
            key = await create_key(clean_database, "one", [Scope.READ])
            ticket = (
                await http.get(
                    api.url.replace("/graphql", "/ticket?path=/graphql"), headers={"x-api-key": key.key}
                )
            ).json()["ticket"]
        async with api.signed_in(query=f"?ticket={ticket}") as one:
            await one.subscribe(SEQS, {"after": "0"})
            assert seq_of(await one.receive()) == "1"


async def test_plain_http_says_how_to_subscribe(clean_database: Database) -> None:
    async with live_api(clean_database) as api, httpx.AsyncClient(timeout=WAIT) as http:
        answer = (await http.post(api.url, json={"query": SEQS})).json()
        assert [(error["message"], error["extensions"]["code"]) for error in answer["errors"]] == [
            (
                "A subscription has many answers: send it over WebSocket (graphql-transport-ws), or with `Accept: text/event-stream`.",
                "BAD_USER_INPUT",
            )
        ]

"""Webhooks to a real receiver: order, signature, retries, restarts, several senders, and addresses that are refused."""

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from service.curation.load import delete_video, import_document
from service.errors import InvalidInput, NotAllowed, NotFound
from service.graph.driver.database import Database
from service.webhooks import sender
from service.webhooks.signature import sign
from service.webhooks.store import (
    add_webhook,
    list_due,
    list_webhooks,
    remove_webhook,
    resume_webhook,
    rotate_secret,
)
from support.server_thread import in_thread
from support.talks import Sentence, make_document

pytestmark = pytest.mark.anyio

ADA = Sentence("ada", ("loom", "lab"), ("ada", "WORKS_AT", "acme"), 0.1, frozenset())


class Receiver(HTTPServer):
    """Keeps what it gets. `answers`: statuses of the next answers, 204 when there is none left."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self.url = f"http://127.0.0.1:{self.server_port}/hook?from=videograph"

    @property
    def types(self) -> list[str]:
        return [json.loads(body)["type"] for _, body in self.got]

    @property
    def seqs(self) -> list[str]:
        return [json.loads(body)["data"]["seq"] for _, body in self.got]


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        receiver = self.server
        assert isinstance(receiver, Receiver)
        body = self.rfile.read(int(self.headers["content-length"]))
        receiver.got.append(
            ({"path": self.path, **{name.lower(): value for name, value in self.headers.items()}}, body)
        )
        status = receiver.answers.pop(0) if receiver.answers else 204
        self.send_response(status)
        if status == 302:
            self.send_header("location", receiver.url)
        text = b"" if status == 204 else b"no \x1b[31m room " + b"x" * 100_000
        self.send_header("content-length", str(len(text)))
        self.end_headers()
        with suppress(OSError):  # the sender reads only the beginning
            self.wfile.write(text)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with in_thread(Receiver()) as server:
        yield server


async def write(database: Database, *numbers: int) -> None:
    for number in numbers:
        await import_document(database, make_document(f"talk {number}", [ADA]))


async def send(database: Database, id_: str) -> int:
    return await sender.send_due(database, id_, private=True, seconds=5)


async def due_now(database: Database) -> None:
    """The pause is over."""
    await database.run("MATCH (h:Webhook) SET h.nextAt = datetime()", name="test")


async def test_changes_are_sent_in_order_and_signed(clean_database: Database, receiver: Receiver) -> None:
    database = clean_database
    await write(database, 1)
    added = await add_webhook(database, receiver.url, ["talk.imported", "talk.deleted"], private=True)
    assert await list_due(database) == []
    await write(database, 2)
    await write(database, 2)  # nothing has changed
    await import_document(database, make_document("talk 2", [ADA, ADA]))  # of a kind that is not asked for
    await delete_video(database, "talk 1")
    await write(database, 3)
    assert await list_due(database) == [added.id]

    assert await send(database, added.id) == 3

    assert receiver.types == ["talk.imported", "talk.deleted", "talk.imported"]
    assert receiver.seqs == ["2", "4", "5"]
    headers, body = receiver.got[0]
    assert headers["path"] == "/hook?from=videograph"
    assert headers["webhook-id"] == f"{added.id.removeprefix('webhook:')}_2"
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(added.secret.removeprefix("whsec_"))
    expected = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    assert json.loads(body)["data"] == {
        "seq": "2", "kind": "TALK_IMPORTED", "videoIds": ["video:talk 2"], "entityIds": [], "decisionIds": [],
    }  # fmt: skip
    assert await list_due(database) == []
    [listed] = await list_webhooks(database)
    assert (listed.state, listed.cursor, listed.waiting, listed.failures, listed.error) == (
        "active",
        5,
        0,
        0,
        None,
    )
    assert listed.on == ("talk.imported", "talk.deleted")


async def test_what_fails_is_sent_again_and_nothing_overtakes_it(
    clean_database: Database, receiver: Receiver
) -> None:
    database = clean_database
    hook = (await add_webhook(database, receiver.url, [], private=True)).id
    await write(database, 1, 2, 3)
    receiver.answers = [204, 500, 302]

    assert await send(database, hook) == 1
    [listed] = await list_webhooks(database)
    assert (listed.state, listed.cursor, listed.waiting, listed.failures) == ("failing", 1, 2, 1)
    assert listed.error is not None
    assert listed.error.startswith("status 500: no  [31m room xxx")
    assert len(listed.error) < 250
    assert await list_due(database) == []  # it pauses
    assert await send(database, hook) == 0
    await due_now(database)
    assert await send(database, hook) == 0
    [listed] = await list_webhooks(database)
    assert (listed.failures, listed.error and listed.error[:40]) == (
        2,
        "status 302 (redirects are not followed):",
    )
    await due_now(database)
    assert await send(database, hook) == 2

    assert receiver.seqs == ["1", "2", "2", "2", "3"]
    ids = [headers["webhook-id"].partition("_")[2] for headers, _ in receiver.got]
    assert ids == receiver.seqs  # equal for each attempt, so that the receiver can tell
    [listed] = await list_webhooks(database)
    assert (listed.state, listed.failures, listed.error) == ("active", 0, None)


async def test_after_a_day_or_410_a_webhook_stops_and_can_be_resumed(
    clean_database: Database, receiver: Receiver
) -> None:
    database = clean_database
    hook = (await add_webhook(database, receiver.url, [], private=True)).id
    await write(database, 1, 2)
    receiver.answers = [500] * len(sender.PAUSES) + [500, 410]
    for _ in range(len(sender.PAUSES)):
        await send(database, hook)
        assert (await list_webhooks(database))[0].state == "failing"
        await due_now(database)
    await send(database, hook)
    assert (await list_webhooks(database))[0].state == "stopped"
    await due_now(database)
    assert await list_due(database) == []
    await resume_webhook(database, hook, skip=False)
    await send(database, hook)
    assert (await list_webhooks(database))[0].state == "stopped"  # by 410
    await resume_webhook(database, hook, skip=True)
    assert await send(database, hook) == 1
    assert receiver.seqs[-1] == "2"
    assert 86_000 <= sum(sender.PAUSES) <= 100_000
    with pytest.raises(NotFound):
        await resume_webhook(database, "webhook:none", skip=False)


async def test_a_sender_that_was_killed_is_replaced_and_one_of_several_sends(
    clean_database: Database, receiver: Receiver
) -> None:
    database = clean_database
    hook = (await add_webhook(database, receiver.url, [], private=True)).id
    await write(database, 1, 2)
    sent = await asyncio.gather(*(send(database, hook) for _ in range(5)))
    assert sorted(sent) == [0, 0, 0, 0, 2]
    assert receiver.seqs == ["1", "2"]
    # A process that was killed leaves its lease behind.
    await database.run("MATCH (h:Webhook) SET h.leaseUntil = datetime() + duration('PT1M')", name="test")
    await write(database, 3)
    assert await list_due(database) == []
    await database.run("MATCH (h:Webhook) SET h.leaseUntil = datetime()", name="test")
    tasks = [asyncio.create_task(sender.send_forever(database, private=True, seconds=5)) for _ in range(2)]
    async with asyncio.timeout(20):
        while receiver.seqs[-1] != "3":  # noqa: ASYNC110  (the receiver is another thread)
            await asyncio.sleep(0.02)
        await write(database, 4)
        while receiver.seqs[-1] != "4":  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert receiver.seqs == ["1", "2", "3", "4"]
    assert database.after_changes == set()


async def test_private_addresses_get_nothing(clean_database: Database, receiver: Receiver) -> None:
    database = clean_database
    with pytest.raises(InvalidInput, match="by https only, unless VIDEOGRAPH_WEBHOOKS_PRIVATE is set"):
        await add_webhook(database, receiver.url, [], private=False)
    with pytest.raises(InvalidInput, match="'talk' is no event: write one of "):
        await add_webhook(database, receiver.url, ["talk"], private=True)
    with pytest.raises(InvalidInput, match="nothing would be sent to this address: localhost is at "):
        await add_webhook(database, f"https://localhost:{receiver.server_port}/", [], private=False)
    assert await list_webhooks(database) == []
    hook = (await add_webhook(database, f"https://localhost:{receiver.server_port}/", [], private=True)).id
    await write(database, 1)
    with pytest.raises(NotAllowed):
        await sender.send_due(database, hook, private=False, seconds=5)
    [listed] = await list_webhooks(database)
    assert listed.error is not None
    assert listed.error.endswith(
        "in a private network or on this machine, and VIDEOGRAPH_WEBHOOKS_PRIVATE does not allow it"
    )
    assert (listed.state, listed.failures, listed.waiting, listed.deliveries) == ("active", 0, 1, ())
    assert receiver.got == []
    await remove_webhook(database, hook)
    assert await list_webhooks(database) == []


async def test_a_process_that_may_not_send_leaves_it_to_one_that_may_and_says_so_once(
    clean_database: Database,
    receiver: Receiver,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sender, "_LEFT_SECONDS", 0.0)  # it tries again at once
    monkeypatch.setattr(sender, "_LOOK", 0.05)
    database, tries = clean_database, asyncio.Semaphore(0)
    hook = (await add_webhook(database, receiver.url, [], private=True)).id
    await write(database, 1)
    send_due = sender.send_due

    async def counted(*given: Any, **named: Any) -> int:
        tries.release()
        return await send_due(*given, **named)

    monkeypatch.setattr(sender, "send_due", counted)
    forbidden = asyncio.create_task(sender.send_forever(database, private=False, seconds=5))
    for _ in range(3):
        await tries.acquire()
    assert receiver.got == []
    allowed = asyncio.create_task(sender.send_forever(database, private=True, seconds=5))
    async with asyncio.timeout(60):
        while not receiver.got:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        while (await list_webhooks(database))[0].waiting:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    for task in (forbidden, allowed):
        task.cancel()
    await asyncio.gather(forbidden, allowed, return_exceptions=True)

    [listed] = await list_webhooks(database)
    assert (listed.state, listed.failures, listed.error) == ("active", 0, None)
    assert [record.getMessage() for record in caplog.records if record.name == "videograph"] == [
        f"{hook} is left to another process, which may send to it: webhooks are sent by https only, unless VIDEOGRAPH_WEBHOOKS_PRIVATE is set"
    ]


async def test_the_last_ten_attempts_are_kept(clean_database: Database, receiver: Receiver) -> None:
    database = clean_database
    hook = (await add_webhook(database, receiver.url, [], private=True)).id
    await write(database, 1, 2)
    receiver.answers = [204, 500]
    await send(database, hook)
    await due_now(database)
    await send(database, hook)

    [listed] = await list_webhooks(database)
    shown = [(one.seq, one.status, one.attempt, one.error is None) for one in listed.deliveries]
    assert shown == [(2, 204, 2, True), (2, 500, 1, False), (1, 204, 1, True)]
    assert (listed.deliveries[1].error or "").startswith("status 500: no")
    assert all(one.milliseconds >= 0 and one.at.endswith("Z") for one in listed.deliveries)

    await write(database, *range(3, 13))
    await send(database, hook)
    [listed] = await list_webhooks(database)
    assert [one.seq for one in listed.deliveries] == list(range(12, 2, -1))


async def test_a_new_secret_signs_beside_the_one_before_for_a_day(
    clean_database: Database, receiver: Receiver
) -> None:
    database = clean_database
    added = await add_webhook(database, receiver.url, [], private=True)
    secret = await rotate_secret(database, added.id)
    assert secret != added.secret
    await write(database, 1)
    await send(database, added.id)
    await database.run("MATCH (h:Webhook) SET h.earlierUntil = datetime()", name="test")
    await write(database, 2)
    await send(database, added.id)

    both, new = [
        (headers["webhook-signature"], headers["webhook-id"], int(headers["webhook-timestamp"]), body)
        for headers, body in receiver.got
    ]
    assert both[0] == sign([secret, added.secret], *both[1:])
    assert new[0] == sign([secret], *new[1:])
    with pytest.raises(NotFound):
        await rotate_secret(database, "webhook:none")

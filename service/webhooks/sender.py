"""Sends the changes of each webhook in order. One of several processes does it at a time, by a lease."""

import asyncio
import logging
import secrets
import time

import orjson

import service
from service.domain.changes import event_name
from service.errors import CursorExpired, InvalidCursor, InvalidInput, VideographError
from service.graph.changes import Change, read_changes
from service.graph.driver.database import Database
from service.webhooks import store
from service.webhooks.address import read_target
from service.webhooks.post import NotDelivered, post
from service.webhooks.signature import sign
from service.webhooks.store import Claimed

PAUSES = (5.0, 60.0, 300.0, 1800.0, 3600.0, 7200.0, 14400.0, 28800.0, 32400.0)
"""Seconds before the next attempt, after each failed one: about a day in all."""
DAY = 86_400.0
_LOOK = 1.0
_PAGE = 100
_GONE = 410
_log = logging.getLogger("videograph")


async def send_forever(database: Database, *, private: bool, seconds: float) -> None:
    """Sends what is due until it is cancelled.

    Args:
        private: see `read_target`.
        seconds: time limit of one request.
    """
    committed = asyncio.Event()
    database.after_changes.add(committed.set)
    try:
        while True:
            committed.clear()
            try:
                due = await store.list_due(database)
                await asyncio.gather(
                    *(send_due(database, id_, private=private, seconds=seconds) for id_ in due)
                )
            except VideographError as error:
                _log.debug("webhooks cannot be sent: %s", error.message)
            except Exception:
                _log.exception("a fault in the work on webhooks")
            try:
                async with asyncio.timeout(_LOOK):
                    await committed.wait()
            except TimeoutError:
                pass
    finally:
        database.after_changes.discard(committed.set)


async def send_due(database: Database, id_: str, *, private: bool, seconds: float) -> int:
    """Sends the changes of a webhook until one fails or there is none; returns how many were sent."""
    lease = seconds + 30.0
    hook = await store.claim(database, id_, lease)
    if hook is None:
        return 0
    sent, cursor = 0, hook.cursor
    try:
        while changes := await read_changes(database, cursor, _PAGE):
            for change in changes:
                if hook.kinds and change.kind not in hook.kinds:
                    cursor = change.seq
                    continue
                await _send(hook, change, private=private, seconds=seconds)
                sent, cursor = sent + 1, change.seq
                if not await store.advance(database, hook, cursor, lease, sent=True):
                    return sent
            if not await store.advance(database, hook, cursor, lease, sent=False):
                return sent
    except NotDelivered as fault:
        if sent:
            hook = _begun_again(hook)
        await store.note_failure(database, hook, str(fault), pause_after(hook, fault))
        return sent
    except (CursorExpired, InvalidCursor) as error:
        await store.note_failure(database, hook, error.message, None)
        return sent
    await store.release(database, hook)
    return sent


def pause_after(hook: Claimed, fault: NotDelivered) -> float | None:
    """Returns the seconds until the next attempt; None if there is to be none."""
    if fault.status == _GONE or hook.failing_for >= DAY or hook.failures >= len(PAUSES):
        return None
    return PAUSES[hook.failures] * (1 + secrets.randbelow(100) / 1000)  # so that many do not come at once


def _begun_again(hook: Claimed) -> Claimed:
    return Claimed(hook.id, hook.url, hook.kinds, hook.secret, hook.cursor, hook.fence, 0, 0.0)


async def _send(hook: Claimed, change: Change, *, private: bool, seconds: float) -> None:
    data = {
        "seq": str(change.seq),
        "kind": change.kind,
        "videoIds": change.video_ids,
        "entityIds": change.entity_ids,
        "decisionIds": change.decision_ids,
    }
    await send_message(
        hook.url,
        hook.secret,
        f"{hook.id.removeprefix('webhook:')}_{change.seq}",
        {"type": event_name(change.kind), "timestamp": change.at, "data": data},
        private=private,
        seconds=seconds,
    )


async def send_message(
    url: str, secret: str, id_: str, message: dict[str, object], *, private: bool, seconds: float
) -> int:
    """Sends one signed message, and returns the status of the answer.

    Raises:
        NotDelivered
    """
    try:
        target = read_target(url, private=private)
    except InvalidInput as error:  # the setting was changed since
        raise NotDelivered(error.message) from None
    body, now = orjson.dumps(message), int(time.time())
    headers = {
        "content-type": "application/json",
        "user-agent": f"Videograph/{service.__version__}",
        "webhook-id": id_,
        "webhook-timestamp": str(now),
        "webhook-signature": sign(secret, id_, now, body),
        "connection": "close",
    }
    return await post(target, body, headers, private=private, seconds=seconds)

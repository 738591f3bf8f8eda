"""Sends the changes of each webhook in order. One of several processes does it at a time, by a lease."""

import asyncio
import logging
import secrets
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import orjson

import service
from service.domain.changes import event_name
from service.errors import CursorExpired, InvalidCursor, InvalidInput, NotAllowed, VideographError
from service.graph.change_log import ChangeRecord, read_changes
from service.graph.driver.database import Database
from service.webhooks import store
from service.webhooks.address import read_target
from service.webhooks.post import NotDelivered, post
from service.webhooks.signature import sign
from service.webhooks.store import Delivery, WebhookClaim

PAUSES = (5.0, 60.0, 300.0, 1800.0, 3600.0, 7200.0, 14400.0, 28800.0, 32400.0)
"""Seconds before the next attempt, after each failed one: about a day in all."""
DAY = 86_400.0
_LOOK = 1.0
_PAGE = 100
_GONE = 410
_LEFT_SECONDS = 60.0
_log = logging.getLogger("videograph")


async def send_forever(database: Database, *, private: bool, seconds: float) -> None:
    """Sends what is due until it is cancelled.

    Args:
        private: see `read_target`.
        seconds: time limit of one request.
    """
    committed = asyncio.Event()
    left = _Left()
    database.after_changes.add(committed.set)
    try:
        while True:
            committed.clear()
            try:
                due = [id_ for id_ in await store.list_due(database) if left.may_try(id_)]
                await asyncio.gather(
                    *(_send_or_leave(database, id_, left, private=private, seconds=seconds) for id_ in due)
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


class _Left:
    """The webhooks that this process may not send to. Another one may, so they are left to it. It is said once, and tried again after
    a minute, since a name can get another address."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def may_try(self, id_: str) -> bool:
        return self._until.get(id_, 0.0) <= time.monotonic()

    def leave(self, id_: str, why: str) -> None:
        if id_ not in self._until:
            _log.warning("%s is left to another process, which may send to it: %s", id_, why)
        self._until[id_] = time.monotonic() + _LEFT_SECONDS


async def _send_or_leave(database: Database, id_: str, left: _Left, *, private: bool, seconds: float) -> None:
    try:
        await send_due(database, id_, private=private, seconds=seconds)
    except NotAllowed as error:
        left.leave(id_, error.message)


async def send_due(database: Database, id_: str, *, private: bool, seconds: float) -> int:
    """Sends the changes of a webhook until one fails or there is none; returns how many were sent.

    Raises:
        NotAllowed: this process may not send there. Nothing has changed.
    """
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
                if sent:
                    hook = replace(hook, failures=0, failing_for=0.0)
                delivery, fault = await _send(hook, change, private=private, seconds=seconds)
                if fault is not None:
                    pause = pause_after(hook, fault)
                    await store.note_failure(database, hook, str(fault), pause, delivery)
                    return sent
                sent, cursor = sent + 1, change.seq
                if not await store.advance(database, hook, cursor, lease, delivery):
                    return sent
            if not await store.advance(database, hook, cursor, lease):
                return sent
    except NotAllowed as error:
        await store.release(database, hook, error.message)
        raise
    except (CursorExpired, InvalidCursor) as error:
        await store.note_failure(database, hook, error.message, None)
        return sent
    await store.release(database, hook)
    return sent


def pause_after(hook: WebhookClaim, fault: NotDelivered) -> float | None:
    """Returns the seconds until the next attempt; None if there is to be none."""
    if fault.status == _GONE or hook.failing_for >= DAY or hook.failures >= len(PAUSES):
        return None
    return PAUSES[hook.failures] * (1 + secrets.randbelow(100) / 1000)  # so that many do not come at once


async def _send(
    hook: WebhookClaim, change: ChangeRecord, *, private: bool, seconds: float
) -> tuple[Delivery, NotDelivered | None]:
    data = {
        "seq": str(change.seq),
        "kind": change.kind,
        "videoIds": change.video_ids,
        "entityIds": change.entity_ids,
        "decisionIds": change.decision_ids,
    }
    at, begun, status, fault = datetime.now(UTC), time.monotonic(), None, None
    try:
        status = await send_message(
            hook.url,
            hook.secrets,
            f"{hook.id.removeprefix('webhook:')}_{change.seq}",
            {"type": event_name(change.kind), "timestamp": change.at, "data": data},
            private=private,
            seconds=seconds,
        )
    except NotDelivered as error:
        status, fault = error.status, error
    took = round(1000 * (time.monotonic() - begun))
    why = None if fault is None else str(fault)
    shown = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return Delivery(shown, change.seq, status, took, hook.failures + 1, why), fault


async def send_message(
    url: str, secrets_: Sequence[str], id_: str, message: dict[str, object], *, private: bool, seconds: float
) -> int:
    """Sends one signed message, and returns the status of the answer.

    Raises:
        NotDelivered
        NotAllowed: this process may not send there.
    """
    try:
        target = read_target(url, private=private)
    except InvalidInput as error:  # the settings are not those of the process that has added it
        raise NotAllowed(error.message) from None
    body, now = orjson.dumps(message), int(time.time())
    headers = {
        "content-type": "application/json",
        "user-agent": f"Videograph/{service.__version__}",
        "webhook-id": id_,
        "webhook-timestamp": str(now),
        "webhook-signature": sign(secrets_, id_, now, body),
        "connection": "close",
    }
    return await post(target, body, headers, private=private, seconds=seconds)

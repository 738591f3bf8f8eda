"""The log of changes of a distant Videograph."""

from collections.abc import AsyncGenerator
from typing import Any

import anyio

from service.actions.list_changes import ChangeRecord, ListChanges, cursor_number
from service.commands.remote.client import RemoteVideograph
from service.commands.remote.mutations import ask

_PAUSE = 2.0
"""Seconds between two looks for new changes."""


async def list_changes(videograph: RemoteVideograph, request: ListChanges) -> AsyncGenerator[ChangeRecord]:
    after = request.after
    cursor_number(after)
    while True:
        page = (await ask(videograph, "changes", {"after": after}))["changes"]
        for node in page["nodes"]:
            yield _change(node)
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


async def follow_changes(videograph: RemoteVideograph, request: ListChanges) -> AsyncGenerator[ChangeRecord]:
    after = request.after
    while True:
        async for change in list_changes(videograph, ListChanges(after)):
            yield change
            after = str(change.seq)
        await anyio.sleep(_PAUSE)


def _change(node: dict[str, Any]) -> ChangeRecord:
    video, entity = node["video"] or {}, node["entity"] or {}
    return ChangeRecord(
        int(node["seq"]), node["at"], node["kind"], node["videoIds"], node["entityIds"], node["decisionIds"],
        video.get("slug") or entity.get("slug"), video.get("title") or entity.get("name"),
    )  # fmt: skip

"""Jobs of a distant Videograph."""

import asyncio
from collections.abc import AsyncGenerator
from functools import partial
from typing import Any

from service.actions.keys import ListedKey, RevokeApiKey, RevokedKey, revoke_api_key
from service.actions.list_changes import ChangeRecord, ListChanges, cursor_number, follow
from service.actions.quotes import Difference, FindCitation, QuoteCheck, QuotePlace, QuoteTurn, VerifyQuote
from service.actions.webhooks import Delivery, ListedWebhook
from service.commands.remote.client import RemoteVideograph
from service.commands.remote.mutations import all_nodes, ask, mutate
from service.domain.changes import CHANGE_KINDS, event_name
from service.domain.comparison import Comparison, QuotedRelationship
from service.domain.quotes import who_says_all
from service.errors import NotFound
from service.follows.store import ListedFollow
from service.jobs.extraction import ExtractionResult
from service.jobs.job import ENDED, STATES, Job, State


async def verify_quote(videograph: RemoteVideograph, request: VerifyQuote) -> QuoteCheck:
    speaker = (
        None if request.speaker is None else {_key_of(request.speaker, "entity", "name"): request.speaker}
    )
    video = None if request.video is None else {_key_of(request.video, "video", "slug"): request.video}
    asked = {"text": request.text, "video": video, "speaker": speaker, "first": request.first}
    return _check((await ask(videograph, "quotes", asked, "VerifyQuote"))["verifyQuote"])


async def find_citation(videograph: RemoteVideograph, request: FindCitation) -> QuoteCheck:
    asked = {"permalink": request.permalink, "first": request.first}
    return _check((await ask(videograph, "quotes", asked, "FindCitation"))["quote"])


def _check(found: dict[str, Any]) -> QuoteCheck:
    places, elsewhere = (tuple(map(_place, found[key])) for key in ("places", "elsewhere"))
    decision = (found.get("decision") or {}).get("id")
    return QuoteCheck(found["status"], found["text"], places, elsewhere, decision, found.get("withdrawnAt"))


def _key_of(reference: str, prefix: str, other: str) -> str:
    if reference.startswith(f"{prefix}:"):
        return "id"
    return "url" if "://" in reference else other


def _place(node: dict[str, Any]) -> QuotePlace:
    video, turns = node["video"], tuple(map(_turn, node["turns"]))
    said_by = who_says_all(turns)
    return QuotePlace(
        status=node["status"],
        quote=node["quote"],
        differences=tuple(Difference(**one) for one in node["differences"]),
        likeness=node["likeness"],
        video=video["id"],
        slug=video["slug"],
        title=video["title"],
        published=video["publishedOn"],
        segments=tuple(one["id"] for one in node["segments"]),
        start_seconds=node["startSeconds"],
        end_seconds=node["endSeconds"],
        url=node["url"],
        speaker=said_by.speaker,
        person=said_by.person,
        name=said_by.name,
        turns=turns,
        permalink=node["permalink"],
    )


def _turn(node: dict[str, Any]) -> QuoteTurn:
    speaker = node["speaker"] or {}
    person = speaker.get("person") or {}
    name = person.get("name") or speaker.get("label")
    return QuoteTurn(node["words"], node["startSeconds"], speaker.get("id"), person.get("id"), name)


async def list_keys(videograph: RemoteVideograph) -> list[ListedKey]:
    return [
        ListedKey(
            node["id"], node["name"], tuple(scope.lower() for scope in node["scopes"]), node["state"].lower(), node["createdAt"],
            node["expiresAt"], node["revokedAt"], node["lastUsedAt"],
        )
        for node in await all_nodes(videograph, "apiKeys")
    ]  # fmt: skip


async def revoke_keys(videograph: RemoteVideograph, key: str) -> tuple[RevokedKey, ...]:
    listed = await list_keys(videograph)
    found = sorted(one.id for one in listed if one.id == key or (one.name == key and one.revoked_at is None))
    if not found:
        raise NotFound(
            f"there is no key with the id or name {key!r:.120}: `videograph keys list` has all of them"
        )
    return tuple([await mutate(videograph, revoke_api_key, RevokeApiKey(id_)) for id_ in found])


async def list_follows(videograph: RemoteVideograph) -> list[ListedFollow]:
    return [
        ListedFollow(
            node["id"], node["url"], node["title"], node["state"].lower(), node["recordings"], node["since"], node["extractor"],
            node["createdAt"], node["by"], node["checkedAt"], node["nextAt"], node["failures"], node["failedAt"], node["error"],
            node["episodeCount"], node["importCount"],
        )
        for node in await all_nodes(videograph, "follows")
    ]  # fmt: skip


async def list_webhooks(videograph: RemoteVideograph) -> list[ListedWebhook]:
    return [_webhook(node) for node in await all_nodes(videograph, "webhooks")]


def _webhook(node: dict[str, Any]) -> ListedWebhook:
    return ListedWebhook(
        id=node["id"],
        url=node["url"],
        on=tuple(event_name(kind) for kind in node["kinds"] or CHANGE_KINDS),
        state=node["state"].lower(),
        cursor=int(node["cursor"]),
        waiting=node["waiting"],
        created_at=node["createdAt"],
        sent_at=node["sentAt"],
        failures=node["failures"],
        failed_at=node["failedAt"],
        error=node["error"],
        next_at=node["nextAt"],
        deliveries=tuple(
            Delivery(one["at"], int(one["seq"]), one["status"], one["milliseconds"], one["attempt"], one["error"])
            for one in node["deliveries"]
        ),
    )  # fmt: skip


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
    async for change in follow(partial(list_changes, videograph), request, _PAUSE):
        yield change


def _change(node: dict[str, Any]) -> ChangeRecord:
    video, entity = node["video"] or {}, node["entity"] or {}
    return ChangeRecord(
        int(node["seq"]), node["at"], node["kind"], node["videoIds"], node["entityIds"], node["decisionIds"],
        video.get("slug") or entity.get("slug"), video.get("title") or entity.get("name"),
    )  # fmt: skip


_PAGE = 100
_LOOK = 1.0
"""Seconds between two looks at a job that runs."""


async def list_jobs(
    videograph: RemoteVideograph, states: tuple[State, ...] = (), count: int = 100
) -> list[Job]:
    nodes: list[dict[str, Any]] = []
    after: str | None = None
    while True:
        asked = {"states": states or STATES, "first": min(_PAGE, count - len(nodes)), "after": after}
        page = (await ask(videograph, "jobs", asked))["jobs"]
        nodes += page["nodes"]
        if len(nodes) >= count or not page["pageInfo"]["hasNextPage"]:
            return [_job(node) for node in nodes]
        after = page["pageInfo"]["endCursor"]


async def read_job(videograph: RemoteVideograph, id_: str) -> Job | None:
    job = (await ask(videograph, "job", {"id": id_}))["job"]
    return _job(job) if job else None


async def work_on_jobs(
    videograph: RemoteVideograph, ids: tuple[str, ...]
) -> AsyncGenerator[Job | ExtractionResult]:
    """The server's workers do the jobs; this follows them."""
    for id_ in ids:
        while True:
            node = (await ask(videograph, "job", {"id": id_}))["job"]
            if not node:
                raise NotFound(f"there is no job {id_!r:.60} any more")
            if node["state"] in ENDED:
                break
            yield _job(node)
            await asyncio.sleep(_LOOK)
        yield _result(node)


def _result(node: dict[str, Any]) -> ExtractionResult:
    report = node["report"]
    if report is None or report["keptConnectionCount"] is None:
        return ExtractionResult(_job(node))
    new, gone = (
        tuple(QuotedRelationship(**one) for one in report[key])
        for key in ("newConnections", "goneConnections")
    )
    return ExtractionResult(
        _job(node),
        report["outcome"].lower(),
        report["decisionId"],
        Comparison(new, gone, report["keptConnectionCount"]),
        report["newConnectionCount"],
        report["goneConnectionCount"],
        tuple(report["notes"]),
    )


def _job(node: dict[str, Any]) -> Job:
    result = node["result"] or {}
    return Job(
        id=node["id"],
        number=0,  # the API's order is that of the numbers
        state=node["state"],
        name=node["name"],
        extractor=node["extractor"],
        stage=node["stage"],
        done=node["done"],
        total=node["total"],
        attempts=node["attempts"],
        created_at=node["createdAt"],
        started_at=node["startedAt"],
        finished_at=node["finishedAt"],
        error=node["error"],
        video_id=result.get("id"),
        by=node["by"],
        background=node["background"],
        slug=result.get("slug"),
    )

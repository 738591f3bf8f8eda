"""Jobs of a distant Videograph."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

from service.commands.remote.client import RemoteVideograph
from service.commands.remote.mutations import ask
from service.domain.comparison import Comparison, StatedRelationship
from service.errors import NotFound
from service.jobs.extraction import ExtractionResult
from service.jobs.job import ENDED, STATES, Job, State

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
        tuple(StatedRelationship(**one) for one in report[key])
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

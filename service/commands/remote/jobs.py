"""Jobs of a distant Videograph."""

from typing import Any

from service.commands.remote.client import RemoteVideograph
from service.commands.remote.mutations import ask
from service.jobs.job import STATES, Job, State

_PAGE = 100


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

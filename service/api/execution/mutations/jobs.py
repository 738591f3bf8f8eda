"""Mutations of jobs."""

from typing import Any

from service.actions.imports.import_talk import SameWords
from service.api.execution.mutations.faults import Result
from service.api.operation.plan.entries import RESULT_TYPE
from service.api.operation.pre_queries.viewer_fields import current_limits
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.jobs.queue import add_job, cancel_job, retry_job, wait_for_job
from service.jobs.request import ImportRequest, Metadata, document_request, text_request
from service.jobs.upload_source import upload_request

_LONGEST_WAIT = 30
_MOST_SPEAKERS = 100
_SAME_WORDS: dict[str, SameWords] = {"REFUSE": "refuse", "REPLACE": "replace", "KEEP_BOTH": "keep both"}


async def run_import_talk(database: Database, given: dict[str, Any]) -> str:
    if not 0 <= given["waitSeconds"] <= _LONGEST_WAIT:
        raise InvalidInput(
            f"waitSeconds is {given['waitSeconds']}: it must be from 0 to {_LONGEST_WAIT}", ("waitSeconds",)
        )
    return await add_job(database, await _request(database, given), current_limits().jobs)


async def _request(database: Database, given: dict[str, Any]) -> ImportRequest:
    source = given["source"]
    rest = {
        "metadata": _metadata(given.get("metadata") or {}),
        "extractor": given.get("extractor") or "offline",
        "same_words": _SAME_WORDS[given["sameWords"]],
        "background": given["background"],
    }
    if source.get("document") is not None:
        return document_request(source["document"].value, **rest)
    if (upload := source.get("upload")) is not None:
        return await upload_request(database, upload["id"], upload.get("companions") or [], **rest)
    return text_request(source["text"]["name"], source["text"]["content"], **rest)


def _metadata(given: dict[str, Any]) -> Metadata:
    speakers: list[dict[str, str]] = given.get("speakers") or []
    if len(speakers) > _MOST_SPEAKERS:
        raise InvalidInput(
            f"there are {len(speakers)} names: at most {_MOST_SPEAKERS} are allowed", ("metadata", "speakers")
        )
    day = given.get("publishedOn")
    return Metadata(
        id=given.get("id"),
        title=given.get("title"),
        url=given.get("url"),
        published_on=None if day is None else day.isoformat(),
        channel=given.get("channel"),
        language=given.get("language"),
        media=given.get("media"),
        speakers=tuple((one["label"], one["name"]) for one in speakers),
    )


async def run_retry_job(database: Database, given: dict[str, Any]) -> str:
    return await retry_job(database, given["job"])


async def run_cancel_job(database: Database, given: dict[str, Any]) -> str:
    return await cancel_job(database, given["job"])


def job_result(id_: str) -> Result:
    """The statement reads the job as it is then."""
    return {RESULT_TYPE: "Job", "jobId": id_}


async def wait_for_import(database: Database, given: dict[str, Any], result: Result) -> None:
    if given["waitSeconds"] > 0:
        await wait_for_job(database, result["jobId"], given["waitSeconds"])

"""`add_talk`, `get_job`, `reject_quote`: what agents may change, each for clients with its scope."""

from typing import Any

from service.mcp.answer import ToolAnswer, number, quoted, visible, without_nulls
from service.mcp.api import Api, ToolError
from service.mcp.statements import Row
from service.mcp.tools.arguments import AddTalk, GetJob, RejectQuote


async def add_talk(api: Api, asked: AddTalk) -> ToolAnswer:
    metadata = without_nulls({"title": asked.title, "url": asked.url, "publishedOn": asked.published_on})
    given: dict[str, Any] = {
        "source": {"text": {"name": asked.name, "content": asked.content}},
        "waitSeconds": asked.wait_seconds,
        "background": True,
    }
    result = (await api.run("add_talk", input=given | ({"metadata": metadata} if metadata else {})))[
        "importTalk"
    ]
    return _job(_done(result, "Mend the arguments, and call `add_talk` again."))


async def get_job(api: Api, asked: GetJob) -> ToolAnswer:
    job = (await api.run("job", id=asked.job))["job"]
    if job is None:
        raise ToolError("NOT_FOUND", f"There is no job {quoted(asked.job)}.", "Use the id from `add_talk`.")
    return _job(job)


async def reject_quote(api: Api, asked: RejectQuote) -> ToolAnswer:
    given = {"evidence": asked.evidence, "reason": asked.reason, "dryRun": asked.dry_run}
    result = (await api.run("reject_quote", input=given))["rejectEvidence"]
    found = _done(result, "Take the id from the field `evidence` of a statement, and call again.")
    rest = found["remainingEvidenceCount"]
    ends = {end: found[end]["slug"] if found[end] else None for end in ("source", "target")}
    head = [
        f"{'Would be rejected' if found['dryRun'] else 'Rejected'}: {quoted(found['quote'])} in talk {found['video']['slug']}.",
        f"The relationship {ends['source']} {found['type']} {ends['target']} "
        + (f"keeps {rest} quotes." if rest else "is deleted with it: it was its last quote."),
    ]
    facts = {
        "evidence": found["id"],
        "quote": visible(found["quote"]),
        "talk": found["video"]["slug"],
        "type": found["type"],
        "remaining_quotes": rest,
        "dry_run": found["dryRun"],
        "decisions": [one["id"] for one in found["decisions"]],
    }
    notes = [] if found["dryRun"] else ["`videograph undo` takes the decision back."]
    return ToolAnswer(head, facts | without_nulls(ends), (), notes)


def _done(result: Row, next_step: str) -> Row:
    """Returns the result of a mutation. Raises: ToolError: it is an error."""
    if "message" in result:
        scope = "The user has to configure an API key with this scope."
        raise ToolError(
            result["code"], result["message"], scope if result["__typename"] == "Forbidden" else next_step
        )
    return result


def _job(job: Row) -> ToolAnswer:
    talk, report = job["result"], job["report"]
    state = f"Job {job['id']} of {quoted(job['name'])}: {job['state']}"
    if job["stage"]:
        state += f", {visible(job['stage'])}, {number(100 * job['done'] / max(1, job['total']))} %"
    head = [state]
    notes: list[str] = []
    if job["error"]:
        head.append(f"Error: {quoted(job['error'])}")
    if talk:
        head.append(f"The talk is {talk['slug']} {quoted(talk['title'])}.")
        notes.append("get_talk has it.")
    elif job["state"] in ("QUEUED", "RUNNING"):
        notes.append("Call get_job with this id again in some seconds.")
    facts = {
        "job": job["id"],
        "state": job["state"],
        "error": visible(job["error"]) if job["error"] else None,
        "outcome": report["outcome"] if report else None,
        "talk": talk["slug"] if talk else None,
    }
    return ToolAnswer(head, without_nulls(facts), (), notes)

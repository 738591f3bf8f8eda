"""Actions on what the talks of a distant Videograph state: their quotes and connections."""

from typing import Any

from service.actions.videos.add_statement import AddStatement, StatedEnd, StatementReport
from service.actions.videos.reject_evidence import RejectEvidence, RejectReport
from service.commands.remote.client import RemoteVideograph
from service.commands.remote.mutations import mutate


async def reject_evidence(videograph: RemoteVideograph, request: RejectEvidence) -> RejectReport:
    given = {"evidence": request.evidence, "dryRun": request.dry_run}
    return await mutate(videograph, "rejectEvidence", given, RejectReport)


async def add_statement(videograph: RemoteVideograph, request: AddStatement) -> StatementReport:
    statement = request.statement
    given = {
        "video": statement.video,
        "source": _end(statement.source),
        "type": statement.type,
        "target": _end(statement.target),
        "quote": statement.quote,
        "label": statement.label,
        "past": statement.past,
        "startSeconds": statement.start_seconds,
        "dryRun": request.dry_run,
    }
    return await mutate(videograph, "addStatement", given, StatementReport)


def _end(end: StatedEnd) -> dict[str, Any]:
    values = {"entity": end.entity, "name": end.name, "kind": end.kind}
    return {key: value for key, value in values.items() if value is not None}

"""Mutations of what talks state: the quotes of relationships."""

from typing import Any

from service.actions.videos.add_statement import (
    AddStatement,
    StatedEnd,
    Statement,
    StatementReport,
    add_statement,
)
from service.actions.videos.reject_evidence import RejectEvidence, RejectReport, reject_evidence
from service.api.execution.mutations.faults import Result
from service.api.operation.plan.entries import RESULT_TYPE
from service.graph.driver.database import Database


async def run_reject_evidence(database: Database, given: dict[str, Any]) -> RejectReport:
    return await reject_evidence(database, RejectEvidence(given["evidence"], given["dryRun"]))


def rejected_evidence(report: RejectReport) -> Result:
    return {
        RESULT_TYPE: "RejectedEvidence",
        "id": report.evidence,
        "quote": report.quote,
        "type": report.type,
        "sourceId": report.source.id,
        "targetId": report.target.id,
        "videoId": report.video,
        "relationshipId": report.relationship,
        "remainingEvidenceCount": report.left,
        "decisionIds": [report.decision],
    }


async def run_add_statement(database: Database, given: dict[str, Any]) -> StatementReport:
    statement = Statement(
        given["video"],
        _end(given["source"]),
        given["type"],
        _end(given["target"]),
        given["quote"],
        given.get("label"),
        given["past"],
        given.get("startSeconds"),
    )
    return await add_statement(database, AddStatement(statement, given["dryRun"]))


def _end(given: dict[str, Any]) -> StatedEnd:
    return StatedEnd(given.get("entity"), given.get("name"), given.get("kind"))


def added_statement(report: StatementReport) -> Result:
    return {
        RESULT_TYPE: "AddedStatement",
        "evidenceId": report.evidence,
        "sourceId": report.source,
        "targetId": report.target,
        "videoId": report.video,
        "startSeconds": report.start_seconds,
        "decisionIds": [report.decision],
    }

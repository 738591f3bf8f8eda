"""Mutations of what talks state: the quotes of relationships."""

from typing import Any

from service.actions.reject_evidence import RejectEvidence, RejectReport, reject_evidence
from service.api.execution.mutations.faults import Result
from service.api.operation.entries import RESULT_TYPE
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
        "decisionId": report.decision,
    }

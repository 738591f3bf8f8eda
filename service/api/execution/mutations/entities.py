"""Mutations of entities, and undo."""

from collections.abc import Sequence
from typing import Any

from service.actions.entities.correct_entity import (
    CorrectionReport,
    DetachName,
    Details,
    DropEntity,
    UpdateEntity,
    detach_name,
    drop_entity,
    update_entity,
)
from service.actions.entities.merge_entities import MergeEntities, MergeReport, merge_entities
from service.actions.entities.separate_entities import ApartReport, SeparateEntities, separate_entities
from service.actions.undo import Undo, UndoReport, undo
from service.api.execution.mutations.faults import Result
from service.api.operation.plan.entries import RESULT_TYPE
from service.graph.driver.database import Database


async def run_merge_entities(database: Database, given: dict[str, Any]) -> MergeReport:
    request = MergeEntities(
        given["keep"], tuple(given["merge"]), given.get("kind"), given["dryRun"], _seen(given)
    )
    return await merge_entities(database, request)


def _seen(given: dict[str, Any]) -> dict[str, int]:
    return {one["entity"]: one["revision"] for one in given.get("ifRevisions") or ()}


def merged_entities(report: MergeReport) -> Result:
    return {
        RESULT_TYPE: "MergedEntities",
        "entityId": report.into.id,
        "merged": [
            {"index": index, "id": one.id, "slug": one.slug, "name": one.name, "kind": one.kind}
            for index, one in enumerate(report.merged)
        ],
        "videoCount": report.videos,
        "mentionCount": report.mentions,
        "evidenceCount": report.evidence,
        "droppedCount": report.dropped,
        "relatedCount": report.related,
        "decisionIds": report.decisions,
    }


async def run_separate_entities(database: Database, given: dict[str, Any]) -> ApartReport:
    return await separate_entities(
        database, SeparateEntities(tuple(given["entities"]), given["dryRun"], _seen(given))
    )


def separated_entities(report: ApartReport) -> Result:
    return {
        RESULT_TYPE: "SeparatedEntities",
        "ids": [one.id for one in report.entities],
        "names": [one.name for one in report.entities],
        "decisionIds": report.decisions,
    }


async def run_update_entity(database: Database, given: dict[str, Any]) -> tuple[CorrectionReport, ...]:
    values = {key: given[key] for key in ("description", "url") if key in given}
    details = Details(values, given.get("aliases") or (), given.get("removeAliases") or ())
    request = UpdateEntity(
        given["entity"],
        given.get("name"),
        given.get("kind"),
        given["dryRun"],
        details,
        given.get("ifRevision"),
    )
    return await update_entity(database, request)


def updated_entity(reports: Sequence[CorrectionReport]) -> Result:
    return {
        RESULT_TYPE: "UpdatedEntity",
        "entityId": reports[-1].entity.id,
        "videoCount": max(report.videos for report in reports),
        "droppedCount": sum(report.dropped for report in reports),
        "relatedCount": sum(report.related for report in reports),
        "decisionIds": [report.decision for report in reports if not report.undone],
    }


async def run_drop_entity(database: Database, given: dict[str, Any]) -> CorrectionReport:
    return await drop_entity(database, DropEntity(given["entity"], given["dryRun"], given.get("ifRevision")))


def dropped_entity(report: CorrectionReport) -> Result:
    one = report.entity
    return {
        RESULT_TYPE: "DroppedEntity",
        "id": one.id,
        "slug": one.slug,
        "name": one.name,
        "kind": one.kind,
        "videoCount": report.videos,
        "mentionCount": report.mentions,
        "evidenceCount": report.evidence,
        "decisionIds": [report.decision],
    }


async def run_detach_name(database: Database, given: dict[str, Any]) -> CorrectionReport:
    request = DetachName(given["entity"], given["name"], given["dryRun"], given.get("ifRevision"))
    return await detach_name(database, request)


def detached_name(report: CorrectionReport) -> Result:
    return {
        RESULT_TYPE: "DetachedName",
        "name": report.detail,
        "entityId": report.entity.id,
        "otherId": None if report.other is None else report.other.id,
        "videoCount": report.videos,
        "decisionIds": [report.decision],
    }


async def run_undo(database: Database, given: dict[str, Any]) -> UndoReport:
    return await undo(database, Undo(tuple(given["decisions"]), given["dryRun"]))


def undone(report: UndoReport) -> Result:
    ends = [end for one in report.undone for end in one.decision.end_ids]
    return {
        RESULT_TYPE: "UndoneDecisions",
        "decisionIds": [one.decision.id for one in report.undone],
        "entityIds": list(dict.fromkeys(ends)),
    }

"""Mutations of entities."""

from typing import Any

from service.actions.merge_entities import MergeEntities, merge_entities
from service.api.execution.mutations.faults import Result
from service.api.operation.entries import RESULT_TYPE
from service.graph.driver.database import Database


async def act_merge_entities(database: Database, given: dict[str, Any]) -> Result:
    report = await merge_entities(
        database, MergeEntities(given["keep"], tuple(given["merge"]), given.get("kind"), given["dryRun"])
    )
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
        "dryRun": given["dryRun"],
    }

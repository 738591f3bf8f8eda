"""Actions on entities of a distant Videograph."""

from service.actions.entities.correct_entity import (
    ChangeKind,
    CorrectionReport,
    DetachName,
    Details,
    DropEntity,
    RenameEntity,
    UpdateEntity,
)
from service.actions.entities.merge_entities import MergeEntities, MergeReport
from service.actions.entities.separate_entities import ApartReport, SeparateEntities
from service.commands.remote.client import RemoteVideograph
from service.commands.remote.mutations import mutate


async def merge_entities(videograph: RemoteVideograph, request: MergeEntities) -> MergeReport:
    given = {
        "keep": request.keep,
        "merge": request.merge,
        "kind": request.kind,
        "dryRun": request.dry_run,
    }
    return await mutate(videograph, "mergeEntities", given, MergeReport)


async def separate_entities(videograph: RemoteVideograph, request: SeparateEntities) -> ApartReport:
    given = {"entities": request.entities, "dryRun": request.dry_run}
    return await mutate(videograph, "separateEntities", given, ApartReport)


async def rename_entity(videograph: RemoteVideograph, request: RenameEntity) -> CorrectionReport:
    given = {"entity": request.entity, "name": request.name, "dryRun": request.dry_run}
    [report] = await mutate(videograph, "updateEntity", given, tuple[CorrectionReport, ...])
    return report


async def change_kind(videograph: RemoteVideograph, request: ChangeKind) -> CorrectionReport:
    given = {"entity": request.entity, "kind": request.kind, "dryRun": request.dry_run}
    [report] = await mutate(videograph, "updateEntity", given, tuple[CorrectionReport, ...])
    return report


async def update_entity(videograph: RemoteVideograph, request: UpdateEntity) -> tuple[CorrectionReport, ...]:
    details = request.details or Details()
    given = {
        "entity": request.entity,
        "name": request.name,
        "kind": request.kind,
        **details.values,
        "aliases": list(details.aliases) or None,
        "removeAliases": list(details.removed_aliases) or None,
        "dryRun": request.dry_run,
    }
    nulls = [key for key, value in details.values.items() if value is None]
    return await mutate(videograph, "updateEntity", given, tuple[CorrectionReport, ...], nulls=nulls)


async def drop_entity(videograph: RemoteVideograph, request: DropEntity) -> CorrectionReport:
    given = {"entity": request.entity, "dryRun": request.dry_run, "ifRevision": request.if_revision}
    return await mutate(videograph, "dropEntity", given, CorrectionReport)


async def detach_name(videograph: RemoteVideograph, request: DetachName) -> CorrectionReport:
    given = {
        "entity": request.entity,
        "name": request.name,
        "dryRun": request.dry_run,
        "ifRevision": request.if_revision,
    }
    return await mutate(videograph, "detachName", given, CorrectionReport)

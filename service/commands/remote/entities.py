"""Actions on entities of a distant Videograph."""

from service.actions.entities.correct_entity import ChangeKind, CorrectionReport, RenameEntity
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

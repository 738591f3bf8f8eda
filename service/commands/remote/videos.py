"""Actions on talks of a distant Videograph."""

from service.actions.videos.delete_video import DeleteReport, DeleteVideo
from service.commands.remote.client import RemoteVideograph
from service.commands.remote.mutations import mutate


async def delete_video(videograph: RemoteVideograph, request: DeleteVideo) -> DeleteReport:
    given = {"video": request.video, "dryRun": request.dry_run, "ifRevision": request.if_revision}
    return await mutate(videograph, "deleteVideo", given, DeleteReport)

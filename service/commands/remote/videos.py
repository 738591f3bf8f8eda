"""Actions on talks of a distant Videograph."""

from typing import Any

from service.actions.videos.delete_video import DeleteReport, DeleteVideo
from service.actions.videos.update_video import UpdateReport, UpdateVideo
from service.commands.remote.client import RemoteVideograph
from service.commands.remote.mutations import mutate


async def delete_video(videograph: RemoteVideograph, request: DeleteVideo) -> DeleteReport:
    given = {"video": request.video, "dryRun": request.dry_run, "ifRevision": request.if_revision}
    return await mutate(videograph, "deleteVideo", given, DeleteReport)


async def update_video(videograph: RemoteVideograph, request: UpdateVideo) -> UpdateReport:
    data = request.data
    given: dict[str, Any] = {
        "video": request.video,
        "title": data.title,
        "publishedOn": None if data.published_on is None else data.published_on.isoformat(),
        "url": data.url,
        "channel": data.channel,
        "speakers": [{"speaker": one.speaker, "name": one.name} for one in data.speakers] or None,
        "ifRevision": request.if_revision,
        "dryRun": request.dry_run,
    }
    return await mutate(videograph, "updateVideo", given, UpdateReport, nulls=data.cleared)

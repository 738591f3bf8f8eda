"""Exports of a distant Videograph."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from service.actions.videos import DecisionsFile, Exported, ExportVideo, VideoDocument
from service.commands.remote.client import RemoteVideograph
from service.commands.remote.faults import unlike_videograph
from service.commands.remote.mutations import all_nodes
from service.errors import reason_of


async def list_videos(videograph: RemoteVideograph) -> Sequence[str]:
    return sorted(node["id"] for node in await all_nodes(videograph, "videos"))


async def export_video(videograph: RemoteVideograph, request: ExportVideo) -> Exported:
    found = await videograph.get("/export/video", {"video": request.video})
    document = _read(videograph, VideoDocument, found.get("document"))
    return Exported(found.get("slug", ""), document, Counter(found.get("dropped", {})))


async def export_decisions(videograph: RemoteVideograph) -> DecisionsFile:
    return _read(videograph, DecisionsFile, await videograph.get("/export/decisions"))


def _read[M: BaseModel](videograph: RemoteVideograph, model: type[M], found: Any) -> M:
    try:
        return model.model_validate(found)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(step) for step in fault["loc"])
        raise unlike_videograph(
            videograph.server,
            f"its documents have another form than those of this version ({place}: {reason_of(fault)})",
            old=True,
        ) from None

"""Exports of a distant Videograph."""

from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from tempfile import TemporaryFile
from typing import Any
from zipfile import ZipFile

from pydantic import BaseModel, ValidationError

from service.actions.exports import Export
from service.actions.videos import DecisionsFile, ExportedVideo, ExportVideo, VideoDocument
from service.commands.remote.client import RemoteVideograph
from service.commands.remote.faults import unlike_videograph
from service.commands.remote.mutations import all_nodes
from service.errors import reason_of
from service.exports.formats import format_named
from service.exports.source import Piece, Progress

_BLOCK = 1 << 20


async def list_videos(videograph: RemoteVideograph) -> Sequence[str]:
    return sorted(node["id"] for node in await all_nodes(videograph, "videos"))


async def export_video(videograph: RemoteVideograph, request: ExportVideo) -> ExportedVideo:
    found = await videograph.get("/export/video", {"video": request.video})
    document = _read(videograph, VideoDocument, found.get("document"))
    return ExportedVideo(found.get("slug", ""), document, Counter(found.get("dropped", {})))


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


async def export_files(
    videograph: RemoteVideograph, request: Export, progress: Progress = lambda *_: None
) -> AsyncGenerator[Piece]:
    """The addresses in the files are those of the server. What comes as a ZIP is first received whole, in a temporary file."""
    wanted = request.selection
    given = {
        "video": wanted.videos,
        "channel": wanted.channels,
        "topic": wanted.topics,
        "entity": wanted.entities,
        "since": (wanted.since.isoformat(),) if wanted.since else (),
        "until": (wanted.until.isoformat(),) if wanted.until else (),
    }
    found = format_named(request.format)
    parameters = [(name, value) for name, values in given.items() for value in values]
    with TemporaryFile() as received:
        await videograph.download(
            f"/export/graph/{request.format}",
            parameters,
            received,
            lambda size: progress("kilobytes", size // 1024, 0),
        )
        received.seek(0)
        if found.is_packed:
            with ZipFile(received) as archive:
                for name in archive.namelist():
                    with archive.open(name) as file:
                        yield name, b""
                        while block := file.read(_BLOCK):
                            yield name, block
        else:
            while block := received.read(_BLOCK):
                yield f"videograph{found.ending}", block

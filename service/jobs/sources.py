"""Where the file of a job comes from: a function for each kind of source, from the request to name, bytes and what lies beside it."""

from collections.abc import Awaitable, Callable

from service.actions.imports.import_talk import TalkFile
from service.graph.driver.database import Database
from service.jobs.request import ImportRequest, SourceKind
from service.jobs.upload_source import read_upload
from service.uploads.storage import Storage

type Load = Callable[[Database, Storage | None, ImportRequest], Awaitable[TalkFile]]


async def _kept(_: Database, __: Storage | None, request: ImportRequest) -> TalkFile:
    assert request.content is not None
    name = "document.json" if request.kind == "document" else request.name
    return TalkFile(name, request.content)


SOURCES: dict[SourceKind, Load] = {"text": _kept, "document": _kept, "upload": read_upload}


async def load_source(database: Database, storage: Storage | None, request: ImportRequest) -> TalkFile:
    """
    Args:
        storage: of uploaded files.
    """
    return await SOURCES[request.kind](database, storage, request)

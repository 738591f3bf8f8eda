"""Where the file of a job comes from: a function for each kind of source, from the request to name, bytes and what lies beside it."""

from collections.abc import Awaitable, Callable

from service.actions.import_talk import TalkFile
from service.graph.driver.database import Database
from service.jobs.request import ImportRequest, SourceKind

type Load = Callable[[Database, ImportRequest], Awaitable[TalkFile]]


async def _kept(_: Database, request: ImportRequest) -> TalkFile:
    assert request.content is not None
    name = "document.json" if request.kind == "document" else request.name
    return TalkFile(name, request.content)


SOURCES: dict[SourceKind, Load] = {"text": _kept, "document": _kept}


async def load_source(database: Database, request: ImportRequest) -> TalkFile:
    return await SOURCES[request.kind](database, request)

"""An uploaded file as the source of a job: found when the job is accepted, read from the storage when it runs. Only its owner's jobs can."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Any

from read_transcripts.beside.companions import companion_name
from service.access.viewer import current_viewer
from service.actions.imports.import_talk import Recording, TalkFile
from service.errors import InvalidInput, StorageUnavailable
from service.graph.driver.database import Database
from service.jobs.request import ImportRequest
from service.transcripts.source import COMPANION_ENDINGS
from service.uploads.file_types import VIDEO_DOCUMENT
from service.uploads.records import Upload, find_kept, find_upload
from service.uploads.storage import Storage, local_copy, read
from service.whole_files import sha256_of

_PLACE = ("source", "upload")
_MOST = 3
"""Files beside a talk: facts of it, its chapters, and yt-dlp's info."""


async def upload_request(
    database: Database, upload: str, companions: Sequence[str], **rest: Any
) -> ImportRequest:
    """Returns the request to import an uploaded file of the current viewer.

    Args:
        companions: ids of the files beside it.

    Raises:
        InvalidInput: there is no such file of this viewer, or one cannot be used so; `path` says which.
    """
    client = current_viewer().client
    found = _present(await find_upload(database, upload, client), upload, (*_PLACE, "id"))
    if found.kind == "metadata":
        raise InvalidInput(f"{found.name} is metadata of a talk: import its transcript", (*_PLACE, "id"))
    if len(companions) > _MOST:
        raise InvalidInput(
            f"there are {len(companions)} companions: at most {_MOST} are allowed", (*_PLACE, "companions")
        )
    beside = [
        _present(await find_upload(database, id_, client), id_, (*_PLACE, "companions", place))
        for place, id_ in enumerate(companions)
    ]
    names = [one.name for one in beside]
    used = {companion_name(Path(found.name), ending, names) for ending in COMPANION_ENDINGS}
    for place, one in enumerate(beside):
        if one.name not in used:
            stem = Path(found.name).stem
            raise InvalidInput(
                f"{one.name} does not belong to {found.name} by its name: a companion is called {stem}.video.json, "
                f"{stem}.chapters.json or {stem}.info.json",
                (*_PLACE, "companions", place),
            )
    return ImportRequest(
        "upload",
        found.name,
        None,
        found.id,
        companions=tuple(one.id for one in beside),
        whole=found.type == VIDEO_DOCUMENT,
        client=client,
        **rest,
    )


@asynccontextmanager
async def open_upload(
    database: Database, storage: Storage | None, request: ImportRequest
) -> AsyncIterator[TalkFile | Recording]:
    """The file of a request and what lies beside it. A recording is on this machine as long as this is open.

    Raises:
        InvalidInput: it is not kept any more.
        StorageUnavailable: it cannot be read now.
    """
    if storage is None or request.reference is None:
        raise StorageUnavailable(
            "This process has no storage of uploads: start the service with `videograph up`."
        )
    place = (*_PLACE, "id")
    beside = dict(
        [
            await _read(database, storage, id_, request.client, (*_PLACE, "companions", number))
            for number, id_ in enumerate(request.companions)
        ]
    )
    found = _present(await find_kept(database, request.reference, request.client), request.reference, place)
    if found.kind != "media":
        yield TalkFile(*await _read(database, storage, found.id, request.client, place), beside)
        return
    with local_copy(storage, found.path) as copy:
        try:
            file = await asyncio.to_thread(copy)
        except FileNotFoundError:
            raise _gone(found.id, place) from None
        if await asyncio.to_thread(sha256_of, file) != found.sha256:
            raise _changed(found)
        yield Recording(found.name, file, beside)


def _present(found: Upload | None, id_: str, path: tuple[str | int, ...]) -> Upload:
    if found is None:
        raise _gone(id_, path)
    return found


async def _read(
    database: Database, storage: Storage, id_: str, client: str, path: tuple[str | int, ...]
) -> tuple[str, bytes]:
    found = _present(await find_kept(database, id_, client), id_, path)
    try:
        content = await asyncio.to_thread(partial(read, storage, found.path))
    except FileNotFoundError:
        raise _gone(id_, path) from None
    if await asyncio.to_thread(lambda: hashlib.sha256(content).hexdigest()) != found.sha256:
        raise _changed(found)
    return found.name, content


def _changed(found: Upload) -> StorageUnavailable:
    return StorageUnavailable(f"The storage of uploads gives another content for {found.name} than was sent.")


def _gone(id_: str, path: tuple[str | int, ...]) -> InvalidInput:
    return InvalidInput(
        f"there is no uploaded file {id_!r:.60} of yours, or it has expired: send it again by PUT /uploads",
        path,
    )

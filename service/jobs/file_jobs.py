"""Imports files of this machine by jobs, as `watch` does: a service that runs does them, otherwise the command itself."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import anyio

from service.access.viewer import current_viewer
from service.actions.extraction.workers import Pool
from service.actions.imports.import_files import (
    ChooseFor,
    FileProgress,
    FileResult,
    ImportFiles,
    note_playable,
    playable_at,
    result_of,
)
from service.actions.imports.import_folder import FolderProgress, FolderReport, TalkFiles, import_folder
from service.actions.imports.import_talk import DOCUMENT_VERSION, ImportReport, Overrides, version_of
from service.actions.imports.read_for_upload import UploadFile, read_for_upload
from service.actions.imports.source import source_hash
from service.errors import (
    Conflict,
    GraphUnavailable,
    NotATranscript,
    NotFound,
    QuotaExceeded,
    RateLimited,
    SetupError,
    StorageUnavailable,
    TooLarge,
    TranscriptError,
    VideographError,
)
from service.graph.driver.database import Database
from service.graph.health import read_sources
from service.jobs.attempt import Rules
from service.jobs.job import Job, located
from service.jobs.queue import add_job
from service.jobs.report import read_report
from service.jobs.request import ImportRequest
from service.jobs.upload_source import upload_request
from service.jobs.worker import local_pool, work_on
from service.settings import read_settings
from service.speech.media_types import is_recording
from service.transcripts.source import FilesBeside, read_bytes
from service.uploads.receive import Uploads, delete_expired, receive, remove

_AHEAD = 4
"""Number of files that are jobs before the first of them has ended, so that the processes of a service have work."""
_PIECE = 1_000_000


async def import_in_jobs(
    database: Database, found: TalkFiles, wanted: ImportFiles, progress: FolderProgress
) -> FolderReport:
    """As `import_folder`, but each file that the graph does not have becomes a job.

    What was killed in between goes on where a job of it is left: no file becomes a second job while its job has not ended.

    Raises: RateLimited: the queue is full. Others as `import_folder`.
    """
    return await import_folder(database, found, wanted, progress, by=_import_in_jobs)


async def _import_in_jobs(
    database: Database,
    wanted: ImportFiles,
    progress: FileProgress,
    choose: ChooseFor,
    between: Callable[[], Awaitable[None]],
) -> AsyncGenerator[FileResult]:
    """As `import_files`. `choose` is not called: jobs follow `wanted.same_words`."""
    settings = read_settings()
    rules, pool = Rules.of(settings), local_pool()
    assert rules.storage is not None
    uploads = Uploads.of(database, rules.storage, settings.upload_limits)
    with suppress(StorageUnavailable):
        await delete_expired(uploads)  # where no service runs, nobody else does
    jobs = _FileJobs(database, wanted, uploads, settings.recordings, settings.max_jobs)
    await jobs.find_known()
    added: list[_FileJob | FileResult] = []
    try:
        for place, file in enumerate(wanted.files):
            await between()
            while len(added) < min(place + _AHEAD, len(wanted.files)):
                try:
                    added.append(await jobs.add(wanted.files[len(added)]))
                except RateLimited:
                    if len(added) <= place:
                        raise
                    break
            progress.begin(file)
            job = added[place]
            yield (
                job
                if isinstance(job, FileResult)
                else await _follow(database, job, uploads, pool, rules, progress)
            )
    finally:
        pool.stop()


@dataclass(frozen=True)
class _FileJob:
    """`uploads`: ids of what this process has put into the storage for it."""

    file: Path
    id: str
    uploads: Sequence[str]


class _FileJobs:
    """Makes jobs of files. `recordings`: folders whose recordings are heard where they lie, as pages play them from there."""

    def __init__(
        self,
        database: Database,
        wanted: ImportFiles,
        uploads: Uploads,
        recordings: tuple[Path, ...],
        most: int,
    ) -> None:
        self._database = database
        self._wanted = wanted
        self._uploads = uploads
        self._recordings = recordings
        self._most = most
        self._sources: dict[Path, list[str]] = {}
        self._known: dict[Path, ImportReport] = {}

    async def find_known(self) -> None:
        """Looks which files the graph has, before any is added."""
        self._sources = await asyncio.to_thread(
            lambda: {file: self._hash(file) for file in self._wanted.files}
        )
        wanted = sorted({source for sources in self._sources.values() for source in sources})
        there = await read_sources(self._database, wanted)
        self._known = {
            file: ImportReport(*there[source], "unchanged", {})
            for file, sources in self._sources.items()
            for source in sources
            if source in there
        }

    async def add(self, file: Path) -> _FileJob | FileResult:
        """Returns the job of a file, or the result of a file that the graph has, or of which none can be made.

        Raises: RateLimited: the queue is full. GraphUnavailable, SetupError: as `import_files`.
        """
        try:
            if file in self._known:
                await note_playable(self._database, file, self._known[file], self._recordings)
                return FileResult(file, self._known[file])
            request = await self._request(file)
            id_ = await add_job(self._database, request, self._most)
        except (GraphUnavailable, SetupError, RateLimited):
            raise
        except NotATranscript as error:
            if self._wanted.expected is not None and file not in self._wanted.expected:
                return FileResult(file, other=error.what)
            return FileResult(file, error=error.message)
        except TranscriptError as error:
            return FileResult(file, error=error.message)
        except VideographError as error:
            advice = ""
            if isinstance(error, (QuotaExceeded, TooLarge)) and is_recording(file):
                advice = " A recording below a folder of recordings (VIDEOGRAPH_RECORDINGS) is not copied, and has no such limit."
            return FileResult(file, error=f"{file}: {error.message}{advice}")
        kept = [request.reference, *request.companions] if request.kind == "upload" else []
        return _FileJob(file, id_, [one for one in kept if one is not None])

    def _hash(self, file: Path) -> list[str]:
        """Returns the hashes under which the graph may know the file: a VideoDocument needs no extractor."""
        versions = [version_of(self._wanted.extractor)]
        versions += [] if is_recording(file) else [DOCUMENT_VERSION]
        found = [source_hash(file, self._wanted.metadata.get(file), version) for version in versions]
        return [one for one in found if one is not None]

    async def _request(self, file: Path) -> ImportRequest:
        make = partial(
            ImportRequest,
            extractor=self._wanted.extractor,
            same_words=self._wanted.same_words or "refuse",
            background=len(self._wanted.files) > 1,
            origin=next(iter(self._sources[file]), ""),
        )
        here = await asyncio.to_thread(playable_at, file, self._recordings)
        if here is not None:
            return make("file", file.name, None, here.place)
        talk = await asyncio.to_thread(_read, file)
        if talk.inline is not None:
            return make("text", talk.name, talk.inline, whole=talk.is_document)
        beside = [await self._receive(name, content) for name, content in sorted(talk.companions.items())]
        return await upload_request(
            self._database, await self._receive(talk.name, talk.content), beside, **make.keywords
        )

    async def _receive(self, name: str, content: bytes | Path) -> str:
        size = len(content) if isinstance(content, bytes) else (await anyio.Path(content).stat()).st_size
        client = current_viewer().client
        return (await receive(self._uploads, client, name, _pieces(content), size)).id


def _read(file: Path) -> UploadFile:
    """Returns the file as it is sent. One that cannot be understood is sent too: its job says why, where others look for it."""
    try:
        return read_for_upload(file)
    except NotATranscript:
        raise
    except TranscriptError:
        if len(FilesBeside(file)):
            raise
        return UploadFile(file.name, read_bytes(file), False, {}, Overrides())


async def _pieces(content: bytes | Path) -> AsyncIterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    async with await anyio.open_file(content, "rb") as file:
        while piece := await file.read(_PIECE):
            yield piece


async def _follow(
    database: Database, job: _FileJob, uploads: Uploads, pool: Pool, rules: Rules, progress: FileProgress
) -> FileResult:
    """Works on the job of a file, unless a service does, and returns its result."""
    last: Job | None = None
    async with aclosing(work_on(database, job.id, pool, rules)) as states:
        try:
            async for last in states:
                progress.tell(job.file, last.stage or "waiting", last.done / max(1, last.total))
        except NotFound as error:
            return FileResult(job.file, error=f"{job.file}: {error.message}")
    assert last is not None
    report = await read_report(database, job.id)
    if report is None:
        return FileResult(
            job.file, error=located(last.error or "its job was cancelled", job.file.name, str(job.file))
        )
    for upload in job.uploads:
        with suppress(Conflict, NotFound, StorageUnavailable):  # its recording stays with the talk
            await remove(uploads, current_viewer().client, upload)
    return result_of(job.file, report)

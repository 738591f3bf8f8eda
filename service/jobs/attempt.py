"""One attempt of a claimed job: reads, extracts and loads its talk, while the lease is kept alive."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import Self

from service.access.scopes import parse
from service.access.viewer import SERVICE, Viewer, viewed_by
from service.actions.extraction.read_ahead import seconds_for
from service.actions.extraction.recordings import recording_at
from service.actions.extraction.workers import Places, Pool, PoolExecutor
from service.actions.imports.addresses import fetch_talk
from service.actions.imports.extract_again import ExtractTalk, extract_talk, read_talk
from service.actions.imports.import_talk import (
    Recording,
    SameWordsStored,
    TalkFile,
    TalkImport,
    TalkReport,
    import_talk,
)
from service.errors import (
    BudgetSpent,
    Conflict,
    ExecutorUnavailable,
    Forbidden,
    GraphUnavailable,
    InvalidInput,
    NotAllowed,
    NotFetched,
    NotFound,
    SetupError,
    TranscriptError,
    VideographError,
)
from service.extractors.registry import is_remote
from service.fetching.fetch import FetchRules
from service.graph.driver.database import Database, Transaction
from service.graph.driver.origin import Origin
from service.graph.statement_runner import run_statement
from service.graph.write_transaction import Guard
from service.jobs.claims import (
    MOST_ATTEMPTS,
    Claim,
    LostJobError,
    beat,
    fail,
    guard_of,
    put_back,
    read_request,
    set_aside,
)
from service.jobs.request import ImportRequest
from service.jobs.upload_source import open_upload
from service.settings import Settings, read_settings
from service.speech.media_types import head_of, media_type_of
from service.speech.recognition import WAITING
from service.store.recordings import PlayableFile, keep_recording
from service.transcripts.source import FilesBeside, read_bytes
from service.uploads.storage import Storage, open_storage

_MORE_MEMORY = "divide the talk, or give it more memory (VIDEOGRAPH_EXTRACT_MEMORY)"
PAUSES = (10.0, 60.0)
"""Seconds after the first and the second attempt."""
_log = logging.getLogger("videograph")
_CLUSTER_PAUSE = 10.0
"""Seconds after which a job is tried again whose cluster was gone."""
_PAUSE = 2.0
"""Seconds between two tries to reach a Neo4j that is gone."""


class TookTooLongError(VideographError):
    code = "TIMEOUT"

    def __init__(self, seconds: float) -> None:
        shown = f"{seconds / 60:.0f} minutes" if seconds >= 120 else f"{seconds:g} seconds"
        super().__init__(
            f"its extraction took longer than {shown} and was stopped: divide the talk, or let it take longer (VIDEOGRAPH_EXTRACT_TIMEOUT)"
        )


@dataclass(frozen=True)
class Rules:
    """
    Attributes:
        lease: seconds without a sign of life after which others take a job over.
        storage: of uploaded files.
        fetching: what is at addresses.
        seconds: that an extraction may take; by default more for a longer talk, and no limit for an extractor on another machine.
        pauses: seconds between the attempts.
    """

    lease: float = 30.0
    seconds: float | None = None
    pauses: tuple[float, ...] = PAUSES
    storage: Storage | None = None
    fetching: FetchRules = field(default_factory=FetchRules)

    @classmethod
    def of(cls, settings: Settings) -> Self:
        return cls(
            settings.job_lease,
            settings.extract_timeout,
            storage=open_storage(settings),
            fetching=FetchRules.of(settings),
        )


@dataclass
class _Progress:
    """`begun`: when the extraction began, by the loop's clock. `loading`: the job ends with the transaction that runs now."""

    stage: str = "starting"
    share: float = 0.0
    begun: float | None = None
    loading: bool = False
    limit: float | None = None

    def hear(self, stage: str, share: float) -> None:
        if self.begun is None or stage == WAITING:
            self.begun = asyncio.get_running_loop().time()
            self.stage = "starting"
        if stage:
            self.stage, self.share = stage, share


async def attempt(database: Database, claim: Claim, places: Places, rules: Rules) -> None:
    """Works on a job until it has ended, was put back into the queue, or is not this worker's any more. Faults of the job are noted in it."""
    progress = _Progress()
    work = asyncio.create_task(_import(database, claim, places, rules, progress))
    watch = asyncio.create_task(_watch(database, claim, rules, progress))
    try:
        await asyncio.wait((work, watch), return_when=asyncio.FIRST_COMPLETED)
        if work.done():
            work.result()
        else:
            watch.result()  # raises why the work must stop
    except LostJobError:
        _log.info("%s (%s) is not ours any more", claim.id, claim.name)
    except asyncio.CancelledError:
        await _stop(work, watch)
        with suppress(LostJobError, GraphUnavailable):
            await put_back(database, claim, None, 0.0, counted=False)
        raise
    except GraphUnavailable as error:
        await _wait_for_graph(database, claim, error)
    except ExecutorUnavailable as error:
        _log.warning("%s (%s) waits for its extraction: %s", claim.id, claim.name, error.message)
        await _wait_for_cluster(database, claim, error)
    except Exception as error:
        await _stop(work, watch)
        await _note_failure(database, claim, rules, error)
    finally:
        await _stop(work, watch)


async def _stop(*tasks: asyncio.Task[None]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _import(
    database: Database, claim: Claim, places: Places, rules: Rules, progress: _Progress
) -> None:
    request = await read_request(database, claim)
    viewer = _sender(claim, request)
    asked = database.asked_by(Origin(None if viewer is SERVICE else viewer))
    guard = _loading(guard_of(claim), progress)
    if request.kind == "talk":
        with viewed_by(viewer):
            async with _take(places, progress) as pool:
                await _extract_again(asked, claim, request, pool, rules, progress, guard)
        return
    async with _open_source(database, rules, claim, request) as file:
        progress.limit = rules.seconds
        if rules.seconds is None and (request.whole or not is_remote(request.extractor)):
            progress.limit = seconds_for(_size(file))
        with viewed_by(viewer):
            kept = _keeping(await _noting(guard, claim, request, file), request, file)
            async with _take(places, progress) as pool:
                await _import_file(asked, request, file, pool, progress, kept)


@asynccontextmanager
async def _take(places: Places, progress: _Progress) -> AsyncGenerator[Pool]:
    if places.are_taken:
        progress.stage = "waiting for a free worker"
    async with places.take() as pool:
        progress.stage = "starting"
        yield pool


def _keeping(
    guard: Guard[TalkReport], request: ImportRequest, file: TalkFile | Recording
) -> Guard[TalkReport]:
    """The guard that also keeps a recording that was uploaded, or that lies on this machine, for the page of its talk."""
    playable = _playable(request, file)
    if playable is None:
        return guard

    async def last(transaction: Transaction, report: TalkReport) -> None:
        await keep_recording(transaction, report.imported.video_id, playable)
        await guard.last(transaction, report)

    return Guard(guard.first, last)


def _playable(request: ImportRequest, file: TalkFile | Recording) -> PlayableFile | None:
    settings = read_settings()
    if not isinstance(file, Recording):
        return None
    media_type = media_type_of(head_of(file.path))
    if media_type is None or request.kind != "upload" or not settings.keep_recordings:
        return None
    assert request.reference is not None
    return PlayableFile(request.reference, media_type)


async def _noting(
    guard: Guard[TalkReport], claim: Claim, request: ImportRequest, file: TalkFile | Recording
) -> Guard[TalkReport]:
    """The guard that also notes which transcript of an episode was imported."""
    if request.kind != "url" or not isinstance(file, TalkFile):
        return guard
    sum_ = await asyncio.to_thread(sha256, file.content)

    async def last(transaction: Transaction, report: TalkReport) -> None:
        await run_statement(transaction, "job/note_fetched", id=claim.id, sha256=sum_.hexdigest())
        await guard.last(transaction, report)

    return Guard(guard.first, last)


async def _import_file(
    database: Database,
    request: ImportRequest,
    file: TalkFile | Recording,
    pool: Pool,
    progress: _Progress,
    guard: Guard[TalkReport],
) -> None:
    talk = TalkImport(
        file, request.metadata.overrides(), request.extractor, request.same_words, whole=request.whole
    )
    stays = request.whole or isinstance(file, Recording)
    if not stays:
        progress.stage = pool.awaited
    executor = PoolExecutor(pool.local if stays else pool, progress.hear)
    await import_talk(database, talk, executor=executor, guard=guard)


async def _extract_again(
    database: Database,
    claim: Claim,
    request: ImportRequest,
    pool: Pool,
    rules: Rules,
    progress: _Progress,
    guard: Guard[TalkReport],
) -> None:
    assert request.reference is not None
    document = await read_talk(database, request.reference)
    progress.limit = rules.seconds
    if rules.seconds is None and not is_remote(request.extractor):
        progress.limit = seconds_for(sum(len(segment.text) for segment in document.segments))
    progress.stage = pool.awaited
    settings = read_settings()
    talk = ExtractTalk(
        request.reference,
        document,
        request.extractor,
        claim.id if request.review else None,
        settings.jobs_days if request.review else settings.deleted_days,
    )
    await extract_talk(database, talk, executor=PoolExecutor(pool, progress.hear), guard=guard)


def _sender(claim: Claim, request: ImportRequest) -> Viewer:
    """The sender of the job, with the scopes that it had then: the import may do what it may do."""
    if not claim.owner:
        return SERVICE
    kind = "KEY" if claim.owner.startswith("key:") else "TOKEN"
    return Viewer(kind, claim.owner, parse(request.scopes), claim.by)


def _loading(guard: Guard[TalkReport], progress: _Progress) -> Guard[TalkReport]:
    """The guard that also notes when the load begins: from then on the lock of the job keeps others away, and no beat is needed."""

    async def first(transaction: Transaction) -> bool:
        progress.loading = True
        return await guard.first(transaction)

    return Guard(first, guard.last)


async def _watch(database: Database, claim: Claim, rules: Rules, progress: _Progress) -> None:
    """Extends the lease. Returns when the load begins.

    Raises:
        LostJobError: the job is not this worker's any more. TookTooLongError: the extraction takes too long.
    """
    loop = asyncio.get_running_loop()
    pause = min(2.0, rules.lease / 4)
    while True:
        await asyncio.sleep(pause)
        if progress.loading:
            await asyncio.Event().wait()  # the load decides
        if (
            progress.limit is not None
            and progress.begun is not None
            and loop.time() - progress.begun > progress.limit
        ):
            raise TookTooLongError(progress.limit)
        done = round(100 * progress.share)
        try:
            kept = await beat(database, claim, progress.stage, done, rules.lease)
        except GraphUnavailable:
            continue  # the load finds out whether the job is still ours
        if not kept and not progress.loading:
            raise LostJobError


async def _note_failure(database: Database, claim: Claim, rules: Rules, error: Exception) -> None:
    message = message_of(error)
    if not is_final(error):
        trace = None if isinstance(error, VideographError) else error
        _log.warning("%s (%s) failed: %s", claim.id, claim.name, message, exc_info=trace)
    while True:
        try:
            with suppress(LostJobError):
                if is_final(error):
                    await fail(database, claim, message, *failure_of(error))
                elif claim.attempts >= MOST_ATTEMPTS:
                    await fail(database, claim, set_aside(message))
                else:
                    await put_back(database, claim, message, pause_after(claim.attempts, rules.pauses))
            return
        except GraphUnavailable:
            await asyncio.sleep(_PAUSE)


async def _wait_for_cluster(database: Database, claim: Claim, error: ExecutorUnavailable) -> None:
    """Puts the job back for later. The attempt does not count, as the talk is not to blame."""
    while True:
        try:
            with suppress(LostJobError):
                await put_back(database, claim, error.message, _CLUSTER_PAUSE, counted=False)
            return
        except GraphUnavailable:
            await asyncio.sleep(_PAUSE)


async def _wait_for_graph(database: Database, claim: Claim, error: GraphUnavailable) -> None:
    """Puts the job back as soon as Neo4j answers. If its load was committed after all, it stays as it is."""
    _log.warning("%s (%s) waits for Neo4j: %s", claim.id, claim.name, error.message)
    while True:
        await asyncio.sleep(_PAUSE)
        try:
            with suppress(LostJobError):
                await put_back(database, claim, None, 0.0, counted=False)
            return
        except GraphUnavailable:
            continue


def is_final(error: Exception) -> bool:
    """Whether another attempt would end in the same way."""
    kinds = (
        InvalidInput, TranscriptError, Conflict, NotFound, Forbidden, NotAllowed, SetupError, BudgetSpent, TookTooLongError
    )  # fmt: skip
    return isinstance(error, kinds) or (isinstance(error, NotFetched) and not error.temporary)


def failure_of(error: Exception) -> tuple[str, str | None]:
    """Returns the code for programs, and the video that has the talk's words already."""
    if isinstance(error, SameWordsStored):
        return "SAME_WORDS", error.existing
    return (error.code if isinstance(error, VideographError) else VideographError.code), None


def pause_after(attempts: int, pauses: Sequence[float] = PAUSES) -> float:
    """Returns the seconds between an attempt, counted from 1, and the next one."""
    return pauses[min(attempts, len(pauses)) - 1]


def message_of(error: Exception) -> str:
    """Returns what went wrong, for people."""
    if isinstance(error, BrokenProcessPool):
        return f"its extraction crashed, perhaps for lack of memory: {_MORE_MEMORY}"
    if isinstance(error, MemoryError):
        return f"there is not enough memory for its extraction: {_MORE_MEMORY}"
    if not isinstance(error, VideographError):
        return f"a fault in Videograph, please report it: {type(error).__name__}: {error}"
    return error.message


@asynccontextmanager
async def _open_source(
    database: Database, rules: Rules, claim: Claim, request: ImportRequest
) -> AsyncIterator[TalkFile | Recording]:
    """The file of a job."""
    if request.kind == "upload":
        async with open_upload(database, rules.storage, request) as file:
            yield file
        return
    if request.kind == "url":
        async with _fetched(rules.fetching, claim, request) as file:
            yield file
        return
    assert request.content is not None
    yield TalkFile("document.json" if request.kind == "document" else request.name, request.content)


@asynccontextmanager
async def _fetched(
    rules: FetchRules, claim: Claim, request: ImportRequest
) -> AsyncIterator[TalkFile | Recording]:
    """What is at the address of a job. What an attempt that was killed has left goes first."""
    assert request.reference is not None
    folder = rules.folder / claim.id.replace(":", "-")
    rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    try:
        said = request.metadata
        file = await fetch_talk(
            request.reference,
            folder,
            rules,
            chapters=request.companions,
            about=request.about or ("" if said.id or said.url else None),
        )
        recording = recording_at(file)
        if recording is not None:
            yield replace(recording, name=file.name)
        else:
            yield await asyncio.to_thread(_read_fetched, file)
    finally:
        rmtree(folder, ignore_errors=True)


def _read_fetched(file: Path) -> TalkFile:
    return TalkFile(file.name, read_bytes(file), dict(FilesBeside(file)))


def _size(file: TalkFile | Recording) -> int:
    return file.path.stat().st_size if isinstance(file, Recording) else len(file.content)

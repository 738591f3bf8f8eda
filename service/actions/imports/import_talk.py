"""Imports one talk: reads and extracts its file, checks the result, and loads it in one transaction."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Literal

from service.actions.extraction.make_document import Reading, read_document
from service.actions.extraction.recordings import recording_at
from service.actions.imports.source import source_hash
from service.curation.load import ImportReport, import_document, import_documents
from service.domain.comparison import Comparison
from service.domain.document import VideoDocument
from service.domain.identity import video_id
from service.errors import Conflict
from service.extractors.progress import Listen, listening
from service.extractors.registry import OFFLINE, version_of
from service.graph.driver.database import Database, Transaction
from service.graph.health import read_sources
from service.graph.statement_runner import execute
from service.graph.write_transaction import UNGUARDED, Guard, try_or_write
from service.resolution.resolve import Candidate
from service.store.check import require_borne_out
from service.store.duplicates.same_words import SaidBefore, find_said_before, is_stored
from service.transcripts import Overrides, Recording, TalkFile, document_with, is_document
from service.transcripts.given_speakers import read_given
from service.transcripts.media import media_at

__all__ = [
    "Candidate",
    "Choose",
    "ImportReport",
    "Overrides",
    "Recording",
    "SaidBefore",
    "SameWords",
    "SameWordsStored",
    "TalkFile",
    "TalkImport",
    "TalkReport",
    "find_same_words",
    "import_talk",
    "is_document",
    "load_talk",
    "load_talks",
    "media_at",
    "policy",
    "read_given",
    "version_of",
]  # fmt: skip

DOCUMENT_VERSION = "document"
"""In the place of the extractor's version, where none is needed."""

_HINTS = 60
"""Names of the graph that a recognizer of speech is given, at most."""

type SameWords = Literal["replace", "keep both", "refuse"]
"""What happens to a new talk if the graph has its words already: it replaces the other, both are kept, or it is
refused."""
type Choose = Callable[[SaidBefore], SameWords]


@dataclass(frozen=True)
class TalkImport:
    """
    Attributes:
        source: the talk's file, the name and content of one, a recording, or the document that an extractor has made of it.
        metadata: what the caller says of the talk; it wins over what the file says.
        extractor: reads a bare transcript.
        whole: the file is a VideoDocument, so no extractor is needed.
        same_words: `refuse` is for talks with all the same words; one with most of them is loaded, and the report says so.
    """

    source: Path | TalkFile | Recording | VideoDocument
    metadata: Overrides = field(default_factory=Overrides)
    extractor: str = OFFLINE
    same_words: SameWords = "refuse"
    whole: bool = False


@dataclass(frozen=True)
class TalkReport:
    """Result of a talk.

    Attributes:
        imported: the talk as it is in the graph.
        dropped: what the extraction found and the words do not bear out, counted by reason.
        notes: on how the file was read.
        before: of a new talk those that the graph has its words of already.
        replaced: slug of the talk in whose place it came.
        changes: of a talk that was extracted again, the connections that are new and gone. `decision`: the id by which that is undone.
    """

    imported: ImportReport
    dropped: Counter[str] = field(default_factory=Counter[str])
    notes: tuple[str, ...] = ()
    before: tuple[SaidBefore, ...] = ()
    replaced: str | None = None
    changes: Comparison | None = None
    decision: str | None = None


class SameWordsStored(Conflict):
    """The graph has the talk's words already, as the talk `there`. `before`: all talks with nearly all of them."""

    def __init__(self, there: SaidBefore, before: tuple[SaidBefore, ...]) -> None:
        super().__init__(
            f"the graph has the same words already, as the talk {there.slug} (“{there.title}”): import it again to replace that talk "
            "(`--replace`, `sameWords: REPLACE`) or to keep both (`--keep-both`, `sameWords: KEEP_BOTH`)",
            there.id,
        )
        self.there = there
        self.before = before


async def import_talk(
    database: Database,
    talk: TalkImport,
    *,
    progress: Listen | None = None,
    executor: Executor | None = None,
    guard: Guard[TalkReport] = UNGUARDED,
) -> TalkReport:
    """Imports a talk, or replaces the part of it that differs. A file that was imported with the same metadata and
    extractor is not read again.

    Args:
        progress: is told the stage of the extraction and the share that is done; not if there is an `executor`.
        executor: where the file is read and extracted, by default a thread of this process.
        guard: what runs first and last in the transaction of the load; also if the graph has the talk already.

    Raises: TranscriptError, InvalidInput: the file, the document or its metadata is invalid. SameWordsStored: the
    graph has another talk with the same words, and `talk.same_words` is `refuse`. SetupError: the extractor is not
    installed or not configured.
    """
    source = None
    if not isinstance(talk.source, VideoDocument):
        version = DOCUMENT_VERSION if talk.whole else version_of(talk.extractor)
        source = await asyncio.to_thread(source_hash, talk.source, talk.metadata, version)
        known = await read_sources(database, [source] if source else [])
        if source in known:
            report = TalkReport(ImportReport(*known[source], "unchanged", {}))
            if guard is not UNGUARDED:
                await _note_unchanged(database, report, guard)
            return report
    recording = recording_at(talk.source) if isinstance(talk.source, Path) else talk.source
    if isinstance(recording, Recording):
        talk = replace(talk, source=replace(recording, hints=await read_hints(database)))
    reading = await _read(talk, progress, executor)
    return await load_talk(database, reading, source, policy(talk.same_words), guard)


async def _note_unchanged(database: Database, report: TalkReport, guard: Guard[TalkReport]) -> None:
    async def work(transaction: Transaction) -> None:
        if not await guard.first(transaction):
            await guard.last(transaction, report)

    await try_or_write(database, work, name="note unchanged talk", settle=True)


def policy(same_words: SameWords) -> Choose:
    """The same for every talk. With `refuse`, a talk that has only most of the words of another is kept."""

    def choose(before: SaidBefore) -> SameWords:
        return "keep both" if same_words == "refuse" and not before.same else same_words

    return choose


async def load_talk(
    database: Database,
    reading: Reading,
    source: str | None,
    choose: Choose,
    guard: Guard[TalkReport] = UNGUARDED,
) -> TalkReport:
    """Loads a talk in one transaction.

    Args:
        source: hash of what it was read from (`source_hash`).
        choose: is asked if the talk is new and the graph has its words already.
        guard: what runs first and last in the transaction.

    Raises:
        SameWordsStored: `choose` answered `refuse`.
        InvalidInput: as `import_document`.
    """
    before = await find_same_words(database, reading.document)
    # a VideoDocument with an id says which talk it is
    named = reading.whole and reading.document.video.id is not None
    there = None if named else next((one for one in before if one.is_whole), None)
    choice = "keep both" if there is None else choose(there)
    if there is not None and choice == "refuse":
        raise SameWordsStored(there, before)
    replaced = there if choice == "replace" else None

    def report(imported: ImportReport) -> TalkReport:
        others = tuple(one for one in before if one is not replaced)
        slug = None if replaced is None else replaced.slug
        return TalkReport(imported, reading.dropped, reading.notes, others, slug)

    async def last(transaction: Transaction, imported: ImportReport) -> None:
        await guard.last(transaction, report(imported))

    imported = await import_document(
        database,
        reading.document,
        # without a source hash, the next import reads it again
        source=source if reading.complete else None,
        instead_of=None if replaced is None else replaced.id,
        guard=UNGUARDED if guard is UNGUARDED else Guard(guard.first, last),
    )
    return report(imported)


async def load_talks(
    database: Database, readings: Sequence[tuple[Reading, str | None]]
) -> Sequence[TalkReport]:
    """Does what `load_talk` does, in one transaction, for talks that may share one (`Batch`) and whose words the graph does not have.

    Raises: InvalidInput: as `import_documents`.
    """
    documents = [(reading.document, source if reading.complete else None) for reading, source in readings]
    imported = await import_documents(database, documents)
    return [
        TalkReport(report, reading.dropped, reading.notes)
        for (reading, _), report in zip(readings, imported, strict=True)
    ]


async def _read(talk: TalkImport, progress: Listen | None, executor: Executor | None) -> Reading:
    if isinstance(talk.source, VideoDocument):
        document = document_with(talk.source, talk.metadata)
        require_borne_out(document)
        return Reading(document, Counter(), (), whole=True)
    read = partial(read_document, talk.source, talk.extractor, talk.metadata)
    if executor is not None:
        return await asyncio.get_running_loop().run_in_executor(executor, read)
    return await asyncio.to_thread(_heard, read, progress)


def _heard(read: Callable[[], Reading], progress: Listen | None) -> Reading:
    if progress is None:
        return read()
    with listening(progress):
        return read()


async def read_hints(database: Database) -> tuple[str, ...]:
    """Returns the names that the graph has most often, which a recording may say too."""
    rows = await execute(database, "entity/list_names", {"count": _HINTS}, label="list names")
    return tuple(name for [name] in rows)


async def find_same_words(database: Database, document: VideoDocument) -> tuple[SaidBefore, ...]:
    """Returns the talks with nearly all words of a new talk."""
    video = video_id(document)
    if await is_stored(database, video):
        return ()
    return tuple(await find_said_before(database, video, [segment.text for segment in document.segments]))

"""Extracts a talk of the graph again, from the transcript in its document, for a job."""

import asyncio
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial

from service.actions.extraction.make_document import read_again
from service.actions.imports.import_talk import TalkReport
from service.curation.extract_again import Replacement, propose_document, replace_document
from service.domain.document import VideoDocument
from service.extractors.registry import require_statements
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import run_statement
from service.graph.write_transaction import Guard, try_or_write
from service.store.find_video import find_video
from service.store.kept_documents import pack, read_document

__all__ = ["ExtractTalk", "FoundVideo", "extract_talk", "find_talks", "read_talk"]


@dataclass(frozen=True)
class FoundVideo:
    id: str
    slug: str
    title: str


@dataclass(frozen=True)
class ExtractTalk:
    """
    Attributes:
        video: id of the talk. `document`: its document.
        proposal: the id under which the new document is kept, instead of being written; None: it is written.
        days: how long the document before, or the proposed one, is kept.
    """

    video: str
    document: VideoDocument
    extractor: str
    proposal: str | None
    days: float


async def find_talks(
    database: Database, references: tuple[str, ...], read_by: str | None
) -> list[FoundVideo]:
    """Returns the talks with these ids, slugs or addresses, and all that an extractor of this name has read, each once.

    Raises:
        NotFound: there is no such talk. InvalidInput: several talks have an address.
    """

    async def work(transaction: Transaction) -> list[FoundVideo]:
        rows = [await find_video(transaction, one) for one in references]
        if read_by is not None:
            rows += await run_statement(transaction, "video/find_by_extractor", name=read_by)
        found = [FoundVideo(row["id"], row["slug"], row["title"]) for row in rows]
        return list(dict.fromkeys(found))

    return await database.write(work, name="find talks")


async def read_talk(database: Database, video: str) -> VideoDocument:
    """Returns the document of a talk.

    Raises:
        NotFound: it is not in the graph any more.
    """

    async def work(transaction: Transaction) -> VideoDocument:
        return await read_document(transaction, video)

    return await database.write(work, name="read document")


async def extract_talk(
    database: Database, talk: ExtractTalk, *, executor: Executor, guard: Guard[TalkReport]
) -> None:
    """Extracts the talk, and writes or proposes the result in one transaction, whose guard gets the report.

    Args:
        executor: where it is extracted.
        guard: what runs first and last in that transaction.

    Raises:
        SetupError, BudgetSpent: the extractor cannot be used now. NotFound, Conflict: the talk is gone, or has other words now.
    """
    if talk.proposal is None:
        require_statements(talk.extractor)
    read = partial(read_again, talk.document, talk.extractor)
    reading = await asyncio.get_running_loop().run_in_executor(executor, read)

    def report(replaced: Replacement) -> TalkReport:
        return TalkReport(
            replaced.imported,
            reading.dropped,
            reading.notes,
            changes=replaced.comparison,
            decision=replaced.decision,
        )

    async def work(transaction: Transaction) -> None:
        if await guard.first(transaction):
            return
        if talk.proposal is None:
            done = await replace_document(transaction, talk.video, reading.document, talk.days)
        else:
            done = await propose_document(transaction, talk.video, reading.document)
            packed = pack(reading.document)
            values = {"id": talk.proposal, "document": packed, "days": talk.days}
            await run_statement(transaction, "kept_document/keep_deleted", **values)
        await guard.last(transaction, report(done))

    await try_or_write(database, work, name="extract talk again", settle=True)

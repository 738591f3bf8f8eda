"""Kept documents: each talk's document as it was imported, compressed.

The graph is these documents under the decisions in force. So a talk can be written again whenever decisions change, and its export is
its document. The document has no decisions: it is kept before they are applied.
"""

import zlib
from collections.abc import Mapping, Sequence

from service.domain.document import VideoDocument
from service.errors import NotFound
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row
from service.resolution.document_names import names_of


async def read_document(transaction: Transaction, video: str) -> VideoDocument:
    """Returns the document of a talk.

    Raises:
        NotFound: the graph has none.
    """
    return unpack((await read_packed(transaction, [video]))[video])


async def read_packed(transaction: Transaction, videos: Sequence[str]) -> dict[str, bytes]:
    """Returns the packed documents of talks, all of which must exist.

    Raises:
        NotFound: the graph does not have one of them.
    """
    return documents_of(await run_statement(transaction, "kept_document/read", ids=list(videos)), videos)


def documents_of(rows: Sequence[Row], videos: Sequence[str]) -> dict[str, bytes]:
    """As `read_packed`, of the rows of `kept_document/read`."""
    packed = {row["id"]: row["document"] for row in rows}
    for video in videos:
        if video not in packed:
            raise NotFound(f"the graph does not have the document of {video}: import this talk again")
    return packed


def document_rows(documents: Mapping[str, VideoDocument]) -> list[Row]:
    """Returns the rows of `kept_document/write`.

    Args:
        documents: by talk.
    """
    return [
        {"id": video, "names": sorted(names_of(document, video)), "document": pack(document)}
        for video, document in sorted(documents.items())
    ]


def pack(document: VideoDocument) -> bytes:
    """Returns the document as `KeptDocument.document` has it, without its decisions and the data of an export."""
    bare = document.model_copy(update={"decisions": None, "export": None})
    text = bare.model_dump_json(by_alias=True, exclude_defaults=True)
    return zlib.compress(text.encode("utf-8", "surrogatepass"))


def unpack(packed: bytes) -> VideoDocument:
    """Returns the document of a `KeptDocument.document`."""
    return VideoDocument.model_validate_json(zlib.decompress(packed))


async def forget_documents(transaction: Transaction, videos: Sequence[str]) -> None:
    if videos:
        await run_statement(transaction, "kept_document/delete", ids=sorted(videos))

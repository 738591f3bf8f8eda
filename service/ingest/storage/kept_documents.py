"""Kept documents: the original statements of talks with decided names.

A decision may remove statements of a talk from the graph: a dropped entity, quotes that two kinds share. So the
document of the talk is kept, to write the talk again when decisions change, and to export it completely.
"""

import base64
import zlib
from collections.abc import Mapping, Sequence

from service.domain.document import VideoDocument
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.ingest.resolution.document_names import names_of


async def read_kept(transaction: Transaction, video: str) -> VideoDocument | None:
    texts = await read_all_kept(transaction, [video])
    return unpack(texts[video]) if texts else None


async def read_all_kept(transaction: Transaction, videos: Sequence[str]) -> dict[str, str]:
    """Returns the packed documents of those of the talks that have one."""
    rows = await run_statement(transaction, "kept_document/read", ids=list(videos))
    return {row["id"]: row["text"] for row in rows}


def unpack(text: str) -> VideoDocument:
    """Returns the document of a `KeptDocument.text`."""
    return VideoDocument.model_validate_json(zlib.decompress(base64.b64decode(text)))


async def keep_documents(transaction: Transaction, documents: Mapping[str, VideoDocument]) -> None:
    """Stores the talks' statements, without the decisions and the export data of their documents.

    Args:
        documents: by talk.
    """
    rows = [
        {"id": video, "names": sorted(names_of(document, video)), "text": pack(document)}
        for video, document in sorted(documents.items())
    ]
    if rows:
        await run_statement(transaction, "kept_document/write", rows=rows)


def pack(document: VideoDocument) -> str:
    """Returns the document as `KeptDocument.text` has it."""
    bare = document.model_copy(update={"decisions": None, "export": None})
    text = bare.model_dump_json(by_alias=True, exclude_defaults=True)
    return base64.b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"))).decode()


async def forget_documents(transaction: Transaction, videos: Sequence[str]) -> None:
    if videos:
        await run_statement(transaction, "kept_document/delete", ids=sorted(videos))

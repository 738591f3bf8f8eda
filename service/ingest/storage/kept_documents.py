"""Kept documents: the original statements of talks with decided names.

A decision may remove statements of a talk from the graph: a dropped entity, quotes that two kinds share. So the
document of the talk is kept, to write the talk again when decisions change, and to export it completely.
"""

import base64
import zlib

from service.domain.document import VideoDocument
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.ingest.resolution.document_names import names_of


async def read_kept(transaction: Transaction, video: str) -> VideoDocument | None:
    rows = await run_statement(transaction, "kept_document/read", id=video)
    return unpack(rows[0]["text"]) if rows else None


def unpack(text: str) -> VideoDocument:
    """Returns the document of a `KeptDocument.text`."""
    return VideoDocument.model_validate_json(zlib.decompress(base64.b64decode(text)))


async def keep_document(transaction: Transaction, video: str, document: VideoDocument) -> None:
    """Stores the talk's statements, without the decisions and the export data of its document."""
    bare = document.model_copy(update={"decisions": None, "export": None})
    text = bare.model_dump_json(by_alias=True, exclude_defaults=True)
    names = sorted(names_of(document, video))
    packed = base64.b64encode(zlib.compress(text.encode("utf-8", "surrogatepass"))).decode()
    await run_statement(transaction, "kept_document/write", id=video, names=names, text=packed)


async def forget_document(transaction: Transaction, video: str) -> None:
    await run_statement(transaction, "kept_document/delete", id=video)

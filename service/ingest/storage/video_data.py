"""What a stored video says of itself: title, date, address and the like."""

from service.domain.document import VideoDocument
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.ingest.storage.stored_fields import field_values, to_row
from service.ingest.video_rows import Row


async def own_row(transaction: Transaction, video: str, document: VideoDocument) -> Row:
    """Returns the row of a stored video with the data of its own document, without corrections."""
    [found] = await run_statement(transaction, "video/read_properties", id=video)
    return to_row("video", found) | field_values("video", document.video)

"""Rejects a quote that does not support its connection."""

from dataclasses import dataclass

from service.graph.driver.database import Database
from service.ingest.curation.talks import reject_evidence as curation
from service.ingest.curation.talks.reject_evidence import End, RejectReport

__all__ = ["End", "RejectEvidence", "RejectReport", "reject_evidence"]


@dataclass(frozen=True)
class RejectEvidence:
    """
    Attributes:
        evidence: id of the quote.
        dry_run: report what would go, without changing the graph.
    """

    evidence: str
    dry_run: bool = False


async def reject_evidence(database: Database, request: RejectEvidence) -> RejectReport:
    """Removes a quote from its connection, and the connection with its last quote. Importing or extracting the talk again
    does not bring the quote back.

    Raises:
        NotFound: there is no such quote.
        InvalidInput: the talk must be imported again first.
    """
    return await curation.reject_evidence(database, request.evidence, dry_run=request.dry_run)

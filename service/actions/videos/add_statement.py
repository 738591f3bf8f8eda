"""Adds a connection by hand, with its quote."""

from dataclasses import dataclass

from service.graph.driver.database import Database
from service.ingest.curation.talks import add_statement as curation
from service.ingest.curation.talks.add_statement import StatedEnd, Statement, StatementReport

__all__ = ["AddStatement", "StatedEnd", "Statement", "StatementReport", "add_statement"]


@dataclass(frozen=True)
class AddStatement:
    """`dry_run`: report what would be added, without changing the graph."""

    statement: Statement
    dry_run: bool = False


async def add_statement(database: Database, request: AddStatement) -> StatementReport:
    """Adds a connection between two entities, with a quote of a talk. It is kept when the talk is imported or extracted
    again, as long as the talk has the quote.

    Raises:
        NotFound: the talk or an entity does not exist.
        InvalidInput: the quote is not in the transcript, the type does not fit the kinds, or an end is not given once.
        Conflict: the talk has this quote for this connection already.
    """
    return await curation.add_statement(database, request.statement, dry_run=request.dry_run)

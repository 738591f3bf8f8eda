"""Resolves the names of earlier talks again, with what the graph has learned since."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.graph.driver.database import Database
from service.ingest.curation.re_resolve import Change, decide_anew

__all__ = ["Change", "ReResolve", "re_resolve"]


@dataclass(frozen=True)
class ReResolve:
    """`dry_run`: report what would change for each talk, without changing the graph."""

    dry_run: bool = False


async def re_resolve(database: Database, request: ReResolve) -> Sequence[Change]:
    """Processes the doubtful talks, each in its own transaction, until nothing changes. Sure kinds and decisions of a
    person do not change. Running it again does nothing."""
    return await decide_anew(database, dry_run=request.dry_run)

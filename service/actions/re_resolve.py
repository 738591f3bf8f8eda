"""Decides anew what names of earlier talks stand for, by what the graph has come to know."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.graph.driver.database import Database
from service.ingest.curation.re_resolve import Change, decide_anew

__all__ = ["Change", "ReResolve", "re_resolve"]


@dataclass(frozen=True)
class ReResolve:
    """`dry_run`: say what would change, for each talk by itself, and leave the graph as it is."""

    dry_run: bool = False


async def re_resolve(database: Database, request: ReResolve) -> Sequence[Change]:
    """Goes over the talks in doubt, each in a transaction of its own, until nothing changes. What a talk is sure of stays, and what
    a person decided; doing it again does nothing.
    """
    return await decide_anew(database, dry_run=request.dry_run)

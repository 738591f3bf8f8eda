"""The revision of the whole graph. It is equal only as long as no program commits anything.

It needs no counter in the graph, which would make all writers wait for each other. Neo4j numbers its transactions,
and a read returns the number of the last one with the database's id, as a bookmark.
"""

from dataclasses import dataclass

from neo4j import Bookmarks

from service.graph.driver import bookmarks
from service.graph.driver.database import Database
from service.graph.statement_runner import execute


@dataclass(frozen=True)
class Revision:
    """`name` is opaque. Reads within `reading_after(bookmarks)` have this revision or a later one."""

    name: str
    bookmarks: Bookmarks


async def read_revision(database: Database) -> Revision:
    """Returns the graph's revision, by one small read.

    The name contains sizes for one rare case: after a backup is restored, Neo4j uses the numbers of its transactions
    a second time.

    Raises:
        GraphUnavailable, QueryTimeout
    """
    with bookmarks.keeping() as kept:
        [[nodes, relationships]] = await execute(database, "graph/read_size", label="revision")
    latest = kept[-1]
    return Revision(f"{','.join(sorted(latest.raw_values))} {nodes} {relationships}", latest)

"""The revision of the whole graph: equal only as long as nothing is committed, by whatever program.

No property of the graph is raised for it, which would make all writers wait for each other: Neo4j numbers its transactions, and a
read gets the last one's number, with the database's id, as a bookmark.
"""

from dataclasses import dataclass

from neo4j import Bookmarks

from service.graph.driver import bookmarks
from service.graph.driver.database import Database
from service.graph.statement_runner import execute


@dataclass(frozen=True)
class Revision:
    """`name` is opaque. What is read within `reading_after(bookmarks)` is of this revision or a later one."""

    name: str
    bookmarks: Bookmarks


async def read_revision(database: Database) -> Revision:
    """The graph's revision, by one small read.

    Sizes are in the name for one rare case: a backup is restored, and the numbers of its transactions are given a second time.

    Raises:
        GraphUnavailable, QueryTimeout
    """
    with bookmarks.keeping() as kept:
        [[nodes, relationships]] = await execute(database, "graph/read_size", label="revision")
    latest = kept[-1]
    return Revision(f"{','.join(sorted(latest.raw_values))} {nodes} {relationships}", latest)

"""The revision of the whole graph. It is equal only as long as no program commits anything.

It needs no counter in the graph, which would make all writers wait for each other. Neo4j numbers its transactions,
and a read returns the number of the last one with the database's id, as a bookmark.
"""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager, suppress
from contextvars import Context
from dataclasses import dataclass

from neo4j import Bookmarks

from service.graph.driver import bookmarks
from service.graph.driver.database import Database
from service.graph.statement_runner import execute


@dataclass(frozen=True)
class Revision:
    """`name` is opaque. Reads within `reading_after(bookmarks)` have this revision or a later one.

    `connection`: number of the connection that it was read over, which grows with each new one. Revisions of one name and one
    connection are the same; with another connection, Neo4j may have had a backup restored and have numbered its transactions again.
    """

    name: str
    bookmarks: Bookmarks
    connection: int = 0

    @property
    def key(self) -> tuple[str, int]:
        return self.name, self.connection


SCHEMA = Revision("schema", Bookmarks())
"""Of what needs no graph: the schema is the same as long as the program runs."""


@dataclass(frozen=True)
class ReadsAfter:
    """The reads of a context of `reading_at`. `ends`: the bookmark of each."""

    revision: Revision
    ends: list[Bookmarks]

    @property
    def found_nothing_newer(self) -> bool:
        """Whether nothing was committed between the revision and the end of each read so far: so what they read is of that revision."""
        return all(end.raw_values == self.revision.bookmarks.raw_values for end in self.ends)


@contextmanager
def reading_at(revision: Revision) -> Generator[ReadsAfter]:
    """All reads of this context, and of tasks that are started in it, wait for this revision."""
    with bookmarks.reading_after(revision.bookmarks), bookmarks.keeping() as ends:
        yield ReadsAfter(revision, ends)


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


_GATHERING_SECONDS = 0.001
"""That a read waits at most for requests that may come."""


class Revisions:
    """Reads the revision for all requests of a process: at most one read is under way, and one waits.

    Clients that were answered together ask again at nearly the same time. So a read waits a moment, until as many ask as were answered by the
    last one: otherwise it would be for the first of them alone, and there would be twice as many reads.
    """

    def __init__(self, database: Database) -> None:
        self._database = database.lasting()
        self._failures = 0
        self._waiting: list[asyncio.Future[Revision]] = []
        self._expected = 0
        self._are_there = asyncio.Event()
        self._reading: asyncio.Task[None] | None = None
        self.latest: Revision | None = None
        """What was read last. None at first, and after a failure."""

    async def current(self) -> Revision:
        """Returns the revision by a read that begins after this call, so that it has all that was committed before.

        Raises: GraphUnavailable, QueryTimeout
        """
        found: asyncio.Future[Revision] = asyncio.get_running_loop().create_future()
        self._waiting.append(found)
        if len(self._waiting) >= self._expected:
            self._are_there.set()
        if self._reading is None or self._reading.done():
            # In a context of its own: neither deadline nor sender of this request are those of the read.
            self._reading = asyncio.create_task(self._read(), context=Context())
        return await found

    async def _read(self) -> None:
        while self._waiting:
            if len(self._waiting) < self._expected:
                self._are_there.clear()
                with suppress(TimeoutError):
                    async with asyncio.timeout(_GATHERING_SECONDS):
                        await self._are_there.wait()
            waiting, self._waiting = self._waiting, []
            self._expected = len(waiting)
            try:
                found = await read_revision(self._database)
            except Exception as error:
                self._failures += 1
                self.latest = None
                for one in waiting:
                    if not one.done():  # otherwise its client has gone away
                        one.set_exception(error)
                        one.exception()  # perhaps its client is just going
            except BaseException:
                for one in waiting:
                    one.cancel()
                raise
            else:
                self.latest = Revision(found.name, found.bookmarks, self._database.opened + self._failures)
                for one in waiting:
                    if not one.done():
                        one.set_result(self.latest)

"""Reads the graph, or some talks of it, for an export: some talks or entities at a time, so that memory stays bounded.

An export is no snapshot: what is imported while it runs may be in it or not.
"""

from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Any, Self

from service.domain.quotes import Citation, QuotedSegment, turns_of, who_says_all
from service.errors import InvalidInput, NotFound
from service.exports.source import Progress, Row
from service.exports.tables import all_tables
from service.graph.driver.database import Database
from service.graph.statement_runner import execute, execute_rows
from service.store.export.decisions import export_decisions
from service.store.export.video import export_video, list_videos

_TALKS = 10
_ENTITIES = 200


@dataclass(frozen=True)
class VideoSelection:
    """Selects the talks to export. All given conditions must hold, each by any of its values; without conditions, all talks.

    Attributes:
        videos: ids, slugs or addresses.
        channels, topics, entities: ids, slugs or names.
        since: published on this day or later.
        until: published before this day.
    """

    videos: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None

    @property
    def is_all(self) -> bool:
        return self == VideoSelection()


@dataclass(frozen=True)
class GraphRows:
    """A source for the writers of `service/exports`. `videos`: ids in order. `is_all`: all that the graph has."""

    database: Database
    videos: Sequence[str]
    is_all: bool
    base: str
    name: str
    progress: Progress

    @classmethod
    async def open(cls, database: Database, selection: VideoSelection, base: str, progress: Progress) -> Self:
        """
        Raises:
            NotFound: there is no such talk, channel, topic or entity.
            InvalidInput: no talk meets the conditions.
        """
        if selection.is_all:
            return cls(database, await list_videos(database), True, base, "videograph", progress)
        asked = {
            "videos": [
                form
                for one in selection.videos
                for form in dict.fromkeys((one, f"video:{one.removeprefix('video:')}"))
            ],
            "channels": list(selection.channels),
            "topics": list(selection.topics),
            "entities": list(selection.entities),
            "since": selection.since and selection.since.isoformat(),
            "until": selection.until and selection.until.isoformat(),
        }
        await _require_names(database, selection, asked)
        rows = await execute(database, "export/select_videos", {"asked": asked}, label="export select")
        videos = [id_ for (id_,) in rows]
        if not videos:
            raise InvalidInput("no talk meets all these conditions: give fewer")
        return cls(database, videos, False, base, "videograph", progress)

    async def rows(self, table: str) -> AsyncIterator[Row]:
        if table in _COMPLETE:
            async for row in _COMPLETE[table](self):
                yield row
        elif table in ("entities", "relationships"):
            only = None if self.is_all or table == "entities" else await self._ids("relationships")
            async for ids in self._entities():
                more = {} if table == "entities" else {"only": only}
                for row in await self._read(table, ids, **more):
                    yield row
        elif table == "topics":
            async for ids in self._topics():
                for row in await self._read(table, ids):
                    yield row
        else:
            async for ids in self._talks(table):
                for row in await self._read(table, ids):
                    yield row

    async def _read(self, table: str, ids: Sequence[str], **more: Any) -> list[Row]:
        found = await self._rows(table, ids=list(ids), **more)
        columns = all_tables()[table]
        return [columns.row(self._cited(table, {**row["properties"], **row["more"]})) for row in found]

    def _cited(self, table: str, row: Row) -> Row:
        """Returns the row with who says its quote, and with its address. The speaker is None if several say it."""
        place = row.get("place") if table == "relationships" else row
        if table not in ("relationships", "evidence") or place is None:
            return row
        turns = turns_of(row["quote"], [QuotedSegment(**part) for part in place["parts"]])
        names = (turn.name for turn in turns)
        citation = Citation.of(row["quote"], place["video"], place["startSeconds"], names)
        said_by = who_says_all(turns)
        return row | {
            "speaker": said_by.speaker,
            "person": said_by.person,
            "speakerName": said_by.name,
            "speakers": list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker)),
            "turns": None if len(turns) == 1 else [str(turn) for turn in turns],
            "permalink": f"{self.base}{citation.path}",
        }

    async def _rows(self, name: str, **parameters: Any) -> list[Row]:
        statement = f"export/{name}"
        rows = await execute_rows(self.database, statement, parameters, label=f"export {name}")
        return [{key: _plain(value) for key, value in row.items()} for row in rows]

    async def _talks(self, table: str) -> AsyncGenerator[Sequence[str]]:
        done = 0
        for ids in batched(self.videos, _TALKS):
            self.progress(table, done, len(self.videos))
            yield ids
            done += len(ids)
        self.progress(table, done, len(self.videos))

    async def _ids(self, noun: str) -> list[str]:
        """Ids of the selection's entities, topics or connections, in order. Each takes some hundred bytes of memory."""
        found: set[str] = set()
        async for ids in self._talks(noun):
            found |= {row["id"] for row in await self._rows(f"list_{noun}_of_videos", ids=list(ids))}
        return sorted(found)

    async def _pages(self, noun: str) -> AsyncGenerator[Sequence[str]]:
        """Ids of the selection's entities or topics, or of all that the graph has, page by page."""
        if not self.is_all:
            for ids in batched(await self._ids(noun), _ENTITIES):
                yield ids
            return
        after, done = "", 0
        while True:
            ids = [row["id"] for row in await self._rows(f"list_{noun}", after=after, limit=_ENTITIES)]
            if not ids:
                return
            yield ids
            after, done = ids[-1], done + len(ids)
            self.progress(noun, done, 0)

    def _entities(self) -> AsyncGenerator[Sequence[str]]:
        return self._pages("entities")

    def _topics(self) -> AsyncGenerator[Sequence[str]]:
        return self._pages("topics")

    async def _documents(self) -> AsyncIterator[Row]:
        for done, id_ in enumerate(self.videos):
            self.progress("documents", done, len(self.videos))
            exported = await export_video(self.database, id_)
            yield {"slug": exported.slug, "document": exported.document}
        self.progress("documents", len(self.videos), len(self.videos))

    async def _decisions(self) -> AsyncIterator[Row]:
        if self.is_all and (decisions := await export_decisions(self.database)).count():
            yield {"decisions": decisions}

    async def _nodes(self) -> AsyncIterator[Row]:
        for row in await self._rows("channels", ids=None if self.is_all else list(self.videos)):
            yield row
        async for ids in self._talks("nodes"):
            for row in await self._rows("nodes_of_videos", ids=list(ids)):
                yield row
        async for ids in self._entities():
            for row in await self._rows("nodes_of_entities", ids=list(ids)):
                yield row
        async for ids in self._topics():
            for row in await self._rows("nodes_of_topics", ids=list(ids)):
                yield row
        if self.is_all:
            for row in await self._rows("decisions"):
                yield row

    async def _links(self) -> AsyncIterator[Row]:
        entities = None if self.is_all else await self._ids("entities")
        connections = None if self.is_all else await self._ids("relationships")
        async for ids in self._entities():
            for row in await self._rows("links_of_entities", ids=list(ids), only=connections):
                yield row
        async for ids in self._topics():
            for row in await self._rows("links_of_topics", ids=list(ids), only=entities):
                yield row
        async for ids in self._talks("links"):
            for row in await self._rows("links_of_videos", ids=list(ids)):
                yield row


_COMPLETE = {
    "documents": GraphRows._documents,
    "decisions": GraphRows._decisions,
    "nodes": GraphRows._nodes,
    "links": GraphRows._links,
}
"""Tables that are not of one statement."""


async def _require_names(database: Database, selection: VideoSelection, asked: Row) -> None:
    found = {
        (kind, value)
        for kind, value in await execute(
            database, "export/list_names", {"asked": asked}, label="export names"
        )
    }
    given = {
        "channel": selection.channels,
        "topic": selection.topics,
        "entity": selection.entities,
    }
    missing = [
        f"talk with id, slug or url {one!r}"
        for one in selection.videos
        if not {("talk", one), ("talk", f"video:{one.removeprefix('video:')}")} & found
    ]
    missing += [
        f"{kind} with id, slug or name {one!r}"
        for kind, values in given.items()
        for one in values
        if (kind, one) not in found
    ]
    if missing:
        raise NotFound(f"there is no {', no '.join(missing)}")


def _plain(value: Any) -> Any:
    """Neo4j's dates and times as ISO 8601 texts."""
    match value:
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case list():
            return [_plain(one) for one in value]
        case _ if hasattr(value, "iso_format"):
            return value.iso_format()
        case _:
            return value

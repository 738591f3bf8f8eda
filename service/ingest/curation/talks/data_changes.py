"""Changes the title, the address and the date of a talk in place: its names, and so the entities that they stand for, stay as they are."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from service.domain.talk_corrections import VideoUpdate
from service.domain.text import search_form
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.ingest.change_log import note_entities
from service.ingest.curation.talks.quote_changes import LockedTalk
from service.ingest.storage.connections import change_connections
from service.ingest.storage.kept_documents import unpack
from service.ingest.storage.locks import lock_entities
from service.ingest.talk_decisions.stored import TalkDecision
from service.ingest.video_rows import NO_DATE, Part, Row

type Clearable = Literal["publishedOn", "url", "channel"]
CLEARABLE: tuple[Clearable, ...] = get_args(Clearable.__value__)


@dataclass(frozen=True)
class NamedSpeaker:
    """`speaker`: id or label. `name`: of the person; None if it is not known."""

    speaker: str
    name: str | None


@dataclass(frozen=True)
class VideoData:
    """New data; what is None stays. `channel`: name, id or slug. `cleared`: what is removed."""

    title: str | None = None
    published_on: date | None = None
    url: str | None = None
    channel: str | None = None
    speakers: Sequence[NamedSpeaker] = ()
    cleared: frozenset[Clearable] = field(default_factory=frozenset[Clearable])


FIELDS = ("title", "publishedOn", "url")
"""The data that is changed in place."""


def is_plain(data: VideoData | VideoUpdate) -> bool:
    """Returns whether it changes only `FIELDS`."""
    return data.channel is None and not data.speakers and "channel" not in data.cleared


def present_data(talk: LockedTalk) -> Row:
    return {"title": talk.title, "publishedOn": talk.published_on, "url": talk.url}


def own_data(talk: LockedTalk) -> Row:
    """Returns what the talk says itself, without corrections."""
    if talk.kept is not None:
        video = unpack(talk.kept).video
        day = video.published_on
        return {
            "title": video.title,
            "publishedOn": None if day is None else day.isoformat(),
            "url": video.url,
        }
    earlier = (row for one in talk.decisions if isinstance(one.change, VideoUpdate) for row in one.removed)
    return next(earlier, present_data(talk))


def with_updates(data: Row, decisions: Iterable[TalkDecision]) -> Row:
    """Returns the data after these corrections."""
    for one in decisions:
        if isinstance(one.change, VideoUpdate):
            given = json.loads(one.change.model_dump_json(by_alias=True))
            data = data | {key: given[key] for key in FIELDS if given[key] is not None}
            data = data | {key: None for key in one.change.cleared if key in FIELDS}
    return data


async def write_data(
    transaction: Transaction, talk: LockedTalk, data: Row, decision: TalkDecision | None = None
) -> None:
    """Sets the data. Another date is also that of the talk's quotes and entities, and may be that of their connections.

    Args:
        decision: the correction that does this, which is stored; None if one is undone.
    """
    day = data["publishedOn"]
    await run_statement(
        transaction,
        "video/set_data",
        id=talk.video,
        searchTitle=search_form(data["title"]),
        sortDate=day or NO_DATE,
        **data,
    )
    if day != talk.published_on:
        await _write_date(transaction, talk, day)
    removed = json.dumps(decision.removed, ensure_ascii=False) if decision else None
    id_ = None if decision is None else decision.id
    await run_statement(
        transaction, "video/note_correction", id=talk.video, decision=id_, removedRows=removed
    )


async def _write_date(transaction: Transaction, talk: LockedTalk, day: str | None) -> None:
    [found] = await run_statement(transaction, "video/read_dated_rows", video=talk.video)
    await lock_entities(transaction, found["entities"])
    before, after = Part(talk.video, talk.published_on), Part(talk.video, day)
    for row in found["quotes"]:
        before.add("evidence", row)
        after.add("evidence", row)
    await run_statement(transaction, "video/set_date_of_rows", video=talk.video, sortDate=day or NO_DATE)
    await change_connections(transaction, [(before, after)])
    note_entities(transaction, found["entities"])
    if found["entities"]:
        await run_statement(transaction, "entity/set_dates", ids=sorted(found["entities"]))

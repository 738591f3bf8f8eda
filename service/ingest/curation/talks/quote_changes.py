"""Changes single quotes of a talk in place, where nothing else of the talk follows from them: the same names stand for the same entities, so
only the quote, its connection and the degree of both ends change. Otherwise the talk is written again (`rewrite_talk.py`), with the
same result.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.domain.document import VideoDocument
from service.domain.talk_corrections import TalkChange, VideoUpdate
from service.domain.text import search_form
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.ingest.resolution.namings import read_namings
from service.ingest.storage.change import change_evidence
from service.ingest.storage.kept_documents import unpack
from service.ingest.storage.locks import lock_entities
from service.ingest.storage.stored_fields import to_row
from service.ingest.talk_decisions.overlay import correct_all
from service.ingest.talk_decisions.stored import TalkDecision, read_row
from service.ingest.video_rows import NO_DATE, Part, Row


@dataclass(frozen=True)
class LockedTalk:
    """A locked talk. `state`: of its node. `decisions`: its corrections, in order. `kept`: its packed document; None if it can be made of the graph."""

    video: str
    state: Row
    decisions: Sequence[TalkDecision]
    kept: str | None

    @property
    def title(self) -> str:
        return self.state["title"]

    @property
    def published_on(self) -> str | None:
        return self.state["publishedOn"]

    @property
    def url(self) -> str | None:
        return self.state["url"]

    def document(self) -> VideoDocument | None:
        """Returns the kept document with its corrections."""
        return None if self.kept is None else correct_all(unpack(self.kept), self.decisions)


@dataclass(frozen=True)
class Support:
    """What else the talk has of the ends of a quote. `names`: entity id → name. `count`: quotes of the connection in all talks. `alone`:
    whether no other quote of the talk states the same type with these words. `supported`: whether both ends are named without this quote."""

    names: dict[str, str]
    count: int
    alone: bool
    supported: bool


async def lock_for_correction(transaction: Transaction, video: str) -> LockedTalk | None:
    """Returns None if the talk does not exist."""
    [row] = await run_statement(transaction, "video/lock_correction", id=video)
    if row["contentHash"] is None:
        return None
    decisions = tuple(map(read_row, row["decisions"]))
    return LockedTalk(video, row, decisions, row["kept"])


async def read_quotes(
    transaction: Transaction, talk: LockedTalk, relationship: str, ends: Iterable[str]
) -> Part:
    """Locks both ends of a connection, and returns its quotes in the talk."""
    await lock_entities(transaction, ends)
    part = Part(talk.video, talk.published_on)
    for row in await run_statement(
        transaction, "evidence/list_by_relationship", video=talk.video, relationship=relationship
    ):
        part.add("evidence", to_row("evidence", row))
    return part


async def read_support(transaction: Transaction, video: str, row: Row) -> Support:
    """
    Args:
        row: a quote of the talk.
    """
    [found] = await run_statement(transaction, "evidence/read_support", video=video, id=row["id"])
    words = search_form(row["quote"])
    return Support(
        {end["id"]: end["name"] for end in found["ends"]},
        found["count"],
        all(search_form(quote) != words for quote in found["quotes"]),
        all(end["supported"] for end in found["ends"]),
    )


def same_names(before: VideoDocument, after: VideoDocument, video: str, quotes: int) -> bool:
    """Returns whether two versions of a document name the same entities, and the second has so many quotes more."""
    more = sum(len(known.evidence) for known in after.relationships)
    more -= sum(len(known.evidence) for known in before.relationships)
    return more == quotes and (
        before.entities == after.entities or read_namings(before, video) == read_namings(after, video)
    )


def same_words(one: TalkChange, other: TalkChange) -> bool:
    """Returns whether two corrections concern the same words and type, so that their order matters."""
    if isinstance(one, VideoUpdate) or isinstance(other, VideoUpdate):
        return False
    return one.type == other.type and search_form(one.quote) == search_form(other.quote)


async def write_quotes(
    transaction: Transaction,
    talk: LockedTalk,
    before: Part,
    *,
    gone: str | None = None,
    new: Sequence[Row] = (),
    decision: TalkDecision | None = None,
) -> None:
    """Deletes a quote, or creates some, with what follows for their connection.

    Args:
        before: the quotes of the connection in the talk.
        decision: the correction that does this, which is stored; None if one is undone.
    """
    after = Part(before.video, before.published_on)
    for row in before.rows["evidence"].values():
        if row["id"] != gone:
            after.add("evidence", row)
    for row in new:
        after.add("evidence", row | {"sortDate": talk.published_on or NO_DATE})
    await change_evidence(transaction, before, after)
    removed = json.dumps(decision.removed, ensure_ascii=False) if decision and decision.removed else None
    id_ = None if decision is None else decision.id
    await run_statement(
        transaction, "video/note_correction", id=talk.video, decision=id_, removedRows=removed
    )

"""Adds a connection by hand, with its quote from the talk. It is kept when the talk is imported or extracted again."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.curation.stored_decisions import find_entities
from service.curation.videos.replay import LockedVideo, replay_video, require_video
from service.decisions.origin import signature
from service.decisions.overlay import correct_all
from service.decisions.stored import (
    VideoDecision,
    new_decision,
    read_video_decisions,
    write_video_decision,
)
from service.domain.decision_records import AddedStatementEnd, StatementAddition
from service.domain.document import Kind, SegmentInfo
from service.domain.identity import alias_key, as_kind
from service.domain.model import KINDS, lasting_types, read_model
from service.domain.quotes import find_quotes
from service.domain.text import LONGEST_LABEL, LONGEST_QUOTE, require_name
from service.errors import Conflict, InvalidInput
from service.graph.change_log import note_change
from service.graph.driver.database import Database, Transaction
from service.graph.write_transaction import try_or_write
from service.store.find_video import find_video

__all__ = ["StatedEnd", "StatementReport", "StatementToAdd", "add_in", "add_statement"]


@dataclass(frozen=True)
class StatedEnd:
    """One end: an `entity` of the graph by its id or slug, or the `name` and `kind` of a new one. `local`: the name is valid only in the
    talk."""

    entity: str | None = None
    name: str | None = None
    kind: Kind | None = None
    local: bool = False


@dataclass(frozen=True)
class StatementToAdd:
    """A connection that a quote of a talk supports. `video`: id, slug or address. `label`: the connection in words, by
    default the type. `start_seconds`: which of several places with these words; by default the first."""

    video: str
    source: StatedEnd
    type: str
    target: StatedEnd
    quote: str
    label: str | None = None
    past: bool = False
    start_seconds: float | None = None


@dataclass(frozen=True)
class StatementReport:
    """What was added. `evidence`, `relationship`, `source`, `target`: ids. `start_seconds`: where the quote is."""

    decision: str
    video: str
    title: str
    evidence: str
    relationship: str
    source: str
    target: str
    detail: str
    start_seconds: float


def require_type(statement: StatementToAdd, source: AddedStatementEnd, target: AddedStatementEnd) -> None:
    types = read_model().connections
    type_ = types.get(statement.type)
    if type_ is None:
        raise InvalidInput(f"there is no type {statement.type!r}: take one of {', '.join(types)}", ("type",))
    if not type_.allows(KINDS[source.kind], KINDS[target.kind]):
        raise InvalidInput(
            f"{statement.type} does not go from {source.kind} to {target.kind}: take another type, such as RELATED_TO",
            ("type",),
        )
    if statement.past and not type_.lasts:
        raise InvalidInput(
            f"{statement.type} happens once and stays so: `past` is for {lasting_types()}", ("past",)
        )


def label_of(statement: StatementToAdd) -> str:
    label = " ".join((statement.label or statement.type.lower().replace("_", " ")).split())
    if len(label) > LONGEST_LABEL:
        raise InvalidInput(f"the label has more than {LONGEST_LABEL:,} characters", ("label",))
    return label


def moment_of(segments: Sequence[SegmentInfo], quote: str, given: float | None) -> float:
    """Returns the start of the segment where the quote begins."""
    if not quote or len(quote) > LONGEST_QUOTE:
        raise InvalidInput(f"a quote has 1 to {LONGEST_QUOTE:,} characters", ("quote",))
    starts = [segments[place.first].start_seconds for place in find_quotes(segments, quote)]
    if not starts:
        raise InvalidInput(
            "the quote is not in the transcript: copy the words from it verbatim, without line breaks",
            ("quote",),
        )
    return starts[0] if given is None else min(starts, key=lambda start: abs(start - given))


async def add_statement(
    database: Database, statement: StatementToAdd, *, dry_run: bool = False
) -> StatementReport:
    """Adds the statement, as a decision.

    Raises:
        NotFound: the talk or an entity does not exist.
        InvalidInput: the quote is not in the transcript, the type does not fit the kinds, or an end is not given once.
        Conflict: the talk has this quote for this connection already.
    """

    async def work(transaction: Transaction) -> StatementReport:
        return await add_in(transaction, statement)

    return await try_or_write(database, work, name="add statement", dry_run=dry_run)


async def add_in(transaction: Transaction, statement: StatementToAdd) -> StatementReport:
    """The same as a part of a transaction."""
    video = (await find_video(transaction, statement.video))["id"]
    talk = await require_video(transaction, video)
    quote = statement.quote.strip()
    source = await _end(transaction, talk, statement.source, "source")
    target = await _end(transaction, talk, statement.target, "target")
    require_type(statement, source, target)
    decisions = await read_video_decisions(transaction, talk.video)
    document = correct_all(talk.document, decisions)
    change = StatementAddition(
        source=source,
        type=statement.type,
        target=target,
        quote=quote,
        label=label_of(statement),
        past=statement.past,
        start_seconds=moment_of(talk.document.segments, quote, statement.start_seconds),
    )
    id_, at = new_decision(talk.video, change)
    detail = f"{source.name} {statement.type} {target.name}: “{quote}”"
    decision = VideoDecision(id_, talk.video, change, detail, (talk.video,))
    if correct_all(document, [decision]) is document:
        raise InvalidInput("both ends are the same entity", ("target",))
    written = {"title": talk.state["title"], "at": at, "signature": signature(transaction)}
    await write_video_decision(transaction, decision, **written)
    after = await replay_video(transaction, talk)
    row = next((row for row in after.rows["evidence"].values() if row["decisionId"] == id_), None)
    if row is None or row["id"] in talk.stored.part.rows["evidence"]:
        raise Conflict(
            "The talk has this quote for this connection already, or both ends are one entity.", talk.video
        )
    ends = (talk.video, row["subject"], row["object"], row["id"])
    await write_video_decision(transaction, VideoDecision(id_, talk.video, change, detail, ends), **written)
    note_change(transaction, "STATEMENT_ADDED", videos=[talk.video], entities=ends[1:3], decisions=[id_])
    return StatementReport(
        id_, talk.video, talk.state["title"], row["id"], row["relationshipId"], row["subject"], row["object"],
        detail, row["startSeconds"],
    )  # fmt: skip


async def _end(transaction: Transaction, talk: LockedVideo, end: StatedEnd, place: str) -> AddedStatementEnd:
    if end.entity is None:
        if end.kind is None or end.name is None or not end.name.strip():
            raise InvalidInput("give `entity`, or `name` and `kind` of a new one", (place,))
        name = require_name(end.name, (place, "name"))
        if alias_key(end.kind, name) is None:
            raise InvalidInput(f"{name!r} is not a name: give words", (place, "name"))
        return AddedStatementEnd(name=name, kind=end.kind, local=end.local)
    if end.name is not None or end.kind is not None:
        raise InvalidInput("give either `entity`, or `name` and `kind` of a new one", (place,))
    [one] = await find_entities(transaction, [end.entity])
    owners = talk.stored.owners
    for entity in talk.document.entities:  # by the name that the talk uses, if it names the entity
        key = alias_key(entity.kind, entity.name, talk.video if entity.local else None)
        if key is not None and owners.get(as_kind(key, one.kind)) == one.id:
            return AddedStatementEnd(
                name=entity.name, kind=one.kind, entity_id=one.id, slug=one.slug, local=entity.local
            )
    return AddedStatementEnd(name=one.name, kind=one.kind, entity_id=one.id, slug=one.slug)

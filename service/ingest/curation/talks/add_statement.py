"""Adds a connection by hand, with its quote from the talk. It is kept when the talk is imported or extracted again."""

from dataclasses import dataclass

from service.domain.document import Kind
from service.domain.model import KINDS, lasting_types, read_model
from service.domain.quotes import find_quotes
from service.domain.talk_corrections import AddedStatement, StatementEnd
from service.errors import Conflict, InvalidInput
from service.graph.driver.database import Database, Transaction
from service.ingest.change_log import note_change
from service.ingest.curation.decisions.stored_decisions import find_entities
from service.ingest.curation.dry_run import try_or_write
from service.ingest.curation.origin import signature
from service.ingest.curation.talks.rewrite_talk import Talk, require_talk, rewrite_talk
from service.ingest.identity import alias_key, as_kind
from service.ingest.storage.find_video import find_video
from service.ingest.talk_decisions.overlay import correct_all
from service.ingest.talk_decisions.stored import (
    TalkDecision,
    new_decision,
    read_talk_decisions,
    write_talk_decision,
)

_LONGEST_QUOTE = 2000
_LONGEST_LABEL = 200
_LONGEST_NAME = 200


@dataclass(frozen=True)
class StatedEnd:
    """One end: an `entity` of the graph by its id or slug, or the `name` and `kind` of a new one."""

    entity: str | None = None
    name: str | None = None
    kind: Kind | None = None


@dataclass(frozen=True)
class Statement:
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


async def add_statement(
    database: Database, statement: Statement, *, dry_run: bool = False
) -> StatementReport:
    """Adds the statement, as a decision.

    Raises:
        NotFound: the talk or an entity does not exist.
        InvalidInput: the quote is not in the transcript, the type does not fit the kinds, or an end is not given once.
        Conflict: the talk has this quote for this connection already.
    """

    async def work(transaction: Transaction) -> StatementReport:
        video = (await find_video(transaction, statement.video))["id"]
        return await _add(transaction, await require_talk(transaction, video), statement)

    return await try_or_write(database, work, name="add statement", dry_run=dry_run)


async def _add(transaction: Transaction, talk: Talk, statement: Statement) -> StatementReport:
    quote = statement.quote.strip()
    source = await _end(transaction, talk, statement.source, "source")
    target = await _end(transaction, talk, statement.target, "target")
    _require_type(statement, source, target)
    decisions = await read_talk_decisions(transaction, talk.video)
    document = correct_all(talk.document, decisions)
    change = AddedStatement(
        source=source,
        type=statement.type,
        target=target,
        quote=quote,
        label=_label(statement),
        past=statement.past,
        start_seconds=_moment(talk, quote, statement.start_seconds),
    )
    id_, at = new_decision(talk.video, change)
    detail = f"{source.name} {statement.type} {target.name}: “{quote}”"
    decision = TalkDecision(id_, talk.video, change, detail, (talk.video,))
    if correct_all(document, [decision]) is document:
        raise InvalidInput("both ends are the same entity", ("target",))
    written = {"title": talk.state["title"], "at": at, "signature": signature()}
    await write_talk_decision(transaction, decision, **written)
    after = await rewrite_talk(transaction, talk)
    row = next((row for row in after.rows["evidence"].values() if row["decisionId"] == id_), None)
    if row is None or row["id"] in talk.stored.part.rows["evidence"]:
        raise Conflict(
            "The talk has this quote for this connection already, or both ends are one entity.", talk.video
        )
    ends = (talk.video, row["subject"], row["object"], row["id"])
    await write_talk_decision(transaction, TalkDecision(id_, talk.video, change, detail, ends), **written)
    note_change(transaction, "STATEMENT_ADDED", videos=[talk.video], entities=ends[1:3], decisions=[id_])
    return StatementReport(
        id_, talk.video, talk.state["title"], row["id"], row["relationshipId"], row["subject"], row["object"],
        detail, row["startSeconds"],
    )  # fmt: skip


async def _end(transaction: Transaction, talk: Talk, end: StatedEnd, place: str) -> StatementEnd:
    if end.entity is None:
        name = "" if end.name is None else " ".join(end.name.split())
        if end.kind is None or not name:
            raise InvalidInput("give `entity`, or `name` and `kind` of a new one", (place,))
        if alias_key(end.kind, name) is None or len(name) > _LONGEST_NAME:
            raise InvalidInput(
                f"{name!r} is not a name: give words, at most {_LONGEST_NAME} characters", (place, "name")
            )
        return StatementEnd(name=name, kind=end.kind)
    if end.name is not None or end.kind is not None:
        raise InvalidInput("give either `entity`, or `name` and `kind` of a new one", (place,))
    [one] = await find_entities(transaction, [end.entity])
    owners = talk.stored.owners
    for entity in talk.document.entities:  # by the name that the talk uses, if it names the entity
        key = alias_key(entity.kind, entity.name, talk.video if entity.local else None)
        if key is not None and owners.get(as_kind(key, one.kind)) == one.id:
            return StatementEnd(
                name=entity.name, kind=one.kind, entity_id=one.id, slug=one.slug, local=entity.local
            )
    return StatementEnd(name=one.name, kind=one.kind, entity_id=one.id, slug=one.slug)


def _require_type(statement: Statement, source: StatementEnd, target: StatementEnd) -> None:
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


def _label(statement: Statement) -> str:
    label = " ".join((statement.label or statement.type.lower().replace("_", " ")).split())
    if len(label) > _LONGEST_LABEL:
        raise InvalidInput(f"the label has more than {_LONGEST_LABEL} characters", ("label",))
    return label


def _moment(talk: Talk, quote: str, given: float | None) -> float:
    """Returns the start of the segment where the quote begins."""
    if not quote or len(quote) > _LONGEST_QUOTE:
        raise InvalidInput(f"a quote has 1 to {_LONGEST_QUOTE} characters", ("quote",))
    segments = talk.document.segments
    starts = [segments[place.first].start_seconds for place in find_quotes(segments, quote)]
    if not starts:
        raise InvalidInput(
            "the quote is not in the transcript: copy the words from it verbatim, without line breaks",
            ("quote",),
        )
    return starts[0] if given is None else min(starts, key=lambda start: abs(start - given))

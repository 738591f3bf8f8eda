"""Adds a statement without writing its talk again, where the talk names both ends already."""

from collections.abc import Sequence

from service.domain.document import BY_HAND, Kind, SegmentInfo, VideoDocument
from service.domain.model import read_model
from service.domain.quotes import Repeats
from service.domain.talk_corrections import AddedStatement, StatementEnd
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.ingest.change_log import note_change
from service.ingest.curation.decisions.found_entity import Found
from service.ingest.curation.decisions.stored_decisions import find_entities
from service.ingest.curation.origin import signature
from service.ingest.curation.talks.quote_changes import (
    LockedTalk,
    lock_for_correction,
    read_quotes,
    same_names,
    write_quotes,
)
from service.ingest.curation.talks.statement_checks import (
    StatedEnd,
    Statement,
    StatementReport,
    label_of,
    moment_of,
    require_type,
)
from service.ingest.identity import alias_key, as_kind, evidence_id
from service.ingest.storage.build_entities import evidence_row, in_order, stated_as
from service.ingest.talk_decisions.added_statements import added_evidence, nearest_place
from service.ingest.talk_decisions.overlay import correct
from service.ingest.talk_decisions.stored import TalkDecision, new_decision, write_talk_decision
from service.ingest.video_rows import Row


async def add_in_place(transaction: Transaction, video: str, statement: Statement) -> StatementReport | None:
    """Returns None, without having changed anything, if more than the quote may follow from the statement, or if it cannot be added.

    Raises:
        NotFound: an entity does not exist.
        InvalidInput: the quote is not in the transcript, or the type does not fit the kinds.
    """
    references = [_reference(end) for end in (statement.source, statement.target)]
    given = [one for one in references if one is not None]
    talk = await lock_for_correction(transaction, video) if len(given) == 2 else None
    if talk is None:
        return None
    entities = await find_entities(transaction, given)
    ids = [one.id for one in entities]
    rows = await run_statement(transaction, "features/read_names", video=video, ids=ids)
    named = {row["entity"]: row for row in rows}
    document = talk.document()
    found = [_end(talk, document, one, named[one.id]) for one in entities if one.id in named]
    ends = [one for one in found if one is not None]
    if len(ends) < 2 or ids[0] == ids[1]:
        return None
    require_type(statement, ends[0][0], ends[1][0])
    segments = await _segments(transaction, video) if document is None else document.segments
    quote = statement.quote.strip()
    change = AddedStatement(
        source=ends[0][0],
        type=statement.type,
        target=ends[1][0],
        quote=quote,
        label=label_of(statement),
        past=statement.past,
        start_seconds=moment_of(segments, quote, statement.start_seconds),
    )
    id_, at = new_decision(video, change)
    detail = f"{ends[0][0].name} {statement.type} {ends[1][0].name}: “{quote}”"
    if document is not None:
        after = correct(document, TalkDecision(id_, video, change))
        if after is None or not same_names(document, after, video, 1):
            return None
    row = _row(talk, segments, change, id_, ((ids[0], ends[0][1]), (ids[1], ends[1][1])))
    before = await read_quotes(transaction, talk, row["relationshipId"], ids)
    if row["id"] in before.rows["evidence"]:
        return None
    about = (video, row["subject"], row["object"], row["id"])
    decision = TalkDecision(id_, video, change, detail, about)
    await write_talk_decision(
        transaction, decision, title=talk.title, at=at, signature=signature(transaction)
    )
    await write_quotes(transaction, talk, before, new=[row], decision=decision)
    note_change(transaction, "STATEMENT_ADDED", videos=[video], entities=about[1:3], decisions=[id_])
    return StatementReport(
        id_, video, talk.title, row["id"], row["relationshipId"], row["subject"], row["object"], detail,
        row["startSeconds"],
    )  # fmt: skip


def _reference(end: StatedEnd) -> str | None:
    return end.entity if end.name is None and end.kind is None else None


def _end(
    talk: LockedTalk, document: VideoDocument | None, one: Found, named: Row
) -> tuple[StatementEnd, str] | None:
    """Returns an entity by a name that the talk has for it, and the key of that name; None if there is none."""
    names: list[tuple[Kind, str, bool]] = (
        [(one.kind, named["name"], local) for local in (False, True)]
        if document is None
        else [(entity.kind, entity.name, entity.local) for entity in document.entities]
    )
    for kind, name, local in names:
        key = alias_key(kind, name, talk.video if local else None)
        if key is not None and as_kind(key, one.kind) in named["keys"]:
            end = StatementEnd(name=name, kind=one.kind, entity_id=one.id, slug=one.slug, local=local)
            return end, as_kind(key, one.kind)
    return None


async def _segments(transaction: Transaction, video: str) -> list[SegmentInfo]:
    return [
        SegmentInfo.model_construct(
            text=row["text"], start_seconds=row["startSeconds"], end_seconds=row["endSeconds"]
        )
        for row in await run_statement(transaction, "segment/list_texts", video=video)
    ]


def _row(
    talk: LockedTalk,
    segments: Sequence[SegmentInfo],
    added: AddedStatement,
    id_: str,
    ends: tuple[tuple[str, str], tuple[str, str]],
) -> Row:
    """
    Args:
        ends: entity id and alias key of source and target.
    """
    place = nearest_place(segments, added)
    assert place is not None  # `moment_of` has found it
    type_ = read_model().connections[added.type]
    subject, object_, turned = in_order(type_, *ends)
    evidence = added_evidence(added, place, id_)
    row = evidence_row(talk.video, segments, type_.name, evidence, place, subject, object_)
    before = Repeats(segments).before(added.quote, place.first, place.start)
    names = added.source.name, added.target.name
    row["id"] = evidence_id(talk.video, added.type, names, added.quote, before)
    return row | {"extractor": BY_HAND} | stated_as(type_.name, type_.name, turned)

"""Exports decisions: all of them for a file, or those on the names of one talk for its document."""

from collections.abc import Sequence
from typing import Any

from service.domain.decision_records import (
    CorrectionRecord,
    Decisions,
    DecisionsFile,
    MergedRecord,
    NameRecord,
    PairRecord,
    RenamedRecord,
    UndoneRecord,
    VideoRecord,
)
from service.domain.document import VideoDocument
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import execute_whole, run_statement
from service.graph.video_rows import Row
from service.resolution.document_names import names_as_any_kind, names_of_any_kind


async def export_decisions(database: Database) -> DecisionsFile:
    """Returns all decisions of the graph, in a fixed order."""

    async def rows(statement: str) -> list[Row]:
        return await execute_whole(database, statement, label="export decisions")

    return DecisionsFile(
        names=_records(NameRecord, await rows("decided_name/list_records")),
        pairs=_records(PairRecord, await rows("decided_pair/list_records")),
        merged=_records(MergedRecord, await rows("merged_entity/list_records")),
        renamed=_records(RenamedRecord, await rows("renamed_entity/list_records")),
        corrections=_records(CorrectionRecord, await rows("entity_decision/list_records")),
        talks=_records(VideoRecord, await rows("video_decision/list_records")),
        undone=_records(UndoneRecord, await rows("decision/list_undone")),
    )


async def decisions_of_document(
    transaction: Transaction, document: VideoDocument, video: str
) -> Decisions | None:
    """Returns the decisions on the names of a document and on the talk, and those on the talk that were undone; None if there are none."""
    undone = _records(
        UndoneRecord, await run_statement(transaction, "decision/list_undone_by_end", end=video)
    )
    talks = _records(
        VideoRecord, await run_statement(transaction, "video_decision/list_by_video", ids=[video])
    )
    keys = names_of_any_kind(document, video)
    names = await run_statement(transaction, "decided_name/read_record", keys=sorted(keys))
    if not names:
        return Decisions(talks=talks, undone=undone) if talks or undone else None
    entities = sorted({row["entityId"] for row in names})
    merged: dict[str, Row] = {}
    wanted = {row["formerId"] for row in names} - {None}
    while wanted:
        found = await run_statement(transaction, "merged_entity/read_record", ids=sorted(wanted))
        merged |= {row["id"]: row for row in found}
        wanted = {row["intoId"] for row in found} - {None} - merged.keys()
    renamed = await run_statement(transaction, "renamed_entity/read_record", ids=entities)
    corrections = await run_statement(transaction, "entity_decision/list_by_entity", ids=entities)
    given = [row["name"] for row in renamed]
    given += [row["detail"] for row in corrections if row["sort"] == "ALIAS"]
    shown = {form for name in given for form in names_as_any_kind(name)} - keys
    names += [
        row
        for row in await run_statement(transaction, "decided_name/read_record", keys=sorted(shown))
        if row["entityId"] in entities
    ]
    return Decisions(
        names=_records(NameRecord, sorted(names, key=lambda row: row["key"])),
        merged=_records(MergedRecord, [merged[id_] for id_ in sorted(merged)]),
        renamed=_records(RenamedRecord, renamed),
        corrections=_records(CorrectionRecord, corrections),
        talks=talks,
        undone=undone,
    )


def _records[T: Any](record: type[T], rows: Sequence[Row]) -> tuple[T, ...]:
    return tuple(record.model_validate(row) for row in rows)

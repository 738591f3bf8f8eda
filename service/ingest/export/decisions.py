"""Decisions out of the graph: all of them for a file, those on the names of one talk for its document."""

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
)
from service.domain.document import VideoDocument
from service.graph.driver.database import Database, Transaction
from service.graph.statements import load_statement, run_write
from service.ingest.resolution.document_names import names_as_any_kind, names_of_any_kind
from service.ingest.video_rows import Row


async def export_decisions(database: Database) -> DecisionsFile:
    """All decisions of the graph, in an order that is always the same."""

    async def rows(noun: str) -> list[Row]:
        check = load_statement(f"checks/decision/{noun}")
        found = await database.read(check.text, name=f"export {noun}")
        return [dict(zip(check.columns, row, strict=True)) for row in found]

    return DecisionsFile(
        names=_records(NameRecord, await rows("names")),
        pairs=_records(PairRecord, await rows("pairs")),
        merged=_records(MergedRecord, await rows("merged")),
        renamed=_records(RenamedRecord, await rows("renamed")),
        corrections=_records(CorrectionRecord, await rows("corrections")),
    )


async def decisions_of_document(
    transaction: Transaction, document: VideoDocument, video: str
) -> Decisions | None:
    """The decisions on the names of a document; None where there are none."""
    keys = names_of_any_kind(document, video)
    names = await run_write(transaction, "decided_name/record", keys=sorted(keys))
    if not names:
        return None
    entities = sorted({row["entityId"] for row in names})
    merged: dict[str, Row] = {}
    wanted = {row["formerId"] for row in names} - {None}
    while wanted:
        found = await run_write(transaction, "merged_entity/record", ids=sorted(wanted))
        merged |= {row["id"]: row for row in found}
        wanted = {row["intoId"] for row in found} - {None} - merged.keys()
    renamed = await run_write(transaction, "renamed_entity/record", ids=entities)
    shown = {form for row in renamed for form in names_as_any_kind(row["name"])} - keys
    names += [
        row
        for row in await run_write(transaction, "decided_name/record", keys=sorted(shown))
        if row["entityId"] in entities
    ]
    corrections = await run_write(transaction, "decision/on_entities", ids=entities)
    return Decisions(
        names=_records(NameRecord, sorted(names, key=lambda row: row["key"])),
        merged=_records(MergedRecord, [merged[id_] for id_ in sorted(merged)]),
        renamed=_records(RenamedRecord, renamed),
        corrections=_records(CorrectionRecord, corrections),
    )


def _records[T: Any](record: type[T], rows: Sequence[Row]) -> tuple[T, ...]:
    return tuple(record.model_validate(row) for row in rows)

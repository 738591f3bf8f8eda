"""Imports decisions of another graph: those in a document, or in a file of decisions.

If two decisions concern the same name, pair or entity, the later one counts, by their times; at the same time, that
of this graph. Talks in the graph that the new decisions change are written again. Decisions that were undone are only history: they are
added to the list of decisions, unless they hold in this graph.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.curation.entities.correction_journal import normal_name
from service.curation.videos.replay import lock_listed_videos, replay_videos
from service.decisions.origin import undo_records
from service.domain.decision_records import CorrectionRecord, Decisions, NameRecord, UndoneRecord, moment
from service.domain.document_types import DocumentPart as Record
from service.domain.identity import as_kind
from service.domain.model import KINDS
from service.domain.text import normalise_name
from service.graph.change_log import note_change
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row
from service.graph.write_transaction import try_or_write
from service.resolution.name_index import spelling
from service.store.display_sync import show_anew
from service.store.shown_names import uphold_names
from service.store.versions import DecisionCounts
from service.store.write_document import View


async def apply_file(database: Database, decisions: Decisions) -> DecisionCounts:
    """Imports the decisions of a file."""

    async def work(transaction: Transaction) -> DecisionCounts:
        return await apply_decisions(transaction, decisions)

    return await try_or_write(database, work, name="import decisions")


async def apply_decisions(transaction: Transaction, decisions: Decisions) -> DecisionCounts:
    """Imports the decisions of a document, in its transaction."""
    sorts = [
        await sort.compare(transaction, records)
        for sort, records in zip(_SORTS, decisions.lists(), strict=True)
    ]
    new = [[row for row, is_new in rows if is_new] for rows, _ in sorts]
    older = sum(older for _, older in sorts)
    taken = sum(map(len, new))
    if not taken:
        undone = await _add_undone(transaction, decisions.undone)
        if undone:
            note_change(transaction, "DECISIONS_IMPORTED", decisions=undone)
        return DecisionCounts(decisions.count(), len(undone), older)
    names, pairs, merged, renamed, corrections, talks = new
    decided = [row["decisionId"] for row in (*pairs, *merged)] + [row["id"] for row in (*corrections, *talks)]
    await _keep_replaced(transaction, pairs, merged)
    names += await _other_names(transaction, names)
    keys = [row["key"] for row in names]
    videos = await lock_listed_videos(transaction, keys, videos={row["videoId"] for row in talks})
    for sort, rows in zip(_SORTS, new, strict=True):
        if rows:
            await run_statement(transaction, f"{sort.noun}/write_record", rows=rows)
    undone = await _add_undone(transaction, decisions.undone)
    converted = await _convert(transaction, names)
    updated = {row["videoId"] for row in talks if row["sort"] == "UPDATE_VIDEO"}
    written = await replay_videos(transaction, videos, View(frozenset(keys)), with_data=updated)
    shown = {
        row["id"]: row["kind"]
        for row in await _there(
            transaction,
            [*converted, *(row["id"] for row in renamed), *(row["entityId"] for row in corrections)],
        )
    }
    await show_anew(transaction, shown)
    if shown:
        await uphold_names(transaction, sorted(shown), clear=True)
    corrected = sorted({row["videoId"] for row in talks})
    note_change(
        transaction,
        "DECISIONS_IMPORTED",
        videos=corrected,
        entities=_entities(new),
        decisions=[*decided, *undone],
    )
    return DecisionCounts(decisions.count(), taken + len(undone), older, written.counts["videos"])


async def _add_undone(transaction: Transaction, records: Sequence[UndoneRecord]) -> list[str]:
    """Adds decisions that were undone to the list of decisions. Returns the ids of new ones."""
    if not records:
        return []
    rows = [{**record.model_dump(by_alias=True), "ends": list(record.ends)} for record in records]
    return [row["id"] for row in await run_statement(transaction, "decision/write_undone", rows=rows)]


async def _keep_replaced(transaction: Transaction, pairs: Sequence[Row], merged: Sequence[Row]) -> None:
    """Keeps the graph's decisions on the same pairs and entities as undone ones, before others take their places."""
    ids = {row["decisionId"] for row in (*pairs, *merged)}
    known = await run_statement(transaction, "decided_pair/read_record", keys=[row["key"] for row in pairs])
    known += await run_statement(transaction, "merged_entity/read_record", ids=[row["id"] for row in merged])
    if replaced := {row["decisionId"] for row in known} - ids:
        await undo_records(transaction, replaced)


def _entities(new: Sequence[Sequence[Row]]) -> list[str]:
    """Returns the ids of the entities that new decisions are about."""
    ids = {
        row[key] for rows in new for row in rows for key in ("entityId", "one", "other", "id") if key in row
    }
    return sorted(id_ for id_ in ids if id_.startswith("entity:"))


async def _there(transaction: Transaction, ids: Sequence[str]) -> list[Row]:
    return await run_statement(transaction, "entity/find", references=sorted(set(ids))) if ids else []


async def _other_names(transaction: Transaction, names: Sequence[Row]) -> list[Row]:
    """Returns the other names of entities whose kind differs from the decided one, as names of that kind too."""
    by_entity = {row["entityId"]: row for row in names}
    there = await _there(transaction, list(by_entity))
    ids = [row["id"] for row in there if row["kind"] != by_entity[row["id"]]["kind"]]
    if not ids:
        return []
    rows: dict[str, Row] = {}
    for alias in await run_statement(transaction, "alias/list_by_entity", ids=ids):
        decided = by_entity[alias["entity"]]
        for key in (alias["key"], as_kind(alias["key"], decided["kind"])):
            rows[spelling(key)] = decided | {"key": spelling(key)}
    known = {row["key"] for row in names}
    known |= {
        row["key"] for row in await run_statement(transaction, "decided_name/read_record", keys=sorted(rows))
    }
    return [row for key, row in rows.items() if key not in known]


async def _convert(transaction: Transaction, names: Sequence[Row]) -> list[str]:
    """Sets the decided kinds of existing entities."""
    kinds = {row["entityId"]: row["kind"] for row in names if not row["dropped"]}
    found = [row for row in await _there(transaction, list(kinds)) if row["kind"] != kinds[row["id"]]]
    for row in found:
        kind = kinds[row["id"]]
        await run_statement(transaction, "entity/set_kind", id=row["id"], label=KINDS[kind], kind=kind)
    return [row["id"] for row in found]


@dataclass(frozen=True)
class _Sort:
    """One list of `Decisions`. `noun`: its folder in `cypher/statements`. `keys`: parameter of its `read_record`. `key`: what tells its records
    apart, `at`: when each was decided."""

    noun: str
    keys: str
    key: str
    at: str

    async def compare(
        self, transaction: Transaction, records: Sequence[Record]
    ) -> tuple[list[tuple[Row, bool]], int]:
        """Returns the records as rows, each with whether it must be written, and the number of those with later ones
        in the graph."""
        by_key = {row[self.key]: row for row in map(_row, records)}  # of two in a file the later in it
        rows = list(by_key.values())
        if not rows:
            return [], 0
        keys = sorted({row[self.key] for row in rows})
        known = {
            row[self.key]: row
            for row in await run_statement(transaction, f"{self.noun}/read_record", **{self.keys: keys})
        }
        compared = [(row, self._is_new(row, known.get(row[self.key]))) for row in rows]
        older = sum(not new and not self._is_same(row, known[row[self.key]]) for row, new in compared)
        return compared, older

    def _is_new(self, row: Row, known: Row | None) -> bool:
        return known is None or moment(row[self.at]) > moment(known[self.at])

    def _is_same(self, row: Row, known: Row) -> bool:
        return all(row[key] == value for key, value in known.items() if key not in (self.at, "decisionId"))


_SORTS = (
    _Sort("decided_name", "keys", "key", "decidedAt"),
    _Sort("decided_pair", "keys", "key", "decidedAt"),
    _Sort("merged_entity", "ids", "id", "mergedAt"),
    _Sort("renamed_entity", "ids", "id", "decidedAt"),
    _Sort("entity_decision", "ids", "id", "decidedAt"),
    _Sort("video_decision", "ids", "id", "decidedAt"),
)
"""In the order of `Decisions.lists`."""


def _row(record: Record) -> Row:
    row: Mapping[str, Any] = record.model_dump(by_alias=True)
    if isinstance(record, NameRecord):
        return dict(row)
    if "one" in row:
        one, other = sorted((row["one"], row["other"]))
        return {**row, "one": one, "other": other, "key": f"{one} {other}"}
    if isinstance(record, CorrectionRecord):
        return {**row, "normalName": normal_name(row["sort"], row["detail"])}
    if "ends" in row:
        return {**row, "ends": list(row["ends"])}
    if "normalName" not in row and set(row) == {"id", "name", "decidedAt"}:
        return {**row, "normalName": normalise_name(row["name"])}
    return dict(row)

"""Writes a correction and the talks that it changes, and undoes it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.curation.entities.correction_journal import (
    Correction,
    kind_of_detail,
    undo_correction,
    write_correction,
)
from service.curation.entities.correction_names import taken
from service.curation.stored_decisions import EntityState, find_entities
from service.curation.videos.replay import ReplayReport, lock_listed_videos, replay_videos
from service.domain.changes import ChangeKind
from service.domain.decision_kinds import EntityCorrectionKind
from service.domain.document import Kind
from service.domain.model import KINDS
from service.errors import InvalidInput
from service.graph.change_log import note_change
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.store.display_sync import show_anew
from service.store.locks import lock_entities, lock_spellings
from service.store.shown_names import uphold_names
from service.store.write_document import View

_BESIDE: tuple[EntityCorrectionKind, ...] = ("RENAME", "ALIAS", "DESCRIPTION", "URL", "WIKIDATA")
"""Corrections of what is shown."""


@dataclass(frozen=True)
class CorrectionReport:
    """Result of a correction, or of undoing one.

    `entity`: the entity before. `now`: the entity now, None if it is not in the graph. `detail`: the new name, the
    new kind, or the detached name. `other`: the entity that has that name now. `videos`: changed talks. `mentions`,
    `evidence`: numbers of the entity in these talks before. `dropped`: removed quotes; `came`: restored quotes.
    `related`: quotes that became RELATED_TO because the kinds do not allow the stated type. `decision`: its id.
    `undone`: whether the decision was undone.
    """

    sort: EntityCorrectionKind
    entity: EntityState
    now: EntityState | None
    detail: str | None
    other: EntityState | None
    videos: int
    mentions: int
    evidence: int
    dropped: int
    came: int
    related: int
    decision: str = field(compare=False)
    undone: bool = False


async def apply_correction(
    transaction: Transaction, correction: Correction, entities: Sequence[str]
) -> CorrectionReport:
    """Writes a correction, and the talks that it changes."""
    keys = _changed(correction)
    if correction.sort in _BESIDE:  # the locks of the other names are held since the entity was read
        keys = sorted({*keys, *await taken(transaction, correction.entity, correction.keys)})
    videos = await lock_listed_videos(transaction, keys, entities) if keys or entities else []
    await write_correction(transaction, correction)
    if correction.sort == "KIND":
        await _convert(transaction, correction.entity.id, kind_of_detail(correction.detail))
    _note(transaction, "ENTITY_CORRECTED", correction)
    return await _replay(transaction, correction, videos, View(frozenset(correction.keys)))


def _changed(correction: Correction) -> list[str]:
    """Returns the names by which talks may change. A correction of what is shown decides the entity's own names only beside: these stand for it with
    the decision and without it."""
    if correction.sort not in _BESIDE:
        return correction.keys
    return [change.key for change in correction.names if not change.beside]


async def revert_correction(transaction: Transaction, correction: Correction) -> CorrectionReport:
    """Undoes a correction, and writes the talks without it."""
    entities = [correction.entity.id] if correction.sort == "KIND" else []
    keys = _changed(correction)
    videos = await lock_listed_videos(transaction, keys, entities) if keys or entities else []
    if len(keys) < len(correction.keys):
        await lock_spellings(transaction, [], correction.keys)
        there = await run_statement(transaction, "entity/find", references=[correction.entity.id])
        await lock_entities(transaction, [row["id"] for row in there])
    view = await undo_correction(transaction, correction)
    if correction.sort == "KIND":
        await _convert(transaction, correction.entity.id, correction.entity.kind)
    _note(transaction, "DECISION_UNDONE", correction)
    return await _replay(transaction, correction, videos, view)


def _note(transaction: Transaction, kind: ChangeKind, correction: Correction) -> None:
    entities = [correction.entity.id, *sorted({change.after["entityId"] for change in correction.names})]
    note_change(transaction, kind, entities=entities, decisions=[correction.id])


async def _replay(
    transaction: Transaction, correction: Correction, videos: Sequence[str], view: View
) -> CorrectionReport:
    one = correction.entity
    others = sorted({c.after["entityId"] for c in correction.names} - {one.id})
    counted = {one.id, *others}
    written = await replay_videos(transaction, videos, view, counted)
    _require_no_voice(correction, written)
    there = {
        row["id"]: row
        for row in await run_statement(transaction, "entity/find", references=[one.id, *others])
    }
    await show_anew(transaction, {id_: row["kind"] for id_, row in there.items()})
    await uphold_names(transaction, sorted(there), clear=True)
    now = await find_entities(transaction, [one.id]) if one.id in there else [None]
    other = [id_ for id_ in others if id_ in there]
    found = (await find_entities(transaction, other[:1]))[0] if other else None
    counts = written.counts
    return CorrectionReport(
        correction.sort, one, now[0], correction.detail, found, counts["videos"], counts["mentions"],
        counts["evidence"], counts["dropped"], counts["came"], counts["related"], correction.id,
    )  # fmt: skip


def _require_no_voice(correction: Correction, written: ReplayReport) -> None:
    if correction.sort == "KIND" and correction.entity.kind == "PERSON" and written.voices:
        raise InvalidInput(
            f"{correction.entity.name} cannot be of the kind {correction.detail}: it speaks in {min(written.voices)}",
            ("kind",),
        )


async def _convert(transaction: Transaction, id_: str, kind: Kind) -> None:
    if await run_statement(transaction, "entity/find", references=[id_]):
        await run_statement(transaction, "entity/set_kind", id=id_, label=KINDS[kind], kind=kind)

"""The journal of corrections, each with the decided names before and after, so that it can be undone exactly."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from service.decisions.found_entity import EntityState
from service.decisions.name_history import (
    decide_names,
    forget_decision,
    later_decision,
    name_row,
    read_rows,
    require_kind_unused,
)
from service.decisions.origin import decision_time, signature, undo_records
from service.domain.decision_kinds import EntityCorrectionKind
from service.domain.document import Kind
from service.domain.identity import decision_id
from service.domain.text import normalise_name
from service.errors import Conflict, NotFound
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row
from service.resolution.name_index import DecidedName
from service.store.write_document import View


@dataclass(frozen=True)
class NameChange:
    """A decided name: its state `before` (None: undecided) and `after`. `stood`: whether it stood for the entity
    before. `beside`: it only records the present state, so a later change of it does not prevent undoing."""

    key: str
    before: Row | None
    after: Row
    stood: bool
    beside: bool = False


@dataclass(frozen=True)
class Correction:
    """One decision. `entity`: the entity before. `renamed`: the shown name before, if one was decided."""

    id: str
    sort: EntityCorrectionKind
    entity: EntityState
    detail: str | None
    at: str
    names: Sequence[NameChange] = ()
    renamed: str | None = None
    reason: str | None = None

    @property
    def keys(self) -> list[str]:
        return [change.key for change in self.names]


@dataclass
class Draft:
    """Collects the names of a correction."""

    entity: EntityState
    at: str = field(default_factory=decision_time)
    changes: dict[str, NameChange] = field(default_factory=dict[str, NameChange])

    def note(self, key: str, before: Row | None, *, stood: bool, beside: bool = False, **values: Any) -> None:
        """Decides a name; by default that it stands for the entity."""
        row = name_row(key, self.entity, self.at, before, **values)
        self.changes[key] = NameChange(key, before, row, stood, beside)

    def hold(self, key: str, row: Row) -> None:
        """Holds what a name is decided to stand for already, also when the decision before is undone."""
        self.changes[key] = NameChange(key, row, row, stood=True, beside=True)

    def correction(
        self, sort: EntityCorrectionKind, detail: str | None, renamed: str | None = None
    ) -> Correction:
        id_ = decision_id(sort, self.entity.id, detail, self.at)
        return Correction(id_, sort, self.entity, detail, self.at, list(self.changes.values()), renamed)


async def write_correction(transaction: Transaction, correction: Correction) -> None:
    """Writes the correction, its decided names and the shown name."""
    one = correction.entity
    changes = {
        "names": [
            {"before": c.before, "after": c.after, "stood": c.stood, "beside": c.beside}
            for c in correction.names
        ],
        "renamed": correction.renamed,
    }
    row = {
        "id": correction.id, "sort": correction.sort, "entityId": one.id, "slug": one.slug, "name": one.name,
        "kind": one.kind, "detail": correction.detail,
        "normalName": normal_name(correction.sort, correction.detail), **signature(transaction), "decidedAt": correction.at,
        "changes": json.dumps(changes, ensure_ascii=False, sort_keys=True),
    }  # fmt: skip
    await run_statement(transaction, "entity_decision/write_record", rows=[row])
    beside = [change.key for change in correction.names if change.beside]
    await decide_names(transaction, correction.id, {c.key: c.after for c in correction.names}, beside)
    if correction.sort == "RENAME":
        await _put_shown(transaction, one.id, correction.detail, correction.at)


def normal_name(sort: str, detail: str | None) -> str | None:
    """Returns the name that a correction gives to its entity, as in alias keys; None if it gives none."""
    return normalise_name(detail) if sort == "ALIAS" and detail is not None else None


async def read_latest(
    transaction: Transaction, sort: EntityCorrectionKind, reference: str, detail: str | None = None
) -> Correction:
    """Returns the latest correction of this sort on an entity.

    Args:
        reference: id or slug that the entity has or had.
        detail: of a name that was detached: which.

    Raises:
        NotFound: there is none.
    """
    there = await run_statement(transaction, "entity/find", references=[reference])
    for asked in [reference, *(row["id"] for row in there)]:
        for row in await run_statement(transaction, "entity_decision/find", reference=asked, sort=sort):
            if detail is None or normalise_name(row["detail"]) == normalise_name(detail):
                return _read(row, sort)
    of_name = "" if detail is None else f" of the name {detail!r}"
    raise NotFound(
        f"nobody decided `{sort.lower()}`{of_name} on {reference!r}: `videograph decisions` lists what was decided"
    )


async def read_correction(transaction: Transaction, id_: str) -> Correction:
    """The correction of an id.

    Raises:
        NotFound: there is none.
    """
    for row in await run_statement(transaction, "entity_decision/read_record", ids=[id_]):
        return _read(row, row["sort"])
    raise NotFound(f"there is no correction with id {id_!r}: `decisions` lists what was decided")


def _read(row: Row, sort: EntityCorrectionKind) -> Correction:
    changes = json.loads(row["changes"])
    names = [
        NameChange(one["after"]["key"], one["before"], one["after"], one["stood"], one["beside"])
        for one in changes["names"]
    ]
    entity = EntityState(row["entityId"], row["slug"], row["name"], row["kind"], 0, 0, 0)
    return Correction(row["id"], sort, entity, row["detail"], row["decidedAt"], names, changes["renamed"])


async def undo_correction(transaction: Transaction, correction: Correction) -> View:
    """Removes it from the journal, and restores the earlier decisions.

    Returns: How its talks see the names then: they stand for what they stood for before.

    Raises: Conflict: a later decision rests on it.
    """
    unknown = await forget_decision(transaction, correction.id, correction.keys)
    restored = await _restore(transaction, [one for one in correction.names if one.key in unknown])
    if correction.sort == "RENAME":
        await _undo_shown(transaction, correction)
    await undo_records(transaction, [correction.id])
    one = correction.entity
    if correction.sort == "KIND" and correction.detail is not None:
        await require_kind_unused(transaction, one.id, correction.detail)
    # The history of other names says that a merge was undone since: they are not those of this entity any more.
    changed = [change for change in correction.names if change.key not in unknown - restored]
    standing = {
        change.key: DecidedName(one.id, one.kind, one.slug, one.name)
        for change in changed
        if change.stood and (change.before is None or change.beside)
    }
    return View(frozenset(change.key for change in changed), standing)


async def _restore(transaction: Transaction, names: Sequence[NameChange]) -> set[str]:
    """Restores names whose history does not have the correction, as of one that another graph made. Returns those
    that it changed."""
    now = await read_rows(transaction, [change.key for change in names])
    back: list[Row] = []
    gone: list[str] = []
    for change in names:
        same = change.key in now and _same(now[change.key], change.after)
        if not same and not change.beside:
            raise await later_decision(transaction, None, change.key)
        if same and change.before is not None:
            back.append(change.before | {"history": None})
        elif same:
            gone.append(change.key)
    if gone:
        await run_statement(transaction, "decided_name/delete", keys=gone)
    if back:
        await run_statement(transaction, "decided_name/write_record", rows=back)
    return {*gone, *(row["key"] for row in back)}


async def _undo_shown(transaction: Transaction, correction: Correction) -> None:
    one = correction.entity
    rows = await run_statement(transaction, "renamed_entity/read_record", ids=[one.id])
    if not rows or rows[0]["name"] != correction.detail:
        raise await _renamed_again(transaction, correction)
    if correction.renamed is None:
        await run_statement(transaction, "renamed_entity/delete", ids=[one.id])
    else:
        earlier = json.loads(correction.renamed)
        await _put_shown(transaction, one.id, earlier["name"], earlier["decidedAt"])


async def _renamed_again(transaction: Transaction, correction: Correction) -> Conflict:
    one = correction.entity
    later = await run_statement(transaction, "entity_decision/find", reference=one.id, sort="RENAME")
    first = next((row["id"] for row in later if row["id"] != correction.id), None)
    which = "that" if first is None else first
    return Conflict(
        f"{one.name} was renamed again later: undo {which} first", first or one.id, decision=first
    )


async def _put_shown(transaction: Transaction, id_: str, name: str | None, at: str) -> None:
    assert name is not None
    row = {"id": id_, "name": name, "normalName": normalise_name(name), "decidedAt": at}
    await run_statement(transaction, "renamed_entity/write_record", rows=[row])


def _same(row: Row, other: Row) -> bool:
    return all(row[key] == other[key] for key in row if key != "decidedAt")


def kind_of_detail(detail: str | None) -> Kind:
    """Returns the kind that the correction decided."""
    assert detail is not None
    return detail  # pyright: ignore[reportReturnType]

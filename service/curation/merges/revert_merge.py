"""Undoes a merge exactly: names, pairs and kind are those before, and the talks are written again from their documents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.curation.merges.merge_journal import Changes, read_changes, return_pairs
from service.curation.stored_decisions import aliases_of, spellings
from service.curation.videos.replay import lock_listed_videos, replay_videos
from service.decisions.name_history import forget_decisions, require_kind_unused
from service.decisions.origin import undo_records
from service.domain.identity import as_kind
from service.domain.model import KINDS
from service.errors import Conflict
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row
from service.resolution.name_index import DecidedName, Owner
from service.store.display_sync import show_anew
from service.store.shown_names import uphold_names
from service.store.write_document import View


@dataclass(frozen=True)
class _Merge:
    """A merge that is undone. `others`: the other merges into the same entity that hold. `last`: whether none of them was made at once
    with it, so that the remaining entity is also as before."""

    row: Row
    changes: Changes
    others: Sequence[Row]
    last: bool

    @property
    def into(self) -> str:
        return self.row["entityId"]

    @property
    def kind_back(self) -> bool:
        return self.last and self.changes.was is not None


async def _read_merge(transaction: Transaction, id_: str, into: str | None = None) -> _Merge:
    """Returns the merge of an entity.

    Args:
        into: the remaining entity, if it is known.

    Raises: Conflict: it is not merged, or into another one: somebody else has decided meanwhile.
    """
    for row in await run_statement(transaction, "merged_entity/read_record", ids=[id_]):
        if into is not None and row["entityId"] != into:
            break
        rows = await run_statement(transaction, "merged_entity/list_by_survivor", entity=row["entityId"])
        others = [one for one in rows if one["id"] != id_]
        last = all(one["mergeId"] != row["mergeId"] for one in others)
        return _Merge(row, read_changes(row["changes"]), others, last)
    raise Conflict("another process is deciding on these entities: try again", id_)


async def revert_merge(transaction: Transaction, id_: str) -> None:
    """Undoes the merge of an entity.

    Raises: Conflict: a later decision rests on it, or somebody undid it meanwhile.
    """
    merge = await _read_merge(transaction, id_)
    into = merge.into
    videos: list[str] = []
    locked: set[str] = set()
    while (keys := await _keys(transaction, merge)).all - locked:
        locked |= keys.all
        videos = await lock_listed_videos(transaction, locked, [into] if merge.kind_back else [])
    merge = await _read_merge(transaction, id_, into)
    if not merge.kind_back:
        videos = await _concerned(transaction, videos, keys.other, id_)
    changes = merge.changes
    present = {row["id"]: row for row in await run_statement(transaction, "entity/find", references=[into])}
    view = await _view(transaction, merge, present.get(into))
    forgotten = {id_: changes.names}
    if merge.last:
        forgotten[merge.row["mergeId"]] = changes.own
    await forget_decisions(transaction, forgotten)
    await return_pairs(transaction, changes, merge.others)
    await undo_records(transaction, [merge.row["decisionId"]])
    below = _below(id_, merge.others)
    await run_statement(transaction, "merged_entity/set_survivor", id=id_, ids=sorted(below))
    if merge.kind_back and changes.was is not None:
        kind = present[into]["kind"] if into in present else None
        if kind is not None:
            await require_kind_unused(transaction, into, kind)
            await run_statement(
                transaction, "entity/set_kind", id=into, label=KINDS[changes.was], kind=changes.was
            )
    await replay_videos(transaction, videos, view, {id_, into})
    there = await run_statement(transaction, "entity/find", references=sorted({into, id_}))
    await show_anew(transaction, {row["id"]: row["kind"] for row in there})
    await uphold_names(transaction, sorted(row["id"] for row in there), clear=True)


async def _concerned(
    transaction: Transaction, videos: Sequence[str], other: Iterable[str], merged: str
) -> list[str]:
    """Returns those of the locked talks that use one of the `other` names or were written since the merge: it had no part in the rest."""
    rows = await run_statement(transaction, "video/list_by_names", keys=sorted(other), entityIds=[], ids=[])
    rows += await run_statement(transaction, "video/list_changed_since", ids=list(videos), merged=merged)
    return sorted({row["video"] for row in rows}.intersection(videos))


@dataclass(frozen=True)
class _Keys:
    """Spellings of the names that may stand for another entity without the merge. `own`: names that stand for the remaining entity with the
    merge and without it. Talks that use no `other` follow the merge only if they were written since."""

    other: frozenset[str]
    own: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.other | self.own


async def _keys(transaction: Transaction, merge: _Merge) -> _Keys:
    changes, now = merge.changes, (await aliases_of(transaction, [merge.into]))[merge.into]
    kinds = {key.partition(":")[0].partition("@")[0] for key in now}
    keys = {*changes.names, *spellings(changes.aliases)}
    keys |= {one for kind in kinds for one in spellings(changes.aliases, kind)}  # type: ignore[arg-type]
    keys |= spellings(_new(merge, now))
    if merge.kind_back:
        keys |= spellings(changes.into_aliases) | spellings(now)
    return _Keys(frozenset(keys), frozenset(changes.own if merge.last else ()))


def _new(merge: _Merge, now: Iterable[str]) -> set[str]:
    """Returns the aliases that the remaining entity got since, but not by other merges."""
    now = set(now)
    known = {*merge.changes.into_aliases}
    kinds = {key.partition(":")[0].partition("@")[0] for key in now}
    for row in merge.others:
        known |= {*read_changes(row["changes"]).aliases}
    known |= {as_kind(key, kind) for key in known for kind in kinds}  # type: ignore[arg-type]
    return now - known


async def _view(transaction: Transaction, merge: _Merge, into: Row | None) -> View:
    """Returns how the talks see names: those of the merged entity are its names again, and new ones are free."""
    changes, row = merge.changes, merge.row
    given = {row["id"]: DecidedName(row["id"], row["kind"], row["slug"], row["name"])}
    owners: dict[str, Owner] = {}
    free: set[str] = set()
    if into is not None:
        now = {*(await aliases_of(transaction, [merge.into]))[merge.into]}
        free = _new(merge, now)
        if merge.kind_back and changes.was is not None:
            free |= {key for key in now if as_kind(key, changes.was) in changes.into_aliases}
            given[merge.into] = DecidedName(merge.into, changes.was, into["slug"], into["name"])
            owners |= _given(changes.into_aliases, into, now, into["kind"])
        owners |= _given(changes.aliases, row, now, into["kind"])
    return View(frozenset(changes.names), owners=owners, lost=frozenset(free), made=tuple(given.values()))


def _given(aliases: Iterable[str], entity: Row, now: set[str], kind: str) -> dict[str, Owner]:
    owner = Owner(entity["id"], entity["name"])
    return {key: owner for key in aliases if as_kind(key, kind) in now}  # type: ignore[arg-type]


def _below(id_: str, rows: Sequence[Row]) -> set[str]:
    """Returns the entities that had been merged into this one before."""
    children = {row["id"] for row in rows if row["into"] == id_}
    return children.union(*(_below(child, rows) for child in children))

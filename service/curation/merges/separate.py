"""Separates entities that a person says are not the same, and undoes their merge if there was one: names, pairs and
kind are then those before, and the talks are written again from their documents."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from service.curation.merges.merge_journal import Changes, read_changes, return_pairs
from service.curation.stored_decisions import (
    aliases_of,
    find_entities,
    lasting,
    lock_all,
    main_names,
    spellings,
)
from service.curation.videos.replay import lock_listed_videos, replay_videos
from service.decisions.decided_pairs import (
    delete_pairs,
    names_of_pairs,
    note_pairs,
    pair_key,
    pair_keys,
)
from service.decisions.found_entity import EntityState
from service.decisions.name_history import forget_decisions, name_row, read_rows, require_kind_unused
from service.decisions.origin import decision_time, undo_records
from service.decisions.seen_revisions import NOTHING_SEEN, require_revisions
from service.domain.decision_records import moment
from service.domain.identity import as_kind
from service.domain.model import KINDS
from service.errors import Conflict, InvalidInput, NotFound
from service.graph.change_log import note_change
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row
from service.graph.write_transaction import try_or_write
from service.resolution.kind_resolution import ANY_KIND
from service.resolution.name_index import DecidedName, Owner
from service.store.display_sync import show_anew
from service.store.locks import lock_spellings, lock_stored
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


_SEVERAL = "give at least two entities, each of them once"
_BUSY = "another process is deciding on these entities: try again"


@dataclass(frozen=True)
class ApartReport:
    """`entities`: in the order of the references; for a merged one, its former name. `decisions`: ids of what was decided; pairs that
    were decided before are not among them."""

    entities: tuple[EntityState, ...]
    decisions: tuple[str, ...] = field(default=(), compare=False)


async def tell_apart(
    database: Database,
    references: Sequence[str],
    *,
    dry_run: bool = False,
    seen: Mapping[str, int] = NOTHING_SEEN,
) -> ApartReport:
    """Decides that these entities (ids or slugs) are all different. If one was merged into another, it gets its names
    back.

    Args:
        seen: as in `require_revisions`.

    Raises: NotFound: an entity does not exist. InvalidInput: the same entity twice, or fewer than two. Conflict: a
    later decision rests on a merge, or an entity has another revision.
    """

    async def work(transaction: Transaction) -> ApartReport:
        merged = await _merged(transaction, references)
        if merged:
            return await _take_back(transaction, references, merged, seen)
        found = await find_entities(transaction, references)
        _require_several(found)
        ids = [one.id for one in found]
        keys = {row["key"] for row in await run_statement(transaction, "alias/list_by_entity", ids=ids)}
        await lock_spellings(transaction, keys)
        await lock_stored(transaction, [], ids)
        found = await find_entities(
            transaction, ids
        )  # another process may have merged one before the names were locked
        await require_revisions(transaction, seen, ids)
        return ApartReport(tuple(found), decisions=await _note(transaction, found))

    return await try_or_write(database, work, name="tell entities apart", dry_run=dry_run)


async def take_back_apart(
    database: Database, references: Sequence[str], *, dry_run: bool = False
) -> tuple[EntityState, ...]:
    """Undoes what `tell_apart` decided on these entities, for all pairs or none: they may be listed again, and an
    import may join them. Their names become undecided, unless another decision needs them.

    Raises: NotFound: an entity or the decision does not exist. InvalidInput: the same entity twice, or fewer than
    two.
    """

    async def work(transaction: Transaction) -> tuple[EntityState, ...]:
        found = await find_entities(transaction, references)
        _require_several(found)
        called = {one.id: one.slug for one in found}
        keys = {
            row["key"] for row in await run_statement(transaction, "alias/list_by_entity", ids=list(called))
        }
        await lock_spellings(transaction, keys)
        await lock_stored(transaction, [], called)
        rows = await delete_pairs(transaction, pair_keys(called))
        gone = {row["key"] for row in rows}
        if missing := [pair for pair in combinations(called, 2) if pair_key(pair) not in gone]:
            pairs = ", ".join(f"{called[one]} and {called[other]}" for one, other in missing)
            raise NotFound(
                f"nobody decided that {pairs} are two: `videograph decisions` lists what was decided"
            )
        decisions = [row["decisionId"] for row in rows]
        note_change(transaction, "DECISION_UNDONE", entities=called, decisions=decisions)
        return tuple(found)

    return await try_or_write(database, work, name="take back that entities are two", dry_run=dry_run)


async def undo_pair(transaction: Transaction, ends: tuple[str, str]) -> None:
    """Undoes that two entities, or two talks, are two. They need not be in the graph.

    Args:
        ends: their ids.

    Raises: Conflict: somebody undid it meanwhile.
    """
    key = pair_key(ends)
    rows = await run_statement(transaction, "decided_pair/read_record", keys=[key])
    await lock_spellings(transaction, [], names_of_pairs(rows))
    if not key.startswith("video:"):
        await lock_stored(transaction, [], ends)
    rows = await delete_pairs(transaction, [key])
    if not rows:
        raise Conflict("another process has undone this decision: read it again", key)
    videos = ends if key.startswith("video:") else ()
    entities, decisions = () if videos else ends, [rows[0]["decisionId"]]
    note_change(transaction, "DECISION_UNDONE", videos=videos, entities=entities, decisions=decisions)


async def undo_merge(transaction: Transaction, id_: str) -> None:
    """Undoes the merge of an entity without a new decision: the graph is as if it had not been made.

    Args:
        id_: the id that it had.

    Raises: NotFound: it was not merged. Conflict: a later decision rests on it, or somebody undid it meanwhile.
    """
    rows = await run_statement(transaction, "merged_entity/find", references=[id_])
    if not rows:
        raise NotFound(f"{id_!r} was not merged into another entity: `decisions` lists what was decided")
    await revert_merge(transaction, id_)
    into, decisions = rows[0]["survivorId"], [rows[0]["decisionId"]]
    note_change(transaction, "DECISION_UNDONE", entities=[id_, into], decisions=decisions)


async def _merged(transaction: Transaction, references: Sequence[str]) -> dict[str, Row]:
    """Returns the references to entities that were merged into another of them."""
    there = {
        row["id"] for row in await run_statement(transaction, "entity/find", references=list(references))
    }
    rows = await run_statement(transaction, "merged_entity/find", references=list(references))
    return {row["reference"]: row for row in rows if row["survivorId"] in there}


async def _present(transaction: Transaction, ids: Sequence[str], was: Row) -> list[EntityState]:
    """Returns those of the entities that are in the graph, and the first one also if no talk mentions it.

    Args:
        was: the merge of the first one.
    """
    rows = await run_statement(transaction, "entity/find", references=list(ids))
    there = {one.id: one for one in await find_entities(transaction, [row["id"] for row in rows])}
    if ids[0] not in there:
        there[ids[0]] = EntityState(ids[0], was["slug"], was["name"], was["kind"], 0, 0, 0)
    return [there[id_] for id_ in ids if id_ in there]


def _require_several(found: Sequence[EntityState]) -> None:
    if len(found) < 2 or len({one.id for one in found}) < len(found):
        raise InvalidInput(_SEVERAL, ("entities",))


async def _note(transaction: Transaction, found: Sequence[EntityState]) -> tuple[str, ...]:
    """Decides all pairs of these, and their names. Returns the ids of the decisions."""
    mains, at = await main_names(transaction, found), decision_time()
    names: dict[str, dict[str, Row]] = {}
    for one in found:
        keys = spellings(lasting(mains[one.id]) or mains[one.id], one.kind)
        known = await read_rows(transaction, keys)
        names[one.id] = {key: name_row(key, one, at, known.get(key)) for key in sorted(keys)}
    ids = [one.id for one in found]
    decisions = await note_pairs(transaction, combinations(ids, 2), names)
    note_change(transaction, "ENTITIES_SEPARATED", entities=ids, decisions=decisions)
    return tuple(decisions)


async def _take_back(
    transaction: Transaction, references: Sequence[str], merged: Mapping[str, Row], seen: Mapping[str, int]
) -> ApartReport:
    others = [reference for reference in references if reference not in merged]
    ids = sorted(one.id for one in await find_entities(transaction, others))
    intos = {row["survivorId"] for row in merged.values()}
    await lock_all(transaction, sorted(intos), ids, ANY_KIND)
    await require_revisions(transaction, seen, ids)
    if len({row["id"] for row in merged.values()}) < len(merged):
        raise InvalidInput(_SEVERAL, ("entities",))
    if await _merged(transaction, references) != merged:
        raise Conflict(_BUSY, references[0])
    found: dict[str, EntityState] = {}
    latest_first = sorted(merged.items(), key=lambda item: moment(item[1]["mergedAt"]), reverse=True)
    for reference, row in latest_first:
        await revert_merge(transaction, row["id"])
        [found[reference]] = await _present(transaction, [row["id"]], row)
    left = await find_entities(transaction, others)
    found |= dict(zip(others, left, strict=True))
    _require_several(list(found.values()))
    decisions = await _note(transaction, list(found.values()))
    return ApartReport(tuple(found[one] for one in references), decisions)

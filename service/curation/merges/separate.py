"""Separates entities that a person says are not the same, and undoes their merge if there was one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from service.curation.merges.revert_merge import revert_merge
from service.curation.stored_decisions import (
    find_entities,
    lasting,
    lock_all,
    main_names,
    spellings,
)
from service.decisions.decided_pairs import (
    delete_pairs,
    names_of_pairs,
    note_pairs,
    pair_key,
    pair_keys,
)
from service.decisions.found_entity import EntityState
from service.decisions.name_history import name_row, read_rows
from service.decisions.origin import decision_time
from service.decisions.seen_revisions import NOTHING_SEEN, require_revisions
from service.domain.decision_records import moment
from service.errors import Conflict, InvalidInput, NotFound
from service.graph.change_log import note_change
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row
from service.graph.write_transaction import try_or_write
from service.resolution.kind_resolution import ANY_KIND
from service.store.locks import lock_spellings, lock_stored

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

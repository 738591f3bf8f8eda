"""Separates entities that a person says are not the same, and undoes their merge if there was one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from service.errors import InvalidInput, NotFound
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import run_statement
from service.ingest.change_log import note_change
from service.ingest.curation.decisions import (
    Found,
    find_entities,
    forget_names,
    lasting,
    lock_all,
    main_names,
    note_names,
    note_pairs,
    pair_keys,
    spellings,
    take_back_pairs,
)
from service.ingest.curation.dry_run import try_or_write
from service.ingest.curation.undo_merge import Talk, give_back
from service.ingest.resolution.kind_resolution import ANY_KIND
from service.ingest.storage.locks import lock_spellings
from service.ingest.video_rows import Row

_SEVERAL = "give at least two entities, each of them once"


@dataclass(frozen=True)
class ApartReport:
    """`entities`: in the order of the references; for a merged one, its former name. `again`: talks that must be
    imported again, because they may refer to a merged entity."""

    entities: tuple[Found, ...]
    again: tuple[Talk, ...] = ()


async def tell_apart(database: Database, references: Sequence[str], *, dry_run: bool = False) -> ApartReport:
    """Decides that these entities (ids or slugs) are all different. If one was merged into another, it gets its names
    back.

    Raises: NotFound: an entity does not exist. InvalidInput: the same entity twice, fewer than two, or a kind that a
    later merge has changed again.
    """

    async def work(transaction: Transaction) -> ApartReport:
        merged = await _merged(transaction, references)
        if merged:
            return await _take_back(transaction, references, merged)
        found = await find_entities(transaction, references)
        _require_several(found)
        ids = [one.id for one in found]
        keys = {row["key"] for row in await run_statement(transaction, "alias/list_by_entity", ids=ids)}
        await lock_spellings(transaction, keys)
        found = await find_entities(
            transaction, ids
        )  # another process may have merged one before the names were locked
        await _note(transaction, found, found)
        return ApartReport(tuple(found))

    return await try_or_write(database, work, name="tell entities apart", dry_run=dry_run)


async def take_back_apart(
    database: Database, references: Sequence[str], *, dry_run: bool = False
) -> tuple[Found, ...]:
    """Undoes what `tell_apart` decided on these entities, for all pairs or none: they may be listed again, and an
    import may join them. Their names become undecided, unless another decision needs them.

    Raises: NotFound: an entity or the decision does not exist. InvalidInput: the same entity twice, or fewer than
    two.
    """

    async def work(transaction: Transaction) -> tuple[Found, ...]:
        found = await find_entities(transaction, references)
        _require_several(found)
        called = {one.id: one.slug for one in found}
        keys = {
            row["key"] for row in await run_statement(transaction, "alias/list_by_entity", ids=list(called))
        }
        await lock_spellings(transaction, keys)
        if missing := await take_back_pairs(transaction, list(combinations(called, 2))):
            pairs = ", ".join(f"{called[one]} and {called[other]}" for one, other in missing)
            raise NotFound(
                f"nobody decided that {pairs} are two: `videograph decisions` lists what was decided"
            )
        await forget_names(transaction, list(called))
        note_change(transaction, "DECISION_UNDONE", entities=called, decisions=pair_keys(called))
        return tuple(found)

    return await try_or_write(database, work, name="take back that entities are two", dry_run=dry_run)


async def undo_merge(database: Database, reference: str, *, dry_run: bool = False) -> ApartReport:
    """Undoes the merge of an entity without a new decision: its names and those of the target become undecided,
    unless another decision needs them.

    Args:
        reference: id or slug that it had.

    Raises:
        NotFound: it was not merged, or what it was merged into is not in the graph.
        InvalidInput: a later merge has changed the kind again.
    """

    async def work(transaction: Transaction) -> ApartReport:
        row = await _merged_entity(transaction, reference)
        into = row["survivorId"]
        await lock_all(transaction, [into], [into], ANY_KIND)
        if await _merged_entity(transaction, reference) != row:
            raise InvalidInput("another process is deciding on these entities: try again")
        one, talks = await give_back(transaction, row["id"], into)
        await forget_names(transaction, [into, one.id])
        [left] = await find_entities(transaction, [into])
        note_change(transaction, "DECISION_UNDONE", entities=[one.id, left.id], decisions=[one.id])
        return ApartReport((one, left), tuple(sorted(talks, key=lambda talk: talk.id)))

    return await try_or_write(database, work, name="undo merge", dry_run=dry_run)


async def _merged_entity(transaction: Transaction, reference: str) -> Row:
    rows = await run_statement(transaction, "merged_entity/find", references=[reference])
    if not rows:
        raise NotFound(
            f"{reference!r} was not merged into another entity: `videograph decisions` lists what was decided"
        )
    return rows[0]


async def _merged(transaction: Transaction, references: Sequence[str]) -> dict[str, Row]:
    """Returns the references to entities that were merged into another of them."""
    there = {
        row["id"] for row in await run_statement(transaction, "entity/find", references=list(references))
    }
    rows = await run_statement(transaction, "merged_entity/find", references=list(references))
    return {row["reference"]: row for row in rows if row["survivorId"] in there}


def _require_several(found: Sequence[Found]) -> None:
    if len(found) < 2 or len({one.id for one in found}) < len(found):
        raise InvalidInput(_SEVERAL)


async def _note(transaction: Transaction, found: Sequence[Found], named: Sequence[Found]) -> None:
    """Decides all pairs of the first, and the names of the second."""
    names = await main_names(transaction, named)
    for one in named:
        await note_names(transaction, spellings(lasting(names[one.id]) or names[one.id], one.kind), one)
    ids = [one.id for one in found]
    await note_pairs(transaction, combinations(ids, 2))
    note_change(transaction, "ENTITIES_SEPARATED", entities=ids, decisions=pair_keys(ids))


async def _take_back(
    transaction: Transaction, references: Sequence[str], merged: Mapping[str, Row]
) -> ApartReport:
    others = [reference for reference in references if reference not in merged]
    ids = sorted(one.id for one in await find_entities(transaction, others))
    intos = {row["survivorId"] for row in merged.values()}
    await lock_all(transaction, sorted(intos), ids, ANY_KIND)
    if len({row["id"] for row in merged.values()}) < len(merged):
        raise InvalidInput(_SEVERAL)
    if await _merged(transaction, references) != merged:
        raise InvalidInput("another process is deciding on these entities: try again")
    found: dict[str, Found] = {}
    again: dict[str, Talk] = {}
    for reference, row in merged.items():
        found[reference], talks = await give_back(transaction, row["id"], row["survivorId"])
        again |= {talk.id: talk for talk in talks}
    left = await find_entities(transaction, others)
    found |= dict(zip(others, left, strict=True))
    _require_several(list(found.values()))
    # The names of the target are decided, and it has the others' names until the talks are imported again.
    await _note(transaction, list(found.values()), [one for one in left if one.id not in intos])
    return ApartReport(tuple(found[one] for one in references), tuple(again[id_] for id_ in sorted(again)))

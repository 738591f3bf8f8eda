"""The names of an entity to correct: the names, decisions on them, and whether they are free."""

from collections.abc import Iterable, Mapping, Sequence

from service.curation.entities.correction_journal import Draft
from service.curation.stored_decisions import (
    EntityState,
    find_entities,
    lasting,
    lock_all,
    main_names,
    spellings,
)
from service.decisions.name_history import read_rows
from service.errors import InvalidInput
from service.graph.driver.database import Transaction
from service.graph.name_keys import match_keys
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row
from service.resolution.kind_resolution import ANY_KIND
from service.resolution.name_index import spelling


async def lock_entity(transaction: Transaction, reference: str) -> EntityState:
    [one] = await find_entities(transaction, [reference])
    await lock_all(transaction, [one.id], [one.id], ANY_KIND)
    [one] = await find_entities(transaction, [one.id])
    return one


async def aliases(transaction: Transaction, one: EntityState) -> set[str]:
    """Returns the alias keys of its names, from talks or from a decision."""
    return {row["key"] for row in await run_statement(transaction, "alias/list_by_entity", ids=[one.id])}


async def main_spellings(
    transaction: Transaction, one: EntityState, own: Mapping[str, Sequence[str]] | None = None
) -> set[str]:
    """
    Args:
        own: its alias keys by its id, if they are read already.
    """
    mains = (await main_names(transaction, [one], own))[one.id]
    return spellings(lasting(mains) or mains)


async def decided(transaction: Transaction, keys: Iterable[str]) -> dict[str, Row]:
    return await read_rows(transaction, keys)


def note_own(draft: Draft, keys: Iterable[str], known: Mapping[str, Row]) -> None:
    """Decides that these names stand for the entity, so that it keeps its id with any later talks. Those that are decided so already are
    held.

    Args:
        known: what is decided of these names.
    """
    for key in sorted(keys):
        if key not in known:
            draft.note(key, None, stood=True, beside=True)
        elif known[key]["entityId"] == draft.entity.id:
            draft.hold(key, known[key])


async def taken(transaction: Transaction, one: EntityState, keys: Sequence[str]) -> set[str]:
    """Returns spellings of these names that stand for another entity in talks."""
    matches = sorted({match for key in keys if (match := match_keys(key).match) is not None})
    rows = await run_statement(
        transaction,
        "alias/find",
        keys=sorted(set(keys)),
        matches=matches,
        firsts=[],
        families=[],
        identified=[],
    )
    return {spelling(row["key"]) for row in rows if row["entityId"] != one.id}


async def require_free(
    transaction: Transaction,
    one: EntityState,
    key: str,
    name: str,
    known: Mapping[str, Row],
    path: tuple[str | int, ...],
) -> None:
    """
    Args:
        known: what is decided of the name.
        path: where the name is in the input.

    Raises:
        InvalidInput: the name stands for another entity.
    """
    before = known.get(spelling(key))
    other = None if before is None or before["entityId"] == one.id else before["entityId"]
    if other is None:
        matches = [spelling(key)]
        rows = await run_statement(
            transaction, "alias/find", keys=[key], matches=matches, firsts=[], families=[], identified=[]
        )
        other = next((row["entityId"] for row in rows if row["entityId"] != one.id and row["support"]), None)
    if other is not None:
        found = await run_statement(transaction, "entity/find", references=[other])
        slug = found[0]["slug"] if found else other
        raise InvalidInput(
            f"{name!r} stands for {slug} already: if both are the same, merge {one.slug} into {slug}", path
        )


async def require_not_merged(
    transaction: Transaction, one: EntityState, name: str, rows: Sequence[Row]
) -> None:
    formers = sorted({row["formerId"] for row in rows} - {None})
    for merged in (
        await run_statement(transaction, "merged_entity/read_record", ids=formers) if formers else []
    ):
        raise InvalidInput(
            f"{name!r} is a name of {one.name} by the merge of {merged['slug']}: undo that merge instead",
            ("name",),
        )


async def called(transaction: Transaction, one: EntityState) -> str:
    names = {key.rpartition(":")[2] for key in await aliases(transaction, one)}
    return ", ".join(sorted(names)[:10])

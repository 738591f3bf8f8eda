"""What people decided on entities, as the graph keeps it: what a name stands for, which two are not one, what was merged.

A decision is on names, not on what the graph has just now: it outlives the talks, and imports keep to it (`locks.py` reads it,
`resolve.py` puts it first). Of an entity's names those count under which a talk mainly calls it; the others follow.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from service.errors import InvalidInput, NotFound
from service.graph.database import Database, Transaction
from service.graph.writes import run_write
from service.ingest.document import Kind
from service.ingest.identity import alias_key, as_kind, entity_id
from service.ingest.known import spelling
from service.ingest.locks import lock_spellings

type Mains = dict[str, set[str]]
"""Entity id → alias keys of the names that talks mainly call it by."""


@dataclass(frozen=True)
class Found:
    """An entity as it stands."""

    id: str
    slug: str
    name: str
    kind: Kind
    video_count: int
    mention_count: int
    relationship_count: int


async def find_entities(transaction: Transaction, references: Sequence[str]) -> list[Found]:
    """In the order of the references; raises NotFound."""
    rows = {
        row["reference"]: row
        for row in await run_write(transaction, "entity/find", references=list(references))
    }
    missing = [reference for reference in references if reference not in rows]
    if missing:
        merged = await run_write(transaction, "merged_entity/find", references=missing)
        words = [f"{row['reference']!r} ({row['name']}) was merged into {row['survivor']}" for row in merged]
        gone = {row["reference"] for row in merged}
        words += [f"there is no entity with id or slug {one!r}" for one in missing if one not in gone]
        raise NotFound("; ".join(words))
    return [
        Found(
            row["id"], row["slug"], row["name"], row["kind"],
            row["videoCount"], row["mentionCount"], row["relationshipCount"],
        )
        for row in (rows[reference] for reference in references)
    ]  # fmt: skip


async def find_survivors(database: Database, references: Sequence[str]) -> list[Found]:
    """In the order of the references; of those that were merged what they were merged into. Raises NotFound."""

    async def work(transaction: Transaction) -> list[Found]:
        there = {
            row["reference"]
            for row in await run_write(transaction, "entity/find", references=list(references))
        }
        gone = [reference for reference in references if reference not in there]
        merged = await run_write(transaction, "merged_entity/find", references=gone)
        left = {row["reference"]: row["survivor"] for row in merged}
        return await find_entities(transaction, [left.get(reference, reference) for reference in references])

    return await database.write(work, name="find entities")


async def main_names(transaction: Transaction, found: Sequence[Found]) -> Mains:
    ids = [one.id for one in found]
    kinds: dict[str, Kind] = {one.id: one.kind for one in found}
    keys: dict[str, set[str]] = {id_: set() for id_ in ids}
    for row in await run_write(transaction, "alias/of_entities", ids=ids):
        keys[row["entity"]].add(row["key"])
    # The name that it was made for as well: under that it would come to be anew.
    mains = {id_: {key for key in some if entity_id(key) == id_} for id_, some in keys.items()}
    for row in await run_write(transaction, "entity/mains", ids=ids):
        id_, name = row["entity"], row["name"]
        called = {alias_key(kinds[id_], name), alias_key(kinds[id_], name, row["video"])}
        mains[id_] |= keys[id_] & called
    return mains


async def tell_apart(database: Database, references: Sequence[str]) -> list[Found]:
    """Keeps as a decision that these entities (ids or slugs) are all different.

    Raises:
        NotFound: there is no such entity.
        InvalidInput: the same entity twice, or fewer than two.
    """

    async def work(transaction: Transaction) -> list[Found]:
        found = await find_entities(transaction, references)
        if len(found) < 2 or len({one.id for one in found}) < len(found):
            raise InvalidInput("give at least two entities, each of them once")
        ids = [one.id for one in found]
        keys = {row["key"] for row in await run_write(transaction, "alias/of_entities", ids=ids)}
        await lock_spellings(transaction, keys)
        found = await find_entities(transaction, ids)  # one may have been merged before the names were locked
        names = await main_names(transaction, found)
        for one in found:
            keys = _lasting(names[one.id]) or names[one.id]
            await _note_names(transaction, _spelt(keys, one.kind), one)
        await _note_pairs(transaction, [(a.id, b.id) for a, b in combinations(found, 2)])
        return found

    return await database.write(work, name="tell entities apart")


async def note_merge(transaction: Transaction, merged: Sequence[Found], into: Found, names: Mains) -> bool:
    """Notes that the main names of all stand for `into`, and what was decided on the merged ones is said of it.

    Returns:
        Whether two of them had been told apart: the later decision counts.
    """
    ids = [one.id for one in merged]
    own = _spelt(_lasting(names[into.id]) | await _decided(transaction, [into.id]), into.kind)
    await _note_names(transaction, own, into)
    for id_ in ids:
        theirs = _spelt(names[id_] | await _decided(transaction, [id_]), into.kind)
        await _note_names(transaction, theirs - own, into, former=id_)
    rows = [{"id": one.id, "slug": one.slug, "name": one.name, "kind": one.kind} for one in merged]
    await run_write(transaction, "merged_entity/write", rows=rows, entity=into.id)
    pairs = await run_write(transaction, "decided_pair/of_entities", ids=ids)
    if pairs:
        await run_write(transaction, "decided_pair/delete", keys=[pair["key"] for pair in pairs])
    ends = [tuple(into.id if pair[end] in ids else pair[end] for end in ("one", "other")) for pair in pairs]
    await _note_pairs(transaction, [(one, other) for one, other in ends if one != other])
    return any(one == other for one, other in ends)


async def _decided(transaction: Transaction, ids: Sequence[str]) -> set[str]:
    return {row["key"] for row in await run_write(transaction, "decided_name/of_entities", ids=list(ids))}


async def _note_names(
    transaction: Transaction, spelt: Iterable[str], entity: Found, *, former: str | None = None
) -> None:
    await run_write(
        transaction,
        "decided_name/write",
        rows=[{"key": key, "former": former} for key in sorted(spelt)],
        entity=entity.id,
        kind=entity.kind,
        slug=entity.slug,
        entityName=entity.name,
    )


async def _note_pairs(transaction: Transaction, pairs: Iterable[tuple[str, str]]) -> None:
    ordered = sorted({(min(pair), max(pair)) for pair in pairs})
    rows = [{"key": f"{one} {other}", "one": one, "other": other} for one, other in ordered]
    if rows:
        await run_write(transaction, "decided_pair/write", rows=rows)


def _spelt(keys: Iterable[str], kind: Kind) -> set[str]:
    """Their spellings, and those of the names that they are for something of this kind."""
    return {spelling(key) for one in keys for key in (one, as_kind(one, kind))}


def _lasting(keys: Iterable[str]) -> set[str]:
    """Those that are good in every talk."""
    return {key for key in keys if "@" not in key.partition(":")[0]}

"""The stored decisions on entities: what a name stands for, which two entities are not one, and merges.

A decision is about names, not about the present state of the graph. It is kept when talks are deleted, and imports
follow it (`locks.py` reads it, `resolve.py` applies it first). For an entity, the main names in its talks are
decided; the others follow.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import get_args

from service.decisions.found_entity import EntityState
from service.domain.document import Kind
from service.domain.identity import alias_key, as_kind, entity_id
from service.errors import NotFound
from service.graph.driver.database import Database, Transaction
from service.graph.search.similar import alike_text
from service.graph.statement_runner import run_statement
from service.resolution.name_index import spelling
from service.store.locks import lock_spellings, lock_stored

_KIND = re.compile(rf"-(?:{'|'.join(get_args(Kind))})$", re.IGNORECASE)
"""The usual end of slugs."""

type Mains = dict[str, set[str]]
"""Maps an entity id to the alias keys of its main names in talks."""


async def find_entities(transaction: Transaction, references: Sequence[str]) -> list[EntityState]:
    """Finds entities in the order of the references; raises NotFound."""
    rows = {
        row["reference"]: row
        for row in await run_statement(transaction, "entity/find", references=list(references))
    }
    missing = [reference for reference in references if reference not in rows]
    if missing:
        merged = await run_statement(transaction, "merged_entity/find", references=missing)
        words = [f"{row['reference']!r} ({row['name']}) was merged into {row['survivor']}" for row in merged]
        gone = {row["reference"] for row in merged}
        words += [await _unknown(transaction, one) for one in missing if one not in gone]
        raise NotFound("; ".join(words), successor=merged[0]["survivorId"] if merged else None)
    return [
        EntityState(
            row["id"], row["slug"], row["name"], row["kind"],
            row["videoCount"], row["mentionCount"], row["relationshipCount"],
        )
        for row in (rows[reference] for reference in references)
    ]  # fmt: skip


async def _unknown(transaction: Transaction, reference: str) -> str:
    """Returns the error that the entity does not exist, with slugs of similar names, because users type names for
    slugs and make typing errors."""
    text = alike_text(_KIND.sub("", reference))
    near = await run_statement(transaction, "entity/find_similar_names", text=text) if text else []
    hint = f" (did you mean {' or '.join(row['slug'] for row in near)}?)" if near else ""
    return f"there is no entity with id or slug {reference!r}{hint}"


async def find_survivors(database: Database, references: Sequence[str]) -> list[EntityState]:
    """Finds entities in the order of the references; for merged ones, the remaining entities. Raises NotFound."""

    async def work(transaction: Transaction) -> list[EntityState]:
        there = {
            row["reference"]
            for row in await run_statement(transaction, "entity/find", references=list(references))
        }
        gone = [reference for reference in references if reference not in there]
        merged = await run_statement(transaction, "merged_entity/find", references=gone)
        left = {row["reference"]: row["survivor"] for row in merged}
        return await find_entities(transaction, [left.get(reference, reference) for reference in references])

    return await database.write(work, name="find entities")


async def aliases_of(transaction: Transaction, ids: Iterable[str]) -> dict[str, list[str]]:
    """Returns the alias keys of these entities, by entity."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in await run_statement(transaction, "alias/list_by_entity", ids=sorted(ids)):
        found[row["entity"]].append(row["key"])
    return found


async def main_names(
    transaction: Transaction, found: Sequence[EntityState], aliases: Mapping[str, Sequence[str]] | None = None
) -> Mains:
    """
    Args:
        aliases: of these entities, if they are read already.
    """
    ids = [one.id for one in found]
    kinds: dict[str, Kind] = {one.id: one.kind for one in found}
    known = await aliases_of(transaction, ids) if aliases is None else aliases
    keys = {id_: set(known.get(id_, ())) for id_ in ids}
    # Also the name that it was created for, because that name would create it again.
    mains = {id_: {key for key in some if entity_id(key) == id_} for id_, some in keys.items()}
    for row in await run_statement(transaction, "entity/list_main_names", ids=ids):
        id_, name = row["entity"], row["name"]
        called = {alias_key(kinds[id_], name), alias_key(kinds[id_], name, row["video"])}
        mains[id_] |= keys[id_] & called
    return mains


async def lock_all(
    transaction: Transaction, moved: Sequence[str], named: Sequence[str], kinds: Collection[Kind]
) -> list[str]:
    """Takes the locks of a decision that changes talks, in the same order as imports, so that they wait for each
    other without deadlock: videos, names, shared objects. Only a talk that is imported between the first two steps is
    locked late.

    Args:
        moved: ids of the entities whose videos change.
        named: ids of these and of others whose names are locked, as names of their own kind and of `kinds`.

    Returns:
        The videos. An entity may have been deleted or merged before its names were locked.
    """
    videos: list[str] = []
    while True:
        now = [row["video"] for row in await run_statement(transaction, "entity/list_videos", ids=moved)]
        if set(now) <= set(videos):
            break  # otherwise a talk was imported before the names were locked
        new = sorted(set(now) - set(videos))
        await run_statement(transaction, "video/lock_existing", ids=new)
        videos = sorted({*videos, *now})
        keys = {row["key"] for row in await run_statement(transaction, "alias/list_by_entity", ids=named)}
        keys |= {as_kind(key, kind) for key in keys for kind in kinds}
        decided = {
            row["key"] for row in await run_statement(transaction, "decided_name/list_by_entity", ids=named)
        }
        await lock_spellings(
            transaction, keys, decided | {as_kind(key, kind) for key in decided for kind in kinds}
        )
    await lock_stored(transaction, videos, named)
    return videos


def spellings(keys: Iterable[str], kind: Kind | None = None) -> set[str]:
    """Returns the match keys of names, with the given kind if any."""
    return {spelling(key if kind is None else as_kind(key, kind)) for key in keys}


def lasting(keys: Iterable[str]) -> set[str]:
    """Returns the names that are valid in every talk."""
    return {key for key in keys if "@" not in key.partition(":")[0]}

"""The stored decisions on entities: what a name stands for, which two entities are not one, and merges.

A decision is about names, not about the present state of the graph. It is kept when talks are deleted, and imports
follow it (`locks.py` reads it, `resolve.py` applies it first). For an entity, the main names in its talks are
decided; the others follow.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import get_args

from service.domain.document import Kind
from service.errors import NotFound
from service.graph.driver.database import Database, Transaction
from service.graph.search.similar import alike_text
from service.graph.statement_runner import run_statement
from service.ingest.curation.origin import keep_undone, signature
from service.ingest.identity import alias_key, as_kind, entity_id
from service.ingest.resolution.name_index import spelling
from service.ingest.storage.locks import lock_spellings, lock_stored

_KIND = re.compile(rf"-(?:{'|'.join(get_args(Kind))})$", re.IGNORECASE)
"""The usual end of slugs."""

type Mains = dict[str, set[str]]
"""Maps an entity id to the alias keys of its main names in talks."""


@dataclass(frozen=True)
class Found:
    """The present state of an entity."""

    id: str
    slug: str
    name: str
    kind: Kind
    video_count: int
    mention_count: int
    relationship_count: int


async def find_entities(transaction: Transaction, references: Sequence[str]) -> list[Found]:
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
        raise NotFound("; ".join(words))
    return [
        Found(
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


async def find_survivors(database: Database, references: Sequence[str]) -> list[Found]:
    """Finds entities in the order of the references; for merged ones, the remaining entities. Raises NotFound."""

    async def work(transaction: Transaction) -> list[Found]:
        there = {
            row["reference"]
            for row in await run_statement(transaction, "entity/find", references=list(references))
        }
        gone = [reference for reference in references if reference not in there]
        merged = await run_statement(transaction, "merged_entity/find", references=gone)
        left = {row["reference"]: row["survivor"] for row in merged}
        return await find_entities(transaction, [left.get(reference, reference) for reference in references])

    return await database.write(work, name="find entities")


async def main_names(transaction: Transaction, found: Sequence[Found]) -> Mains:
    ids = [one.id for one in found]
    kinds: dict[str, Kind] = {one.id: one.kind for one in found}
    keys: dict[str, set[str]] = {id_: set() for id_ in ids}
    for row in await run_statement(transaction, "alias/list_by_entity", ids=ids):
        keys[row["entity"]].add(row["key"])
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
        The videos.

    Raises:
        NotFound: one of the entities was deleted or merged before its names were locked.
    """
    videos: list[str] = []
    while True:
        now = [row["video"] for row in await run_statement(transaction, "entity/list_videos", ids=moved)]
        if set(now) <= set(videos):
            break  # otherwise a talk was imported before the names were locked
        for video in sorted(set(now) - set(videos)):
            await run_statement(transaction, "video/lock", id=video)
        videos = sorted({*videos, *now})
        keys = {row["key"] for row in await run_statement(transaction, "alias/list_by_entity", ids=named)}
        keys |= {as_kind(key, kind) for key in keys for kind in kinds}
        decided = {
            row["key"] for row in await run_statement(transaction, "decided_name/list_by_entity", ids=named)
        }
        await lock_spellings(
            transaction, keys, decided | {as_kind(key, kind) for key in decided for kind in kinds}
        )
    await find_entities(transaction, named)
    await lock_stored(transaction, videos, named)
    return videos


async def note_merge(
    transaction: Transaction, merged: Sequence[Found], into: Found, names: Mains, was: Kind
) -> bool:
    """Decides that the main names of all stand for `into`, and moves decisions on the merged ones to it.

    Args:
        was: the kind that `into` was of before.

    Returns: Whether two of them were decided to be two; the later decision counts.
    """
    ids = [one.id for one in merged]
    decided = {id_: dict(await decided_names(transaction, [id_])) for id_ in (into.id, *ids)}
    # A local name belongs to the entity that it was created for, if the kinds match.
    own = (lasting(names[into.id]) if was == into.kind else names[into.id]) | decided[into.id].keys()
    kept = spellings(own)
    formers: dict[str, str | None] = {key: decided[into.id].get(key) for key in own}
    for id_ in ids:
        theirs = names[id_] | decided[id_].keys()
        formers |= {key: decided[id_].get(key) or id_ for key in theirs if spelling(key) not in kept}
    # A name of one of them stays with it, and does not become another one's name of this kind.
    had = spellings(formers)
    for former in sorted(set(formers.values()), key=str):
        some = [key for key, whose in formers.items() if whose == former]
        # Not by spellings alone: a concept's match key has no plural.
        spelt = spellings(some) | (spellings(some, into.kind) - had)
        await note_names(transaction, spelt, into, former=former)
    rows = [{"id": one.id, "slug": one.slug, "name": one.name, "kind": one.kind} for one in merged]
    was_kind = None if was == into.kind else was
    await run_statement(
        transaction, "merged_entity/create", rows=rows, entity=into.id, wasKind=was_kind, **signature()
    )
    pairs = await run_statement(transaction, "decided_pair/list_by_entity", ids=ids)
    if pairs:
        within = [pair["key"] for pair in pairs if {pair["one"], pair["other"]} <= {into.id, *ids}]
        await keep_undone(transaction, within)
        await run_statement(transaction, "decided_pair/delete", keys=[pair["key"] for pair in pairs])
    ends = [tuple(into.id if pair[end] in ids else pair[end] for end in ("one", "other")) for pair in pairs]
    await note_pairs(transaction, [(one, other) for one, other in ends if one != other])
    return any(one == other for one, other in ends)


async def decided_names(transaction: Transaction, ids: Sequence[str]) -> list[tuple[str, str | None]]:
    """Returns decided names of these entities, each with its owner before a merge."""
    rows = await run_statement(transaction, "decided_name/list_by_entity", ids=list(ids))
    return [(row["key"], row["former"]) for row in rows]


async def forget_names(transaction: Transaction, ids: Sequence[str]) -> None:
    """Makes the names of these entities undecided, except those that another decision needs."""
    for id_ in ids:
        names = await decided_names(transaction, [id_])
        if (
            not any(former is not None for _, former in names)
            and not await run_statement(transaction, "decided_pair/list_by_entity", ids=[id_])
            and not await run_statement(transaction, "decision/list_by_entity", ids=[id_])
        ):
            await run_statement(transaction, "decided_name/delete", keys=[key for key, _ in names])


async def note_names(
    transaction: Transaction, spelt: Iterable[str], entity: Found, *, former: str | None = None
) -> None:
    await run_statement(
        transaction,
        "decided_name/set_entity",
        rows=[{"key": key, "former": former} for key in sorted(spelt)],
        entity=entity.id,
        kind=entity.kind,
        slug=entity.slug,
        entityName=entity.name,
    )


async def note_pairs(transaction: Transaction, pairs: Iterable[tuple[str, str]]) -> None:
    ordered = sorted({(min(pair), max(pair)) for pair in pairs})
    rows = [{"key": _pair_key(pair), "one": pair[0], "other": pair[1]} for pair in ordered]
    if rows:
        await run_statement(transaction, "decided_pair/create", rows=rows, **signature())


async def take_back_pairs(
    transaction: Transaction, pairs: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Returns the pairs that were not decided yet, in order."""
    keys = sorted({_pair_key(pair) for pair in pairs})
    await keep_undone(transaction, keys)
    gone = {row["key"] for row in await run_statement(transaction, "decided_pair/delete", keys=keys)}
    return [pair for pair in pairs if _pair_key(pair) not in gone]


def pair_keys(ids: Iterable[str]) -> list[str]:
    """Returns the keys of all pairs of these ids, by which they are listed."""
    return [_pair_key(pair) for pair in combinations(ids, 2)]


def _pair_key(pair: tuple[str, str]) -> str:
    return f"{min(pair)} {max(pair)}"


def spellings(keys: Iterable[str], kind: Kind | None = None) -> set[str]:
    """Returns the match keys of names, with the given kind if any."""
    return {spelling(key if kind is None else as_kind(key, kind)) for key in keys}


def lasting(keys: Iterable[str]) -> set[str]:
    """Returns the names that are valid in every talk."""
    return {key for key in keys if "@" not in key.partition(":")[0]}

"""Decides for many pairs of entities, such as those of a file of duplicates, whether they are one or two."""

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import orjson

from service.actions.entities import (
    ApartReport,
    MergeEntities,
    MergeReport,
    SeparateEntities,
    merge_entities,
    separate_entities,
)
from service.curation.stored_decisions import EntityState, find_survivors
from service.domain.document import Kind
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.store.duplicates.checks import read_apart

KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Pair:
    """A decision on two entities, by ids. `place`: its place in the file, for messages. `names`: the names in the
    file. `into`: the one that remains; `kind`: its new kind, None if unchanged."""

    place: str
    decision: Literal["one", "two"]
    entities: tuple[str, str]
    names: tuple[str, str]
    into: str
    kind: Kind | None


@dataclass(frozen=True)
class Already:
    """A pair that was decided so already, or by another pair. `of`: the existing entities."""

    decision: Literal["one", "two"]
    names: tuple[str, str]
    of: tuple[EntityState, ...]


@dataclass(frozen=True)
class DecidePairs:
    """`dry_run`: report what would happen for each pair, without changing the graph."""

    pairs: Sequence[Pair]
    dry_run: bool = False


type PairReport = MergeReport | ApartReport | Already


async def decide_pairs(database: Database, request: DecidePairs) -> AsyncGenerator[PairReport, None]:
    """Decides each pair: first those that are one, then those that are two. Each is a separate decision, so earlier
    ones are kept if a later pair fails.

    Raises: NotFound: an entity does not exist. InvalidInput: a pair to separate was merged, or a merge is not
    possible.
    """
    for (
        pair
    ) in request.pairs:  # merges first, because pairs that are two then refer to the remaining entities
        if pair.decision == "one":
            yield await _merge(database, pair, request.dry_run)
    apart = await read_apart(database)
    for pair in request.pairs:
        if pair.decision == "two":
            yield await _separate(database, pair, apart, request.dry_run)


async def _merge(database: Database, pair: Pair, dry_run: bool) -> MergeReport | Already:
    [source] = [id_ for id_ in pair.entities if id_ != pair.into]
    one, into = await find_survivors(database, [source, pair.into])
    if one.id == into.id:
        return Already("one", pair.names, (into,))
    return await merge_entities(
        database, MergeEntities(into.id, (one.id,), pair.kind or into.kind, dry_run=dry_run)
    )


async def _separate(
    database: Database, pair: Pair, apart: set[tuple[str, str]], dry_run: bool
) -> ApartReport | Already:
    """`apart`: pairs of ids that are two; the new one is added."""
    one, other = await find_survivors(database, pair.entities)
    if one.id == other.id:  # perhaps by the same file; only `apart` undoes a merge
        merged = next(id_ for id_ in pair.entities if id_ != one.id)
        into = f"{one.name} ({one.kind.lower()}, {one.slug})"
        raise InvalidInput(
            f"{pair.place}: the two were merged, into {into}: `videograph apart {merged} {one.slug}` undoes that"
        )
    ids = min(one.id, other.id), max(one.id, other.id)
    if ids in apart:
        return Already("two", pair.names, (one, other))
    apart.add(ids)
    return await separate_entities(database, SeparateEntities((one.id, other.id), dry_run=dry_run))


def read_pairs(name: str, content: bytes) -> list[Pair]:
    """Returns the decided pairs of a file. The entity with more talks remains, unless the pair says `into`.

    Args:
        name: what messages call the file.

    Raises: InvalidInput: the file is not an output of `videograph duplicates --json`, or a decision is invalid.
    """
    try:
        pairs: list[Any] = list(orjson.loads(content)["duplicates"])
    except (orjson.JSONDecodeError, KeyError, TypeError):
        raise InvalidInput(
            f"{name}: is not what `videograph duplicates --json` gives: an object with `duplicates`"
        ) from None
    if not all(isinstance(pair, dict) for pair in pairs):
        raise InvalidInput(f"{name}: `duplicates` must be a list of objects")
    return [_read_pair(f"{name}: pair {i}", pair) for i, pair in enumerate(pairs, 1) if pair.get("decision")]


def _read_pair(place: str, pair: dict[str, Any]) -> Pair:
    decision, sides = pair["decision"], pair.get("entities") or []
    if decision not in ("one", "two"):
        raise InvalidInput(f'{place}: `decision` is {decision!r}: write "one" or "two"')
    if len(sides) != 2 or not all(isinstance(side, dict) and "id" in side for side in sides):
        raise InvalidInput(f"{place}: `entities` must be two objects with an `id` each")
    kind = pair.get("kind")
    if kind is not None and kind not in KINDS:
        raise InvalidInput(f"{place}: `kind` is {kind!r}: write one of {', '.join(KINDS)}")
    most = max(sides, key=lambda side: (side.get("videoCount", 0), side.get("mentionCount", 0)))
    into = pair.get("into", most["id"])
    left = [side for side in sides if into in (side["id"], side.get("slug"))]
    if len(left) != 1:
        raise InvalidInput(f"{place}: `into` is {into!r}: write the id or slug of one of the two")
    one, other = sides
    names = str(one.get("name", one["id"])), str(other.get("name", other["id"]))
    return Pair(place, decision, (one["id"], other["id"]), names, left[0]["id"], kind)

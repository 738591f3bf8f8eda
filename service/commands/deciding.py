"""`merge --file`: what a person decided on many pairs, written into what `duplicates --json` gave."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from service.commands.base import with_graph
from service.commands.console import called, print_json, say
from service.commands.duplicates import KindName
from service.commands.merging import say_apart, say_merged
from service.errors import InvalidInput

if TYPE_CHECKING:
    from service.actions.merge_entities import MergeReport
    from service.domain.document import Kind
    from service.graph.driver.database import Database
    from service.ingest.curation.decisions import Found
    from service.ingest.curation.separate import ApartReport


@dataclass(frozen=True)
class Pair:
    """A decision on two, given by ids. `place`: where it stands, for messages. `names`: as the file has them. `into`: the one of the
    two that is left, `kind` what that is then, None where it stays what it is."""

    place: str
    decision: str
    entities: tuple[str, str]
    names: tuple[str, str]
    into: str
    kind: "Kind | None"


@dataclass(frozen=True)
class Already:
    """A pair that was decided so before, or by another pair. `of`: the entities that are there."""

    decision: str
    names: tuple[str, str]
    of: "tuple[Found, ...]"


type _Done = "MergeReport | ApartReport | Already"


def decide(file: Path, dry_run: bool, json: bool) -> None:
    """Does what the file decides, and says so."""
    from service.actions.merge_entities import MergeReport
    from service.ingest.curation.separate import ApartReport

    pairs = read_decisions(file)
    if not pairs:
        raise InvalidInput(
            f'{file}: no pair has a `decision`: write "one" or "two" into those that you decide'
        )

    async def run(database: "Database") -> "list[_Done]":
        done: list[_Done] = []
        async with aclosing(_decide(database, pairs, dry_run)) as decided:
            async for one in decided:
                done.append(one)
                if not json:  # at once: what is done is known when a later pair cannot be decided
                    _say(one, dry_run)
        return done

    done = with_graph(run)
    if json:
        print_json(
            {
                "dryRun": dry_run,
                "merged": [one for one in done if isinstance(one, MergeReport)],
                "apart": [one.entities for one in done if isinstance(one, ApartReport)],
                "already": [one for one in done if isinstance(one, Already)],
            }
        )


def _say(one: "_Done", dry_run: bool) -> None:
    from service.actions.merge_entities import MergeReport

    if isinstance(one, MergeReport):
        say_merged(one, dry_run)
    elif not isinstance(one, Already):
        say_apart(one, dry_run)
    elif one.decision == "one":
        say(f"one already  {' and '.join(one.names)}: {called(one.of[0])}")
    else:
        say(f"two already  {' | '.join(map(called, one.of))}")


async def _decide(database: "Database", pairs: list[Pair], dry_run: bool) -> AsyncGenerator["_Done", None]:
    from service.ingest.duplicates.checks import read_apart

    for pair in pairs:  # those that are one first: what is told apart then is what is left
        if pair.decision == "one":
            yield await _merge(database, pair, dry_run)
    apart = await read_apart(database)
    for pair in pairs:
        if pair.decision == "two":
            yield await _tell_apart(database, pair, apart, dry_run)


async def _merge(database: "Database", pair: Pair, dry_run: bool) -> "MergeReport | Already":
    from service.actions.merge_entities import MergeEntities, merge_entities
    from service.ingest.curation.decisions import find_survivors

    [source] = [id_ for id_ in pair.entities if id_ != pair.into]
    one, into = await find_survivors(database, [source, pair.into])
    if one.id == into.id:
        return Already("one", pair.names, (into,))
    request = MergeEntities(into.id, (one.id,), pair.kind or into.kind, dry_run)
    return await merge_entities(database, request)


async def _tell_apart(
    database: "Database", pair: Pair, apart: set[tuple[str, str]], dry_run: bool
) -> "ApartReport | Already":
    """`apart`: pairs of ids that are told apart; this one comes to be among them."""
    from service.ingest.curation.decisions import find_survivors
    from service.ingest.curation.separate import tell_apart

    one, other = await find_survivors(database, pair.entities)
    if one.id == other.id:  # by the same file perhaps: only `apart` takes a merge back
        merged = next(id_ for id_ in pair.entities if id_ != one.id)
        raise InvalidInput(
            f"{pair.place}: the two were merged, into {called(one)}: `videograph apart {merged} {one.slug}` takes that back"
        )
    ids = min(one.id, other.id), max(one.id, other.id)
    if ids in apart:
        return Already("two", pair.names, (one, other))
    apart.add(ids)
    return await tell_apart(database, [one.id, other.id], dry_run=dry_run)


def read_decisions(file: Path) -> list[Pair]:
    """The pairs of the file that are decided. Into what is said more of, unless the pair says `into`.

    Raises:
        InvalidInput: the file is none that `videograph duplicates --json` gives, or a decision cannot be understood.
    """
    try:
        pairs: list[Any] = list(orjson.loads(file.read_bytes())["duplicates"])
    except OSError as error:
        raise InvalidInput(f"{file}: cannot be read: {error.strerror}") from None
    except (orjson.JSONDecodeError, KeyError, TypeError):
        raise InvalidInput(
            f"{file}: is not what `videograph duplicates --json` gives: an object with `duplicates`"
        ) from None
    if not all(isinstance(pair, dict) for pair in pairs):
        raise InvalidInput(f"{file}: `duplicates` must be a list of objects")
    return [
        _read_decision(f"{file}: pair {i}", pair) for i, pair in enumerate(pairs, 1) if pair.get("decision")
    ]


def _read_decision(place: str, pair: dict[str, Any]) -> Pair:
    decision, sides = pair["decision"], pair.get("entities") or []
    if decision not in ("one", "two"):
        raise InvalidInput(f'{place}: `decision` is {decision!r}: write "one" or "two"')
    if len(sides) != 2 or not all(isinstance(side, dict) and "id" in side for side in sides):
        raise InvalidInput(f"{place}: `entities` must be two objects with an `id` each")
    kind = pair.get("kind")
    if kind is not None and kind not in KindName:
        raise InvalidInput(f"{place}: `kind` is {kind!r}: write one of {', '.join(KindName)}")
    most = max(sides, key=lambda side: (side.get("videoCount", 0), side.get("mentionCount", 0)))
    into = pair.get("into", most["id"])
    left = [side for side in sides if into in (side["id"], side.get("slug"))]
    if len(left) != 1:
        raise InvalidInput(f"{place}: `into` is {into!r}: write the id or slug of one of the two")
    one, other = sides
    names = str(one.get("name", one["id"])), str(other.get("name", other["id"]))
    return Pair(place, decision, (one["id"], other["id"]), names, left[0]["id"], kind)

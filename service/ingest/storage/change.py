"""Changes a video from one version to another: deletes and creates differing parts, and changes every sum by the
difference.

A first import starts from an empty version, a deletion ends with one. The caller holds the locks (`locks.py`).
"""

from collections import Counter, defaultdict
from itertools import batched
from typing import Any

from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.graph.statements import load_statement
from service.ingest.storage.connections import change_connections
from service.ingest.storage.display_sync import SHOWN, change_shown
from service.ingest.storage.shown_names import uphold_names
from service.ingest.storage.stored_fields import SOURCES, to_parameters
from service.ingest.video_rows import LINKS, NODES, Part, Row

_BATCH = 1000
"""Number of rows that one statement creates, because Neo4j collects all of them before it sets their properties."""


async def change_video(transaction: Transaction, before: Part, after: Part) -> None:
    """Writes the difference between the two versions, and updates the projections."""
    await _change_parts(transaction, before, after)
    degrees = await change_connections(transaction, before, after)
    await _change_counts(transaction, before, after, degrees)
    await change_shown(transaction, before, after)
    for noun, (claim, _) in SHOWN.items():
        left = _ids(before, claim, noun) - _ids(after, claim, noun)
        if left:
            await run_statement(transaction, f"{noun}/delete_unused", ids=sorted(left))
    await uphold_names(
        transaction, sorted(_ids(before, "features", "entity") | _ids(after, "features", "entity"))
    )


async def change_evidence(transaction: Transaction, before: Part, after: Part) -> None:
    """Writes the difference between two versions that differ in evidence only. Both have all evidence of its connections; other rows may be
    missing. The caller holds the locks of the video and of both ends."""
    await _change_parts(transaction, before, after)
    degrees = await change_connections(transaction, before, after)
    rows = [
        {"id": id_, "mentions": 0, "videos": 0, "relationships": degrees[id_]}
        for id_ in sorted(degrees)
        if degrees[id_]
    ]
    if rows:
        await run_statement(transaction, "entity/add_counts", rows=rows)


async def _change_parts(transaction: Transaction, before: Part, after: Part) -> None:
    removed, added = differences(before, after)
    for noun in reversed(LINKS):
        if removed[noun]:
            await run_statement(
                transaction, f"{noun}/delete", **_rows(f"{noun}/delete", before.video, removed[noun])
            )
    for noun in reversed(NODES):
        if removed[noun]:
            await run_statement(transaction, f"{noun}/delete", ids=[row["id"] for row in removed[noun]])
    for noun in (*NODES, *LINKS):
        name = f"{noun}/create"
        for some in batched(added[noun], _BATCH):
            rows = to_parameters(noun, some) if noun in SOURCES else list(some)
            await run_statement(transaction, name, **_rows(name, before.video, rows))


def differences(before: Part, after: Part) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    """Returns the rows to delete and the rows to create, by noun.

    A differing node is created again, with its relationships, even if these are the same.
    """
    removed: dict[str, list[Row]] = {}
    added: dict[str, list[Row]] = {}
    anew: set[str] = set()
    references = NODES | {noun: refs for noun, (_, refs) in LINKS.items()}
    for noun, keys in references.items():
        old, new = before.rows[noun], after.rows[noun]
        same = {
            identity
            for identity, row in new.items()
            if old.get(identity) == row and not any(_refers(row[key], anew) for key in keys)
        }
        removed[noun] = [row for identity, row in old.items() if identity not in same]
        added[noun] = [row for identity, row in new.items() if identity not in same]
        if noun in NODES:
            anew |= {row["id"] for row in removed[noun]}
    return removed, added


async def _change_counts(transaction: Transaction, before: Part, after: Part, degrees: Counter[str]) -> None:
    old, new = before.rows["features"], after.rows["features"]
    entities = [
        {
            "id": id_,
            "mentions": _mentions(new.get((id_,))) - _mentions(old.get((id_,))),
            "videos": ((id_,) in new) - ((id_,) in old),
            "relationships": degrees[id_],
        }
        for id_ in sorted(_ids(before, "features", "entity") | _ids(after, "features", "entity"))
    ]
    entities = [row for row in entities if row["mentions"] or row["videos"] or row["relationships"]]
    if entities:
        await run_statement(transaction, "entity/add_counts", rows=entities)
    dated = {identity[0] for identity in old | new if _day(old.get(identity)) != _day(new.get(identity))}
    if dated:
        await run_statement(transaction, "entity/set_dates", ids=sorted(dated))
    was, now = _ids(before, "discusses", "topic"), _ids(after, "discusses", "topic")
    if was != now:
        rows = [{"id": id_, "videos": (id_ in now) - (id_ in was)} for id_ in sorted(was ^ now)]
        await run_statement(transaction, "topic/add_counts", rows=rows)
    less, more = coverage(before), coverage(after)
    covers = [
        {"topic": topic, "entity": entity, "segments": more[topic, entity] - less[topic, entity]}
        for topic, entity in sorted(less | more)
        if more[topic, entity] != less[topic, entity]
    ]
    if covers:
        await run_statement(transaction, "covers/add_counts", rows=covers)


def coverage(part: Part) -> Counter[tuple[str, str]]:
    """Returns the numbers of segments that are about a topic and mention an entity, by topic and entity."""
    mentioned: defaultdict[str, set[str]] = defaultdict(set)
    for row in part.rows["mention"].values():
        mentioned[row["segment"]].add(row["entity"])
    return Counter(
        (row["topic"], entity)
        for row in part.rows["about"].values()
        for entity in mentioned.get(row["segment"], ())
    )


def _mentions(row: Row | None) -> int:
    return 0 if row is None else row["mentionCount"]


def _day(row: Row | None) -> str | None:
    return None if row is None else row["sortDate"]


def _ids(part: Part, noun: str, key: str) -> set[str]:
    return {row[key] for row in part.rows[noun].values()}


def _rows(name: str, video: str, rows: list[Row]) -> dict[str, Any]:
    return {"rows": rows, "video": video} if "video" in load_statement(name).parameters else {"rows": rows}


def _refers(value: str | list[str], ids: set[str]) -> bool:
    return value in ids if isinstance(value, str) else not ids.isdisjoint(value)

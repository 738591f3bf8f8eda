"""Loads a made-up archive into an empty graph in minutes, by the loader's own statements and rows.

`service/curation/load.py` writes one video a transaction and changes every sum by it. Here the parts of a hundred videos
are written at once, and the sums once at the end. Both ways give the same graph; a test holds them equal.
"""

import time
from collections.abc import Callable
from typing import Any

from benchmarks.scale.batches import Batch, make_batches
from benchmarks.scale.generator.archive import Archive
from benchmarks.scale.sums import Sums
from service.errors import QueryTimeout, SetupError
from service.graph import migrations
from service.graph.driver.database import Database, Transaction
from service.graph.statements import statement
from service.graph.video_rows import LINKS, NODES, Row
from service.store.rows.stored_fields import SOURCES, to_parameters

ROWS_A_TRANSACTION = 5000
_REPLAN_AFTER = (100, 1000)
_PATIENCE = 30

# Filled at each commit they take most of its time; made again at the end they take a minute.
_TEXT_INDEXES = "SHOW INDEXES YIELD name, type WHERE type IN ['FULLTEXT', 'TEXT'] RETURN name"

type Report = Callable[[str], None]


async def load(
    database: Database, archive: Archive, report: Report = lambda _: None, *, resume: bool = False
) -> None:
    """Writes all its videos: schema, videos with their parts, sums, and then has Neo4j plan again.

    A process of its own makes the rows, while Neo4j writes those of the batch before.

    Args:
        resume: go on where a load of the same archive was cut off before its sums.

    Raises:
        SetupError: there are videos in the graph already.
    """
    await migrations.apply(database)
    [[there]] = await database.read("RETURN COUNT { (:Video) }", name="count")
    if there and not resume:
        raise SetupError("the graph has videos already: take an empty one.")
    for (name,) in await database.run(_TEXT_INDEXES, name="text indexes"):
        await database.run(f"DROP INDEX `{name}`", name="drop index")
    sums, known, begun = Sums(), set[str](), time.monotonic()
    async for first, batch in make_batches(archive):
        for part in batch.parts:
            sums.add(part)
        shared = {name: _unknown(rows, known) for name, rows in batch.shared.items()}
        known.update(id_ for rows in batch.shared.values() for id_ in rows)
        if first >= there:
            await _write_videos(database, batch, shared)
        done = first + len(batch.parts)
        if done in _REPLAN_AFTER:  # what was planned on an empty graph is a scan, and stays in the cache
            await migrations.settle(database)
        if done % 1000 == 0:
            report(f"{done} videos, {time.monotonic() - begun:.0f} s")
    await _write_sums(database, sums)
    report(f"sums, {time.monotonic() - begun:.0f} s")
    for migration in migrations.read_migrations():
        for text in migration.statements if migration.alone else ():
            await database.run(text, name="create index")  # if not there: so only those of the texts
    await _settle(database)
    report(f"ready, {time.monotonic() - begun:.0f} s")


async def _settle(database: Database) -> None:
    """Waits for the indexes in several statements: the server stops a statement after two minutes, and the indexes of a large archive may need longer."""
    for _ in range(_PATIENCE):
        try:
            return await migrations.settle(database)
        except QueryTimeout:
            continue
    raise SetupError("the indexes are not filled after an hour: see SHOW INDEXES.")


def _unknown(rows: dict[str, Row], known: set[str]) -> list[Row]:
    """Sorts by id, the order in which the loader takes locks."""
    return [rows[id_] for id_ in sorted(rows) if id_ not in known]


async def _write_videos(database: Database, batch: Batch, shared: dict[str, list[Row]]) -> None:
    rows: dict[str, list[Row]] = {noun: [] for noun in (*NODES, *LINKS)}
    for part in batch.parts:
        for noun in rows:
            rows[noun] += [{**row, "video": part.video} for row in part.rows[noun].values()]
    rows["mention"].sort(key=lambda row: row["segment"])
    for noun in SOURCES.keys() & rows.keys():
        rows[noun] = to_parameters(noun, rows[noun])
    videos = [{**row, "id": row["properties"]["id"]} for row in to_parameters("video", batch.videos)]

    async def work(transaction: Transaction) -> None:
        await transaction.run(
            statement("video/lock_changed"), {"rows": [{"id": video["id"]} for video in videos]}
        )
        await transaction.run(statement("video/write_properties"), {"rows": videos})
        await transaction.run(statement("kept_document/write"), {"rows": batch.documents})
        for name, some in shared.items():
            if some:
                await transaction.run(statement(name), {"rows": some})
        for noun in ("channel", "topic", "alias"):
            if some := shared[f"{noun}/lock"]:
                await transaction.run(statement(f"{noun}/set_display"), {"rows": some})
        for noun, some in rows.items():
            if some:
                await transaction.run(statement(f"{noun}/create"), {"rows": some})

    await database.write(work, name="load videos")


async def _write_sums(database: Database, sums: Sums) -> None:
    entities = [
        {
            "id": id_,
            "mentions": sums.mentions[id_],
            "videos": sums.videos[id_],
            "relationships": sums.degrees[id_],
        }
        for id_ in sorted(sums.videos)
    ]
    covers = [
        {"topic": topic, "entity": entity, "segments": count}
        for (topic, entity), count in sorted(sums.covers.items())
    ]
    connections = [_connection(row) for row in sums.connections.values()]
    connections.sort(key=lambda row: (row["source"], row["target"]))
    await _in_batches(database, "relationship/create", connections)
    await _in_batches(database, "relationship/decide_past", connections)
    await _in_batches(database, "covers/add_counts", covers)
    await _in_batches(database, "entity/add_counts", entities)
    await _in_batches(database, "entity/set_display", [sums.shown[id_] for id_ in sorted(sums.shown)])
    topics: list[Row] = [{"id": id_, "videos": count} for id_, count in sorted(sums.topics.items())]
    await _in_batches(database, "topic/add_counts", topics)
    names: list[Row] = [{"id": key, "support": list(more)} for key, more in sorted(sums.support.items())]
    await _in_batches(database, "alias/add_counts", names)
    await _in_batches(database, "entity/set_dates", sorted(sums.videos), parameter="ids")


def _connection(row: Row) -> Row:
    _, quote_id, quote = row["best"]
    return {**row, "weight": row["thousandths"] / 1000, "quoteId": quote_id, "quote": quote, "best": None}


async def _in_batches(database: Database, name: str, rows: list[Any], parameter: str = "rows") -> None:
    for start in range(0, len(rows), ROWS_A_TRANSACTION):
        some = rows[start : start + ROWS_A_TRANSACTION]

        async def work(transaction: Transaction, some: list[Any] = some) -> None:
            await transaction.run(statement(name), {parameter: some})

        await database.write(work, name=f"load {name}")

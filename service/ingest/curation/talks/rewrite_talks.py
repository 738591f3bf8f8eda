"""Writes talks of the graph again when decisions on their names change, as if they had been imported with these
decisions.

A talk's statements come from its kept document, or else from the graph, like an export. First all documents are kept,
then the decisions change, then the talks are written, all in one transaction.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.ingest.curation.talks.keep_stored import keep_stored
from service.ingest.curation.talks.rewrite_talk import write_again
from service.ingest.storage.kept_documents import read_kept
from service.ingest.storage.locks import lock_spellings, lock_stored
from service.ingest.storage.stored_video import read_stored
from service.ingest.storage.write_document import View
from service.ingest.video_rows import Part


@dataclass
class Rewritten:
    """The result. `videos`: changed talks. `mentions`, `evidence`: of the given entities, before. `dropped`: removed
    quotes; `came`: restored quotes. `related`: quotes that became RELATED_TO because the kinds do not allow the
    stated type."""

    counts: Counter[str] = field(default_factory=Counter[str])
    voices: set[str] = field(default_factory=set[str])

    def add(self, before: Part, after: Part, ids: Collection[str]) -> None:
        if before.rows == after.rows:
            return
        old, new = before.rows["evidence"], after.rows["evidence"]
        mentions = [row for row in before.rows["mention"].values() if row["entity"] in ids]
        quotes = [row for row in old.values() if row["subject"] in ids or row["object"] in ids]
        stated = [sum(bool(row["statedType"]) for row in rows.values()) for rows in (old, new)]
        self.counts.update(
            videos=1,
            mentions=len(mentions),
            evidence=len(quotes),
            dropped=max(0, len(old) - len(new)),
            came=max(0, len(new) - len(old)),
            related=max(0, stated[1] - stated[0]),
        )
        if any(row["person"] in ids for row in before.rows["speaker"].values()):
            self.voices.add(before.video)


async def lock_talks(
    transaction: Transaction,
    keys: Iterable[str],
    entities: Iterable[str] = (),
    videos: Iterable[str] = (),
) -> list[str]:
    """Locks the talks that use these names, in the graph or in their kept documents, those of these entities, and
    these talks if they exist; then the names.

    Args:
        keys: spellings of names.
    """
    keys, entities = sorted(set(keys)), sorted(entities)
    asked = sorted(set(videos))
    there = {row["id"] for row in await run_statement(transaction, "video/list_existing", ids=asked)}
    locked: set[str] = set()
    while True:
        found = {row["video"] for row in await run_statement(transaction, "alias/list_videos", keys=keys)}
        found |= there
        found |= {
            row["video"] for row in await run_statement(transaction, "entity/list_videos", ids=entities)
        }
        kept = await run_statement(transaction, "kept_document/find_by_name", keys=keys)
        found |= {row["video"] for row in kept}
        if found <= locked:  # otherwise a talk was imported before the names were locked
            await lock_stored(transaction, sorted(locked), [])
            return sorted(locked)
        for video in sorted(found - locked):
            await run_statement(transaction, "video/lock_existing", id=video)
        locked |= found
        await lock_spellings(transaction, [], keys)


async def keep_documents(transaction: Transaction, videos: Iterable[str]) -> None:
    """Keeps the talks' documents before decisions change."""
    for video in videos:
        if await read_kept(transaction, video) is None:
            stored = await read_stored(transaction, video)
            if stored is not None:
                await keep_stored(transaction, stored)


async def rewrite_talks(
    transaction: Transaction,
    videos: Iterable[str],
    view: View,
    ids: Collection[str] = (),
    with_data: Collection[str] = (),
) -> Rewritten:
    """Writes kept documents again with the present decisions.

    Args:
        ids: entities of which mentions and quotes are counted.
        with_data: videos of which also the title and the like are written.
    """
    total = Rewritten()
    for video in videos:
        document = await read_kept(transaction, video)
        stored = await read_stored(transaction, video)
        if document is None or stored is None:
            continue  # deleted meanwhile
        after = await write_again(transaction, document, stored.part, view, with_data=video in with_data)
        total.add(stored.part, after, ids)
    return total

"""Writes talks of the graph again when decisions on their names change, as if they had been imported with these
decisions.

A talk's statements come from its kept document, or else from the graph, like an export. First all documents are kept,
then the decisions change, then the talks are written, all in one transaction.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import batched

from service.domain.document import VideoDocument
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.ingest.curation.talks.keep_stored import make_kept
from service.ingest.storage.kept_documents import pack, read_all_kept, unpack
from service.ingest.storage.locks import lock_spellings, lock_stored
from service.ingest.storage.stored_video import read_all_stored
from service.ingest.storage.video_data import own_row
from service.ingest.storage.write_document import View, Writing, write_documents
from service.ingest.video_rows import Part

AT_ONCE = 50
"""Number of talks that are read and written together. More would be in memory at once, for few statements less."""


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
    asked = {"keys": sorted(set(keys)), "entityIds": sorted(entities), "ids": sorted(set(videos))}
    locked: set[str] = set()
    while True:
        found = {row["video"] for row in await run_statement(transaction, "video/list_by_names", **asked)}
        if found <= locked:  # otherwise a talk was imported before the names were locked
            await lock_stored(transaction, sorted(locked), [])
            return sorted(locked)
        await run_statement(transaction, "video/lock_existing", ids=sorted(found - locked))
        locked |= found
        await lock_spellings(transaction, [], asked["keys"])


@dataclass(frozen=True)
class Kept:
    """A talk with its kept document, and its present rows. Packed, and without rows, if it is one of many."""

    video: str
    document: VideoDocument | str
    part: Part | None = None

    def unpacked(self) -> VideoDocument:
        return unpack(self.document) if isinstance(self.document, str) else self.document


async def keep_documents(
    transaction: Transaction, videos: Sequence[str], using: Collection[str] | None = None
) -> list[Kept]:
    """Keeps the talks' documents before decisions change. Returns those of the talks that exist.

    Args:
        using: spellings of names. Of the talks that use none of them, only those with a kept document are returned: decisions on other
            names had no part in how the rest was written.
    """
    found: list[Kept] = []
    few = len(videos) <= AT_ONCE
    needed = set(videos) if using is None else await _using(transaction, using)
    for some in batched(videos, AT_ONCE):
        texts = await read_all_kept(transaction, some)
        stored = await read_all_stored(transaction, [one for one in some if one in texts or one in needed])
        made = await make_kept(transaction, [one for one in stored if one.part.video not in texts])
        for one in stored:
            document = made.get(one.part.video, texts.get(one.part.video, ""))
            packed = document if few or isinstance(document, str) else pack(document)
            found.append(Kept(one.part.video, packed, one.part if few else None))
    return found


async def _using(transaction: Transaction, keys: Iterable[str]) -> set[str]:
    rows = await run_statement(
        transaction, "video/list_by_names", keys=sorted(keys), entityIds=[], ids=[]
    )  # fmt: skip
    return {row["video"] for row in rows}


async def rewrite_talks(
    transaction: Transaction,
    talks: Sequence[Kept],
    view: View,
    ids: Collection[str] = (),
    with_data: Collection[str] = (),
) -> Rewritten:
    """Writes kept documents again with the present decisions. The caller has locked the talks with `lock_talks`.

    Args:
        ids: entities of which mentions and quotes are counted.
        with_data: videos of which also the title and the like are written.
    """
    total = Rewritten()
    for some in batched(talks, AT_ONCE):
        parts = {one.video: one.part for one in some if one.part is not None}
        missing = [one.video for one in some if one.video not in parts]
        if missing:
            parts |= {one.part.video: one.part for one in await read_all_stored(transaction, missing)}
        writings: list[Writing] = []
        for one in some:
            document = one.unpacked()
            row = await own_row(transaction, one.video, document) if one.video in with_data else None
            writings.append(Writing(document, parts[one.video], row, kept=True))
        written = await write_documents(transaction, writings, view, held=True)
        changed: list[str] = []
        for writing, now in zip(writings, written, strict=True):
            total.add(writing.before, now.after, ids)
            if writing.row is None and writing.before.rows != now.after.rows:
                changed.append(writing.video)
        if changed:
            await run_statement(transaction, "video/increase_revision", ids=changed)
    return total

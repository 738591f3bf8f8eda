"""Writes talks of the graph again when decisions change: their kept documents, under the decisions that hold then.

Every decision that changes talks, and its undoing, is this: lock the talks that it concerns, read them, change the decision's record, and
replay the talks, all in one transaction. The result is that of importing them with these decisions.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import batched

from service.domain.document import VideoDocument
from service.errors import NotFound
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_joined, run_statement
from service.graph.video_rows import Row, VideoRows
from service.store.kept_documents import documents_of, read_packed, unpack
from service.store.locks import lock_spellings, lock_stored
from service.store.rows.stored_fields import field_values
from service.store.stored_video import StoredVideo, read_all_stored, stored_of
from service.store.write_document import View, Writing, write_documents

AT_ONCE = 50
"""Number of talks that are read and written together. More would be in memory at once, for few statements less."""


@dataclass(frozen=True)
class LockedVideo:
    """A locked talk. `state`: of its node. `document`: as it was imported, without decisions."""

    video: str
    state: Row
    stored: StoredVideo
    document: VideoDocument


async def lock_video(transaction: Transaction, video: str) -> LockedVideo | None:
    """Locks a talk and reads it; None if it does not exist."""
    reads = ("video/lock_existing", "video/read_state", "video/read_rows", "kept_document/read")
    _, states, rows, kept = await run_joined(transaction, [(name, {"ids": [video]}) for name in reads])
    found = stored_of(rows)
    if not found:
        return None
    return LockedVideo(video, states[0], found[0], unpack(documents_of(kept, [video])[video]))


async def require_video(transaction: Transaction, video: str) -> LockedVideo:
    """As `lock_video`.

    Raises:
        NotFound: there is no such talk.
    """
    talk = await lock_video(transaction, video)
    if talk is None:
        raise NotFound(f"there is no talk with id {video!r}")
    return talk


async def replay_video(transaction: Transaction, talk: LockedVideo, *, with_data: bool = False) -> VideoRows:
    """Writes the talk with its present corrections, and returns its new rows.

    Args:
        with_data: also what the video says of itself.
    """
    with_rows = [talk.video] if with_data else []
    [after] = await _write(transaction, [(talk.document, talk.stored)], View(), with_rows)
    return after


async def lock_listed_videos(
    transaction: Transaction,
    keys: Iterable[str],
    entities: Iterable[str] = (),
    videos: Iterable[str] = (),
) -> list[str]:
    """Locks the talks that use these names, in the graph or in their documents, those of these entities, and these talks if they exist;
    then the names.

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


@dataclass
class ReplayReport:
    """The result. `videos`: changed talks. `mentions`, `evidence`: of the given entities, before. `dropped`: removed
    quotes; `came`: restored quotes. `related`: quotes that became RELATED_TO because the kinds do not allow the
    stated type. `voices`: talks in which a speaker has no person any more."""

    counts: Counter[str] = field(default_factory=Counter[str])
    voices: set[str] = field(default_factory=set[str])

    def add(self, before: VideoRows, after: VideoRows, ids: Collection[str]) -> None:
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
        voices = after.rows["speaker"]
        if any(row["person"] and not voices[id_]["person"] for id_, row in before.rows["speaker"].items()):
            self.voices.add(before.video)


async def replay_videos(
    transaction: Transaction,
    videos: Sequence[str],
    view: View,
    ids: Collection[str] = (),
    with_data: Collection[str] = (),
) -> ReplayReport:
    """Writes talks again with the present decisions. The caller has locked them with `lock_listed_videos`.

    Args:
        ids: entities of which mentions and quotes are counted.
        with_data: videos of which also the title and the like are written.
    """
    total = ReplayReport()
    for some in batched(videos, AT_ONCE):
        stored = await read_all_stored(transaction, some)
        packed = await read_packed(transaction, [one.part.video for one in stored])
        talks = [(unpack(packed[one.part.video]), one) for one in stored]
        written = await _write(transaction, talks, view, with_data, held=True)
        for one, after in zip(stored, written, strict=True):
            total.add(one.part, after, ids)
    return total


async def _write(
    transaction: Transaction,
    talks: Sequence[tuple[VideoDocument, StoredVideo]],
    view: View,
    with_data: Collection[str],
    *,
    held: bool = False,
) -> list[VideoRows]:
    """Writes documents of talks, and returns the new rows. A change raises the revision."""
    writings = [
        Writing(document, one.part, one.told | field_values("video", document.video) if one.part.video in with_data else None)
        for document, one in talks
    ]  # fmt: skip
    written = await write_documents(transaction, writings, view, held=held)
    changed = [
        one.video
        for one, now in zip(writings, written, strict=True)
        if one.row is None and one.before.rows != now.after.rows
    ]
    if changed:
        await run_statement(transaction, "video/increase_revision", ids=changed)
    return [now.after for now in written]

"""Talks of the graph that may be one recording, published twice or in parts: pairs that share many words, without
those decided to be both kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Any

from service.decisions.decided_pairs import delete_pairs, note_pairs, pair_key, pair_keys
from service.errors import InvalidInput, NotFound
from service.graph.change_log import note_change
from service.graph.driver.database import Database, Transaction
from service.graph.write_transaction import try_or_write
from service.store.duplicates.checks import ask, moment_url, read_apart
from service.store.duplicates.overlap import Fingerprinter, WordFingerprints, find_overlaps
from service.store.find_video import find_video

MIN_SHARE = 0.1
"""Minimum share of one of the two. In 384 talks of seven shows there were three pairs from 0.109 up, all of them
recordings published again; one at 0.02, a passage that another talk plays; and no other from 0.005 up."""
_PAGE = 16
"""Number of talks whose words are read at once; only their fingerprints are kept."""


@dataclass(frozen=True)
class DuplicateSide:
    """One side of a pair: the share of its words in the other, and the start of the longest shared passage.
    `added_at`: time of its first import, as ISO 8601."""

    id: str
    slug: str
    title: str
    added_at: str
    share: float
    quote: str
    start_seconds: float
    url: str | None


@dataclass(frozen=True)
class RepublishedPair:
    """Two talks, the one imported first comes first. `share`: the larger of both shares."""

    share: float
    videos: tuple[DuplicateSide, DuplicateSide]


async def find_republished(
    database: Database, *, limit: int, min_share: float = MIN_SHARE
) -> tuple[list[RepublishedPair], int]:
    """Returns the `limit` pairs of talks that share most words, and the number of all pairs."""
    ids: list[str] = []
    talks: list[WordFingerprints] = []
    fingerprinter = Fingerprinter()
    while rows := await ask(database, "read_next_texts", after=ids[-1] if ids else "", count=_PAGE):
        ids += [row["id"] for row in rows]
        talks += [fingerprinter.read(row["texts"]) for row in rows]
    apart = await read_apart(database)
    overlaps = [
        pair
        for pair in find_overlaps(talks, min_share=min_share)
        if (min(ids[pair.one], ids[pair.other]), max(ids[pair.one], ids[pair.other])) not in apart
    ]
    chosen = overlaps[:limit]
    places = {
        (ids[talk], segment)
        for pair in chosen
        for talk, segment in zip((pair.one, pair.other), pair.segments, strict=True)
    }
    rows = await ask(database, "read_segments", rows=[{"id": id_, "index": i} for id_, i in sorted(places)])
    known = {(row["id"], row["index"]): row for row in rows}

    found: list[RepublishedPair] = []
    for pair in chosen:
        one = _part(known[ids[pair.one], pair.segments[0]], pair.shares[0])
        other = _part(known[ids[pair.other], pair.segments[1]], pair.shares[1])
        first, second = sorted(
            (one, other), key=lambda part: (datetime.fromisoformat(part.added_at), part.id)
        )
        found.append(RepublishedPair(max(pair.shares), (first, second)))
    return found, len(overlaps)


@dataclass(frozen=True)
class KeptVideo:
    """A talk that is kept."""

    id: str
    slug: str
    title: str


async def keep_talks(
    database: Database, references: Sequence[str], *, dry_run: bool = False
) -> tuple[KeptVideo, ...]:
    """Decides that no two of these talks (ids, slugs or urls) are listed again. The decision is kept when talks are
    deleted.

    Raises:
        NotFound: there is no such talk.
        InvalidInput: the same talk twice, fewer than two, or an address that several have.
    """

    async def work(transaction: Transaction) -> tuple[KeptVideo, ...]:
        found = await _find_videos(transaction, references)
        ids = [talk.id for talk in found]
        decisions = await note_pairs(transaction, combinations(ids, 2))
        note_change(transaction, "TALKS_KEPT", videos=ids, decisions=decisions)
        return found

    return await try_or_write(database, work, name="keep talks", dry_run=dry_run)


async def take_back_talks(
    database: Database, references: Sequence[str], *, dry_run: bool = False
) -> tuple[KeptVideo, ...]:
    """Takes back what `keep_talks` decided on any two of these talks, all of it or nothing: they may be listed again.

    Raises:
        NotFound: there is no such talk, or no such decision on two of them.
        InvalidInput: as `keep_talks`.
    """

    async def work(transaction: Transaction) -> tuple[KeptVideo, ...]:
        try:
            found = await _find_videos(transaction, references)
        except NotFound as error:
            raise NotFound(
                f"{error.message}; a decision on one that was deleted is taken back once it is imported again"
            ) from None
        slugs = {talk.id: talk.slug for talk in found}
        rows = await delete_pairs(transaction, pair_keys(slugs))
        gone = {row["key"] for row in rows}
        if missing := [pair for pair in combinations(slugs, 2) if pair_key(pair) not in gone]:
            pairs = ", ".join(f"{slugs[one]} and {slugs[other]}" for one, other in missing)
            raise NotFound(
                f"there is no decision on {pairs}: give talks that `videograph apart --talks` was given together"
            )
        decisions = [row["decisionId"] for row in rows]
        note_change(transaction, "DECISION_UNDONE", videos=slugs, decisions=decisions)
        return found

    return await try_or_write(database, work, name="take back talks", dry_run=dry_run)


async def _find_videos(transaction: Transaction, references: Sequence[str]) -> tuple[KeptVideo, ...]:
    found = [await find_video(transaction, reference) for reference in references]
    if len(found) < 2 or len({row["id"] for row in found}) < len(found):
        raise InvalidInput("give at least two talks, each of them once")
    return tuple(KeptVideo(row["id"], row["slug"], row["title"]) for row in found)


def _part(place: dict[str, Any], share: float) -> DuplicateSide:
    start = place["startSeconds"]
    url = moment_url(place["momentUrlTemplate"], start)
    return DuplicateSide(
        place["id"], place["slug"], place["title"], place["addedAt"], share, place["text"], start, url
    )

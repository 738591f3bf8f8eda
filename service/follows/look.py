"""Looks at feeds whose turn it is. One of several processes looks at a feed at a time, by a lease, and an episode is noted in the
transaction that adds its job: so each becomes a job once, whatever dies in between."""

import asyncio
import hashlib
import json
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from service.access.scopes import ALL, parse
from service.access.viewer import Viewer, viewed_by
from service.domain.identity import digest
from service.domain.text import LONGEST_MESSAGE, clean_text
from service.errors import InvalidInput, NotAllowed, NotFetched, RateLimited, TranscriptError, VideographError
from service.fetching.fetch import FetchResponse, FetchRules, open_address, read_whole
from service.follows import store
from service.follows.store import Check, ClaimedFollow, LostFollowError
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import run_statement
from service.graph.write_transaction import try_or_write
from service.jobs.attempt import message_of
from service.jobs.queue import add_within, new_id
from service.jobs.request import LONGEST_NAME, ImportRequest, check_request, packed, unpacked, url_request
from service.jobs.wake import wake
from service.settings.limits import Limits
from service.transcripts.feeds import FeedEpisode, ParsedFeed, read_show
from service.transcripts.source import text_of

FEED_BYTES = 20_000_000
_FIRST_PAUSE = 300.0
"""Seconds after a first failure; each further one doubles them."""
_SHORT_PAUSE = 60.0
"""Seconds until a look goes on that had to end, because the queue was full or Neo4j did not answer in time."""
_GONE = 410
_LEFT_OUT = "left out"
"""The mark of an episode that was there before the feed was followed, and is beyond its limit."""
_CHECKED_DAYS, _CHECK_PAUSE, _CHECKS = 30, 86_400.0, 10
"""A transcript is looked at again once a day, in the first month of its episode, so many in one look at the feed."""
_MAX_AGE = re.compile(r"\bmax-age=([0-9]{1,8})\b")
_log = logging.getLogger("videograph")


@dataclass(frozen=True)
class FollowRules:
    """
    Attributes:
        shortest, longest, usual: seconds between two looks at a feed; the last one if it asks for nothing.
        lease: seconds without a sign of life after which another process may look at a feed.
        jobs: that may wait in the queue.
        pause: seconds between two looks for feeds whose turn it is.
    """

    fetching: FetchRules = field(default_factory=FetchRules)
    shortest: float = 900.0
    longest: float = 86_400.0
    usual: float = 3_600.0
    lease: float = 300.0
    jobs: int = Limits.jobs
    pause: float = 5.0


async def follow_forever(database: Database, rules: FollowRules) -> None:
    """Looks at feeds whose turn it is until it is cancelled."""
    while True:
        try:
            for id_ in await store.list_due(database):
                await look(database, id_, rules)
        except VideographError as error:
            _log.debug("feeds cannot be looked at: %s", error.message)
        except Exception:
            _log.exception("a fault in the work on feeds")
        await asyncio.sleep(rules.pause)


async def look(database: Database, id_: str, rules: FollowRules) -> int | None:
    """Looks at a feed, and returns how many jobs were added; None if it is not its turn. A fault of the feed is noted in its follow."""
    claimed = await store.claim(database, id_, rules.lease)
    if claimed is None:
        return None
    _log.info("looks at the feed %s", claimed.url)
    try:
        return await _look(database, claimed, rules)
    except LostFollowError:
        _log.info("%s is not ours any more", claimed.id)
    except (NotFetched, NotAllowed, InvalidInput, TranscriptError) as error:
        await _note_failure(database, claimed, rules, error)
    except asyncio.CancelledError:
        await _give_back(database, claimed, 0.0)
        raise
    except VideographError:  # Neo4j's: the feed is not to blame
        await _give_back(database, claimed, _SHORT_PAUSE)
        raise
    except Exception as error:
        _log.exception("a fault in the look at the feed %s", claimed.url)
        await _note_failure(database, claimed, rules, error)
    return 0


async def _note_failure(
    database: Database, claimed: ClaimedFollow, rules: FollowRules, error: Exception
) -> None:
    status = error.status if isinstance(error, NotFetched) else None
    after = error.retry_after if isinstance(error, NotFetched) else None
    words = clean_text(message_of(error), LONGEST_MESSAGE)
    _log.warning("the feed %s failed: %s", claimed.url, words)
    await store.fail(
        database, claimed, words, pause_after(claimed.failures, after, rules), stop=status == _GONE
    )


async def _give_back(database: Database, claimed: ClaimedFollow, pause: float) -> None:
    """Lets others look at the feed before the lease has run out, if Neo4j can be reached."""
    with suppress(VideographError):
        await store.give_back(database, claimed, pause)


def pause_after(failures: int, retry_after: float | None, rules: FollowRules) -> float:
    """Returns the seconds until the next look after one that failed, when so many had failed before it."""
    return max(min(rules.longest, _FIRST_PAUSE * 2.0 ** min(failures, 20)), retry_after or 0.0)


async def _look(database: Database, claimed: ClaimedFollow, rules: FollowRules) -> int:
    headers = {"if-none-match": claimed.etag, "if-modified-since": claimed.modified}
    asked = {name: value for name, value in headers.items() if value}
    async with open_address(claimed.url, rules.fetching, headers=asked) as answer:
        content = None if answer.status == 304 else await read_whole(answer, FEED_BYTES)
    show = None if content is None else await asyncio.to_thread(parsed, content, claimed.url)
    adding = _Adding(database, claimed, rules)
    waits: str | None = None
    try:
        if show is not None:
            await _add_new(adding, show)
        await _look_at_transcripts(adding)
    except RateLimited as error:
        waits = error.message
    finally:
        if adding.count:
            wake()
    seconds = claimed.seconds if show is None else interval(show, answer, rules)
    await store.finish(
        database,
        claimed,
        title=None if show is None else show.title,
        # A look that has to wait reads the feed again.
        etag=None if waits else answer.headers.get("etag"),
        modified=None if waits else answer.headers.get("last-modified"),
        seconds=seconds,
        pause=_SHORT_PAUSE if waits else seconds,
        message=waits,
        complete=waits is None,
    )
    return adding.count


def parsed(content: bytes, url: str) -> ParsedFeed:
    """Returns the feed of an answer.

    Raises: TranscriptError: it is none.
    """
    return read_show(text_of(content, Path("feed.xml")), url)


def interval(show: ParsedFeed, answer: FetchResponse, rules: FollowRules) -> float:
    """Returns the seconds until the next look: what the feed and its server ask for, within bounds."""
    match = _MAX_AGE.search(answer.headers.get("cache-control", "").lower())
    asked = [show.seconds or 0.0, float(match[1]) if match else 0.0]
    return min(rules.longest, max(rules.shortest, *asked) if any(asked) else rules.usual)


def chosen(show: ParsedFeed, since: str | None, most: int | None) -> Iterator[tuple[FeedEpisode, bool]]:
    """Yields the episodes that count, the latest first, and whether each is imported.

    Args:
        since: episodes of earlier days do not count.
        most: how many are imported; the others are left out for ever.
    """
    episodes = [one for one in show.episodes if not (since and one.published_on and one.published_on < since)]
    episodes.sort(key=lambda one: one.published_on or "9999", reverse=True)
    for place, episode in enumerate(episodes):
        yield episode, most is None or place < most


@dataclass
class _Adding:
    """Adds jobs for a follow. `count`: how many it has added."""

    database: Database
    claimed: ClaimedFollow
    rules: FollowRules
    count: int = 0

    @property
    def viewer(self) -> Viewer:
        """Whoever follows the feed, with the scopes of that time: the job may do what they may do."""
        claimed = self.claimed
        if not claimed.owner:
            return Viewer("LOCAL", "service", ALL, claimed.by)
        kind = "KEY" if claimed.owner.startswith("key:") else "TOKEN"
        return Viewer(kind, claimed.owner, parse(claimed.scopes), claimed.by)

    async def add(self, wanted: ImportRequest | None, note: str, values: Mapping[str, object]) -> None:
        """Adds the job of a request, if there is one, after the statement `note` with its id in the same transaction. Without a row of
        that, it was noted before, by an attempt whose outcome was unknown."""
        if wanted is not None:
            await asyncio.to_thread(check_request, wanted)
        job = None if wanted is None else new_id()

        async def work(transaction: Transaction) -> bool:
            await store.lock(transaction, self.claimed, self.rules.lease)
            if not await run_statement(transaction, note, job=job, **values) or wanted is None:
                return False
            await add_within(transaction, wanted, self.rules.jobs, job)
            return True

        with viewed_by(self.viewer):
            self.count += await try_or_write(self.database, work, name="add episode")


async def _add_new(adding: _Adding, show: ParsedFeed) -> None:
    claimed = adding.claimed
    known = await store.list_episodes(adding.database, claimed)
    most = claimed.most if claimed.is_first else None
    for episode, is_wanted in chosen(show, claimed.since, most):
        id_ = "episode:" + digest(claimed.id, episode.guid)
        mark, url = known.get(id_, (None, episode.about.get("url")))
        kind, source = episode.source(recordings=claimed.recordings)
        new_mark = digest(kind, source, *episode.chapters) if is_wanted else _LEFT_OUT
        if mark in (_LEFT_OUT, new_mark):
            continue
        request = _request(claimed, episode, source, url) if source and is_wanted else None
        await adding.add(
            request,
            "follow/note_episode",
            {
                "id": id_,
                "follow": claimed.id,
                "guid": episode.guid,
                "title": episode.title,
                "url": url,
                "mark": new_mark,
                "transcript": source if kind == "transcript" else None,
                "request": None if request is None else packed(request)["request"],
                "pause": _CHECK_PAUSE,
            },
        )


def _request(
    claimed: ClaimedFollow, episode: FeedEpisode, source: str, url: str | None
) -> ImportRequest | None:
    """Returns the request for an episode; None if its address cannot be fetched."""
    about = {**episode.about, **({"url": url} if url else {"id": digest(claimed.url, episode.guid)})}
    try:
        request = url_request(
            source,
            extractor=claimed.extractor,
            companions=episode.chapters,
            about=json.dumps(about, ensure_ascii=False),
            background=True,
        )
    except InvalidInput as error:
        _log.info("an episode of %s is left out: %s", claimed.url, error.message)
        return None
    return replace(request, name=clean_text(episode.title, LONGEST_NAME).strip() or request.name)


async def _look_at_transcripts(adding: _Adding) -> None:
    """Imports transcripts anew that have changed where they are."""
    for check in await store.list_checks(adding.database, adding.claimed, _CHECKED_DAYS, _CHECKS):
        sha256, etag, modified = await _looked_at(check, adding.rules.fetching)
        request = None if sha256 == check.sha256 else unpacked(check.request, None)
        await adding.add(
            request,
            "follow/note_check",
            {"id": check.id, "etag": etag, "modified": modified, "sha256": sha256, "pause": _CHECK_PAUSE},
        )


async def _looked_at(check: Check, rules: FetchRules) -> tuple[str, str | None, str | None]:
    """Returns the hash of a transcript as it is now, and its validators; as they were, if it cannot be fetched."""
    headers = {"if-none-match": check.etag, "if-modified-since": check.modified}
    try:
        async with open_address(
            check.transcript, rules, headers={name: value for name, value in headers.items() if value}
        ) as answer:
            if answer.status != 304:
                content = await read_whole(answer, rules.text_bytes)
                sum_ = hashlib.sha256(content).hexdigest()
                return sum_, answer.headers.get("etag"), answer.headers.get("last-modified")
    except (NotFetched, NotAllowed, InvalidInput) as error:
        _log.info("a transcript is not looked at again: %s", error.message)
    return check.sha256, check.etag, check.modified

"""What clients ask of follows: follow a feed, end it."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import Annotated

from service.access.scopes import Scope
from service.access.viewer import current_viewer
from service.actions.declaration import Doc, DryRun, Id, Object, action
from service.errors import Forbidden, InvalidInput, NotAllowed, NotFetched, NotFound, TranscriptError
from service.extractors.registry import OFFLINE, is_known, list_extractors
from service.fetching.fetch import FetchRules, open_address, read_whole
from service.follows import store
from service.follows.look import FEED_BYTES, chosen, parsed
from service.graph.driver import deadline
from service.graph.driver.database import Database, Transaction
from service.graph.write_transaction import try_or_write
from service.settings import read_settings
from service.transcripts.feeds import EpisodeSource, ParsedFeed

_LISTED = 500
"""Episodes that a report lists; their numbers are exact."""


@dataclass(frozen=True)
class FollowFeed:
    """A feed to follow."""

    url: Annotated[str, Doc("Address of the feed, at most 2,000 characters.")]
    recordings: Annotated[bool, Doc("Recognize episodes without a transcript from their recording.")] = False
    since: Annotated[date | None, Doc("Leave out episodes that were published before this day.")] = None
    limit: Annotated[
        int | None,
        Doc(
            "Of the episodes that are there already, import only so many, the latest. Later ones are all imported. No effect on a feed that is followed already."
        ),
    ] = None
    extractor: Annotated[str | None, Doc("Name of an installed extractor. Default: `offline`.")] = None
    dry_run: DryRun = False


@dataclass(frozen=True)
class SeenEpisode:
    """`source`: what it is imported from. `is_imported`: false if it has nothing, or is left out."""

    title: str
    published_on: str | None
    source: EpisodeSource
    is_imported: bool


@dataclass(frozen=True)
class FollowReport:
    """`id`: of the follow. `episodes`: those that count, the latest first."""

    id: str
    title: str
    episode_count: int
    import_count: int
    episodes: tuple[SeenEpisode, ...]


@dataclass(frozen=True)
class FollowedFeed:
    """A feed is followed. Its episodes become jobs from now on."""

    title: Annotated[str, Doc("What the feed calls itself.")]
    episode_count: Annotated[int, Doc("How many episodes it has now, without those before `since`.")]
    import_count: Annotated[int, Doc("How many of them are imported.")]
    follow: Annotated[str | None, Object("Follow"), Doc("The feed. Null with `dryRun`.")]

    @classmethod
    def of(cls, report: FollowReport) -> "FollowedFeed":
        return cls(report.title, report.episode_count, report.import_count, report.id)


@action(Scope.INGEST, result=FollowedFeed.of)
async def follow_feed(database: Database, request: FollowFeed) -> FollowReport:
    """Reads a feed of a podcast, a channel or a site (RSS, Atom), and follows it from now on: each episode with a transcript becomes a
    job once. Of a feed that is followed already, changes how.

    Raises: InvalidInput: it is no feed, or cannot be fetched. Forbidden: another client follows it.
    """
    if request.limit is not None and request.limit < 0:
        raise InvalidInput(f"limit is {request.limit}: it must be 0 or more", ("limit",))
    extractor = request.extractor or OFFLINE
    if not is_known(extractor):
        raise InvalidInput(f"there is no extractor {extractor!r:.60}. {list_extractors()}", ("extractor",))
    show = await _read(request.url)
    since = None if request.since is None else request.since.isoformat()
    episodes = [
        SeenEpisode(one.title, one.published_on, kind, wanted and source is not None)
        for one, wanted in chosen(show, since, request.limit)
        for kind, source in [one.source(recordings=request.recordings)]
    ]
    await _require_own(database, request.url)

    async def work(transaction: Transaction) -> FollowReport:
        id_ = await store.create(
            transaction,
            f"follow:{secrets.token_hex(5)}",
            current_viewer(),
            url=request.url,
            title=show.title,
            since=since,
            most=request.limit,
            recordings=request.recordings,
            extractor=extractor,
        )
        imports = sum(one.is_imported for one in episodes)
        return FollowReport(id_, show.title, len(episodes), imports, tuple(episodes[:_LISTED]))

    return await try_or_write(database, work, name="follow feed", dry_run=request.dry_run)


async def _read(url: str) -> ParsedFeed:
    """Returns the feed. The time that it takes does not count as time of the request's reads.

    Raises: InvalidInput: it is none, or cannot be fetched.
    """
    rules, begin = FetchRules.of(read_settings()), monotonic()
    try:
        async with open_address(url, rules) as answer:
            content = await read_whole(answer, FEED_BYTES)
        return await asyncio.to_thread(parsed, content, url)
    except (NotFetched, NotAllowed, TranscriptError) as error:
        raise InvalidInput(error.message, ("url",)) from None
    finally:
        deadline.add(monotonic() - begin)


async def _require_own(database: Database, reference: str) -> str | None:
    """Returns the id of a follow that the viewer may change; None if there is none.

    Raises: Forbidden: it is another client's.
    """
    found, viewer = await store.find_follow(database, reference), current_viewer()
    if found is None:
        return None
    if Scope.ADMIN not in viewer.scopes and (not found[1] or found[1] != viewer.owner):
        raise Forbidden(
            "Another client follows this feed: to change that, use the key that did it, or one with the scope `admin`."
        )
    return found[0]


@dataclass(frozen=True)
class UnfollowFeed:
    """A feed that is not to be followed any more."""

    follow: Annotated[Id, Doc("Id of the follow, or address of the feed.")]


@dataclass(frozen=True)
class UnfollowedFeed:
    """A feed is not followed any more. Its videos stay, and its jobs go on."""

    id: Annotated[Id, Doc("Id that the follow had.")]


@action(Scope.INGEST)
async def unfollow_feed(database: Database, request: UnfollowFeed) -> UnfollowedFeed:
    """Ends the following of a feed. Its videos stay, and jobs of its episodes go on.

    Raises: NotFound: it is not followed. Forbidden: another client follows it.
    """
    id_ = await _require_own(database, request.follow)
    if id_ is None:
        raise NotFound(f"{request.follow!r:.200} is not followed: `follows` lists what is")

    async def work(transaction: Transaction) -> UnfollowedFeed:
        await store.delete(transaction, id_)
        return UnfollowedFeed(id_)

    return await try_or_write(database, work, name="unfollow feed")

"""Following a feed: each episode becomes a job once, politely, and transcripts that change are imported anew."""

import asyncio
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from service.access.scopes import Scope, expand
from service.access.viewer import Viewer, viewed_by
from service.errors import Forbidden, InvalidInput, NotFound, QueryTimeout
from service.follows import store
from service.follows.actions import FollowFeed, UnfollowFeed, follow_feed, unfollow_feed
from service.follows.look import FollowRules, look
from service.follows.store import ListedFollow, list_follows
from service.graph.driver.database import Database
from service.jobs.attempt import Rules
from service.jobs.queue import wait_for_job
from service.jobs.worker import work_forever
from support.feeds import feed, transcript
from support.web_server import Page, WebServer, rules_here, web_server

pytestmark = pytest.mark.anyio

ANN = Viewer("KEY", "key:ann", expand([Scope.INGEST]), "ann")
BO = Viewer("KEY", "key:bo", expand([Scope.INGEST]), "bo")
RULES = FollowRules(rules_here())


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebServer]:
    monkeypatch.setenv("VIDEOGRAPH_FETCH_NETWORKS", "127.0.0.0/8")
    with web_server() as server:
        yield server


async def follow(database: Database, web: WebServer, **options: Any) -> str:
    with viewed_by(ANN):
        return (await follow_feed(database, FollowFeed(f"{web.url}/feed", **options))).id


async def due(database: Database) -> None:
    """Its pause is over."""
    await database.run("MATCH (f:Follow) SET f.nextAt = datetime()", name="test")


async def look_again(database: Database, id_: str, rules: FollowRules = RULES) -> int | None:
    await due(database)
    return await look(database, id_, rules)


async def the_follow(database: Database) -> ListedFollow:
    [found] = await list_follows(database)
    return found


async def names(database: Database) -> list[str]:
    rows = await database.read("MATCH (j:Job) RETURN j.name ORDER BY j.number", name="test")
    return [name for [name] in rows]


async def seconds_to_next(database: Database) -> int:
    [[seconds]] = await database.read(
        "MATCH (f:Follow) RETURN duration.inSeconds(datetime(), f.nextAt).seconds + 30", name="test"
    )
    return seconds // 60 * 60


async def work(database: Database, folder: Path) -> None:
    """Works on the jobs until all have ended."""
    worker = asyncio.create_task(work_forever(database, 1, Rules(fetching=rules_here(folder))))
    for [id_] in await database.read("MATCH (j:Job) RETURN j.id", name="test"):
        await wait_for_job(database, id_, 120)
    worker.cancel()
    await asyncio.gather(worker, return_exceptions=True)


async def test_each_new_episode_becomes_a_job_once(clean_database: Database, web: WebServer) -> None:
    database = clean_database
    web.pages["/feed"] = feed(web, [1, 2], "<item><guid>g-0</guid><title>Nothing</title></item>")
    id_ = await follow(database, web)

    assert await look(database, id_, RULES) == 2
    assert await look(database, id_, RULES) is None  # it is not its turn
    assert await look_again(database, id_) == 0
    web.pages["/feed"] = feed(web, [1, 2, 3])
    assert await look_again(database, id_) == 1

    assert await names(database) == ["Episode 2", "Episode 1", "Episode 3"]
    found = await the_follow(database)
    assert (found.title, found.state, found.by, found.episodes, found.imports) == (
        "Graph Talks",
        "active",
        "ann",
        4,
        3,
    )
    assert await seconds_to_next(database) == 7200  # the feed's own wish
    [[owner, priority]] = await database.read(
        "MATCH (j:Job {number: 1}) RETURN j.owner, j.priority", name="test"
    )
    assert (owner, priority) == ("key:ann", 1)


async def test_a_feed_that_has_not_changed_is_not_sent_again(
    clean_database: Database, web: WebServer
) -> None:
    database = clean_database
    web.pages["/feed"] = feed(web, [1])
    id_ = await follow(database, web)
    await look(database, id_, RULES)
    [[etag]] = await database.read("MATCH (f:Follow) RETURN f.etag", name="test")
    assert await look_again(database, id_) == 0
    assert (await database.read("MATCH (f:Follow) RETURN f.etag", name="test")) == [[etag]]
    assert web.answered == [200, 200, 304]


async def test_two_services_that_look_at_once_add_each_job_once(
    clean_database: Database, web: WebServer
) -> None:
    web.pages["/feed"] = feed(web, range(1, 8))
    id_ = await follow(clean_database, web)
    added = await asyncio.gather(*(look(clean_database, id_, RULES) for _ in range(4)))
    assert sorted(added, key=str) == [7, None, None, None]
    # The lease of a process that is late has run out, and another one has taken over.
    await clean_database.run(
        "MATCH (f:Follow) SET f.nextAt = datetime(), f.leaseUntil = null REMOVE f.checkedAt, f.etag",
        name="test",
    )
    assert await look(clean_database, id_, RULES) == 0
    assert sorted(await names(clean_database)) == [f"Episode {number}" for number in range(1, 8)]


async def test_since_and_limit_leave_out_what_was_there_before(
    clean_database: Database, web: WebServer
) -> None:
    database = clean_database
    web.pages["/feed"] = feed(web, range(1, 7))
    id_ = await follow(database, web, since=date(2025, 1, 3), limit=2)
    assert await look(database, id_, RULES) == 2
    web.pages["/feed"] = feed(web, range(1, 10))
    assert await look_again(database, id_) == 3
    assert await names(database) == [f"Episode {number}" for number in (6, 5, 9, 8, 7)]
    assert (await the_follow(database)).episodes == 7


async def test_a_full_queue_waits_and_goes_on(clean_database: Database, web: WebServer) -> None:
    database = clean_database
    web.pages["/feed"] = feed(web, range(1, 6))
    id_ = await follow(database, web, limit=4)
    few = FollowRules(rules_here(), jobs=4)  # one client may have half of them
    assert await look(database, id_, few) == 2
    found = await the_follow(database)
    assert (found.state, found.checked_at, found.imports) == ("active", None, 2)
    assert found.error is not None
    assert found.error.startswith("2 of your talks wait for their import already")
    assert await seconds_to_next(database) == 60
    await database.run("MATCH (j:Job) SET j.state = 'SUCCEEDED'", name="test")
    assert await look_again(database, id_, few) == 2
    assert (await the_follow(database)).error is None
    assert await names(database) == [f"Episode {number}" for number in (5, 4, 3, 2)]


async def test_a_feed_that_fails_is_tried_after_longer_and_longer_pauses(
    clean_database: Database, web: WebServer
) -> None:
    database = clean_database
    web.pages["/feed"] = feed(web, [1])
    id_ = await follow(database, web)
    pauses = list[int]()
    for page in (Page(status=500), Page(b"no feed"), Page(status=503, headers={"retry-after": "7200"})):
        web.pages["/feed"] = page
        assert await look_again(database, id_) == 0
        pauses.append(await seconds_to_next(database))
    assert pauses == [300, 600, 7200]
    found = await the_follow(database)
    assert (found.state, found.failures) == ("failing", 3)
    assert found.error is not None
    assert "answers with status 503" in found.error

    web.pages["/feed"] = feed(web, [1])
    assert await look_again(database, id_) == 1
    assert (await the_follow(database)).state == "active"

    web.pages["/feed"] = Page(status=410)
    await look_again(database, id_)
    assert (await the_follow(database)).state == "stopped"
    assert await look_again(database, id_) is None


async def test_a_look_that_neo4j_breaks_off_goes_on_soon(
    clean_database: Database, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.pages["/feed"] = feed(web, [1])
    id_ = await follow(clean_database, web)
    with monkeypatch.context() as patch:
        patch.setattr(store, "list_episodes", Mock(side_effect=QueryTimeout("too slow")))
        with pytest.raises(QueryTimeout):
            await look(clean_database, id_, RULES)

    assert await seconds_to_next(clean_database) == 60
    assert (await the_follow(clean_database)).state == "active"
    assert await look_again(clean_database, id_) == 1


async def test_a_service_that_stops_leaves_the_feed_to_others(
    clean_database: Database, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.pages["/feed"] = feed(web, [1])
    id_ = await follow(clean_database, web)
    begun = asyncio.Event()

    async def forever(*_: object) -> None:
        begun.set()
        await asyncio.Event().wait()

    with monkeypatch.context() as patch:
        patch.setattr(store, "list_episodes", forever)
        looking = asyncio.create_task(look(clean_database, id_, RULES))
        await begun.wait()
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)

    assert await look(clean_database, id_, RULES) == 1


async def test_a_fault_of_the_program_is_noted_and_does_not_repeat_at_once(
    clean_database: Database, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    web.pages["/feed"] = feed(web, [1])
    id_ = await follow(clean_database, web)
    with monkeypatch.context() as patch:
        patch.setattr(store, "list_episodes", Mock(side_effect=KeyError("guid")))
        assert await look(clean_database, id_, RULES) == 0

    found = await the_follow(clean_database)
    assert (found.state, found.error) == (
        "failing",
        "a fault in Videograph, please report it: KeyError: 'guid'",
    )
    assert await seconds_to_next(clean_database) == 300


async def test_a_look_that_is_under_way_ends_when_its_feed_is_followed_otherwise(
    clean_database: Database, web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = '<item><guid>g-0</guid><title>Heard</title><enclosure url="/0.mp3" type="audio/mpeg"/></item>'
    web.pages["/feed"] = feed(web, [1], sound)
    id_ = await follow(clean_database, web)
    known = store.list_episodes

    async def meanwhile(
        database: Database, claimed: store.ClaimedFollow
    ) -> dict[str, tuple[str, str | None]]:
        assert await follow(database, web, recordings=True) == id_
        return await known(database, claimed)

    with monkeypatch.context() as patch:
        patch.setattr(store, "list_episodes", meanwhile)
        assert await look(clean_database, id_, RULES) == 0

    assert await look(clean_database, id_, RULES) == 2
    assert sorted(await names(clean_database)) == ["Episode 1", "Heard"]


async def test_a_transcript_that_changes_is_imported_anew(
    clean_database: Database, web: WebServer, tmp_path: Path
) -> None:
    database = clean_database
    web.pages = {"/feed": feed(web, [1]), "/1.json": Page(transcript(1))}
    id_ = await follow(database, web)
    await look(database, id_, RULES)
    await work(database, tmp_path)
    companies = "MATCH (e:Entity {kind: 'COMPANY'}) RETURN e.name"
    assert await database.read(companies, name="test") == [["Acme"]]

    for _ in range(2):  # the second look is a conditional one
        await database.run("MATCH (e:Episode) SET e.checkAt = datetime()", name="test")
        assert await look_again(database, id_) == 0
    assert web.answered[-1] == 304

    web.pages["/1.json"] = Page(transcript(1, "Loom"))
    await database.run("MATCH (e:Episode) SET e.checkAt = datetime()", name="test")
    assert await look_again(database, id_) == 1
    await work(database, tmp_path)
    assert await database.read(companies, name="test") == [["Loom"]]
    assert await database.read("MATCH (j:Job) RETURN j.state", name="test") == [["SUCCEEDED"], ["SUCCEEDED"]]


async def test_an_episode_that_gets_a_transcript_later_is_imported_then(
    clean_database: Database, web: WebServer
) -> None:
    sound = '<enclosure url="/1.mp3" type="audio/mpeg"/>'
    item = "<item><guid>g-1</guid><title>One</title>{}</item>"
    web.pages["/feed"] = feed(web, [], item.format(sound))
    id_ = await follow(clean_database, web)
    assert await look(clean_database, id_, RULES) == 0
    web.pages["/feed"] = feed(web, [], item.format(sound + '<podcast:transcript url="/1.vtt"/>'))
    assert await look_again(clean_database, id_) == 1
    assert await look_again(clean_database, id_) == 0


async def test_recordings_are_imported_where_somebody_wants_that(
    clean_database: Database, web: WebServer
) -> None:
    web.pages["/feed"] = feed(
        web, [], '<item><guid>g-1</guid><title>One</title><enclosure url="/1.mp3" type="audio/mpeg"/></item>'
    )
    id_ = await follow(clean_database, web, recordings=True)
    assert await look(clean_database, id_, RULES) == 1
    [[request]] = await clean_database.read("MATCH (i:JobInput) RETURN i.request", name="test")
    assert f'"reference": "{web.url}/1.mp3"' in request


async def test_a_dry_run_says_what_would_be_imported(clean_database: Database, web: WebServer) -> None:
    web.pages["/feed"] = feed(web, [1, 2, 3], "<item><guid>g-0</guid><title>Nothing</title></item>")
    with viewed_by(ANN):
        report = await follow_feed(clean_database, FollowFeed(f"{web.url}/feed", limit=3, dry_run=True))
    assert (report.title, report.episode_count, report.import_count) == ("Graph Talks", 4, 2)
    assert [(one.title, one.source, one.is_imported) for one in report.episodes] == [
        ("Nothing", "nothing", False),
        ("Episode 3", "transcript", True),
        ("Episode 2", "transcript", True),
        ("Episode 1", "transcript", False),
    ]
    assert await list_follows(clean_database) == []


async def test_what_cannot_be_followed_is_said_at_once(clean_database: Database, web: WebServer) -> None:
    web.pages["/feed"] = Page(b"<html></html>")
    with pytest.raises(InvalidInput, match="is not a feed") as caught:
        await follow(clean_database, web)
    assert caught.value.path == ("url",)
    with pytest.raises(InvalidInput, match="in a private network"):
        await follow_feed(clean_database, FollowFeed("http://10.1.2.3/feed"))


async def test_a_follow_is_changed_and_ended_by_its_owner_alone(
    clean_database: Database, web: WebServer
) -> None:
    database = clean_database
    web.pages["/feed"] = feed(web, [1])
    id_ = await follow(database, web)
    await look(database, id_, RULES)
    with viewed_by(BO):
        with pytest.raises(Forbidden, match="Another client follows this feed"):
            await follow_feed(database, FollowFeed(f"{web.url}/feed"))
        with pytest.raises(Forbidden, match="Another client follows this feed"):
            await unfollow_feed(database, UnfollowFeed(id_))
    assert await follow(database, web, recordings=True) == id_
    assert (await the_follow(database)).recordings
    with viewed_by(ANN):
        assert (await unfollow_feed(database, UnfollowFeed(f"{web.url}/feed"))).id == id_
        with pytest.raises(NotFound, match="is not followed"):
            await unfollow_feed(database, UnfollowFeed(id_))
    assert await database.read("MATCH (n) WHERE n:Follow OR n:Episode RETURN count(n)", name="test") == [[0]]
    assert await names(database) == ["Episode 1"]

"""Opens the ways to the page that are measured: the driver alone, Videograph, and the peers' processes."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import cycle
from typing import Any, LiteralString, cast

import neo4j
import orjson

from benchmarks.peers import content, fastapi_by_hand, hand_page
from benchmarks.peers.ages import AskTitle
from benchmarks.peers.measure import CONNECTIONS, Ask, Way
from benchmarks.peers.peer import Peer, started
from benchmarks.peers.registry import PAGE
from benchmarks.serving import KEEPS, Api, Client, graphql_request, serving
from embedded_neo4j import Server
from service.api.execution.engine import Engine
from service.api.operation.planning.sites import statement_of
from service.graph.driver.database import Database

VIDEOGRAPH, KNOWN, DRIVER, BY_HAND = "videograph", "videograph-known", "driver", "driver-by-hand"
TITLE = (fastapi_by_hand.HERE / "title.graphql").read_text("utf-8")
HEADINGS = {
    VIDEOGRAPH: "Videograph",
    KNOWN: "Videograph, known answer",
    DRIVER: "driver alone, Videograph's statement",
    BY_HAND: "driver alone, statement by hand",
}

type Statement = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Opened:
    """What is measured: ways to the page, ways to the small answer, and both statements of the page, each for all videos. `titles`: asks the ways
    that give answers again for the title of the first video."""

    pages: list[Way]
    small: list[Way]
    driver: neo4j.AsyncDriver
    database: Database
    statements: dict[str, list[Statement]]
    titles: dict[str, AskTitle]


async def open_ways(
    stack: AsyncExitStack,
    server: Server,
    videos: list[str],
    peers: list[Peer],
    say: Callable[[str], None],
) -> Opened:
    """Starts what answers, until the end of the stack, and compares its answers about each video.

    Raises: SystemExit: one answers something else than Videograph, or does not start.
    """
    login = server.bolt_uri, server.user, server.password
    api = stack.enter_context(serving(*login))
    keeps = stack.enter_context(serving(*login, settings=KEEPS))
    pages = [
        await open_http(stack, key, one, videos, page_of_videograph)
        for key, one in ((VIDEOGRAPH, api), (KNOWN, keeps))
    ]
    small = [
        await open_http(stack, key, one, videos, title_of_videograph)
        for key, one in ((VIDEOGRAPH, api), (KNOWN, keeps))
    ]
    expected = await _answers(pages[0], videos, lambda data: data["video"])
    titles = await _answers(small[0], videos, _same)
    say(f"{len(videos)} videos; the first has {content.size_of(expected[videos[0]])}")

    driver = await stack.enter_async_context(neo4j.AsyncGraphDatabase.driver(login[0], auth=login[1:]))
    database = await stack.enter_async_context(Database.open(*login))
    statements = {
        DRIVER: await _composed(database, videos, expected),
        BY_HAND: [(fastapi_by_hand.PAGE, {"id": video}) for video in videos],
    }
    titles_now = {
        KNOWN: await _title(stack, keeps, page_of_videograph(videos[0]), lambda data: data["video"])
    }
    pages += [_driver(key, driver, made) for key, made in statements.items()]
    for video in videos:
        row = (await _rows(driver, fastapi_by_hand.PAGE, {"id": video}))[0][0]
        _compare(HEADINGS[BY_HAND], video, expected[video], hand_page.page(row))

    for peer in peers:
        say(f"starts {peer.title}")
        process = stack.enter_context(started(peer, server))
        way = await open_http(stack, peer.key, process, videos, peer.page, peer.title)
        for video, found in (await _answers(way, videos, peer.read)).items():
            _compare(peer.title, video, expected[video], found)
        pages.append(way)
        if peer.gives_again:
            titles_now[peer.key] = await _title(stack, process, peer.page(videos[0]), peer.read)
        if peer.small is not None:
            way = await open_http(stack, peer.key, process, videos, peer.small, peer.title)
            for video, found in (await _answers(way, videos, _same)).items():
                _compare(f"{peer.title}, small query", video, titles[video], found)
            small.append(way)
    return Opened(pages, small, driver, database, statements, titles_now)


def _same(data: Any) -> Any:
    return data


def page_of_videograph(video: str) -> bytes:
    return graphql_request(PAGE, {"by": {"id": video}})


def title_of_videograph(video: str) -> bytes:
    return graphql_request(TITLE, {"by": {"id": video}})


async def _title(stack: AsyncExitStack, api: Api, request: bytes, read: Callable[[Any], Any]) -> AskTitle:
    client = await stack.enter_async_context(Client(api.port))

    async def ask() -> str:
        return read(orjson.loads(await client.send(request))["data"])["title"]

    return ask


async def open_http(
    stack: AsyncExitStack,
    key: str,
    api: Api,
    videos: list[str],
    request: Callable[[str], bytes],
    title: str | None = None,
) -> Way:
    """Opens the connections to what answers over HTTP."""
    requests = [request(video) for video in videos]

    async def connected(number: int) -> Ask:
        client = await stack.enter_async_context(Client(api.port))
        turn = _turns(requests, number)
        return lambda: client.send(next(turn))

    asks = [await connected(number) for number in range(CONNECTIONS)]
    return Way(key, title or HEADINGS[key], asks, api.cpu)


def _turns[T](items: list[T], number: int) -> Iterator[T]:
    """Each connection begins with another video."""
    start = number % len(items)
    return cycle(items[start:] + items[:start])


async def _answers(way: Way, videos: list[str], read: Callable[[Any], Any]) -> dict[str, Any]:
    """Asks for each video over the first connection, which begins with the first video."""
    found: dict[str, Any] = {}
    for video in videos:
        answer = orjson.loads(cast(bytes, await way.asks[0]()))
        if answer.get("errors"):
            raise SystemExit(f"{way.title} answers about {video} with an error: {answer['errors'][0]}")
        found[video] = read(answer["data"])
    return found


def _compare(title: str, video: str, expected: Any, found: Any) -> None:
    told = content.difference(expected, found)
    if told is not None:
        raise SystemExit(
            f"{title} answers something else about {video} than Videograph, so nothing is measured: {told}"
        )


async def _composed(database: Database, videos: list[str], expected: Mapping[str, Any]) -> list[Statement]:
    """Returns the statement of each video's page in the form for frequent operations, as Videograph sends it."""
    engine = Engine(database, often=0)
    made: list[Statement] = []
    for video in videos:
        variables = {"by": {"id": video}}
        answer = (await engine.execute(PAGE, variables))["data"]["video"]
        _compare("The engine", video, expected[video], answer)
        request = engine.requests.prepare(PAGE, variables)
        [root], [reads] = request.planned.plan.roots, request.reads
        made.append(statement_of(root, reads, written=True))
    return made


async def _rows(driver: neo4j.AsyncDriver, text: str, parameters: Mapping[str, Any]) -> list[list[Any]]:
    async with driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
        result = await session.run(cast(LiteralString, text), dict(parameters))
        return [record.values() async for record in result]


def _driver(key: str, driver: neo4j.AsyncDriver, statements: list[Statement]) -> Way:
    def ask(number: int) -> Ask:
        turn = _turns(statements, number)
        return lambda: _rows(driver, *next(turn))

    return Way(key, HEADINGS[key], [ask(number) for number in range(CONNECTIONS)], time.process_time)

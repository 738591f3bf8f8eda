"""Answers that are kept over HTTP: who gets them, what they cost, and that none is ever older than a commit before the request."""

import asyncio
import gzip
import json
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Coroutine
from hashlib import sha256
from typing import Any

import httpx2 as httpx
import neo4j
import pytest

from service.api.execution import kept_answers
from service.api.execution.admission import Charge
from service.curation.load import import_document
from service.graph.driver.database import Database
from support.api_client import api_client
from support.backend import Neo4jServer
from support.talks import talk

pytestmark = pytest.mark.anyio

_HEADER = "x-videograph-answer"
_QUERY = "query Q($first: Int) { entities(first: $first) { totalCount nodes { name kind mentionCount } } }"
_TALK = talk(
    "one",
    ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Facebook"),
    ("COMPANY", "Facebook", "COMPETES_WITH", "COMPANY", "Meta"),
)


@pytest.fixture
async def graph(clean_database: Database) -> Database:
    await import_document(clean_database, _TALK)
    return clean_database


@pytest.fixture
async def client(graph: Database) -> AsyncIterator[httpx.AsyncClient]:
    async with api_client(graph) as client:
        yield client


async def post(client: httpx.AsyncClient, query: str = _QUERY, **more: Any) -> httpx.Response:
    headers = more.pop("headers", None)
    return await client.post("/graphql", json={"query": query, **more}, headers=headers)


def is_kept(response: httpx.Response) -> bool:
    return response.headers.get(_HEADER) == "kept"


async def test_a_known_question_gets_the_same_bytes_by_post_get_and_hash(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "videograph")
    persisted = {"persistedQuery": {"version": 1, "sha256Hash": sha256(_QUERY.encode()).hexdigest()}}
    first = await post(client, extensions=persisted)
    params = {"extensions": json.dumps(persisted)}
    again = [
        await post(client),
        await post(client, variables={}, headers={"accept": "application/graphql-response+json"}),
        await client.post("/graphql", json={"extensions": persisted}),
        await client.get("/graphql", params={"query": _QUERY}),
        await client.get("/graphql", params=params),
    ]

    assert not is_kept(first)
    assert [is_kept(one) for one in again] == [True] * 5
    assert {one.content for one in again} == {first.content}
    assert again[1].headers["content-type"].startswith("application/graphql-response+json")
    assert (again[0].headers["cache-control"], again[3].headers["cache-control"]) == ("no-store", "no-cache")
    seen = await client.get("/graphql", params=params, headers={"if-none-match": again[3].headers["etag"]})
    assert seen.status_code == 304
    assert caplog.messages == []


async def test_get_has_one_revision_for_tag_and_answer(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    await post(client)
    asked: list[str] = []
    read = Database.read

    async def listen(self: Database, *args: Any, name: str, **more: Any) -> Any:
        asked.append(name)
        return await read(self, *args, name=name, **more)

    monkeypatch.setattr(Database, "read", listen)
    kept = await client.get("/graphql", params={"query": _QUERY})

    assert is_kept(kept)
    assert asked == ["revision"]


async def test_a_compressed_answer_is_compressed_once(client: httpx.AsyncClient) -> None:
    query = f"{{ {' '.join(f'a{number}: entities {{ nodes {{ name kind mentionCount }} }}' for number in range(15))} }}"
    plain = await post(client, query, headers={"accept-encoding": "identity"})
    request: Any = {"json": {"query": query}, "headers": {"accept-encoding": "gzip"}}
    bodies: list[bytes] = []
    for _ in range(2):
        async with client.stream("POST", "/graphql", **request) as packed:
            bodies.append(b"".join([chunk async for chunk in packed.aiter_raw()]))
            assert is_kept(packed)
            assert packed.headers["content-encoding"] == "gzip"
            assert "accept-encoding" in packed.headers["vary"]
            assert int(packed.headers["content-length"]) == len(bodies[-1])

    assert bodies[0] == bodies[1]
    assert len(bodies[0]) < len(plain.content) / 2
    assert gzip.decompress(bodies[0]) == plain.content


async def test_a_page_s_preview_is_kept_and_follows_the_graph(
    client: httpx.AsyncClient, graph: Database
) -> None:
    [[slug]] = await graph.read("MATCH (v:Video {id: 'video:one'}) RETURN v.slug", name="slug")
    page = f"/videos/{slug}"
    titles = [(await client.get(page)).text.split("<title>")[1].split("<")[0] for _ in range(2)]
    kept = (await client.get("/healthz")).json()["keptAnswers"]
    await graph.run("MATCH (v:Video {id: 'video:one'}) SET v.title = 'Another'", name="by hand")

    assert (kept["given"], kept["held"], 1000 < kept["bytes"] < 3000) == (1, 1, True)
    assert titles == ["Talk one · Videograph"] * 2
    assert "<title>Another" in (await client.get(page)).text


@pytest.mark.parametrize(
    "query",
    ["{ viewer { kind } }", "{ entities(first: 101) { totalCount } }", "{ nonsense }"],
)
async def test_what_depends_on_the_client_and_what_fails_is_not_kept(
    client: httpx.AsyncClient, query: str
) -> None:
    assert [is_kept(await post(client, query)) for _ in range(3)] == [False] * 3


async def test_what_distinguishes_the_answer_is_distinguished(client: httpx.AsyncClient) -> None:
    two = "query A { stats { videoCount } } query B { stats { entityCount } }"
    requests: list[dict[str, Any]] = [
        {},
        {"variables": {"first": 1}},
        {"variables": {"first": 2}},
        {"extensions": {"cost": True}},
        {"query": two, "operationName": "A"},
        {"query": two, "operationName": "B"},
    ]
    first = [await post(client, **one) for one in requests]
    again = [await post(client, **one) for one in requests]

    assert [is_kept(one) for one in first] == [False] * 6
    assert [is_kept(one) for one in again] == [True] * 6
    assert len({one.content for one in first}) == 6
    assert [one.content for one in again] == [one.content for one in first]


async def test_over_a_new_connection_nothing_is_given_that_was_kept_before(
    client: httpx.AsyncClient, graph: Database, neo4j_server: Neo4jServer
) -> None:
    """A restarted Neo4j may have a backup, in which its transactions have other numbers."""
    await post(client)
    assert is_kept(await post(client))
    before = await graph.read(
        "CALL dbms.listConnections() YIELD connectionId RETURN connectionId", name="list"
    )
    ids = [one for (one,) in before]
    async with Database.open(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as other:
        await other.run("CALL dbms.killConnections($ids)", {"ids": ids}, name="kill")

    assert [is_kept(await post(client)) for _ in range(2)] == [False, True]


async def test_what_the_schema_says_is_kept_whatever_is_committed(
    client: httpx.AsyncClient, graph: Database
) -> None:
    query = "{ __schema { types { name fields { name description } } } }"
    answers = [await post(client, query) for _ in range(2)]
    await graph.run("MATCH (v:Video {id: 'video:one'}) SET v.title = 'Another'", name="by hand")
    answers.append(await post(client, query))

    assert [is_kept(one) for one in answers] == [False, True, True]
    assert len({one.content for one in answers}) == 1


async def test_a_service_with_other_settings_gives_its_own_answers(graph: Database) -> None:
    """Only what a process has answered itself is kept, so another program or setting never finds what it would not answer."""
    async with api_client(graph) as one, api_client(graph, max_depth=1) as other:
        await post(one, variables={"first": 2})
        assert is_kept(await post(one, variables={"first": 2}))
        refused = await post(other, variables={"first": 2})

    assert not is_kept(refused)
    assert "errors" in refused.json()


async def test_with_the_setting_0_nothing_is_kept(graph: Database) -> None:
    async with api_client(graph, kept_answers=0) as client:
        assert [is_kept(await post(client)) for _ in range(3)] == [False] * 3


async def test_who_may_not_read_gets_no_kept_answer(graph: Database) -> None:
    async with api_client(graph) as client:
        await post(client)
        refused = await post(client, headers={"authorization": "Bearer vg_none"})
        foreign = await post(client, headers={"origin": "https://elsewhere.example"})

    assert [one.status_code for one in (refused, foreign)] == [401, 401]
    assert not is_kept(refused)
    assert not is_kept(foreign)


async def test_a_kept_answer_costs_a_tenth_of_its_objects(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[int] = []
    take = Charge.take

    def note(self: Charge, objects: int, *more: Any) -> None:
        taken.append(objects)
        take(self, objects, *more)

    monkeypatch.setattr(Charge, "take", note)
    aliases = " ".join(f"a{number}: entities {{ nodes {{ name }} }}" for number in range(8))
    answers = [await post(client, f"{{ {aliases} }}") for _ in range(2)]

    assert [is_kept(one) for one in answers] == [False, True]
    assert answers[0].content.count(b"{") == 2 + 8 * (1 + 3)
    assert taken[1] == 4


_WHAT = """{
    stats { videoCount }
    api: entity(by: {name: "Ada Lovelace"}) { description }
    command: video(by: {id: "video:one"}) { title }
}"""
_DESCRIBE = """mutation ($entity: ID!, $text: String!) {
    updateEntity(input: {entity: $entity, description: $text}) { __typename }
}"""


class Commits:
    """What each of three programs has committed so far, and the answers that two services gave."""

    def __init__(self) -> None:
        self.count = {"driver": 0, "api": 0, "command": 0}
        self.kept = self.read = 0
        self.writing = True

    def done(self, program: str, number: int) -> None:
        self.count[program] = number

    async def until_one_is_kept(self) -> None:
        """So that each commit makes an answer old that is kept."""
        before = self.kept
        while self.kept == before:  # noqa: ASYNC110  (the readers count)
            await asyncio.sleep(0)


def number_in(text: str | None) -> int:
    last = (text or "").rpartition(" ")[2]
    return int(last) if last.isdecimal() else 0


@pytest.mark.parametrize(
    ("by_driver", "by_api", "by_command"),
    [(25, 10, 1), pytest.param(200, 80, 5, marks=pytest.mark.nightly)],
)
async def test_no_answer_is_older_than_a_commit_that_was_acknowledged_before_the_request(
    graph: Database,
    neo4j_server: Neo4jServer,
    environment: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    by_driver: int,
    by_api: int,
    by_command: int,
) -> None:
    """Two services on one Neo4j, eight readers, and three programs that write at the same time."""
    monkeypatch.setattr(kept_answers, "_WORTH_IT", 0)  # nobody stops looking because of so many commits
    commits = Commits()
    [[videos, ada]] = await graph.read(
        "MATCH (e:Entity {name: 'Ada Lovelace'}) RETURN COUNT { (:Video) }, e.id", name="before"
    )

    async def by_another_driver(driver: neo4j.AsyncDriver) -> None:
        for number in range(1, by_driver + 1):
            await commits.until_one_is_kept()
            await driver.execute_query("CREATE (:Video {id: 'video:v' + $number})", number=str(number))
            commits.done("driver", number)

    async def by_mutations(client: httpx.AsyncClient) -> None:
        for number in range(1, by_api + 1):
            await commits.until_one_is_kept()
            answer = await post(client, _DESCRIBE, variables={"entity": ada, "text": f"api {number}"})
            assert answer.json() == {"data": {"updateEntity": {"__typename": "UpdatedEntity"}}}
            commits.done("api", number)

    async def by_commands() -> None:
        for number in range(1, by_command + 1):
            await commits.until_one_is_kept()
            command = [sys.executable, "-m", "service", "update", "video:one", "--title", f"Title {number}"]
            process = await asyncio.create_subprocess_exec(*command, env=environment, stdout=PIPE)
            output, _ = await process.communicate()
            assert process.returncode == 0, output
            commits.done("command", number)

    async def read(client: httpx.AsyncClient) -> None:
        while commits.writing:
            at_least = dict(commits.count)
            response = await post(client, _WHAT)
            data = response.json()["data"]
            assert data["stats"]["videoCount"] - videos >= at_least["driver"]
            assert number_in(data["api"]["description"]) >= at_least["api"]
            assert number_in(data["command"]["title"]) >= at_least["command"]
            if is_kept(response):
                commits.kept += 1
            else:
                commits.read += 1

    async def write(*programs: Coroutine[Any, Any, None]) -> None:
        async with asyncio.TaskGroup() as tasks:
            for program in programs:
                tasks.create_task(program)
        commits.writing = False

    async with (
        api_client(graph) as one,
        api_client(graph) as other,
        neo4j.AsyncGraphDatabase.driver(
            neo4j_server.uri, auth=(neo4j_server.user, neo4j_server.password)
        ) as driver,
    ):
        readers = [read(client) for client in (one, other) for _ in range(4)]
        async with asyncio.TaskGroup() as tasks:  # the first that finds an old answer ends all
            for reader in readers:
                tasks.create_task(reader)
            tasks.create_task(write(by_another_driver(driver), by_mutations(one), by_commands()))

    assert commits.count == {"driver": by_driver, "api": by_api, "command": by_command}
    assert commits.kept >= by_driver

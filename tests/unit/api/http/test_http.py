"""GraphQL over HTTP: what is answered with which status, media type and code; and the addresses around it."""

import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx2 as httpx
import pytest

from service.api.execution.engine import Engine
from service.api.execution.explain import query_statements
from service.api.http import compression
from service.api.http.pages import PAGES, document
from service.api.http.shell.previews import NOTHING
from service.api.schema.build import sdl
from service.app import create_app
from service.errors import GraphUnavailable
from service.graph.driver.database import Database
from service.resources import web_folder
from service.settings import Settings
from service.settings.limits import Limits
from support.api_client import api_app, api_client, client_of_app

pytestmark = pytest.mark.anyio

BODY_LIMIT = Limits().body
_GRAPHQL_JSON = "application/graphql-response+json"
_STATS = "{ stats { videoCount segmentCount entityCount } }"
_ANSWER = {"data": {"stats": {"videoCount": 1, "segmentCount": 34, "entityCount": 22}}}


@pytest.fixture
async def client(recorded_database: Database) -> AsyncIterator[httpx.AsyncClient]:
    """The API over a graph that holds the authored talk."""
    async with api_client(recorded_database) as client:
        yield client


@pytest.fixture
async def plain_client(no_database: Database) -> AsyncIterator[httpx.AsyncClient]:
    """The API for what does not look into the graph."""
    async with api_client(no_database) as client:
        yield client


def refusal(response: httpx.Response) -> tuple[int, str, str]:
    """Status, code and message of a request that was not executed."""
    body = response.json()
    assert body.keys() == {"errors"}
    (error,) = body["errors"]
    return response.status_code, error["extensions"]["code"], error["message"]


async def test_post_answers(client: httpx.AsyncClient) -> None:
    response = await client.post("/graphql", json={"query": _STATS})

    assert response.status_code == 200
    assert response.json() == _ANSWER
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["x-content-type-options"] == "nosniff"


async def test_post_takes_variables_and_operation_name(client: httpx.AsyncClient) -> None:
    query = "query A { stats { videoCount } } query B($id: ID!) { node(id: $id) { id } }"
    variables = {"id": "video:videograph-lecun-leaves-meta"}

    response = await client.post(
        "/graphql", json={"query": query, "variables": variables, "operationName": "B", "extensions": {}}
    )

    assert response.json() == {"data": {"node": {"id": "video:videograph-lecun-leaves-meta"}}}


async def test_answers_in_the_media_type_of_the_specification_when_accepted(
    client: httpx.AsyncClient,
) -> None:
    accept = "application/graphql-response+json, application/json;q=0.9"

    response = await client.post("/graphql", json={"query": _STATS}, headers={"accept": accept})

    assert response.headers["content-type"] == "application/graphql-response+json; charset=utf-8"
    assert response.json() == _ANSWER


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/*", "application/json"),
        ("application/json", "application/json"),
        ("Application/GraphQL-Response+JSON", _GRAPHQL_JSON),
        ("application/json, application/graphql-response+json", _GRAPHQL_JSON),
        ("application/graphql-response+json;q=0.5, application/json", "application/json"),
        ("application/graphql-response+json; q=0.5, */*; q=0.1", _GRAPHQL_JSON),
        ("application/json;q=0, */*", _GRAPHQL_JSON),
        ("application/graphql-response+json;q=0, application/json;q=0.1", "application/json"),
        ("text/html;q=0.1, application/json;q=0.2", "application/json"),
        ("application/graphql-response+json; charset=utf-8", _GRAPHQL_JSON),
    ],
)
async def test_media_type_is_the_one_that_is_wanted_most(
    plain_client: httpx.AsyncClient, accept: str, media: str
) -> None:
    for response in (
        await plain_client.post("/graphql", json={"query": "{__typename}"}, headers={"accept": accept}),
        await plain_client.get("/graphql", params={"query": "{__typename}"}, headers={"accept": accept}),
    ):
        assert response.headers["content-type"] == f"{media}; charset=utf-8"
        assert (response.status_code, response.json()) == (200, {"data": {"__typename": "Query"}})


@pytest.mark.parametrize("accept", ["text/plain", "application/json;q=0", "application/json;q=many"])
async def test_what_cannot_be_answered_as_wanted_is_406(plain_client: httpx.AsyncClient, accept: str) -> None:
    response = await plain_client.post("/graphql", json={"query": "{__typename}"}, headers={"accept": accept})

    assert refusal(response)[:2] == (406, "NOT_ACCEPTABLE")


async def test_mutation_over_get_is_405(plain_client: httpx.AsyncClient) -> None:
    document = "mutation M { __typename } query Q { __typename }"

    refused = await plain_client.get("/graphql", params={"query": document, "operationName": "M"})
    answered = await plain_client.get("/graphql", params={"query": "{ a: __typename } # mutation"})

    assert refusal(refused) == (405, "METHOD_NOT_ALLOWED", "A mutation must be sent by POST.")
    assert refused.headers["allow"] == "POST"
    assert answered.json() == {"data": {"a": "Query"}}


async def test_options_names_the_methods(plain_client: httpx.AsyncClient) -> None:
    response = await plain_client.options("/graphql")

    assert (response.status_code, response.text) == (204, "")
    assert response.headers["allow"] == "GET, HEAD, OPTIONS, POST"


async def test_head_is_a_get_without_its_body(plain_client: httpx.AsyncClient) -> None:
    answer = await plain_client.head("/graphql", params={"query": "{__typename}"})
    page = await plain_client.head("/graphql", headers={"accept": "text/html"})

    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json; charset=utf-8")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/json", 200),
        ("Application/JSON; charset=UTF-8", 200),
        ('application/json;charset="utf-8"', 200),
        ("application/json; charset=latin1", 415),
        ("application/jsonx", 415),
        ("", 415),
    ],
)
async def test_content_type_of_a_post(
    plain_client: httpx.AsyncClient, content_type: str, status: int
) -> None:
    response = await plain_client.post(
        "/graphql", content=b'{"query": "{__typename}"}', headers={"content-type": content_type}
    )

    assert response.status_code == status


async def test_cost_is_shown_where_it_is_asked_for(client: httpx.AsyncClient) -> None:
    query = "{ topics(first: 2) { nodes { id } } }"
    [statement] = query_statements(query)
    characters = len(statement.text)
    extensions = {
        "cost": 2 + 40,
        "limit": 50000,
        "objects": 2,
        "work": 40,
        "corrections": 0,
        "characters": characters,
        "characterLimit": 11400,
        "conditions": 0,
        "conditionLimit": 40,
    }
    nothing = {"cost": 0, "objects": 0, "work": 0, "characters": 0}

    posted = await client.post("/graphql", json={"query": query, "extensions": {"cost": True}})
    got = await client.get("/graphql", params={"query": query, "extensions": '{"cost": true}'})
    faulty = await client.post(
        "/graphql", json={"query": "{ topics(first: -1) { nodes { id } } }", "extensions": {"cost": True}}
    )
    silent = await client.post("/graphql", json={"query": query, "extensions": {"cost": False}})

    assert posted.json()["extensions"] == got.json()["extensions"] == extensions
    assert len(posted.json()["data"]["topics"]["nodes"]) == 2
    assert faulty.json()["extensions"] == extensions | nothing
    assert silent.json().keys() == {"data"}


async def test_too_costly_query_is_refused_before_it_is_run(no_database: Database) -> None:
    async with api_client(no_database, max_cost=10) as client:
        response = await client.post(
            "/graphql",
            json={"query": "{ videos(first: 11) { nodes { id } } }"},
            headers={"accept": _GRAPHQL_JSON},
        )

    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"] == {
        "code": "QUERY_TOO_COMPLEX",
        "found": 11,
        "limit": 10,
        "setting": "VIDEOGRAPH_MAX_COST",
        "cost": 11,
        "largest": {"path": "videos", "objects": 11},
    }


async def test_who_asks_too_much_that_is_new_is_told_how_long_to_wait(
    recorded_database: Database,
) -> None:
    known = "{ topics(first: 1) { nodes { id } } }"
    new = '{ topics(first: 1, where: {name: {contains: "a"}}) { nodes { id } } }'
    app = api_app(recorded_database, max_new_statements=1, public="read")
    async with client_of_app(app, "192.0.2.7") as client:
        first = await client.post("/graphql", json={"query": known})
        refused = await client.post("/graphql", json={"query": new})
        again = await client.post("/graphql", json={"query": known})

    assert (first.status_code, again.json()) == (200, first.json())
    status, code, message = refusal(refused)
    assert (status, code) == (429, "RATE_LIMITED")
    seconds = refused.headers["retry-after"]
    assert 1 <= int(seconds) <= 60
    assert message == (
        "You have sent too many new queries: Neo4j plans at most 1 new statements a minute for you "
        f"(VIDEOGRAPH_MAX_NEW_STATEMENTS). Try again in {seconds} s. Queries that were planned before are still answered."
    )
    assert refused.json()["errors"][0]["extensions"] == {
        "code": "RATE_LIMITED",
        "retryAfter": int(seconds),
        "reason": "NEW_STATEMENTS",
    }


async def test_limits_of_the_settings_reach_the_requests(no_database: Database) -> None:
    async with api_client(no_database, max_body=100, max_aliases=0) as client:
        large = await client.post("/graphql", json={"query": "{__typename}" + " " * 100})
        aliased = await client.post("/graphql", json={"query": "{a:__typename}"})

    assert refusal(large) == (
        413,
        "REQUEST_TOO_LARGE",
        "The body is larger than 100 bytes (VIDEOGRAPH_MAX_BODY). Send less in one request.",
    )
    assert refusal(aliased)[1] == "QUERY_TOO_COMPLEX"


async def test_get_answers(client: httpx.AsyncClient) -> None:
    query = "query Q($id: ID!) { video(by: { id: $id }) { title } }"
    variables = '{"id": "video:videograph-lecun-leaves-meta"}'

    response = await client.get("/graphql", params={"query": query, "variables": variables})

    assert response.status_code == 200
    assert response.json() == {"data": {"video": {"title": "Why Yann LeCun Is Leaving Meta"}}}


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        (b"", "BAD_REQUEST", "The body is not JSON"),
        (b'{"query": ', "BAD_REQUEST", "The body is not JSON"),
        (b"[]", "BAD_REQUEST", "Send one query a request: batches are not supported."),
        (b"3", "BAD_REQUEST", 'The body must be an object with the key "query".'),
        (b"{}", "BAD_REQUEST", '"query" is missing'),
        (b'{"query": 3}', "BAD_REQUEST", '"query" is missing'),
        (b'{"query": " "}', "BAD_REQUEST", '"query" is missing'),
        (b'{"query": "{stats{videoCount}}", "variables": []}', "BAD_REQUEST", '"variables" must be'),
        (b'{"query": "{stats{videoCount}}", "operationName": 1}', "BAD_REQUEST", '"operationName" must be'),
        (b'{"query": "{stats{videoCount}}", "extensions": 1}', "BAD_REQUEST", '"extensions" must be'),
        (b'{"query": "{"}', "GRAPHQL_PARSE_FAILED", "Syntax Error"),
        (b'{"query": "{nonsense}"}', "GRAPHQL_VALIDATION_FAILED", "Cannot query field 'nonsense'"),
    ],
)
async def test_what_cannot_be_executed_is_400(
    plain_client: httpx.AsyncClient, body: bytes, code: str, message: str
) -> None:
    headers = {"content-type": "application/json", "accept": _GRAPHQL_JSON}
    response = await plain_client.post("/graphql", content=body, headers=headers)

    status, found, text = refusal(response)
    assert (status, found) == (400, code)
    assert text.startswith(message)
    assert response.headers["content-type"] == f"{_GRAPHQL_JSON}; charset=utf-8"

    # For a client that takes only the older media type, what is at fault in a well-formed request is in the body alone.
    plain = await plain_client.post("/graphql", content=body, headers={"content-type": "application/json"})
    assert refusal(plain) == (400 if code == "BAD_REQUEST" else 200, code, text)
    assert plain.headers["content-type"] == "application/json; charset=utf-8"


async def test_variables_of_a_get_must_be_json(plain_client: httpx.AsyncClient) -> None:
    response = await plain_client.get("/graphql", params={"query": _STATS, "variables": "{"})

    status, code, message = refusal(response)
    assert (status, code) == (400, "BAD_REQUEST")
    assert message.startswith("The parameter variables is not JSON")


async def test_get_without_a_query_is_400(plain_client: httpx.AsyncClient) -> None:
    assert refusal(await plain_client.get("/graphql"))[:2] == (400, "BAD_REQUEST")


async def test_fault_in_an_argument_is_an_error_with_a_code_and_200(client: httpx.AsyncClient) -> None:
    response = await client.post("/graphql", json={"query": "{ videos(first: 101) { totalCount } }"})

    assert response.status_code == 200
    body = response.json()
    assert body["data"] is None
    (error,) = body["errors"]
    assert error["path"] == ["videos"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT"}


async def test_other_media_types_are_415(plain_client: httpx.AsyncClient) -> None:
    response = await plain_client.post(
        "/graphql", content=b'{"query": "{__typename}"}', headers={"content-type": "text/plain"}
    )

    assert refusal(response)[:2] == (415, "UNSUPPORTED_MEDIA_TYPE")


async def test_body_up_to_the_limit_is_read(plain_client: httpx.AsyncClient) -> None:
    body = b'{"query": "{__typename}"}'.ljust(BODY_LIMIT)

    response = await plain_client.post("/graphql", content=body, headers={"content-type": "application/json"})

    assert response.json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize("declared", [True, False])
async def test_larger_body_is_413(plain_client: httpx.AsyncClient, declared: bool) -> None:
    async def chunks() -> AsyncIterator[bytes]:
        yield b'{"query": "{__typename}"}'.ljust(BODY_LIMIT)
        yield b" "

    content = b" " * (BODY_LIMIT + 1) if declared else chunks()

    response = await plain_client.post(
        "/graphql", content=content, headers={"content-type": "application/json"}
    )

    assert refusal(response) == (
        413,
        "REQUEST_TOO_LARGE",
        "The body is larger than 1000000 bytes (VIDEOGRAPH_MAX_BODY). Send less in one request.",
    )


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
async def test_other_methods_are_405(plain_client: httpx.AsyncClient, method: str) -> None:
    response = await plain_client.request(method, "/graphql")

    assert refusal(response)[:2] == (405, "METHOD_NOT_ALLOWED")
    assert set(response.headers["allow"].split(", ")) == {"GET", "HEAD", "OPTIONS", "POST"}


@pytest.mark.parametrize("path", ["/nowhere", "/redoc", "/static/../http.py", "/static/nothing.js"])
async def test_unknown_addresses_are_404(plain_client: httpx.AsyncClient, path: str) -> None:
    assert refusal(await plain_client.get(path)) == (404, "NOT_FOUND", "Not Found.")


async def test_unexpected_fault_says_nothing_but_its_id(
    plain_client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: object, **__: object) -> dict[str, Any]:
        raise RuntimeError("password is hunter2")

    monkeypatch.setattr(Engine, "answer", fail)

    with caplog.at_level(logging.ERROR, "videograph"):
        response = await plain_client.post("/graphql", json={"query": _STATS})

    status, code, message = refusal(response)
    assert (status, code) == (500, "INTERNAL")
    assert "hunter2" not in response.text
    request_id = message.removesuffix(".").rpartition(" ")[2]
    assert [record.getMessage() for record in caplog.records] == [f"request {request_id} failed"]
    assert "hunter2" in caplog.text


async def test_unavailable_graph_is_503(
    plain_client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object, **__: object) -> dict[str, Any]:
        raise GraphUnavailable("Neo4j cannot be reached: is it running?")

    monkeypatch.setattr(Engine, "answer", fail)

    response = await plain_client.post("/graphql", json={"query": _STATS})

    assert refusal(response) == (503, "GRAPH_UNAVAILABLE", "Neo4j cannot be reached: is it running?")


async def test_a_graph_that_is_away_is_503_for_clients_of_the_specifications_media_type(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Others get 200 with `data`, as they must. What was answered in part is 200 for both."""
    message = "Neo4j cannot be reached: is it running?"
    failing = ["Query.stats", "Query.topics", "Query.video"]
    read = Database.read

    async def fail(database: Database, *given: Any, name: str, **more: Any) -> Any:
        if name in failing:
            raise GraphUnavailable(message, local="at bolt://inside")
        return await read(database, *given, name=name, **more)

    async def ask(query: str, accept: str) -> tuple[int, str | None, Any]:
        response = await client.post("/graphql", json={"query": query}, headers={"accept": accept})
        return response.status_code, response.headers.get("retry-after"), response.json()

    monkeypatch.setattr(Database, "read", fail)
    both = "{ stats { videoCount } topics { totalCount } }"
    extensions = {"code": "GRAPH_UNAVAILABLE"}
    assert await ask(both, _GRAPHQL_JSON) == (
        503,
        "5",
        {"errors": [{"message": message, "extensions": extensions}]},
    )
    status, retry_after, answer = await ask(both, "application/json")
    assert (status, retry_after, answer["data"]) == (200, None, None)
    assert {(error["message"], *error["extensions"].values()) for error in answer["errors"]} == {
        (message, "GRAPH_UNAVAILABLE")
    }
    status, retry_after, answer = await ask(
        '{ video(by: {slug: "no"}) { id } topic(by: {slug: "no"}) { id } }', _GRAPHQL_JSON
    )
    assert (status, retry_after, answer["data"]) == (200, None, {"video": None, "topic": None})
    assert [error["path"] for error in answer["errors"]] == [["video"]]


async def test_browser_gets_graphiql_from_own_files(plain_client: httpx.AsyncClient) -> None:
    page = await plain_client.get("/graphql", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})

    assert page.status_code == 200
    assert page.text == (web_folder() / "graphiql" / "index.html").read_text()
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    policy = page.headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "script-src 'self'", "connect-src 'self'"} <= set(policy)
    files = [part for part in page.text.split('"') if part.startswith("/static/")]
    assert len(files) == 8
    for file in files:
        answer = await plain_client.get(file)
        assert answer.status_code == 200, file
        assert answer.headers["x-content-type-options"] == "nosniff"
    assert "//" not in page.text.replace("<!doctype", "")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/videos/videograph-lecun-leaves-meta?t=93",
        "/entities/yann-lecun",
        "/topics/world-models",
        "/search?q=meta",
        "/connections?from=meta&to=llama",
    ],
)
async def test_addresses_of_the_page_get_its_shell(client: httpx.AsyncClient, path: str) -> None:
    whole = {"accept-encoding": "identity"}
    page = await client.get(path, headers=whole)
    head = await client.head(path, headers=whole)

    assert page.status_code == head.status_code == 200
    module = next(
        one for address, one in PAGES.items() if address.split("/")[1] == path.partition("?")[0].split("/")[1]
    )
    assert f'<link rel="modulepreload" href="/static/joined/{module}">' in page.text
    assert head.content == b""
    assert dict(page.headers) == {**head.headers, "vary": "Accept-Encoding"}
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-cache"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["content-security-policy"] == (
        "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; style-src 'self'; img-src 'self'; frame-src 'self'"
    )


async def test_the_page_loads_from_own_files(plain_client: httpx.AsyncClient) -> None:
    page = await plain_client.get("/")
    files = [part for part in page.text.split('"') if part.startswith("/static/")]
    assert len(files) == 9

    for file in files:
        answer = await plain_client.get(file)
        assert answer.status_code == 200, file
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/videos", "/videos/", "/videos/a/b", "/entities", "/index.html"])
async def test_other_addresses_are_none_of_the_page(plain_client: httpx.AsyncClient, path: str) -> None:
    assert refusal(await plain_client.get(path, follow_redirects=True))[:2] == (404, "NOT_FOUND")


async def test_who_looks_for_what_is_not_there_gets_the_page(plain_client: httpx.AsyncClient) -> None:
    browser = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    missing, page = await plain_client.get("/nowhere", headers=browser), await plain_client.get("/")

    assert (missing.status_code, missing.text) == (404, document(None, NOTHING))
    assert missing.headers["content-security-policy"] == page.headers["content-security-policy"]


async def test_the_page_only_shows(plain_client: httpx.AsyncClient) -> None:
    response = await plain_client.post("/")

    assert refusal(response)[:2] == (405, "METHOD_NOT_ALLOWED")
    assert sorted(response.headers["allow"].split(", ")) == ["GET", "HEAD"]


async def test_schema_is_served_as_text(plain_client: httpx.AsyncClient) -> None:
    response = await plain_client.get("/schema.graphql")

    assert response.text == sdl()
    assert response.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("path", ["/schema.graphql", "/llms.txt"])
async def test_what_is_made_from_the_schema_is_made_once(
    plain_client: httpx.AsyncClient, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await plain_client.get(path)
    monkeypatch.setattr(compression.gzip, "compress", None)
    monkeypatch.setattr("service.api.schema.build.strawberry_schema", None)

    again = await plain_client.get(path)
    known = await plain_client.get(path, headers={"if-none-match": first.headers["etag"]})

    assert (again.content, again.headers["etag"]) == (first.content, first.headers["etag"])
    assert (known.status_code, known.content) == (304, b"")


async def test_health_and_readiness(client: httpx.AsyncClient) -> None:
    health, readiness = await client.get("/healthz"), await client.get("/readyz")

    assert (health.status_code, health.json()) == (
        200,
        {
            "status": "ok",
            "service": "videograph",
            "graph": None,
            "keptAnswers": {"given": 0, "held": 0, "bytes": 0},
        },
    )
    assert (readiness.status_code, readiness.json()) == (200, {"status": "ready"})


async def test_not_ready_while_neo4j_does_not_answer() -> None:
    async with Database.open("bolt://127.0.0.1:1", "neo4j", "secret") as nowhere:
        app = create_app(Settings(), nowhere)
        app.state.database = nowhere  # the lifespan would not get so far
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            response = await client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {
        "status": "not ready",
        "reason": "Neo4j cannot be reached: is it running?",
    }


async def test_no_cross_origin_by_default(plain_client: httpx.AsyncClient) -> None:
    response = await plain_client.post(
        "/graphql", json={"query": "{__typename}"}, headers={"origin": "https://front.example"}
    )

    assert response.status_code == 200
    assert "access-control-allow-origin" not in response.headers


CORS = "Pages of {} may not use this API. If they should, add the origin to VIDEOGRAPH_CORS_ORIGINS."


async def test_a_page_of_an_unknown_origin_is_told_the_setting(no_database: Database) -> None:
    headers = {"origin": "http://127.0.0.1:9000", "access-control-request-method": "POST"}
    async with api_client(no_database) as client:
        answers = [await client.options(path, headers=headers) for path in ("/graphql", "/uploads")]

    messages = [one.json()["errors"][0]["message"] for one in answers]
    assert ([one.status_code for one in answers], messages) == (
        [403] * 2,
        [CORS.format("http://127.0.0.1:9000")] * 2,
    )


async def test_cross_origin_where_set(no_database: Database) -> None:
    ask = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    async with api_client(no_database, cors_origins="https://front.example, https://other.example") as client:
        allowed = await client.options("/graphql", headers={"origin": "https://other.example", **ask})
        refused = await client.options("/graphql", headers={"origin": "https://evil.example", **ask})
        answer = await client.post(
            "/graphql", json={"query": "{__typename}"}, headers={"origin": "https://front.example"}
        )

    assert allowed.status_code == 200
    assert allowed.headers["access-control-allow-origin"] == "https://other.example"
    assert refused.status_code == 403
    assert refused.json() == {
        "errors": [{"message": CORS.format("https://evil.example"), "extensions": {"code": "FORBIDDEN"}}]
    }
    assert "access-control-allow-origin" not in refused.headers
    assert answer.headers["access-control-allow-origin"] == "https://front.example"
    assert "origin" in answer.headers["vary"].lower()

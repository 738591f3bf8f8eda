"""The matrix of access: each kind of client, with and without valid credentials, with each root field and
route."""

import json
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from html import unescape
from itertools import batched
from typing import Any

import httpx2 as httpx
import pytest
from graphql import GraphQLNonNull

from service.access.api_key import generate
from service.access.authenticator import Authenticator
from service.access.key_store import create_key, list_keys, revoke_key
from service.access.scopes import Scope
from service.access.tickets import Tickets
from service.access.tokens import TokenVerifier, token_rules
from service.api.execution.engine import Engine
from service.api.http.shell.previews import LOOKUPS
from service.api.schema.build import graphql_schema
from service.api.subscriptions.feed import Feed
from service.app import create_app
from service.graph.driver.database import Database
from service.settings import Settings
from service.settings.limits import Limits
from service.uploads.receive import Uploads
from service.uploads.storage import open_storage
from support.cold import Cold
from support.seed import IDEA, ZOE
from support.signing import AUDIENCE, ISSUER, Signer

pytestmark = pytest.mark.anyio

ROOTS = {
    "node": '(id: "video:none") { id }',
    "nodes": '(ids: ["video:none"]) { id }',
    "video": '(by: {slug: "none"}) { id }',
    "videos": "(first: 1) { totalCount }",
    "segments": "(first: 1) { totalCount }",
    "entity": '(by: {slug: "none"}) { id }',
    "entities": "(first: 1) { totalCount }",
    "topic": '(by: {slug: "none"}) { id }',
    "topics": "(first: 1) { totalCount }",
    "channel": '(by: {name: "none"}) { id }',
    "channels": "(first: 1) { totalCount }",
    "relationships": "(first: 1) { totalCount }",
    "evidence": "(first: 1) { totalCount }",
    "search": '(query: "none", first: 1) { pageInfo { hasNextPage } }',
    "quote": '(by: {permalink: "/quote?video=none&text=none"}) { status }',
    "verifyQuote": '(text: "none") { status }',
    "suggest": '(prefix: "no") { id }',
    "suggestions": '(prefix: "no") { text: __typename }',
    "paths": f'(source: "{ZOE}", target: "{IDEA}") {{ length }}',
    "graph": "(maxNodes: 1) { totalNodes }",
    "stats": " { videoCount }",
    "decisions": "(first: 1) { totalCount }",
    "changes": "(first: 1) { totalCount }",
    "job": '(id: "job:none") { state }',
    "jobs": "(first: 1) { totalCount }",
    "follows": "(first: 1) { totalCount }",
}
"""Each root field that needs the scope `read`, with a selection that costs little."""
ADMIN_ROOTS = {"apiKeys": "(first: 1) { totalCount }", "webhooks": "(first: 1) { totalCount }"}
"""Each root field that needs the scope `admin`."""
SUBSCRIPTIONS = {
    "changes": ('(after: "999999999") { seq }', "INVALID_CURSOR"),
    "job": ('(id: "job:none") { state }', "NOT_FOUND"),
}
"""Each subscription, with an argument that ends it at once for who may have it, and the code of the end."""
MUTATIONS = {
    "deleteVideo": (
        ("ingest", "curate"),
        '(input: {video: "none"}) { __typename ... on UserError { code } }',
    ),
    "separateEntities": (
        "curate",
        '(input: {entities: ["none", "no-one"]}) { __typename ... on UserError { code } }',
    ),
    "updateEntity": (
        "curate",
        '(input: {entity: "none", kind: EVENT}) { __typename ... on UserError { code } }',
    ),
    "dropEntity": ("curate", '(input: {entity: "none"}) { __typename ... on UserError { code } }'),
    "detachName": ("curate", '(input: {entity: "none", name: "a"}) { __typename ... on UserError { code } }'),
    "rejectEvidence": (
        "curate",
        '(input: {evidence: "evidence:0"}) { __typename ... on UserError { code } }',
    ),
    "importTalk": (
        "ingest",
        '(input: {source: {text: {name: "", content: "a"}}}) { __typename ... on UserError { code } }',
    ),
    "retryJob": ("ingest", '(input: {job: "job:none"}) { __typename ... on UserError { code } }'),
    "cancelJob": ("ingest", '(input: {job: "job:none"}) { __typename ... on UserError { code } }'),
    "reExtract": ("ingest", '(input: {videos: ["none"]}) { __typename ... on UserError { code } }'),
    "acceptExtraction": ("ingest", '(input: {job: "job:none"}) { __typename ... on UserError { code } }'),
    "addStatement": (
        "curate",
        '(input: {video: "none", source: {entity: "a"}, type: USES, target: {entity: "b"}, quote: "c"}) '
        "{ __typename ... on UserError { code } }",
    ),
    "updateVideo": (
        "curate",
        '(input: {video: "none", title: "None"}) { __typename ... on UserError { code } }',
    ),
    "undo": ("curate", '(input: {decisions: ["decision:0"]}) { __typename ... on UserError { code } }'),
    "createApiKey": (
        "admin",
        '(input: {name: "none", scopes: []}) { __typename ... on UserError { code } }',
    ),
    "revokeApiKey": ("admin", '(input: {apiKey: "none"}) { __typename ... on UserError { code } }'),
    "addWebhook": ("admin", '(input: {url: "none"}) { __typename ... on UserError { code } }'),
    "removeWebhook": ("admin", '(input: {webhook: "none"}) { __typename ... on UserError { code } }'),
    "resumeWebhook": ("admin", '(input: {webhook: "none"}) { __typename ... on UserError { code } }'),
    "rotateWebhookSecret": ("admin", '(input: {webhook: "none"}) { __typename ... on UserError { code } }'),
    "followFeed": ("ingest", '(input: {url: "none"}) { __typename ... on UserError { code } }'),
    "unfollowFeed": ("ingest", '(input: {follow: "none"}) { __typename ... on UserError { code } }'),
    "mergeEntities": (
        "curate",
        '(input: {keep: "none", merge: ["no-one"]}) { __typename ... on UserError { code } }',
    ),
}
"""Each mutation: its scope, or several of which one is enough, and an input with which it finds nothing to change."""
MOST_ROOTS = Limits().root_fields
INVALID = ("importTalk", "followFeed", "createApiKey", "addWebhook")
"""Mutations whose input above is not valid."""
GOOD = ("read", "ingest", "curate", "admin", "two scopes", "X-API-Key", "token")
"""Clients that may read."""
UNKNOWN = (
    "no key",
    "expired",
    "revoked",
    "forged secret",
    "unknown id",
    "half a key",
    "Basic",
    "two keys",
    "token of another audience",
    "token of another issuer",
    "token of another algorithm",
    "unsigned token",
    "expired token",
    "token of another key",
    "token without expiry",
    "token without subject",
)
"""Clients who have not shown who they are."""
SCOPELESS = ("token without a scope",)
"""Clients who have, and may do nothing."""


class Clients:
    """Headers of each client by its name; `app` requires a key of everybody."""

    def __init__(self, database: Database, signer: Signer, public: str = "none") -> None:
        self.database = database
        self.signer = signer
        file = signer.folder / "public.pem"
        settings = Settings(
            public=public,  # pyright: ignore[reportArgumentType]
            home=signer.folder,
            jwt_key_file=file,
            jwt_issuer=ISSUER,
            jwt_audience=AUDIENCE,
            max_new_statements=0,
        )
        self.app = create_app(settings, database)
        rules = token_rules(settings)
        assert rules is not None
        self.app.state.engine, self.app.state.database = (
            Engine(database, limits=settings.limits),
            database,
        )
        self.app.state.uploads = Uploads.of(database, open_storage(settings), settings.upload_limits)
        self.app.state.authenticator = Authenticator(database, TokenVerifier(rules))
        self.app.state.feed = Feed(self.app.state.engine)
        self.app.state.warmth = Cold(database)

    def http(self, **options: Any) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=self.app)
        return httpx.AsyncClient(transport=transport, base_url="http://localhost", **options)

    async def headers(self, client: str) -> dict[str, str]:
        if client == "no key":
            return {}
        if "token" in client:
            return {"authorization": f"Bearer {self._token(client)}"}
        if client == "half a key":
            return {"authorization": "Bearer vkg_12345678"}
        if client == "unknown id":
            return {"authorization": f"Bearer {generate().text}"}
        scopes = {"two scopes": [Scope.INGEST, Scope.CURATE]}.get(client) or [
            Scope(client) if client in list(Scope) else Scope.READ
        ]
        created = await create_key(self.database, client, scopes)
        if client == "expired":
            await self.database.run(
                "MATCH (key:ApiKey {id: $id}) SET key.expiresAt = datetime() - duration('PT1S')",
                {"id": created.id},
                name="test",
            )
        if client == "revoked":
            await revoke_key(self.database, created.id)
        if client == "forged secret":
            return {"authorization": f"Bearer {created.key[:-1]}{'0' if created.key[-1] != '0' else '1'}"}
        if client == "Basic":
            return {"authorization": f"Basic {created.key}"}
        if client == "two keys":
            return {"authorization": f"Bearer {created.key}", "x-api-key": generate().text}
        if client == "X-API-Key":
            return {"x-api-key": created.key}
        return {"authorization": f"bearer {created.key}"}

    def _token(self, client: str) -> str:
        make = self.signer.token
        match client:
            case "token":
                return make(scope="openid read")
            case "token without a scope":
                return make(scope="openid")
            case "token of another audience":
                return make(aud="other")
            case "token of another issuer":
                return make(iss="https://other.example")
            case "token of another algorithm":
                return self.signer.confused()
            case "unsigned token":
                return self.signer.unsigned()
            case "expired token":
                return make(exp=int(time.time()) - 60)
            case "token of another key":
                return Signer(self.signer.folder / "other").token()
            case "token without expiry":
                return make(exp=None)
            case "token without subject":
                return make(sub=None)
            case _:
                raise AssertionError(client)


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return Signer(tmp_path_factory.mktemp("keys"))


@pytest.fixture
async def clients(seed_database: Database, signer: Signer) -> AsyncIterator[Clients]:
    yield Clients(seed_database, signer)
    await seed_database.run("MATCH (node:ApiKey|Upload) DELETE node", name="test")


def operation(*roots: str) -> str:
    return f"{{ {' '.join(f'{root}{(ROOTS | ADMIN_ROOTS)[root]}' for root in roots)} }}"


def refused(response: httpx.Response, status: int, code: str) -> None:
    assert response.status_code == status, response.text
    assert response.headers["www-authenticate"].startswith('Bearer realm="Videograph"')
    [error] = response.json()["errors"]
    assert error["extensions"]["code"] == code
    assert response.json().keys() == {"errors"}


def test_every_root_field_is_in_the_matrix() -> None:
    schema = graphql_schema()
    roots = [one for one in (schema.query_type, schema.mutation_type, schema.subscription_type) if one]

    declared = {
        f"{root.name}.{name}": field.extensions["strawberry-definition"].metadata["scope"]
        for root in roots
        for name, field in root.fields.items()
    }

    assert declared == {
        **{f"Query.{root}": "read" for root in ROOTS},
        **{f"Query.{root}": "admin" for root in ADMIN_ROOTS},
        **{f"Query.{root}": "anybody" for root in ("viewer", "schemaSearch", "schemaDefinitions")},
        **{f"Subscription.{root}": "read" for root in SUBSCRIPTIONS},
        **{f"Mutation.{name}": scope for name, (scope, _) in MUTATIONS.items()},
    }
    assert isinstance(schema.query_type.fields["viewer"].type, GraphQLNonNull)  # pyright: ignore


@pytest.mark.parametrize("client", GOOD)
async def test_who_may_read_reads_every_root_field_and_what_else_its_scopes_allow(
    clients: Clients, client: str
) -> None:
    may = {"ingest": {"ingest"}, "curate": {"curate"}, "two scopes": {"ingest", "curate"}}
    allowed = {"ingest", "curate", "admin"} if client == "admin" else may.get(client, set())
    async with clients.http(headers=await clients.headers(client)) as http:
        for roots in (*batched(ROOTS, MOST_ROOTS), tuple(ADMIN_ROOTS)):
            answer = await http.post("/graphql", json={"query": operation(*roots)})
            if roots[0] in ROOTS or "admin" in allowed:
                assert (answer.status_code, answer.json().keys()) == (200, {"data"}), answer.text
                assert answer.json()["data"].keys() == set(roots)
            else:
                refused(answer, 403, "FORBIDDEN")
        answer = await ask_mutations(http)
        assert answer == {name: expected(name, allowed) for name in MUTATIONS}
        for name, (rest, code) in SUBSCRIPTIONS.items():
            answer = await subscribe(http, f"{name}{rest}")
            assert answer.status_code == 200
            assert f'"code":"{code}"' in answer.text
        uploaded, deleted = await upload(http)

    if "ingest" in allowed:
        assert (uploaded.status_code, uploaded.json()["type"], deleted.status_code) == (201, "text/vtt", 204)
    else:
        refused(uploaded, 403, "FORBIDDEN")
        refused(deleted, 403, "FORBIDDEN")
    assert await clients.database.read("MATCH (upload:Upload) RETURN upload", name="test") == []


async def ask_mutations(http: httpx.AsyncClient) -> dict[str, tuple[str, str]]:
    """Type and code of the answer to each mutation."""
    found: dict[str, tuple[str, str]] = {}
    for some in batched(MUTATIONS.items(), MOST_ROOTS):
        fields = " ".join(f"{name}{rest}" for name, (_, rest) in some)
        answer = await http.post("/graphql", json={"query": f"mutation {{ {fields} }}"})
        assert (answer.status_code, answer.json().keys()) == (200, {"data"}), answer.text
        found |= {name: tuple(value.values()) for name, value in answer.json()["data"].items()}
    return found


def expected(name: str, allowed: set[str]) -> tuple[str, str]:
    scope = MUTATIONS[name][0]
    if not allowed & ({scope} if isinstance(scope, str) else set(scope)):
        return "Forbidden", "FORBIDDEN"
    return ("InvalidInput", "BAD_USER_INPUT") if name in INVALID else ("NotFound", "NOT_FOUND")


async def subscribe(http: httpx.AsyncClient, field: str) -> httpx.Response:
    return await http.post(
        "/graphql",
        json={"query": f"subscription {{ {field} }}"},
        headers={"accept": "text/event-stream"},
    )


CAPTIONS = b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello there.\n"


async def upload(http: httpx.AsyncClient) -> tuple[httpx.Response, httpx.Response]:
    """The answers to an upload, and to the end of it."""
    answer = await http.put("/uploads", params={"name": "talk.vtt"}, content=CAPTIONS)
    return answer, await http.delete(f"/uploads/{answer.json().get('id', 'none')}")


@pytest.mark.parametrize("client", [*UNKNOWN, *SCOPELESS])
async def test_others_are_refused_whatever_way_they_ask(clients: Clients, client: str) -> None:
    """One field, or route, of each sort. That all of a sort ask the same of a client, the next test shows."""
    status, code = (403, "FORBIDDEN") if client in SCOPELESS else (401, "UNAUTHENTICATED")
    query = operation("videos")
    [[slug, title]] = await clients.database.read(
        "MATCH (v:Video) RETURN v.slug, v.title LIMIT 1", name="test"
    )
    async with clients.http(headers=await clients.headers(client)) as http:
        for accept in ("application/json", "application/graphql-response+json"):
            answer = await http.post("/graphql", json={"query": query}, headers={"accept": accept})
            refused(answer, status, code)
        refused(await http.get("/graphql", params={"query": query}), status, code)
        hidden = f"query ($no: Boolean = false) {{ viewer {{ kind }} ...F @include(if: $no) }} fragment F on Query {query}"
        refused(await http.post("/graphql", json={"query": hidden}), status, code)
        refused(await http.post("/graphql", json={"query": operation("apiKeys")}), status, code)
        refused(await subscribe(http, "changes { seq }"), status, code)
        name, (_, rest) = next(iter(MUTATIONS.items()))
        if client in UNKNOWN:
            refused(await http.post("/graphql", json={"query": f"mutation {{ {name}{rest} }}"}), status, code)
        else:
            assert await ask_mutations(http) == {name: expected(name, set()) for name in MUTATIONS}
        refused(await http.get(f"/videos/{slug}/player"), status, code)
        shell = await http.get(f"/videos/{slug}")
        assert (shell.status_code, title in unescape(shell.text)) == (200, False)
        assert (await http.get("/healthz")).status_code == 200
        for answer in await upload(http):
            refused(answer, status, code)
    assert await clients.database.read("MATCH (upload:Upload) RETURN upload", name="test") == []


@pytest.mark.parametrize("client", ["no key", *SCOPELESS])
async def test_no_field_is_open_to_others(clients: Clients, client: str) -> None:
    status, code = (403, "FORBIDDEN") if client in SCOPELESS else (401, "UNAUTHENTICATED")
    async with clients.http(headers=await clients.headers(client)) as http:
        for root in ROOTS | ADMIN_ROOTS:
            refused(await http.post("/graphql", json={"query": operation(root)}), status, code)
        for name, (rest, _) in SUBSCRIPTIONS.items():
            refused(await subscribe(http, f"{name}{rest}"), status, code)
        for name, (_, rest) in MUTATIONS.items():
            if client in UNKNOWN:
                answer = await http.post("/graphql", json={"query": f"mutation {{ {name}{rest} }}"})
                refused(answer, status, code)


async def test_nothing_of_what_is_kept_reaches_others(clients: Clients) -> None:
    """A persisted document, an ETag and a cached answer are of use to nobody who may not ask for them."""
    query = operation("videos")
    persisted = {"persistedQuery": {"version": 1, "sha256Hash": sha256(query.encode()).hexdigest()}}
    extensions = json.dumps(persisted)
    async with clients.http() as http:
        reader = await clients.headers("read")
        answer = await http.get("/graphql", params={"query": query, "extensions": extensions}, headers=reader)
        assert answer.status_code == 200
        await (
            clients.app.state.authenticator.settle()
        )  # a note of the key's use makes another revision of the graph
        params = {"extensions": extensions}
        tag = (await http.get("/graphql", params=params, headers=reader)).headers["etag"]
        held = {"if-none-match": tag}
        assert (await http.get("/graphql", params=params, headers=reader | held)).status_code == 304

        for client in (*UNKNOWN, *SCOPELESS):
            status, code = (403, "FORBIDDEN") if client in SCOPELESS else (401, "UNAUTHENTICATED")
            headers = await clients.headers(client)
            for more in ({}, held, {"if-none-match": "*"}):
                refused(await http.get("/graphql", params=params, headers=headers | more), status, code)


ROUTES = {
    "/healthz": "anybody",
    "/readyz": "anybody",
    "/schema.graphql": "anybody",
    "/openapi.json": "anybody",
    "/llms.txt": "anybody",
    "/images/home.png": "anybody",
    "/ticket": "read",
    "/videos/{slug}/player": "read",
    "/videos/{slug}/recording": "read",
    "/videos/{slug}/export/{format}": "read",
    "/export/graph/{format}": "read",
    "/export/video": "read",
    "/export/decisions": "read",
    "/export/duplicates": "curate",
    "/language-models": "ingest",
    "/images/{noun}/{slug}.png": "read",
    "/images/{noun}/{slug}.svg": "read",
    "/uploads": "ingest",
    "/uploads/{upload}": "ingest",
    "/graphql": "by operation",
    "/mcp": "by operation",  # tests/integration/mcp/test_transports.py
    "/.well-known/oauth-protected-resource": "anybody",
    "/.well-known/oauth-protected-resource/mcp": "anybody",
    "/": "shell",
    "/videos/{slug}": "shell",
    "/entities/{slug}": "shell",
    "/topics/{slug}": "shell",
    "/search": "shell",
    "/connections": "shell",
    "/quote": "shell",
    "/map": "shell",
    "/import": "shell",
    "/duplicates": "shell",
    "/static/operations": "files",
    "/static/explorations": "files",
    "/static/joined/{file:path}": "files",
    "/static": "files",
}
TALK = "talk-a"


async def test_every_route_is_in_the_matrix(clients: Clients) -> None:
    assert {route.path for route in clients.app.routes} == ROUTES.keys()  # pyright: ignore


@pytest.mark.parametrize("client", ["no key", *SCOPELESS])
async def test_routes_for_who_may_not_read(clients: Clients, client: str) -> None:
    status, code = (403, "FORBIDDEN") if client in SCOPELESS else (401, "UNAUTHENTICATED")
    videos = await clients.database.read("MATCH (v:Video) RETURN v.slug, v.title", name="test")
    slug, titles = videos[0][0], [title for _, title in videos]
    values = {"slug": slug, "format": "vtt", "noun": "videos", "name": "Video"}
    async with clients.http(headers=await clients.headers(client)) as http:
        for path, needs in ROUTES.items():
            if needs in ("files", "by operation", "ingest"):
                continue
            there = await http.get(path.format(**values))
            nowhere = await http.get(path.format(**{**values, "slug": "nowhere"}))
            if needs in ("read", "curate"):
                refused(there, status, code)
                refused(nowhere, status, code)
            elif needs == "shell":
                # The same for what is there and what is not.
                assert (there.status_code, nowhere.status_code) == (200, 200)
                assert [title for title in titles if title in unescape(there.text)] == []
                assert there.text == nowhere.text
            elif path != "/readyz":
                assert there.status_code == 200, path


async def test_routes_for_who_may_read(clients: Clients) -> None:
    [[slug, title]] = await clients.database.read(
        "MATCH (v:Video) RETURN v.slug, v.title LIMIT 1", name="test"
    )
    engine: Engine = clients.app.state.engine
    for noun in ("videos", "entities"):  # Neo4j has planned it when a page asks it
        await engine.execute(LOOKUPS[noun], {"slug": slug})
    async with clients.http(headers=await clients.headers("read")) as http:
        assert title in unescape((await http.get(f"/videos/{slug}")).text)
        assert (await http.get("/videos/there-is-no-talk-of-this-name")).status_code == 404
        assert (await http.get(f"/videos/{slug}/export/vtt")).text.startswith("WEBVTT")
        assert (await http.get(f"/images/videos/{slug}.png")).headers["content-type"] == "image/png"
        refused(await http.get("/export/duplicates"), 403, "FORBIDDEN")
        refused(await http.get("/language-models"), 403, "FORBIDDEN")


async def test_a_ticket_opens_its_address_for_who_cannot_send_a_key(clients: Clients) -> None:
    clients.app.state.tickets = Tickets(b"secret")
    [[slug]] = await clients.database.read("MATCH (v:Video) RETURN v.slug LIMIT 1", name="test")
    path = f"/videos/{slug}/export/vtt"
    async with clients.http() as http:
        refused(await http.get("/ticket", params={"path": path}), 401, "UNAUTHENTICATED")
        answer = await http.get("/ticket", params={"path": path}, headers=await clients.headers("read"))
        ticket = answer.json()
        assert answer.headers["cache-control"] == "no-store"

        assert (await http.get(path, params=ticket)).text.startswith("WEBVTT")
        refused(await http.get(f"/videos/{slug}/player", params=ticket), 401, "UNAUTHENTICATED")
        refused(await http.get("/ticket", params={**ticket, "path": path}), 401, "UNAUTHENTICATED")
        refused(
            await http.get("/graphql", params={**ticket, "query": operation("stats")}), 401, "UNAUTHENTICATED"
        )
        refused(await http.get(path, params={"ticket": "1.a"}), 401, "UNAUTHENTICATED")


VIEWER = "{ viewer { kind name scopes expiresAt limits { costPerOperation costPerMinute newStatementsPerMinute } } }"


async def test_the_viewer_is_whoever_asks(clients: Clients) -> None:
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
    created = await create_key(clients.database, "front end", [Scope.CURATE], until)
    async with clients.http() as http:

        async def ask(headers: dict[str, str]) -> dict[str, Any]:
            return (await http.post("/graphql", json={"query": VIEWER}, headers=headers)).json()["data"][
                "viewer"
            ]

        assert await ask({"x-api-key": created.key}) == {
            "kind": "KEY",
            "name": "front end",
            "scopes": ["READ", "CURATE"],
            "expiresAt": until.isoformat().replace("+00:00", "Z"),
            "limits": {"costPerOperation": 50000, "costPerMinute": 1000000, "newStatementsPerMinute": None},
        }
        token = await ask(await clients.headers("token"))
        assert (token["kind"], token["name"], token["scopes"]) == ("TOKEN", "user-1", ["READ"])
        assert await ask({}) == {
            "kind": "PUBLIC",
            "name": None,
            "scopes": [],
            "expiresAt": None,
            "limits": {"costPerOperation": 50000, "costPerMinute": 300000, "newStatementsPerMinute": None},
        }
        # An answer of one viewer is not another one's, whatever a cache between them holds.
        params = {"query": VIEWER}
        one = await http.get("/graphql", params=params, headers={"x-api-key": created.key})
        held = {"if-none-match": one.headers["etag"]}
        assert (await http.get("/graphql", params=params, headers=held)).status_code == 200
        assert "x-api-key" in one.headers["vary"]
        assert one.headers["cache-control"] == "private, no-cache"


async def test_what_to_do_next(clients: Clients) -> None:
    async with clients.http() as http:

        async def told(client: str) -> str:
            headers = await clients.headers(client)
            answer = await http.post("/graphql", json={"query": operation("stats")}, headers=headers)
            return answer.json()["errors"][0]["message"]

        assert await told("no key") == (
            "Query.stats needs the scope `read`. Send an API key in the header `Authorization: Bearer <key>` or `X-API-Key: <key>`. "
            "`videograph keys create NAME` makes one on the server. "
            "The server can let everybody read (VIDEOGRAPH_PUBLIC=read, docs/guides/security.md)."
        )
        assert (await told("expired")).endswith(
            "has expired. Create another one with `videograph keys create NAME`."
        )
        assert (await told("revoked")).endswith("was revoked. Ask for another one.")
        assert await told("token without a scope") == (
            "Query.stats needs the scope `read`, and this token has no scope. Ask for a token with `read` in its scopes."
        )
        assert (
            await told("token of another audience") == "The token is not valid: it is for another audience."
        )


async def test_a_revoked_key_is_refused_within_a_minute_by_every_process(clients: Clients) -> None:
    now = [1_000_000_000.0]
    processes = [Authenticator(clients.database, clock=lambda: now[0]) for _ in range(2)]
    created = await create_key(clients.database, "one", [Scope.READ])
    for one in processes:
        assert (await one.authenticate(created.key, "a")).name == "one"
    await revoke_key(clients.database, created.id)

    now[0] += 29
    for one in processes:
        assert (await one.authenticate(created.key, "a")).name == "one"
    now[0] += 2
    for one in processes:
        with pytest.raises(Exception, match="was revoked"):
            await one.authenticate(created.key, "a")
        await one.settle()


async def test_a_key_that_expires_is_refused_at_that_moment(clients: Clients) -> None:
    until = datetime.now(UTC) + timedelta(days=1)
    created = await create_key(clients.database, "one", [Scope.READ], until)
    now = [until.timestamp() - 1]
    process = Authenticator(clients.database, clock=lambda: now[0])

    await process.authenticate(created.key, "a")
    now[0] += 1.5

    with pytest.raises(Exception, match="has expired"):
        await process.authenticate(created.key, "a")
    await process.settle()


async def test_a_key_costs_one_read_in_half_a_minute_and_its_use_is_noted(clients: Clients) -> None:
    created = await create_key(clients.database, "one", [Scope.READ])
    process = Authenticator(clients.database)
    reads: list[str] = []
    read = clients.database.read

    async def counted(*args: Any, name: str, **more: Any) -> Any:
        reads.append(name)
        return await read(*args, name=name, **more)

    clients.database.read = counted
    for _ in range(20):
        await process.authenticate(created.key, "a")
    await process.settle()
    clients.database.read = read

    assert reads == ["find key"]
    [listed] = await list_keys(clients.database)
    assert listed.last_used_at is not None


async def test_guesses_are_limited_by_address(clients: Clients) -> None:
    process = Authenticator(clients.database)
    created = await create_key(clients.database, "one", [Scope.READ])
    await process.authenticate(created.key, "a")
    for _ in range(60):
        with pytest.raises(Exception, match="not valid"):
            await process.authenticate(generate().text, "a")

    with pytest.raises(
        Exception,
        match=r"This address has sent too many invalid keys or tokens \(60 a minute are allowed\): try again in \d s",
    ):
        await process.authenticate(generate().text, "a")

    assert (await process.authenticate(created.key, "a")).name == "one"  # known already
    with pytest.raises(Exception, match="not valid"):
        await process.authenticate(generate().text, "b")
    await process.settle()

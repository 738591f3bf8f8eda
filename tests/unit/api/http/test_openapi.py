"""The OpenAPI document of the routes beside GraphQL: which routes, parameters and status codes, and how it is served."""

import re
from collections.abc import AsyncIterator
from typing import Any

import httpx2 as httpx
import pytest
from fastapi.routing import APIRoute

import service
from service.app import create_app
from service.exports.formats import FORMATS
from service.settings import Settings

pytestmark = pytest.mark.anyio

ROUTES = {
    "/healthz": ("200", "default"),
    "/readyz": ("200", "503", "default"),
    "/schema.graphql": ("200", "default"),
    "/ticket": ("200", "401", "403", "default"),
    "/videos/{slug}/player": ("200", "404", "503", "default"),
    "/videos/{slug}/recording": ("200", "206", "404", "416", "503", "default"),
    "/videos/{slug}/export/{format}": ("200", "400", "404", "501", "503", "default"),
    "/export/graph/{format}": ("200", "400", "404", "501", "503", "default"),
    "/export/video": ("200", "400", "404", "503", "default"),
    "/export/decisions": ("200", "503", "default"),
    "/export/duplicates": ("200", "503", "default"),
    "/language-models": ("200", "default"),
    "/images/home.png": ("200", "304", "default"),
    "/images/{noun}/{slug}.png": ("200", "304", "404", "default"),
    "/images/{noun}/{slug}.svg": ("200", "304", "404", "503", "default"),
    "/uploads/{upload}": ("204", "401", "403", "404", "409", "429", "503", "default"),
    "/uploads": ("201", "400", "401", "403", "413", "415", "429", "503", "default"),
}
"""Each with its status codes; `default` is what the whole server refuses (hosts, methods, connections)."""


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """The API without a graph."""
    transport = httpx.ASGITransport(app=create_app(Settings()))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


@pytest.fixture
async def document(client: httpx.AsyncClient) -> dict[str, Any]:
    return (await client.get("/openapi.json")).json()


async def test_it_lists_the_routes_beside_graphql_with_their_status_codes(document: dict[str, Any]) -> None:
    listed = {
        path: tuple(sorted(operation["responses"]))
        for path, operations in document["paths"].items()
        for operation in operations.values()
    }

    assert listed == ROUTES
    methods = {path: list(operations) for path, operations in document["paths"].items()}
    others = {"/uploads": ["put"], "/uploads/{upload}": ["delete"]}
    assert methods == {path: others.get(path, ["get"]) for path in ROUTES}
    assert document["info"]["version"] == service.__version__


async def test_no_typed_route_is_left_out(document: dict[str, Any]) -> None:
    routes = create_app(Settings()).routes
    typed = {route.path for route in routes if isinstance(route, APIRoute)}

    assert typed - {"/openapi.json"} == document["paths"].keys()


async def test_every_operation_and_parameter_is_described(document: dict[str, Any]) -> None:
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    parameters = {
        (one["in"], one["name"], tuple(one["schema"].get("enum", ())))
        for operation in operations
        for one in operation.get("parameters", [])
    }

    assert [one["operationId"] for one in operations if not (one["summary"] and one["description"])] == []
    assert len({one["operationId"] for one in operations}) == len(ROUTES)
    assert parameters == {
        ("query", "words", ()),
        ("path", "slug", ()),
        ("path", "format", tuple(FORMATS)),
        *(("query", name, ()) for name in ("channel", "topic", "entity", "since", "until")),
        ("path", "noun", ("videos", "entities")),
        ("header", "if-none-match", ()),
        ("query", "path", ()),
        ("query", "name", ()),
        ("path", "upload", ()),
        ("header", "content-disposition", ()),
        ("query", "video", ()),
    }
    assert all(one["description"] for operation in operations for one in operation.get("parameters", []))


async def test_every_reference_leads_to_a_schema(document: dict[str, Any]) -> None:
    references = set(re.findall(r"#/components/schemas/(\w+)", str(document)))

    assert references == document["components"]["schemas"].keys()
    assert {"Health", "Ready", "NotReady", "Errors"} <= references


async def test_it_is_served_as_the_other_files_are(client: httpx.AsyncClient) -> None:
    answer = await client.get("/openapi.json")

    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/healthz", "/schema.graphql", "/openapi.json", "/images/home.png"])
async def test_head_is_answered_as_get(client: httpx.AsyncClient, path: str) -> None:
    got, head = await client.get(path), await client.head(path)

    assert (head.status_code, head.headers) == (got.status_code, got.headers)


async def test_another_method_is_refused_with_those_that_are_taken(client: httpx.AsyncClient) -> None:
    for path in ("/healthz", "/openapi.json", "/videos/any/export/vtt"):
        answer = await client.post(path)

        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
        assert answer.json() == {
            "errors": [{"message": "Method Not Allowed.", "extensions": {"code": "METHOD_NOT_ALLOWED"}}]
        }


async def test_health_is_its_model(client: httpx.AsyncClient) -> None:
    answer = await client.get("/healthz")

    assert (
        answer.text
        == '{"status":"ok","service":"videograph","graph":null,"keptAnswers":{"given":0,"held":0,"bytes":0}}'
    )
    assert answer.headers["cache-control"] == "no-store"

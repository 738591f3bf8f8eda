"""The SDK's client over both transports, and what `/mcp` refuses."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

from service.access.scopes import Scope
from service.actions.keys import CreateApiKey, create_api_key
from service.graph.driver.database import Database
from service.mcp.http import session_manager
from support.backend import Neo4jServer
from support.live_api import LiveApi, live_api
from support.running_service import serve
from support.videograph_process import command, found_here

pytestmark = pytest.mark.anyio

READING = [
    "search",
    "resolve_entity",
    "get_entity",
    "find_connection",
    "get_talk",
    "get_moment",
    "explore_schema",
    "run_graphql",
]
INGESTING = ["add_talk", "get_job"]
CURATING = ["reject_quote"]
COUNT = {"query": "{ stats { videoCount } }"}
MODERN = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
}


@pytest.fixture
async def api(seed_database: Database) -> AsyncIterator[LiveApi]:
    async with live_api(seed_database) as live, session_manager(live.app, live.app.state.settings):
        yield live


@pytest.fixture
async def closed(seed_database: Database) -> AsyncIterator[LiveApi]:
    """One that lets nobody read without a key, and has an issuer of tokens."""
    values = {
        "public": "none",
        "jwt_issuer": "https://login.example.org",
        "public_url": "https://talks.example.org",
    }
    async with (
        live_api(seed_database, host="0.0.0.0", **values) as live,
        session_manager(live.app, live.app.state.settings),
    ):
        yield live


def at(api: LiveApi) -> str:
    return f"http://127.0.0.1:{api.port}/mcp"


async def post(api: LiveApi, method: str, params: dict[str, Any], **headers: str) -> httpx.Response:
    accept = {"accept": "application/json, text/event-stream"}
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    async with httpx.AsyncClient() as client:
        return await client.post(
            at(api),
            json=body,
            headers=accept | {key.replace("_", "-"): value for key, value in headers.items()},
        )


async def key_with(database: Database, *scopes: Scope) -> str:
    return (await create_api_key(database, CreateApiKey(name="agent", scopes=scopes))).key


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_client_of_either_revision(api: LiveApi, mode: str) -> None:
    async with Client(at(api), mode=mode) as client:
        assert client.server_info is not None
        assert client.server_info.name == "videograph"
        assert [one.name for one in (await client.list_tools()).tools] == READING + INGESTING + CURATING
        result = await client.call_tool("run_graphql", COUNT)
    assert result.structured_content is not None
    assert result.structured_content["data"] == {"stats": {"videoCount": 7}}


async def test_a_call_needs_no_handshake_and_is_answered_as_json(api: LiveApi) -> None:
    params = {"name": "run_graphql", "arguments": COUNT, "_meta": MODERN}
    response = await post(
        api,
        "tools/call",
        params,
        mcp_protocol_version="2026-07-28",
        mcp_method="tools/call",
        mcp_name="run_graphql",
    )
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
    assert response.json()["result"]["structuredContent"]["data"] == {"stats": {"videoCount": 7}}


async def test_other_methods_are_refused(api: LiveApi) -> None:
    async with httpx.AsyncClient() as client:
        assert [(await client.request(one, at(api))).status_code for one in ("GET", "DELETE")] == [405, 405]


async def test_wrong_hosts_and_origins_are_refused(api: LiveApi) -> None:
    host = await post(api, "ping", {}, host="evil.example.org")
    assert (host.status_code, host.json()["errors"][0]["extensions"]["code"]) == (421, "MISDIRECTED_REQUEST")
    origin = await post(api, "ping", {}, origin="https://evil.example.org")
    assert (origin.status_code, origin.json()["errors"][0]["extensions"]["code"]) == (403, "FORBIDDEN")


async def test_large_bodies_are_refused(api: LiveApi) -> None:
    response = await post(api, "tools/call", {"name": "search", "arguments": {"query": "x" * 1_000_001}})
    assert response.status_code == 413


async def test_a_client_that_leaves_in_the_middle_of_its_request_is_no_error(
    api: LiveApi, caplog: pytest.LogCaptureFixture
) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", api.port)
    head = "POST /mcp HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: application/json, text/event-stream"
    writer.write(f"{head}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{{".encode())
    await writer.drain()
    await asyncio.sleep(0.1)  # until the service waits for the rest
    writer.close()
    await writer.wait_closed()
    assert (await post(api, "ping", {})).status_code == 200
    assert [record.message for record in caplog.records if record.levelno > logging.INFO] == []


async def test_without_a_key_the_answer_says_where_tokens_are_from(closed: LiveApi) -> None:
    response = await post(closed, "ping", {})
    assert response.status_code == 401
    assert response.headers["www-authenticate"] == (
        'Bearer realm="Videograph", '
        'resource_metadata="https://talks.example.org/.well-known/oauth-protected-resource/mcp"'
    )
    async with httpx.AsyncClient() as client:
        address = f"http://127.0.0.1:{closed.port}/.well-known/oauth-protected-resource/mcp"
        metadata = (await client.get(address)).json()
    assert metadata == {
        "resource": "https://talks.example.org/mcp",
        "resource_name": "Videograph",
        "authorization_servers": ["https://login.example.org"],
        "scopes_supported": ["read", "ingest", "curate"],
        "bearer_methods_supported": ["header"],
    }


@pytest.mark.parametrize(
    ("scope", "more"), [(Scope.READ, []), (Scope.INGEST, INGESTING), (Scope.CURATE, CURATING)]
)
async def test_tools_are_those_of_the_keys_scopes(
    closed: LiveApi, seed_database: Database, scope: Scope, more: list[str]
) -> None:
    key = await key_with(seed_database, scope)
    async with (
        httpx.AsyncClient(headers={"authorization": f"Bearer {key}"}) as http,
        Client(streamable_http_client(at(closed), http_client=http)) as client,
    ):
        assert [one.name for one in (await client.list_tools()).tools] == READING + more
        refused = await client.call_tool("reject_quote", {"evidence": "evidence:x", "reason": "wrong"})
    assert refused.is_error
    assert refused.structured_content is not None
    expected = "NOT_FOUND" if scope == Scope.CURATE else "FORBIDDEN"
    assert refused.structured_content["error"]["code"] == expected


async def test_over_standard_input_and_output(seed: Neo4jServer, environment: dict[str, str]) -> None:
    program, *arguments = command("mcp", "--scope", "curate")
    parameters = StdioServerParameters(command=program, args=arguments, env=found_here(environment))
    async with Client(parameters) as client:
        assert [one.name for one in (await client.list_tools()).tools] == READING + CURATING
        result = await client.call_tool("run_graphql", COUNT)
    assert result.structured_content is not None
    assert result.structured_content["data"] == {"stats": {"videoCount": 7}}


@pytest.mark.nightly
async def test_a_service_serves_it_and_the_command_reaches_it(
    seed: Neo4jServer, seed_database: Database, environment: dict[str, str], tmp_path: Path
) -> None:
    with serve(seed, tmp_path) as address:
        async with Client(f"{address}/mcp") as client:
            assert len((await client.list_tools()).tools) == 11
        program, *arguments = command("--server", address, "mcp")
        parameters = StdioServerParameters(command=program, args=arguments, env=found_here(environment))
        async with Client(parameters) as client:
            assert len((await client.list_tools()).tools) == 11
            result = await client.call_tool("run_graphql", COUNT)
    assert result.structured_content is not None
    assert result.structured_content["data"] == {"stats": {"videoCount": 7}}

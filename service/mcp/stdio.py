"""MCP over standard input and output, for a client on this machine."""

from typing import Any

from mcp.server.context import ServerRequestContext
from mcp.server.stdio import stdio_server

from service.mcp.api import Api
from service.mcp.server import mcp_server


async def serve_stdio(api: Api) -> None:
    """Answers until the client closes standard input."""

    async def api_of(_: ServerRequestContext[Any, Any]) -> Api:
        return api

    server = mcp_server(api_of)
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())

"""The MCP server: lists the tools of a client's scopes and calls them. Transports give it the API of each request."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from mcp.server import Server
from mcp.server.caching import CacheHint
from mcp.server.context import ServerRequestContext
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
)
from pydantic import ValidationError

import service
from service.access.scopes import allows
from service.errors import RateLimited, VideographError, reason_of
from service.mcp.answer import DEFAULT_TOKENS, RenderedAnswer, quoted, render
from service.mcp.api import Api, ToolError, next_step
from service.mcp.definitions import INSTRUCTIONS, TOOLS, ToolDefinition

type ApiOf = Callable[[ServerRequestContext[Any, Any]], Awaitable[Api]]

_LISTED_MS = 300_000
"""How long a client may keep the list of tools."""
_log = logging.getLogger("videograph")


def mcp_server(api_of: ApiOf) -> Server[Any]:
    """Returns the server.

    Args:
        api_of: the API for whoever sends a request.
    """

    async def list_tools(
        context: ServerRequestContext[Any, Any], _: PaginatedRequestParams | None
    ) -> ListToolsResult:
        scopes = (await api_of(context)).scopes
        return ListToolsResult(tools=[one.tool for one in TOOLS.values() if allows(scopes, one.scope)])

    async def call_tool(
        context: ServerRequestContext[Any, Any], params: CallToolRequestParams
    ) -> CallToolResult:
        result = await call(await api_of(context), params.name, params.arguments or {})
        return CallToolResult(
            content=[TextContent(type="text", text=result.text)],
            structured_content=result.structure,
            is_error=result.is_error,
        )

    return Server(
        "videograph",
        version=service.__version__,
        title="Videograph",
        instructions=INSTRUCTIONS,
        cache_hints={"tools/list": CacheHint(ttl_ms=_LISTED_MS, scope="private")},
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


async def call(api: Api, name: str, given: dict[str, Any]) -> RenderedAnswer:
    """Returns the answer of a tool, or what is wrong and what to call instead."""
    try:
        return await _call(api, name, given)
    except ToolError as fault:
        return _failed(fault)
    except VideographError as error:
        retry_after = error.retry_after if isinstance(error, RateLimited) else None
        return _failed(ToolError(error.code, error.message, next_step(error.code, retry_after)))
    except Exception:
        request_id = secrets.token_hex(8)
        _log.exception("request %s failed", request_id)
        message = f"Internal error. The log has details of request {request_id}."
        return _failed(ToolError("INTERNAL", message, next_step("INTERNAL", None)))


async def _call(api: Api, name: str, given: dict[str, Any]) -> RenderedAnswer:
    tool = TOOLS.get(name)
    offered = ", ".join(one.name for one in TOOLS.values() if allows(api.scopes, one.scope))
    if tool is None:
        raise ToolError("NOT_FOUND", f"There is no tool {quoted(name[:60])}.", f"Call one of {offered}.")
    if not allows(api.scopes, tool.scope):
        raise ToolError(
            "FORBIDDEN",
            f"{name} needs the scope `{tool.scope}`.",
            f"Tell the user to configure an API key with it. Without it: {offered}.",
        )
    asked = _arguments(tool, given)
    answer = await tool.run(api, asked)
    return render(answer, getattr(asked, "max_tokens", DEFAULT_TOKENS))


def _arguments(tool: ToolDefinition, given: dict[str, Any]) -> Any:
    try:
        return tool.arguments.model_validate(given)
    except ValidationError as error:
        faults = "; ".join(
            f"`{'.'.join(str(part) for part in one['loc'])}` {reason_of(one)}" for one in error.errors()
        )
        known = ", ".join(tool.arguments.model_fields)
        raise ToolError(
            "BAD_USER_INPUT", f"{faults}.", f"Call {tool.name} again. Its arguments are {known}."
        ) from None


def _failed(fault: ToolError) -> RenderedAnswer:
    error = {"code": fault.code, "message": fault.message, "next_step": fault.next_step}
    text = f"Error {fault.code}: {fault.message}\nNext: {fault.next_step}"
    return RenderedAnswer(text, {"error": error}, is_error=True)

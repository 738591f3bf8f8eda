"""What people and programs read about the API: `/docs`, made from the schema, and `/llms.txt`.

Pages without a script. Examples are in `service/web/reference/examples.graphql`; each leads to GraphiQL, which runs it.
"""

import re
from functools import cache
from html import escape
from http import HTTPStatus
from urllib.parse import urlencode

from graphql import OperationDefinitionNode, parse, print_ast
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from service.api.http.request_parts import NO_SNIFFING, public_address
from service.api.http.transport.etags import revalidated
from service.api.schema.build import graphql_schema
from service.api.schema.schema_search import SchemaMember, find_member, members_of, paths_to, search_schema
from service.errors import NotFound
from service.extras import is_installed
from service.resources import web_folder

_HEADERS = {
    **NO_SNIFFING,
    "cache-control": "no-cache",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
}
_ROOTS = {"Query": "Queries", "Mutation": "Mutations", "Subscription": "Subscriptions"}
_KINDS = {
    "OBJECT": "Types",
    "INTERFACE": "Interfaces",
    "UNION": "Unions",
    "INPUT_OBJECT": "Inputs",
    "ENUM": "Enums",
    "SCALAR": "Scalars",
}
_TYPE = re.compile(r"\b[A-Z]\w*")
_CODE = re.compile(r"`([^`]+)`")
_LONGEST, _MOST = 256, 20


def routes() -> list[BaseRoute]:
    return [
        Route("/docs", send_reference, methods=["GET"]),
        Route("/docs/{name}", send_type, methods=["GET"]),
        Route("/llms.txt", send_llms_text, methods=["GET"]),
    ]


async def send_reference(request: Request) -> Response:
    """Returns the root fields and the types, or what words find in the schema."""
    words = request.query_params.get("search", "").strip()[:_LONGEST]
    if words:
        return _send(request, _page(f"{words} · Reference", _search_box(words) + _found(words)))
    return _send(request, _reference())


@cache
def _reference() -> str:
    parts = [
        _search_box(),
        "<p>All fields, types and arguments of <a href='/graphql'>/graphql</a>, with examples that GraphiQL runs.</p>",
    ]
    for name, title in _ROOTS.items():
        rows = "".join(
            f'<li><a href="/docs/{name}#{one.name}"><code>{one.name}</code></a> {_prose(one.description)}</li>'
            for one in members_of(name)
        )
        parts.append(f'<section id="{name}"><h2>{title}</h2><ul class="fields">{rows}</ul></section>')
    kinds: dict[str, list[str]] = {kind: [] for kind in _KINDS}
    for name in sorted(_type_names() - _ROOTS.keys()):
        kinds[find_member(name).kind].append(f'<li><a href="/docs/{name}">{name}</a></li>')
    parts += [
        f'<section><h2>{title}</h2><ul class="types">{"".join(kinds[kind])}</ul></section>'
        for kind, title in _KINDS.items()
    ]
    return _page("Reference", "".join(parts))


async def send_type(request: Request) -> Response:
    """Returns a type with its members. If the schema has none of this name, says which come near, with status 404."""
    name: str = request.path_params["name"][:_LONGEST]
    try:
        if "." in name:
            return Response(
                status_code=HTTPStatus.MOVED_PERMANENTLY, headers={"location": _address(find_member(name))}
            )
        return _send(request, _type_page(name))
    except NotFound as error:
        text = _page("Not found", _search_box() + f"<p>{escape(error.message)}</p>")
        return HTMLResponse(text, HTTPStatus.NOT_FOUND, _HEADERS)


@cache
def _type_page(name: str) -> str:
    found = find_member(name)
    paths = "".join(f"<li><code>{escape(path)}</code></li>" for path in paths_to(name))
    used = "".join(
        f'<li><a href="/docs/{owner}#{field}"><code>{owner}.{field}</code></a></li>'
        for owner, field in _uses()[name]
    )
    parts = [
        _search_box(),
        f"<h1>{escape(name)}</h1><p class='signature'><code>{_signature(found.signature)}</code></p><p>{_prose(found.description)}</p>",
        *(_member(one) for one in members_of(name)),
        f"<section><h2>Reached by</h2><ul>{paths}</ul></section>" if paths else "",
        f"<section><h2>Used by</h2><ul class='types'>{used}</ul></section>" if used else "",
    ]
    return _page(f"{name} · Reference", "".join(parts))


async def send_llms_text(request: Request) -> Response:
    """Returns what the service is and where it is asked, for language models (https://llmstxt.org)."""
    text = (web_folder() / "reference" / "llms.txt").read_text(encoding="utf-8")
    text = text.replace("{base}", public_address(request))
    before, tools, after = re.split(r"(?m)^(?=## )", text, maxsplit=2)
    shown = [before, *([tools] if is_installed("mcp") else []), after]
    return revalidated(request, "".join(shown), {**NO_SNIFFING, "cache-control": "no-cache"}, "text/plain")


def _send(request: Request, page: str) -> Response:
    return revalidated(request, page, _HEADERS, "text/html")


def _page(title: str, body: str) -> str:
    text = (web_folder() / "reference" / "index.html").read_text(encoding="utf-8")
    return text.replace("<title></title>", f"<title>{escape(title)} · Videograph</title>").replace(
        "<!-- body -->", body
    )


def _search_box(words: str = "") -> str:
    return (
        '<form role="search" action="/docs"><label for="search-words">Search the schema</label>'
        f'<input id="search-words" name="search" type="search" value="{escape(words)}" maxlength="{_LONGEST}"><button>Search</button></form>'
    )


def _found(words: str) -> str:
    matches = search_schema(words, _MOST)
    if not matches:
        return f"<p>Nothing in the schema has these words: {escape(words)}.</p>"
    rows = "".join(
        f'<li><a href="{_address(one.member)}"><code>{escape(one.member.coordinate)}</code></a> {_prose(one.member.description)}</li>'
        for one in matches
    )
    return f'<h1>{escape(words)}</h1><ul class="fields">{rows}</ul>'


def _address(member: SchemaMember) -> str:
    return f"/docs/{member.owner}#{member.name}" if member.owner else f"/docs/{member.name}"


def _member(one: SchemaMember) -> str:
    arguments = "".join(
        f"<dt><code>{_signature(argument.signature)}</code></dt><dd>{_prose(argument.description)}</dd>"
        for argument in one.arguments
    )
    signature = one.signature
    if len(one.arguments) > 2:  # they follow one by one
        signature = f"{one.name}(…){one.signature.rpartition(')')[2]}"
    example = examples().get(one.name, "") if one.owner == "Query" else ""
    run = f'<p><a href="/graphql?{urlencode({"query": example})}">Run in GraphiQL</a></p>' if example else ""
    # Its name leads to itself, so that a reader can copy the address.
    heading = f'<a href="#{one.name}">{one.name}</a>{_signature(signature.removeprefix(one.name))}'
    return (
        f'<section class="member" id="{one.name}"><h3><code>{heading}</code></h3><p>{_prose(one.description)}</p>'
        + (f"<dl>{arguments}</dl>" if arguments else "")
        + (f"<pre><code>{escape(example)}</code></pre>{run}" if example else "")
        + "</section>"
    )


def _signature(text: str) -> str:
    """As HTML, with a link at each type."""
    names = _type_names()
    return _TYPE.sub(
        lambda match: f'<a href="/docs/{match[0]}">{match[0]}</a>' if match[0] in names else match[0],
        escape(text, quote=False),
    )


def _prose(text: str) -> str:
    return _CODE.sub(r"<code>\1</code>", escape(text, quote=False))


@cache
def _type_names() -> frozenset[str]:
    return frozenset(name for name in graphql_schema().type_map if not name.startswith("__"))


@cache
def _uses() -> dict[str, list[tuple[str, str]]]:
    """For each type the members that lead to it or take it, as owner and name."""
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in _type_names()}
    members = (one for name in sorted(_type_names()) for one in members_of(name))
    for member in members:
        if member.kind == "ENUM_VALUE":
            continue
        types = {match[0] for match in _TYPE.finditer(member.signature)}
        for name in sorted(types & found.keys()):
            found[name].append((member.owner, member.name))
    return found


@cache
def examples() -> dict[str, str]:
    """The example of each root field of queries, by its name."""
    text = (web_folder() / "reference" / "examples.graphql").read_text(encoding="utf-8")
    return {
        one.name.value: print_ast(one)
        for one in parse(text).definitions
        if isinstance(one, OperationDefinitionNode) and one.name is not None
    }

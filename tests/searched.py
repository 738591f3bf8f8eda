"""What search and suggestions answer, in short: for tests."""

from typing import Any

from service.graph.database import Database
from service.graph.search.find import Hit, find_hits


async def search(database: Database, query: str, **more: Any) -> list[Hit]:
    asked = {"scopes": (), "kinds": (), "first": 20, "after": None}
    return (await find_hits(database, query, **(asked | more)))[0]


async def marked(database: Database, query: str, **more: Any) -> list[tuple[str, str]]:
    """Scope and snippet of each hit, with the highlights in brackets."""
    shown: list[tuple[str, str]] = []
    for hit in await search(database, query, **more):
        text = hit.snippet
        for start, end in reversed(hit.highlights):
            text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
        shown.append((hit.scope, text))
    return shown


async def names_of(database: Database, ids: list[str]) -> list[str]:
    rows = await database.read(
        "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.name", {"ids": ids}, name="names"
    )
    return [row[0] for row in rows]

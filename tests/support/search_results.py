"""Short forms of search results and suggestions, and small graphs for search tests."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from service.api.execution.engine import Engine
from service.api.operation.arguments.cursors import Cursors
from service.api.pre_queries import LABELS
from service.domain.text import search_form
from service.graph.driver.database import Database
from support.seed import ZOE

SEARCH = """query ($query: String!, $in: [SearchScope!], $kind: [EntityKind!], $where: SearchWhere, $first: Int, $after: String) {
  search(query: $query, in: $in, kind: $kind, where: $where, first: $first, after: $after) {
    correctedQuery
    edges { cursor score hasAllWords snippet highlights { start end } node { __typename ... on Entity { kind } } }
    pageInfo { hasNextPage endCursor }
  }
}"""
SUGGEST = """query ($prefix: String!, $kind: [EntityKind!], $first: Int!) {
  suggest(prefix: $prefix, kind: $kind, first: $first) { id }
}"""
_engines: WeakKeyDictionary[Database, Engine] = WeakKeyDictionary()
_SCOPES = {label: scope for scope, label in LABELS.items()}

WORKSHOP, FOLLOW_UP, TWIN = "video:seed-workshop", "video:seed-follow-up", "video:seed-twin-a"
COFFEE, LLAMAS, OEL = "topic:coffee", "topic:llamas", "channel:kanal-oel"
SEARCH_CONDITIONS: tuple[dict[str, Any], ...] = (
    {"videos": {"any": [WORKSHOP]}},
    {"videos": {"any": [WORKSHOP, FOLLOW_UP], "none": [WORKSHOP]}},
    {"videos": {"all": [FOLLOW_UP]}},
    {"videos": {"all": [FOLLOW_UP, WORKSHOP]}},
    {"videos": {"any": []}},
    {"channels": {"any": [OEL]}},
    {"channels": {"none": [OEL]}},
    {"channels": {"all": [OEL]}},
    {"speakers": {"any": [ZOE]}},
    {"speakers": {"all": [ZOE]}},
    {"speakers": {"none": [ZOE]}},
    {"topics": {"any": [COFFEE]}},
    {"topics": {"all": [COFFEE, LLAMAS]}},
    {"topics": {"any": [COFFEE], "none": [LLAMAS]}},
    {"publishedOn": {"gte": "2025-01-01"}},
    {"publishedOn": {"gte": "2025-11-23", "lt": "2025-11-24"}},
    {"speakers": {"any": [ZOE]}, "topics": {"any": [COFFEE]}, "publishedOn": {"lt": "2026-01-01"}},
    {"videos": {"any": [WORKSHOP]}, "speakers": {"any": [ZOE]}},
)
"""Of `SearchWhere`: each condition with each of its keys, on the seed graph."""


@dataclass(frozen=True)
class Hit:
    """A hit as it leaves the API; `id` is that of what was found, of a summary's paragraph that of the video."""

    scope: str
    id: str
    score: float
    has_all_words: bool
    snippet: str
    highlights: tuple[tuple[int, int], ...]


async def write_search_graph(
    database: Database, names: Iterable[tuple[str, str, int]], texts: Sequence[str]
) -> None:
    """Entities (name, kind, mentions) that go by one name each, and segments of these texts."""
    rows = [
        {"name": name, "form": search_form(name), "kind": kind, "label": kind.capitalize(), "count": count}
        for name, kind, count in names
    ]
    await database.run(
        "UNWIND $rows AS row "
        "CREATE (e:Entity {id: 'entity:' + row.name, slug: row.name, name: row.name, searchName: row.form, "
        "kind: row.kind, mentionCount: row.count, videoCount: 1, relationshipCount: 0}) SET e:$(row.label) "
        "CREATE (:Alias {key: row.kind + ':' + row.name, name: row.name, searchName: row.form})-[:NAMES]->(e)",
        {"rows": rows},
        name="entities",
    )
    await database.run(
        "UNWIND range(0, size($texts) - 1) AS i "
        "CREATE (:Segment {id: 'segment:own#' + right('00' + i, 3), text: $texts[i], searchText: $forms[i]})",
        {"texts": texts, "forms": [search_form(text) for text in texts]},
        name="segments",
    )


async def search_page(database: Database, query: str, **variables: Any) -> tuple[list[Hit], str | None]:
    """A page and, when more hits follow, its last cursor."""
    page = (await _ask(database, SEARCH, {"query": query, "first": 20, **variables}))["search"]
    info = page["pageInfo"]
    return [_hit(edge) for edge in page["edges"]], info["endCursor"] if info["hasNextPage"] else None


async def search(database: Database, query: str, **variables: Any) -> list[Hit]:
    return (await search_page(database, query, **variables))[0]


async def _ask(database: Database, query: str, variables: dict[str, Any]) -> dict[str, Any]:
    if database not in _engines:
        _engines[database] = Engine(database)
    answer = await _engines[database].execute(query, variables)
    assert "errors" not in answer, answer
    return answer["data"]


def _hit(edge: dict[str, Any]) -> Hit:
    node, score = edge["node"], edge["score"]
    cursor = Cursors().decode(edge["cursor"], "Query.search/score-", 2, "after")
    scope = _SCOPES["Entity" if "kind" in node else node["__typename"]]
    assert cursor[0] == score
    highlights = tuple((one["start"], one["end"]) for one in edge["highlights"])
    return Hit(scope, cursor[1], score, edge["hasAllWords"], edge["snippet"], highlights)


async def corrected(database: Database, query: str, **variables: Any) -> str | None:
    """The query that the hits are of, where it is not this one."""
    return (await _ask(database, SEARCH, {"query": query, "first": 20, **variables}))["search"][
        "correctedQuery"
    ]


async def marked(database: Database, query: str, **variables: Any) -> list[tuple[str, str]]:
    """Scope and snippet of each hit, with the highlights in brackets."""
    shown: list[tuple[str, str]] = []
    for hit in await search(database, query, **variables):
        text = hit.snippet
        for start, end in reversed(hit.highlights):
            text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
        shown.append((hit.scope, text))
    return shown


async def suggested(database: Database, prefix: str, **variables: Any) -> list[str]:
    """Ids, best first."""
    found = await _ask(database, SUGGEST, {"prefix": prefix, "first": 3, **variables})
    return [one["id"] for one in found["suggest"]]


async def names_of(database: Database, ids: list[str]) -> list[str]:
    rows = await database.read(
        "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.name", {"ids": ids}, name="names"
    )
    return [row[0] for row in rows]

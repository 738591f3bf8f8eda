"""Operations whose answers stand in this folder: each root field, pages, filters and errors, over the seed and over the demo."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from service.api.execution.engine import OPERATIONS
from service.resources import web_folder
from support.seed import BO, CAFE, ENGINE, GHOST, IDEA, NEURIPS, ZOE

HERE = Path(__file__).parent
PAGE = web_folder() / "page" / "operations"
TALK = "videograph-lecun-leaves-meta"
LECUN, META = "yann-lecun", "meta"


@dataclass(frozen=True)
class Asked:
    """An operation, the graph that it is for ("seed" or "demo"), and a name that tells it from the others of that graph."""

    graph: str
    name: str
    query: str
    variables: dict[str, Any] = field(default_factory=dict)


def operations() -> Iterator[Asked]:
    for number, (query, variables) in enumerate(_SEED):
        yield Asked("seed", f"{number:02} {_start(query)}", _whole(query), variables)
    for number, query in enumerate(_ERRORS):
        yield Asked("seed", f"error {number:02} {_start(query)}", query)
    for line in (HERE / "random.jsonl").read_bytes().splitlines():
        one = orjson.loads(line)
        yield Asked("seed", one["name"], one["query"], one["variables"])
    for number, (file, variables) in enumerate(_PAGES):
        query = (OPERATIONS if file == "video_page" else PAGE).joinpath(f"{file}.graphql")
        yield Asked("demo", f"{number:02} {file}", query.read_text(encoding="utf-8"), variables)
    for number, (query, variables) in enumerate(_DEMO):
        yield Asked("demo", f"query {number:02} {_start(query)}", _whole(query), variables)


def _whole(query: str) -> str:
    return " ".join([query, *(text for name, text in _FRAGMENTS.items() if f"...{name}" in query)])


def _start(query: str) -> str:
    return " ".join(query.replace("{", " ").replace("(", " ").split()[:2])


_FRAGMENTS = {
    "Names": "fragment Names on EntityConnection { totalCount nodes { name slug kind mentionCount videoCount } }",
    "Said": "fragment Said on SegmentConnection { totalCount nodes { index text startSeconds video { slug } speaker { label } } }",
    "Stated": "fragment Stated on RelationshipConnection { totalCount nodes { type weight past evidenceCount source { name } target { name } } }",
    "Quotes": "fragment Quotes on EvidenceConnection { totalCount nodes { quote startSeconds past confidence video { slug } } }",
    "Talks": "fragment Talks on VideoConnection { totalCount nodes { slug title publishedOn durationSeconds } }",
}

_SEED: list[tuple[str, dict[str, Any]]] = [
    ("{ stats { videoCount segmentCount entityCount relationshipCount evidenceCount topicCount } }", {}),
    ("{ stats { entitiesByKind { kind count } relationshipsByType { type count } } }", {}),
    ("{ videos { ...Talks } }", {}),
    ("{ videos(orderBy: [{field: TITLE, direction: ASC}], first: 3) { ...Talks } }", {}),
    ("{ videos(orderBy: [{field: DURATION, direction: DESC}]) { ...Talks } }", {}),
    ("{ videos(where: {publishedOn: {gte: \"2025-01-01\"}}) { ...Talks } }", {}),
    ("{ videos(where: {not: {publishedOn: {gte: \"2025-01-01\"}}}) { ...Talks } }", {}),
    ("query ($id: ID!) { videos(where: {entities: {any: [$id]}}) { ...Talks } }", {"id": ZOE}),
    ("query ($id: ID!) { videos(where: {entities: {none: [$id]}}) { ...Talks } }", {"id": ZOE}),
    ("query ($ids: [ID!]) { videos(where: {entities: {all: $ids}}) { ...Talks } }", {"ids": [ZOE, BO]}),
    ("{ entities(first: 5) { pageInfo { hasNextPage hasPreviousPage } ...Names } }", {}),
    ("{ entities(last: 4) { pageInfo { hasNextPage hasPreviousPage } ...Names } }", {}),
    ("{ entities(orderBy: [{field: NAME}], first: 12) { ...Names } }", {}),
    ("{ entities(where: {kind: [PERSON, EVENT]}) { ...Names } }", {}),
    ("{ entities(where: {name: {startsWith: \"l\"}}) { ...Names } }", {}),
    ("{ entities(where: {or: [{kind: [COMPANY]}, {minMentions: 2}]}, first: 20) { ...Names } }", {}),
    ("{ entities(where: {mentionedOn: {gte: \"2025-01-01\", lt: \"2026-01-01\"}}, first: 8) { ...Names } }", {}),
    ("query ($id: ID!) { entity(by: {id: $id}) { name aliases description url firstMentionedOn } }", {"id": ZOE}),
    ("query ($id: ID!) { entity(by: {id: $id}) { relationships { ...Stated } } }", {"id": CAFE}),
    ("query ($id: ID!) { entity(by: {id: $id}) { mentions(first: 6) { totalCount nodes { text startOffset segment { index } } } } }", {"id": ZOE}),
    ("query ($id: ID!) { entity(by: {id: $id}) { videos { totalCount edges { mentionCount salience node { slug } } } } }", {"id": BO}),
    ("query ($id: ID!) { entity(by: {id: $id}) { neighbors(hops: 3) { totalCount truncated edges { distance node { name } } } } }", {"id": GHOST}),
    ("query ($id: ID!) { entity(by: {id: $id}) { neighbors(hops: 2, where: {past: false}) { edges { distance node { name } } } } }", {"id": ENGINE}),
    ("{ entity(by: {name: \"Llama\"}) { name kind } product: entity(by: {name: \"Llama\"}, kind: PRODUCT) { name kind } }", {}),
    ("{ entity(by: {slug: \"nobody\"}) { name } }", {}),
    ("{ topics { totalCount nodes { name slug } } }", {}),
    ("{ topics(first: 1) { nodes { name videos { totalCount } entities(first: 4) { totalCount nodes { name } } } } }", {}),
    ("{ channels { totalCount nodes { name url videos { totalCount } } } }", {}),
    ("{ segments(first: 7) { ...Said } }", {}),
    ("query ($id: ID!) { segments(where: {speakers: {any: [$id]}}) { ...Said } }", {"id": ZOE}),
    ("query ($id: ID!) { segments(where: {entities: {all: [$id]}}) { ...Said } }", {"id": NEURIPS}),
    ("{ relationships(first: 9) { ...Stated } }", {}),
    ("{ relationships(where: {type: [LEFT, LEADS]}) { ...Stated } }", {}),
    ("{ relationships(where: {past: true}) { ...Stated } }", {}),
    ("{ relationships(where: {includeCoMentions: true, eitherKind: [EVENT]}) { ...Stated } }", {}),
    ("{ evidence(first: 9) { ...Quotes } }", {}),
    ("{ evidence(where: {minConfidence: 0.5}) { ...Quotes } }", {}),
    ("query ($id: ID!) { evidence(where: {speakers: {any: [$id]}}) { ...Quotes } }", {"id": ZOE}),
    ("query ($a: ID!, $b: ID!) { paths(source: $a, target: $b) { length entities { name } hops { forward relationship { type } } } }", {"a": GHOST, "b": ENGINE}),
    ("query ($a: ID!, $b: ID!) { paths(source: $a, target: $b, maxHops: 6, first: 5, where: {includeCoMentions: true}) { length entities { name } } }", {"a": GHOST, "b": IDEA}),
    ("query ($a: ID!, $b: ID!, $no: [ID!]) { paths(source: $a, target: $b, avoid: $no) { length } }", {"a": GHOST, "b": ENGINE, "no": [CAFE]}),
    ("query ($id: ID!) { graph(where: {around: [$id], hops: 2}) { totalNodes truncated nodes { name degree distance } links { type weight } } }", {"id": CAFE}),
    ("{ graph(where: {coMentions: ALL}, maxNodes: 12) { totalNodes truncated nodes { name degree } links { type weight } } }", {}),
    ("query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", {"ids": [ZOE, "entity:nope", CAFE]}),
    ("query ($id: ID!) { node(id: $id) { __typename ... on Entity { name kind } } }", {"id": IDEA}),
    ("query ($a: Boolean!) { stats { videoCount @include(if: $a) topicCount @skip(if: $a) } }", {"a": True}),
    ("{ __schema { queryType { fields { name } } } }", {}),
]  # fmt: skip

_ERRORS = [
    "{",
    "{ nothing }",
    "{ videos(first: -1) { totalCount } }",
    "{ videos(first: 100000) { totalCount } }",
    "{ videos(first: 1, last: 1) { totalCount } }",
    "{ videos(after: \"no cursor\") { totalCount } }",
    "{ video(by: {}) { title } }",
    "{ video(by: {id: \"a\", slug: \"b\"}) { title } }",
    "{ video(by: {url: \"javascript:alert(1)\"}) { title } }",
    "{ videos(where: {publishedOn: {gte: \"2025-13-01\"}}) { totalCount } }",
    "{ entities(where: {kind: [ROBOT]}) { totalCount } }",
    "{ entity(by: {name: \"Llama\"}) { neighbors(hops: 99) { totalCount } } }",
    "{ paths(source: \"entity:a\", target: \"entity:b\", maxHops: 99) { length } }",
    "{ paths(source: \"entity:a\", target: \"entity:b\") { length } }",
    "{ graph(where: {around: [\"entity:a\"]}, maxNodes: 100000) { totalNodes } }",
    "{ node(id: \"\") { id } }",
    "{ nodes(ids: [\"robot:a\"]) { id } }",
    "{ search(query: \"\") { totalCount } }",
    "query ($id: ID!) { node(id: $id) { id } }",
    "mutation { deleteEverything }",
    "query A { stats { videoCount } } query B { stats { videoCount } }",
    "{ videos { nodes { entities { nodes { videos { nodes { entities { nodes { videos { nodes { entities { nodes { name } } } } } } } } } } } }",
]  # fmt: skip

_PAGES: list[tuple[str, dict[str, Any]]] = [
    ("video_page", {"by": {"slug": TALK}}),
    ("video_page", {"by": {"slug": "chaincode-podcast--package-relay"}}),
    ("video_page", {"by": {"slug": "nope"}}),
    ("home", {}),
    ("talks", {}),
    ("entity_page", {"slug": LECUN}),
    ("entity_page", {"slug": "gloria-zhao"}),
    ("entity_page", {"slug": "nope"}),
    ("entity_named", {"by": {"name": "Murch"}}),
    ("entity_meant", {"query": "Glorai Zhao"}),
    ("entity_statements", {"slug": "bitcoin-core"}),
    ("entity_co_mentions", {"slug": "bitcoin-core"}),
    ("entity_neighbors", {"slug": "mempool"}),
    ("entity_talks", {"slug": "bitcoin-core"}),
    ("connection_ends", {"from": LECUN, "to": META}),
    ("map_starts", {}),
    ("map_found", {"query": "package relay"}),
    ("map_topic", {"slug": "mempool"}),
    ("moment", {"slug": TALK, "seconds": 93.0}),
    ("said_about", {"topicSlug": "mempool", "about": "package-relay"}),
    ("search_page", {"query": "package relay"}),
    ("search_page", {"query": "mempol", "in": ["ENTITY", "TRANSCRIPT"]}),
    ("search_facets", {"query": "package relay"}),
    ("search_filters", {"speaker": "gloria-zhao", "talk": TALK, "topicSlug": "mempool", "channel": ""}),
    ("suggestions", {"prefix": "pac"}),
    ("suggestions", {"prefix": "yan lecnu"}),
    ("topic_page", {"slug": "mempool"}),
    ("topic_lines", {"slug": "mempool"}),
    ("topic_talks", {"slug": "mempool"}),
    ("transcript", {"by": {"slug": TALK}, "after": None}),
]

_DEMO: list[tuple[str, dict[str, Any]]] = [
    ("{ stats { videoCount segmentCount entityCount relationshipCount evidenceCount topicCount } }", {}),
    ("{ entities(first: 20) { ...Names } }", {}),
    ("{ relationships(first: 30) { ...Stated } }", {}),
    ("{ evidence(where: {past: true}) { ...Quotes } }", {}),
    ("{ relationships(where: {includeCoMentions: true}, first: 20) { ...Stated } }", {}),
    ("{ entity(by: {name: \"Gloria Zhao\"}) { ... on Person { speaksIn { totalCount nodes { slug } } } mentions(first: 3) { totalCount } } }", {}),
    ("{ entity(by: {name: \"Bitcoin Core\"}) { neighbors(hops: 2, first: 30) { totalCount edges { distance node { name } } } } }", {}),
    ("{ suggest(prefix: \"clu\") { name } }", {}),
    ("{ video(by: {slug: \"videograph-lecun-leaves-meta\"}) { related { score video { slug } sharedEntities { name } } } }", {}),
    ("{ search(query: \"fee bumping\", first: 10) { correctedQuery nodes { __typename } } }", {}),
    ("{ topics(first: 20) { totalCount nodes { name videos { totalCount } entities { totalCount } } } }", {}),
    ("{ channels { nodes { slug name videos { ...Talks } } } }", {}),
]  # fmt: skip

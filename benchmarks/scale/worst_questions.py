"""The most expensive queries: they walk, scan, sort and count as much as the schema allows.

Each is valid and within the limits of shape. None needs to be answered; but each must end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.scale.generator.words import FREQUENT, Words
from service.domain.model import read_model
from service.graph.driver.database import Database

_LISTED = 100
_STARTS = 50
_ROOTS = 20
_HUBS = "MATCH (e:Entity) RETURN e.id ORDER BY e.relationshipCount DESC, e.id LIMIT 100"
_ALONE = "MATCH (e:Entity {relationshipCount: 0}) RETURN e.id ORDER BY e.mentionCount DESC, e.id LIMIT 1"
_TOPICS = "MATCH (t:Topic) RETURN t.id ORDER BY t.videoCount DESC, t.id LIMIT 100"
_VIDEOS = "MATCH (v:Video) WITH v, COUNT { (v)-[:FEATURES]->() } AS size RETURN v.id ORDER BY size DESC, v.id LIMIT 100"

_PATHS = """query ($a: ID!, $b: ID!, $where: WalkWhere, $avoid: [ID!]) {
  paths(source: $a, target: $b, maxHops: 6, first: 10, where: $where, avoid: $avoid) {
    length hops { relationship { type evidence(first: 3) { nodes { quote } } } }
  }
}"""
_NEIGHBORS = """query ($id: ID!, $where: WalkWhere) {
  entity(by: {id: $id}) { neighbors(hops: 4, first: 100, where: $where) { totalCount truncated nodes { name } } }
}"""
_GRAPH = """query ($where: GraphWhere) {
  graph(maxNodes: 500, where: $where) { truncated totalNodes nodes { id x y } links { id weight } }
}"""
_VIDEO_LIST = """query ($where: VideoWhere, $by: VideoOrderField!) {
  videos(last: 100, where: $where, orderBy: [{field: $by, direction: DESC}]) { totalCount nodes { title } }
}"""
_ENTITY_LIST = """query ($where: EntityWhere, $by: EntityOrderField!) {
  entities(last: 100, where: $where, orderBy: [{field: $by, direction: ASC}]) { totalCount nodes { name } }
}"""
_SEGMENT_LIST = """query ($where: SegmentWhere) {
  segments(last: 100, where: $where) { totalCount nodes { text } }
}"""
_SEARCH = """query ($query: String!) { search(query: $query, first: 100) { edges { score snippet } } }"""
_ENTITY = """query ($id: ID!) {
  entity(by: {id: $id}) {
    timeline { month mentionCount }
    mentions(last: 100) { totalCount nodes { text } }
    videos(last: 100, orderBy: [{field: TITLE, direction: DESC}]) { totalCount nodes { title } }
    topics(last: 100) { totalCount nodes { name } }
    relationships(last: 100, where: {includeCoMentions: true, minEvidence: 2, kind: [PERSON]}) {
      totalCount nodes { evidence(first: 3) { totalCount nodes { quote } } }
    }
  }
}"""
_TOPIC = """query ($id: ID!, $not: [ID!]!) {
  topic(by: {id: $id}) {
    videos(last: 100, where: {entities: {none: $not}}, orderBy: [{field: DURATION, direction: DESC}]) { totalCount nodes { title } }
    entities(last: 100, where: {not: {name: {contains: "e"}}}) { totalCount nodes { name } }
    segments(last: 100, where: {text: {contains: "zzzz"}}) { totalCount nodes { text } }
  }
}"""
_WIDE = """query ($id: ID!) {
  entity(by: {id: $id}) { relationships(first: 100) { nodes { source { relationships(first: 100) {
    totalCount nodes { evidence(first: 2) { nodes { quote } } } } } } } }
}"""
_PAGES = """{ videos(first: 100) { nodes { entities(first: 60) { totalCount nodes {
  relationships(first: 3, where: {minEvidence: 2}) { totalCount nodes { type } } } } } } }"""
_RELATED = """related(first: 100) { score sharedEntities { name } video { title } }"""


@dataclass(frozen=True)
class Worst:
    title: str
    operation: str
    variables: Mapping[str, Any]


async def make_worst(database: Database) -> list[Worst]:
    """Returns the queries for the largest objects of this archive."""

    async def ids(text: str) -> list[str]:
        return [id_ for (id_,) in await database.read(text, name="worst sample", timeout=60)]

    hubs, [alone], topics, videos = [await ids(text) for text in (_HUBS, _ALONE, _TOPICS, _VIDEOS)]
    everything: dict[str, Any] = {"type": list(read_model().connections)}
    nothing: dict[str, Any] = {**everything, "minEvidence": 1_000_000}
    little: dict[str, Any] = {
        **everything,
        "kind": ["EVENT"],
        "saidOn": {"gte": "2020-02-01", "lt": "2020-02-03"},
    }
    frequent = " ".join(FREQUENT[:16])
    long = [word for word in Words().plain if len(word) >= 9][:16]
    wrong = " ".join(f"{word[:2]}{word[3]}{word[2]}{word[4:]}q" for word in long)

    def paths(title: str, a: str, b: str, where: Any, avoid: Any = None) -> Worst:
        return Worst(f"paths {title}", _PATHS, {"a": a, "b": b, "where": where, "avoid": avoid})

    def videos_where(title: str, where: Any, by: str = "DURATION") -> Worst:
        return Worst(f"last videos {title}", _VIDEO_LIST, {"where": where, "by": by})

    def entities_where(title: str, where: Any, by: str = "RELATIONSHIPS") -> Worst:
        return Worst(f"last entities {title}", _ENTITY_LIST, {"where": where, "by": by})

    def segments_where(title: str, where: Any) -> Worst:
        return Worst(f"last segments {title}", _SEGMENT_LIST, {"where": where})

    return [
        paths("between hubs, every type", hubs[0], hubs[1], everything),
        paths("from the hub to what has none", hubs[0], alone, everything),
        paths("over what is said a million times", hubs[1], hubs[2], nothing),
        paths("through events of two days", hubs[1], hubs[2], little),
        paths("around a hundred hubs", hubs[-1], hubs[-2], everything, hubs[:-2]),
        Worst("neighbors, 4 hops, every type", _NEIGHBORS, {"id": hubs[0], "where": everything}),
        Worst("neighbors, 4 hops, of no kind that fits", _NEIGHBORS, {"id": hubs[0], "where": little}),
        Worst("neighbors, 4 hops, over nothing", _NEIGHBORS, {"id": hubs[0], "where": nothing}),
        Worst(
            "graph around 50 hubs, 3 hops",
            _GRAPH,
            {"where": {"around": hubs[:_STARTS], "hops": 3, "relationship": everything}},
        ),
        Worst(
            "graph around 50 hubs, only what is nowhere else",
            _GRAPH,
            {
                "where": {
                    **{"around": hubs[:_STARTS], "hops": 3, "relationship": everything, "kind": ["EVENT"]},
                    **{"videos": {"none": videos}, "topics": {"none": topics}},
                }
            },
        ),
        Worst("graph of all but a hundred topics", _GRAPH, {"where": {"topics": {"none": topics}}}),
        Worst("graph of a hundred topics", _GRAPH, {"where": {"topics": {"any": topics}}}),
        videos_where("without the hub", {"entities": {"none": [hubs[0]]}}),
        videos_where(
            "without any of a hundred hubs", {"entities": {"none": hubs}, "topics": {"none": topics}}
        ),
        videos_where("with any of a hundred hubs", {"entities": {"any": hubs}, "topics": {"any": topics}}),
        videos_where("with all of a hundred hubs", {"entities": {"all": hubs}, "topics": {"all": topics}}),
        videos_where("with nothing in the title", {"title": {"contains": "zzzz"}}, "TITLE"),
        videos_where("that nested conditions leave", _nested(hubs, topics), "TITLE"),
        entities_where("with a letter", {"name": {"contains": "e"}}),
        entities_where("with none of it", {"not": {"name": {"contains": "e"}}}, "LAST_MENTIONED_ON"),
        entities_where(
            "of a hundred topics and no video", {"topics": {"any": topics}, "videos": {"none": videos}}
        ),
        entities_where("that a tree of conditions leaves", _tree(topics, 2)),
        segments_where("with a letter", {"text": {"contains": "e"}}),
        segments_where("with what nobody says", {"text": {"contains": "zzzzz"}}),
        segments_where("without a hundred hubs", {"entities": {"none": hubs}}),
        segments_where(
            "of a hundred topics and hubs with what nobody says",
            {"topics": {"any": topics}, "entities": {"any": hubs}, "text": {"contains": "zzzzz"}},
        ),
        segments_where("late in talks", {"startSeconds": {"gte": 100.0}}),
        Worst("search for the most frequent words", _SEARCH, {"query": frequent}),
        Worst("search for letters", _SEARCH, {"query": "a e i o u s t n"}),
        Worst("search for what is nearly something", _SEARCH, {"query": "thx oft anf tbe " * 10}),
        Worst("search for long words with two letters wrong", _SEARCH, {"query": wrong}),
        Worst("all of the hub", _ENTITY, {"id": hubs[0]}),
        Worst("all of the largest topic", _TOPIC, {"id": topics[0], "not": hubs}),
        Worst("what the hub's neighbours are connected to", _WIDE, {"id": hubs[0]}),
        Worst("everything of a hundred videos", _PAGES, {}),
        Worst(
            "related of the twenty largest videos",
            _at_once(f'video(by: {{id: "{id_}"}}) {{ {_RELATED} }}' for id_ in videos[:_ROOTS]),
            {},
        ),
        Worst(
            "twenty paths between hubs at once",
            _at_once(
                f'paths(source: "{hubs[0]}", target: "{id_}", maxHops: 6, first: 10, '
                "where: {includeCoMentions: true, minEvidence: 2}) { length }"
                for id_ in hubs[1 : _ROOTS + 1]
            ),
            {},
        ),
        Worst(
            "twenty counts of letters in all segments",
            _at_once(
                f'segments(first: 1, where: {{text: {{contains: "{letter}"}}}}) {{ totalCount }}'
                for letter in "abcdefghijklmnopqrst"
            ),
            {},
        ),
        Worst("a hundred objects and all of each", _nodes(), {"ids": [*hubs[:_STARTS], *videos[:_STARTS]]}),
    ]


def _at_once(fields: Any) -> str:
    return "{ " + " ".join(f"a{number}: {one}" for number, one in enumerate(fields)) + " }"


def _nested(hubs: list[str], topics: list[str]) -> dict[str, Any]:
    """Returns conditions of the greatest allowed depth, and of a large width."""
    return {
        "or": [
            {
                "not": {
                    "and": [
                        {"or": [{"not": {"entities": {"none": hubs[:10]}}}, {"title": {"contains": "e"}}]},
                        {"topics": {"none": [topic]}, "entities": {"all": [hub]}},
                    ]
                }
            }
            for topic, hub in zip(topics[:5], hubs[:5], strict=True)
        ]
    }


def _tree(topics: list[str], depth: int) -> dict[str, Any]:
    if depth == 0:
        return {"name": {"contains": "zzzz"}}
    below = _tree(topics, depth - 1)
    return {"or": [below, {"not": below}, {"and": [below, {"topics": {"any": topics[:depth]}}]}]}


def _nodes() -> str:
    return """query ($ids: [ID!]!) { nodes(ids: $ids) {
      ... on Entity { timeline { month mentionCount } neighbors(hops: 2, first: 20) { totalCount nodes { name } } }
      ... on Video { transcript(first: 50) { totalCount nodes { text mentions { text } } } related(first: 10) { score } }
    } }"""

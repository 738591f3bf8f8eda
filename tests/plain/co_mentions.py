"""The strongest co-mentions of a map, the obvious way: every pair of entities against every segment."""

from collections.abc import Collection
from math import log

import networkx as nx

from plain.graph import Graph, Thing

SEGMENTS = (
    "MATCH (v:Video)-[:HAS_SEGMENT]->(s:Segment) RETURN v.id, s.id, [(s)-[:MENTIONS]->(e:Entity) | e.id]"
)
CO_MENTIONS = (
    "MATCH (a:Entity)-[r:MENTIONED_WITH]->(b:Entity) RETURN r, a.id, b.id, "
    "[(v:Video)-[:HAS_SEGMENT]->(:Segment)<-[:SAID_IN]-(:Evidence {relationshipId: r.id}) | v.id]"
)


def strengths(
    graph: Graph, shown: Collection[str], videos: Collection[str] | None = None
) -> list[tuple[float, Thing, frozenset[str]]]:
    """NPMI, relationship and ends of each co-mention between these entities; of these videos, or of all."""
    segments = [set(named) for video, _, named in graph.rows(SEGMENTS) if videos is None or video in videos]
    found: list[tuple[float, Thing, frozenset[str]]] = []
    for relationship, one, other, said_in in graph.rows(CO_MENTIONS):
        if {one, other} <= set(shown) and (videos is None or set(said_in) & set(videos)):
            found.append((npmi(segments, one, other), relationship, frozenset((one, other))))
    return found


def npmi(segments: list[set[str]], one: str, other: str) -> float:
    """Normalised pointwise mutual information of two being mentioned in a segment."""
    together = sum({one, other} <= named for named in segments)
    if together in (0, len(segments)):
        return 1.0 if together else -1.0
    total = len(segments)
    chance = sum(one in named for named in segments) * sum(other in named for named in segments) / total
    return log(together / chance) / log(total / together)


def strongest(graph: Graph, shown: Collection[str], videos: Collection[str] | None = None) -> set[str]:
    """Ids of the co-mentions that are among the two strongest of one of their ends, or that join what is apart.

    In a map without other links.
    """
    known = strengths(graph, shown, videos)
    ranked = sorted(known, key=lambda one: (-round(one[0], 9), -one[1]["weight"], one[1]["id"]))
    chosen = [one for entity in shown for one in [one for one in ranked if entity in one[2]][:2]]
    web: nx.Graph[str] = nx.Graph()
    web.add_edges_from((min(ends), max(ends)) for _, _, ends in chosen)
    web.add_nodes_from(shown)
    for one in ranked:
        if not nx.has_path(web, *one[2]):
            web.add_edge(*one[2])
            chosen.append(one)
    return {relationship["id"] for _, relationship, _ in chosen}


def backbone(graph: Graph, shown: Collection[str], videos: Collection[str] | None = None) -> dict[str, bool]:
    """`GraphLink.backbone` of all co-mentions between these entities, by their ids. In a map without other links."""
    kept = strongest(graph, shown, videos)
    return {
        relationship["id"]: relationship["id"] in kept
        for _, relationship, _ in strengths(graph, shown, videos)
    }

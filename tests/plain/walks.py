"""Walks over the whole graph in memory, for the plain executor: neighbors by breadth, paths by trying all of them."""

from itertools import pairwise
from typing import Any

import networkx as nx

from plain import conditions as where_
from plain import statements as stated
from plain.graph import Graph, Thing
from plain.pages import Listed, Orders, page
from plain.registry import Arguments, field
from service.errors import InvalidInput

MOST_NEIGHBORS = 2000


def _relationships(graph: Graph) -> list[tuple[Thing, Thing, Thing]]:
    found = graph.rows("MATCH (a:Entity)-[r]->(b:Entity) RETURN a, r, b")
    return [(source, relationship, target) for source, relationship, target in found]


def _usable(graph: Graph, where: where_.Where) -> list[tuple[Thing, Thing, Thing]]:
    """The relationships that a WalkWhere leaves; its kinds are the walk's own business."""
    asked = {key: value for key, value in (where or {}).items() if key != "kind"}
    return [row for row in _relationships(graph) if stated.relationship_matches(graph, row[1], asked)]


@field("Entity.neighbors")
def neighbors(graph: Graph, this: Thing, arguments: Arguments) -> Thing:
    where, hops = arguments.get("where"), arguments["hops"]
    stated.check_types(where)
    if not 1 <= hops <= 4:
        raise InvalidInput("no such number of hops")
    kinds = (where or {}).get("kind")
    beside: dict[str, dict[str, Thing]] = {}
    for source, _, target in _usable(graph, where):
        beside.setdefault(source["id"], {})[target["id"]] = target
        beside.setdefault(target["id"], {})[source["id"]] = source
    found: dict[str, Listed] = {}
    border, distance = [this["id"]], 0
    while border and distance < hops:
        distance += 1
        reached = {id_: thing for one in border for id_, thing in beside.get(one, {}).items()}
        border = [
            id_
            for id_, thing in reached.items()
            if id_ not in found and id_ != this["id"] and (kinds is None or thing["kind"] in kinds)
        ]
        found |= {id_: Listed(reached[id_], {"distance": distance}) for id_ in border}
    orders: Orders = {
        "DEFAULT": [
            (lambda one: one.facts["distance"], False),
            (lambda one: one.item["mentionCount"], True),
        ]
    }
    answer = page("Entity.neighbors", list(found.values()), arguments, orders)
    return {**answer, "truncated": len(found) >= MOST_NEIGHBORS}


@field("Query.paths")
def paths(graph: Graph, _: Thing, arguments: Arguments) -> list[Thing]:
    """Returns paths without loops: the shortest first, then the heaviest, then those with the smallest ids."""
    where, source, target = arguments.get("where"), arguments["source"], arguments["target"]
    avoid, longest, first = arguments.get("avoid") or [], arguments["maxHops"], arguments["first"]
    stated.check_types(where)
    where_.require_short([source, target])
    where_.require_short(avoid)
    where_.require_ids("Entity", [source, target, *avoid])
    known: dict[str, Thing] = {one["id"]: one for one in graph.column("MATCH (e:Entity) RETURN e")}
    if source == target or {source, target} & set(avoid) or not {source, target} <= known.keys():
        raise InvalidInput("no such ends")
    if not 1 <= longest <= 6 or not 0 <= first <= 10:
        raise InvalidInput("no such size")
    kinds = (where or {}).get("kind")
    usable = {
        id_
        for id_, entity in known.items()
        if id_ in (source, target) or ((kinds is None or entity["kind"] in kinds) and id_ not in avoid)
    }
    web: nx.Graph[str] = nx.Graph()
    web.add_nodes_from(usable)
    for one, relationship, other in _usable(graph, where):
        a, b = one["id"], other["id"]
        if a in usable and b in usable and a != b:
            mark = (-relationship["weight"], relationship["id"])
            if not web.has_edge(a, b) or mark < web.edges[a, b]["mark"]:
                web.add_edge(a, b, mark=mark, relationship=relationship, source=a)
    found = [tuple(path) for path in nx.all_simple_paths(web, source, target, cutoff=longest)]
    found.sort(key=lambda path: (len(path), -_weight(web, path), path))
    return [
        {
            "length": len(path) - 1,
            "entities": [known[id_] for id_ in path],
            "hops": [_hop(known, web, a, b) for a, b in pairwise(path)],
        }
        for path in found[:first]
    ]


def _weight(web: Any, path: tuple[str, ...]) -> float:
    return sum(web.edges[a, b]["relationship"]["weight"] for a, b in pairwise(path))


def _hop(known: dict[str, Thing], web: Any, a: str, b: str) -> Thing:
    edge = web.edges[a, b]
    return {
        "from": known[a],
        "to": known[b],
        "forward": edge["source"] == a,
        "relationship": edge["relationship"],
    }

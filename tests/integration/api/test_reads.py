"""Exact answers of neighbors, paths, slices, search, suggestions, segments and groups of conditions."""

from collections.abc import Iterator
from typing import Any

import pytest
from neo4j import Session

from service.api.execution.engine import Engine
from service.graph.driver.database import Database, Row
from support.backend import Neo4jServer
from support.composed_conditions import rows_of_conditions
from support.query_plans import knowing_session
from support.responses import ask, refusals
from support.seed import BO, CAFE, ENGINE, GHOST, IDEA, NEURIPS, ZOE

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def session(seed: Neo4jServer) -> Iterator[Session]:
    with knowing_session(seed) as opened:
        yield opened


NEIGHBORS = """query ($id: ID!, $hops: Int! = 4, $where: WalkWhere, $first: Int, $after: String) {
  entity(by: {id: $id}) {
    neighbors(hops: $hops, where: $where, first: $first, after: $after) {
      edges { distance node { name } } nodes { id } totalCount truncated pageInfo { hasNextPage endCursor }
    }
  }
}"""


async def near(database: Database, id_: str, **variables: Any) -> list[tuple[str, int]]:
    page = (await ask(database, NEIGHBORS, {"id": id_, **variables}))["neighbors"]
    assert (page["totalCount"], page["truncated"]) == (len(page["edges"]), False)
    return [(edge["node"]["name"], edge["distance"]) for edge in page["edges"]]


async def test_neighbors_are_nearest_first_then_most_mentioned(seed_database: Database):
    rings = [
        [("Bo Diaz", 1)],
        [("Café Lumière", 2)],
        [("Zoë Łukasz", 3), ("﨎 Engine", 3)],
        [("🦙 Llama", 4), ("Llama", 4), ("Llama", 4)],
    ]
    for hops in (1, 2, 3, 4):
        expected = [one for ring in rings[:hops] for one in ring]
        assert await near(seed_database, GHOST, hops=hops) == expected


WALKS: list[tuple[dict[str, Any], list[tuple[str, int]]]] = [
    ({"type": ["LEFT"]}, [("Café Lumière", 1), ("Ghost", 1)]),
    ({"type": ["LEFT", "LEADS"]}, [("Café Lumière", 1), ("Ghost", 1), ("Zoë Łukasz", 2)]),
    ({"type": ["MENTIONED_WITH"]}, [("Zoë Łukasz", 1)]),
    (
        {"includeCoMentions": True, "kind": ["PERSON", "COMPANY", "EVENT"]},
        [("Café Lumière", 1), ("Zoë Łukasz", 1), ("Ghost", 1), ("NeurIPS", 2)],
    ),
    ({"type": ["LEFT"], "includeCoMentions": True, "kind": ["PERSON"]}, [("Zoë Łukasz", 1)]),
    ({"kind": ["PERSON", "COMPANY"]}, [("Café Lumière", 1), ("Ghost", 1), ("Zoë Łukasz", 2)]),
    ({"kind": ["PERSON"]}, []),
    ({"kind": []}, []),
    ({"saidOn": {"gte": "2026-01-01"}}, [("Café Lumière", 1), ("Zoë Łukasz", 2), ("Llama", 3)]),
    (
        {"saidOn": {"lt": "2025-11-24"}},
        [("Café Lumière", 1), ("Zoë Łukasz", 2), ("﨎 Engine", 2), ("🦙 Llama", 3), ("Llama", 3)],
    ),
    ({"saidOn": {"lt": "2025-11-23"}}, []),
    (
        {"saidOn": {"gte": "2025-11-24", "lt": "2026-11-23"}},
        [("Café Lumière", 1), ("Zoë Łukasz", 2)],
    ),
    ({"minEvidence": 2}, [("Café Lumière", 1), ("Zoë Łukasz", 2)]),
    ({"minEvidence": 3}, []),
    ({"past": True}, []),
    (
        {"past": False, "kind": ["PERSON", "COMPANY"]},
        [("Café Lumière", 1), ("Ghost", 1), ("Zoë Łukasz", 2)],
    ),
    ({"minEvidence": 2, "kind": ["COMPANY"], "saidOn": {"gte": "2026-11-23"}}, [("Café Lumière", 1)]),
]


@pytest.mark.parametrize(("where", "names"), WALKS)
async def test_a_walk_uses_only_what_it_may(
    seed_database: Database, where: dict[str, Any], names: list[tuple[str, int]]
):
    assert await near(seed_database, BO, where=where) == names


@pytest.mark.parametrize(
    ("where", "names"),
    [*(pytest.param(*one, marks=pytest.mark.nightly) for one in WALKS[:-2]), *WALKS[-2:]],
)
async def test_one_hop_uses_only_what_it_may(
    seed_database: Database, where: dict[str, Any], names: list[tuple[str, int]]
):
    """It is no walk, but another statement, with the conditions of a list of relationships."""
    expected = [one for one in names if one[1] == 1]
    assert await near(seed_database, BO, where=where, hops=1) == expected


@pytest.mark.parametrize("size", [1, 2, 3])
async def test_neighbors_go_on_behind_a_cursor(seed_database: Database, size: int):
    whole = (await ask(seed_database, NEIGHBORS, {"id": GHOST}))["neighbors"]
    found: list[Any] = []
    after = None
    while True:
        variables = {"id": GHOST, "first": size, "after": after}
        page = (await ask(seed_database, NEIGHBORS, variables))["neighbors"]
        assert page["totalCount"] == 7
        found += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        assert len(page["nodes"]) == size
    assert found == whole["nodes"]
    assert len({one["id"] for one in found}) == 7


async def test_the_number_of_hops_is_read_at_each_request(seed_database: Database):
    """It stands in the text of the statement, and the plan of the first request is kept."""
    engine = Engine(seed_database)
    for hops, count in ((1, 1), (4, 7), (2, 2), (1, 1), (3, 4)):
        response = await engine.execute(NEIGHBORS, {"id": GHOST, "hops": hops})
        assert response["data"]["entity"]["neighbors"]["totalCount"] == count


@pytest.mark.parametrize("hops", [-1, 0, 5])
async def test_too_many_hops_are_refused(seed_database: Database, hops: int):
    assert await refusals(seed_database, NEIGHBORS, {"id": GHOST, "hops": hops}) == [
        ("BAD_USER_INPUT", f"`hops` is {hops}: it must be from 1 to 4.")
    ]


async def test_a_walk_without_types_is_refused(seed_database: Database):
    assert await refusals(seed_database, NEIGHBORS, {"id": GHOST, "where": {"type": []}}) == [
        ("BAD_USER_INPUT", "`where.type` is empty: name at least one type, or leave it out.")
    ]


PATHS = """query ($source: ID!, $target: ID!, $maxHops: Int! = 4, $first: Int! = 3, $where: WalkWhere, $avoid: [ID!]) {
  paths(source: $source, target: $target, maxHops: $maxHops, first: $first, where: $where, avoid: $avoid) {
    length entities { name } hops { from { name } to { name } forward relationship { type } }
  }
}"""


async def ways(database: Database, source: str, target: str, **variables: Any) -> list[str]:
    found = await ask(database, PATHS, {"source": source, "target": target, **variables})
    told: list[str] = []
    for path in found:
        text = path["entities"][0]["name"]
        for number, hop in enumerate(path["hops"]):
            ends = [one["name"] for one in path["entities"][number : number + 2]]
            assert [hop["from"]["name"], hop["to"]["name"]] == ends
            type_ = hop["relationship"]["type"]
            text += f" -{type_}-> {ends[1]}" if hop["forward"] else f" <-{type_}- {ends[1]}"
        assert path["length"] == len(path["hops"]) == len(path["entities"]) - 1
        told.append(text)
    return told


async def test_paths(seed_database: Database):
    both = {"includeCoMentions": True}
    straight = "Zoë Łukasz -FOUNDED-> Café Lumière -USES-> 﨎 Engine"
    detour = "Zoë Łukasz -MENTIONED_WITH-> Bo Diaz -LEFT-> Café Lumière -USES-> 﨎 Engine"
    assert await ways(seed_database, ZOE, ENGINE) == [straight]
    assert await ways(seed_database, ZOE, ENGINE, where=both) == [straight, detour]
    assert await ways(seed_database, ZOE, ENGINE, where=both, first=1) == [straight]
    assert await ways(seed_database, ZOE, ENGINE, where=both, first=0) == []
    assert await ways(seed_database, ZOE, ENGINE, where=both, maxHops=2) == [straight]
    assert await ways(seed_database, ZOE, ENGINE, where=both, avoid=[BO]) == [straight]
    assert await ways(seed_database, ZOE, ENGINE, avoid=[CAFE]) == []
    assert await ways(seed_database, ZOE, ENGINE, where={"kind": ["COMPANY"]}) == [straight]
    assert await ways(seed_database, ZOE, ENGINE, where={"kind": ["PERSON"]}) == []
    assert await ways(seed_database, ZOE, ENGINE, where={"kind": []}) == []
    assert await ways(seed_database, ZOE, CAFE, where={"kind": []}) == ["Zoë Łukasz -FOUNDED-> Café Lumière"]
    assert await ways(seed_database, ZOE, ENGINE, where={"minEvidence": 2}) == []
    assert await ways(seed_database, ZOE, ENGINE, where={"type": ["WORKS_AT", "USES"]}) == [
        "Zoë Łukasz -WORKS_AT-> Café Lumière -USES-> 﨎 Engine"
    ]
    assert await ways(seed_database, ZOE, ENGINE, where={"saidOn": {"gte": "2026-01-01"}}) == []
    assert await ways(seed_database, IDEA, GHOST) == [
        "Llama <-BASED_ON- 﨎 Engine <-USES- Café Lumière <-LEFT- Bo Diaz -LEFT-> Ghost"
    ]
    assert await ways(seed_database, IDEA, GHOST, maxHops=3) == []
    assert await ways(seed_database, ZOE, NEURIPS) == []


async def test_how_many_statements_paths_take(seed_database: Database, monkeypatch: pytest.MonkeyPatch):
    """A search around both ends, and one statement for all that is selected, with the evidence of all hops."""
    read, engine = Database.read, Engine(seed_database)
    asked: list[str] = []

    async def counted(self: Database, text: str, parameters: Any = None, **more: Any) -> list[Row]:
        asked.append(more["name"])
        return await read(self, text, parameters, **more)

    monkeypatch.setattr(Database, "read", counted)
    query = """query ($source: ID!, $target: ID!) { paths(source: $source, target: $target) {
      entities { name } hops { forward relationship { type evidence { nodes { quote } } } } } }"""

    found = await engine.execute(query, {"source": ZOE, "target": ENGINE})
    assert [len(path["hops"]) for path in found["data"]["paths"]] == [2]
    assert asked == ["Query.paths", "Query.paths"]
    asked.clear()
    assert await engine.execute(query, {"source": ZOE, "target": NEURIPS}) == {"data": {"paths": []}}
    assert asked == ["Query.paths"]


async def test_a_path_is_borne_out(seed_database: Database):
    query = f"""{{ paths(source: "{BO}", target: "{ENGINE}") {{ hops {{ relationship {{
      source {{ name }} evidence {{ nodes {{ quote startSeconds url video {{ title }} speaker {{ label }} }} }}
    }} }} }} }}"""
    left, uses = [hop["relationship"] for hop in (await ask(seed_database, query))[0]["hops"]]
    workshop = {"title": "Ünïcode Workshop: Café & 🦙"}
    assert left == {
        "source": {"name": "Bo Diaz"},
        "evidence": {
            "nodes": [
                {
                    "quote": "Bo Diaz left Café Lumière.",
                    "startSeconds": 0.0,
                    "url": None,
                    "video": {"title": "ünicode follow-up"},
                    "speaker": {"label": "Łukasz"},
                },
                {
                    "quote": "Bo Diaz left Café Lumière.",
                    "startSeconds": 40.0,
                    "url": "https://video.example/watch?v=workshop&t=40s",
                    "video": workshop,
                    "speaker": {"label": "Zoë"},
                },
            ]
        },
    }
    assert [one["quote"] for one in uses["evidence"]["nodes"]] == ["Café Lumière uses 﨎 Engine,"]


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"target": ZOE}, "A path needs two different entities: source and target are the same."),
        ({"source": "entity:nobody"}, "There is no entity with the id entity:nobody (source)."),
        ({"target": "entity:nobody"}, "There is no entity with the id entity:nobody (target)."),
        (
            {"source": "video:seed-bare"},
            "`source`: 'video:seed-bare' is no id of type Entity. Ask `entity(by: {name: …}) { id }` or `suggest` for one.",
        ),
        (
            {"target": "Zoë Łukasz"},
            "`target`: 'Zoë Łukasz' is no id of type Entity. "
            'Ask `entity(by: {name: "Zoë Łukasz"}) { id }` or `suggest` for one.',
        ),
        (
            {"avoid": ["topic:coffee"]},
            "`avoid`: 'topic:coffee' is no id of type Entity. Ask `entity(by: {name: …}) { id }` or `suggest` for one.",
        ),
        (
            {"avoid": [ENGINE]},
            f"The path cannot avoid its own target {ENGINE}: take it out of avoid.",
        ),
        ({"maxHops": 0}, "maxHops must be from 1 to 6, not 0."),
        ({"maxHops": 7}, "maxHops must be from 1 to 6, not 7."),
        ({"first": 11}, "`first` is 11: at most 10 fit a page. Go on with `after`."),
        ({"first": -1}, "`first` is -1: it must not be negative."),
        ({"first": 0, "target": ZOE}, "A path needs two different entities: source and target are the same."),
        ({"where": {"type": []}}, "`where.type` is empty: name at least one type, or leave it out."),
    ],
)
async def test_paths_that_cannot_be_asked_for(
    seed_database: Database, variables: dict[str, Any], message: str
):
    asked = {"source": ZOE, "target": ENGINE, **variables}
    assert await refusals(seed_database, PATHS, asked) == [("BAD_USER_INPUT", message)]


GRAPH = """query ($where: GraphWhere, $maxNodes: Int! = 100) { graph(where: $where, maxNodes: $maxNodes) {
  nodes { id name kind weight degree distance x y } links { source target type weight } truncated totalNodes
} }"""


async def drawn(
    database: Database, where: dict[str, Any] | None, **more: Any
) -> tuple[list[Any], list[Any], bool, int]:
    """Nodes as name, distance, degree; links as source, type, target; and what was left out."""
    asked = {"where": where, **more}
    slice_ = await ask(database, GRAPH, asked)
    assert await ask(database, GRAPH, asked) == slice_  # the same places too
    for node in slice_["nodes"]:
        assert node["x"] ** 2 + node["y"] ** 2 <= 1.00001
    assert len({(node["x"], node["y"]) for node in slice_["nodes"]}) == len(slice_["nodes"])
    names = {node["id"]: node["name"] for node in slice_["nodes"]}
    nodes = [(node["name"], node["distance"], node["degree"]) for node in slice_["nodes"]]
    links = [f"{names[link['source']]} {link['type']} {names[link['target']]}" for link in slice_["links"]]
    return nodes, links, slice_["truncated"], slice_["totalNodes"]


ZOE_AND_CAFE = [f"Zoë Łukasz {type_} Café Lumière" for type_ in ("FOUNDED", "LEADS", "WORKS_AT")]


async def test_a_slice_around_an_entity(seed_database: Database):
    assert await drawn(seed_database, {"around": [ZOE]}) == (
        [("Zoë Łukasz", 0, 4), ("Café Lumière", 1, 3), ("Llama", 1, 1)],
        [*ZOE_AND_CAFE, "Zoë Łukasz SUPPORTS Llama"],
        False,
        3,
    )
    assert await drawn(seed_database, {"around": [ZOE], "hops": 0}) == ([("Zoë Łukasz", 0, 0)], [], False, 1)
    assert await drawn(seed_database, {"around": [GHOST, CAFE], "hops": 1}) == (
        [
            ("Café Lumière", 0, 5),
            ("Ghost", 0, 1),
            ("Bo Diaz", 1, 2),
            ("Zoë Łukasz", 1, 3),
            ("﨎 Engine", 1, 1),
        ],
        [
            ZOE_AND_CAFE[0],
            ZOE_AND_CAFE[1],
            "Bo Diaz LEFT Café Lumière",
            ZOE_AND_CAFE[2],
            "Bo Diaz LEFT Ghost",
            "Café Lumière USES 﨎 Engine",
        ],
        False,
        5,
    )


async def test_a_slice_is_cut_and_says_so(seed_database: Database):
    where = {"around": [GHOST], "hops": 3, "kind": ["PERSON", "COMPANY"]}
    assert await drawn(seed_database, where) == (
        [("Ghost", 0, 1), ("Bo Diaz", 1, 2), ("Café Lumière", 2, 4), ("Zoë Łukasz", 3, 3)],
        [*ZOE_AND_CAFE[:2], "Bo Diaz LEFT Café Lumière", ZOE_AND_CAFE[2], "Bo Diaz LEFT Ghost"],
        False,
        4,
    )
    assert await drawn(seed_database, where, maxNodes=3) == (
        [("Ghost", 0, 1), ("Bo Diaz", 1, 2), ("Café Lumière", 2, 1)],
        ["Bo Diaz LEFT Café Lumière", "Bo Diaz LEFT Ghost"],
        True,
        4,
    )


async def test_a_slice_by_what_features_it(seed_database: Database):
    # Links are those that this video supports: not that Bo Diaz left the café.
    assert await drawn(seed_database, {"videos": {"any": ["video:seed-bare"]}}) == (
        [("Bo Diaz", None, 1), ("🦙 Llama", None, 0), ("Ghost", None, 1)],
        ["Bo Diaz LEFT Ghost"],
        False,
        3,
    )
    assert await drawn(seed_database, {"topics": {"any": ["topic:coffee"]}, "kind": ["PERSON"]}) == (
        [("Bo Diaz", None, 0), ("Zoë Łukasz", None, 0)],
        [],
        False,
        2,
    )
    assert await drawn(seed_database, {"videos": {"any": ["video:nothing"]}}) == ([], [], False, 0)
    assert await drawn(seed_database, {"topics": {"all": ["topic:nothing"]}}) == ([], [], False, 0)
    where = {"around": [BO], "videos": {"none": ["video:seed-bare"]}}
    assert await drawn(seed_database, where) == (
        [("Bo Diaz", 0, 1), ("Café Lumière", 1, 1)],
        ["Bo Diaz LEFT Café Lumière"],
        False,
        2,
    )


async def test_a_slice_of_the_most_mentioned(seed_database: Database):
    nodes, links, truncated, total = await drawn(seed_database, None, maxNodes=3)
    assert sorted(nodes) == [("Bo Diaz", None, 1), ("Café Lumière", None, 4), ("Zoë Łukasz", None, 3)]
    assert (len(links), truncated, total) == (4, True, 39)
    assert (await drawn(seed_database, {}, maxNodes=500))[2:] == (False, 39)


@pytest.mark.parametrize(
    ("relationship", "links"),
    [
        ({"type": ["LEADS", "SUPPORTS"]}, [ZOE_AND_CAFE[1], "Zoë Łukasz SUPPORTS Llama"]),
        ({"minEvidence": 3}, [ZOE_AND_CAFE[0]]),
        ({"past": True}, [ZOE_AND_CAFE[2]]),
        ({"saidOn": {"gte": "2026-01-01"}}, [ZOE_AND_CAFE[0], "Zoë Łukasz SUPPORTS Llama"]),
        ({"saidOn": {"lt": "2026-01-01"}}, ZOE_AND_CAFE),
        ({"kind": ["PRODUCT"]}, ["Zoë Łukasz SUPPORTS Llama"]),
        ({"kind": []}, []),
        (
            {"includeCoMentions": True, "kind": ["PERSON"]},
            ["Zoë Łukasz MENTIONED_WITH Bo Diaz"],
        ),
    ],
)
async def test_links_are_what_a_walk_may_use(
    seed_database: Database, relationship: dict[str, Any], links: list[str]
):
    assert (await drawn(seed_database, {"around": [ZOE], "relationship": relationship}))[1] == links


async def test_no_kind_leaves_the_starts(seed_database: Database):
    assert (await drawn(seed_database, {"around": [ZOE], "kind": []}))[0] == [("Zoë Łukasz", 0, 0)]
    assert await drawn(seed_database, {"kind": []}) == ([], [], False, 0)


async def test_a_node_and_a_link_lead_to_what_they_stand_for(seed_database: Database):
    query = f"""{{ graph(where: {{around: ["{GHOST}"]}}) {{
      nodes {{ id entity {{ id kind aliases }} }} links {{ id relationship {{ id evidence {{ nodes {{ quote }} }} }} }}
    }} }}"""
    slice_ = await ask(seed_database, query)
    assert [(one["id"], one["entity"]) for one in slice_["nodes"]] == [
        (GHOST, {"id": GHOST, "kind": "COMPANY", "aliases": ["Ghost"]}),
        (BO, {"id": BO, "kind": "PERSON", "aliases": ["Bo Diaz"]}),
    ]
    [link] = slice_["links"]
    assert link["id"] == link["relationship"]["id"]
    assert link["relationship"]["evidence"]["nodes"] == [{"quote": "Bo Diaz left Ghost."}]


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"maxNodes": 0}, "maxNodes must be from 1 to 500, not 0."),
        ({"maxNodes": 501}, "maxNodes must be from 1 to 500, not 501."),
        ({"where": {"hops": 4, "around": [ZOE]}}, "hops must be from 0 to 3, not 4."),
        (
            {"where": {"around": [ZOE] * 51}},
            "`where.around` has 51 entities: at most 50 are allowed.",
        ),
        (
            {"where": {"around": ["nobody"]}},
            "`where.around`: 'nobody' is no id of type Entity. "
            'Ask `entity(by: {name: "nobody"}) { id }` or `suggest` for one.',
        ),
        (
            {"where": {"around": ["entity:nobody"]}},
            "There is no entity with the id entity:nobody (around).",
        ),
        (
            {"where": {"around": [ZOE, "entity:nobody"], "hops": 0}},
            "There is no entity with the id entity:nobody (around).",
        ),
        (
            {"where": {"videos": {"any": [ZOE]}}},
            f"`where.videos.any`: '{ZOE}' is no id of type Video. Ask `video(by: {{slug: …}}) {{ id }}` or `videos` for one.",
        ),
        (
            {"where": {"relationship": {"type": []}}},
            "`where.relationship.type` is empty: name at least one type, or leave it out.",
        ),
    ],
)
async def test_slices_that_cannot_be_asked_for(
    seed_database: Database, variables: dict[str, Any], message: str
):
    assert await refusals(seed_database, GRAPH, variables) == [("BAD_USER_INPUT", message)]


SEARCH = """query ($query: String!, $in: [SearchScope!], $kind: [EntityKind!], $first: Int, $after: String) {
  search(query: $query, in: $in, kind: $kind, first: $first, after: $after) {
    edges { cursor score snippet highlights { start end } node {
      type: __typename
      ... on Entity { name } ... on Topic { name } ... on Video { title }
      ... on ChapterHit { video { id } chapter { title startSeconds } }
      ... on SummaryHit { video { id } section { heading } bullet { text } }
      ... on Segment { id url video { title } }
    } }
    nodes { __typename } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}"""
WORKSHOP = {"id": "video:seed-workshop"}


async def hits(database: Database, query: str, **variables: Any) -> list[tuple[str, dict[str, Any]]]:
    """Snippet with the highlights in brackets, and the node."""
    page = await ask(database, SEARCH, {"query": query, **variables})
    assert [one["__typename"] for one in page["nodes"]] == [edge["node"]["type"] for edge in page["edges"]]
    scores = [edge["score"] for edge in page["edges"]]
    assert scores == sorted(scores, reverse=True)
    shown: list[tuple[str, dict[str, Any]]] = []
    for edge in page["edges"]:
        text = edge["snippet"]
        for mark in reversed(edge["highlights"]):
            start, end = mark["start"], mark["end"]
            text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
        shown.append((text, edge["node"]))
    return shown


async def test_a_search_finds_each_kind_of_thing(seed_database: Database):
    assert await hits(seed_database, "workshop", **{"in": ["VIDEO"]}) == [
        ("Ünïcode [Workshop]: Café & 🦙", {"type": "Video", "title": "Ünïcode Workshop: Café & 🦙"})
    ]
    assert await hits(seed_database, "CAFE", **{"in": ["ENTITY"]}) == [
        ("[café]", {"type": "Company", "name": "Café Lumière"})
    ]
    assert await hits(seed_database, "coffee", **{"in": ["TOPIC"]}) == [
        ("[Coffee]", {"type": "Topic", "name": "Coffee"})
    ]
    assert await hits(seed_database, "llamas", **{"in": ["CHAPTER"]}) == [
        (
            "[Llamas] 🦙",
            {
                "type": "ChapterHit",
                "video": WORKSHOP,
                "chapter": {"title": "Llamas 🦙", "startSeconds": 20.0},
            },
        )
    ]
    assert await hits(seed_database, "1999", **{"in": ["TRANSCRIPT"]}) == [
        (
            "I founded Café Lumière in [1999] with",
            {
                "type": "Segment",
                "id": "segment:seed-workshop#1",
                "url": "https://video.example/watch?v=workshop&t=10s",
                "video": {"title": "Ünïcode Workshop: Café & 🦙"},
            },
        )
    ]


async def test_a_search_finds_paragraph_section_and_bullet_of_a_summary(seed_database: Database):
    how = {"heading": "How it began"}
    for query, snippet, section, bullet in (
        ("founded", "Zoë Łukasz [founded] Café Lumière.", how, {"text": "Zoë Łukasz founded Café Lumière."}),
        ("nothing", "[Nothing] further", {"heading": "Nothing further"}, None),
        ("came about", "Zoë Łukasz tells how Café Lumière [came] [about].", None, None),
    ):
        node = {"type": "SummaryHit", "video": WORKSHOP, "section": section, "bullet": bullet}
        assert (await hits(seed_database, query, **{"in": ["SUMMARY"]}))[0] == (snippet, node)


async def test_a_search_in_several_places_and_of_kinds(seed_database: Database):
    async def types(**variables: Any) -> list[str]:
        return [node["type"] for _, node in await hits(seed_database, "llama", **variables)]

    first = await types()
    # Entities of that very name first, then those of which it is a part.
    assert (sorted(first[:3]), first[3:5]) == (["Concept", "Product", "Product"], ["Topic", "ChapterHit"])
    assert await types(**{"in": ["CHAPTER", "TOPIC"]}) == ["Topic", "ChapterHit"]
    assert await types(kind=["CONCEPT"]) == ["Concept"]
    assert await types(kind=["CONCEPT"], **{"in": ["TOPIC", "ENTITY"]}) == ["Concept", "Topic"]
    assert await types(kind=[]) == []
    assert await types(kind=[], **{"in": ["TOPIC", "ENTITY"]}) == ["Topic"]
    assert await types(**{"in": []}) == []


@pytest.mark.parametrize("size", [1, 3])
async def test_a_search_goes_on_behind_a_cursor(seed_database: Database, size: int):
    whole = await ask(seed_database, SEARCH, {"query": "bo diaz", "first": 100})
    assert (whole["pageInfo"]["hasNextPage"], len(whole["edges"])) == (False, 9)
    found: list[Any] = []
    after = None
    while True:
        page = await ask(seed_database, SEARCH, {"query": "bo diaz", "first": size, "after": after})
        info = page["pageInfo"]
        assert info["hasPreviousPage"] == (after is not None)
        cursors = [edge["cursor"] for edge in page["edges"]]
        assert (info["startCursor"], info["endCursor"]) == (cursors[0], cursors[-1])
        found += page["edges"]
        after = info["endCursor"]
        if not info["hasNextPage"]:
            break
        assert len(cursors) == size
    assert found == whole["edges"]


@pytest.mark.parametrize(
    "query", ["*:*", "text:* OR id:[a TO z]", "searchName:z*", "/.*/", "[a TO z]", "_exists_:text"]
)
async def test_a_search_has_no_syntax(seed_database: Database, query: str):
    assert await hits(seed_database, query) == []


async def test_signs_of_a_syntax_are_no_part_of_a_word(seed_database: Database):
    plain = await hits(seed_database, "bo diaz")
    for query in ('"bo diaz', "+bo -diaz", "bo^ diaz~", "(bo) && !diaz", "bo\\ diaz*", "{bo} [diaz]:"):
        assert await hits(seed_database, query) == plain, query


@pytest.mark.parametrize(
    ("variables", "code", "message"),
    [
        (
            {"first": 101},
            "BAD_USER_INPUT",
            "`first` is 101: at most 100 fit a page. Go on with `after`.",
        ),
        (
            {"after": "nonsense"},
            "INVALID_CURSOR",
            "`after` is not a cursor of this graph, or the secret that signs cursors has changed (VIDEOGRAPH_CURSOR_SECRET). Start from the first page, and pass "
            "`cursor`, `startCursor` or `endCursor` unchanged.",
        ),
    ],
)
async def test_searches_that_cannot_be_asked_for(
    seed_database: Database, variables: dict[str, Any], code: str, message: str
):
    asked = {"query": "bo", **variables}
    assert await refusals(seed_database, SEARCH, asked) == [(code, message)]


async def test_suggestions(seed_database: Database):
    query = """query ($prefix: String!, $kind: [EntityKind!], $first: Int! = 8) {
      suggest(prefix: $prefix, kind: $kind, first: $first) { name kind }
    }"""

    async def suggested(prefix: str, **variables: Any) -> list[str]:
        found = await ask(seed_database, query, {"prefix": prefix, **variables})
        return [f"{one['name']} {one['kind']}" for one in found]

    assert await suggested("zoe") == ["Zoë Łukasz PERSON"]
    assert await suggested("ŁUK") == ["Zoë Łukasz PERSON"]
    assert await suggested("caf") == await suggested("Caffé") == ["Café Lumière COMPANY"]
    assert await suggested("llam", kind=["CONCEPT", "COMPANY"]) == ["Llama CONCEPT"]
    assert await suggested("llam", kind=[]) == []
    assert await suggested("", first=3) == ["Café Lumière COMPANY", "Bo Diaz PERSON", "Zoë Łukasz PERSON"]
    assert await suggested("", first=0) == []
    assert await suggested("caf*") == ["Café Lumière COMPANY"]
    assert await suggested("id:*") == []
    assert await refusals(seed_database, query, {"prefix": "a", "first": 51}) == [
        ("BAD_USER_INPUT", "`first` is 51: at most 50 fit a page. Go on with `after`.")
    ]


SEGMENTS: list[tuple[dict[str, Any], list[str]]] = [
    ({"text": {"contains": "llama THE"}}, ["workshop#3", "workshop#7"]),
    ({"text": {"contains": "cafe lumiere in 1999"}}, ["workshop#1"]),
    ({"text": {"startsWith": "thing 00 AND"}}, ["many#27"]),
    ({"text": {"eq": "bo diaz left ghost."}}, ["bare#1"]),
    ({"text": {"in": ["…", "Pong Ltd and Ping Ltd."]}}, ["twin-a#1", "twin-b#1", "quiet#0"]),
    (
        {"entities": {"any": [BO]}},
        ["follow-up#0", "workshop#2", "workshop#4", "workshop#7", "many#27", "bare#0", "bare#1"],
    ),
    ({"entities": {"all": [BO, CAFE]}}, ["follow-up#0", "workshop#4"]),
    ({"entities": {"any": [BO], "none": [CAFE]}, "startSeconds": {"lt": 3}}, ["bare#0"]),
    ({"topics": {"any": ["topic:llamas"]}}, ["workshop#2", "workshop#3", "workshop#5", "bare#0"]),
    ({"topics": {"all": ["topic:coffee", "topic:things"]}}, ["many#0"]),
    ({"topics": {"any": ["topic:llamas"]}, "entities": {"any": [GHOST, IDEA]}}, ["workshop#3", "bare#0"]),
    ({"speakers": {"any": [ZOE]}, "topics": {"none": ["topic:coffee"]}}, ["workshop#6"]),
    ({"videos": {"any": ["video:seed-bare", "video:seed-quiet"]}}, ["quiet#0", "bare#0", "bare#1"]),
    ({"videos": {"any": ["video:seed-bare"]}, "text": {"contains": "undated"}}, ["bare#0"]),
    ({"videos": {"any": ["video:seed-bare"], "none": ["video:seed-bare"]}}, []),
]
SEGMENTS_QUERY = """query ($where: SegmentWhere, $first: Int, $after: String) {
  segments(where: $where, first: $first, after: $after) {
    nodes { id } totalCount pageInfo { hasNextPage endCursor }
  }
}"""


def test_segments(session: Session):
    found = rows_of_conditions(session, SEGMENTS_QUERY, [where for where, _ in SEGMENTS], "{item}.id")
    assert [
        (where, [id_.removeprefix("segment:seed-") for id_ in ids])
        for (where, _), ids in zip(SEGMENTS, found, strict=True)
    ] == SEGMENTS


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        pytest.param(*one, marks=() if number in (0, 6, 7, 10, 11) else pytest.mark.nightly)
        for number, one in enumerate(SEGMENTS)
    ],
)
async def test_pages_of_segments(seed_database: Database, where: dict[str, Any], ids: list[str]):
    """By a text, from one condition and from the smaller of two."""
    page = await ask(seed_database, SEGMENTS_QUERY, {"where": where})
    assert [node["id"].removeprefix("segment:seed-") for node in page["nodes"]] == ids
    assert page["totalCount"] == len(ids)
    if ids:
        first = await ask(seed_database, SEGMENTS_QUERY, {"where": where, "first": 1})
        cursor = first["pageInfo"]["endCursor"]
        rest = await ask(seed_database, SEGMENTS_QUERY, {"where": where, "after": cursor})
        assert first["nodes"] + rest["nodes"] == page["nodes"]


FOLLOW_UP, TWIN_A, TWIN_B, MANY, BARE, QUIET = (
    {"title": {"eq": title}} if isinstance(title, str) else {"title": title}
    for title in ("ünicode follow-up", "The same title", "the same title", "many things", "bare", "quiet")
)
DATED = {"publishedOn": {"gte": "2000-01-01"}}


@pytest.mark.parametrize(
    ("where", "ids"),
    [
        ({"or": [MANY, QUIET]}, ["many", "quiet"]),
        ({"or": [MANY]}, ["many"]),
        ({"or": []}, []),
        ({"and": []}, ["follow-up", "workshop", "twin-b", "twin-a", "many", "quiet", "bare"]),
        ({"and": [{}, {}]}, ["follow-up", "workshop", "twin-b", "twin-a", "many", "quiet", "bare"]),
        ({"not": {}}, []),
        ({"and": None, "or": None, "not": None, **MANY}, ["many"]),
        ({"and": [DATED, {"not": TWIN_A}]}, ["follow-up", "workshop", "many"]),
        # Undated, of unknown length: what is not known does not hold, and so its contrary does.
        ({"not": DATED}, ["quiet", "bare"]),
        ({"not": {"not": DATED}}, ["follow-up", "workshop", "twin-b", "twin-a", "many"]),
        ({"or": [DATED, BARE], "not": {"or": [TWIN_A, FOLLOW_UP]}}, ["workshop", "many", "bare"]),
        ({"not": {"and": [DATED, {"durationSeconds": {"lt": 100}}]}}, ["many", "quiet", "bare"]),
        (
            {"or": [{"topics": {"any": ["topic:coffee"]}, "entities": {"any": [CAFE]}}, {"channels": {"none": ["channel:kanal-oel"]}, **QUIET}]},
            ["follow-up", "workshop", "quiet"],
        ),
        ({"topics": {"any": ["topic:coffee"]}, "not": {"entities": {"any": [CAFE]}}}, ["many"]),
        ({"not": {"not": {"not": {"not": {"not": QUIET}}}}}, ["follow-up", "workshop", "twin-b", "twin-a", "many", "bare"]),
    ],
)  # fmt: skip
async def test_groups_of_conditions_on_videos(seed_database: Database, where: dict[str, Any], ids: list[str]):
    query = "query ($where: VideoWhere) { videos(where: $where) { nodes { id } totalCount } }"
    page = await ask(seed_database, query, {"where": where})
    assert [node["id"].removeprefix("video:seed-") for node in page["nodes"]] == ids
    assert page["totalCount"] == len(ids)


@pytest.mark.parametrize(
    ("where", "names"),
    [
        ({"or": [{"name": {"eq": "zoe"}}, {"name": {"eq": "ghost"}}]}, ["Zoë Łukasz", "Ghost"]),
        ({"kind": ["PERSON"], "not": {"minMentions": 1}}, ["Ann Other"]),
        ({"mentionedOn": {"gte": "2026-01-01"}}, ["Bo Diaz", "Café Lumière", "Zoë Łukasz", "Llama"]),
        ({"mentionedOn": {"lt": "2000-01-01"}}, []),
        # In one video, not in several: nobody is featured by one of 2024 to 2025 but those of the twins.
        ({"mentionedOn": {"gte": "2024-01-01", "lt": "2025-01-01"}}, ["Zoë Łukasz", "Ping Ltd", "Pong Ltd"]),
        ({"kind": ["COMPANY"], "not": {"mentionedOn": {"gte": "2000-01-01"}}}, ["Ghost"]),
        ({"mentionedOn": {}, "kind": ["COMPANY"], "videos": {"any": ["video:seed-bare"]}}, ["Ghost"]),
    ],
)
async def test_groups_of_conditions_on_entities(
    seed_database: Database, where: dict[str, Any], names: list[str]
):
    query = """query ($where: EntityWhere) {
      entities(where: $where) { nodes { name } totalCount countsByKind { count } }
    }"""
    page = await ask(seed_database, query, {"where": where})
    assert [node["name"] for node in page["nodes"]] == names
    assert (page["totalCount"], sum(one["count"] for one in page["countsByKind"])) == (len(names),) * 2


async def test_groups_have_limits(seed_database: Database):
    query = "query ($where: VideoWhere) { videos(where: $where) { totalCount } }"
    where: dict[str, Any] = {}
    for _ in range(6):
        where = {"and": [where]}
    assert await ask(seed_database, query, {"where": where["and"][0]}) == {"totalCount": 7}
    assert await refusals(seed_database, query, {"where": where}) == [
        ("BAD_USER_INPUT", "`where` is nested too deeply: at most 5 of and, or, not.")
    ]
    assert await ask(seed_database, query, {"where": {"and": [{}] * 50}}) == {"totalCount": 7}
    assert await refusals(seed_database, query, {"where": {"and": [{}] * 51}}) == [
        ("BAD_USER_INPUT", "`where` has too many parts: at most 50 below and, or, not.")
    ]


async def test_related_talks_and_what_they_share(seed_database: Database):
    query = """{ video(by: {slug: "seed-bare"}) {
      all: related { score video { id } sharedEntities { name } }
      two: related(first: 2) { video { title } } none: related(first: 0) { score }
    } }"""
    video = await ask(seed_database, query)
    found = [
        (one["video"]["id"], round(one["score"], 6), [entity["name"] for entity in one["sharedEntities"]])
        for one in video["all"]
    ]
    assert found == [
        ("video:seed-workshop", 0.320186, ["🦙 Llama", "Bo Diaz"]),
        ("video:seed-follow-up", 0.173575, ["Bo Diaz"]),
        ("video:seed-many", 0.0, ["Bo Diaz"]),
    ]
    assert [one["video"]["title"] for one in video["two"]] == [
        "Ünïcode Workshop: Café & 🦙",
        "ünicode follow-up",
    ]
    assert video["none"] == []


async def test_what_hangs_on_entities_topics_and_channels(seed_database: Database):
    query = f"""{{
      zoe: entity(by: {{id: "{ZOE}"}}) {{
        timeline {{ month mentionCount videoCount }} topics {{ nodes {{ name }} totalCount }}
        ... on Person {{ speaksIn(orderBy: [{{field: TITLE, direction: DESC}}]) {{ nodes {{ id }} }}
          spokenTopics {{ topic {{ name }} segmentCount }} spokenEntities(first: 2) {{ entity {{ name }} segmentCount }} }}
      }}
      topic(by: {{name: "coffee"}}) {{
        entities(where: {{kind: [PERSON]}}) {{ nodes {{ name }} countsByKind {{ kind count }} }}
        segments(where: {{text: {{contains: "zoe"}}}}) {{ nodes {{ id }} totalCount }}
      }}
      channels(first: 2) {{ nodes {{ name }} totalCount pageInfo {{ hasNextPage }} }}
    }}"""
    assert await ask(seed_database, query) == {
        "zoe": {
            "timeline": [
                {"month": "2024-02-01", "mentionCount": 2, "videoCount": 2},
                {"month": "2025-11-01", "mentionCount": 2, "videoCount": 1},
                {"month": "2026-11-01", "mentionCount": 2, "videoCount": 1},
            ],
            "topics": {"nodes": [{"name": "Coffee"}], "totalCount": 1},
            "speaksIn": {"nodes": [{"id": "video:seed-workshop"}, {"id": "video:seed-follow-up"}]},
            "spokenTopics": [
                {"topic": {"name": "Coffee"}, "segmentCount": 5},
                {"topic": {"name": "Öl & More"}, "segmentCount": 1},
            ],
            "spokenEntities": [
                {"entity": {"name": "Café Lumière"}, "segmentCount": 6},
                {"entity": {"name": "Zoë Łukasz"}, "segmentCount": 4},
            ],
        },
        "topic": {
            "entities": {
                "nodes": [{"name": "Zoë Łukasz"}, {"name": "Bo Diaz"}],
                "countsByKind": [{"kind": "PERSON", "count": 2}],
            },
            "segments": {
                "nodes": [
                    {"id": "segment:seed-follow-up#0"},
                    {"id": "segment:seed-follow-up#1"},
                    {"id": "segment:seed-workshop#0"},
                ],
                "totalCount": 3,
            },
        },
        "channels": {
            "nodes": [{"name": "Kanal Öl"}, {"name": "Silence"}],
            "totalCount": 3,
            "pageInfo": {"hasNextPage": True},
        },
    }

"""A video's page shows what is said in it: the edges of `Video.relationships` have the evidence of this video only."""

from typing import Any

import pytest

from service.api.execution.engine import OPERATIONS, Engine
from service.graph.driver.database import Database

pytestmark = pytest.mark.anyio

PAGE = (OPERATIONS / "video_page.graphql").read_text(encoding="utf-8")
FOUNDED = """query ($slug: String!, $where: EvidenceWhere, $first: Int, $after: String, $last: Int, $before: String) {
  video(by: {slug: $slug}) { relationships(where: {type: [FOUNDED]}) { edges {
    evidence(where: $where, first: $first, after: $after, last: $last, before: $before) {
      totalCount edges { cursor node { quote } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
    node { evidence { totalCount nodes { quote video { slug } } } }
  } } }
}"""
HERE = ["I founded Café Lumière in 1999", "Welcome to Café Lumière, says Zoë Łukasz. I founded Café Lumière"]
THERE = "Zoë Łukasz founded Café Lumière"


async def answer(engine: Engine, query: str, **variables: Any) -> list[dict[str, Any]]:
    """The edges of the video's relationships."""
    response = await engine.execute(query, variables)
    assert "errors" not in response, response
    return response["data"]["video"]["relationships"]["edges"]


async def founded(engine: Engine, slug: str, **variables: Any) -> dict[str, Any]:
    """The evidence of the one edge."""
    [edge] = await answer(engine, FOUNDED, slug=slug, **variables)
    return edge["evidence"]


def quotes(evidence: dict[str, Any]) -> list[str]:
    return [edge["node"]["quote"] for edge in evidence["edges"]]


@pytest.fixture
def engine(seed_database: Database) -> Engine:
    return Engine(seed_database)


async def test_each_page_has_its_own_quotes(engine: Engine) -> None:
    """Two relationships are supported in both videos."""
    shown = {
        slug: {
            (edge["node"]["type"], edge["node"]["target"]["name"]): [
                (one["quote"], one["startSeconds"], one["url"]) for one in edge["evidence"]["nodes"]
            ]
            for edge in await answer(engine, PAGE, by={"slug": slug})
        }
        for slug in ("seed-workshop", "seed-follow-up")
    }

    at = "https://video.example/watch?v=workshop&t={}s".format
    assert shown["seed-workshop"]["FOUNDED", "Café Lumière"] == [
        (HERE[0], 10.0, at(10)),
        (HERE[1], 0.0, at(0)),
    ]
    assert shown["seed-workshop"]["LEFT", "Café Lumière"] == [("Bo Diaz left Café Lumière.", 40.0, at(40))]
    assert shown["seed-follow-up"] == {
        ("FOUNDED", "Café Lumière"): [(THERE, 0.0, None)],
        ("LEFT", "Café Lumière"): [("Bo Diaz left Café Lumière.", 0.0, None)],
        ("SUPPORTS", "Llama"): [("Zoe supports it.", 7.25, None)],
    }


async def test_the_relationship_itself_has_the_quotes_of_all_videos(engine: Engine) -> None:
    [edge] = await answer(engine, FOUNDED, slug="seed-follow-up")

    assert (edge["evidence"]["totalCount"], quotes(edge["evidence"])) == (1, [THERE])
    assert edge["node"]["evidence"]["totalCount"] == 3
    assert sorted((one["video"]["slug"], one["quote"]) for one in edge["node"]["evidence"]["nodes"]) == [
        ("seed-follow-up", THERE),
        *(("seed-workshop", quote) for quote in HERE),
    ]


async def test_the_strongest_comes_first_and_pages_go_both_ways(engine: Engine) -> None:
    whole = await founded(engine, "seed-workshop")
    first, second = [edge["cursor"] for edge in whole["edges"]]
    assert (quotes(whole), whole["totalCount"]) == (HERE, 2)

    info = {"hasNextPage": True, "hasPreviousPage": False, "startCursor": first, "endCursor": first}
    front = await founded(engine, "seed-workshop", first=1)
    assert (quotes(front), front["totalCount"], front["pageInfo"]) == (HERE[:1], 2, info)

    info = {"hasNextPage": False, "hasPreviousPage": True, "startCursor": second, "endCursor": second}
    for rest in ({"first": 1, "after": first}, {"last": 1}):
        found = await founded(engine, "seed-workshop", **rest)
        assert (quotes(found), found["totalCount"], found["pageInfo"]) == (HERE[1:], 2, info)
    assert quotes(await founded(engine, "seed-workshop", last=5, before=second)) == HERE[:1]
    assert quotes(await founded(engine, "seed-workshop", first=5, after=second)) == []


@pytest.mark.parametrize(
    ("slug", "where", "kept"),
    [
        ("seed-workshop", {"minConfidence": 0.9}, HERE[:1]),
        ("seed-workshop", {"videos": {"any": ["video:seed-workshop"]}}, HERE),
        ("seed-workshop", {"videos": {"any": ["video:seed-follow-up"]}}, []),
        ("seed-follow-up", {"minConfidence": 0.5}, [THERE]),
    ],
)
async def test_conditions_keep_some_of_this_video(
    engine: Engine, slug: str, where: dict[str, Any], kept: list[str]
) -> None:
    found = await founded(engine, slug, where=where)
    assert (quotes(found), found["totalCount"]) == (kept, len(kept))


async def test_co_mentions_have_their_quotes_too(engine: Engine) -> None:
    query = """{ video(by: {slug: "seed-twin-a"}) { relationships(where: {type: [MENTIONED_WITH]}) { edges {
      evidence { totalCount nodes { quote video { slug } } } node { evidenceCount }
    } } } }"""
    [edge] = await answer(engine, query)
    assert edge["node"]["evidenceCount"] == 4
    assert edge["evidence"]["totalCount"] == 2
    assert sorted((one["quote"], one["video"]["slug"]) for one in edge["evidence"]["nodes"]) == [
        ("Ping Ltd and Pong Ltd.", "seed-twin-a"),
        ("Pong Ltd and Ping Ltd.", "seed-twin-a"),
    ]


async def test_the_page_is_one_statement(engine: Engine) -> None:
    """The number of reads does not grow with the number of relationships."""
    for slug in ("seed-workshop", "seed-follow-up"):
        [(key, text, _)] = engine.statements(PAGE, {"by": {"slug": slug}})
        assert (key, text.count("UNWIND said_2.evidence AS evidence")) == ("video", 1)


async def test_a_wrong_argument_is_told_at_the_edge(engine: Engine) -> None:
    response = await engine.execute(FOUNDED, {"slug": "seed-workshop", "first": 101})
    [error] = response["errors"]
    assert error["path"] == ["video", "relationships", "edges", 0, "evidence"]
    assert error["message"] == "`first` is 101: at most 100 fit a page. Go on with `after`."

"""Mutations: what they change, what their results select, and what becomes of faults."""

from typing import Any

import pytest

from service.access.scopes import Scope, expand
from service.access.viewer import Viewer
from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.api_client import api_client
from support.imported import with_talks
from support.responses import in_both_readers
from support.talks import talk

pytestmark = pytest.mark.anyio

ONE = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))
TWO = talk("two", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Acme Works"))
READER = Viewer("KEY", "key:reader", expand([Scope.READ]), "reader")

MERGE = """
mutation ($input: MergeEntitiesInput!) {
  mergeEntities(input: $input) {
    __typename
    ... on MergedEntities {
      entity { __typename name videoCount relationships(first: 3) { totalCount nodes { type source { name } } } }
      merged { name kind } videoCount mentionCount evidenceCount droppedCount relatedCount dryRun
    }
    ... on UserError { message code }
    ... on InvalidInput { path }
  }
}
"""
DELETE = """
mutation ($input: DeleteVideoInput!) {
  deleteVideo(input: $input) {
    ... on DeletedVideo { id slug title segmentCount mentionCount evidenceCount dryRun undoableUntil decisions { id kind detail missing subjects { id slug name inGraph } } }
    ... on UserError { __typename message code }
    ... on Conflict { revision }
  }
}
"""


@pytest.fixture
async def database(clean_database: Database) -> Database:
    return await with_talks(clean_database, ONE, TWO)


@pytest.fixture
def engine(database: Database, request: pytest.FixtureRequest) -> Engine:
    return Engine(database, compiled=getattr(request, "param", True))


async def run(engine: Engine, query: str, viewer: Viewer | None = None, /, **input_: Any) -> Any:
    """The only root field's value."""
    answer = await engine.execute(query, {"input": input_}, viewer=viewer)
    assert answer.keys() == {"data"}, answer
    [value] = answer["data"].values()
    return value


async def slugs(database: Database) -> dict[str, str]:
    return dict(await database.read("MATCH (e:Entity) RETURN e.name, e.slug", name="test"))


@in_both_readers
async def test_what_the_result_of_a_merge_selects(engine: Engine, database: Database) -> None:
    of = await slugs(database)
    before = await fingerprint(database)
    input_ = {"keep": of["Acme"], "merge": [of["Acme Works"]]}
    expected: dict[str, Any] = {
        "__typename": "MergedEntities",
        "entity": {
            "__typename": "Company",
            "name": "Acme",
            "videoCount": 2,
            "relationships": {
                "totalCount": 2,
                "nodes": [
                    {"type": "LEFT", "source": {"name": "Ada Lovelace"}},
                    {"type": "WORKS_AT", "source": {"name": "Ada Lovelace"}},
                ],
            },
        },
        "merged": [{"name": "Acme Works", "kind": "COMPANY"}],
        "videoCount": 1,
        "mentionCount": 1,
        "evidenceCount": 1,
        "droppedCount": 0,
        "relatedCount": 0,
        "dryRun": False,
    }

    tried = await run(engine, MERGE, dryRun=True, **input_)
    assert await fingerprint(database) == before
    merged = await run(engine, MERGE, **input_)
    asked = await engine.execute(
        "query ($slug: String!) { entity(by: {slug: $slug}) { __typename name videoCount "
        "relationships(first: 3) { totalCount nodes { type source { name } } } } }",
        {"slug": of["Acme"]},
    )

    assert tried == expected | {
        "dryRun": True,
        "entity": {
            "__typename": "Company",
            "name": "Acme",
            "videoCount": 1,
            "relationships": {
                "totalCount": 1,
                "nodes": [{"type": "WORKS_AT", "source": {"name": "Ada Lovelace"}}],
            },
        },
    }
    assert merged == expected
    assert asked == {"data": {"entity": merged["entity"]}}
    assert await find_drift(database) == []


@in_both_readers
async def test_a_video_is_deleted(engine: Engine, database: Database) -> None:
    before = await fingerprint(database)
    [[id_, slug]] = await database.read("MATCH (v:Video {id: 'video:one'}) RETURN v.id, v.slug", name="test")
    report: dict[str, Any] = {
        "id": id_, "slug": slug, "title": ONE.video.title, "segmentCount": len(ONE.segments),
        "mentionCount": 2, "evidenceCount": 1,
    }  # fmt: skip

    other = await run(engine, DELETE, video=slug, ifRevision=7)
    tried = await run(engine, DELETE, video=slug, dryRun=True, ifRevision=1)
    unchanged = await fingerprint(database)
    deleted = await run(engine, DELETE, video=id_, ifRevision=1)
    again = await run(engine, DELETE, video=id_)

    assert other == {
        "__typename": "Conflict",
        "message": "The talk has revision 1, not 7: it was changed meanwhile. Read it again first.",
        "code": "CONFLICT",
        "revision": 1,
    }
    [decided], until = deleted.pop("decisions"), deleted.pop("undoableUntil")
    assert (tried.pop("decisions"), tried.pop("undoableUntil")[:10]) == ([], until[:10])
    assert tried == report | {"dryRun": True}
    assert unchanged == before
    assert deleted == report | {"dryRun": False}
    about = {"id": id_, "slug": None, "name": "Talk one", "inGraph": False}
    assert decided == {
        "id": decided["id"],
        "kind": "DELETE_VIDEO",
        "detail": "Talk one",
        "missing": False,
        "subjects": [about],
    }
    assert (again["__typename"], again["code"]) == ("NotFound", "NOT_FOUND")
    assert await database.read("MATCH (v:Video) RETURN v.id", name="test") == [["video:two"]]
    assert await find_drift(database) == []


async def test_root_fields_run_one_after_the_other(engine: Engine, database: Database) -> None:
    of = await slugs(database)
    answer = await engine.execute(
        """mutation ($keep: ID!, $merge: [ID!]!) {
          first: deleteVideo(input: {video: "two"}) { __typename }
          second: mergeEntities(input: {keep: $keep, merge: $merge}) { __typename }
          third: deleteVideo(input: {video: "two"}) { __typename }
          fourth: deleteVideo(input: {video: "one"}) { ... on DeletedVideo { id } }
        }""",
        {"keep": of["Acme"], "merge": [of["Acme Works"]]},
    )

    assert answer == {
        "data": {
            "first": {"__typename": "DeletedVideo"},
            "second": {"__typename": "NotFound"},  # it was only in the video that the first deleted
            "third": {"__typename": "NotFound"},
            "fourth": {"id": "video:one"},
        }
    }
    assert await database.read("MATCH (v:Video) RETURN count(v)", name="test") == [[0]]


async def test_nothing_is_changed_when_the_selection_cannot_be_answered(
    engine: Engine, database: Database
) -> None:
    of = await slugs(database)
    before = await fingerprint(database)
    answer = await engine.execute(
        """mutation ($input: MergeEntitiesInput!) {
          mergeEntities(input: $input) { ... on MergedEntities { entity { relationships(first: 5000) { totalCount } } } }
        }""",
        {"input": {"keep": of["Acme"], "merge": [of["Acme Works"]]}},
    )

    [error] = answer.pop("errors")
    assert answer == {}
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert "first" in error["message"]
    assert await fingerprint(database) == before


async def test_mutations_come_by_post_with_json_alone(database: Database) -> None:
    query = 'mutation { deleteVideo(input: {video: "one"}) { __typename } }'
    async with api_client(database) as http:
        by_get = await http.get("/graphql", params={"query": query})
        form = await http.post("/graphql", data={"query": query})
        text = await http.post(
            "/graphql", content=f'{{"query": {query!r}}}', headers={"content-type": "text/plain"}
        )
        left = await database.read("MATCH (v:Video) RETURN count(v)", name="test")
        posted = await http.post("/graphql", json={"query": query})

    assert (by_get.status_code, by_get.headers["allow"]) == (405, "POST")
    assert by_get.json()["errors"][0]["extensions"]["code"] == "METHOD_NOT_ALLOWED"
    assert (form.status_code, text.status_code) == (415, 415)
    assert left == [[2]]
    assert (posted.status_code, posted.json()) == (
        200,
        {"data": {"deleteVideo": {"__typename": "DeletedVideo"}}},
    )

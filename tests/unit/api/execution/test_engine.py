"""Requests that are refused, databases that fail, videos that change while they are read."""

from typing import Any, cast

import pytest

from service.api.execution.engine import Engine
from service.errors import GraphUnavailable, QueryTimeout, Vanished
from service.graph.driver.database import Database

pytestmark = pytest.mark.anyio


class Prepared:
    """Gives what was prepared for a root field, one after the other; an exception is raised."""

    timeout = 5.0

    def asked_by(self, _: Any) -> Any:
        return self

    def __init__(self, **answers: list[Any]) -> None:
        self.answers = answers
        self.reads: list[str] = []

    async def read(self, _: str, __: Any = None, *, name: str, **_more: Any) -> list[Any]:
        self.reads.append(name)
        found = self.answers[name.removeprefix("Query.")].pop(0)
        if isinstance(found, Exception):
            raise found
        return [found]


def engine(**answers: list[Any]) -> tuple[Engine, Prepared]:
    double = Prepared(**answers)
    return Engine(cast("Database", double)), double


NO_DATA = [
    ("{ videos(", "GRAPHQL_PARSE_FAILED", "Syntax Error: Expected Name, found <EOF>."),
    ("{ nothing }", "GRAPHQL_VALIDATION_FAILED", "Cannot query field 'nothing' on type 'Query'."),
    ("mutation { nothing }", "GRAPHQL_VALIDATION_FAILED", "Cannot query field 'nothing' on type 'Mutation'."),
    ("query A { stats { videoCount } } query B { stats { topicCount } }", "BAD_USER_INPUT", "Name one of the document's operations."),
    ("query ($first: Int!) { videos(first: $first) { totalCount } }", "BAD_USER_INPUT", "Variable '$first' has invalid value: Expected a value of non-null type 'Int!' to be provided."),
    ("{ a" * 700 + " }" * 700, "GRAPHQL_PARSE_FAILED", "Syntax Error: Document is nested too deeply. Parsing aborted."),
    ("{ " + "a " * 5000 + "}", "GRAPHQL_PARSE_FAILED", "The document has too many tokens: at most 5000 are allowed (VIDEOGRAPH_MAX_TOKENS). Ask in several queries."),
]  # fmt: skip


@pytest.mark.parametrize(("query", "code", "message"), NO_DATA)
async def test_a_request_that_cannot_be_run_has_no_data(query: str, code: str, message: str):
    asked, double = engine()
    response = await asked.execute(query)
    assert list(response) == ["errors"]
    [error] = response["errors"]
    assert (error["extensions"]["code"], error["message"]) == (code, message)
    assert double.reads == []


async def test_an_operation_that_does_not_exist():
    asked, _ = engine()
    response = await asked.execute("query A { stats { videoCount } }", None, "B")
    assert response["errors"] == [
        {"message": "There is no operation 'B'.", "extensions": {"code": "BAD_USER_INPUT"}}
    ]


@pytest.mark.parametrize(
    ("failure", "code", "message"),
    [
        (GraphUnavailable("Neo4j cannot be reached: is it running?"), "GRAPH_UNAVAILABLE", "Neo4j cannot be reached: is it running?"),
        (QueryTimeout("The query took too long and was stopped. Ask for less."), "TIMEOUT", "The query took too long and was stopped. Ask for less."),
        (RuntimeError("secret"), "INTERNAL", "Internal error."),
    ],
)  # fmt: skip
async def test_a_database_that_fails_takes_its_root_field_only(failure: Exception, code: str, message: str):
    asked, _ = engine(video=[failure], entity=[[["Café Wikipedia", "COMPANY"]]])
    response = await asked.execute('{ video(by: {slug: "a"}) { id } entity(by: {name: "Café"}) { name } }')
    assert response["data"] == {"video": None, "entity": {"name": "Café Wikipedia"}}
    [error] = response["errors"]
    assert (error["path"], error["message"], error["extensions"]) == (["video"], message, {"code": code})


QUERY = 'query { video(by: {slug: "a"}) { title } }'


def versions(before: int, after: int | None) -> list[Any]:
    """A record of the video of QUERY, of which the revision was read first and last."""
    return [[f"Version {after}", before, after]]


async def test_a_video_that_changes_while_it_is_read_is_read_again():
    asked, double = engine(video=[versions(1, 2), versions(2, 2)])
    assert await asked.execute(QUERY) == {"data": {"video": {"title": "Version 2"}}}
    assert double.reads == ["Query.video", "Query.video"]


async def test_a_video_that_does_not_change_is_read_once():
    asked, double = engine(video=[versions(3, 3)])
    assert await asked.execute(QUERY) == {"data": {"video": {"title": "Version 3"}}}
    assert double.reads == ["Query.video"]


async def test_a_video_that_is_not_there_is_read_once():
    asked, double = engine(video=[[None]])
    assert await asked.execute(QUERY) == {"data": {"video": None}}
    assert double.reads == ["Query.video"]


HALF = [[None, 4, 4]]
"""The record of a video whose title was gone when it was read: it was deleted between two parts of the statement."""
PLAIN_LIST = "{ videos(first: 2) { nodes { title } } }"
VANISHED = (
    "An object was deleted while it was read: send the query again. "
    "If it stays so, the graph is not whole: `videograph doctor` says what is wrong."
)


@pytest.mark.parametrize("compiled", [True, False])
async def test_a_video_that_is_deleted_while_it_is_read_is_null(compiled: bool):
    asked, double = engine(video=[HALF, [None]])
    asked.compiled = compiled
    assert await asked.execute(QUERY) == {"data": {"video": None}}
    assert double.reads == ["Query.video", "Query.video"]


@pytest.mark.parametrize("compiled", [True, False])
async def test_a_list_is_read_again_where_one_of_it_is_deleted(compiled: bool):
    before, after = [[["A", 1, "a"], [None, 2, "b"]]], [[["A", 1, "a"]]]
    asked, double = engine(videos=[before, after])
    asked.compiled = compiled
    assert await asked.execute(PLAIN_LIST) == {"data": {"videos": {"nodes": [{"title": "A"}]}}}
    assert double.reads == ["Query.videos", "Query.videos"]


async def test_only_the_root_field_that_lost_something_is_read_again():
    asked, double = engine(video=[HALF, [None]], entity=[[["Café Wikipedia", "COMPANY"]]])
    response = await asked.execute('{ video(by: {slug: "a"}) { title } entity(by: {name: "Café"}) { name } }')
    assert response == {"data": {"video": None, "entity": {"name": "Café Wikipedia"}}}
    assert sorted(double.reads) == ["Query.entity", "Query.video", "Query.video"]


async def test_what_is_half_there_again_is_not_found():
    """Deleted twice in a row, or broken by hand: the message says what to do in both cases."""
    asked, double = engine(video=[HALF, HALF])
    response = await asked.execute(QUERY)
    assert response["data"] == {"video": None}
    [error] = response["errors"]
    assert (error["path"], error["message"], error["extensions"]) == (
        ["video", "title"],
        VANISHED,
        {"code": "NOT_FOUND"},
    )
    assert double.reads == ["Query.video", "Query.video"]


async def test_what_neo4j_misses_while_it_reads_is_read_again():
    gone = Vanished("An object was deleted while it was read: send the query again.")
    asked, double = engine(video=[gone, [None]])
    assert await asked.execute(QUERY) == {"data": {"video": None}}
    asked, double = engine(video=[gone, gone])
    [error] = (await asked.execute(QUERY))["errors"]
    assert (error["message"], error["extensions"]) == (gone.message, {"code": "NOT_FOUND"})
    assert double.reads == ["Query.video", "Query.video"]


async def test_a_plan_is_kept_for_its_structure():
    """The same text with other values is planned once; with another structure, again."""
    query = "query ($w: TopicWhere, $n: Int) { topics(where: $w, first: $n) { totalCount } }"
    asked, _ = engine()

    def plan(**variables: Any) -> Any:
        return asked.requests.prepare(query, variables).planned

    first = plan(w={"videos": {"any": ["video:a"]}}, n=1)
    assert plan(w={"videos": {"any": ["video:b", "video:c"]}}, n=50) is first
    assert plan(w={"videos": {"none": ["video:a"]}}, n=1) is not first
    assert plan(w={"videos": {"any": ["video:a"]}}, n=None) is not first
    assert plan(n=1) is not first


async def test_a_fault_is_not_kept():
    query = "query ($n: Int) { topics(first: $n) { totalCount } }"
    asked, _ = engine(topics=[[5], [5]])
    assert "errors" in await asked.execute(query, {"n": -1})
    assert await asked.execute(query, {"n": 1}) == {"data": {"topics": {"totalCount": 5}}}
    assert "errors" in await asked.execute(query, {"n": 101})
    assert await asked.execute(query, {"n": 2}) == {"data": {"topics": {"totalCount": 5}}}


ONE_KEY = "Within OneOf Input Object type 'VideoLookup', exactly one field must be specified, and the value for that field must be non-null."
FAULTY_VARIABLES = [
    ("VideoLookup!", "video(by: $v)", {"slug": None}, f"Variable '$v' has invalid value at .slug: {ONE_KEY}"),
    ("VideoLookup!", "video(by: $v)", {"slug": "a", "id": "b"}, f"Variable '$v' has invalid value: {ONE_KEY}"),
    ("VideoLookup!", "video(by: $v)", {"slogan": None}, "Variable '$v' has invalid value: Expected value of type 'VideoLookup' not to include unknown field 'slogan'. Did you mean 'slug'? Found: {\"slogan\": null}."),
    ("ID!", "node(id: $v)", None, "Variable '$v' has invalid value: Expected value of non-null type 'ID!' not to be null."),
    ("EntityWhere", "entities(where: $v)", {"kind": [None]}, "Variable '$v' has invalid value at .kind[0]: Expected value of non-null type 'EntityKind!' not to be null."),
    ("EntityWhere", "entities(where: $v)", {"minMentions": True}, "Variable '$v' has invalid value at .minMentions: Int cannot represent non-integer value: true"),
    ("Cursor", "changes(after: $v)", {"a": None}, "Variable '$v' has invalid value: Cursor takes a string, not {\"a\": null}."),
    ("EntityWhere", "entities(where: $v)", {"x": [{"y": True}] * 200_000}, "Variable '$v' has invalid value: Expected value of type 'EntityWhere' not to include unknown field 'x', found: {\"x\": [{\"y\": true}, {\"y\": true}, {\"y\": t…."),
    ("Cursor", "changes(after: $v)", {"a" * 70: None}, "Variable '$v' has invalid value: Cursor takes a string, not {\"" + "a" * 38 + "…."),
]  # fmt: skip


@pytest.mark.parametrize(("type_", "field", "value", "message"), FAULTY_VARIABLES)
async def test_a_faulty_variable_is_named_with_the_place_and_what_was_sent(
    type_: str, field: str, value: object, message: str
) -> None:
    asked, _ = engine()

    response = await asked.execute(f"query ($v: {type_}) {{ {field} {{ __typename }} }}", {"v": value})

    errors = [(error["message"], error["extensions"]["code"]) for error in response["errors"]]
    assert errors[0] == (message, "BAD_USER_INPUT")


async def test_the_fault_of_an_id_names_its_argument() -> None:
    asked, _ = engine()

    response = await asked.execute('{ node(id: "x") { id } job(id: "y") { id } }')

    assert response["data"] == {"node": None, "job": None}
    assert [error["message"] for error in response["errors"]] == [
        "`id`: 'x' is no id. Pass an `id` that the API gave.",
        "`id`: 'y' is no id. Pass an `id` that the API gave.",
    ]


@pytest.mark.parametrize(
    ("query", "path", "message"),
    [
        (
            'query ($n: ID = "video:a") { node(id: $n) { id } }',
            ["node"],
            "Argument 'id' has invalid value: Expected variable '$n' provided to non-null type 'ID!' not to be null.",
        ),
        (
            'query ($n: ID = "a") { video(by: {id: $n}) { id } }',
            ["video"],
            "Argument 'by' has invalid value: Expected variable '$n' provided to field 'id' for OneOf Input Object type 'VideoLookup' not to be null.",
        ),
        (
            "query ($n: Boolean = true) { topics { totalCount @skip(if: $n) } }",
            None,
            "Argument 'if' has invalid value: Expected variable '$n' provided to non-null type 'Boolean!' not to be null.",
        ),
    ],
)
async def test_a_null_where_none_may_be_is_the_askers_fault(query: str, path: Any, message: str):
    asked, double = engine()
    [error] = (await asked.execute(query, {"n": None}))["errors"]
    assert (error.get("path"), error["extensions"]) == (path, {"code": "BAD_USER_INPUT"})
    assert error["message"] == message
    assert double.reads == []


async def test_what_is_no_id_is_a_null_among_nodes() -> None:
    asked, double = engine(nodes=[[[["video:a"]]]])

    response = await asked.execute('{ nodes(ids: ["x", "video:a", "video:", ""]) { id } }')

    assert response == {"data": {"nodes": [None, {"id": "video:a"}, None, None]}}
    assert double.reads == ["Query.nodes"]

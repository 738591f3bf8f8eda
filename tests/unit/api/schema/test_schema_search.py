"""Twenty questions to the schema: the definition that a query for the answer needs is among the first, for a small part of the schema's tokens."""

import pytest
from graphql import build_schema, validate_schema

from service.api.schema.schema_search import (
    SchemaArgument,
    SchemaMember,
    find_member,
    members_of,
    paths_to,
    search_schema,
)
from service.errors import NotFound
from support.schema_questions import QUESTIONS


def rank_of(words: str, coordinate: str) -> int:
    return [one.member.coordinate for one in search_schema(words, 25, "QUERY")].index(coordinate) + 1


@pytest.mark.parametrize("words", QUESTIONS)
def test_what_a_question_needs_is_among_the_first(words: str) -> None:
    coordinate, rank = QUESTIONS[words]
    assert rank_of(words, coordinate) <= rank


def test_what_changes_the_graph_is_found_too() -> None:
    found = [one.member.coordinate for one in search_schema("merge entities", 3)]
    assert found == ["MergeEntitiesResult", "MergeEntitiesInput", "Mutation.mergeEntities"]
    [best] = search_schema("a job as it is when it has changed", 1)
    assert best.member.coordinate == "Subscription.job"
    of_queries = {one.member.coordinate for one in search_schema("merge entities", 50, "QUERY")}
    assert "MergedEntities" not in of_queries
    assert "Query.decisions" in of_queries
    [best] = search_schema("changes after a cursor", 1, "SUBSCRIPTION")
    assert best.member.coordinate == "Subscription.changes"


def test_a_score_is_a_share_of_the_highest() -> None:
    found = search_schema("paths between two entities", 50)
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert 0.5 < scores[0] <= 1
    assert scores[-1] > 0
    assert search_schema("paths between two entities", 50, least=scores[3]) == found[:4]


def test_results_go_on_after_a_cursor() -> None:
    found = search_schema("speaker of a segment", 9)
    rest = search_schema("speaker of a segment", 4, after=found[4].member.coordinate)
    assert rest == found[5:9]
    with pytest.raises(NotFound, match="take the `cursor` of a result for the same words"):
        search_schema("speaker of a segment", 4, after="Nothing.here")


def test_members_have_the_paths_from_a_root() -> None:
    assert {one: paths_to(one)[:1] for one in ("Video.topics", "Chapter.title", "Hop.forward", "GraphStats.entityCount", "MergedEntities.decisions", "VideoWhere.topics", "Query.video")} == {
        "Video.topics": ("Query.video",),
        "Chapter.title": ("Query.video.chapters",),
        "Hop.forward": ("Query.paths.hops",),
        "GraphStats.entityCount": ("Query.stats",),
        "MergedEntities.decisions": ("Mutation.mergeEntities",),
        "VideoWhere.topics": (),
        "Query.video": (),
    }  # fmt: skip


def test_a_field_of_an_interface_is_found_once() -> None:
    found = [one.member.coordinate for one in search_schema("aliases", 50)]
    assert "Entity.aliases" in found
    assert "Person.aliases" not in found


def test_words_that_nothing_has() -> None:
    assert search_schema("xyzzy of the", 5) == []


def test_definitions_of_types_members_and_arguments() -> None:
    by = SchemaArgument("by", "by: TopicLookup!", "Selects it.")
    assert find_member("Query.topic") == SchemaMember(
        "Query.topic", "FIELD", "topic", "topic(by: TopicLookup!): Topic", "One topic. Null if there is none.", (by,), "Topic"
    )  # fmt: skip
    assert find_member("Query.topic(by:)") == SchemaMember(
        "Query.topic(by:)", "ARGUMENT", "by", "by: TopicLookup!", "Selects it."
    )
    signatures = {
        one: (find_member(one).kind, find_member(one).signature)
        for one in ("Topic", "Node", "TopicLookup", "JobState", "JobState.FAILED", "EntityLookup.name", "DateTime", "TopicConnection")
    }  # fmt: skip
    assert signatures == {
        "Topic": ("OBJECT", "type Topic implements Node"),
        "Node": ("INTERFACE", "interface Node"),
        "TopicLookup": ("INPUT_OBJECT", "input TopicLookup @oneOf"),
        "JobState": ("ENUM", "enum JobState"),
        "JobState.FAILED": ("ENUM_VALUE", "FAILED"),
        "EntityLookup.name": ("INPUT_FIELD", "name: String"),
        "DateTime": ("SCALAR", "scalar DateTime"),
        "TopicConnection": ("OBJECT", "type TopicConnection"),
    }
    assert find_member("MergeEntitiesResult").signature.startswith("union MergeEntitiesResult = ")
    assert members_of("MergeEntitiesResult") == ()
    assert [one.name for one in members_of("TopicLookup")] == ["id", "slug", "name"]


@pytest.mark.parametrize(
    ("coordinate", "message"),
    [
        ("Vidoe", "The schema has no type 'Vidoe'. Did you mean 'Video',"),
        (
            "Video.tilte",
            "Video has no member 'tilte'. Did you mean 'title'? It has id, slug, revision, title,",
        ),
        ("Query.video(slug:)", "Query.video has no argument 'slug'. It has by."),
        ("__Type", "The schema has no type '__Type'."),
        ("Video entities", "The schema has no type 'Video entities'."),
    ],
)
def test_a_coordinate_of_nothing_says_what_comes_near(coordinate: str, message: str) -> None:
    with pytest.raises(NotFound) as raised:
        find_member(coordinate)
    assert raised.value.message.startswith(message)


def test_names_with_two_underscores_are_refused_outside_of_introspection() -> None:
    """Why the fields are not named `__search` and `__definitions`, as the proposal names them."""
    schema = build_schema("type Query { __search(query: String!): [String!]! }")
    assert [one.message for one in validate_schema(schema)] == [
        "Name '__search' must not begin with '__', which is reserved by GraphQL introspection."
    ]

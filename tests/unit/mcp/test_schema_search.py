"""Twenty questions to the schema: the definition that a query for the answer needs is among the first, for a small part of the schema's tokens."""

import asyncio

import pytest
from graphql import GraphQLSchema

from service.api.schema.build import graphql_schema, sdl
from service.mcp.answer import count_tokens
from service.mcp.schema_search import definitions, search_schema
from service.mcp.tools.arguments import ExploreSchema
from service.mcp.tools.schema import explore_schema

QUESTIONS: dict[str, tuple[str, int]] = {
    "quotes that support a relationship": ("Relationship.evidence", 4),
    "verify a quote": ("Query.verifyQuote", 1),
    "shortest path between two entities": ("Query.paths", 1),
    "when was an entity first mentioned": ("Entity.firstMentionedOn", 1),
    "talks of a channel": ("Query.channel", 5),
    "who speaks a segment": ("Segment.speaker", 2),
    "topics of a video": ("Video.topics", 1),
    "transcript of a talk": ("Video.transcript", 1),
    "search for words": ("Query.search", 1),
    "chapters": ("Video.chapters", 2),
    "summary bullets": ("SummarySection.bullets", 2),
    "decisions on an entity": ("Entity.decisions", 1),
    "date a talk was published": ("Video.publishedOn", 1),
    "aliases of an entity": ("Entity.aliases", 1),
    "changes since a cursor": ("Query.changes", 2),
    "job progress": ("Query.job", 1),
    "count of talks and entities": ("GraphStats.entityCount", 1),
    "map of entities around one": ("GraphWhere.around", 1),
    "entities a person says": ("Person.spokenEntities", 3),
    "limit per minute of the viewer": ("ViewerLimits.costPerMinute", 1),
}
"""Words → the definition that is needed, and the worst rank it may have."""


def rank_of(words: str, coordinate: str) -> int:
    return [one.definition.coordinate for one in search_schema(words, 25)].index(coordinate) + 1


@pytest.mark.parametrize("words", QUESTIONS)
def test_what_a_question_needs_is_among_the_first(words: str) -> None:
    coordinate, rank = QUESTIONS[words]
    assert rank_of(words, coordinate) <= rank


def test_an_answer_costs_a_small_part_of_the_schema() -> None:
    async def tokens(words: str) -> int:
        answer = await explore_schema(None, ExploreSchema(query=words))  # pyright: ignore[reportArgumentType]
        return sum(count_tokens(entry.text) for section in answer.sections for entry in section.entries)

    spent = [asyncio.run(tokens(words)) for words in QUESTIONS]
    assert max(spent) < 750
    assert sum(spent) < 20 * count_tokens(sdl()) / 100


def test_members_have_the_way_from_the_root() -> None:
    assert [definitions()[one].paths[0] for one in ("Video.topics", "Chapter.title", "Hop.forward", "GraphStats.entityCount")] == [
        "video", "video.chapters", "paths.hops", "stats",
    ]  # fmt: skip
    assert definitions()["VideoWhere.topics"].paths == ()


def test_a_field_of_an_interface_is_defined_once() -> None:
    schema: GraphQLSchema = graphql_schema()
    assert "Entity.aliases" in definitions()
    assert "Person.aliases" not in definitions()
    assert "Person.spokenEntities" in definitions()
    assert schema.type_map.keys() >= {one for one in definitions() if "." not in one}


def test_words_that_nothing_has() -> None:
    assert search_schema("xyzzy of the", 5) == []

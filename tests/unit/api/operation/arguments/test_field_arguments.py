"""Arguments: what they ask (structure), with which values, and what is refused."""

from datetime import date
from typing import Any

import pytest

from service.api.catalog import read_fragments
from service.api.operation.arguments.argument_values import LARGEST_LIST, LONGEST_TEXT, check_prefix, label_of
from service.api.operation.arguments.cursors import Cursors
from service.api.operation.arguments.field_arguments import FieldArguments, read_arguments
from service.api.schema.enums import (
    Direction,
    EntityKind,
    EntityOrderField,
    OrderDirection,
    RelationshipType,
    VideoEntityOrderField,
    VideoOrderField,
)
from service.errors import InvalidInput
from service.graph.model import graph_model

FRAGMENTS = read_fragments()


def read(place: str, arguments: dict[str, Any], *, largest: int | None = 100) -> FieldArguments:
    parent, _, name = place.partition(".")
    return read_arguments(
        7,
        FRAGMENTS[parent, name],
        arguments,
        coordinate=place,
        largest=largest,
        paged=largest is not None,
        cursors=Cursors(),
    )


def scope(found: FieldArguments) -> str | None:
    return found.cursors.scope if found.cursors else None


def order(field: Any, direction: OrderDirection | None = OrderDirection.DESC) -> dict[str, Any]:
    return {"field": field, "direction": direction}


def test_nothing_given_is_a_first_page_in_the_default_order():
    found = read("Video.entities", {})
    assert (found.asked.site, found.asked.conditions, found.asked.orders) == (7, {}, ())
    assert (found.values, found.size, scope(found)) == ({"limit": 21}, 20, "Video.entities/SALIENCE--")
    assert (found.asked.after, found.asked.before, found.asked.backwards) == (False, False, False)


def test_a_field_that_is_no_list_has_no_page():
    found = read("Query.video", {"by": {"id": "video:a"}}, largest=None)
    assert found.asked.conditions == {"by.id": ()}
    assert (found.values, found.size, scope(found)) == ({"by.id": "video:a"}, 0, None)


def test_values_are_called_by_their_path():
    where = {
        "title": {"eq": "Ünïcode  TALK", "contains": None},
        "published_on": None,
        "publishedOn": {"gte": date(2025, 1, 1)},
        "topics": {"any": ["topic:a"], "none": ["topic:b"]},
    }
    found = read("Query.videos", {"where": where})
    assert found.asked.conditions == {
        "where.title": ("eq",),
        "where.publishedOn": ("gte",),
        "where.topics": ("any", "none"),
    }
    assert found.values == {
        "where.title.eq": "unicode talk",
        "where.publishedOn.gte": date(2025, 1, 1),
        "where.topics.any": ["topic:a"],
        "where.topics.none": ["topic:b"],
        "limit": 21,
    }


@pytest.mark.parametrize(
    "where",
    [
        None,
        {},
        {"title": None},
        {"title": {}},
        {"topics": {"any": None}},
        {"topics": {"all": [], "none": []}},
    ],
)
def test_null_empty_objects_and_all_of_nothing_ask_nothing(where: Any):
    assert read("Query.videos", {"where": where}).asked == read("Query.videos", {}).asked


def test_any_of_nothing_is_asked():
    found = read("Query.videos", {"where": {"topics": {"any": []}}})
    assert found.asked.conditions == {"where.topics": ("any",)}
    assert found.values["where.topics.any"] == []


def test_enum_values_are_what_the_graph_stores():
    found = read(
        "Query.entities", {"where": {"kind": [EntityKind.PERSON, EntityKind.EVENT], "minMentions": 2}}
    )
    assert found.values["where.kind"] == ["PERSON", "EVENT"]
    assert found.values["where.minMentions"] == 2


def test_a_direction_is_structure():
    out = read("Entity.relationships", {"direction": Direction.OUT})
    assert out.asked.conditions == {"direction=OUT": ()}
    assert "direction" not in out.values
    assert read("Entity.relationships", {"direction": Direction.BOTH}).asked.conditions == {}


def test_types_are_structure_in_the_order_of_the_dictionary():
    def types(where: dict[str, Any]) -> tuple[str, ...]:
        return read("Entity.relationships", {"where": where}).asked.types

    assert types({}) == types({"includeCoMentions": False}) == types({"type": None}) == ()
    assert types({"type": [RelationshipType.USES, RelationshipType.LEADS, RelationshipType.USES]}) == (
        "LEADS",
        "USES",
    )
    assert types({"type": [RelationshipType.MENTIONED_WITH]}) == ("MENTIONED_WITH",)
    assert types({"type": [], "includeCoMentions": True}) == ("MENTIONED_WITH",)
    assert len(types({"includeCoMentions": True})) == len(RelationshipType)
    assert types({"type": [one for one in RelationshipType if one.value != "MENTIONED_WITH"]}) == ()


def test_orders_turn_the_way_that_is_asked():
    found = read(
        "Query.videos",
        {"orderBy": [order(VideoOrderField.TITLE), order(VideoOrderField.DURATION, OrderDirection.ASC)]},
    )
    assert [(one.name, one.keys) for one in found.asked.orders] == [
        ("TITLE", (("video.searchTitle", True),)),
        ("DURATION", (("video.sortDuration", False),)),
    ]
    assert scope(found) == "Query.videos/TITLE,DURATION-++"


@pytest.mark.parametrize(
    ("place", "field", "tag"),
    [
        ("Query.videos", VideoOrderField.TITLE, "TITLE++"),
        ("Query.videos", VideoOrderField.PUBLISHED_ON, "PUBLISHED_ON--"),
        ("Query.videos", VideoOrderField.DURATION, "DURATION--"),
        ("Entity.videos", VideoOrderField.PUBLISHED_ON, "PUBLISHED_ON---"),
        ("Query.entities", EntityOrderField.NAME, "NAME++"),
        ("Query.entities", EntityOrderField.MENTIONS, "MENTIONS--"),
        ("Video.entities", VideoEntityOrderField.NAME, "NAME++"),
        ("Video.entities", VideoEntityOrderField.SALIENCE, "SALIENCE--"),
        ("Video.entities", VideoEntityOrderField.FIRST_SECONDS, "FIRST_SECONDS++"),
    ],
)
def test_without_a_direction_the_field_says_which_way(place: str, field: Any, tag: str):
    left_out, null = {"field": field}, order(field, None)
    for given in (left_out, null):
        assert scope(read(place, {"orderBy": [given]})) == f"{place}/{tag}"


def test_a_sort_key_named_twice_counts_once():
    twice = [order(VideoEntityOrderField.NAME), order(VideoEntityOrderField.NAME, OrderDirection.ASC)]
    assert (
        read("Video.entities", {"orderBy": twice}).asked
        == read("Video.entities", {"orderBy": twice[:1]}).asked
    )


def test_an_empty_order_is_the_default():
    assert scope(read("Video.entities", {"orderBy": []})) == "Video.entities/SALIENCE--"


@pytest.mark.parametrize(
    ("place", "arguments", "message"),
    [
        ("Query.videos", {"first": -1}, "`first` is -1: it must not be negative."),
        (
            "Query.videos",
            {"where": {"topics": {"any": ["video:a"]}}},
            "`where.topics.any`: 'video:a' is no id of type Topic. Ask `topic(by: {name: …}) { id }` or `topics` for one.",
        ),
        (
            "Query.videos",
            {"where": {"speakers": {"all": ["person:a"]}}},
            "`where.speakers.all`: 'person:a' is no id of type Entity. "
            'Ask `entity(by: {name: "person:a"}) { id }` or `suggest` for one.',
        ),
        (
            "Query.videos",
            {"where": {"channels": {"any": ["Kanal Öl"]}}},
            "`where.channels.any`: 'Kanal Öl' is no id of type Channel. "
            'Ask `channel(by: {name: "Kanal Öl"}) { id }` or `channels` for one.',
        ),
        (
            "Query.entity",
            {"by": {"id": 'Ann "A" Other'}},
            "`by.id`: 'Ann \"A\" Other' is no id of type Entity. "
            'Ask `entity(by: {name: "Ann \\"A\\" Other"}) { id }` or `suggest` for one.',
        ),
        (
            "Query.topics",
            {"where": {"entities": {"none": ["a" * 61]}}},
            f"`where.entities.none`: '{'a' * 59} is no id of type Entity. "
            "Ask `entity(by: {name: …}) { id }` or `suggest` for one.",
        ),
        (
            "Query.video",
            {"by": {"id": "my-talk"}},
            "`by.id`: 'my-talk' is no id of type Video. Ask `video(by: {slug: \"my-talk\"}) { id }` or `videos` for one.",
        ),
        (
            "Query.videos",
            {"where": {"title": {"in": ["a"] * (LARGEST_LIST + 1)}}},
            "`where.title.in` has 101 values: at most 100 are allowed.",
        ),
        (
            "Query.videos",
            {"where": {"title": {"contains": "a" * (LONGEST_TEXT + 1)}}},
            "`where.title.contains` has 1001 characters: at most 1000 are allowed.",
        ),
        (
            "Entity.relationships",
            {"where": {"type": []}},
            "`where.type` is empty: name at least one type, or leave it out.",
        ),
        (
            "Query.videos",
            {"orderBy": [order(VideoOrderField.TITLE)] * 4},
            "`orderBy` has 4 keys: at most 3 are allowed.",
        ),
        (
            "Query.videos",
            {"after": "x"},
            "`after` is not a cursor of this graph, or the secret that signs cursors has changed (VIDEOGRAPH_CURSOR_SECRET). "
            "Start from the first page, and pass `cursor`, `startCursor` or `endCursor` unchanged.",
        ),
        ("Video.urlAt", {"seconds": -0.5}, "`seconds` is -0.5: it must not be negative."),
    ],
)
def test_what_cannot_be_used_is_refused(place: str, arguments: dict[str, Any], message: str):
    with pytest.raises(InvalidInput) as raised:
        read(place, arguments)
    assert raised.value.message == message


def test_every_refused_id_says_how_to_come_to_one():
    conditions = [one for fragment in FRAGMENTS.values() for one in fragment.conditions.values()]
    labels = {one.label for one in conditions if one.label}
    assert labels == {"Channel", "Entity", "Speaker", "Topic", "Video"}
    for label in labels:
        with pytest.raises(
            InvalidInput, match=rf"is no id of type {label}\. Ask `(?:{label.lower()}|video\(by).* for one\.$"
        ):
            check_prefix(graph_model(), "at", "a name", label)


def test_long_lists_and_texts_up_to_the_limit_are_taken():
    where = {"title": {"in": ["a" * LONGEST_TEXT] * LARGEST_LIST}}
    assert len(read("Query.videos", {"where": where}).values["where.title.in"]) == LARGEST_LIST


@pytest.mark.parametrize(
    ("one", "label"),
    [
        ("video:a", "Video"),
        ("entity:a:b", "Entity"),
        ("segment:a#1", "Segment"),
        ("video:", None),
        ("video", None),
        ("", None),
        (":a", None),
        ("Video:a", None),
        ("speaker:a", "Speaker"),
        ("section:a#0", "SummarySection"),
        ("bullet:a#0.1", "SummaryBullet"),
        ("mention:a@0-1@b#2", "Mention"),
        ("alias:a", None),
    ],
)
def test_an_id_says_what_it_stands_for(one: str, label: str | None):
    assert label_of(graph_model(), one) == label

"""The schema: everything described, closed lists as the dictionary has them, every field with an answer."""

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLScalarType,
    build_schema,
    get_named_type,
    is_non_null_type,
    print_schema,
)

from service.api.catalog import read_fragments
from service.api.operation.planning.catalog import Catalog
from service.api.pre_queries import PRE_QUERIES
from service.api.schema.build import graphql_schema, sdl
from service.api.schema.enums import EntityKind, RelationshipType
from service.domain.model import KINDS, read_model
from service.graph.model import graph_model

SCHEMA = graphql_schema()
TYPES = [named for name, named in SCHEMA.type_map.items() if not name.startswith("__")]
BUILT_IN = {"ID", "String", "Int", "Float", "Boolean"}


def descriptions() -> Iterator[tuple[str, str | None]]:
    """Everything that a client can read about, with what is said of it."""
    for named in TYPES:
        if named.name in BUILT_IN:
            continue
        yield named.name, named.description
        if isinstance(named, GraphQLEnumType):
            for name, value in named.values.items():
                yield f"{named.name}.{name}", value.description
        elif isinstance(named, (GraphQLObjectType, GraphQLInterfaceType)):
            for name, definition in named.fields.items():
                yield f"{named.name}.{name}", definition.description
                for key, argument in definition.args.items():
                    yield f"{named.name}.{name}({key}:)", argument.description
        elif isinstance(named, GraphQLInputObjectType):
            for name, one in named.fields.items():
                yield f"{named.name}.{name}", one.description


def test_everything_is_described_in_sentences():
    said = dict(descriptions())
    assert len(said) > 500
    assert [place for place, text in said.items() if not text or text != text.strip()] == []
    assert [place for place, text in said.items() if text and not text.endswith((".", ")"))] == []


def test_relationship_types_are_those_of_the_dictionary():
    assert [one.name for one in RelationshipType] == list(read_model().connections)
    assert all(one.name == one.value for one in RelationshipType)


def test_kinds_are_those_of_the_dictionary():
    assert [one.value for one in EntityKind] == list(KINDS)
    entity: Any = SCHEMA.type_map["Entity"]
    assert {one.name for one in SCHEMA.get_possible_types(entity)} == set(KINDS.values())


def test_every_field_has_an_answer_and_every_file_a_field():
    assert Catalog(SCHEMA, read_fragments(), PRE_QUERIES, graph_model()).fragments == read_fragments()


def test_every_label_that_has_an_id_can_be_refetched():
    node: Any = SCHEMA.type_map["Node"]
    labels = {"Entity" if one.name in KINDS.values() else one.name for one in SCHEMA.get_possible_types(node)}
    hits = {"ChapterHit", "SummaryHit"}  # found by a search, and by nothing else
    assert labels | hits == {name for folder, name in read_fragments() if folder == "nodes"}


def test_the_text_is_the_schema():
    assert sdl().endswith("}\n")
    # graphql-core knows @oneOf by itself and does not print it.
    text = sdl().removeprefix("directive @oneOf on INPUT_OBJECT\n\n").strip()
    assert print_schema(build_schema(sdl())).strip() == text


def test_lists_that_can_grow_are_pages():
    for named in TYPES:
        if not named.name.endswith("Connection"):
            continue
        assert isinstance(named, GraphQLObjectType)
        more = {"countsByKind", "truncated", "correctedQuery", "hasAllWords", "facets"}
        expected = {"edges", "nodes", "pageInfo", "totalCount"}
        if (
            named.name == "SearchConnection"
        ):  # counting every hit of a common word costs far more than the answer
            expected -= {"totalCount"}
        assert set(named.fields) - more == expected
        edge: Any = SCHEMA.type_map[named.name.removesuffix("Connection") + "Edge"]
        assert {"cursor", "node"} <= set(edge.fields)


def test_pages_take_the_same_arguments():
    for named in TYPES:
        for name, definition in getattr(named, "fields", {}).items():
            # A subscription and `schemaSearch` have no pages: they go on after a cursor.
            of_pages = get_named_type(definition.type).name.endswith("Connection")
            if "after" in getattr(definition, "args", {}) and of_pages:
                given = [key for key in definition.args if key in ("first", "after", "last", "before")]
                forwards = name in (
                    "neighbors",
                    "search",
                )  # from the nearest, the best: there is no other way
                expected = ["first", "after"] if forwards else ["first", "after", "last", "before"]
                assert given == expected, f"{named.name}.{name}"
                assert not any(is_non_null_type(definition.args[key].type) for key in given)


def test_orders_say_which_way_their_files_have_them():
    """The description of `direction` names those that ascend; the files decide."""
    ways: dict[str, set[tuple[str, ...]]] = {}
    for (parent, name), fragment in read_fragments().items():
        definition = getattr(SCHEMA.type_map.get(parent), "fields", {}).get(name)
        if definition is not None and "orderBy" in definition.args:
            ascending = tuple(sorted(one.name for one in fragment.orders.values() if not one.keys[0][1]))
            ways.setdefault(get_named_type(definition.args["orderBy"].type).name, set()).add(ascending)
    assert ways == {
        "VideoOrder": {("TITLE",)},
        "EntityOrder": {("NAME",)},
        "VideoEntityOrder": {("FIRST_SECONDS", "NAME")},
        "EvidenceOrder": {()},
        "RelationshipOrder": {()},
        "SegmentOrder": {()},
    }
    for named, [ascending] in ways.items():
        order: Any = SCHEMA.type_map[named]
        said = order.fields["direction"].description
        assert tuple(sorted(name for name in order_names(order) if name in said)) == ascending


def order_names(order: Any) -> list[str]:
    return list(get_named_type(order.fields["field"].type).values)


def test_scalars_are_the_six_of_ours():
    scalars = {named.name for named in TYPES if isinstance(named, GraphQLScalarType)}
    assert scalars - BUILT_IN == {"Date", "DateTime", "URL", "Cursor", "JSON", "Permalink"}
    url: Any = SCHEMA.type_map["URL"]
    assert url.specified_by_url == "https://url.spec.whatwg.org/"

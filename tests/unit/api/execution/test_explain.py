"""A field's Cypher, ready for Neo4j Browser."""

import pytest

from service.api.catalog import read_fragments
from service.api.execution.explain import LOOKED, field_examples, field_statement, query_statements
from service.errors import InvalidInput


def test_a_field_that_follows_the_graph():
    assert (
        field_statement("Video.entities")
        == """\
// Video.entities: Entities of a video, the most salient first.
MATCH (this:Video)
WITH this LIMIT 1
MATCH (this)-[features:FEATURES]->(entity:Entity)
RETURN entity, features
ORDER BY features.salience DESC, entity.id DESC
LIMIT 20;"""
    )


def test_parameters_stand_on_top():
    assert (
        field_statement("Video.urlAt")
        == """\
// Video.urlAt: Link to a moment of the video.
:param seconds => 93;
MATCH (this:Video)
WITH this LIMIT 1
RETURN replace(this.momentUrlTemplate, '{seconds}', toString(toInteger($seconds))) AS urlAt;"""
    )


def test_a_root_field_binds_no_this():
    assert (
        field_statement("Query.videos")
        == """\
// Query.videos: All videos, latest first.
MATCH (video:Video)
RETURN video
ORDER BY video.sortDate DESC, video.id DESC
LIMIT 20;"""
    )


def test_this_may_be_a_relationship():
    assert (
        field_statement("Mention.startSeconds")
        == """\
// Mention.startSeconds: Second at which the name is said: the start of its segment.
MATCH (:Segment)-[this:MENTIONS]->(:Entity)
WITH this LIMIT 1
RETURN startNode(this).startSeconds AS startSeconds;"""
    )
    assert "\nMATCH (:Entity)-[this:WORKS_AT|" in field_statement("Relationship.evidence")


def test_a_property():
    assert (
        field_statement("Video.publishedOn")
        == """\
// Video.publishedOn: Publication date.
MATCH (this:Video)
WITH this LIMIT 1
RETURN toString(this.publishedOn) AS publishedOn;"""
    )


def test_a_field_of_entities_can_be_asked_of_one_kind():
    assert "\nMATCH (this:Person)\n" in field_statement("Person.videos")
    assert "\nMATCH (this:Entity)\n" in field_statement("Entity.videos")


def test_node_has_a_statement_for_each_label():
    hits = ("ChapterHit", "SummaryHit")
    labels = [label for folder, label in read_fragments() if folder == "nodes" and label not in hits]
    found = field_examples("Query.node")
    items = [
        fragment.item
        for place, fragment in read_fragments().items()
        if place[0] == "nodes" and place[1] in labels
    ]
    assert [one.columns for one in found] == [(item,) for item in items]
    assert all(len(one.parameters["ids"]) == 1 for one in found)
    assert ":param ids => ['topic:world models'];\nMATCH (topic:Topic)\n" in field_statement("Query.nodes")


@pytest.mark.parametrize(
    ("coordinate", "message"),
    [
        ("Video.nothing", "Video has no field 'nothing'. It has id, slug, "),
        ("Video.entitis", "Video has no field 'entitis'. Did you mean Video.entities? It has id, slug, "),
        ("Video", "Video is a type: give one of its fields. It has id, slug, "),
        ("PageInfo.endCursor", "PageInfo.endCursor is part of a list"),
        ("VideoConnection.nodes", "VideoConnection.nodes is part of a list"),
        ("GraphStats.videoCount", "GraphStats.videoCount is part of Query.stats: use that field."),
    ],
)
def test_what_has_no_cypher_says_so(coordinate: str, message: str):
    with pytest.raises(InvalidInput) as raised:
        field_statement(coordinate)
    assert raised.value.message.startswith(message)


@pytest.mark.parametrize(
    ("given", "what", "hint"),
    [
        ("video", "field", "Did you mean Query.video or Query.videos or AcceptedExtraction.video?"),
        ("entities", "field", "Did you mean Query.entities or Decision.entities or Path.entities?"),
        ("serach", "field", "Did you mean Query.search?"),
        ("nothing", "field", "`videograph schema` prints all types."),
        ("video.Entities", "type", "Did you mean Video.entities?"),
        ("Vide.entities", "type", "Did you mean Video.entities?"),
        ("Nothing.id", "type", "`videograph schema` prints all types."),
    ],
)
def test_what_is_no_field_says_which_are_near(given: str, what: str, hint: str):
    with pytest.raises(InvalidInput) as raised:
        field_statement(given)
    name = given.partition(".")[0]
    assert (
        raised.value.message
        == f"There is no {what} {name!r}: give Type.field, such as Video.entities. {hint}"
    )


def test_what_looks_first_says_so():
    query = """{ paths(source: "entity:a", target: "entity:b") { length } graph { totalNodes }
      search(query: "a") { edges { score } } suggest(prefix: "a") { id } stats { videoCount } }"""
    assert {one.key: one.note for one in query_statements(query)} == {
        "paths": LOOKED,
        "graph": LOOKED,
        "search": LOOKED,
        "suggest": None,
        "stats": None,
    }
    for field in ("paths", "graph"):
        title, note, parameter, *_ = field_statement(f"Query.{field}").split("\n")
        assert (title.startswith(f"// Query.{field}: "), note) == (True, f"// {LOOKED}")
        assert parameter.startswith(":param ")
    assert LOOKED not in field_statement("Query.suggest")


def test_the_statement_of_a_mutation_reads_the_result_of_its_action():
    assert field_statement("Mutation.deleteVideo") == (
        "// Mutation.deleteVideo: The result of the mutation, which its action has made.\n"
        ":param result => {};\n"
        "WITH $result AS result\n"
        "RETURN result\n"
        "LIMIT 20;"
    )

"""A field's Cypher, ready for Neo4j Browser."""

import pytest

from service.api.explain import field_examples, field_statement
from service.errors import InvalidInput
from service.graph.fragments import read_fragments


def test_a_field_that_follows_the_graph():
    assert (
        field_statement("Video.entities")
        == """\
// Video.entities: Entities that a video talks about, most telling first.
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
// Mention.startSeconds: When the name is said: the start of its segment.
MATCH (:Segment)-[this:MENTIONS]->(:Entity)
WITH this LIMIT 1
RETURN startNode(this).startSeconds AS startSeconds;"""
    )
    assert "\nMATCH (:Entity)-[this:WORKS_AT|" in field_statement("Relationship.evidence")


def test_a_property():
    assert (
        field_statement("Video.publishedOn")
        == """\
// Video.publishedOn: Day of publication.
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
    assert [one.columns for one in found] == [(label.lower(),) for label in labels]
    assert all(len(one.parameters["ids"]) == 1 for one in found)
    assert ":param ids => ['topic:world models'];\nMATCH (topic:Topic)\n" in field_statement("Query.nodes")


@pytest.mark.parametrize(
    ("coordinate", "message"),
    [
        ("Video.nothing", "Video has no field 'nothing': it has id, slug, "),
        ("Nothing.id", "There is no type 'Nothing': give Type.field, with one of Channel, "),
        ("nothing", "There is no type 'nothing'"),
        ("PageInfo.endCursor", "PageInfo.endCursor comes with the rows of a list"),
        ("VideoConnection.nodes", "VideoConnection.nodes comes with the rows of a list"),
        ("GraphStats.videoCount", "GraphStats.videoCount comes with Query.stats: ask for that."),
    ],
)
def test_what_has_no_cypher_says_so(coordinate: str, message: str):
    with pytest.raises(InvalidInput) as raised:
        field_statement(coordinate)
    assert raised.value.message.startswith(message)

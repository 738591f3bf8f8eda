"""Composed statements: exact texts, which do not depend on the names and values of a query."""

from typing import Any

import pytest

from service.api.execution.explain import ExplainedStatement, query_statements
from service.errors import InvalidInput


def texts(query: str, variables: dict[str, Any] | None = None) -> list[str]:
    return [statement.text for statement in query_statements(query, variables)]


VIDEO = "[name_0 IN $values.v1 | video_1[name_0]] + [name_0 IN $values.v2 | toString(video_1[name_0])]"


def test_one_object_and_what_it_leads_to():
    [statement] = query_statements('{ video(by: {id: "video:a"}) { title channel { name } } }')
    assert statement == ExplainedStatement(
        "video",
        f"""\
CALL () {{
MATCH (video:Video)
WITH * WHERE video.id = $p1
WITH video AS video_1, video.revision AS revision_1
CALL (video_1) {{
OPTIONAL MATCH (video_1)<-[:PUBLISHED]-(c1_node:Channel)
RETURN c1_node LIMIT 1
}}
CALL (video_1) {{
OPTIONAL MATCH (again_0:Video) WHERE again_0.id = video_1.id RETURN again_0.revision AS revision_0
}}
RETURN head(collect({VIDEO} + [name_0 IN $values.v3 | c1_node[name_0]] + [c1_node IS NOT NULL, revision_1, revision_0])) AS root_1
}}
RETURN root_1""",
        {"p1": "video:a", "values": {"v1": ["title"], "v2": [], "v3": ["name"]}},
        "video",
    )


def test_a_page_reads_one_row_more_and_only_what_is_asked_for():
    [statement] = query_statements("{ topics(first: 5) { nodes { name } } }")
    assert statement.text == (
        """\
CALL () {
MATCH (topic:Topic)
WITH * WHERE topic.videoCount IS NOT NULL
WITH topic AS topic_1 ORDER BY topic.videoCount DESC, topic.searchName, topic.id LIMIT $p1
RETURN collect([name_0 IN $values.v1 | topic_1[name_0]]) AS root_1
}
RETURN root_1"""
    )
    assert statement.parameters == {"p1": 6, "values": {"v1": ["name"]}}
    assert texts("{ topics { totalCount } }") == [
        "CALL () {\nMATCH (topic:Topic)\nRETURN count(*) AS root_1\n}\nRETURN root_1"
    ]


KEYS = "topic.videoCount AS key_1_0, topic.searchName AS key_1_1, topic.id AS key_1_2"


def test_each_item_has_the_keys_of_its_cursor_if_cursors_of_edges_are_asked_for():
    [text] = texts("{ topics(first: 5) { edges { cursor node { name } } pageInfo { endCursor } } }")
    assert f"WITH topic AS topic_1, {KEYS} ORDER BY" in text
    assert text.endswith(
        "RETURN collect([name_0 IN $values.v1 | topic_1[name_0]] + [key_1_0, key_1_1, key_1_2]) AS root_1\n}\nRETURN root_1"
    )


def test_the_ends_of_a_page_have_the_keys_if_only_their_cursors_are_asked_for():
    [text] = texts("{ topics(first: 5) { nodes { name } pageInfo { startCursor } } }")
    assert f"WITH topic AS topic_1, {KEYS} ORDER BY" in text
    assert text.endswith(
        "WITH collect([name_0 IN $values.v1 | topic_1[name_0]]) AS rows_0, collect([key_1_0, key_1_1, key_1_2]) AS keys_0\n"
        "RETURN [rows_0, keys_0[0], keys_0[-2], keys_0[-1]] AS root_1\n}\nRETURN root_1"
    )


def test_a_backward_page_turns_order_and_bound_around():
    query = "query ($after: String) { videos(last: 2, after: $after, orderBy: [{field: TITLE, direction: ASC}]) { nodes { id } } }"
    [forwards] = query_statements(query.replace("last", "first"))
    [backwards] = query_statements(query)
    assert "ORDER BY video.searchTitle, video.id LIMIT $p1" in forwards.text
    assert "ORDER BY video.searchTitle DESC, video.id DESC LIMIT $p1" in backwards.text
    assert forwards.parameters == backwards.parameters == {"p1": 3, "values": {"v1": ["id"], "v2": []}}


def test_a_cursor_is_a_bound_on_the_first_key_and_a_choice_behind_it():
    from service.api.operation.arguments.cursors import Cursors

    cursor = Cursors().encode("Query.topics/DEFAULT-++", [3, "coffee", "topic:coffee"])
    [statement] = query_statements("query ($c: String) { topics(after: $c) { nodes { id } } }", {"c": cursor})
    assert (
        "WITH * WHERE topic.videoCount <= $p1 AND CASE WHEN topic.videoCount <> $p1 THEN topic.videoCount < $p1 "
        "WHEN topic.searchName <> $p2 THEN topic.searchName > $p2 ELSE topic.id > $p3 END"
    ) in statement.text
    assert statement.parameters == {
        "p1": 3,
        "p2": "coffee",
        "p3": "topic:coffee",
        "p4": 21,
        "values": {"v1": ["id"]},
    }


def test_what_only_one_kind_is_asked_for_stands_behind_its_label():
    [text] = texts(
        '{ entity(by: {id: "entity:a"}) { name ... on Person { videos(first: 1) { totalCount } } '
        "... on Event { videos(first: 1) { totalCount } } aliases } }"
    )
    gated = "CALL (entity_1) {\nWITH entity_1 WHERE entity_1:"
    assert f"{gated}Person\nRETURN sum(entity_1.videoCount) AS " in text
    assert f"{gated}Event\nRETURN sum(entity_1.videoCount) AS " in text
    assert text.count("COLLECT { MATCH (alias:Alias)-[:NAMES]->(entity_1)") == 1


def test_what_all_kinds_are_asked_for_is_read_once():
    [text] = texts('{ entity(by: {id: "entity:a"}) { videos(first: 1) { totalCount } } }')
    assert "WHERE entity_1:" not in text
    assert text.count("WITH *, coalesce(entity_1.videoCount, 0) AS c1") == 1


def test_a_stored_count_is_the_total_only_without_conditions():
    query = """query ($w: VideoWhere) { entity(by: {id: "entity:a"}) { videos(where: $w) { totalCount } } }"""
    stored, counted = "WITH *, coalesce(entity_1.videoCount, 0) AS ", "RETURN count(*)"
    assert stored in texts(query)[0]
    assert stored in texts(query, {"w": {}})[0]
    for where in ({"language": {"eq": "en"}}, {"not": {"title": {"eq": "a"}}}):
        assert stored not in texts(query, {"w": where})[0]
        assert counted in texts(query, {"w": where})[0]


def test_one_condition_leads():
    [text] = texts('{ videos(where: {topics: {any: ["topic:a"], none: ["topic:b"]}}) { totalCount } }')
    assert text == (
        """\
CALL () {
MATCH (related:Topic) WHERE related.id IN $p1
MATCH (video:Video)-[:DISCUSSES]->(related:Topic)
WITH DISTINCT video
WITH * WHERE NOT EXISTS { MATCH (video)-[:DISCUSSES]->(related:Topic) WHERE related.id IN $p2 }
RETURN count(*) AS root_1
}
RETURN root_1"""
    )


def test_of_ids_that_must_all_be_related_the_smallest_is_the_start():
    [text] = texts('{ videos(where: {topics: {all: ["topic:a", "topic:b"]}}) { totalCount } }')
    assert (
        "MATCH (related:Topic) WHERE related.id IN $p1\nWITH related ORDER BY related.videoCount LIMIT 1\n"
        "MATCH (video:Video)-[:DISCUSSES]->"
    ) in text
    assert "WITH * WHERE all(id IN $p1 WHERE EXISTS {" in text


def test_of_two_conditions_the_smaller_leads():
    [text] = texts(
        '{ videos(where: {topics: {any: ["topic:a"]}, entities: {any: ["entity:b"]}}) { totalCount } }'
    )
    assert "RETURN sum(related.videoCount) AS size_0" in text
    assert "CALL (size_0) {\nMATCH (related:Entity) WHERE related.id IN $p2" in text
    for number in (0, 1):
        assert f"WITH lead_0 WHERE lead_0 = {number}\nWITH lead_0 LIMIT 1\nMATCH (related:" in text
    # Each start asks the other's condition, and not its own again.
    assert text.count("EXISTS {") == 2
    assert text.count("\nWITH * WHERE EXISTS {") == 2


def test_of_many_conditions_the_first_three_lead_and_all_are_asked():
    given = {
        "topics": ["topic:a"], "entities": ["entity:a"], "channels": ["channel:a"], "speakers": ["entity:b"],
    }  # fmt: skip
    query = "query ($w: VideoWhere) { videos(where: $w) { totalCount } }"
    [text] = texts(query, {"w": {key: {"any": ids} for key, ids in given.items()}})
    assert [f"WITH lead_0 WHERE lead_0 = {number}" in text for number in range(4)] == [
        True,
        True,
        True,
        False,
    ]
    # Each start asks the two others; what is no start is asked once, behind them.
    assert text.count("EXISTS {") == 3 * 2 + 1


def test_many_subqueries_are_one_condition_to_the_planner():
    """Six stand beside each other, seven in one CASE; what has none stays outside, where an index can be used for it."""
    query = "query ($w: EntityWhere) { entities(where: $w) { totalCount } }"

    def asked(count: int) -> str:
        one = {"videos": {"none": ["video:a"]}}
        return texts(query, {"w": {"minMentions": 2, "and": [one] * count}})[0]

    assert "CASE" not in asked(6)
    [seven] = [line for line in asked(7).splitlines() if line.startswith("WITH * WHERE ")]
    assert seven.startswith("WITH * WHERE entity.mentionCount >= $p1 AND CASE WHEN ((NOT EXISTS {")
    assert seven.endswith(" THEN true ELSE false END")
    assert (seven.count("CASE"), seven.count("EXISTS {")) == (1, 7)


def test_types_stand_in_the_pattern():
    query = 'query ($w: RelationshipWhere) { entity(by: {id: "entity:a"}) { relationships(where: $w) { totalCount } } }'
    assert "-[relationship:LEADS|USES]-" in texts(query, {"w": {"type": ["USES", "LEADS", "USES"]}})[0]
    assert (
        "-[relationship:MENTIONED_WITH]-" in texts(query, {"w": {"type": [], "includeCoMentions": True}})[0]
    )
    listed = query.replace("{ totalCount }", "{ nodes { id } }")
    assert "|RELATED_TO]-" in texts(listed)[0]
    assert "|RELATED_TO|MENTIONED_WITH]-" in texts(query, {"w": {"includeCoMentions": True}})[0]


def test_names_and_values_do_not_shape_the_text():
    plain = """{ video(by: {slug: "a"}) {
        title entities(first: 3, where: {kind: [PERSON]}) { nodes { name } totalCount }
        chapters { title } } }"""
    other = """query Named($slug: String!, $n: Int, $kind: EntityKind!) { page: video(by: {slug: $slug}) {
        these: chapters { startSeconds: title again: title }
        ... { all: entities(where: {kind: [$kind]}, first: $n) { many: totalCount ...Names } } url __typename } }
        fragment Names on VideoEntityConnection { nodes { id description } }"""
    values = {"slug": "another", "n": 77, "kind": "EVENT"}
    assert texts(plain) == texts(other, values)
    # Which values are wanted is a parameter too.
    assert [one.parameters for one in query_statements(plain)] == [
        {
            "p1": "a",
            "p2": ["PERSON"],
            "p3": 4,
            "values": {"v1": ["title"], "v2": ["name"], "v3": [], "v4": [], "v5": ["title"], "v6": []},
        }
    ]
    assert [one.parameters for one in query_statements(other, values)] == [
        {
            "p1": "another",
            "p2": ["EVENT"],
            "p3": 78,
            "values": {
                "v1": ["title"],
                "v2": ["id", "description"],
                "v3": [],
                "v4": [],
                "v5": ["url"],
                "v6": [],
            },
        }
    ]


def test_what_is_computed_is_read_only_where_it_is_wanted():
    query = '{ entity(by: {id: "entity:a"}) { mentions(first: 1) { nodes { %s } } } }'
    without, with_it = (query_statements(query % asked)[0] for asked in ("text", "startSeconds text"))
    assert without.text == with_it.text
    assert "[name_0 IN $values.v3 | startNode(mention_2).startSeconds]" in without.text

    assert without.parameters["values"] == {
        "v1": [],
        "v2": ["text"],
        "v3": [],
        "v4": [],
        "v5": [],
        "v6": [],
    }
    assert with_it.parameters["values"] == without.parameters["values"] | {"v3": ["startSeconds"]}


def test_a_count_that_costs_nothing_is_the_total_only_without_conditions():
    query = (
        """query ($w: EntityWhere) { video(by: {id: "video:a"}) { entities(where: $w) { totalCount } } }"""
    )
    free = "WITH *, COUNT { (video_1)-[:FEATURES]->() } AS c1"
    assert free in texts(query)[0]
    assert free not in texts(query, {"w": {"minMentions": 2}})[0]
    assert "RETURN count(*)" in texts(query, {"w": {"minMentions": 2}})[0]


def test_one_field_asked_twice_under_two_names():
    [text] = texts(
        '{ video(by: {slug: "a"}) { few: entities(first: 1) { nodes { id } } many: entities(first: 9) { nodes { id } } } }'
    )
    assert text.count("MATCH (video_1)-[features:FEATURES]->(entity:Entity)") == 2
    assert "LIMIT $p2" in text
    assert "LIMIT $p3" in text


def test_each_root_field_is_one_statement():
    found = query_statements(
        '{ a: topic(by: {slug: "a"}) { id } stats { videoCount } b: topic(by: {slug: "b"}) { id } }'
    )
    assert [(one.key, one.root_field) for one in found] == [
        ("a", "topic"),
        ("stats", "stats"),
        ("b", "topic"),
    ]
    assert found[0].text == found[2].text


def test_nodes_of_several_labels_are_one_statement():
    [statement] = query_statements('{ nodes(ids: ["video:a", "topic:b", "video:c"]) { id } }')
    assert statement.parameters == {
        "p1": ["video:a", "topic:b", "video:c"],
        "values": {"v1": ["id"], "v2": ["id"], "v3": []},
    }
    assert [
        line for line in statement.text.splitlines() if line.startswith("MATCH (") and "again" not in line
    ] == [
        "MATCH (topic:Topic)",
        "MATCH (video:Video)",
    ]
    assert "CALL (root_1) {" in statement.text


def test_nothing_is_read_that_is_skipped():
    query = 'query ($no: Boolean!) { video(by: {slug: "a"}) { id chapters @include(if: $no) { title } } topics @skip(if: true) { totalCount } }'
    assert [one.key for one in query_statements(query, {"no": False})] == ["video"]
    assert "Chapter" not in texts(query, {"no": False})[0]
    assert "Chapter" in texts(query, {"no": True})[0]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("{ videos(first: -1) { totalCount } }", "An argument is invalid: run the query to see which."),
        ("{ nothing }", "Cannot query field 'nothing' on type 'Query'."),
        ("{", "Syntax Error: Expected Name, found <EOF>."),
        ("query A { stats { videoCount } } query B { stats { videoCount } }", "Name one of the document's operations."),
        ("query ($n: Int!) { videos(first: $n) { totalCount } }", "Variable '$n' has invalid value: Expected a value of non-null type 'Int!' to be provided."),
    ],
)  # fmt: skip
def test_a_query_that_cannot_be_run_says_why(query: str, message: str):
    with pytest.raises(InvalidInput) as raised:
        query_statements(query)
    assert raised.value.message == message


def test_what_is_within_a_video_takes_its_values_from_the_video_at_hand():
    link = "replace(video_1.momentUrlTemplate, '{seconds}', toString(toInteger(segment_2.startSeconds)))"
    [within] = texts('{ video(by: {id: "video:a"}) { transcript(first: 1) { nodes { url } } } }')
    [without] = texts("{ segments(first: 1) { nodes { url } } }")
    assert f"WITH *, {link} AS c1" in within
    assert "COLLECT {" not in within
    assert "MATCH (segment_1)<-[:HAS_SEGMENT]-(video:Video) RETURN replace(video.momentUrlTemplate" in without


def test_the_quotes_of_other_videos_do_not_take_the_values_of_the_video_at_hand():
    quotes = "evidence(first: 1) { nodes { url } }"
    [text] = texts(
        f'{{ video(by: {{id: "video:a"}}) {{ relationships(first: 1) {{ edges {{ {quotes} node {{ {quotes} }} }} }} }} }}'
    )
    assert text.count("replace(video_1.momentUrlTemplate") == 1
    assert text.count("<-[:HAS_SEGMENT]-(video:Video) RETURN DISTINCT replace(video.momentUrlTemplate") == 1


def test_a_page_that_reads_all_items_counts_them_too():
    page, both = ("nodes { id }", "totalCount nodes { id }")
    [alone, counted] = [
        texts(f'{{ video(by: {{id: "video:a"}}) {{ relationships(first: 1) {{ {one} }} }} }}')[0]
        for one in (page, both)
    ]
    assert "walk_0" not in alone
    assert counted.count("MATCH (video_1)-[:HAS_SEGMENT]->()<-[:SAID_IN]-(evidence)") == 1
    assert "RETURN c1, size(walk_0) AS c1_total" in counted


def test_the_ends_of_a_relationship_have_no_subquery():
    [text] = texts(
        '{ video(by: {id: "video:a"}) { relationships(first: 1) { nodes { source { name } target { aliases topics(first: 1) { nodes { name } } } } } } }'
    )
    assert "WITH *, startNode(relationship_2) AS c2_node\n" in text
    assert "[name_0 IN $values.v8 | c2_node[name_0]]" in text
    assert "WITH endNode(relationship_2) AS target\n" in text

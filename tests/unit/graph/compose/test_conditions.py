"""Conditions and their groups as Cypher: exact texts and parameters. Which rows they let through is tried in test_filters.py."""

from pathlib import Path
from typing import Any

import pytest

from service.api.execution.explain import query_statements
from service.graph.compose.conditions import read_condition

IDS = "ids (video)-[:DISCUSSES]->(related:Topic)"
FOUND = "EXISTS { MATCH (video)-[:DISCUSSES]->(related:Topic) WHERE related.id IN $any }"


@pytest.mark.parametrize(
    ("head", "given", "cypher"),
    [
        ("text video.searchTitle", ["eq"], "video.searchTitle = $eq"),
        ("text video.searchTitle", ["in"], "video.searchTitle IN $in"),
        ("text video.searchTitle", ["contains"], "video.searchTitle CONTAINS $contains"),
        (
            "text video.searchTitle",
            ["eq", "startsWith"],
            "video.searchTitle = $eq AND video.searchTitle STARTS WITH $startsWith",
        ),
        (
            "text alias.searchName within (alias:Alias)-[:NAMES]->(entity)",
            ["eq"],
            "EXISTS { MATCH (alias:Alias)-[:NAMES]->(entity) WHERE alias.searchName = $eq }",
        ),
        ("range relationship.weight", ["gte"], "relationship.weight >= $gte"),
        ("range relationship.weight", ["lt"], "relationship.weight < $lt"),
        (
            "range video.sortDate where video.publishedOn IS NOT NULL",
            ["gte", "lt"],
            "video.sortDate >= $gte AND video.sortDate < $lt AND video.publishedOn IS NOT NULL",
        ),
        (
            "range dated.publishedOn within (segment)<-[:HAS_SEGMENT]-(dated:Video)",
            ["lt"],
            "EXISTS { MATCH (segment)<-[:HAS_SEGMENT]-(dated:Video) WHERE dated.publishedOn < $lt }",
        ),
        (IDS, ["any"], FOUND),
        (IDS, ["none"], f"NOT {FOUND.replace('$any', '$none')}"),
        (
            IDS,
            ["any", "all"],
            f"{FOUND} AND all(id IN $all WHERE EXISTS {{ MATCH (video)-[:DISCUSSES]->(related:Topic) WHERE related.id = id }})",
        ),
    ],
)
def test_a_condition(head: str, given: list[str], cypher: str):
    assert read_condition(Path("Where.cypher"), 1, head).cypher(given, "${}".format) == cypher


LINES = """\
CALL () {{
MATCH (video:Video)-[:HAS_SEGMENT]->(segment:Segment)
WITH * WHERE {}
RETURN count(*) AS root_1
}}
RETURN root_1"""


@pytest.mark.parametrize(
    ("where", "conditions", "parameters"),
    [
        (
            {"startSeconds": {"gte": 1.0, "lt": 2.0}},
            "segment.startSeconds >= $p1 AND segment.startSeconds < $p2",
            {"p1": 1.0, "p2": 2.0},
        ),
        (
            {"text": {"contains": "Café"}, "not": {"startSeconds": {"lt": 2.0}}},
            "segment.searchText CONTAINS $p1 AND NOT coalesce((segment.startSeconds < $p2), false)",
            {"p1": "cafe", "p2": 2.0},
        ),
        (
            {"or": [{"text": {"eq": "a"}}, {"text": {"eq": "b"}}]},
            "((segment.searchText = $p1) OR (segment.searchText = $p2))",
            {"p1": "a", "p2": "b"},
        ),
        (
            {"or": [{"text": {"eq": "a"}, "startSeconds": {"lt": 2.0}}, {"text": {"eq": "b"}}]},
            "CASE WHEN (segment.searchText = $p1 AND segment.startSeconds < $p2) THEN true WHEN (segment.searchText = $p3) THEN true ELSE false END",
            {"p1": "a", "p2": 2.0, "p3": "b"},
        ),
    ],
)
def test_conditions_and_groups_of_a_query(where: dict[str, Any], conditions: str, parameters: dict[str, Any]):
    query = "query ($where: SegmentWhere) { segments(where: $where) { totalCount } }"
    [statement] = query_statements(query, {"where": where})

    assert (statement.text, statement.parameters) == (LINES.format(conditions), parameters)

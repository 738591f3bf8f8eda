"""Every statement under `cypher/statements` and `cypher/checks`: Neo4j takes it, its head is true, its plan starts at an index."""

import asyncio
from typing import Any

import pytest

from service.domain.model import CO_MENTION, read_model
from service.graph.driver.database import Database
from service.graph.driver.transaction import QueryPlan
from service.graph.statements import all_statements, load_statement
from support.backend import SECONDS, Neo4jServer
from support.seed import fresh_graph

WHOLE_GRAPH = ("graph/list_nodes", "graph/list_relationships")
"""The only statements that read every node: the fingerprint is over all of them."""
QUERY_TYPES = {"read": {"r", "s"}, "write": {"w", "rw", "s"}}
"""Neo4j's own word for what a statement does, by the mode in its head; `s` is also what asks the server of itself."""
NUMBERS = {
    "seconds",
    "count",
    "limit",
    "bound",
    "popular",
    "places",
    "cap",
    "most",
    "words",
    "pause",
    "cursor",
    "fence",
    "days",
}
"""Parameters that a LIMIT or a procedure takes as a number only."""
LISTS = {
    "ids",
    "only",
    "entityIds",
    "keys",
    "identified",
    "lead",
    "ends",
    "kinds",
    "onlyKinds",
    "states",
    "missing",
    "needs",
    "paths",
    "texts",
    "without",
} | {f"{of}{quantifier}" for of in ("videos", "topics") for quantifier in ("Any", "All", "None")}
"""Parameters that are lists of plain values."""
FLAGS = {"complete", "sent", "stop"}
MAPS = {"report", "asked", "slice", "named", "numbered", "wanted", "seen", "start", "stated"}
"""Parameters that are maps, so that Neo4j does not plan again for each size of a list in them."""
SCANS = {
    *(
        "alias/list_global",
        "api_key/exists",
        "api_key/list",
        "api_key/revoke",
        "channel/list_recurring_speakers",
    ),
    *(
        "decided_name/list_records",
        "decided_pair/list_records",
        "decision/list",
        "decision/list_changes",
        "decision/list_undone",
        "decision/list_undone_by_end",
    ),
    *("duplicate/list_decided_pairs", "duplicate/list_names", "duplicate/read_first_mentions"),
    *("export/channels", "export/decisions", "export/list_names", "export/select_videos"),
    *("given_name/list_guessed", "merged_entity/list_records"),
    *("entity_decision/list_records", "kept_document/delete_expired"),
    *(
        "job/delete_failed",
        "job/delete_old",
        "job/find_next",
        "job/find_origin",
        "job/list",
        "job/lock_queue",
        "renamed_entity/list_records",
    ),
    *(
        "video_decision/list_of_citation",
        "video_decision/list_records",
        "upload/list_expired",
        "upload/read_needs",
        "video/find_by_extractor",
        "video/list",
        "video/list_by_names",
    ),
    *("webhook/list", "webhook/list_due", "follow/list", "follow/list_due"),
}
"""Statements about all nodes of a label, or about those of a queue, which Neo4j scans while there are few."""
SCANNING_FOLDERS = ("checks/", "graph/", "migration", "cursor_secret/", "server/", "search/", "walk/")
"""Recounts, and the few nodes of the migrations. Searches and walks have tests of their plans."""
EAGER = (
    "api_key/create",
    "change/create",
    "follow/create",
    "merged_entity/create",
    "migration/create",
)
"""They find or change what was there before, one or a few nodes at a time."""
ONE_ROW = ("job/lock_queue", "webhook/list_due")
"""Their products are with one row: a count, and the counter of changes."""
SEEKS = {"NodeUniqueIndexSeek", "NodeUniqueIndexSeek(Locking)", "NodeByElementIdSeek", "NodeIndexSeek"}


def operators(tree: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    found = [(tree["operatorType"].partition("@")[0], tree)]
    return found + [one for child in tree.get("children", []) for one in operators(child)]


@pytest.fixture(scope="module")
def plans(neo4j_server: Neo4jServer) -> dict[str, QueryPlan]:
    """The plan of each statement, on a graph without data."""

    async def explain_all() -> dict[str, QueryPlan]:
        async with Database.open(
            neo4j_server.uri, neo4j_server.user, neo4j_server.password, timeout=SECONDS
        ) as database:
            await fresh_graph(database)
            return {
                name: await database.explain(load_statement(name).text, parameters_of(name))
                for name in all_statements()
            }

    return asyncio.run(explain_all())


def parameters_of(name: str) -> dict[str, Any]:
    found = load_statement(name)
    parameters: dict[str, Any] = {
        key: [dict.fromkeys(keys, "1")] if keys else ["1"] if key in LISTS else "1"
        for key, keys in found.parameters.items()
    }
    parameters |= dict.fromkeys(NUMBERS & parameters.keys(), 1) | {
        key: {} for key in MAPS & parameters.keys()
    }
    parameters |= dict.fromkeys(FLAGS & parameters.keys(), True)
    if name == "video/write_properties":
        parameters["rows"] = [{"id": "1", "importedBy": "1", "properties": {"title": "1"}}]
    return parameters


@pytest.mark.parametrize("name", all_statements())
def test_plan_and_columns(plans: dict[str, QueryPlan], name: str) -> None:
    found, plan = load_statement(name), plans[name]

    assert tuple(plan.columns) == found.columns
    assert plan.query_type in QUERY_TYPES[found.mode]
    tree = operators(plan.tree)
    if name not in WHOLE_GRAPH and not name.startswith("walk/"):  # those take ids inside of maps
        assert "AllNodesScan" not in plan.operators
    if name not in SCANS and not name.startswith(SCANNING_FOLDERS):
        assert not [one for one in plan.operators if one.endswith("Scan")], plan.operators
    # Two nodes, each found by its key, are a product of one by one; any other product is a mistake.
    for operator, node in tree:
        if operator == "CartesianProduct" and not name.startswith(("search/", "walk/", *ONE_ROW)):
            assert {child["operatorType"].partition("@")[0] for child in node["children"]} <= SEEKS
    # Where a map gives the properties, Neo4j collects the rows in between: at most a thousand, as `change.py` sends them.
    if name.endswith("/create") and name not in EAGER and "= row.properties" not in found.text:
        assert "Eager" not in plan.operators


def test_a_citation_of_a_video_that_is_gone_reads_no_other_video(plans: dict[str, QueryPlan]) -> None:
    tree = operators(plans["video_decision/list_of_citation"].tree)
    scanned = [node["args"]["Details"] for operator, node in tree if operator.endswith("Scan")]
    assert scanned == ["decision:Decision"]


@pytest.mark.parametrize("name", [n for n in all_statements() if n.startswith("relationship/")])
def test_statements_on_connections_name_all_types(name: str) -> None:
    text = load_statement(name).text
    if "[relationship:" in text:
        assert f"[relationship:{'|'.join(read_model().connections)}]" in text


def test_checks_on_connections_name_all_types() -> None:
    types = list(read_model().connections)
    assert f"[relationship:{'|'.join(types)}]" in load_statement("checks/relationship/list_stored").text
    typed = "|".join(type_ for type_ in types if type_ != CO_MENTION)
    assert f"[:{typed}]" in load_statement("checks/entity/compare").text

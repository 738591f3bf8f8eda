"""Every statement of the loader and of `doctor`: Neo4j takes it, its head is true, and its plan starts at an index."""

from typing import Any

import pytest

from service.domain.model import CO_MENTION, read_model
from service.graph.driver.database import Database
from service.graph.statements import all_writes, load_statement

pytestmark = pytest.mark.anyio

WHOLE_GRAPH = ("checks/graph/nodes", "checks/graph/relationships")
"""The only statements that read every node: the fingerprint is over all of them."""
SEEKS = {"NodeUniqueIndexSeek", "NodeUniqueIndexSeek(Locking)", "NodeByElementIdSeek", "NodeIndexSeek"}


def operators(tree: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    found = [(tree["operatorType"].partition("@")[0], tree)]
    return found + [one for child in tree.get("children", []) for one in operators(child)]


@pytest.mark.parametrize("name", all_writes())
async def test_plan_and_columns(clean_database: Database, name: str) -> None:
    write = load_statement(name)
    parameters: dict[str, Any] = {
        key: [dict.fromkeys(keys, "1")] if keys else ["1"] if key in ("ids", "keys") else "1"
        for key, keys in write.parameters.items()
    }
    if name.startswith("indexes/") or name == "migration_lock/take":
        parameters["seconds"] = 1
    if name == "video/write":
        parameters["properties"] = {"title": "1"}
    if name == "checks/duplicate/words":
        parameters["count"] = 1  # a LIMIT takes nothing else

    plan = await clean_database.explain(write.text, parameters)

    assert tuple(plan.columns) == write.columns
    found = operators(plan.tree)
    if name not in WHOLE_GRAPH:
        assert "AllNodesScan" not in plan.operators
    # Those of migrations read the few nodes of their history.
    if not name.startswith(("checks/", "migration", "cursor_secret/")):
        assert not [one for one in plan.operators if one.endswith("Scan")], plan.operators
    # Two nodes, each found by its key, are a product of one by one; any other product is a mistake.
    for operator, node in found:
        if operator == "CartesianProduct":
            assert {child["operatorType"].partition("@")[0] for child in node["children"]} <= SEEKS
    # Where a map gives the properties, Neo4j collects the rows in between: at most a thousand, as `change.py` sends them.
    if name.endswith("/create") and "= row.properties" not in write.text:
        assert "Eager" not in plan.operators


@pytest.mark.parametrize("name", [n for n in all_writes() if n.startswith("relationship/")])
def test_statements_on_connections_name_all_types(name: str) -> None:
    text = load_statement(name).text
    if "[relationship:" in text:
        assert f"[relationship:{'|'.join(read_model().connections)}]" in text


def test_checks_on_connections_name_all_types() -> None:
    types = list(read_model().connections)
    assert f"[relationship:{'|'.join(types)}]" in load_statement("checks/relationship/stored").text
    typed = "|".join(type_ for type_ in types if type_ != CO_MENTION)
    assert f"[:{typed}]" in load_statement("checks/entity/count").text

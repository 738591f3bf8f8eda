"""What Neo4j has to plan is limited, whatever an operation asks: families of operations that grow until they are refused."""

import re
from typing import Any

import pytest

from service.api.catalog import read_fragments
from service.api.execution.documents import OperationRefused
from service.api.execution.engine import OPERATIONS
from service.api.execution.prepared_operations import Requests
from service.api.operation.plan import FaultEntry
from service.api.operation.planning.catalog import Catalog
from service.api.pre_queries import PRE_QUERIES
from service.api.schema.build import graphql_schema
from service.api.warming import PAGE_VALUES
from service.graph.model import graph_model
from service.resources import web_folder
from service.settings.limits import Limits
from support.paths import ROOT
from support.planning_questions import FAMILIES, largest

LIMITS = Limits()
GUIDE = ROOT / "docs" / "guides" / "graphql.md"
OWN = {
    file.stem: file.read_text(encoding="utf-8")
    for folder in (OPERATIONS, web_folder() / "page" / "operations", web_folder() / "graphiql" / "examples")
    for file in folder.glob("*.graphql")
}
GUIDES = [
    one
    for one in re.findall(r"```graphql\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    if not one.startswith("subscription")  # planned at each event, as a query
]
ENDS = {
    "root fields alike": "The operation has 21 root fields: at most 20 are allowed (VIDEOGRAPH_MAX_ROOT_FIELDS). Ask in several queries.",
    "conditions inside each other": "`where` has too many parts: at most 50 below and, or, not.",
}
"""Families that another limit ends; all others are ended by these two:"""
CONDITIONS = "The operation has {} conditions: at most 40 are allowed (VIDEOGRAPH_MAX_CONDITIONS). Use fewer, or ask in several queries."
CHARACTERS = (
    "The operation is planned into {} characters of Cypher: at most 11400 are allowed (VIDEOGRAPH_MAX_STATEMENT). "
    "Ask for fewer lists and conditions, or in several queries."
)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog(graphql_schema(), read_fragments(), PRE_QUERIES, graph_model())


@pytest.fixture(scope="module")
def asked(catalog: Catalog) -> Requests:
    return Requests(catalog.schema, catalog)


@pytest.fixture(scope="module")
def measured(catalog: Catalog) -> Requests:
    """Without limits: to find out how large an operation is that is refused."""
    return Requests(catalog.schema, catalog, Limits(statement=10**9, conditions=10**9))


def refusal(asked: Requests, query: str) -> tuple[str, str] | None:
    """Code and message of a refusal, or of an argument at fault."""
    try:
        plan = asked.prepare(query).planned.plan
    except OperationRefused as refused:
        return refused.code, refused.errors[0].message
    faults = [root.entry.error for root in plan.roots if isinstance(root.entry, FaultEntry)]
    return ("BAD_USER_INPUT", str(faults[0])) if faults else None


@pytest.mark.parametrize("name", FAMILIES)
def test_an_operation_that_grows_is_refused_before_it_is_planned(
    asked: Requests, measured: Requests, name: str
):
    family = FAMILIES[name]

    size = largest(family, lambda query: refusal(asked, query) is None)

    assert size >= 1
    found = asked.prepare(family(size)).planned.size
    assert found.characters <= LIMITS.statement
    assert found.conditions <= LIMITS.conditions
    assert asked.prepare(family(size)).cost <= LIMITS.cost
    code, message = refusal(asked, family(size + 1)) or ("", "")
    if name in ENDS:
        assert message == ENDS[name]
        return
    over = measured.prepare(family(size + 1)).planned.size
    fits = over.conditions <= LIMITS.conditions
    assert (code, message) == (
        "QUERY_TOO_COMPLEX",
        CHARACTERS.format(over.characters) if fits else CONDITIONS.format(over.conditions),
    )


@pytest.mark.parametrize("name", OWN)
def test_what_the_page_asks_fits_with_room(measured: Requests, name: str):
    size = measured.prepare(OWN[name], dict(PAGE_VALUES)).planned.size
    assert size.characters * 1.4 <= LIMITS.statement
    assert size.conditions * 4 <= LIMITS.conditions


def test_what_the_guide_shows_fits_with_room(measured: Requests):
    sizes = [measured.prepare(query).planned.size for query in GUIDES]
    assert len(sizes) >= 13
    assert max(size.characters for size in sizes) * 1.4 <= LIMITS.statement
    assert max(size.conditions for size in sizes) * 4 <= LIMITS.conditions


def test_other_values_cost_the_same(asked: Requests):
    """The size follows the structure: it is known before any value is."""
    query = "query ($where: EntityWhere, $n: Int) { entities(where: $where, first: $n) { nodes { name } } }"

    def size(**variables: Any) -> Any:
        return asked.prepare(query, variables).planned.size

    small = size(where={"name": {"in": ["a"]}}, n=1)
    assert small.conditions == 1
    assert size(where={"name": {"in": ["b" * 100] * 100}}, n=100) == small


def test_the_size_has_a_limit_of_its_own_and_does_not_count_in_the_cost(asked: Requests):
    ten = '{name: {contains: "a"}, topics: {any: ["topic:a"]}}'
    query = (
        f"{{ entities(where: {{or: [{ten}, {ten}, {ten}], and: [{ten}, {ten}]}}) {{ nodes {{ name }} }} }}"
    )
    request = asked.prepare(query)
    [(_, text, _)] = asked.statements(query)

    assert request.objects == 20
    assert (request.planned.size.conditions, request.planned.size.characters) == (10, len(text))
    assert request.cost == 20 + request.work.total


def test_a_small_limit_of_the_settings_holds(catalog: Catalog):
    few = Requests(catalog.schema, catalog, Limits(conditions=1, statement=400))

    assert refusal(few, '{ topics(where: {name: {eq: "a"}}) { nodes { name } } }') is None
    assert refusal(few, '{ topics(where: {name: {eq: "a", contains: "b"}}) { nodes { name } } }') == (
        "QUERY_TOO_COMPLEX",
        "The operation has 2 conditions: at most 1 are allowed (VIDEOGRAPH_MAX_CONDITIONS). Use fewer, or ask in several queries.",
    )
    assert (refusal(few, "{ stats { videoCount } }") or [""])[0] == "QUERY_TOO_COMPLEX"

"""Three executors are held equal: the compiled reader, graphql-core over the same rows, and the plain one."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from plain.executor import PlainExecutor
from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from service.settings.limits import Limits
from support.backend import SECONDS, Neo4jServer
from support.random_operations import ArgumentValues, Operation, operations

ANY = Limits(
    cost=10**9,
    depth=100,
    root_fields=100,
    aliases=1000,
    directives=1000,
    fields=10_000,
    tokens=100_000,
    conditions=10**6,
    statement=10**9,
)
"""What an operation may ask is not what is compared here."""

type Execute = Callable[[Operation], dict[str, Any]]


@pytest.fixture(scope="module")
def pool(plain: PlainExecutor) -> ArgumentValues:
    return ArgumentValues(plain.graph)


@pytest.fixture(scope="module")
def engines(seed: Neo4jServer) -> Iterator[tuple[Execute, Execute]]:
    """Both engines, to be called without await: Hypothesis must not draw inside a running event loop."""
    with asyncio.Runner() as runner:
        database = Database.open(seed.uri, seed.user, seed.password, timeout=SECONDS)

        def caller(engine: Engine) -> Execute:
            return lambda asked: runner.run(engine.execute(asked.text, asked.variables, asked.name))

        yield caller(Engine(database, limits=ANY)), caller(Engine(database, compiled=False, limits=ANY))
        runner.run(database.close())


def faults(response: dict[str, Any]) -> list[tuple[Any, str]]:
    return [(error.get("path"), error["extensions"]["code"]) for error in response.get("errors", [])]


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_three_executors_give_the_same(
    engines: tuple[Execute, Execute], plain: PlainExecutor, pool: ArgumentValues, data: st.DataObject
):
    compiled, reference = engines
    asked = data.draw(operations(plain.schema, pool))
    note(asked.text)
    first, second = compiled(asked), reference(asked)
    assert orjson.dumps(first) == orjson.dumps(second)
    third = plain.execute(asked.text, asked.variables, asked.name)
    assert faults(first) == third.get("errors", [])
    assert not {"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"} & {code for _, code in faults(first)}
    assert ("data" in first) == ("data" in third)
    assert orjson.dumps(first.get("data")) == orjson.dumps(third.get("data"))

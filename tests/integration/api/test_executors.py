"""Random operations: the engine gives what the plain executor gives."""

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
from support.random_operations import FEW_SHAPES, ArgumentValues, Operation, operations

ANY = Limits(
    cost=10**9,
    depth=100,
    root_fields=100,
    aliases=1000,
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
def execute(seed: Neo4jServer) -> Iterator[Execute]:
    """The engine, to be called without await: Hypothesis must not draw inside a running event loop."""
    with asyncio.Runner() as runner:
        database = Database.open(seed.uri, seed.user, seed.password, timeout=SECONDS)
        engine = Engine(database, limits=ANY)
        yield lambda asked: runner.run(engine.execute(asked.text, asked.variables, asked.name))
        runner.run(database.close())


def faults(response: dict[str, Any]) -> list[tuple[Any, str]]:
    return [(error.get("path"), error["extensions"]["code"]) for error in response.get("errors", [])]


_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large)


@settings(suppress_health_check=_SLOW, max_examples=30)
@given(data=st.data())
def test_the_engine_gives_what_the_plain_executor_gives(
    execute: Execute, plain: PlainExecutor, pool: ArgumentValues, data: st.DataObject
):
    """A few shapes. The daily run has the others."""
    compare(execute, plain, data.draw(operations(plain.schema, pool, FEW_SHAPES)))


@pytest.mark.nightly
@settings(suppress_health_check=_SLOW)
@given(data=st.data())
def test_the_engine_gives_what_the_plain_executor_gives_for_many_shapes(
    execute: Execute, plain: PlainExecutor, pool: ArgumentValues, data: st.DataObject
):
    compare(execute, plain, data.draw(operations(plain.schema, pool)))


def compare(execute: Execute, plain: PlainExecutor, asked: Operation) -> None:
    note(asked.text)
    found, expected = execute(asked), plain.execute(asked.text, asked.variables, asked.name)
    assert faults(found) == expected.get("errors", [])
    assert not {"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"} & {code for _, code in faults(found)}
    assert ("data" in found) == ("data" in expected)
    assert orjson.dumps(found.get("data")) == orjson.dumps(expected.get("data"))

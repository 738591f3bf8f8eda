"""What the driver is given: it writes statements and parameters for its debug log, whether or not anybody reads that log."""

import logging
from typing import Any, cast

import pytest
from neo4j import AsyncManagedTransaction, Query

from service.graph.driver.transaction import Transaction, query_parameters, query_text

PARAMETERS = {"id": "video:a", "rows": [{"id": 1}], "given": {"rows_0": [1.5]}}


def written() -> str:
    """As the driver does it."""
    fields = (str(Query(query_text("RETURN $id"))), dict(query_parameters(PARAMETERS)))
    return " ".join(map(repr, fields))


def test_nothing_is_written_for_a_log_that_is_off() -> None:
    assert written() == " {'id': 'video:a', 'rows': , 'given': }"


def test_the_debug_log_has_everything(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="neo4j.io"):
        assert written() == f"'RETURN $id' {PARAMETERS}"


def test_the_driver_gets_the_same_values() -> None:
    assert query_text("RETURN $id") == "RETURN $id"
    assert query_parameters(PARAMETERS) == PARAMETERS
    assert query_parameters(None) == {}


@pytest.mark.anyio
async def test_a_transaction_gives_the_driver_nothing_else() -> None:
    given: list[str] = []

    class Driver:
        async def run(self, *fields: Any) -> Any:
            given.extend(map(repr, fields))
            raise LookupError

    transaction = Transaction(cast("AsyncManagedTransaction", Driver()))
    with pytest.raises(LookupError):
        await transaction.run("RETURN $rows", {"rows": [1]})
    assert given == ["", "{'rows': }"]

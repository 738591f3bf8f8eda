"""What tests of imports and of decisions share."""

from typing import Any

import pytest

from service.graph.driver.transaction import Transaction


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of what transactions run."""
    texts: list[str] = []
    run = Transaction.run

    async def noted(self: Transaction, statement: str, parameters: Any = None) -> Any:
        texts.append(statement)
        return await run(self, statement, parameters)

    monkeypatch.setattr(Transaction, "run", noted)
    return texts

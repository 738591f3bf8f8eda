"""Decisions of a distant Videograph."""

from typing import Any
from unittest.mock import Mock

import anyio
import pytest

from service.commands.remote import remote_actions


def test_the_latest_decision_is_listed_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neo4j writes no zeros at the end of a fraction, so the text of a later moment may sort before that of an earlier one."""
    moments = {"decision:a": "12:00:00.3Z", "decision:b": "12:00:00.385Z", "decision:c": "12:00:01Z", "decision:d": "12:00:00.385Z"}  # fmt: skip
    end = {"id": "entity:ab", "slug": "loom", "name": "Loom", "kind": "PRODUCT", "inGraph": True}
    nodes = [
        {"id": id_, "kind": "DROP", "at": f"2026-12-01T{at}", "detail": None, "by": None, "reason": None, "undoneAt": None, "subjects": [end], "missing": False}
        for id_, at in moments.items()
    ]  # fmt: skip

    async def all_nodes(*_: Any) -> list[dict[str, Any]]:
        return nodes

    monkeypatch.setattr(remote_actions, "all_nodes", all_nodes)
    listed = anyio.run(remote_actions.list_decisions, Mock())
    assert [one.id for one in listed] == ["decision:c", "decision:b", "decision:d", "decision:a"]

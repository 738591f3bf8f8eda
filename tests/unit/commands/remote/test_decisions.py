"""Decisions of a distant Videograph."""

from collections.abc import AsyncGenerator
from typing import Any
from unittest.mock import Mock

import anyio
import pytest

from service.actions.entities import UndoCorrection
from service.commands.remote import mutations, remote_actions


def test_the_latest_decision_is_listed_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neo4j writes no zeros at the end of a fraction, so the text of a later moment may sort before that of an earlier one."""
    moments = {"decision:a": "12:00:00.3Z", "decision:b": "12:00:00.385Z", "decision:c": "12:00:01Z", "decision:d": "12:00:00.385Z"}  # fmt: skip
    end = {"id": "entity:ab", "slug": "loom", "name": "Loom", "kind": "PRODUCT", "inGraph": True}
    nodes = [
        {"id": id_, "kind": "DROP", "at": f"2026-12-01T{at}", "detail": None, "by": None, "reason": None, "undoneAt": None, "subjects": [end], "missing": False}
        for id_, at in moments.items()
    ]  # fmt: skip

    async def each_node(*_: Any) -> AsyncGenerator[dict[str, Any]]:
        for node in nodes:
            yield node

    monkeypatch.setattr(remote_actions, "each_node", each_node)
    listed = anyio.run(remote_actions.list_decisions, Mock())
    assert [one.id for one in listed] == ["decision:c", "decision:b", "decision:d", "decision:a"]


def test_undoing_one_decision_asks_for_no_more_pages_than_lead_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def decision(id_: str, slug: str, undone: str | None = None) -> dict[str, Any]:
        end = {"id": f"entity:{slug}", "slug": slug, "name": slug, "kind": "PRODUCT", "inGraph": True}
        return {"id": id_, "kind": "DROP", "at": "2026-12-01T12:00:00Z", "detail": None, "by": None, "reason": None, "undoneAt": undone, "subjects": [end], "missing": False}  # fmt: skip

    pages = {
        None: [decision("decision:a", "other"), decision("decision:b", "loom", "2026-12-02T12:00:00Z")],
        "1": [decision("decision:c", "loom"), decision("decision:d", "loom")],
    }
    asked: list[Any] = []
    undone: list[Any] = []

    async def ask(_: Any, name: str, variables: dict[str, Any]) -> Any:
        asked.append(variables["after"])
        page = {"hasNextPage": True, "endCursor": str(len(asked))}
        return {name: {"nodes": pages[variables["after"]], "pageInfo": page}}

    async def mutate(_: Any, __: Any, request: Any) -> Any:
        undone.append(request.decisions)
        return Mock(undone=[Mock(correction="corrected")])

    monkeypatch.setattr(mutations, "ask", ask)
    monkeypatch.setattr(remote_actions, "mutate", mutate)
    request = UndoCorrection("DROP", "loom")
    assert anyio.run(remote_actions.undo_correction, Mock(), request) == "corrected"
    assert (asked, undone) == ([None, "1"], [("decision:c",)])

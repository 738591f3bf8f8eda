"""The mutations of the schema and the actions that run them."""

from typing import Any, cast

import pytest

from service.api.execution.engine import Engine
from service.api.execution.mutations.act import MUTATIONS
from service.errors import InvalidInput


def refusal() -> str:
    with pytest.raises(InvalidInput) as raised:
        Engine(cast("Any", None))
    return raised.value.message


def test_a_mutation_without_an_action_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(MUTATIONS, "undo")
    assert refusal() == (
        "Mutation.undo has no action: add it to MUTATIONS in service/api/execution/mutations/act.py"
    )


def test_an_action_without_a_mutation_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(MUTATIONS, "keepTalks", MUTATIONS["undo"])
    assert refusal() == (
        "MUTATIONS in service/api/execution/mutations/act.py has keepTalks, but the schema has no Mutation.keepTalks"
    )

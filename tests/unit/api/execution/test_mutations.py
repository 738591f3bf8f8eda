"""The mutations of the schema and the actions that run them."""

from typing import Any, cast

import pytest

from service.access.scopes import Scope
from service.access.viewer import SERVICE
from service.api.execution.engine import Engine
from service.api.execution.mutations.act import MUTATIONS, act
from service.api.operation.plan.entries import RESULT_TYPE
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


@pytest.mark.anyio
async def test_a_list_of_an_input_has_at_most_100_values() -> None:
    given = {"entities": ["one"] * 101, "reason": "r" * 101, "dryRun": False}

    result = await act(cast("Any", None), "separateEntities", given, SERVICE, Scope.CURATE)

    assert result == {
        RESULT_TYPE: "InvalidInput",
        "message": "`entities` has 101 values: at most 100 are allowed",
        "code": "BAD_USER_INPUT",
        "path": ["input", "entities"],
    }

"""The list of decisions: each sort has words of its own, and is undone by a command that exists."""

from typing import get_args

import pytest
import typer

from service.actions.decisions import DecisionEnd, ListedDecision
from service.cli import app
from service.commands import decisions
from service.commands.decisions import undo_command
from service.domain.decision_kinds import DecisionWord

COMMANDS = set(typer.main.get_command(app).commands)  # pyright: ignore
MERCURY = DecisionEnd("entity:1", "mercury-concept", "Mercury", "CONCEPT", True)
OTHER = DecisionEnd("entity:2", "mercury-product", "Mercury", "PRODUCT", True)


def decided(sort: DecisionWord, detail: str | None = "Q308") -> ListedDecision:
    two = sort in ("one", "two", "both stay")
    first = DecisionEnd("video:1", "tides", "Tides", None, False) if sort == "delete talk" else MERCURY
    return ListedDecision("decision:1", sort, "2026-12-01T10:00:00Z", first, OTHER if two else None, detail)


@pytest.mark.parametrize("sort", get_args(DecisionWord))
def test_each_decision_is_undone_by_a_command_that_exists(sort: DecisionWord) -> None:
    program, command, *_ = (undo_command(decided(sort)) or "").split()
    assert (program, command in COMMANDS) == ("videograph", True)


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("Q308", "Mercury (concept, mercury-concept) is item Q308 of Wikidata"),
        (None, "Mercury (concept, mercury-concept) has no item of Wikidata"),
    ],
)
def test_an_item_of_wikidata(
    detail: str | None, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(decisions, "run_action", lambda _: [decided("wikidata", detail)])
    decisions.decisions()
    assert capsys.readouterr().out.splitlines() == [
        f"wikidata   {words}, 2026-12-01 10:00",
        "           videograph undo decision:1",
    ]

"""Weights of traits: how they add up, and how they are fitted."""

import math
from pathlib import Path

import pytest

from extractor.benchmarks.fitting import fit_weights
from extractor.benchmarks.fitting.fit_weights import Case, cross_validate, fit, report, write_weights
from videograph_extractor.text import weights as module
from videograph_extractor.text.weights import Weights, read_weights


def test_the_weights_add_up() -> None:
    weights = Weights({"a": 1.0, "b": -0.5}, 0.25)
    assert weights.sureness([]) == round(1 / (1 + math.exp(-0.25)), 2) == 0.56
    assert weights.sureness(["a", "a", "unheard of"]) == 0.78
    assert weights.sureness(["a", "b"]) == 0.68


def test_the_numbers_of_a_vector_have_weights_too() -> None:
    weights = Weights({"a": 1.0}, vector=(2.0, -4.0))
    assert weights.sureness(["a"], (0.5, 0.25)) == 0.73
    assert weights.sureness([], (0.0, 0.5)) == 0.12
    with pytest.raises(ValueError):
        weights.sureness(["a"])


def rated() -> list[Case]:
    """Of twelve talks: what has the trait "good" is right, what has "bad" is wrong, "each" says nothing."""
    return [
        Case(f"talk {i}", frozenset(("each", "good" if right else "bad")), right)
        for i in range(12)
        for right in (True, True, False)
    ]


def test_fitted_weights_tell_right_from_wrong() -> None:
    weights = fit(rated())
    assert weights.traits["good"] == -weights.traits["bad"] > 0.2
    assert "each" not in weights.traits
    assert cross_validate(rated()) == [0.71, 0.71, 0.57] * 12


def test_a_report_counts_what_is_left() -> None:
    cases = rated()
    lines = report("things", cases, [0.72 if case.right else 0.56 for case in cases]).splitlines()
    assert lines[0] == "36 rated things, 0.667 right; area under the curve 1.000"
    assert lines[2:4] == [
        "at least 0.55 sure: 1.00 left, 0.667 right",
        "at least 0.60 sure: 0.67 left, 1.000 right",
    ]
    assert lines[-1] == "at least 0.70 sure: 0.67 left, 1.000 right"


def test_what_is_written_is_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fit_weights, "DATA", tmp_path)
    monkeypatch.setattr(module, "DATA", tmp_path)
    weights = Weights({'word "é"': -0.25, "b": 1.0}, 0.5, (0.1, -0.2))
    write_weights("some", weights, "two rated things")
    assert read_weights("some") == weights

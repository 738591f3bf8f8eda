"""Commands that ask given reports instead of a graph."""

from pathlib import Path

import pytest

from support.fake_actions import FakeActions, fake_actions


@pytest.fixture
def actions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeActions:
    monkeypatch.setenv("VIDEOGRAPH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "300")
    return fake_actions(monkeypatch)

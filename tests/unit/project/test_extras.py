"""Optional extras: whether they are there, and the command that installs one."""

import sys
from pathlib import Path

import pytest

from service import extras
from service.extras import install_command, is_installed


def checkout(folder: Path) -> Path:
    (folder / "scripts").mkdir(parents=True)
    (folder / "scripts" / "install").touch()
    return folder


def test_a_wheel_is_extended_by_pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "_ROOT", tmp_path)

    assert install_command("extract") == "pip install 'videograph[extract]'"


def test_the_environment_of_make_is_extended_by_make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = checkout(tmp_path / "my talks")
    monkeypatch.setattr(extras, "_ROOT", folder)
    monkeypatch.setattr(sys, "prefix", str(folder / ".venv"))

    monkeypatch.chdir(folder)
    assert install_command("llm") == "make install-llm"

    monkeypatch.chdir(tmp_path)
    assert install_command("llm") == f"make -C '{folder}' install-llm"


def test_another_environment_of_a_checkout_is_extended_by_pip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = checkout(tmp_path / "talks")
    monkeypatch.setattr(extras, "_ROOT", folder)
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "own"))

    assert install_command("extract") == f"pip install --editable '{folder}[extract]'"


def test_an_extra_is_installed_when_all_its_packages_are(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_installed("extract")

    monkeypatch.setattr(extras, "_PACKAGES", {"extract": ("spacy", "no_package_of_this_name")})
    assert not is_installed("extract")

"""Places of tests: in the folders of the tested code, and in those of the Makefile's parts; the list of first files has existing names."""

import re
import subprocess
from pathlib import Path

import pytest

from conftest import CLEAR_PLANS, START_FIRST
from support.paths import ROOT


@pytest.mark.parametrize("kind", ["unit", "integration"])
def test_folders_are_those_of_the_service(kind: str) -> None:
    tests = ROOT / "tests" / kind
    folders = {file.parent.relative_to(tests) for file in tests.rglob("test_*.py")}

    assert [folder for folder in folders if not (ROOT / "service" / folder).is_dir()] == [
        folder for folder in folders if folder in (Path("benchmarks"), Path("project"))
    ]


def test_files_that_start_first_are_there() -> None:
    assert [name for name in (*START_FIRST, *CLEAR_PLANS) if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("mark", ["long", "embedded", "browser", "clients", "golden", "wheel"])
def test_a_part_of_the_tests_names_what_has_its_mark(mark: str) -> None:
    asked = subprocess.run(
        ["make", "--dry-run", f"test-{mark}"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    [named] = re.findall(rf"-m {mark} (.*)", asked.stdout)
    marked = {
        file.relative_to(ROOT)
        for file in (ROOT / "tests").rglob("test_*.py")
        if f"pytest.mark.{mark}" in file.read_text("utf-8") and file != Path(__file__)
    }

    assert marked
    assert [file for file in marked if not any(map(file.is_relative_to, named.split()))] == []

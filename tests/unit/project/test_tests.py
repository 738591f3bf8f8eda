"""Places of tests: in the folders of the tested code; the list of first files has existing names."""

from pathlib import Path

import pytest

from conftest import START_FIRST
from support.paths import ROOT


@pytest.mark.parametrize("kind", ["unit", "integration"])
def test_folders_are_those_of_the_service(kind: str) -> None:
    tests = ROOT / "tests" / kind
    folders = {file.parent.relative_to(tests) for file in tests.rglob("test_*.py")}

    assert [folder for folder in folders if not (ROOT / "service" / folder).is_dir()] == [
        folder for folder in folders if folder in (Path("benchmarks"), Path("project"))
    ]


def test_files_that_start_first_are_there() -> None:
    assert [name for name in START_FIRST if not (ROOT / name).is_file()] == []

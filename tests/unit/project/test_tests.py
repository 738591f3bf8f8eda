"""Places of tests: in the folders of the tested code, and in those of the gate's parts; the list of first files has existing names. What tests wait
for has a limit."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import CLEAR_PLANS, START_FIRST
from support.paths import ROOT


@pytest.mark.parametrize("kind", ["unit", "integration"])
def test_folders_are_those_of_the_service(kind: str) -> None:
    tests = ROOT / "tests" / kind
    folders = {file.parent.relative_to(tests) for file in tests.rglob("test_*.py")}

    assert [folder for folder in folders if not (ROOT / "service" / folder).is_dir()] == [
        folder for folder in folders if folder in (Path("benchmarks"), Path("clients"), Path("project"))
    ]


def test_files_that_start_first_are_there() -> None:
    assert [name for name in (*START_FIRST, *CLEAR_PLANS) if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("run", ["gate", "nightly"])
def test_each_marked_test_is_in_a_part_of_its_run(run: str) -> None:
    """A part names folders: a file elsewhere would never run."""
    mark = {"gate": "browser", "nightly": "nightly"}[run]
    script = (ROOT / ".ci/run").read_text("utf-8")
    named = set(re.findall(r"extractor/tests|tests/[\w/-]+", script)) | {"tests/integration", "tests/browser"}
    marked = [
        file.relative_to(ROOT).as_posix()
        for folder in ("tests", "extractor/tests")
        for file in (ROOT / folder).rglob("test_*.py")
        if f"pytest.mark.{mark}" in file.read_text("utf-8") and file != Path(__file__)
    ]

    assert [file for file in marked if not any(file.startswith(f"{one}/") for one in named)] == []


def test_each_wait_for_a_process_or_a_thread_has_a_limit() -> None:
    """One that never ends would hold up all tests after it, and nobody would see what it waited for."""
    files = [file for file in sorted((ROOT / "tests").rglob("*.py")) if "node_modules" not in file.parts]

    assert [
        f"{file}:{line}" for file in files for line in _endless_waits(ast.parse(file.read_text("utf-8")))
    ] == []


def _endless_waits(tree: ast.Module) -> Iterator[int]:
    awaited = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Await)}
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute) or id(call) in awaited:
            continue
        words = ast.unparse(call.func)
        limited = any(keyword.arg == "timeout" for keyword in call.keywords)
        for_ever = words.endswith("Event().wait")  # what a test has hang on purpose
        waits = call.func.attr in ("wait", "communicate", "join") and not call.args and not for_ever
        if (waits or words == "subprocess.run") and not limited:
            yield call.lineno

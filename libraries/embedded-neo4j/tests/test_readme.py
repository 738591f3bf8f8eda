"""The README's examples run as they are printed."""

import ast
import asyncio
import re
from collections.abc import Callable
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any, cast

import pytest
from neo4j import Driver

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
START, IN_TESTS, ASYNC = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def test_the_first_example_and_that_of_asyncio_use_one_graph(
    tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EMBEDDED_NEO4J_CACHE", str(own_cache))
    names: dict[str, Any] = {}

    exec(START, names)
    again = compile(ASYNC, "README.md", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    asyncio.run(eval(again, names))

    found, address = capsys.readouterr().out.splitlines()
    assert found == "[<Record name='Ada'>]"
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/browser/", address)
    assert {entry.name for entry in (tmp_path / "data").iterdir()} >= {"data", "logs", "password"}


def test_the_example_of_a_test_passes(neo4j: Driver) -> None:
    names: dict[str, Any] = {}
    exec(IN_TESTS, names)
    example = cast("Callable[[Driver], None]", names["test_names"])

    assert not iscoroutinefunction(example)
    example(neo4j)

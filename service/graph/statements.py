"""Reads the statements under `cypher/writes`, `cypher/reads` and `cypher/checks`: `<noun>/<verb>.cypher`, with a head.

    // What it does, in one line or more.
    // parameters: videoId, rows: [{id, text}]
    // columns: id, name
    <Cypher>

`parameters` names all of them, `none` where there is none; behind one that is a list of maps stand the keys of
a row, which the Cypher calls `row`. `columns` is there when rows come back. What the head says is checked
against the Cypher when the file is read. No Cypher for writing stands anywhere else.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from service.errors import FragmentError
from service.graph.driver.database import Transaction
from service.resources import cypher_folder

_PARAMETER = re.compile(r"(\w+)(?::\s*\[\{([^}]*)\}\])?\s*(?:,|$)")
_NOT_CODE = re.compile(r"//[^\n]*|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`")


@dataclass(frozen=True)
class Write:
    """One file. `parameters`: name → keys of a row (empty for a plain value)."""

    file: Path
    title: str
    parameters: dict[str, frozenset[str]]
    columns: tuple[str, ...]
    text: str


@cache
def statement(name: str) -> str:
    """The Cypher of `writes/<noun>/<verb>.cypher` by `<noun>/<verb>`; `checks/…` and `reads/…` with that word in front.

    Raises:
        FragmentError: no such file, or its head says something that the Cypher does not.
    """
    return load_statement(name).text


@cache
def load_statement(name: str) -> Write:
    """The whole file, checked; see `statement`."""
    folder = cypher_folder() if name.startswith(("checks/", "reads/")) else cypher_folder() / "writes"
    file = folder / f"{name}.cypher"
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise FragmentError(file, "there is no such file") from None
    head = [line[2:].strip() for line in lines if line.startswith("//")]
    text = "\n".join(line for line in lines if not line.startswith("//")).strip()
    words = {word: line.partition(":")[2].strip() for line in head for word in [line.partition(":")[0]]}
    if not head or head[0].startswith(("parameters:", "columns:")):
        raise FragmentError(file, "the first line must be a comment that says what the statement does", 1)
    if "parameters" not in words:
        raise FragmentError(file, "the head has no line `// parameters: …` (or `none`)", 1)
    parameters = _parameters(words["parameters"])
    _check(file, text, parameters)
    columns = tuple(column.strip() for column in words.get("columns", "").split(",") if column.strip())
    return Write(file, head[0], parameters, columns, text)


def all_writes() -> list[str]:
    """The names of all files, sorted."""
    root = cypher_folder()
    writes = (root / "writes").glob("*/*.cypher")
    checks = (root / "checks").glob("*/*.cypher")
    return sorted(
        [file.relative_to(root / "writes").with_suffix("").as_posix() for file in writes]
        + [file.relative_to(root).with_suffix("").as_posix() for file in checks]
    )


@cache
def read_example(name: str) -> str | None:
    """The Cypher of `cypher/examples/<name>.cypher` without its title; None where there is no such file."""
    file = cypher_folder() / "examples" / f"{name}.cypher"
    return file.read_text(encoding="utf-8").split("\n", 1)[1].strip() if file.exists() else None


def _parameters(declared: str) -> dict[str, frozenset[str]]:
    if declared == "none":
        return {}
    return {
        match[1]: frozenset(key.strip() for key in (match[2] or "").split(",") if key.strip())
        for match in _PARAMETER.finditer(declared)
    }


def _check(file: Path, text: str, parameters: dict[str, frozenset[str]]) -> None:
    code = _NOT_CODE.sub("", text)
    used = frozenset[str](re.findall(r"\$(\w+)", code))
    if used != frozenset(parameters):
        odd = ", ".join(sorted(used ^ parameters.keys()))
        raise FragmentError(file, f"declared and used parameters differ in {odd}", 1)
    declared_keys = frozenset[str]().union(*parameters.values())
    used_keys = frozenset[str](re.findall(r"\brow\.(\w+)", code))
    if used_keys != declared_keys:
        odd = ", ".join(sorted(used_keys ^ declared_keys))
        raise FragmentError(file, f"declared and used keys of a row differ in {odd}", 1)


async def run_write(transaction: Transaction, name: str, **parameters: Any) -> list[dict[str, Any]]:
    """Runs a file inside a transaction; its rows by the columns that its head names."""
    write = load_statement(name)
    rows = await transaction.run(write.text, parameters)
    return [dict(zip(write.columns, row, strict=True)) for row in rows]

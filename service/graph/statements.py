"""Loads the statements under `cypher/statements` and `cypher/checks`: `<noun>/<verb>.cypher`, with a head.

    // What it does, in one line or more.
    // mode: read
    // parameters: videoId, rows: [{id, text}]
    // columns: id, name
    <Cypher>

`mode` is the access mode in which Neo4j runs the statement: `read` or `write`. `parameters` lists all parameters, or says
`none`; a list of maps is followed by the keys of a row, which the Cypher calls `row`. `columns` is there if the statement
returns rows. Each head is compared with its Cypher when the file is loaded.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from service.errors import FragmentError
from service.resources import cypher_folder

type Mode = Literal["read", "write"]

_PARAMETER = re.compile(r"(\w+)(?::\s*\[\{([^}]*)\}\])?\s*(?:,|$)")
_NOT_CODE = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`[^`]*`", re.DOTALL)
_WRITING = re.compile(
    r"(?<![.:$\w])(?:CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH)\b|\bdb\.create\w+", re.IGNORECASE
)
"""Clauses and procedures that change the graph. Keys (`row.set`), labels and parameters of these names are none."""


@dataclass(frozen=True)
class StatementFile:
    """One file. `parameters`: name → keys of a row (empty for a plain value)."""

    file: Path
    title: str
    mode: Mode
    parameters: dict[str, frozenset[str]]
    columns: tuple[str, ...]
    text: str


@cache
def statement(name: str) -> str:
    """Returns the Cypher of `cypher/statements/<noun>/<verb>.cypher`, by `<noun>/<verb>`; see `load_statement`."""
    return load_statement(name).text


@cache
def load_statement(name: str) -> StatementFile:
    """Returns a whole file, checked.

    Args:
        name: `<noun>/<verb>` under `cypher/statements`, or `checks/<noun>/<verb>`.

    Raises:
        FragmentError: there is no such file, or its head contradicts its Cypher.
    """
    folder = cypher_folder() if name.startswith("checks/") else cypher_folder() / "statements"
    file = folder / f"{name}.cypher"
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise FragmentError(file, "there is no such file") from None
    head = [line[2:].strip() for line in lines if line.startswith("//")]
    text = "\n".join(line for line in lines if not line.startswith("//")).strip()
    words = {word: line.partition(":")[2].strip() for line in head for word in [line.partition(":")[0]]}
    if not head or head[0].startswith(("mode:", "parameters:", "columns:")):
        raise FragmentError(file, "the first line must be a comment that says what the statement does", 1)
    if "parameters" not in words:
        raise FragmentError(file, "the head has no line `// parameters: …` (or `none`)", 1)
    parameters = _parameters(words["parameters"])
    code = _NOT_CODE.sub("", text)
    mode = _mode(file, code, words.get("mode"))
    _check_parameters(file, code, parameters)
    columns = tuple(column.strip() for column in words.get("columns", "").split(",") if column.strip())
    return StatementFile(file, head[0], mode, parameters, columns, text)


def all_statements() -> list[str]:
    """Returns the names of all files, sorted."""
    root = cypher_folder()
    return sorted(
        file.relative_to(folder).with_suffix("").as_posix()
        for folder, files in ((root / "statements", "*/*.cypher"), (root, "checks/*/*.cypher"))
        for file in folder.glob(files)
    )


@cache
def read_example(name: str) -> str | None:
    """Returns the Cypher of `cypher/examples/<name>.cypher` without its title; None if there is no such file."""
    file = cypher_folder() / "examples" / f"{name}.cypher"
    return file.read_text(encoding="utf-8").split("\n", 1)[1].strip() if file.exists() else None


def _mode(file: Path, code: str, declared: str | None) -> Mode:
    if declared not in ("read", "write"):
        raise FragmentError(file, "the head needs a line `// mode: read` or `// mode: write`", 1)
    found = _WRITING.search(code)
    if declared == "read" and found:
        raise FragmentError(file, f"the head says `mode: read`, but {found[0]} writes", 1)
    if declared == "write" and not found:
        raise FragmentError(file, "the head says `mode: write`, but no clause writes: say `mode: read`", 1)
    return declared


def _parameters(declared: str) -> dict[str, frozenset[str]]:
    if declared == "none":
        return {}
    return {
        match[1]: frozenset(key.strip() for key in (match[2] or "").split(",") if key.strip())
        for match in _PARAMETER.finditer(declared)
    }


def _check_parameters(file: Path, code: str, parameters: dict[str, frozenset[str]]) -> None:
    used = frozenset[str](re.findall(r"\$(\w+)", code))
    if used != frozenset(parameters):
        odd = ", ".join(sorted(used ^ parameters.keys()))
        raise FragmentError(file, f"declared and used parameters differ in {odd}", 1)
    declared_keys = frozenset[str]().union(*parameters.values())
    used_keys = frozenset[str](re.findall(r"\brow\.(\w+)", code))
    if used_keys != declared_keys:
        odd = ", ".join(sorted(used_keys ^ declared_keys))
        raise FragmentError(file, f"declared and used keys of a row differ in {odd}", 1)

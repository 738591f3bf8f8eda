"""No Cypher statement is in the Python code, except those that the driver and the composer build, and the frame of joined statements."""

import ast
import re
from pathlib import Path

SERVICE = Path(__file__).parents[3] / "service"
_STATEMENT = re.compile(
    r"^\s*(?:(?:OPTIONAL )?MATCH|MERGE|UNWIND|RETURN|DETACH DELETE|CALL) ?[\w($]|\bRETURN \w", re.MULTILINE
)
BUILDERS = ("graph/compose/", "graph/driver/", "embedded/", "graph/joined_statements.py")


def test_no_statement_is_outside_of_cypher_files() -> None:
    found: list[str] = []
    for file in SERVICE.rglob("*.py"):
        path = file.relative_to(SERVICE).as_posix()
        if path.startswith(BUILDERS):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and _STATEMENT.search(node.value)
            ):
                found.append(f"{path}:{node.lineno}")
    assert found == []

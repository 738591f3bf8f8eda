"""No Cypher statement is in the Python code, except those that the driver and the composer build, the frame of joined statements, and the script that is exported; and statements
read nodes that there are."""

import ast
import re
from pathlib import Path

from service.domain.model import read_model

SERVICE = Path(__file__).parents[3] / "service"
CYPHER = SERVICE.parent / "cypher"
_STATEMENT = re.compile(
    r"^\s*(?:(?:OPTIONAL )?MATCH|MERGE|UNWIND|RETURN|DETACH DELETE|CALL) ?[\w($]|\bRETURN \w", re.MULTILINE
)
_LABELS = re.compile(r"\(\w*:(\w+(?:[|:]\w+)*)")
BUILDERS = (
    "graph/compose/",
    "api/execution/field_example.py",
    "graph/driver/",
    "graph/statement_runner.py",
    "exports/cypher_script.py",
)


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


def test_every_label_of_a_file_is_in_the_data_dictionary() -> None:
    """Neo4j only warns of a label that no node has, and finds nothing."""
    known = read_model().nodes.keys()
    found = {
        (file.relative_to(CYPHER).as_posix(), label)
        for file in CYPHER.rglob("*.cypher")
        for labels in _LABELS.findall(re.sub(r"//.*", "", file.read_text(encoding="utf-8")))
        for label in re.split("[|:]", labels)
    }
    assert len(found) > 200
    assert [one for one in sorted(found) if one[1] not in known and not one[1].startswith("__Neo4j")] == []


def test_statements_of_the_benchmarks_exist() -> None:
    """No test runs the benchmarks, which use statements of the loader by name."""
    files = (SERVICE.parent / "benchmarks").rglob("*.py")
    named = {
        name
        for file in files
        for name in re.findall(r'(?:load_)?statement\("(\w+/\w+)"\)', file.read_text(encoding="utf-8"))
    }
    assert "video/write_properties" in named
    assert [name for name in sorted(named) if not (CYPHER / "statements" / f"{name}.cypher").exists()] == []

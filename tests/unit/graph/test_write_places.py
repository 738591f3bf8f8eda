"""Every change of the graph by a talk or a decision goes through `try_or_write` of `service/graph/write_transaction.py`, which writes the log of changes."""

import ast

from support.paths import ROOT

WRITES_NOTHING = {
    "service/curation/stored_decisions.py",  # `find_survivors` reads in a transaction
    "service/store/export/video.py",  # locks a video while it is read
}


def test_no_module_opens_a_transaction_that_writes_by_itself() -> None:
    found: set[str] = set()
    files = [
        file
        for room in ("curation", "store", "decisions")
        for file in (ROOT / "service" / room).rglob("*.py")
    ]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "write"
                and getattr(node.func.value, "id", "") == "database"
            ):
                found.add(file.relative_to(ROOT).as_posix())

    assert found == WRITES_NOTHING

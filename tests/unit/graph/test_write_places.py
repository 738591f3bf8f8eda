"""Every write of the ingest goes through the one function that writes the log of changes."""

import ast

from support.paths import ROOT

WRITES_NOTHING = {
    "service/curation/stored_decisions.py",  # `find_survivors` reads in a transaction
    "service/store/export/video.py",  # locks a video while it is read
}
THE_PLACE = "service/graph/dry_run.py"


def test_only_one_module_of_the_ingest_opens_transactions_that_write() -> None:
    found: set[str] = set()
    for file in (ROOT / "service" / "ingest").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "write"
                and getattr(node.func.value, "id", "") == "database"
            ):
                found.add(file.relative_to(ROOT).as_posix())

    assert found == {*WRITES_NOTHING, THE_PLACE}

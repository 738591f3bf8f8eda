"""Heads of the files under `cypher/statements` and `cypher/checks`: compared with the Cypher when a file is loaded."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.errors import FragmentError
from service.graph import statements
from service.graph.driver.database import Database
from service.graph.statement_runner import execute, execute_whole
from service.graph.statements import all_statements, load_statement, statement


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "statements" / "thing").mkdir(parents=True)
    monkeypatch.setattr(statements, "cypher_folder", lambda: tmp_path)
    load_statement.cache_clear()
    yield tmp_path / "statements" / "thing"
    load_statement.cache_clear()


def test_a_file_is_read_with_its_head(folder: Path) -> None:
    (folder / "add.cypher").write_text(
        "// Finds things.\n// mode: read\n// parameters: video, rows: [{id, text}]\n// columns: id, text\n"
        "MATCH (v {id: $video})\nUNWIND $rows AS row\nRETURN row.id AS id, row.text AS text // $not, row.not\n"
    )

    found = load_statement("thing/add")

    assert found.title == "Finds things."
    assert found.mode == "read"
    assert found.parameters == {"video": frozenset(), "rows": frozenset({"id", "text"})}
    assert found.columns == ("id", "text")
    assert found.text.startswith("MATCH (v {id: $video})\nUNWIND")
    assert all_statements() == ["thing/add"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("MATCH (n) RETURN n", "the first line must be a comment"),
        ("// parameters: none\nMATCH (n) RETURN n", "the first line must be a comment"),
        ("// mode: read\n// parameters: none\nMATCH (n) RETURN n", "the first line must be a comment"),
        (
            "// Finds.\n// parameters: none\nMATCH (n) RETURN n",
            "needs a line `// mode: read` or `// mode: write`",
        ),
        ("// Finds.\n// mode: both\n// parameters: none\nMATCH (n) RETURN n", "needs a line `// mode: read`"),
        ("// Finds.\nMATCH (n) RETURN n", "no line `// parameters: …`"),
        (
            "// Finds.\n// mode: read\n// parameters: none\nMATCH (n {id: $id}) RETURN n",
            "parameters differ in id",
        ),
        (
            "// Finds.\n// mode: read\n// parameters: id\nMATCH (n {id: '$id'}) RETURN n",
            "parameters differ in id",
        ),
        (
            "// Adds.\n// mode: read\n// parameters: rows: [{id}]\nUNWIND $rows AS row RETURN row.key",
            "row differ in id, key",
        ),
    ],
)
def test_a_head_that_is_not_true_is_refused(folder: Path, text: str, reason: str) -> None:
    (folder / "do.cypher").write_text(text)

    with pytest.raises(FragmentError, match=reason.replace("$", r"\$")) as caught:
        statement("thing/do")

    assert caught.value.file.endswith("statements/thing/do.cypher")


def test_a_file_that_is_not_there(folder: Path) -> None:
    with pytest.raises(FragmentError, match="there is no such file"):
        statement("thing/unknown")


@pytest.mark.parametrize(
    ("clause", "word"),
    [
        ("MERGE (n:Thing)", "MERGE"),
        ("CREATE (:Thing)", "CREATE"),
        ("MATCH (n) SET n.x = 1", "SET"),
        ("MATCH (n) REMOVE n.x", "REMOVE"),
        ("MATCH (n) DETACH DELETE n", "DELETE"),
        ("match (n) delete n", "delete"),
        ("MATCH (n) FOREACH (x IN [1] | DELETE n)", "FOREACH"),
        ("DROP INDEX things", "DROP"),
        ("CALL db.createLabel('Thing')", "db.createLabel"),
        ("CALL () { MERGE (n:Thing) RETURN n } RETURN n", "MERGE"),
    ],
)
def test_a_statement_that_writes_says_so(folder: Path, clause: str, word: str) -> None:
    (folder / "do.cypher").write_text(f"// Writes.\n// mode: write\n// parameters: none\n{clause}\n")
    (folder / "look.cypher").write_text(f"// Reads.\n// mode: read\n// parameters: none\n{clause}\n")

    assert load_statement("thing/do").mode == "write"
    with pytest.raises(FragmentError, match=f"the head says `mode: read`, but {word} writes"):
        load_statement("thing/look")


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n:Thing) RETURN n",
        "MATCH (n:Set)-[:CREATE]->() WHERE n.set = 'DELETE' AND n.`MERGE` > 1 RETURN n.delete // SET",
        "MATCH (n) WHERE true /* REMOVE */ RETURN n",
        "UNWIND $delete AS one RETURN one",
        "SHOW INDEXES YIELD name RETURN name",
    ],
)
def test_a_statement_that_only_reads_says_so(folder: Path, text: str) -> None:
    parameters = "delete" if "$delete" in text else "none"
    (folder / "find.cypher").write_text(f"// Reads.\n// mode: read\n// parameters: {parameters}\n{text}\n")
    (folder / "do.cypher").write_text(f"// Writes.\n// mode: write\n// parameters: {parameters}\n{text}\n")

    assert load_statement("thing/find").mode == "read"
    with pytest.raises(FragmentError, match="the head says `mode: write`, but no clause writes"):
        load_statement("thing/do")


class RecordingDatabase(Database):
    """Notes how a statement is run, without a server."""

    def __init__(self) -> None:
        self.calls: list[tuple[object, ...]] = []

    async def read(
        self,
        statement: str,
        parameters: Any = None,
        *,
        name: str,
        timeout: float | None = None,
        queued: bool = True,
    ) -> list[list[Any]]:
        self.calls.append(("read", statement, parameters, name, timeout))
        return [["a", 1]]

    async def run(
        self, statement: str, parameters: Any = None, *, name: str, access: str = "write"
    ) -> list[list[Any]]:
        self.calls.append(("run", statement, parameters, name, access))
        return [["a", 1]]


@pytest.mark.anyio
async def test_the_access_mode_is_that_of_the_head(folder: Path) -> None:
    head = "// parameters: id\n// columns: id, count\n"
    read, write = (
        "MATCH (n {id: $id}) RETURN n.id AS id, 1 AS count",
        "MERGE (n {id: $id}) RETURN n.id AS id, 1 AS count",
    )
    (folder / "find.cypher").write_text(f"// Finds.\n// mode: read\n{head}{read}\n")
    (folder / "add.cypher").write_text(f"// Adds.\n// mode: write\n{head}{write}\n")
    database = RecordingDatabase()

    await execute(database, "thing/find", {"id": "a"}, label="l", timeout=3.0)
    await execute(database, "thing/find", {"id": "a"}, label="l", unlimited=True)
    await execute(database, "thing/add", {"id": "a"}, label="l")
    rows = await execute_whole(database, "thing/find", label="l", id="a")

    assert database.calls == [
        ("read", read, {"id": "a"}, "l", 3.0),
        ("run", read, {"id": "a"}, "l", "read"),
        ("run", write, {"id": "a"}, "l", "write"),
        ("run", read, {"id": "a"}, "l", "read"),
    ]
    assert rows == [{"id": "a", "count": 1}]

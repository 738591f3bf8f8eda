"""Heads of the files under `cypher/writes`: checked against the Cypher when a file is read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.errors import FragmentError
from service.graph import statements
from service.graph.statements import all_writes, load_statement, statement


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    (tmp_path / "writes" / "thing").mkdir(parents=True)
    monkeypatch.setattr(statements, "cypher_folder", lambda: tmp_path)
    load_statement.cache_clear()
    yield tmp_path / "writes" / "thing"
    load_statement.cache_clear()


def test_a_file_is_read_with_its_head(folder: Path) -> None:
    (folder / "add.cypher").write_text(
        "// Adds things.\n// parameters: video, rows: [{id, text}]\n// columns: id, text\n"
        "MATCH (v {id: $video})\nUNWIND $rows AS row\nRETURN row.id AS id, row.text AS text // $not, row.not\n"
    )

    write = load_statement("thing/add")

    assert write.title == "Adds things."
    assert write.parameters == {"video": frozenset(), "rows": frozenset({"id", "text"})}
    assert write.columns == ("id", "text")
    assert write.text.startswith("MATCH (v {id: $video})\nUNWIND")
    assert all_writes() == ["thing/add"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("MATCH (n) RETURN n", "the first line must be a comment"),
        ("// parameters: none\nMATCH (n) RETURN n", "the first line must be a comment"),
        ("// Finds.\nMATCH (n) RETURN n", "no line `// parameters: …`"),
        ("// Finds.\n// parameters: none\nMATCH (n {id: $id}) RETURN n", "parameters differ in id"),
        ("// Finds.\n// parameters: id\nMATCH (n {id: '$id'}) RETURN n", "parameters differ in id"),
        (
            "// Adds.\n// parameters: rows: [{id}]\nUNWIND $rows AS row RETURN row.key",
            "row differ in id, key",
        ),
    ],
)
def test_a_head_that_is_not_true_is_refused(folder: Path, text: str, reason: str) -> None:
    (folder / "do.cypher").write_text(text)

    with pytest.raises(FragmentError, match=reason.replace("$", r"\$")) as caught:
        statement("thing/do")

    assert caught.value.file.endswith("writes/thing/do.cypher")


def test_a_file_that_is_not_there(folder: Path) -> None:
    with pytest.raises(FragmentError, match="there is no such file"):
        statement("thing/unknown")

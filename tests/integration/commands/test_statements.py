"""`reject`, `add`, `update`, `describe` and `undo`, run as a person or a program would."""

from pathlib import Path

import pytest

from service.domain.document import document_text
from support import backend
from support.command_runner import answer, empty_server, graph_variables, lines, run
from support.talks import talk

TALK = talk(
    "talk-one",
    ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"),
    ("COMPANY", "Acme", "CREATED", "PRODUCT", "Loom"),
)


@pytest.fixture(autouse=True)
def environment(neo4j_server: backend.Neo4jServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty graph that the commands find."""
    empty_server(neo4j_server)
    for name, value in graph_variables(neo4j_server, tmp_path / "home").items():
        monkeypatch.setenv(name, value)


def test_corrections_of_a_talk_are_made_listed_and_undone(tmp_path: Path) -> None:
    file = tmp_path / "talk-one.json"
    file.write_text(document_text(TALK))
    answer("ingest", str(file), "--json")
    added = answer(
        "add", "talk-one", "ada-lovelace", "uses", "Analytical Engine", "Ada Lovelace and Acme", "--target-kind", "product",
        "--by", "Ada", "--reason", "Said so.", "--json",
    )["added"]  # fmt: skip
    assert added["detail"] == "Ada Lovelace USES Analytical Engine: “Ada Lovelace and Acme”"

    assert lines("reject", added["evidence"], "--dry-run") == [
        "would reject  Ada Lovelace USES Analytical Engine: “Ada Lovelace and Acme”",
        "        in Talk talk-one; the connection has no quote, so it went",
    ]
    said = lines("update", "talk-one", "--title", "On engines", "--published-on", "2024-01-31")
    assert said[0] == "updated  On engines (title, publishedOn)"
    assert lines("describe", "acme-company", "--description", "A firm.", "--alias", "AG", "--by", "Ada") == [
        "corrected  Acme, description: A firm.",
        "corrected  Acme, alias: AG",
    ]

    decided = answer("decisions", "--json")["decisions"]
    assert [(one["decision"], one["detail"], one["by"] == "Ada") for one in decided] == [
        ("alias", "AG", True),
        ("description", "A firm.", True),
        ("update talk", "title: On engines; date: 2024-01-31", False),
        ("add statement", added["detail"], True),
    ]
    told = lines("decisions")
    assert told[-2].startswith(f"added      {added['detail']}, in On engines, ")
    assert told[-2].endswith(", by Ada: Said so.")
    assert told[-1] == f"           videograph undo {added['decision']}"
    assert [one["takeBack"] for one in decided] == [f"videograph undo {one['id']}" for one in decided]

    for one in reversed(decided):
        assert lines(*one["takeBack"].split()[1:])[0] == f"undone  {one['decision']} {one['detail']}"
    assert answer("decisions", "--json")["decisions"] == []
    assert run("undo", decided[0]["id"]).exit_code == 1
    assert run("reject", added["evidence"]).exit_code == 1
    assert run("update", "talk-one", "--speaker", "Ada").exit_code == 2
    assert run("update", "talk-one", "--clear", "title").exit_code == 2


def test_a_deleted_talk_is_listed_and_brought_back(tmp_path: Path) -> None:
    file = tmp_path / "talk-one.json"
    file.write_text(document_text(TALK))
    answer("ingest", str(file), "--json")
    deleted = answer("delete", "talk-one", "--json")

    first, command = lines("decisions")
    assert first.startswith("deleted    Talk talk-one, ")
    assert command == f"           videograph undo {deleted['decision']}"
    assert lines("undo", deleted["decision"]) == ["undone  delete talk Talk talk-one"]
    assert lines("decisions") == [
        "There are no decisions: `videograph duplicates` lists possible duplicates."
    ]
    again = lines("ingest", str(file))
    assert again[0] == "0 imported, 0 changed, 1 unchanged, 0 failed"

    lines("delete", "talk-one")
    answer("ingest", str(file), "--json")
    assert lines("decisions")[1] == "           it was imported again"

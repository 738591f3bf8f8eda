"""The list of relationship types in .cypher files follows from cypher/model.toml."""

import re
import shutil
from pathlib import Path

import pytest

from scripts.relationship_types import ROOT, main, stale_files, with_all_types

TYPES = ["MADE", "OWNS", "LIKES", "RELATED_TO", "MENTIONED_WITH"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of cypher/ whose model has one type more."""
    copy = tmp_path / "cypher"
    shutil.copytree(ROOT / "cypher", copy)
    model = (copy / "model.toml").read_text()
    new = '[relationships.TEACHES]\nmeaning = "Teaches somebody."\nfrom = ["Person"]\nto = ["Person"]\n\n'
    (copy / "model.toml").write_text(
        model.replace("[relationships.RELATED_TO]", new + "[relationships.RELATED_TO]")
    )
    return copy


def test_the_files_are_fresh() -> None:
    assert list(stale_files(ROOT / "cypher")) == []


def test_a_new_type_arrives_in_every_file_that_lists_all(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [file for file in folder.rglob("*.cypher") if "migrations" not in file.parts]
    before = {file: file.read_text() for file in files}
    listing = [file for file, text in before.items() if "|INFLUENCED|RELATED_TO" in text]
    assert len(listing) > 15

    assert main(["--check", str(folder)]) == 1
    refused = capsys.readouterr().out
    assert {file: file.read_text() for file in files} == before
    assert main([str(folder)]) == 0

    for file in files:
        expected = before[file].replace("|INFLUENCED|RELATED_TO", "|INFLUENCED|TEACHES|RELATED_TO")
        assert file.read_text() == expected, file
        assert (str(file) in refused) == (file in listing)
    assert main(["--check", str(folder)]) == 0


def test_a_released_migration_stays(folder: Path) -> None:
    main([str(folder)])

    for file in (ROOT / "cypher" / "migrations").glob("*.cypher"):
        assert (folder / "migrations" / file.name).read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(a)-[r:OWNS|MADE|RELATED_TO]-(b)", "(a)-[r:MADE|OWNS|LIKES|RELATED_TO]-(b)"),
        (
            "(a)-[:MADE|RELATED_TO|MENTIONED_WITH*1..4]-()",
            "(a)-[:MADE|OWNS|LIKES|RELATED_TO|MENTIONED_WITH*1..4]-()",
        ),
        ("(a)-[:MADE|OLD|RELATED_TO {id: 1}]-()", "(a)-[:MADE|OWNS|LIKES|RELATED_TO {id: 1}]-()"),
        ("(a)-[:MADE|RELATED_TO]->()", "(a)-[:MADE|RELATED_TO]->()"),
        ("(a)-[:MADE|OWNS|LIKES]->()", "(a)-[:MADE|OWNS|LIKES]->()"),
        ("[:HAS_SECTION|HAS_BULLET*0..2]", "[:HAS_SECTION|HAS_BULLET*0..2]"),
    ],
)
def test_only_a_list_of_all_types_is_completed(text: str, expected: str) -> None:
    assert with_all_types(text, TYPES) == expected


def test_fmt_writes_and_lint_checks() -> None:
    fmt = re.search(r"^fmt:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert fmt is not None
    assert "scripts/relationship_types.py" in fmt[1]
    assert "scripts/relationship_types.py --check" in (ROOT / "scripts" / "lint").read_text()

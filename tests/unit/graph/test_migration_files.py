"""Migration files: their names, their statements, and that each changes the schema or data, never both."""

from pathlib import Path

import pytest

from service.domain.model import read_model
from service.errors import MigrationError
from service.graph.migrations import read_migrations, split_statements


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.cypher").write_text(text)
    return folder


def test_statements_end_at_a_semicolon_outside_of_strings_names_and_comments() -> None:
    text = """
        // one; still one
        CREATE (a {text: 'x; y', more: "it''s; \\"z\\""}); /* two; */
        MATCH (`b;`) RETURN 1 / 2 // end
        ;
        ;
    """
    assert split_statements(text) == [
        "CREATE (a {text: 'x; y', more: \"it''s; \\\"z\\\"\"})",
        "MATCH (`b;`) RETURN 1 / 2",
    ]


def test_a_checksum_is_over_the_statements_only(tmp_path: Path) -> None:
    (first,) = read_migrations(write(tmp_path, V0001__Add_things="// old\nCREATE (:A);"))
    (second,) = read_migrations(write(tmp_path, V0001__Add_things="// new\n\n  CREATE (:A) ;\n"))
    (third,) = read_migrations(write(tmp_path, V0001__Add_things="CREATE (:B);"))

    assert first == second
    assert (first.version, first.description, first.source) == (
        "0001",
        "Add things",
        "V0001__Add_things.cypher",
    )
    assert first.checksum != third.checksum


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"V0002__Two": "CREATE (:A)"},
            "V0002__Two.cypher: the next migration must be V0001__What_it_does.cypher",
        ),
        ({"V0001__One": "CREATE (:A)", "V0003__Three": "CREATE (:A)"}, "the next migration must be V0002__"),
        ({"V1__One": "CREATE (:A)"}, "the next migration must be V0001__"),
        ({"V0001__One": "// nothing"}, "not both or none"),
        ({"V0001__One": "CREATE (:A); CREATE INDEX a IF NOT EXISTS FOR (a:A) ON (a.b);"}, "not both or none"),
    ],
)
def test_files_that_do_not_fit_are_refused(tmp_path: Path, files: dict[str, str], message: str) -> None:
    with pytest.raises(MigrationError, match=message):
        read_migrations(write(tmp_path, **files))


def test_the_baseline_names_every_key_and_can_run_twice() -> None:
    [baseline] = read_migrations()

    assert baseline.source == "V0001__Create_schema.cypher"
    assert [text for text in baseline.statements if " IF NOT EXISTS" not in text] == []
    for label, key in read_model().keys.items():
        assert any(f":{label})" in text and f".{key} IS UNIQUE" in text for text in baseline.statements), (
            label
        )

"""Migration files: their names, their statements, and that each changes the schema or data, never both."""

import re
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


def test_our_own_name_every_key_and_can_run_twice() -> None:
    migrations = read_migrations()
    statements = [text for migration in migrations for text in migration.statements]

    assert [migration.source for migration in migrations] == [
        "V0001__Create_constraints.cypher",
        "V0002__Create_indexes.cypher",
        "V0003__Index_search_text.cypher",
        "V0004__Add_search_text.cypher",
        "V0005__Match_names.cypher",
        "V0006__Index_sort_keys.cypher",
        "V0007__Add_sort_keys.cypher",
        "V0008__Add_search_forms_of_prose.cypher",
        "V0009__Search_prose_without_accents.cypher",
        "V0010__Index_sources.cypher",
        "V0011__Fold_letters_in_search_forms.cypher",
        "V0012__Keep_decisions_on_names.cypher",
        "V0013__Index_sureness_of_evidence.cypher",
        "V0014__Add_sureness_of_evidence.cypher",
        "V0015__Count_evidence_of_the_past.cypher",
        "V0016__Index_channel_names.cypher",
        "V0017__Index_dates_of_evidence.cypher",
        "V0018__Add_dates_of_evidence.cypher",
        "V0019__Keep_corrections.cypher",
        "V0020__Keep_API_keys.cypher",
        "V0021__Keep_changes.cypher",
        "V0022__Keep_requests_and_undone_decisions.cypher",
        "V0023__Keep_uploads.cypher",
        "V0024__Keep_corrections_of_talks.cypher",
        "V0025__Keep_jobs.cypher",
        "V0026__Keep_webhooks.cypher",
        "V0027__Find_decisions_by_id.cypher",
        "V0028__Keep_what_is_past.cypher",
        "V0029__Order_keys_and_webhooks.cypher",
    ]
    # What is there is not made again, what is gone is not dropped, what has its form keeps it.
    again = re.compile(
        r" IF (?:NOT )?EXISTS| IS NULL\n(?:WITH [^\n]+\n)?(?:CALL \([\w, ]+\) \{\n  (?:OPTIONAL MATCH [^\n]+\n  )?)?SET |=~ '.*'\nSET (?:segment\.searchText|part\[key\]) = "
    )
    assert [text for text in statements if not again.search(text)] == []
    for label, key in read_model().keys.items():
        assert any(f":{label})" in text and f".{key} IS UNIQUE" in text for text in statements), label

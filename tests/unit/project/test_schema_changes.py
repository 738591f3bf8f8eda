"""Breaking changes of the schema: found, but for what was deprecated in the last release."""

import pytest

from scripts.schema_changes import breaking_changes
from support.paths import ROOT

BEFORE = """
type Query { talk(id: ID!, old: Int): Talk kept: Int gone: Int @deprecated(reason: "Use kept.") }
type Talk { title: String! }
enum Kind { ONE TWO @deprecated(reason: "There is one.") }
input Where { kind: Kind past: Boolean @deprecated }
"""


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        ("kept: Int", "kept: Int more: Int", []),
        (' gone: Int @deprecated(reason: "Use kept.")', "", []),
        (' TWO @deprecated(reason: "There is one.")', "", []),
        (" past: Boolean @deprecated", "", []),
        (" kept: Int", "", ["Field Query.kept was removed."]),
        ("ONE", "", ["Enum value Kind.ONE was removed."]),
        ("title: String!", "title: String", ["Field Talk.title changed type from String! to String."]),
        (", old: Int", ", old: Int!", ["Argument Query.talk(old:) has changed type from Int to Int!."]),
    ],
)
def test_a_change_is_refused_unless_it_was_announced(old: str, new: str, faults: list[str]) -> None:
    assert BEFORE.count(old) == 1
    assert breaking_changes(BEFORE, BEFORE.replace(old, new)) == faults


def test_the_schema_is_compatible_with_itself() -> None:
    text = (ROOT / "docs/schema.graphql").read_text("utf-8")
    assert breaking_changes(text, text) == []

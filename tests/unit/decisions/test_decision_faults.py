"""Decisions that a document from outside carries: on its own names only, made by now; and what its content hash is over."""

from typing import Any

import pytest
from pydantic import ValidationError

from service.domain.decision_records import Decisions, DecisionsFile, decisions_text
from service.domain.document import VideoDocument
from service.domain.document_types import ExportInfo
from service.domain.identity import content_hash
from service.errors import InvalidInput
from service.store.check import require_borne_out
from support.talks import talk

ONE = talk("one", ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Loom"))
AT = "2025-11-29T10:15:00Z"
NAME = {
    "key": "PRODUCT:loom",
    "entityId": "entity:ab",
    "kind": "CONCEPT",
    "slug": "loom-product",
    "name": "Loom",
    "decidedAt": AT,
}
RENAMED = {"id": "entity:ab", "name": "Jacquard Loom", "decidedAt": AT}
MERGED = {
    "id": "entity:cd",
    "decisionId": "decision:ef",
    "slug": "wheel-product",
    "name": "Wheel",
    "kind": "PRODUCT",
    "entityId": "entity:ab",
    "mergedAt": AT,
}
UNDONE = {
    "id": "decision:ab",
    "sort": "UPDATE_VIDEO",
    "decidedAt": AT,
    "ends": ["video:other"],
    "undoneAt": AT,
}
PAIR = {"decisionId": "decision:01", "one": "entity:ab", "other": "entity:cd", "decidedAt": AT}


def deciding(**decisions: Any) -> VideoDocument:
    return ONE.model_copy(update={"decisions": Decisions.model_validate(decisions)})


def test_a_document_may_decide_on_its_own_names() -> None:
    new_name = NAME | {"key": "CONCEPT:jacquardloom", "name": "Loom"}
    require_borne_out(
        deciding(names=[NAME | {"formerId": "entity:cd"}, new_name], renamed=[RENAMED], merged=[MERGED])
    )


@pytest.mark.parametrize(
    ("decisions", "message"),
    [
        ({"names": [NAME, NAME | {"key": "PRODUCT:wheel"}]}, r"decisions\.names\[1\]\.key: 'Loom' is decided by the name 'PRODUCT:wheel'"),
        ({"names": [NAME], "merged": [MERGED]}, r"decisions\.merged\[0\]\.id: 'Wheel' was merged"),
        ({"names": [NAME], "renamed": [RENAMED | {"id": "entity:ef"}]}, r"decisions\.renamed\[0\]\.id: entity:ef is shown as"),
        ({"names": [NAME], "pairs": [PAIR]}, r"decisions\.pairs\[0\]: entity:ab and entity:cd are a pair"),
        ({"undone": [UNDONE]}, r"decisions\.undone\[0\]\.ends: decision:ab was not about this talk"),
        ({"undone": [UNDONE | {"ends": ["video:one"], "undoneAt": "2999-01-01T00:00:00Z"}]}, r"decisions\.undone\[0\]\.undoneAt: 2999-01-01T00:00:00Z is in the future"),
        ({"names": [NAME | {"decidedAt": "2999-01-01T00:00:00Z"}]}, r"decisions\.names\[0\]\.decidedAt: 2999-01-01T00:00:00Z is in the future"),
    ],
)  # fmt: skip
def test_what_a_document_may_not_decide(decisions: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInput, match=f"^{message}"):
        require_borne_out(deciding(**decisions))


def test_a_moment_is_one() -> None:
    with pytest.raises(
        ValidationError, match="'yesterday' is no ISO 8601 moment such as 2026-11-29T10:15:00Z"
    ):
        Decisions.model_validate({"names": [NAME | {"decidedAt": "yesterday"}]})


def test_a_file_of_decisions_is_read_as_it_was_written() -> None:
    file = DecisionsFile.model_validate(
        {"names": [NAME], "merged": [MERGED], "renamed": [RENAMED], "pairs": [PAIR], "undone": [UNDONE]}
    )

    assert DecisionsFile.model_validate_json(decisions_text(file)) == file
    assert file.count() == 5


def test_the_content_hash_is_over_what_is_said() -> None:
    """What is as by default, the decisions of a graph and where it was exported from say nothing of the talk."""
    origin = ExportInfo(hash="a", content_hash="b")
    given = VideoDocument.model_validate(ONE.model_dump() | {"summary": None, "chapters": []})

    assert content_hash(given) == content_hash(ONE)
    assert content_hash(deciding(names=[NAME])) == content_hash(ONE)
    assert content_hash(ONE.model_copy(update={"export": origin})) == content_hash(ONE)
    assert content_hash(ONE.model_copy(update={"summary": "Said."})) != content_hash(ONE)

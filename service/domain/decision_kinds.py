"""The kinds of decisions: their names in the graph and in the API, and their words on the command line.

Apart from `decision_records.py`, which needs pydantic: `videograph --help` does not wait for it."""

from typing import Literal, cast

EntityCorrectionKind = Literal["RENAME", "KIND", "DROP", "DETACH", "DESCRIPTION", "URL", "WIKIDATA", "ALIAS"]
VideoCorrectionKind = Literal["REJECT_EVIDENCE", "ADD_STATEMENT", "UPDATE_VIDEO"]
VideoDecisionKind = Literal[VideoCorrectionKind, "EXTRACT_AGAIN", "DELETE_VIDEO"]
DecisionKind = Literal["MERGE", "SEPARATE", "KEEP_BOTH", EntityCorrectionKind, VideoDecisionKind]

DecisionWord = Literal[
    "one", "two", "both stay",
    "rename", "kind", "drop", "detach", "description", "url", "wikidata", "alias",
    "reject evidence", "add statement", "update talk", "extract again", "delete talk",
]  # fmt: skip
"""Words for the kinds, in their order."""
_OWN: dict[str, DecisionWord] = {
    "MERGE": "one",
    "SEPARATE": "two",
    "KEEP_BOTH": "both stay",
    "UPDATE_VIDEO": "update talk",
    "DELETE_VIDEO": "delete talk",
}


def decision_word(kind: str) -> DecisionWord:
    """Returns the word for a kind of decision."""
    return _OWN.get(kind) or cast("DecisionWord", kind.lower().replace("_", " "))

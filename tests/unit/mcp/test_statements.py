"""Statements and moments as entries: what each speaker of a quote says."""

from types import SimpleNamespace
from typing import Any, cast

from service.mcp.api import Api
from service.mcp.statements import moment, statement

API = cast("Api", SimpleNamespace(pages="https://talks.example"))
TALK = {"slug": "talk", "title": "A talk", "publishedOn": "2026-03-04"}
ANN = {"words": "What is it?", "startSeconds": 4.0, "speaker": {"label": "A", "person": {"name": "Ann"}}}
BO = {"words": "It is C.", "startSeconds": 9.5, "speaker": {"label": "Bo", "person": None}}
NOBODY = {"words": "Oh.", "startSeconds": 12.0, "speaker": None}


def evidence(*turns: dict[str, Any]) -> dict[str, Any]:
    quote = " ".join(turn["words"] for turn in turns)
    more = {"id": "evidence:1", "past": False, "url": None, "video": TALK}
    return {"quote": quote, "startSeconds": turns[0]["startSeconds"], "turns": turns, **more}


def test_a_quote_of_several_speakers_names_each_with_the_own_words() -> None:
    entry = statement(API, evidence(ANN, BO, NOBODY), {"slug": "bo"}, "USES", {"slug": "c"})

    assert entry.text == (
        '- bo USES c, 4 s, "Ann": "What is it?" "Bo": "It is C." unknown speaker: "Oh." '
        "https://talks.example/videos/talk?t=4 evidence:1"
    )
    assert "speaker" not in entry.value
    assert (entry.value["quote"], entry.value["turns"]) == (
        "What is it? It is C. Oh.",
        [
            {"speaker": "Ann", "quote": "What is it?", "second": 4},
            {"speaker": "Bo", "quote": "It is C.", "second": 9.5},
            {"quote": "Oh.", "second": 12},
        ],
    )


def test_a_quote_of_one_speaker_is_theirs() -> None:
    entry = moment(API, evidence(BO), "It is C.")

    assert entry.text == '- 9.5 s, "Bo": "It is C." https://talks.example/videos/talk?t=9'
    assert entry.value == {
        "quote": "It is C.",
        "speaker": "Bo",
        "second": 9.5,
        "link": "https://talks.example/videos/talk?t=9",
        "talk": "talk",
    }

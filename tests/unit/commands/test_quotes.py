"""`quote`: how a place is printed, from this machine's graph or a distant one."""

import asyncio
from dataclasses import replace
from typing import Any, cast

import pytest

from service.actions.quotes import QuoteCheck, QuotePlace, QuoteTurn, VerifyQuote
from service.commands.remote import reads
from support.command_runner import run
from support.fake_actions import FakeActions

ANN = QuoteTurn("What is it?", 65.0, "speaker:talk#A", "entity:1", "Ann")
BO = QuoteTurn("It is C.", 70.0, "speaker:talk#Bo", None, "Bo")
NOBODY = QuoteTurn("Oh.", 75.0)
PLACE = QuotePlace(
    status="VERBATIM", quote="What is it? It is C. Oh.", differences=(), likeness=1.0, video="video:talk", slug="talk", title="A talk",
    published="2026-03-04", segments=("segment:talk#0",), start_seconds=65.0, end_seconds=80.0, url=None, speaker=None, person=None, name=None,
    turns=(ANN, BO, NOBODY), permalink="/quote?video=talk",
)  # fmt: skip
ALONE = replace(PLACE, quote="It is C.", speaker=BO.speaker, name=BO.name, turns=(BO,))


def test_each_speaker_of_a_quote_is_printed_with_the_own_words(actions: FakeActions) -> None:
    actions.reports = {"verify_quote": QuoteCheck("VERBATIM", "", (PLACE, ALONE))}

    assert run("quote", "verify", "words").stdout == (
        "VERBATIM\n\n"
        "Ann: “What is it?”\nBo: “It is C.”\nUnknown speaker: “Oh.”\n  — A talk, 2026-03-04, 1:05\n\n"
        "“It is C.”\n  — Bo, A talk, 2026-03-04, 1:05\n"
    )


def test_a_distant_place_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def speaker(turn: QuoteTurn) -> Any:
        person = turn.person and {"id": turn.person, "name": turn.name}
        return turn.speaker and {"id": turn.speaker, "label": turn.name, "person": person}

    def node(place: QuotePlace) -> dict[str, Any]:
        turns = [
            {"words": one.words, "startSeconds": one.start_seconds, "speaker": speaker(one)}
            for one in place.turns
        ]
        return {
            "status": place.status, "quote": place.quote, "differences": [], "likeness": 1.0, "startSeconds": 65.0, "endSeconds": 80.0, "url": None,
            "permalink": place.permalink, "segments": [{"id": "segment:talk#0"}], "turns": turns,
            "video": {"id": "video:talk", "slug": "talk", "title": "A talk", "publishedOn": "2026-03-04"},
        }  # fmt: skip

    async def answer(*_: object) -> dict[str, Any]:
        return {
            "verifyQuote": {
                "status": "VERBATIM",
                "text": "",
                "places": [node(PLACE), node(ALONE)],
                "elsewhere": [],
            }
        }

    monkeypatch.setattr(reads, "ask", answer)
    found = asyncio.run(reads.verify_quote(cast("Any", None), VerifyQuote("words")))

    assert found.places == (PLACE, ALONE)

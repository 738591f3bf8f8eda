"""Quotes are verified over all talks: the words, who says them, where, and what was changed."""

from typing import Any

import pytest

from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from support.seed import ANN, ZOE

pytestmark = pytest.mark.anyio

CHECK = """query ($text: String!, $video: VideoLookup, $speaker: EntityLookup, $first: Int = 5) {
  verifyQuote(text: $text, video: $video, speaker: $speaker, first: $first) {
    status
    text
    places { ...Place }
    elsewhere { ...Place }
  }
}
fragment Place on QuotePlace {
  status quote likeness startSeconds endSeconds url
  differences { kind said quoted }
  video { slug }
  speaker { label person { name } }
  turns { words startSeconds speaker { label person { name } } }
  permalink
  segments { index }
}"""


@pytest.fixture
def engine(seed_database: Database) -> Engine:
    return Engine(seed_database)


async def check(engine: Engine, text: str, **variables: Any) -> dict[str, Any]:
    response = await engine.execute(CHECK, {"text": text, **variables})
    assert "errors" not in response, response
    return response["data"]["verifyQuote"]


async def test_words_of_two_speakers_are_of_neither_alone(engine: Engine) -> None:
    assert await check(engine, "“founded CAFE LUMIERE, um, in 1999: with Bo Diaz”") == {
        "status": "VERBATIM",
        "text": "“founded CAFE LUMIERE, um, in 1999: with Bo Diaz”",
        "places": [
            {
                "status": "VERBATIM",
                "quote": "founded Café Lumière in 1999 with Bo Diaz",
                "likeness": 1.0,
                "startSeconds": 10.0,
                "endSeconds": 30.0,
                "url": "https://video.example/watch?v=workshop&t=10s",
                "differences": [],
                "video": {"slug": "seed-workshop"},
                "speaker": None,
                "turns": [
                    {
                        "words": "founded Café Lumière in 1999 with",
                        "startSeconds": 10.0,
                        "speaker": {"label": "Zoë", "person": {"name": "Zoë Łukasz"}},
                    },
                    {
                        "words": "Bo Diaz",
                        "startSeconds": 20.0,
                        "speaker": {"label": "Guest", "person": None},
                    },
                ],
                "permalink": "/quote?video=seed-workshop&t=10&speaker=Zo%C3%AB+%C5%81ukasz&speaker=Guest"
                "&text=founded+Caf%C3%A9+Lumi%C3%A8re+in+1999+with+Bo+Diaz",
                "segments": [{"index": 1}, {"index": 2}],
            }
        ],
        "elsewhere": [],
    }


async def test_words_over_two_segments_of_a_speaker_are_one_turn(engine: Engine) -> None:
    found = await check(engine, "says Zoë Łukasz. “I founded Cafe”")

    [place] = found["places"]
    zoe = {"label": "Zoë", "person": {"name": "Zoë Łukasz"}}
    assert (found["status"], place["speaker"]) == ("VERBATIM", zoe)
    assert place["turns"] == [
        {"words": "says Zoë Łukasz. I founded Café", "startSeconds": 0.0, "speaker": zoe}
    ]


async def test_a_changed_number_is_told_with_the_words_as_they_were_said(engine: Engine) -> None:
    found = await check(engine, "I founded Café Lumière in 1998")

    assert found["status"] == "ALTERED"
    assert found["places"][0]["quote"] == "I founded Café Lumière in 1999"
    assert found["places"][0]["differences"] == [{"kind": "CHANGED", "said": "1999", "quoted": "1998"}]


@pytest.mark.parametrize("text", ["Nobody in this room ever said such a sentence", "not on of"])
async def test_what_nobody_said_is_absent(engine: Engine, text: str) -> None:
    found = await check(engine, text)

    assert (found["status"], found["places"], found["elsewhere"]) == ("ABSENT", [], [])


async def test_words_of_others_are_elsewhere(engine: Engine) -> None:
    asked = "I founded Café Lumière in 1999"
    told: list[Any] = []
    for conditions in (
        {"video": {"slug": "seed-workshop"}, "speaker": {"name": "zoe lukasz"}},
        {"speaker": {"id": ZOE}},
        {"speaker": {"id": ANN}},
        {"speaker": {"name": "Guest"}},
        {"video": {"id": "video:seed-bare"}},
    ):
        found = await check(engine, asked, **conditions)
        told.append(
            (
                found["status"],
                *([one["video"]["slug"] for one in found[key]] for key in ("places", "elsewhere")),
            )
        )

    here, nowhere = ("VERBATIM", ["seed-workshop"], []), ("ABSENT", [], ["seed-workshop"])
    assert told == [here, here, nowhere, nowhere, nowhere]


async def test_a_speaker_without_a_known_person_is_named_by_label(engine: Engine) -> None:
    found = await check(engine, "engine competes with llama", speaker={"name": "guest"})

    assert found["status"] == "VERBATIM"
    assert found["places"][0]["speaker"] == {"label": "Guest", "person": None}


@pytest.mark.parametrize(
    ("variables", "code", "message"),
    [
        ({"text": " … "}, "BAD_USER_INPUT", "`text` has no words: give the quoted words."),
        (
            {"text": "a " * 5001},
            "BAD_USER_INPUT",
            "`text` has 10002 characters: at most 10000 are allowed.",
        ),
        (
            {"text": "words", "video": {"slug": "none"}},
            "NOT_FOUND",
            "There is no talk 'none': `videos` lists them.",
        ),
        ({"text": "words", "first": 21}, "BAD_USER_INPUT", "`first` is 21: at most 20 fit a page. Go on with `after`."),
    ],
)  # fmt: skip
async def test_faults_say_what_to_do(
    engine: Engine, variables: dict[str, Any], code: str, message: str
) -> None:
    response = await engine.execute(CHECK, variables)

    [error] = response["errors"]
    assert (error["extensions"]["code"], error["message"]) == (code, message)

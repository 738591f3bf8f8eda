"""Evidence that crosses a change of speakers is said by neither alone: in the API, in conditions and in exports."""

import json
from typing import Any

import pytest

from service.actions.exports import Export, VideoSelection, export_files
from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from support.seed import ANN, ZOE

pytestmark = pytest.mark.anyio

QUOTE = "I founded Café Lumière in 1999 with Bo Diaz, and 🦙 Llama runs on 﨎 Engine. Llama the model"
GUEST = "speaker:seed-workshop#Guest"
PERMALINK = (
    "/quote?video=seed-workshop&t=10&speaker=Zo%C3%AB+%C5%81ukasz&speaker=Guest"
    "&text=I+founded+Caf%C3%A9+Lumi%C3%A8re+in+1999+with+Bo+Diaz%2C+and+%F0%9F%A6%99+Llama+runs+on+%EF%A8%8E+Engine.+Llama+the+model"
)
ASK = """query ($where: EvidenceWhere) { evidence(where: $where, first: 100) { totalCount nodes {
  label quote permalink speaker { label } turns { words startSeconds speaker { label person { name } } }
} } }"""


async def evidence(database: Database, **where: Any) -> dict[str, Any]:
    response = await Engine(database).execute(ASK, {"where": {"includeCoMentions": True, **where}})
    assert "errors" not in response, response
    return response["data"]["evidence"]


async def test_each_turn_has_its_words_and_nobody_says_all(seed_database: Database) -> None:
    [found] = [one for one in (await evidence(seed_database))["nodes"] if one["label"] == "with"]

    assert found == {
        "label": "with",
        "quote": QUOTE,
        "permalink": PERMALINK,
        "speaker": None,
        "turns": [
            {
                "words": "I founded Café Lumière in 1999 with",
                "startSeconds": 10.0,
                "speaker": {"label": "Zoë", "person": {"name": "Zoë Łukasz"}},
            },
            {
                "words": "Bo Diaz, and 🦙 Llama runs on 﨎 Engine.",
                "startSeconds": 20.0,
                "speaker": {"label": "Guest", "person": None},
            },
            {"words": "Llama the model", "startSeconds": 30.0, "speaker": None},
        ],
    }


async def test_it_counts_for_each_who_says_a_part(seed_database: Database) -> None:
    conditions: dict[str, Any] = {
        "the first": {"speakers": {"any": [ZOE]}},
        "the second": {"voices": {"any": [GUEST]}},
        "both": {"speakers": {"any": [ZOE]}, "voices": {"any": [GUEST]}},
        "others": {"speakers": {"none": [ZOE]}},
        "silent": {"speakers": {"any": [ANN]}},
    }
    found = {name: await evidence(seed_database, **where) for name, where in conditions.items()}

    labels = {name: [one["label"] for one in page["nodes"]] for name, page in found.items()}
    assert {name: "with" in some for name, some in labels.items()} == {
        "the first": True, "the second": True, "both": True, "others": False, "silent": False,
    }  # fmt: skip
    assert labels["both"] == ["with"]
    assert all(page["totalCount"] == len(page["nodes"]) for page in found.values())


async def test_exports_name_all_who_speak(seed_database: Database) -> None:
    files: dict[str, bytes] = {}
    request = Export("jsonl", "https://talks.example", VideoSelection(videos=("seed-workshop",)))
    async for file, data in export_files(seed_database, request):
        files[file] = files.get(file, b"") + data
    quoted = [
        {row["quote"]: row for row in map(json.loads, files[f"{table}.jsonl"].splitlines())}
        for table in ("evidence", "relationships")
    ]

    said = {
        "speakerName": None,
        "turns": [
            "Zoë Łukasz: I founded Café Lumière in 1999 with",
            "Guest: Bo Diaz, and 🦙 Llama runs on 﨎 Engine.",
            "Unknown speaker: Llama the model",
        ],
        "permalink": f"https://talks.example{PERMALINK}",
    }
    of_evidence = {"speaker": None, "person": None, "speakers": ["speaker:seed-workshop#Zoë", GUEST]}
    assert quoted[0][QUOTE].items() >= {**said, **of_evidence}.items()
    assert quoted[1][QUOTE].items() >= said.items()
    alone = {
        "speaker": "speaker:seed-workshop#Zoë",
        "person": ZOE,
        "speakerName": "Zoë Łukasz",
        "turns": None,
    }
    assert (
        quoted[0]["Łukasz leads it"].items() >= {**alone, "speakers": ["speaker:seed-workshop#Zoë"]}.items()
    )

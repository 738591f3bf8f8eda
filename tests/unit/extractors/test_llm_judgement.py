"""The test of a model: its connections are compared with the gold, and thresholds come from other excerpts than they are judged by."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service.errors import SetupError
from service.extractors import gold_standard
from service.extractors.llm.trial import (
    Judgement,
    Trial,
    TypeFigures,
    better_mode,
    choose_thresholds,
    judge_model,
)
from service.extractors.registry import find_extractor, require_statements
from service.settings import read_settings
from service.settings.chosen_model import TestedModel, keep_tested
from support.command_runner import run
from support.model_answers import OUTLINE, WINDOW, all_hold, is_review, model_at, named, stated
from support.model_server import ModelServer
from unit.extractors.test_llm_small import NAMES, SAID, read_offline

TRUE = (("Ann Lee", "FOUNDED", "Acme"), ("Acme", "USES", "Neo4j"), ("Bo Ek", "SUPPORTS", "Neo4j"))
ROWS = "Ann Lee | FOUNDED | Acme\nAcme | USES | Neo4j\nBo Ek | SUPPORTS | Neo4j\nBo Ek | USES | Neo4j\nend"


@pytest.fixture(autouse=True)
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two excerpts with three connections each."""
    folder = tmp_path / "gold"
    segments = [
        {
            "index": i,
            "speaker": s.speaker,
            "startSeconds": s.start_seconds,
            "endSeconds": s.end_seconds,
            "text": s.text,
        }
        for i, s in enumerate(SAID.segments)
    ]
    for name in ("one", "two"):
        excerpt = {"id": name, "show": "S", "title": "T", "segments": segments}
        final = {
            "excerpt": name,
            "entities": [{"name": one, "kind": kind} for one, kind in NAMES.items()],
            "connections": [
                {"source": a, "type": b, "target": c, "quote": "", "segments": [0, 0]} for a, b, c in TRUE
            ],
        }
        for part, content in (("excerpts", excerpt), ("final", final)):
            (folder / part).mkdir(parents=True, exist_ok=True)
            (folder / part / f"{name}.json").write_text(json.dumps(content))
    (folder / "split.json").write_text(json.dumps({"tuning": ["one", "two"]}))
    monkeypatch.setattr(gold_standard, "GOLD", folder)
    return folder


def judge_small(respond: Callable[[str], Any], folder: Path) -> Judgement:
    with ModelServer(respond, examples=True).running() as server:
        model = replace(model_at(server.url, folder / "kept"), mode="small")
        return judge_model(model, ["one", "two"], read_offline, lambda _: None)


def sure_of(wrong: float) -> Callable[[str], Any]:
    """Answers with true rows and a wrong one, which the check finds as probable as this."""

    def respond(question: str) -> Any:
        if question.startswith("Names: "):
            return ROWS
        yes = wrong if "Statement: Bo Ek uses Neo4j" in question else 0.9
        return {"Yes": yes, "No": 1 - yes}

    return respond


def test_a_small_model_gets_the_thresholds_that_leave_out_what_is_wrong(tmp_path: Path) -> None:
    found = judge_small(sure_of(0.55), tmp_path)

    assert (found.verdict, found.mode, found.excerpts) == ("statements", "small", 2)
    assert (found.precision, found.recall, found.thresholds) == (1.0, 1.0, {"": 0.6})
    assert found.types == (
        TypeFigures("FOUNDED", 2, 0, 0, 0.6),
        TypeFigures("SUPPORTS", 2, 0, 0, 0.6),
        TypeFigures("USES", 2, 0, 0, 0.6),
    )


def test_a_model_that_is_sure_of_what_is_wrong_only_proposes(tmp_path: Path) -> None:
    found = judge_small(sure_of(0.97), tmp_path)

    assert (found.verdict, found.precision, found.thresholds) == ("proposals", 0.75, {"": 0.5})


def test_a_model_that_finds_nothing_is_not_to_be_used(tmp_path: Path) -> None:
    found = judge_small(lambda _: "end", tmp_path)

    assert (found.verdict, found.precision, found.recall, found.thresholds) == ("unusable", 0.0, 0.0, {})


def test_a_large_model_is_judged_by_whole_answers(tmp_path: Path) -> None:
    window = WINDOW | {
        "entities": [named(name, kind) for name, kind in NAMES.items()],
        "connections": [
            stated("Ann Lee", "FOUNDED", "Acme", "I founded Acme in 1999", 1),
            stated("Acme", "USES", "Neo4j", "It uses Neo4j", 1),
            stated("Bo Ek", "SUPPORTS", "Neo4j", "Bo Ek likes Neo4j", 2),
            stated("Acme", "USES", "Python", "Acme is written in Python", 1),
        ],
    }

    def respond(question: str) -> Any:
        return all_hold(question) if is_review(question) else window if "\nLines:\n" in question else OUTLINE

    with ModelServer(respond).running() as server:
        model = model_at(server.url, tmp_path / "kept")
        found = judge_model(model, ["one", "two"], read_offline, lambda _: None)

    assert (found.verdict, found.mode, found.precision, found.recall, found.refused) == (
        "statements",
        "large",
        1.0,
        1.0,
        2,
    )


def test_a_type_with_enough_proposals_has_its_own_threshold() -> None:
    uses = [("USES", 0.7, True)] * 8
    leads = [("LEADS", 0.7, False)] * 8 + [("LEADS", 0.92, True)]
    left = [("LEFT", 0.99, False)]

    assert choose_thresholds([*uses, *leads, *left], 0.8) == {"": 1.01, "LEADS": 0.8, "USES": 0.5}
    assert choose_thresholds([], 0.8) == {}


@pytest.mark.parametrize(
    ("entities", "connections", "invented", "mode"),
    [(4, 3, 0, "large"), (4, 3, 1, "small"), (4, 1, 0, "small"), (1, 3, 0, "small")],
)
def test_the_mode_follows_from_a_passage(entities: int, connections: int, invented: int, mode: str) -> None:
    assert better_mode(Trial("tool", 1.0, 1, 1, entities, connections, invented, None)) == mode
    assert better_mode(None) == "small"


def test_the_command_keeps_what_it_has_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("VIDEOGRAPH_LLM_MODEL", "tiny")
    monkeypatch.setenv("VIDEOGRAPH_LLM_MODE", "small")
    monkeypatch.setattr("service.actions.extraction.language_model.offline_extraction", read_offline)
    with ModelServer(sure_of(0.55), examples=True).running() as server:
        monkeypatch.setenv("VIDEOGRAPH_LLM_URL", server.url)
        said = run("model", "test").stdout.splitlines()
        monkeypatch.delenv("VIDEOGRAPH_LLM_MODE")
        kept = read_settings().language_model

    assert said[0].startswith("  speed ")
    assert [line for line in said[1:] if "an hour" not in line] == [
        "  mode        for small models",
        "  excerpts    2, with 40 words",
        "  precision   1.00, recall 1.00",
        "  refused     0 connections that the words do not carry, such as invented quotes",
        "    FOUNDED          2 right, 0 wrong, 0 missed, kept from 0.6",
        "    SUPPORTS         2 right, 0 wrong, 0 missed, kept from 0.6",
        "    USES             2 right, 0 wrong, 0 missed, kept from 0.6",
        "Verdict: its connections can be shown as statements.",
    ]
    assert (kept.mode, kept.verdict, kept.thresholds) == ("small", "statements", {"": 0.6})


def test_what_the_verdict_allows_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_HOME", str(tmp_path))
    monkeypatch.setenv("VIDEOGRAPH_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("VIDEOGRAPH_LLM_MODEL", "tiny")
    require_statements("llm")  # a model that was not tested
    require_statements("offline")

    keep_tested(tmp_path, "tiny", TestedModel(verdict="proposals"))
    with pytest.raises(SetupError, match=r"are proposals only.*--review"):
        require_statements("llm")
    assert find_extractor("llm").version == "llm/0.5.0 tiny"

    keep_tested(tmp_path, "tiny", TestedModel(verdict="unusable"))
    with pytest.raises(SetupError, match="are not to be used"):
        find_extractor("llm")

    monkeypatch.setenv("VIDEOGRAPH_LLM_VERDICT", "statements")
    require_statements("llm")
    assert find_extractor("llm").version == "llm/0.5.0 tiny"

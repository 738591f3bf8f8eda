"""Servers of language models on this machine, what a talk takes, and the limits of tokens and money."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from service.domain.document import Transcript
from service.errors import BudgetSpent, SetupError
from service.extractors.llm.extractor import LlmExtractor
from service.extractors.llm.models import FoundServer, LocalServer, find_servers
from service.extractors.llm.spending import Estimate, Spending, estimate, read_day
from service.extractors.llm.trial import try_model
from service.extractors.progress import listening
from service.settings.extraction import Budget, LanguageModel
from support.model_answers import all_hold, is_review
from support.model_server import ModelServer

_OUTLINE = {"summary": "", "chapters": [], "sections": [], "topics": []}
_WINDOW = {"entities": [], "connections": [], "chapters": [], "points": [], "voices": []}


def _answer(question: str) -> object:
    if is_review(question):
        return all_hold(question)
    return _WINDOW if "\nLines:\n" in question else _OUTLINE


def _model(url: str, folder: Path, budget: Budget | None = None) -> LanguageModel:
    counted = folder / "tokens"
    budget = replace(budget or Budget(), counted=counted)
    return LanguageModel(url, "tiny", None, 20, 1, 50, None, folder / "kept", budget)


def _talk(words: int) -> Transcript:
    """Each segment has 25 words."""
    text = " ".join(["word"] * 25)
    return Transcript.model_validate(
        {
            "video": {"title": "A talk"},
            "segments": [{"text": text, "startSeconds": i, "endSeconds": i + 1} for i in range(words // 25)],
        }
    )


def test_servers_that_list_models_are_found_with_the_command_that_uses_them() -> None:
    with (
        ModelServer(lambda _: None).running() as server,
        ModelServer(lambda _: None).running() as other,
    ):
        server.models = ["qwen3:14b", "nomic-embed-text"]
        places = [
            LocalServer("ollama", "Ollama", server.url),
            LocalServer("lmstudio", "LM Studio", "http://127.0.0.1:9/v1"),
            LocalServer("vllm", "vLLM", other.url),
        ]
        found = find_servers(places)

    assert found == [FoundServer(places[0], ("qwen3:14b",))]
    assert found[0].commands() == ["videograph model use ollama/qwen3:14b"]
    assert (server.asked, other.asked) == ([], [])


def test_an_estimate_follows_from_the_words(tmp_path: Path) -> None:
    asked = replace(_model("http://127.0.0.1:9/v1", tmp_path), words=1200)
    priced = replace(asked, budget=Budget(input_price=1.0, output_price=4.0), speed=(1000.0, 50.0))

    found, known = estimate(9000, asked), estimate(9000, priced)

    assert (found.requests, found.minutes, found.cost) == (17, None, None)
    assert found.output_tokens == 13_500 + 8 * 200 + 900
    assert known == Estimate(
        9000,
        17,
        found.input_tokens,
        found.output_tokens,
        (found.input_tokens / 1000 + found.output_tokens / 50) / 60,
        (found.input_tokens + 4 * found.output_tokens) / 1_000_000,
    )
    assert estimate(20, asked).requests == 3
    small = estimate(9000, replace(asked, mode="small"))
    assert (small.requests, small.input_tokens, small.output_tokens) == (184, 87_700, 5490)


def test_a_talk_stops_at_its_limit_of_tokens_and_goes_on_from_its_answers(tmp_path: Path) -> None:
    """The server counts two tokens a request: three windows and the outline are four requests."""
    heard: list[str] = []
    with ModelServer(_answer).running() as server:
        with pytest.raises(BudgetSpent) as caught, listening(lambda stage, _: heard.append(stage)):
            LlmExtractor(_model(server.url, tmp_path, Budget(talk_tokens=4)))(_talk(150))
        first = len(server.asked)
        again = LlmExtractor(_model(server.url, tmp_path, Budget(talk_tokens=4)))(_talk(150))

    assert caught.value.message == (
        "the language model has taken 4 tokens for this talk, which is its limit (VIDEOGRAPH_LLM_TALK_TOKENS). Its answers so far are "
        "kept: another try, perhaps with a higher limit, goes on from there"
    )
    assert (first, len(server.asked)) == (2, 4)
    assert heard == [f"asking the language model, {tokens} tokens so far" for tokens in (2, 4)]
    assert again.notes[-1] == "the language model took 2 requests: 2 tokens sent, 2 received"
    assert read_day(tmp_path / "tokens") == (4, 4)


def test_money_is_limited_by_the_prices(tmp_path: Path) -> None:
    spending = Spending(Budget(talk_cost=1.0, input_price=1.0, output_price=4.0))
    spending.add(1, 600_000, 99_999)
    spending.require_room()

    spending.add(1, 0, 1)

    with pytest.raises(BudgetSpent, match=r"has taken 1\.00 for this talk.*VIDEOGRAPH_LLM_TALK_COST"):
        spending.require_room()
    assert spending.in_words() == (
        "the language model took 2 requests: 600,000 tokens sent, 100,000 received, for 1.00"
    )


def test_the_limit_of_a_day_counts_all_talks_and_no_other_day(tmp_path: Path) -> None:
    counted = tmp_path / "tokens"
    counted.mkdir()
    (counted / "2001-01-01").write_text("900 900\n")
    budget = Budget(day_tokens=10, counted=counted)
    one, other = Spending(budget), Spending(budget)
    one.add(1, 4, 1)
    other.add(1, 3, 1)
    one.require_room()

    other.add(1, 1, 0)

    with pytest.raises(SetupError, match=r"has taken 10 tokens today.*VIDEOGRAPH_LLM_DAY_TOKENS"):
        one.require_room()
    assert [file.name for file in counted.iterdir()] == [date.today().isoformat()]


def test_a_trial_says_how_the_model_answers(tmp_path: Path) -> None:
    quotes = ["Babbage designed the Analytical Engine", "Babbage sold the Analytical Engine"]
    answer = {
        **_WINDOW,
        "entities": [{"name": "Babbage", "kind": "PERSON", "aliases": []}],
        "connections": [
            {
                "source": "Babbage",
                "type": "CREATED",
                "target": "Analytical Engine",
                "label": "",
                "quote": quote,
                "line": 1,
            }
            for quote in quotes
        ],
    }
    with ModelServer(lambda _: answer, {"JSON Schema": 400}).running() as server:
        found = try_model(_model(server.url, tmp_path))

    assert found is not None
    assert (found.way, found.entities, found.connections, found.invented) == ("tool", 1, 2, 1)
    assert (found.input_tokens, found.output_tokens, found.speed) == (1, 1, None)
    assert not (tmp_path / "kept").exists()

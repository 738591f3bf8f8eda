"""`/language-models`: where the text of a talk would go, what its extraction takes, or which models this machine has."""

import asyncio
import json
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from service.api.http.typed_routes import send_language_models
from service.extractors.llm import models
from service.extractors.llm.models import LocalServer
from support.model_server import ModelServer


def sent(words: str) -> Any:
    answer = asyncio.run(send_language_models(Mock(), words))
    assert answer.headers["cache-control"] == "no-store"
    return json.loads(bytes(answer.body))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_HOME", str(tmp_path))
    monkeypatch.setattr(models, "PLACES", ())


def test_without_a_model_those_of_this_machine_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    with ModelServer(lambda _: None).running() as server:
        server.models = ["qwen3:14b"]
        monkeypatch.setattr(models, "PLACES", (LocalServer("ollama", "Ollama", server.url),))
        offered = sent("1000")

    assert offered == {
        "used": None,
        "fault": None,
        "offers": ["Ollama has qwen3:14b: use it with `videograph model use ollama/qwen3:14b`"],
    }


@pytest.mark.parametrize(
    ("url", "local"), [("http://127.0.0.1:9/v1", True), ("https://models.example.org/v1", False)]
)
def test_the_model_in_use_says_where_the_text_goes_and_what_it_takes(
    url: str, local: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is asked."""
    monkeypatch.setenv("VIDEOGRAPH_LLM_URL", url)
    monkeypatch.setenv("VIDEOGRAPH_LLM_MODEL", "large-1")
    monkeypatch.setenv("VIDEOGRAPH_LLM_MODE", "small")

    used = {"name": "large-1", "url": url, "isLocal": local}
    taken = {"requests": 5, "inputTokens": 2600, "outputTokens": 180, "minutes": None, "cost": None}
    assert sent("200") == {"used": used | {"estimate": taken}, "fault": None, "offers": []}
    assert sent("many") == {"used": used | {"estimate": None}, "fault": None, "offers": []}


def test_a_model_that_cannot_be_used_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_LLM_URL", "http://127.0.0.1:9/v1")

    assert sent("200")["fault"].startswith("extraction by a language model needs VIDEOGRAPH_LLM_URL")

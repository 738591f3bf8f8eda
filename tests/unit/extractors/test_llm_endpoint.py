"""Requests to a language model: their forms, retries, and errors."""

import asyncio
import json
import socket
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, SecretStr

from service.errors import SetupError
from service.extractors.llm.endpoint import Endpoint, NoUsableAnswer
from service.settings import read_settings
from service.settings.extraction import LanguageModel
from support.model_server import ModelServer


class Animal(BaseModel):
    name: str
    legs: int


class Plant(BaseModel):
    name: str


CAT = {"name": "cat", "legs": 4}


def model_at(url: str, kept: Path, key: str | None = None, timeout: float = 20) -> LanguageModel:
    return LanguageModel(url, "tiny", SecretStr(key) if key else None, timeout, 2, 1200, None, kept)


def ask(model: LanguageModel, *questions: str, shape: type[BaseModel] = Animal) -> list[Any]:
    """The answers, one after the other, over one endpoint."""

    async def run() -> list[Any]:
        endpoint = Endpoint(model)
        try:
            return [await endpoint.ask("Name an animal.", question, shape) for question in questions]
        finally:
            await endpoint.close()

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("refused", "ways"),
    [
        ({}, ["JSON Schema", "JSON Schema"]),
        ({"JSON Schema": 400}, ["JSON Schema", "tool", "tool"]),
        ({"JSON Schema": 422}, ["JSON Schema", "tool", "tool"]),
        ({"JSON Schema": 404, "tool": 400}, ["JSON Schema", "tool", "prompt", "prompt"]),
    ],
)
def test_it_steps_down_to_a_way_that_the_server_knows_and_stays_there(
    refused: dict[str, int], ways: list[str], tmp_path: Path
) -> None:
    with ModelServer(lambda _: CAT, refused).running() as server:
        found = ask(model_at(server.url, tmp_path), "a", "b")

    assert found == [Animal(name="cat", legs=4)] * 2
    assert [way for way, _ in server.asked] == ways


def test_a_server_error_is_repeated_before_the_next_way_is_tried(tmp_path: Path) -> None:
    with ModelServer(lambda _: CAT, {"JSON Schema": 500}).running() as server:
        assert ask(model_at(server.url, tmp_path), "a") == [Animal(name="cat", legs=4)]

    assert [way for way, _ in server.asked] == ["JSON Schema"] * 4 + ["tool"]


def test_a_server_that_disregards_the_schema_is_asked_in_other_ways(tmp_path: Path) -> None:
    """It answers in prose until it is told the shape in words; once told what is wrong, it says the same again."""
    with ModelServer(lambda _: "A cat, I think.").running() as server:
        answers = iter(["Well.", "Well.", "Well.", "Well.", f"Here:\n```json\n{json.dumps(CAT)}\n```"])
        server.respond = lambda _: next(answers)
        assert ask(model_at(server.url, tmp_path), "a") == [Animal(name="cat", legs=4)]

    assert [way for way, _ in server.asked] == ["JSON Schema"] * 2 + ["tool"] * 2 + ["prompt"]


def test_what_was_answered_once_is_not_asked_again(tmp_path: Path) -> None:
    with ModelServer(lambda _: CAT).running() as server:
        model = model_at(server.url, tmp_path)
        ask(model, "a")
        ask(model, "a", "b")
        ask(model_at(server.url, tmp_path / "elsewhere"), "a")
    assert [question for _, question in server.asked] == ["a", "b", "a"]


def test_another_shape_is_another_question(tmp_path: Path) -> None:
    with ModelServer(lambda _: CAT).running() as server:
        model = model_at(server.url, tmp_path)
        assert ask(model, "a") == [Animal(name="cat", legs=4)]
        assert ask(model, "a", shape=Plant) == [Plant(name="cat")]


def test_a_kept_answer_that_was_cut_off_is_asked_for_again(tmp_path: Path) -> None:
    with ModelServer(lambda _: CAT).running() as server:
        model = model_at(server.url, tmp_path)
        ask(model, "a")
        (file,) = tmp_path.rglob("*.json")
        file.write_text('{"name": "c')
        assert ask(model, "a") == [Animal(name="cat", legs=4)]
    assert len(server.asked) == 2
    assert json.loads(file.read_text()) == CAT


def test_answers_that_cannot_be_kept_are_given_all_the_same(tmp_path: Path) -> None:
    file = tmp_path / "a file, no folder"
    file.touch()
    with ModelServer(lambda _: CAT).running() as server:
        assert ask(model_at(server.url, file), "a") == [Animal(name="cat", legs=4)]


def test_the_key_is_sent(tmp_path: Path) -> None:
    with ModelServer(lambda _: CAT).running() as server:
        ask(model_at(server.url, tmp_path, key="secret"), "a")
    assert server.keys == ["Bearer secret"]


def test_an_answer_may_be_limited(tmp_path: Path) -> None:
    with ModelServer(lambda _: CAT).running() as server:
        ask(model_at(server.url, tmp_path), "a")
        ask(replace(model_at(server.url, tmp_path), tokens=500), "b")
    assert server.limits == [None, 500]


def test_an_answer_that_is_cut_off_is_not_asked_for_in_other_ways(tmp_path: Path) -> None:
    with ModelServer(lambda _: '{"name": "cat…').running() as server, pytest.raises(NoUsableAnswer):
        ask(model_at(server.url, tmp_path), "a")
    assert [way for way, _ in server.asked] == ["JSON Schema"]


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ((401, "bad key"), "refuses the key (VIDEOGRAPH_LLM_KEY): bad key"),
        ((404, "no such model"), "does not know the model tiny (VIDEOGRAPH_LLM_MODEL): no such model"),
        ((429, "quota used up"), "takes no more requests now; the same command goes on later: quota used up"),
        ((400, "max_tokens is wrong"), "answers 400: max_tokens is wrong"),
        ((503, "loading"), "answers 503: loading"),
    ],
)
def test_what_a_server_refuses_is_said_with_what_to_do(
    answer: tuple[int, str], message: str, tmp_path: Path
) -> None:
    with (
        ModelServer(lambda _: answer).running() as server,
        pytest.raises(SetupError) as caught,
    ):
        ask(model_at(server.url, tmp_path), "a")
    assert caught.value.message == f"the language model at {server.url} {message}"


def test_an_address_where_nothing_listens_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openai._base_client.INITIAL_RETRY_DELAY", 0.001)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        with pytest.raises(SetupError) as caught:
            ask(model_at(url, tmp_path), "a")
    assert caught.value.message.startswith(
        f"no connection to the language model at {url} (VIDEOGRAPH_LLM_URL): is it running?"
    )


def test_a_key_that_a_server_says_back_is_not_shown(tmp_path: Path) -> None:
    with (
        ModelServer(lambda _: (401, "wrong: sk-SECRET123*ab.")).running() as server,
        pytest.raises(SetupError) as caught,
    ):
        ask(model_at(server.url, tmp_path), "a")
    assert caught.value.message.endswith("refuses the key (VIDEOGRAPH_LLM_KEY): wrong: ….")


def test_who_one_is_to_openai_is_told_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_ORG_ID", "org-1")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "proj-1")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    with ModelServer(lambda _: CAT).running() as server:
        ask(model_at(server.url, tmp_path), "a")
    (headers,) = server.headers
    assert not any("org-1" in value or "proj-1" in value or "sk-other" in value for value in headers.values())


def test_a_question_may_take_its_time_once(tmp_path: Path) -> None:
    waiting = threading.Event()

    def respond(_: str) -> Any:
        waiting.wait(10)
        return CAT

    with ModelServer(respond).running() as server:
        with pytest.raises(NoUsableAnswer) as caught:
            ask(replace(model_at(server.url, tmp_path), timeout=0.5), "a")
        waiting.set()
    assert str(caught.value) == "no answer within 0.5 s (VIDEOGRAPH_LLM_TIMEOUT)"
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"URL": "127.0.0.1:11434"}, "VIDEOGRAPH_LLM_URL is not an address"),
        ({"URL": "http://[::1/v1"}, "VIDEOGRAPH_LLM_URL is not an address"),
        ({"URL": "http://me:secret@host/v1"}, "VIDEOGRAPH_LLM_URL is not an address"),
        ({"KEY": "“key”"}, "VIDEOGRAPH_LLM_KEY is not a key"),
        ({"KEY": ""}, "VIDEOGRAPH_LLM_KEY is not a key"),
        ({"KEY_FILE": "/nowhere/key"}, "VIDEOGRAPH_LLM_KEY_FILE cannot be read: No such file or directory"),
    ],
)
def test_settings_that_cannot_be_used(
    variables: dict[str, str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"URL": "http://127.0.0.1:1/v1", "MODEL": "tiny"} | variables
    for name, value in given.items():
        monkeypatch.setenv(f"VIDEOGRAPH_LLM_{name}", value)
    with pytest.raises(SetupError) as caught:
        _ = read_settings().language_model
    assert caught.value.message.startswith(message)
    assert "secret" not in caught.value.message


def test_the_key_may_lie_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "key").write_text("secret\n")
    monkeypatch.setenv("VIDEOGRAPH_LLM_URL", "http://127.0.0.1:1/v1/")
    monkeypatch.setenv("VIDEOGRAPH_LLM_MODEL", "tiny")
    monkeypatch.setenv("VIDEOGRAPH_LLM_KEY_FILE", str(tmp_path / "key"))
    model = read_settings().language_model
    assert (model.url, model.name, model.key) == ("http://127.0.0.1:1/v1", "tiny", SecretStr("secret"))


@pytest.mark.parametrize(
    "answer",
    [
        (413, "too large"),
        (504, "gateway timeout"),
        (400, "This model's maximum context length is 4096 tokens"),
        "nothing of the kind",
        '{"name": "cat…',
    ],
)
def test_a_question_without_an_answer_is_told_apart_from_a_server_without(
    answer: tuple[int, str] | str, tmp_path: Path
) -> None:
    with (
        ModelServer(lambda q: answer if q == "long" else CAT).running() as server,
        pytest.raises(NoUsableAnswer),
    ):
        ask(model_at(server.url, tmp_path), "short", "long")

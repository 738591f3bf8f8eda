"""`videograph model`: a model is found, kept, tried and forgotten, and the cost of an import is said before it."""

import json
import stat
from pathlib import Path

import pytest

from service.actions.imports.import_files import FileResult
from service.actions.imports.import_folder import FolderReport
from service.curation.load import ImportReport
from service.errors import SetupError
from service.extractors.llm import models
from service.extractors.llm.models import LocalServer
from service.settings import read_settings
from support.command_runner import run
from support.fake_actions import FakeActions
from support.model_server import ModelServer

_TALK = "WEBVTT\n\n00:00.000 --> 00:05.000\n<v Ann Lee>I founded Acme in 1999.\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VIDEOGRAPH_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(models, "PLACES", ())
    return tmp_path / "home"


def test_a_model_is_found_used_and_forgotten(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ModelServer(lambda _: None).running() as server:
        server.models = ["qwen3:14b"]
        place = LocalServer("ollama", "Ollama", server.url)
        monkeypatch.setattr(models, "PLACES", (place,))
        monkeypatch.setattr("service.actions.extraction.language_model.PLACES", (place,))
        listed = run("model", "list")
        with pytest.raises(SetupError, match="needs a model"):
            _ = read_settings().language_model
        used = run("model", "use", "ollama/qwen3:14b")
        again = json.loads(run("model", "list", "--json").stdout)
        missing = run("model", "use", "ollama/qwen3:70b")

    assert listed.stdout == "Ollama has qwen3:14b: use it with `videograph model use ollama/qwen3:14b`\n"
    assert used.stdout == (
        f"In use: qwen3:14b at {server.url} (kept by this home). The text of talks goes there, and stays on this machine.\n"
    )
    assert again == {
        "used": {
            "model": "qwen3:14b",
            "url": server.url,
            "by": "home",
            "isLocal": True,
            "sentToday": 0,
            "receivedToday": 0,
        },
        "found": [
            {
                "server": "Ollama",
                "url": server.url,
                "models": ["qwen3:14b"],
                "commands": ["videograph model use ollama/qwen3:14b"],
            }
        ],
    }
    assert missing.stderr == f"videograph: {server.url} has no model 'qwen3:70b': it has qwen3:14b\n"
    assert read_settings().language_model.name == "qwen3:14b"
    assert stat.S_IMODE(home.stat().st_mode) == 0o700

    assert run("model", "off").stdout == f"qwen3:14b at {server.url} is forgotten.\n"
    assert run("model", "off").stdout == "This home keeps no model.\n"
    with pytest.raises(SetupError, match="needs a model"):
        _ = read_settings().language_model


def test_a_model_that_its_server_calls_by_a_path_has_a_short_name(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """llama.cpp does, unless it was started with an alias."""
    with ModelServer(lambda _: None).running() as server:
        server.models = ["/models/qwen3-4b-q4_k_m.gguf"]
        place = LocalServer("llamacpp", "llama.cpp", server.url)
        monkeypatch.setattr(models, "PLACES", (place,))
        monkeypatch.setattr("service.actions.extraction.language_model.PLACES", (place,))
        listed = run("model", "list")
        used = [run("model", "use", f"llamacpp/{name}") for name in ("qwen3-4b-q4_k_m", server.models[0])]

    shown = "qwen3-4b-q4_k_m"
    assert listed.stdout == f"llama.cpp has {shown}: use it with `videograph model use llamacpp/{shown}`\n"
    said = f"In use: {shown} at {server.url} (kept by this home). The text of talks goes there, and stays on this machine.\n"
    assert [one.stdout for one in used] == [said, said]
    assert read_settings().language_model.name == "/models/qwen3-4b-q4_k_m.gguf"


def test_the_key_of_a_kept_model_goes_to_its_address_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = tmp_path / "key"
    key.write_text("sk-mine\n")
    with ModelServer(lambda _: None).running() as server:
        server.models = ["large"]
        run("model", "use", "large", "--url", server.url, "--key-file", str(key))

    kept = read_settings().language_model
    monkeypatch.setenv("VIDEOGRAPH_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("VIDEOGRAPH_LLM_MODEL", "other")
    named = read_settings().language_model

    assert kept.key is not None
    assert (kept.name, kept.url, kept.key.get_secret_value()) == ("large", server.url, "sk-mine")
    assert (named.name, named.url, named.key) == ("other", "http://127.0.0.1:9/v1", None)


def test_a_file_is_a_model_without_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is run until a talk is read."""
    file, text = tmp_path / "my model.gguf", tmp_path / "notes.gguf"
    file.write_bytes(b"GGUF and what a model is")
    text.write_text("no model")

    refused = run("model", "use", str(text))
    used = run("model", "use", str(file))
    listed = json.loads(run("model", "list", "--json").stdout)["used"]
    monkeypatch.setenv("VIDEOGRAPH_LLM_MEMORY", "900")
    kept = read_settings().language_model

    assert refused.stderr.startswith(f"videograph: {text} is no model in the format GGUF")
    url = f"file://{tmp_path}/my%20model.gguf"
    assert used.stdout == (
        f"In use: my model at {url} (kept by this home). The text of talks goes there, and stays on this machine.\n"
    )
    assert (listed["model"], listed["url"], listed["isLocal"]) == ("my model", url, True)
    assert (kept.url, kept.local.memory, kept.local.context) == (url, 900, 8192)


def test_a_model_without_a_server_is_refused() -> None:
    result = run("model", "use", "qwen3:14b")

    assert result.exit_code == 1
    assert "'qwen3:14b' does not say where the model is: write " in result.stderr
    assert "--url" in result.stderr


def test_what_an_import_takes_is_said_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing answers at the address: nothing is asked."""
    monkeypatch.setenv("VIDEOGRAPH_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("VIDEOGRAPH_LLM_MODEL", "tiny")
    monkeypatch.setenv("VIDEOGRAPH_LLM_INPUT_PRICE", "1000")
    monkeypatch.setenv("VIDEOGRAPH_LLM_OUTPUT_PRICE", "1000")
    file = tmp_path / "talk.vtt"
    file.write_text(_TALK)

    offline = run("ingest", str(file), "--dry-run")
    asked = run("ingest", str(file), "--extractor", "llm", "--dry-run")
    priced = json.loads(run("ingest", str(file), "--extractor", "llm", "--dry-run", "--json").stdout)

    assert offline.stdout == f"{file}  5 words\n"
    [talk] = priced["talks"]
    cost = talk["estimate"]
    assert (talk["words"], cost["requests"], cost["minutes"]) == (5, 3, None)
    assert cost["cost"] == (cost["inputTokens"] + cost["outputTokens"]) / 1000
    said = (
        f"3 requests, about {round(cost['inputTokens'], -2):,} tokens sent and {round(cost['outputTokens'], -2):,} received, "
        f"about {cost['cost']:.2f}"
    )
    assert asked.stdout == (
        f"{file}  5 words: {said}\n1 talk would go to tiny at http://127.0.0.1:9/v1: {said}\n"
    )
    assert "`videograph model test` measures the model's speed" in asked.stderr


def test_a_limit_of_money_needs_prices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_LLM_DAY_COST", "5")

    with pytest.raises(SetupError, match="needs VIDEOGRAPH_LLM_INPUT_PRICE and VIDEOGRAPH_LLM_OUTPUT_PRICE"):
        _ = read_settings().budget


def test_doctor_offers_what_this_machine_has(monkeypatch: pytest.MonkeyPatch) -> None:
    with ModelServer(lambda _: None).running() as server:
        server.models = ["qwen3:14b"]
        monkeypatch.setattr(models, "PLACES", (LocalServer("ollama", "Ollama", server.url),))
        findings = json.loads(run("doctor", "--json").stdout)["findings"]

    assert [one["detail"] for one in findings if one["what"] == "model"] == [
        "Ollama has qwen3:14b: use it with `videograph model use ollama/qwen3:14b`"
    ]


def test_an_offline_import_in_a_terminal_names_the_model_that_would_find_more(
    actions: FakeActions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "talk.vtt"
    file.write_text(_TALK)
    created = FileResult(file, ImportReport("video:talk", "talk", "created", {}))
    actions.reports = {"import_folder": FolderReport([created], {}, (), (), ())}

    def hints(*options: str) -> list[str]:
        result = run("ingest", str(file), *options)
        assert result.exit_code == 0, result.stderr
        return [line for line in result.stderr.splitlines() if line.startswith("Read offline")]

    with ModelServer(lambda _: None).running() as server:
        server.models = ["qwen3:14b"]
        place = LocalServer("ollama", "Ollama", server.url)
        monkeypatch.setattr(models, "PLACES", (place,))
        monkeypatch.setattr("service.actions.extraction.language_model.PLACES", (place,))
        in_a_pipe = hints()
        monkeypatch.setattr("service.commands.ingest.is_answerable", lambda: True)
        found = hints()
        run("model", "use", "ollama/qwen3:14b")
        in_use = hints()
        read_by_it = hints("--extractor", "llm")

    assert (in_a_pipe, read_by_it) == ([], [])
    assert found == [
        "Read offline. A language model finds more: Ollama has qwen3:14b: use it with `videograph model use ollama/qwen3:14b`"
    ]
    assert in_use == ["Read offline. A language model finds more: videograph extract --read-by offline"]

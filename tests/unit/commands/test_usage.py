"""Messages and exit codes of commands that are used wrongly, or whose requirements are missing."""

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import AfterValidator
from pydantic_settings import BaseSettings, SettingsConfigDict
from typer.testing import CliRunner, Result

import service
import service.settings
from service.api.schema.build import sdl
from service.cli import app
from service.commands import query
from service.commands.terminal.base import paragraphs
from service.domain.document import document_schema
from service.errors import SetupError
from service.extractors.llm import models
from support.model_server import ModelServer


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_HOME", str(tmp_path / "home"))
    # Messages in boxes are as wide as the terminal.
    monkeypatch.setenv("COLUMNS", "300")


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=stdin)


@pytest.mark.parametrize(
    ("module", "heavy"),
    [
        ("service.cli", "neo4j numpy pydantic fastapi strawberry graphql spacy rich.progress"),
        pytest.param(
            "service.graph.connect", "fastapi strawberry graphql spacy rich", marks=pytest.mark.nightly
        ),
        pytest.param("service.api.execution.engine", "fastapi spacy rich", marks=pytest.mark.nightly),
        ("service.actions.extraction.make_document", "py3langid numpy spacy"),
    ],
)
def test_what_is_not_needed_is_not_loaded(module: str, heavy: str) -> None:
    """`--help` waits for neither, nor do commands that only ask the graph for what serves the API."""
    program = f"import sys, {module}; print([name for name in {heavy.split()!r} if name in sys.modules])"

    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    ).stdout

    assert loaded == "[]\n"


def test_version() -> None:
    assert run("--version").stdout == f"videograph {service.__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ingest"], "Missing argument 'PATH'"),
        (
            ["ingest", "a.vtt", "b.vtt", "--title", "T"],
            "--id, --title, --url, --media and --speaker are for one talk, and these are 2.",
        ),
        (["ingest", "a.vtt", "--published-on", "23.11.2025"], "does not match the format"),
        (["ingest", "a.vtt", "--extractor", "magic"], "there is no extractor 'magic'. Installed: "),
        (["cypher"], "give a field, such as Video.entities, or --query FILE"),
        (["cypher", "Video.entities", "--query", "q.graphql"], "give a field, such as Video.entities"),
        (["up", "--port", "70000"], "Input should be less than or equal to 65535"),
        (["delete"], "Missing argument 'TALK…'"),
        (["export"], "give talks, or --all for all of them"),
        (["export", "a", "--all", "--out", "f"], "give talks, or --all for all of them"),
        (["export", "--all"], "give a folder for several talks"),
        (["export", "a", "b"], "give a folder for several talks"),
        (["merge"], "give at least two entities: FROM and INTO"),
        (["merge", "a"], "give at least two entities: FROM and INTO"),
        (["merge", "a", "b", "--kind", "thing"], "'thing' is not one of"),
        (["merge", "a", "b", "--file", "f.json"], "give entities or --file, not both"),
        (["apart"], "Missing argument 'ENTITY…'"),
        (["apart", "a"], "give at least two entities"),
        (["rename", "a"], "give the new name, in quotation marks"),
        (["nonsense"], "No such command 'nonsense'"),
    ],
)
def test_wrong_use_is_exit_code_2(arguments: list[str], message: str) -> None:
    result = run(*arguments)

    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_folder_without_talks_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Nothing here")

    result = run("ingest", str(tmp_path))

    assert result.exit_code == 2
    assert "there is no talk among these files and folders" in result.stderr


def test_an_extractor_that_is_not_set_up(tmp_path: Path) -> None:
    file = tmp_path / "talk.vtt"
    file.touch()

    assert_one_line(
        run("ingest", str(file), "--extractor", "llm"),
        "extraction by a language model needs a model: `videograph model list` shows those of this machine, and "
        "`videograph model use` keeps one for this home (or set VIDEOGRAPH_LLM_URL and VIDEOGRAPH_LLM_MODEL)",
    )


def test_an_executor_that_is_none_is_told_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "talk.vtt"
    file.touch()

    assert_one_line(
        run("ingest", str(file), "--executor", "here"),
        "there is no executor 'here': it is `pool`, or the address of a Dask scheduler, such as dask://host:8786",
    )
    monkeypatch.setenv("VIDEOGRAPH_EXECUTOR", "dask:8786")
    assert_one_line(
        run("ingest", str(file)),
        "a setting cannot be used: VIDEOGRAPH_EXECUTOR: 'dask:8786' is neither `pool` nor the address of a Dask scheduler",
    )


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ("{", "--variables is not JSON: Expecting property name enclosed in double quotes"),
        ("[]", '--variables must be a JSON object, such as {"id": "video:…"}'),
        ("@nowhere.json", "nowhere.json: cannot be read: No such file or directory"),
    ],
)
def test_variables_that_cannot_be_used(variables: str, message: str) -> None:
    result = run("query", "--variables", variables, stdin="{ stats { videoCount } }")

    assert_one_line(result, message)


def test_query_file_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "q.graphql"
    file.write_bytes(b"\xff\xfe\xfa")

    assert_one_line(run("query", str(file)), f"{file}: is not UTF-8")
    assert_one_line(
        run("query", "nowhere.graphql"), "nowhere.graphql: cannot be read: No such file or directory"
    )


def test_setting_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_PORT", "many")

    assert_one_line(run("up"), "a setting cannot be used: VIDEOGRAPH_PORT")


@pytest.mark.posix
def test_other_neo4j_without_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_NEO4J_URI", "bolt://127.0.0.1:1")

    assert_one_line(run("migrate"), "VIDEOGRAPH_NEO4J_URI is set, so set VIDEOGRAPH_NEO4J_PASSWORD")


@pytest.mark.parametrize(
    "arguments",
    [
        ["migrate"],
        ["query", "-"],
        ["delete", "x"],
        ["ingest", __file__],
        ["up", "--port", "0"],
        ["demo", "--port", "0"],
    ],
)
@pytest.mark.posix
def test_other_neo4j_that_does_not_answer(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setenv("VIDEOGRAPH_NEO4J_PASSWORD", "secret")

    assert_one_line(
        run(*arguments, stdin="{ stats { videoCount } }"), "Neo4j cannot be reached: is it running?"
    )


@pytest.mark.posix
def test_address_for_others_is_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setenv("VIDEOGRAPH_NEO4J_PASSWORD", "secret")

    result = run("up", "--host", "0.0.0.0", "--port", "0")

    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "Requests by a host name instead of an IP address get 421: list names in VIDEOGRAPH_ALLOWED_HOSTS.",
        "videograph: Neo4j cannot be reached: is it running? (bolt://127.0.0.1:1)",
    ]


def test_names_that_are_listed_are_not_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_NEO4J_URI", "bolt://127.0.0.1:1")
    monkeypatch.setenv("VIDEOGRAPH_NEO4J_PASSWORD", "secret")
    monkeypatch.setenv("VIDEOGRAPH_ALLOWED_HOSTS", "talks.example")

    result = run("up", "--host", "0.0.0.0", "--port", "0")

    assert "VIDEOGRAPH_ALLOWED_HOSTS" not in result.stderr


@pytest.mark.posix
def test_more_connections_than_files_stop_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    monkeypatch.setenv("VIDEOGRAPH_MAX_CONNECTIONS", str(files))

    assert_one_line(
        run("up", "--port", "0"),
        f"VIDEOGRAPH_MAX_CONNECTIONS is {files}, but this process may open {files} files",
    )


@pytest.mark.parametrize("uri", ["http://127.0.0.1:7474", "127.0.0.1:7687", "bolt:/x"])
@pytest.mark.posix
def test_what_is_no_address_of_a_neo4j(uri: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_NEO4J_URI", uri)
    monkeypatch.setenv("VIDEOGRAPH_NEO4J_PASSWORD", "secret")

    assert_one_line(
        run("migrate"), f"'{uri}' is not an address of a Neo4j: it must begin with bolt:// or neo4j://."
    )


def test_talks_that_are_not_there_are_told_before_neo4j_is_started() -> None:
    assert_one_line(run("ingest", "nowhere.vtt"), "nowhere.vtt: there is no such file")
    assert_one_line(run("ingest", "a.vtt", "b.vtt"), "a.vtt: there is no such file (nor 1 others)")


@pytest.mark.parametrize(
    "text",
    [
        "query($n: Int!) { search(first: $n) { totalCount } }",
        'mutation { deleteVideo(video: "a") { __typename } }',
        "subscription { changes { number } }",
        "query\n{ stats { videoCount } }",
    ],
)
def test_text_of_a_query_is_no_name_of_a_file(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    asked: list[Any] = []

    def answer(_: object, request: Any) -> dict[str, Any]:
        asked.append(request["query"])
        return {"data": {}}

    monkeypatch.setattr(query, "ask_remote", answer)

    assert run("query", text).exit_code == 0
    assert asked == [text]


def test_an_empty_query_is_no_query(tmp_path: Path) -> None:
    file = tmp_path / "q.graphql"
    file.write_text(" \n")

    assert_one_line(run("query", str(file)), f"{file}: is empty")
    assert_one_line(run("query", stdin=""), "stdin: is empty")


def test_help_is_broken_by_the_width_of_the_terminal_alone() -> None:
    def command() -> None:
        """Do it.

        A long line that goes on
        below it.
        Another.
        """

    assert paragraphs(command) == "Do it.\n\nA long line that goes on below it. Another."


@pytest.mark.parametrize("verb", ["start", "stop", "status"])
def test_embedded_server_is_not_touched_when_another_is_used(
    verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VIDEOGRAPH_NEO4J_URI", "bolt://db.example")

    result = run("neo4j", verb)

    assert_one_line(
        result, "VIDEOGRAPH_NEO4J_URI is set to bolt://db.example, so the embedded Neo4j is not used."
    )


def test_no_server_runs() -> None:
    status, status_json, stop = run("neo4j", "status"), run("neo4j", "status", "--json"), run("neo4j", "stop")

    assert (status.exit_code, status.stdout) == (1, "It does not run.\n")
    assert (status_json.exit_code, json.loads(status_json.stdout)) == (1, {"running": False})
    assert (stop.exit_code, stop.stdout) == (0, "It does not run.\n")


def test_doctor_before_there_is_a_graph_makes_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(models, "PLACES", ())  # a server of language models may run on this machine

    result = run("doctor", "--json")

    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert answer["healthy"] is True
    assert [(one["what"], one["state"]) for one in answer["findings"]] == [
        ("Java", "ok"),
        ("jars", "note"),
        ("graph", "note"),
    ]
    assert not (tmp_path / "home").exists()
    assert not (tmp_path / "cache").exists()


def test_schema() -> None:
    assert run("schema").stdout == sdl()


def test_schema_of_documents() -> None:
    printed = run("schema", "--document").stdout

    assert printed == document_schema()
    assert "momentUrlTemplate" in json.loads(printed)["$defs"]["VideoInfo"]["properties"]


def assert_one_line(result: Result, message: str) -> None:
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"videograph: {message}")


@pytest.mark.parametrize(
    ("models", "state", "detail"),
    [
        (["tiny", "large"], "ok", "tiny at {url}"),
        (["a", "b", "c", "d", "e", "f"], "note", "{url} does not list tiny (VIDEOGRAPH_LLM_MODEL): it has a, b, c, d, e, …"),
        (None, "ok", "tiny at {url}, which lists no models"),
    ],
)  # fmt: skip
def test_doctor_asks_the_language_model(
    models: list[str] | None,
    state: str,
    detail: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with ModelServer(lambda _: None).running() as server:
        server.models = models
        monkeypatch.setenv("VIDEOGRAPH_LLM_URL", server.url)
        monkeypatch.setenv("VIDEOGRAPH_LLM_MODEL", "tiny")
        findings = json.loads(run("doctor", "--json").stdout)["findings"]

    (found,) = (finding for finding in findings if finding["what"] == "model")
    assert (found["state"], found["detail"]) == (state, detail.format(url=server.url))


def test_doctor_says_when_the_language_model_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_LLM_URL", "http://127.0.0.1:9/v1")
    without = json.loads(run("doctor", "--json").stdout)["findings"]
    monkeypatch.setenv("VIDEOGRAPH_LLM_MODEL", "tiny")
    silent = json.loads(run("doctor", "--json").stdout)["findings"]

    assert [f["detail"] for f in without if f["what"] == "model"] == [
        "extraction by a language model needs VIDEOGRAPH_LLM_URL, the address of an endpoint of OpenAI's protocol "
        "(such as http://127.0.0.1:11434/v1), and VIDEOGRAPH_LLM_MODEL, the model's name there."
    ]
    assert [(f["state"], f["detail"]) for f in silent if f["what"] == "model"] == [
        ("fault", "http://127.0.0.1:9/v1 does not answer (VIDEOGRAPH_LLM_URL): is it running?")
    ]


def test_a_variable_that_is_no_setting_is_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_PRT", "9000")
    monkeypatch.setenv("videograph_query_timout", "1")
    monkeypatch.setenv("VIDEOGRAPH_XYZZY", "1")
    monkeypatch.setenv("VIDEOGRAPH_SERVICE_PORT", "8000")  # Kubernetes' own

    result = run("schema")

    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "videograph: there is no setting VIDEOGRAPH_PRT: did you mean VIDEOGRAPH_PORT?",
        "videograph: there is no setting VIDEOGRAPH_XYZZY: docs/guides/settings.md lists all settings",
        "videograph: there is no setting videograph_query_timout: did you mean VIDEOGRAPH_QUERY_TIMEOUT?",
    ]


def test_settings_follow_the_environment_and_their_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "key"
    monkeypatch.setenv("VIDEOGRAPH_KEY_FILE", str(file))
    monkeypatch.delenv("VIDEOGRAPH_KEY", raising=False)
    keys: list[str | None] = []
    for key in ("one", "two"):
        file.write_text(key)
        keys.append(service.settings.read_settings().remote_key)
    monkeypatch.setenv("VIDEOGRAPH_KEY", "three")
    monkeypatch.delenv("VIDEOGRAPH_KEY_FILE")
    keys.append(service.settings.read_settings().remote_key)

    assert keys == ["one", "two", "three"]


def test_a_setting_that_is_refused_says_why_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(value: int) -> int:
        raise ValueError("must be even")

    class Odd(BaseSettings):
        model_config = SettingsConfigDict(env_prefix="VIDEOGRAPH_")
        port: Annotated[int, AfterValidator(refuse)] = 8000

    monkeypatch.setattr(service.settings, "Settings", Odd)
    monkeypatch.setenv("VIDEOGRAPH_PORT", "9001")

    with pytest.raises(SetupError, match=r"^a setting cannot be used: VIDEOGRAPH_PORT: must be even$"):
        service.settings.read_settings()

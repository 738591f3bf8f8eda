"""The listening address of the API, and the messages about it."""

import json
import socket
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from fastapi import FastAPI

from embedded_neo4j import Server
from service.access.viewer import is_loopback
from service.actions.demo import demo_transcript
from service.api.http.transport.connections import ConnectionLimits, Connections
from service.api.http.transport.event_log import EventLog
from service.commands import graph
from service.commands.server import serve
from service.commands.server.serve import address_of, listen
from service.commands.terminal.console import browser_address
from service.errors import SetupError
from service.graph.connect import Neo4j
from service.settings import Settings
from support.server_thread import in_thread

ADDRESS = "http://127.0.0.1:8100"


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A port that another program listens on, which says nothing."""
    monkeypatch.setattr("service.commands.server.running._PROBE_SECONDS", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_taken_port_says_what_to_do(taken: int) -> None:
    settings = Settings(port=taken)

    with pytest.raises(SetupError) as caught, listen(settings, or_free=False):
        pass

    assert caught.value.message == (
        f"port {taken} is in use by another program. Stop that, or give another one with --port; "
        "0 takes any free one."
    )


def test_demo_takes_a_free_port_and_says_so(taken: int, capsys: pytest.CaptureFixture[str]) -> None:
    with listen(Settings(port=taken), or_free=True) as listener:
        port = listener.getsockname()[1]

    assert port != taken
    assert capsys.readouterr().err == f"Port {taken} is in use by another program, so another port is used.\n"


@pytest.fixture
def serving() -> Iterator[int]:
    """A port on which what Videograph says to /healthz is said."""

    class Health(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response_only(200)  # which writes no log
            self.end_headers()
            self.wfile.write(b'{"status": "ok", "service": "videograph"}')

    with in_thread(ThreadingHTTPServer(("127.0.0.1", 0), Health)) as server:
        yield server.server_port


def test_port_that_videograph_has_says_where_it_serves(
    serving: int, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = Settings(port=serving)

    with pytest.raises(SetupError) as caught, listen(settings, or_free=False):
        pass
    with listen(settings, or_free=True):
        pass

    assert caught.value.message == (
        f"Videograph is already running at http://127.0.0.1:{serving}/graphql. To start another one, give another port with --port; "
        "0 takes any free one."
    )
    assert capsys.readouterr().err == (
        f"Port {serving} is in use by Videograph, which serves already at http://127.0.0.1:{serving}/graphql, "
        "so another port is used.\n"
    )


def test_address_that_does_not_exist() -> None:
    with (
        pytest.raises(SetupError, match=r"cannot listen on 203\.0\.113\.7 port 0: "),
        listen(Settings(host="203.0.113.7", port=0), or_free=True),
    ):
        pass


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        *((host, True) for host in ("127.0.0.1", "127.1.2.3", "::1", "localhost")),
        *((host, False) for host in ("0.0.0.0", "::", "192.168.1.5", "db.example")),
    ],
)
def test_loopback(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


@pytest.mark.parametrize(
    ("host", "shown"), [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("localhost", "localhost")]
)
def test_address_can_be_opened(host: str, shown: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        assert address_of(host, listener) == f"http://{shown}:{listener.getsockname()[1]}"


def test_six_is_written_in_brackets() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        assert address_of("::1", listener) == f"http://[::1]:{port}"
        assert address_of("::", listener) == f"http://[::1]:{port}"


@pytest.mark.parametrize(("settings", "seconds"), [(Settings(), 75), (Settings(keep_alive=620), 620)])
def test_an_idle_connection_stays_open_longer_than_a_proxy_keeps_it(settings: Settings, seconds: int) -> None:
    assert (
        serve._config(settings, FastAPI(), Connections(ConnectionLimits(), EventLog())).timeout_keep_alive
        == seconds
    )


@pytest.mark.parametrize(
    ("public_url", "page"), [(None, ADDRESS), ("https://talks.example.org", "https://talks.example.org")]
)
def test_addresses_of_another_neo4j_hold_no_password(
    public_url: str | None, page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    serve._say_addresses(ADDRESS, public_url, Neo4j("neo4j+s://db.example", "neo4j", "secret"))

    assert capsys.readouterr().out.splitlines() == [
        f"Videograph answers at {ADDRESS}/graphql (Ctrl-C stops it)",
        f"Web page       {page}/",
        "Neo4j          neo4j+s://db.example",
    ]


def embedded(home: Path) -> Server:
    """A server that is described and does not run."""
    described = SimpleNamespace(
        folder=home,
        user="neo4j",
        password="correct-horse",
        pid=1,
        bolt_uri="bolt://127.0.0.1:7687",
        browser_url="http://127.0.0.1:7474/browser/",
    )
    return cast("Server", described)


def test_password_of_the_embedded_neo4j_is_shown_on_a_terminal_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = embedded(tmp_path)
    neo4j = Neo4j(server.bolt_uri, server.user, server.password, server)

    serve._say_addresses(ADDRESS, None, neo4j)
    kept = capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    serve._say_addresses(ADDRESS, None, neo4j)
    seen = capsys.readouterr().out

    login = "Neo4j Browser  http://127.0.0.1:7474/browser/?dbms=bolt://neo4j@127.0.0.1:7687  password "
    assert kept.splitlines()[2] == f"{login}in {tmp_path / 'password'}"
    assert "correct-horse" not in kept
    assert seen.splitlines()[2] == f"{login}correct-horse"


def test_neo4j_start_shows_the_password_on_a_terminal_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    running = embedded(tmp_path)
    monkeypatch.setattr("service.embedded.start_server", lambda *_, **__: running)
    monkeypatch.setenv("VIDEOGRAPH_HOME", str(tmp_path))

    graph.start()
    kept = capsys.readouterr().out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    graph.start()
    seen = capsys.readouterr().out

    assert f"login          user neo4j, password in {tmp_path / 'password'}\n" in kept
    assert "correct-horse" not in kept
    assert "login          user neo4j, password correct-horse\n" in seen


def test_curl_of_the_demo_is_a_whole_query() -> None:
    body = json.loads(serve._curl_body())

    assert body == {"query": serve._QUERY}
    assert "'" not in serve._curl_body()


def test_query_of_the_demo_is_valid() -> None:
    from graphql import parse, validate

    from service.api.schema.build import graphql_schema

    assert validate(graphql_schema(), parse(serve._QUERY)) == []


def test_examples_of_graphiql_are_valid() -> None:
    from graphql import parse, validate

    from service.api.schema.build import graphql_schema
    from service.resources import web_folder

    files = sorted((web_folder() / "graphiql" / "examples").glob("*.graphql"))
    assert [file.name for file in files] == [
        "newly-stated.graphql",
        "talks-by-topic.graphql",
        "two-hops.graphql",
    ]
    for file in files:
        assert validate(graphql_schema(), parse(file.read_text(encoding="utf-8"))) == [], file.name


def test_vendored_files_are_small_and_have_their_licences() -> None:
    from service.resources import web_folder

    files = {file.name: file for file in (web_folder() / "graphiql").glob("graphiql-*")}
    assert sorted(files) == ["graphiql-4.1.2.LICENSES.txt", "graphiql-4.1.2.css", "graphiql-4.1.2.js"]
    assert sum(file.stat().st_size for file in files.values()) < 2_500_000
    licences = files["graphiql-4.1.2.LICENSES.txt"].read_text(encoding="utf-8")
    for package in (
        "graphiql 4.1.2, MIT",
        "react 19.3.1, MIT",
        "graphql 16.15.0, MIT",
        "codemirror 5.65.21, MIT",
    ):
        assert f"\n{package}\n" in licences
    page = Path(web_folder() / "graphiql" / "index.html").read_text(encoding="utf-8")
    assert "/graphiql-4.1.2.js" in page
    assert "/graphiql-4.1.2.css" in page


def test_browser_knows_where_to_go_and_who_comes() -> None:
    address = browser_address("http://127.0.0.1:7474/browser/", "bolt://127.0.0.1:7687", "neo4j")

    assert address == "http://127.0.0.1:7474/browser/?dbms=bolt://neo4j@127.0.0.1:7687"


def test_demo_names_the_command_that_imports_one_more_talk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = demo_transcript()
    beside = f"ingest {file.relative_to(file.parents[3])}"

    monkeypatch.setattr(sys, "argv", [str(file.parents[3] / ".venv" / "bin" / "videograph-of-a-test")])
    monkeypatch.chdir(file.parents[3])
    assert serve._ingest_command() == f".venv/bin/videograph-of-a-test {beside}"

    (tmp_path / "videograph-of-a-test").touch(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert serve._ingest_command() == f"videograph-of-a-test {beside}"

    monkeypatch.chdir(tmp_path)
    assert serve._ingest_command() == f"videograph-of-a-test ingest {file}"


@pytest.mark.parametrize("installed", [True, False])
def test_demo_names_the_command_that_installs_the_extraction_where_it_is_not(
    installed: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(serve, "is_installed", lambda extra: installed)
    monkeypatch.setattr(serve, "install_command", lambda extra: f"make install-{extra}")
    monkeypatch.setattr(serve, "_ingest_command", lambda: "videograph ingest talk.json")

    serve._say_examples("http://127.0.0.1:8000")

    lines = capsys.readouterr().out.splitlines()
    third = lines.index(
        "3  Import one more talk from its transcript, by the offline extraction, in another terminal"
    )
    expected = ["   videograph ingest talk.json"]
    if not installed:
        expected.insert(0, "   make install-extract    # once")
    assert lines[third + 1 : third + 1 + len(expected)] == expected

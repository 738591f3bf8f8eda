"""A command asks the Videograph that serves already, if it answers as the command would itself."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from service.commands.server.running import ask_videograph, find_videograph
from service.graph.identity import identity
from service.settings import Settings
from support.server_thread import in_thread

_ANSWER = {"data": {"stats": {"videoCount": 1}}}
_REQUEST = {"query": "{ stats { videoCount } }", "variables": None, "operationName": None}


class Double(ThreadingHTTPServer):
    """Says what a test has put into it; `asked` keeps what it got."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.health: Any = None
        self.status, self.answer = 200, json.dumps(_ANSWER)
        self.asked: list[Any] = []


class _Handler(BaseHTTPRequestHandler):
    server: Double  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_GET(self) -> None:
        self._send(200, json.dumps(self.server.health))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.asked.append((self.path, self.headers["content-type"], json.loads(body)))
        self._send(self.server.status, self.server.answer)

    def _send(self, status: int, text: str) -> None:
        self.send_response_only(status)  # which writes no log
        self.end_headers()
        self.wfile.write(text.encode())


@pytest.fixture
def double() -> Iterator[Double]:
    with in_thread(Double()) as server:
        yield server


@pytest.fixture
def settings(double: Double, tmp_path: Path) -> Settings:
    """Settings of the stand-in server."""
    found = Settings(home=tmp_path, port=double.server_port)
    double.health = {"service": "videograph", "graph": identity(found)}
    return found


def test_the_same_graph_is_asked(double: Double, settings: Settings) -> None:
    assert ask_videograph(settings, _REQUEST) == _ANSWER
    assert double.asked == [("/graphql", "application/json", _REQUEST)]
    assert find_videograph(settings) == f"http://127.0.0.1:{double.server_port}"


def test_another_graph_is_not(double: Double, settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()

    assert ask_videograph(settings.model_copy(update={"home": tmp_path / "other"}), _REQUEST) is None
    assert ask_videograph(settings.model_copy(update={"home": tmp_path / "none"}), _REQUEST) is None
    assert ask_videograph(settings.model_copy(update={"max_cost": 3}), _REQUEST) is None
    double.health = {"service": "videograph"}  # it says nothing of its graph
    assert ask_videograph(settings, _REQUEST) is None
    double.health = {"service": "videograph", "graph": None}
    assert ask_videograph(settings.model_copy(update={"home": tmp_path / "none"}), _REQUEST) is None
    assert double.asked == []


@pytest.mark.parametrize("health", [["videograph"], {"service": "another"}, None, "videograph"])
def test_another_program_is_not(double: Double, settings: Settings, health: Any) -> None:
    double.health = health

    assert ask_videograph(settings, _REQUEST) is None
    assert find_videograph(settings) is None
    assert double.asked == []


def test_nothing_serves(tmp_path: Path) -> None:
    assert ask_videograph(Settings(home=tmp_path, port=1), _REQUEST) is None
    assert find_videograph(Settings(home=tmp_path, port=0)) is None


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (413, '{"errors": [{"message": "The body is larger than 1000000 bytes."}]}'),
        (200, '{"data": {"sta'),
        (200, '{"errors": [{"message": "m", "extensions": {"code": "GRAPH_UNAVAILABLE"}}], "data": null}'),
    ],
)
def test_what_cannot_answer_leaves_it_to_the_command(
    double: Double, settings: Settings, status: int, answer: str
) -> None:
    double.status, double.answer = status, answer

    assert ask_videograph(settings, _REQUEST) is None


def test_errors_of_the_query_are_its_answer(double: Double, settings: Settings) -> None:
    errors = {"errors": [{"message": "Cannot query", "extensions": {"code": "GRAPHQL_VALIDATION_FAILED"}}]}
    double.answer = json.dumps(errors)

    assert ask_videograph(settings, _REQUEST) == errors


@pytest.mark.posix
def test_a_graph_is_known_by_what_it_is_and_what_may_be_asked(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    one = Settings(home=tmp_path / "a")
    other = Settings(home=tmp_path / "a", neo4j_uri="bolt://db:7687", neo4j_password=SecretStr("secret"))

    def changed(of: Settings, **values: Any) -> str | None:
        return identity(of.model_copy(update=values))

    assert identity(one) == changed(one, home=tmp_path / "link", port=1, host="::1", neo4j_heap="1g")
    assert identity(other) == changed(other, home=tmp_path / "none", neo4j_password=SecretStr("x"))
    different = [
        *(identity(one), identity(other), changed(one, home=tmp_path), changed(one, max_depth=2)),
        *(changed(one, query_timeout=1.0), changed(other, neo4j_uri="bolt://db:7688")),
        *(changed(other, neo4j_user="reader"), changed(other, neo4j_database="talks")),
    ]
    assert len(set(different)) == len(different)
    assert None not in different
    assert changed(one, home=tmp_path / "none") is None


def test_a_home_that_was_made_anew_is_another(tmp_path: Path) -> None:
    home, kept = tmp_path / "home", tmp_path / "kept"
    home.mkdir()
    before = identity(Settings(home=home))
    home.rename(kept)
    home.mkdir()

    assert identity(Settings(home=home)) != before

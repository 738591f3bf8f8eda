"""The client of a distant Videograph against a server that answers what a test wrote down: what is repeated, and what errors say."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from graphql import parse, validate
from typer.testing import CliRunner, Result

from service.api.schema.build import graphql_schema
from service.cli import app
from service.commands.remote.mutations import OPERATIONS
from support.server_thread import in_thread

KEY = f"vkg_{'a' * 8}_{'B' * 32}"
DELETED = {
    "data": {"result": {"__typename": "DeletedVideo"}},
    "extensions": {
        "reports": {"result": {"video_id": "video:one", "slug": "one", "title": "One", "counts": {"segments": 1}}}
    },
}  # fmt: skip
NO_WAIT = {"retry-after": "0"}
type Reply = tuple[int, Any, dict[str, str]] | None
"""Status, body and headers; None closes the connection without an answer."""


def error(code: str, message: str, **extensions: Any) -> dict[str, Any]:
    return {"errors": [{"message": message, "extensions": {"code": code, **extensions}}]}


class ScriptedServer:
    """Answers POST by `replies`, one after the other, and GET by `health`. `asked`: bodies and headers of the POSTs."""

    def __init__(self, *replies: Reply, health: Any = None) -> None:
        self.asked: list[tuple[dict[str, Any], dict[str, str]]] = []
        left, server = list(replies), self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                server.asked.append((body, {name.lower(): value for name, value in self.headers.items()}))
                reply = left.pop(0)
                if reply is not None:
                    self.reply(*reply)
                else:
                    self.close_connection = True

            def do_GET(self) -> None:
                self.reply(200, health or {"service": "videograph"}, {})

            def reply(self, status: int, body: Any, headers: dict[str, str]) -> None:
                data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, as the base has it
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    @contextmanager
    def running(self) -> Iterator["ScriptedServer"]:
        with in_thread(self._server):
            yield self


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_HOME", str(tmp_path / "home"))


def run(url: str, *arguments: str, key: str = KEY) -> Result:
    result = CliRunner().invoke(app, arguments, env={"VIDEOGRAPH_SERVER": url, "VIDEOGRAPH_KEY": key})
    assert KEY not in result.output
    return result


def test_a_change_is_sent_again_with_the_same_idempotency_key() -> None:
    busy = error("GRAPH_UNAVAILABLE", "Neo4j cannot be reached.")
    replies: list[Reply] = [
        (429, error("RATE_LIMITED", "Too much."), NO_WAIT),
        (503, busy, NO_WAIT),
        (200, {"data": None, **error("RATE_LIMITED", "New statements.", retryAfter=0)}, {}),
        None,
        (200, DELETED, {}),
    ]
    with ScriptedServer(*replies).running() as server:
        result = run(server.url, "delete", "one")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "deleted  video:one\n", "")
    inputs = [body["variables"]["input"] for body, _ in server.asked]
    assert [one["video"] for one in inputs] == ["one"] * 5
    assert len({one["idempotencyKey"] for one in inputs}) == 1
    assert {headers["authorization"] for _, headers in server.asked} == {f"Bearer {KEY}"}


def test_a_query_of_the_user_is_not_sent_again_if_it_may_have_been_carried_out() -> None:
    """It may be a mutation without an idempotency key."""
    with ScriptedServer(None).running() as server:
        broken = run(server.url, "query", "{ stats { videoCount } }")
    busy = error("GRAPH_UNAVAILABLE", "Neo4j cannot be reached.")
    with ScriptedServer((503, busy, NO_WAIT)).running() as other:
        refused = run(other.url, "query", "{ stats { videoCount } }")
    limited: Reply = (429, error("RATE_LIMITED", "Too much."), NO_WAIT)
    with ScriptedServer(limited, (200, {"data": {}}, {})).running() as third:
        answered = run(third.url, "query", "{ stats { videoCount } }")

    assert (len(server.asked), broken.exit_code) == (1, 1)
    assert f"{server.url} cannot be reached: " in broken.stderr
    assert (len(other.asked), refused.exit_code, refused.stderr) == (
        1,
        1,
        "videograph: Neo4j cannot be reached.\n",
    )
    assert (len(third.asked), answered.exit_code, answered.stdout) == (2, 0, '{"data":{}}\n')


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ((401, error("UNAUTHENTICATED", "The API key is not valid."), {}), "refuses the key. The API key is not valid."),
        ((403, error("FORBIDDEN", "It needs the scope ingest."), {}), "does not allow this with the key. It needs the scope ingest."),
        ((429, error("RATE_LIMITED", "Too much."), {"retry-after": "3600"}), "has refused this because of a limit per minute. Too much. Try it again later."),
        ((404, "<html>no</html>", {}), "cannot do this: its version does not have this: it answers with status 404. Update it"),
        ((301, "", {"location": "https://elsewhere.example/graphql"}), ": it redirects to https://elsewhere.example/graphql. Give the address"),
        ((200, "<html>hello</html>", {}), ": it answers with status 200. Give the address of its pages"),
        ((400, error("GRAPHQL_VALIDATION_FAILED", "Cannot query field 'deleteVideo' on type 'Mutation'."), {}), "its version is another one than that of this command (Cannot query field 'deleteVideo'"),
        ((200, {"data": {"result": {"__typename": "DeletedVideo"}}}, {}), "its report has another form than that of this version. Update it"),
        ((500, error("INTERNAL", "Internal error."), {}), "has failed: Internal error."),
    ],
)  # fmt: skip
def test_a_refusal_says_what_is_wrong_and_what_to_do(reply: Reply, words: str) -> None:
    with ScriptedServer(reply).running() as server:
        result = run(server.url, "delete", "one")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(
        (f"videograph: {server.url} ", f"videograph: no Videograph answers at {server.url}: ")
    )
    assert words in result.stderr
    assert len(server.asked) == 1


def test_another_program_is_no_videograph() -> None:
    with ScriptedServer((404, "no", {}), health={"hello": "world"}).running() as server:
        result = run(server.url, "delete", "one")

    assert f"no Videograph answers at {server.url}: it answers with status 404." in result.stderr


def test_another_graphql_service_is_no_videograph() -> None:
    reply = (400, error("GRAPHQL_VALIDATION_FAILED", "Cannot query field 'deleteVideo'."), {})
    with ScriptedServer(reply, health={"hello": "world"}).running() as server:
        result = run(server.url, "delete", "one")

    assert f"no Videograph answers at {server.url}: it answers with status 400." in result.stderr


def test_without_a_key_the_message_says_where_one_goes() -> None:
    with ScriptedServer(
        (401, error("UNAUTHENTICATED", "This needs the scope ingest."), {})
    ).running() as server:
        result = run(server.url, "delete", "one", key="")

    assert f"{server.url} needs a key: put an API key into VIDEOGRAPH_KEY or a file" in result.stderr
    assert "authorization" not in server.asked[0][1]


@pytest.mark.parametrize(
    ("name", "error_class"),
    [("NotFound", "no talk"), ("InvalidInput", "several talks"), ("Conflict", "another revision"), ("Forbidden", "no scope")],
)  # fmt: skip
def test_expected_faults_are_those_of_the_action(name: str, error_class: str) -> None:
    fault = {"data": {"result": {"__typename": name, "message": error_class, "revision": 2}}}
    with ScriptedServer((200, fault, {})).running() as server:
        result = run(server.url, "delete", "one")

    assert (result.exit_code, result.stderr) == (1, f"videograph: {error_class}\n")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("talks.example.org", "VIDEOGRAPH_SERVER is not an address of a Videograph: write scheme and host"),
        (f"https://{KEY}@talks.example.org", "A key goes into VIDEOGRAPH_KEY."),
        ("http://127.0.0.1:9", "http://127.0.0.1:9 cannot be reached: "),
    ],
)
def test_addresses(address: str, words: str) -> None:
    result = run(address, "delete", "one")

    assert (result.exit_code, result.stdout) == (1, "")
    assert words in result.stderr


def test_options_win_and_a_key_may_be_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n")
    with ScriptedServer((200, DELETED, {}), (200, DELETED, {})).running() as server:
        by_option = CliRunner().invoke(
            app,
            ["--server", f"{server.url}/graphql", "--key", "other", "delete", "one"],
            env={"VIDEOGRAPH_SERVER": "http://127.0.0.1:9", "VIDEOGRAPH_KEY": KEY},
        )
        by_file = CliRunner().invoke(
            app,
            ["delete", "one"],
            env={"VIDEOGRAPH_SERVER": f"{server.url}/", "VIDEOGRAPH_KEY_FILE": str(file)},
        )

    assert (by_option.exit_code, by_file.exit_code) == (0, 0)
    assert [headers["authorization"] for _, headers in server.asked] == ["Bearer other", f"Bearer {KEY}"]


def test_a_key_with_spaces_is_not_sent() -> None:
    result = run("http://127.0.0.1:9", "delete", "one", key="two words")

    assert result.exit_code == 1
    assert "two words" not in result.stderr
    assert "other characters that no key has: check VIDEOGRAPH_KEY" in result.stderr


@pytest.mark.parametrize("file", sorted(OPERATIONS.iterdir()), ids=lambda file: file.stem)
def test_queries_fit_the_schema(file: Path) -> None:
    assert validate(graphql_schema(), parse(file.read_text())) == []

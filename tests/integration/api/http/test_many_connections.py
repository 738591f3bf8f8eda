"""`videograph up` with as many open files as most systems allow by default, and more connections than that."""

import json
import os
import resource
import signal
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from support import backend
from support.paths import ROOT
from support.videograph_process import command, found_here, read_line

_FILES = 1024
_IDLE = 1300
_UPLOADS = 800
_POST = b"POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n"


@pytest.fixture(autouse=True)
def _files_enough() -> Iterator[None]:
    """This process has the other ends of all connections."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4096)), hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@contextmanager
def serving(server: backend.Neo4jServer, home: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The command and its port."""
    environment = {
        **os.environ,
        "VIDEOGRAPH_HOME": str(home),
        "VIDEOGRAPH_NEO4J_URI": server.uri,
        "VIDEOGRAPH_NEO4J_USER": server.user,
        "VIDEOGRAPH_NEO4J_PASSWORD": server.password,
        "VIDEOGRAPH_MIGRATE": "true",
    }
    limited = ["sh", "-c", f'ulimit -n {_FILES}; exec "$@"', "sh"]
    with subprocess.Popen(
        [*limited, *command("up", "--port", "0")],
        cwd=ROOT,
        env=found_here(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        try:
            first = read_line(process, "the service to say its address")
            assert first.startswith("Videograph answers at http://127.0.0.1:"), process.stderr.read()
            yield process, int(first.split("/graphql")[0].rpartition(":")[2])
        finally:
            process.kill()


def ask(port: int) -> object:
    body = json.dumps({"query": "{ stats { videoCount } }"}).encode()
    headers = {"content-type": "application/json"}
    request = urllib.request.Request(f"http://127.0.0.1:{port}/graphql", body, headers)
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response).keys()


def test_idle_connections_beyond_the_limit_of_files_stop_nothing(
    neo4j_server: backend.Neo4jServer, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        process, port = stack.enter_context(serving(neo4j_server, tmp_path))
        for number in range(_IDLE):
            source = (f"127.0.1.{number % 13 + 1}", 0)  # so that none has more than its share
            stack.enter_context(socket.create_connection(("127.0.0.1", port), 60, source))
            if number % 100 == 99:
                assert ask(port) == {"data"}
        assert ask(port) == {"data"}

        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)

    *counted, stopping, stopped = errors.splitlines()
    assert process.returncode == 0
    assert [stopping, stopped] == ["Stopping …", "Stopped."]
    assert sum(int(line.split()[0]) for line in counted) >= _IDLE - _FILES
    assert {line.partition(" ")[2] for line in counted} == {"idle connections were closed to make room."}


def test_uploads_that_are_given_up_are_one_line(neo4j_server: backend.Neo4jServer, tmp_path: Path) -> None:
    with ExitStack() as stack:
        process, port = stack.enter_context(serving(neo4j_server, tmp_path))
        for number in range(_UPLOADS):
            source = (f"127.0.1.{number % 13 + 1}", 0)
            with socket.create_connection(("127.0.0.1", port), 60, source) as upload:
                upload.sendall(_POST + b'{"query": ')
        assert ask(port) == {"data"}

        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=60)

    *counted, stopping, stopped = errors.splitlines()
    assert [stopping, stopped] == ["Stopping …", "Stopped."]
    assert len(counted) <= 2  # one a minute, and one at the end
    assert {line.partition(" ")[2] for line in counted} == {
        "clients went away before their request was complete."
    }
    assert sum(int(line.split()[0]) for line in counted) == _UPLOADS

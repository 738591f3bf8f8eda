"""A process that imports is killed again and again: the log has each committed change once, and a reader that starts anew with its last
cursor each time is told them all."""

import os
import random
import signal
import subprocess
import sys
from typing import Any

import anyio
import pytest

from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from service.graph.projections import find_drift
from support import backend
from support.paths import ROOT
from support.videograph_process import found_here

pytestmark = [pytest.mark.anyio, pytest.mark.nightly]

KILLS = int(os.environ.get("VIDEOGRAPH_TEST_KILLS", "6"))
"""Each costs a start of Python."""
TALKS = KILLS * 8
QUERY = """query ($after: Cursor) {
  changes(first: 3, after: $after) { nodes { seq kind videoIds } pageInfo { endCursor } }
}"""


class Reader:
    """Keeps only its cursor, as a client does over restarts; `told` is for the test."""

    def __init__(self, server: backend.Neo4jServer) -> None:
        self.server = server
        self.cursor: str | None = None
        self.told: list[dict[str, Any]] = []

    async def read_on(self) -> None:
        """Reads to the end of the log, by a connection and an engine of its own."""
        async with Database.open(
            self.server.uri, self.server.user, self.server.password, timeout=60
        ) as database:
            engine = Engine(database)
            while True:
                response = await engine.execute(QUERY, {"after": self.cursor})
                assert "errors" not in response, response
                page = response["data"]["changes"]
                if not page["nodes"]:
                    return
                self.told += page["nodes"]
                self.cursor = page["pageInfo"]["endCursor"]


def start(server: backend.Neo4jServer) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "support.import_process",
        server.uri,
        server.user,
        server.password,
        str(TALKS),
    ]
    return subprocess.Popen(command, cwd=ROOT, env=found_here(os.environ))


async def test_kills_in_the_middle_of_imports(
    clean_database: Database, neo4j_server: backend.Neo4jServer
) -> None:
    reader, chance = Reader(neo4j_server), random.Random(25)
    kills = 0
    while True:
        process = start(neo4j_server)
        enough = len(reader.told) + chance.randint(1, 6)
        while process.poll() is None and (len(reader.told) < enough or kills == KILLS):
            await reader.read_on()
            await anyio.sleep(chance.random() / 20)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait(60)
            kills += 1
            continue
        assert process.returncode == 0
        break
    await reader.read_on()

    assert kills == KILLS
    assert [one["seq"] for one in reader.told] == [str(number + 1) for number in range(TALKS)]
    assert {one["kind"] for one in reader.told} == {"TALK_IMPORTED"}
    told = sorted(one["videoIds"][0] for one in reader.told)
    assert told == sorted(f"video:talk {number}" for number in range(TALKS))
    assert await find_drift(clean_database) == []

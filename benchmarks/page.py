"""The authored talk's whole page, asked four ways in turns: what GraphQL costs over the Cypher underneath.

driver       the page's own statement through the driver, nothing else
engine       `Engine.execute`: parse and plan from the cache, the statement, the compiled reader
graphql-core the same rows read by graphql-core instead of the compiled reader
HTTP         the engine behind uvicorn in a process of its own, one connection kept open

Medians and 95th percentiles in milliseconds; for HTTP also the server process's CPU time a request.
"""

import asyncio
import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
import psutil

from service.api.engine import OPERATIONS, Engine
from service.app import Neo4j, reach_neo4j
from service.graph import migrations
from service.graph.database import Database
from service.ingest.document import VideoDocument
from service.ingest.load import import_document
from service.resources import demo_folder
from service.settings import read_settings

_QUERY = (OPERATIONS / "video_page.graphql").read_text(encoding="utf-8")
_DOCUMENT = demo_folder() / "authored" / "lecun-leaves-meta.document.json"


def run(rounds: int) -> None:
    """Measure on a new embedded Neo4j (or on VIDEOGRAPH_NEO4J_URI) and print a table."""
    with tempfile.TemporaryDirectory(prefix="videograph-bench-") as home:
        settings = read_settings().model_copy(update={"home": Path(home)})
        with reach_neo4j(settings) as neo4j:
            environment = os.environ | {
                "VIDEOGRAPH_NEO4J_URI": neo4j.uri,
                "VIDEOGRAPH_NEO4J_USER": neo4j.user,
                "VIDEOGRAPH_NEO4J_PASSWORD": neo4j.password,
                "VIDEOGRAPH_PORT": "8765",
                "VIDEOGRAPH_MIGRATE": "true",
            }
            with _server(environment) as process:
                asyncio.run(_measure(neo4j, process, rounds))


@contextmanager
def _server(environment: dict[str, str]) -> Iterator[psutil.Process]:
    command = [sys.executable, "-m", "service.cli", "up"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            yield psutil.Process(server.pid)
        finally:
            server.terminate()


async def _measure(neo4j: Neo4j, process: psutil.Process, rounds: int) -> None:
    async with Database.open(neo4j.uri, neo4j.user, neo4j.password) as database:
        await migrations.apply(database)
        report = await import_document(database, VideoDocument.model_validate_json(_DOCUMENT.read_bytes()))
        variables = {"by": {"id": report.video_id}}
        compiled, reference = Engine(database), Engine(database, compiled=False)
        [(_, text, parameters)] = compiled.statements(_QUERY, variables)
        connection = _connect()
        body = orjson.dumps({"query": _QUERY, "variables": variables})

        async def over_http() -> None:
            connection.request("POST", "/graphql", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            assert response.status == 200
            response.read()

        ways: dict[str, Callable[[], Awaitable[object]]] = {
            "driver": lambda: database.read(text, parameters, name="bench"),
            "engine": lambda: compiled.execute(_QUERY, variables),
            "graphql-core": lambda: reference.execute(_QUERY, variables),
            "HTTP": over_http,
        }
        await _rounds(ways, 50)  # warm
        before = sum(process.cpu_times()[:2])
        times = await _rounds(ways, rounds)
        spent = sum(process.cpu_times()[:2]) - before
        size = len(orjson.dumps(await compiled.execute(_QUERY, variables)))
        _print(times, spent / rounds, size)


async def _rounds(ways: dict[str, Callable[[], Awaitable[object]]], rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            begin = time.perf_counter()
            await way()
            times[name].append((time.perf_counter() - begin) * 1000)
    return times


def _connect() -> http.client.HTTPConnection:
    """A connection to the server, once it is ready."""
    for _ in range(600):
        connection = http.client.HTTPConnection("127.0.0.1", 8765, timeout=10)
        try:
            connection.request("GET", "/readyz")
            response = connection.getresponse()
            response.read()
            if response.status == 200:
                return connection
        except OSError:
            pass
        time.sleep(0.1)
    raise SystemExit("the server did not become ready in a minute")


def _print(times: dict[str, list[float]], cpu: float, size: int) -> None:
    base = statistics.median(times["driver"])
    print(f"one video's page: {size / 1000:.0f} kB of JSON, {len(times['driver'])} rounds")
    print(f"{'way':14}{'median ms':>11}{'p95 ms':>9}{'ratio':>8}")
    for name, taken in times.items():
        median, high = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        print(f"{name:14}{median:11.2f}{high:9.2f}{median / base:8.2f}")
    print(f"server process: {cpu * 1_000_000:.0f} µs of CPU a request")

"""Reads the authored talk's whole page in four ways, in turns: the cost of GraphQL compared with its Cypher.

driver       the page's own statement through the driver, nothing else
engine       `Engine.execute`: parse and plan from the cache, the statement, the compiled reader
graphql-core the same rows, executed over by graphql-core
HTTP         the engine behind uvicorn in a process of its own, one connection kept open

Medians and 95th percentiles in milliseconds; for HTTP also the server process's CPU time a request.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import orjson
import uvloop

from benchmarks.serving import Api, Client, serving
from service.api.execution.engine import OPERATIONS, Engine
from service.curation.load import import_document
from service.domain.document import VideoDocument
from service.graph import migrations
from service.graph.connect import Neo4j, reach_neo4j
from service.graph.driver.database import Database
from service.resources import demo_folder
from service.settings import read_settings

_QUERY = (OPERATIONS / "video_page.graphql").read_text(encoding="utf-8")
_DOCUMENT = demo_folder() / "authored" / "lecun-leaves-meta.document.json"


def run(rounds: int) -> None:
    """Measures on a new embedded Neo4j (or on VIDEOGRAPH_NEO4J_URI) and prints a table."""
    with tempfile.TemporaryDirectory(prefix="videograph-bench-") as home:
        settings = read_settings().model_copy(update={"home": Path(home)})
        with reach_neo4j(settings) as neo4j:
            # The loop that the API runs on.
            video = asyncio.run(_load(neo4j), loop_factory=uvloop.new_event_loop)
            with serving(neo4j.uri, neo4j.user, neo4j.password) as api:
                asyncio.run(_measure(neo4j, api, video, rounds), loop_factory=uvloop.new_event_loop)


async def _load(neo4j: Neo4j) -> str:
    """Imports the talk if the graph does not have it, and returns its id."""
    async with Database.open(neo4j.uri, neo4j.user, neo4j.password) as database:
        await migrations.apply(database)
        document = VideoDocument.model_validate_json(_DOCUMENT.read_bytes())
        return (await import_document(database, document)).video_id


async def _measure(neo4j: Neo4j, api: Api, video: str, rounds: int) -> None:
    async with (
        Database.open(neo4j.uri, neo4j.user, neo4j.password) as database,
        Client(api.port) as client,
    ):
        variables = {"by": {"id": video}}
        compiled, reference = Engine(database), Engine(database, compiled=False)
        [(_, text, parameters)] = compiled.statements(_QUERY, variables)
        ways: dict[str, Callable[[], Awaitable[object]]] = {
            "driver": lambda: database.read(text, parameters, name="bench"),
            "engine": lambda: compiled.execute(_QUERY, variables),
            "graphql-core": lambda: reference.execute(_QUERY, variables),
            "HTTP": lambda: client.ask(_QUERY, variables),
        }
        await _rounds(ways, 50)  # warm
        before = api.cpu()
        times = await _rounds(ways, rounds)
        spent = api.cpu() - before
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


def _print(times: dict[str, list[float]], cpu: float, size: int) -> None:
    base = statistics.median(times["driver"])
    print(f"one video's page: {size / 1000:.0f} kB of JSON, {len(times['driver'])} rounds")
    print(f"{'way':14}{'median ms':>11}{'p95 ms':>9}{'ratio':>8}")
    for name, taken in times.items():
        median, high = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        print(f"{name:14}{median:11.2f}{high:9.2f}{median / base:8.2f}")
    print(f"server process: {cpu * 1_000_000:.0f} µs of CPU a request")

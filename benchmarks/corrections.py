"""Measures how long corrections of talks and entities take on the demo's graph: each is carried out over the API's engine, and undone.

The time is that of the whole request: planning from the cache, the action with its commit, and the read of the result. A read of one
entity is measured in between, as a measure of how busy the machine is.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from service.actions.demo import load_demo
from service.api.execution.engine import Engine
from service.embedded.embedded import RunningServer, start_server
from service.graph import migrations
from service.graph.driver.database import Database
from service.settings import read_settings

_READ = '{ entity(by: {slug: "yann-lecun"}) { name mentionCount } }'
_UNDO = "mutation ($id: ID!) { undo(input: {decisions: [$id]}) { __typename ... on UserError { message } } }"
_ERROR = "... on UserError { message }"
_EVIDENCE = """{ video(by: {slug: "videograph-lecun-leaves-meta"}) { relationships(first: 20) { edges {
  evidence(first: 1) { nodes { id quote } } node { source { slug } target { slug } } } } } }"""

type Input = dict[str, Any]


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(
        prog="benchmarks corrections", description="Measure corrections on the demo."
    )
    parser.add_argument("--home", type=Path, help="where the demo's graph is or shall be (default: for once)")
    parser.add_argument("--rounds", type=int, default=30, help="how often each is carried out (default 30)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="videograph-corrections-") as folder:
        settings = read_settings().model_copy(update={"home": options.home or Path(folder)})
        with start_server(settings) as server:
            asyncio.run(_run(server, options.rounds))


async def _run(server: RunningServer, rounds: int) -> None:
    async with Database.open(server.bolt_uri, server.user, server.password, timeout=300) as database:
        await migrations.apply(database)
        await load_demo(database)
        engine = Engine(database)
        print("| Request | p50 ms | p95 ms | undo p50 ms |\n|---|---:|---:|---:|", flush=True)
        read = [await _timed(engine, _READ, {}) for _ in range(rounds + 5)]
        _say("a read of one entity", [one for one, _ in read[5:]], [])
        for name, query, make in await _mutations(engine):
            await _measure(engine, name, query, make, rounds)


async def _measure(engine: Engine, name: str, query: str, make: Callable[[int], Input], rounds: int) -> None:
    taken: list[float] = []
    undone: list[float] = []
    for place in range(rounds + 5):
        seconds, answer = await _timed(engine, query, {"input": make(place)})
        result = next(iter(answer["data"].values()))
        if "message" in result:
            raise SystemExit(f"{name}: {result['message']}")
        decisions = (await _timed(engine, "{ decisions(first: 1) { nodes { id } } }", {}))[1]
        id_ = decisions["data"]["decisions"]["nodes"][0]["id"]
        back, answer = await _timed(engine, _UNDO, {"id": id_})
        if "message" in answer["data"]["undo"]:
            raise SystemExit(f"undo of {name}: {answer['data']['undo']['message']}")
        if place >= 5:  # the first ones are planned and compiled
            taken.append(seconds)
            undone.append(back)
    _say(name, taken, undone)


async def _mutations(engine: Engine) -> list[tuple[str, str, Callable[[int], Input]]]:
    answer = await engine.execute(_EVIDENCE)
    edges = answer["data"]["video"]["relationships"]["edges"]
    quotes = [edge["evidence"]["nodes"][0] for edge in edges]
    video = "videograph-lecun-leaves-meta"
    one, other = edges[0]["node"]["source"]["slug"], edges[0]["node"]["target"]["slug"]

    def mutation(field: str, type_: str, selection: str) -> str:
        return f"mutation ($input: {type_}!) {{ {field}(input: $input) {{ {selection} {_ERROR} }} }}"

    return [
        (
            "rejectEvidence",
            mutation("rejectEvidence", "RejectEvidenceInput", "... on RejectedEvidence { remainingEvidenceCount }"),
            lambda place: {"evidence": quotes[place % len(quotes)]["id"]},
        ),
        (
            "addStatement",
            mutation("addStatement", "AddStatementInput", "... on AddedStatement { evidence { id } }"),
            lambda place: {
                "video": video, "source": {"entity": one}, "type": "RELATED_TO", "target": {"entity": other},
                "quote": quotes[(place + 3) % len(quotes)]["quote"],
            },
        ),
        (
            "updateVideo",
            mutation("updateVideo", "UpdateVideoInput", "... on UpdatedVideo { video { title } }"),
            lambda place: {"video": video, "title": f"Title {place}", "publishedOn": "2026-01-02"},
        ),
        (
            "updateEntity (description)",
            mutation("updateEntity", "UpdateEntityInput", "... on UpdatedEntity { entity { description } }"),
            lambda place: {"entity": "yann-lecun", "description": f"Description {place}"},
        ),
        (
            "updateEntity (name)",
            mutation("updateEntity", "UpdateEntityInput", "... on UpdatedEntity { entity { name } }"),
            lambda place: {"entity": "yann-lecun", "name": f"Yann LeCun {place}"},
        ),
        (
            "separateEntities",
            mutation("separateEntities", "SeparateEntitiesInput", "... on SeparatedEntities { names }"),
            lambda _: {"entities": [one, other]},
        ),
    ]  # fmt: skip


async def _timed(engine: Engine, query: str, variables: Input) -> tuple[float, Any]:
    began = time.perf_counter()
    answer = await engine.execute(query, variables)
    seconds = time.perf_counter() - began
    if "errors" in answer:
        raise SystemExit(str(answer["errors"]))
    return seconds, answer


def _say(name: str, taken: Sequence[float], undone: Sequence[float]) -> None:
    taken = sorted(taken)
    late = taken[int(0.95 * (len(taken) - 1))]
    undo = f"{statistics.median(undone) * 1000:.0f}" if undone else ""
    print(f"| {name} | {statistics.median(taken) * 1000:.0f} | {late * 1000:.0f} | {undo} |", flush=True)

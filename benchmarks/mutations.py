"""Measures mutations on the demo: merges and their undoing, corrections, and a merge of two entities with many mentions.

Each is measured from the request to the answer, by the engine, with the processor time of this process beside it.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from service.actions.demo import load_demo
from service.actions.imports.import_talk import TalkImport, import_talk
from service.api.execution.engine import Engine
from service.domain.document import VideoDocument
from service.graph import migrations
from service.graph.connect import Neo4j, reach_neo4j
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.settings import read_settings

_RESULT = "__typename ... on UserError { message }"
_MERGE = f"mutation ($input: MergeEntitiesInput!) {{ it: mergeEntities(input: $input) {{ ... on MergedEntities {{ entity {{ name }} }} {_RESULT} }} }}"
_UPDATE = f"mutation ($input: UpdateEntityInput!) {{ it: updateEntity(input: $input) {{ ... on UpdatedEntity {{ entity {{ name }} }} {_RESULT} }} }}"
_UNDO = f"mutation ($input: UndoInput!) {{ it: undo(input: $input) {{ ... on UndoneDecisions {{ entities {{ nodes {{ name }} }} }} {_RESULT} }} }}"
_LATEST = "{ decisions(first: 1) { nodes { id } } }"
_PAIRS = "MATCH (e:Entity) RETURN e.kind, e.id ORDER BY e.kind, e.id"


class _Meter:
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.times: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)

    async def run(self, what: str, query: str, **input_: Any) -> bool:
        """Returns whether it was done; a fault is not measured."""
        begin, used = time.perf_counter(), time.process_time()
        answer = await self._engine.execute(query, {"input": input_})
        spent = time.perf_counter() - begin, time.process_time() - used
        if "errors" in answer:
            raise RuntimeError(str(answer["errors"]))
        if "message" in answer["data"]["it"]:
            return False
        self.times[what].append(spent)
        return True

    async def undo(self, what: str) -> None:
        latest = await self._engine.execute(_LATEST)
        [decision] = latest["data"]["decisions"]["nodes"]
        if not await self.run(what, _UNDO, decisions=[decision["id"]]):
            raise RuntimeError(f"{decision} cannot be undone")

    def report(self) -> None:
        print(f"{'':34} {'n':>4} {'p50 ms':>8} {'p95 ms':>8} {'CPU p50 ms':>11}")
        for what, spent in self.times.items():
            walls = sorted(wall for wall, _ in spent)
            cpu = statistics.median(used for _, used in spent)
            p95 = walls[min(len(walls) - 1, round(len(walls) * 0.95))]
            print(
                f"{what:34} {len(walls):>4} {statistics.median(walls) * 1000:>8.0f} {p95 * 1000:>8.0f} {cpu * 1000:>11.0f}"
            )


async def _measure(neo4j: Neo4j, options: argparse.Namespace) -> None:
    async with Database.open(neo4j.uri, neo4j.user, neo4j.password, timeout=60) as database:
        await migrations.apply(database)
        await load_demo(database)
        await _big(database)
        engine, before, chance = Engine(database), await fingerprint(database), Random(options.seed)
        meter = _Meter(engine)
        kinds: defaultdict[str, list[str]] = defaultdict(list)
        for kind, id_ in await database.read(_PAIRS, name="entities"):
            kinds[kind].append(id_)
        for round_ in range(options.rounds + 5):
            if round_ == 5:  # Neo4j plans the statements in the first rounds
                meter.times.clear()
            keep, other = chance.sample(kinds[chance.choice(sorted(kinds))], 2)
            if await meter.run("mergeEntities", _MERGE, keep=keep, merge=[other]):
                await meter.undo("undo of a merge")
            if await meter.run("updateEntity (name)", _UPDATE, entity=keep, name=f"Name {round_}"):
                await meter.undo("undo of a name")
            if await meter.run("updateEntity (kind)", _UPDATE, entity=other, kind="EVENT"):
                await meter.undo("undo of a kind")
        for round_ in range(options.rounds // 5 + 1):
            if round_ == 1:
                for what in ("mergeEntities, 500 mentions each", "undo of that"):
                    meter.times.pop(what)
            await meter.run(
                "mergeEntities, 500 mentions each", _MERGE, keep="bigco-company", merge=["largeco-company"]
            )
            await meter.undo("undo of that")
        meter.report()
        print(
            f"drift: {len(await find_drift(database))}; the graph is {'' if await fingerprint(database) == before else 'NOT '}that of before"
        )


async def _big(database: Database) -> None:
    for name in ("Bigco", "Largeco"):
        for number in range(25):
            await import_talk(database, TalkImport(_talk(name, number)))


def _talk(name: str, number: int) -> VideoDocument:
    """A talk of 20 segments, each with one mention."""
    segments = [
        {"startSeconds": place, "endSeconds": place + 1, "text": f"{name} said so {place} times."}
        for place in range(20)
    ]
    mentions = [{"segment": place, "startOffset": 0, "endOffset": len(name)} for place in range(20)]
    entity = {"key": name, "name": name, "kind": "COMPANY", "mentions": mentions}
    return VideoDocument.model_validate(
        {
            "extractor": "mutations/1",
            "video": {"id": f"{name.lower()}-{number}", "title": f"{name} {number}"},
            "segments": segments,
            "entities": [entity],
        }
    )


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(
        prog="benchmarks mutations", description="Measure mutations on the demo."
    )
    parser.add_argument("--rounds", type=int, default=40, help="how often each is measured (default 40)")
    parser.add_argument("--seed", type=int, default=1, help="which entities (default 1)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="videograph-mutations-") as folder:
        settings = read_settings().model_copy(update={"home": Path(folder)})
        with reach_neo4j(settings) as neo4j:
            asyncio.run(_measure(neo4j, options))

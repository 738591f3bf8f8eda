"""The service is killed in the middle of decisions that write many talks again: each is made as a whole or not at all."""

import json
import os
import random
import signal
import subprocess
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import anyio
import pytest

from service.actions.decisions import Undo, list_decisions, undo
from service.actions.entities import MergeEntities, UpdateEntity, merge_entities, update_entity
from service.curation.load import import_documents
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.backend import Neo4jServer
from support.running_service import start
from support.talks import talk

pytestmark = [pytest.mark.anyio, pytest.mark.nightly]

KILLS = int(os.environ.get("VIDEOGRAPH_TEST_KILLS", "2"))
"""Each costs a start of the service."""
TALKS = 120
"""A decision writes 50 talks at once, so it may be killed between these."""
MUTATIONS = {
    "merge entities": 'mergeEntities(input: {keep: "engine-product", merge: ["loom-product"]}) { __typename }',
    "update entity": 'updateEntity(input: {entity: "loom-product", kind: CONCEPT}) { __typename }',
}
"""By the names of their transactions."""
_RUNNING = "SHOW TRANSACTIONS YIELD metaData, elapsedTime WHERE metaData.name = $name RETURN elapsedTime.milliseconds"


async def running(database: Database, name: str) -> float | None:
    """Milliseconds for which the transaction runs; None if there is none."""
    rows = await database.read(_RUNNING, {"name": name}, name="look")
    return rows[0][0] if rows else None


def ask(address: str, mutation: str) -> Any:
    """Returns the answer; None if the service was killed before."""
    body = json.dumps({"query": f"mutation {{ it: {mutation} }}"}).encode()
    request = urllib.request.Request(f"{address}/graphql", body, {"content-type": "application/json"})
    with suppress(OSError), urllib.request.urlopen(request, timeout=600) as response:
        return json.load(response)


async def longest(database: Database) -> dict[str, float]:
    """Returns the seconds that each decision takes here. Undone, it leaves the graph as it was."""
    seconds: dict[str, float] = {}
    for name in MUTATIONS:
        begin = anyio.current_time()
        if name == "merge entities":
            await merge_entities(database, MergeEntities("engine-product", ("loom-product",)))
        else:
            await update_entity(database, UpdateEntity("loom-product", kind="CONCEPT"))
        seconds[name] = anyio.current_time() - begin
        await undo(database, Undo(tuple(one.id for one in await list_decisions(database))))
    return seconds


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.wait(60)


async def test_a_decision_is_whole_or_not_at_all(
    clean_database: Database, neo4j_server: Neo4jServer, tmp_path: Path
) -> None:
    database, chance = clean_database, random.Random(33)
    said = (
        ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Loom"),
        ("PERSON", "Ada Lovelace", "USES", "PRODUCT", "Engine"),
    )
    await import_documents(database, [(talk(f"talk {number}", *said), None) for number in range(TALKS)])
    before = await fingerprint(database)
    seconds = await longest(database)
    assert await fingerprint(database) == before

    kills = 0
    while kills < KILLS:
        name = list(MUTATIONS)[kills % len(MUTATIONS)]
        until = chance.uniform(0.1, 0.9) * 1000 * seconds[name]
        with start(neo4j_server, tmp_path) as (process, address), ThreadPoolExecutor() as threads:
            answer = threads.submit(ask, address, MUTATIONS[name])
            while not answer.done() and ((await running(database, name)) or 0) < until:
                pass
            in_the_middle = await running(database, name) is not None
            kill(process)
        while await running(database, name) is not None:  # Neo4j has not noticed yet
            pass
        made = await list_decisions(database)
        assert await find_drift(database) == []
        if made:
            await undo(database, Undo(tuple(one.id for one in made)))
        kills += in_the_middle and not made
        assert await fingerprint(database) == before

    with start(neo4j_server, tmp_path) as (process, address):
        try:
            for name, mutation in MUTATIONS.items():
                assert "errors" not in ask(address, mutation), name
                await undo(database, Undo(tuple(one.id for one in await list_decisions(database))))
                assert await fingerprint(database) == before
        finally:
            kill(process)

"""Measures subscribers of one service: how long an event takes to reach all of them, and the memory of the service.

The service is a process of its own on loopback, over an embedded Neo4j of its own. The changes are written by this process, so the service
finds them as those of another one.
"""

import argparse
import asyncio
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from service.graph.connect import Neo4j, reach_neo4j
from service.graph.driver.database import Database
from service.settings import read_settings

_QUERY = "subscription { changes { seq kind } }"
_WRITE = """MERGE (counter:ChangeCounter {id: 'changes'}) SET counter.seq = coalesce(counter.seq, 0) + 1
CREATE (:Change {seq: counter.seq, at: datetime(), kind: 'TALKS_KEPT', videoIds: [], entityIds: [], decisionIds: []})"""


async def _subscribe(port: int) -> ClientConnection:
    socket = await connect(
        f"ws://127.0.0.1:{port}/graphql",
        subprotocols=[Subprotocol("graphql-transport-ws")],
        compression=None,
        open_timeout=60,
    )
    await socket.send('{"type": "connection_init"}')
    await socket.recv()
    await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": _QUERY}}))
    return socket


async def _measure(neo4j: Neo4j, port: int, service: psutil.Process, options: argparse.Namespace) -> None:
    async with Database.open(neo4j.uri, neo4j.user, neo4j.password, timeout=60) as database:
        begin = service.memory_info().rss
        sockets = [await _subscribe(port) for _ in range(options.subscribers)]
        await asyncio.sleep(1)  # the last ones have begun
        times: list[float] = []
        shown = {0, *(options.events * part // 6 - 1 for part in range(1, 7))}
        for number in range(options.events):
            start = time.perf_counter()
            await database.run(_WRITE, name="change")
            await asyncio.gather(*(socket.recv() for socket in sockets))
            times.append(time.perf_counter() - start)
            if number in shown:
                grown = (service.memory_info().rss - begin) / 1e6
                print(f"event {number + 1:>4}: the service has {grown:.1f} MB more than without subscribers")
        print(
            f"{options.subscribers} subscribers, {options.events} events: from the commit to the last of them "
            f"p50 {statistics.median(times) * 1000:.0f} ms, greatest {max(times) * 1000:.0f} ms; "
            f"the service used {sum(service.cpu_times()[:2]):.1f} s of processor time in all"
        )
        await asyncio.gather(*(socket.close() for socket in sockets))


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks subscribers", description=__doc__)
    parser.add_argument("--subscribers", type=int, default=500)
    parser.add_argument("--events", type=int, default=100)
    options = parser.parse_args(arguments)
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    with tempfile.TemporaryDirectory() as home:
        settings = read_settings().model_copy(update={"home": Path(home)})
        with reach_neo4j(settings, report=print) as neo4j:
            most = str(options.subscribers + 10)
            environment = {
                **os.environ,
                "VIDEOGRAPH_HOME": home,
                "VIDEOGRAPH_MAX_SUBSCRIBERS": most,
                "VIDEOGRAPH_MAX_SUBSCRIBERS_PER_CLIENT": most,
                "VIDEOGRAPH_MAX_CONNECTIONS_PER_ADDRESS": most,
            }
            command = [sys.executable, "-m", "service", "up", "--port", "0"]
            with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
                assert process.stdout is not None
                port = int(process.stdout.readline().split("/graphql")[0].rsplit(":", 1)[1])
                try:
                    asyncio.run(_measure(neo4j, port, psutil.Process(process.pid), options))
                finally:
                    process.terminate()

"""Several clients that import, delete, merge, correct and undo at once, over HTTP.

Afterwards the graph must be whole: no drift, and no answer but results and expected faults. Then all decisions are undone and all talks are
imported again; the graph must be that of a fresh import.
"""

import argparse
import asyncio
import math
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import httpx2 as httpx

from service.actions.imports.import_talk import ImportTalk, import_talk
from service.actions.list_decisions import list_decisions
from service.actions.videos.delete_video import DeleteVideo, delete_video
from service.domain.decision_ids import public_id
from service.domain.document import VideoDocument
from service.errors import NotFound
from service.graph import migrations
from service.graph.connect import Neo4j, reach_neo4j
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.settings import read_settings

_FAULT = "__typename ... on UserError { message } ... on Conflict { decisionId }"
_MUTATIONS = {
    "mergeEntities": "MergeEntitiesInput",
    "separateEntities": "SeparateEntitiesInput",
    "updateEntity": "UpdateEntityInput",
    "undo": "UndoInput",
    "deleteVideo": "DeleteVideoInput",
}
_SHARES = {"import": 6, "delete": 1, "merge": 4, "undo": 5, "rename": 2, "kind": 1, "separate": 1}
"""How often each operation is done, relative to the others."""
_FIRST = ("import", "import", "merge", "undo")
_PEOPLE = (
    "Ada Lovelace",
    "Grace Hopper",
    "Alan Turing",
    "Radia Perlman",
    "Edsger Dijkstra",
    "Barbara Liskov",
)
_COMPANIES = ("Acme", "Zenith", "Globex", "Initech", "Umbrella", "Hooli", "Vandelay", "Wonka")
_PRODUCTS = ("Loom", "Abacus", "Kiln", "Sextant")


@dataclass
class Outcome:
    """`done`: number of results by operation and kind. `errors`: answers that are neither results nor expected faults."""

    done: Counter[str] = field(default_factory=Counter[str])
    errors: list[str] = field(default_factory=list[str])
    seconds: list[float] = field(default_factory=list[float])


def make_talks(count: int, chance: Random) -> list[VideoDocument]:
    """Returns talks about the same few people, companies and products."""
    return [_talk(f"crowd-{number}", chance) for number in range(count)]


def _talk(id_: str, chance: Random) -> VideoDocument:
    person, company, other = chance.choice(_PEOPLE), *chance.sample(_COMPANIES, 2)
    product = chance.choice(_PRODUCTS)
    said = [
        (("PERSON", person), "WORKS_AT", ("COMPANY", company)),
        (("PERSON", person), "LEFT", ("COMPANY", other)),
        (("COMPANY", company), "CREATED", ("PRODUCT", product)),
    ]
    segments: list[dict[str, Any]] = []
    entities: dict[tuple[str, str], dict[str, Any]] = {}
    relationships: list[dict[str, Any]] = []
    for place, (source, type_, target) in enumerate(said):
        text = f"{source[1]} and {target[1]}."
        segments.append({"startSeconds": place, "endSeconds": place + 1, "text": text})
        for kind, name in (source, target):
            entity = entities.setdefault(
                (kind, name), {"key": f"{kind} {name}", "name": name, "kind": kind, "mentions": []}
            )
            start = text.index(name)
            entity["mentions"].append(
                {"segment": place, "startOffset": start, "endOffset": start + len(name)}
            )
        quote = {"label": type_.lower(), "quote": text, "segment": place, "confidence": 0.9}
        relationships.append(
            {"source": " ".join(source), "type": type_, "target": " ".join(target), "evidence": [quote]}
        )
    return VideoDocument.model_validate(
        {
            "extractor": "crowd/1",
            "video": {"id": id_, "title": f"Talk {id_}"},
            "segments": segments,
            "entities": list(entities.values()),
            "relationships": relationships,
        }
    )


async def crowd(
    url: str,
    database: Database,
    talks: Sequence[VideoDocument],
    *,
    clients: int,
    seed: int,
    seconds: float = math.inf,
    steps: float = math.inf,
) -> Outcome:
    """Lets clients work at once, for so long or until each has done so many operations.

    Args:
        database: by which talks are imported, with the loader.
    """
    outcome, until = Outcome(), time.monotonic() + seconds

    async def client(number: int) -> None:
        chance = Random(f"{seed} {number}")
        async with httpx.AsyncClient(base_url=url, timeout=120) as http:
            first = list(_FIRST)  # on a busy machine too, each client has done something of each
            done = 0
            while first or (done < steps and time.monotonic() < until):
                begin = time.monotonic()
                done += 1
                what = first.pop(0) if first else chance.choices([*_SHARES], [*_SHARES.values()])[0]
                try:
                    await _step(http, database, talks, chance, outcome, what)
                except Exception as error:  # what a client meets is told and ends nobody else
                    outcome.errors.append(f"{type(error).__name__}: {error}")
                outcome.seconds.append(time.monotonic() - begin)

    await asyncio.gather(*(client(number) for number in range(clients)))
    return outcome


async def _step(
    http: httpx.AsyncClient,
    database: Database,
    talks: Sequence[VideoDocument],
    chance: Random,
    outcome: Outcome,
    what: str,
) -> None:
    if what == "import":
        place = chance.randrange(len(talks))
        document = talks[place] if chance.random() < 0.5 else _talk(talks[place].video.id or "", chance)
        report = await import_talk(database, ImportTalk(document))
        outcome.done[f"import {report.imported.outcome}"] += 1
        return
    if what == "undo":
        found = await _ask(http, "{ decisions(first: 20) { nodes { id undoneAt } } }", {})
        decided = [one["id"] for one in found["decisions"]["nodes"] if one["undoneAt"] is None]
        await _mutate(http, outcome, what, "undo", {"decision": chance.choice(decided)} if decided else None)
        return
    if what == "delete":
        await _mutate(http, outcome, what, "deleteVideo", {"video": f"video:{chance.choice(talks).video.id}"})
        return
    found = await _ask(http, "{ entities(first: 50) { nodes { id kind } } }", {})
    nodes = found["entities"]["nodes"]
    if len(nodes) < 2:
        return
    one, other = chance.sample(nodes, 2)
    match what:
        case "merge":
            field_, input_ = "mergeEntities", {"keep": one["id"], "merge": [other["id"]], "kind": one["kind"]}
        case "rename":
            field_, input_ = "updateEntity", {"entity": one["id"], "name": f"Name {chance.randrange(10**6)}"}
        case "kind":
            field_, input_ = (
                "updateEntity",
                {"entity": one["id"], "kind": chance.choice(("EVENT", "CONCEPT"))},
            )
        case _:
            field_, input_ = "separateEntities", {"entities": [one["id"], other["id"]]}
    await _mutate(http, outcome, what, field_, input_)


async def _mutate(
    http: httpx.AsyncClient, outcome: Outcome, what: str, name: str, input_: dict[str, Any] | None
) -> None:
    if input_ is None:
        return
    query = f"mutation ($input: {_MUTATIONS[name]}!) {{ {name}(input: $input) {{ {_FAULT} }} }}"
    result = (await _ask(http, query, {"input": input_}))[name]
    outcome.done[f"{what} {result['__typename']}"] += 1


async def _ask(http: httpx.AsyncClient, query: str, variables: dict[str, Any]) -> Any:
    response = await http.post("/graphql", json={"query": query, "variables": variables})
    answer = response.json()
    if "errors" in answer:
        raise RuntimeError(f"{response.status_code} {answer['errors']}")
    return answer["data"]


async def undo_all(url: str, database: Database, chance: Random) -> None:
    """Undoes all decisions over HTTP, in a random order."""
    async with httpx.AsyncClient(base_url=url, timeout=120) as http:
        while decided := await list_decisions(database):
            chance.shuffle(decided)
            told = Outcome()
            for one in decided:
                await _mutate(http, told, "undo", "undo", {"decision": public_id(one.id)})
            if not told.done["undo UndoneDecision"]:
                raise RuntimeError(f"none of {len(decided)} decisions can be undone: {told.done}")


async def settle(url: str, database: Database, talks: Sequence[VideoDocument], seed: int) -> tuple[int, bool]:
    """Returns the number of drifts after a crowd, and whether undoing everything gives the graph of a fresh import."""
    drifts = len(await find_drift(database))
    for document in talks:
        await import_talk(database, ImportTalk(document))
    await undo_all(url, database, Random(seed))
    undone = await fingerprint(database)
    drifts += len(await find_drift(database))
    for document in talks:
        try:
            await delete_video(database, DeleteVideo(f"video:{document.video.id}"))
        except NotFound:
            continue
    for document in talks:
        await import_talk(database, ImportTalk(document))
    return drifts, undone == await fingerprint(database)


@asynccontextmanager
async def _service(neo4j: Neo4j, home: Path) -> AsyncIterator[str]:
    """Returns the address of `videograph up` in a process of its own."""
    environment = {
        **os.environ,
        "VIDEOGRAPH_HOME": str(home),
        "VIDEOGRAPH_NEO4J_URI": neo4j.uri,
        "VIDEOGRAPH_NEO4J_USER": neo4j.user,
        "VIDEOGRAPH_NEO4J_PASSWORD": neo4j.password,
        "VIDEOGRAPH_QUERY_TIMEOUT": "60",
        "VIDEOGRAPH_PLANNING_TIMEOUT": "120",
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "service.cli", "up", "--port", "0",
        env=environment, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        line = (await process.stdout.readline()).decode()
        yield line.split(" at ")[1].split("/graphql")[0]
    finally:
        process.terminate()
        await process.wait()


async def _run(neo4j: Neo4j, home: Path, options: argparse.Namespace) -> None:
    talks = make_talks(options.talks, Random(options.seed))
    async with Database.open(neo4j.uri, neo4j.user, neo4j.password, timeout=60) as database:
        await migrations.apply(database)
        async with _service(neo4j, home) as url:
            outcome = await crowd(
                url, database, talks, clients=options.clients, seconds=options.seconds, seed=options.seed
            )
            for what, count in sorted(outcome.done.items()):
                print(f"{count:6}  {what}")
            ordered = sorted(outcome.seconds)
            print(
                f"{len(ordered):6}  operations; median {ordered[len(ordered) // 2]:.3f} s, slowest {ordered[-1]:.1f} s"
            )
            print(f"{len(outcome.errors):6}  errors {Counter(outcome.errors).most_common(3) or ''}")
            drifts, same = await settle(url, database, talks, options.seed)
            print(
                f"{drifts:6}  drifts; after all is undone the graph is {'' if same else 'NOT '}that of a fresh import"
            )


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(
        prog="benchmarks crowd", description="Clients that change the graph at once."
    )
    parser.add_argument("--clients", type=int, default=8, help="how many (default 8)")
    parser.add_argument("--seconds", type=float, default=300, help="how long (default 300)")
    parser.add_argument("--talks", type=int, default=24, help="how many talks (default 24)")
    parser.add_argument("--seed", type=int, default=1, help="what they do (default 1)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="videograph-crowd-") as folder:
        settings = read_settings().model_copy(update={"home": Path(folder)})
        with reach_neo4j(settings) as neo4j:
            asyncio.run(_run(neo4j, Path(folder) / "service", options))

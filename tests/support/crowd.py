"""Clients that import, delete, merge, correct and undo at once, over HTTP. Each does one random operation after the other.

Afterwards the graph must be whole, and, when all decisions are undone and all talks imported again, that of a fresh import.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import httpx2 as httpx

from service.actions.decisions import list_decisions
from service.actions.imports.import_talk import TalkImport, import_talk
from service.actions.videos import DeleteVideo, delete_video
from service.domain.document import VideoDocument
from service.errors import NotFound
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.crowd_talks import make_talk

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


@dataclass
class Outcome:
    """`done`: number of results by operation and kind. `errors`: answers that are neither results nor expected faults."""

    done: Counter[str] = field(default_factory=Counter[str])
    errors: list[str] = field(default_factory=list[str])


async def crowd(
    url: str,
    database: Database,
    talks: Sequence[VideoDocument],
    *,
    clients: int,
    seed: int,
    steps: int,
) -> Outcome:
    """Lets clients work at once, until each has done so many operations.

    Args:
        database: by which talks are imported, with the loader.
    """
    outcome = Outcome()

    async def client(number: int) -> None:
        chance = Random(f"{seed} {number}")
        async with httpx.AsyncClient(base_url=url, timeout=120) as http:
            for step in range(steps):
                what = (
                    _FIRST[step] if step < len(_FIRST) else chance.choices([*_SHARES], [*_SHARES.values()])[0]
                )
                try:
                    await _step(http, database, talks, chance, outcome, what)
                except Exception as error:  # what a client meets is told and ends nobody else
                    outcome.errors.append(f"{type(error).__name__}: {error}")

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
        document = talks[place] if chance.random() < 0.5 else make_talk(talks[place].video.id or "", chance)
        report = await import_talk(database, TalkImport(document))
        outcome.done[f"import {report.imported.outcome}"] += 1
        return
    if what == "undo":
        found = await _ask(http, "{ decisions(first: 20) { nodes { id undoneAt } } }", {})
        decided = [one["id"] for one in found["decisions"]["nodes"] if one["undoneAt"] is None]
        await _mutate(
            http, outcome, what, "undo", {"decisions": [chance.choice(decided)]} if decided else None
        )
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


async def settle(url: str, database: Database, talks: Sequence[VideoDocument], seed: int) -> tuple[int, bool]:
    """Returns the number of drifts after a crowd, and whether undoing everything gives the graph of a fresh import."""
    drifts = len(await find_drift(database))
    for document in talks:
        await import_talk(database, TalkImport(document))
    await _undo_all(url, database, Random(seed))
    undone = await fingerprint(database)
    drifts += len(await find_drift(database))
    for document in talks:
        try:
            await delete_video(database, DeleteVideo(f"video:{document.video.id}"))
        except NotFound:
            continue
    for document in talks:
        await import_talk(database, TalkImport(document))
    return drifts, undone == await fingerprint(database)


async def _undo_all(url: str, database: Database, chance: Random) -> None:
    """Undoes all decisions over HTTP, in a random order. Deletions stay: their talks are in the graph again."""
    async with httpx.AsyncClient(base_url=url, timeout=120) as http:
        while decided := [one for one in await list_decisions(database) if one.sort != "delete talk"]:
            chance.shuffle(decided)
            told = Outcome()
            for one in decided:
                await _mutate(http, told, "undo", "undo", {"decisions": [one.id]})
            if not told.done["undo UndoneDecisions"]:
                raise RuntimeError(f"none of {len(decided)} decisions can be undone: {told.done}")

"""Random histories of imports, corrections, separations and deletions: when all decisions are undone, the graph is that of a fresh
import. Merges are not among them: their talks have to be imported again (`tests/integration/ingest/curation/test_separate.py`)."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.actions.import_talk import ImportTalk, import_talk
from service.actions.list_decisions import list_decisions
from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.talks import talk

pytestmark = pytest.mark.anyio

TALKS = [
    talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme")),
    talk("two", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Acme Works")),
    talk("three", ("COMPANY", "Acme Works", "CREATED", "PRODUCT", "Loom")),
]
STEPS = ("import", "delete", "separate", "rename", "kind", "undo")
ASK = {
    "separate": ("separateEntities", "SeparateEntitiesInput"),
    "rename": ("updateEntity", "UpdateEntityInput"),
    "kind": ("updateEntity", "UpdateEntityInput"),
    "delete": ("deleteVideo", "DeleteVideoInput"),
    "undo": ("undo", "UndoInput"),
}
HISTORIES = settings(
    max_examples=4 if settings().max_examples <= 300 else 200,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)


async def change(engine: Engine, step: str, input_: dict[str, Any]) -> Any:
    field, kind = ASK[step]
    query = f"mutation ($input: {kind}!) {{ {field}(input: $input) {{ __typename ... on UserError {{ message }} }} }}"
    answer = await engine.execute(query, {"input": input_})
    assert answer.keys() == {"data"}, answer  # every fault is an expected one
    return answer["data"][field]


async def input_of(database: Database, step: str, one: int, other: int) -> dict[str, Any] | None:
    """An input that fits the graph; None where it has nothing for this step."""
    if step == "delete":
        return {"video": f"video:{TALKS[one % 3].video.id}"}
    if step == "undo":
        decided = await list_decisions(database)
        return {"decision": decided[one % len(decided)].id} if decided else None
    ids: list[str] = [
        row[0] for row in await database.read("MATCH (e:Entity) RETURN e.id ORDER BY e.id", name="test")
    ]
    if len(ids) < 2:
        return None
    first, second = ids[one % len(ids)], ids[other % len(ids)]
    match step:
        case "separate":
            return {"entities": [first, second]}
        case "rename":
            return {"entity": first, "name": f"Name {other}"}
        case _:
            return {"entity": first, "kind": ("EVENT", "PRODUCT", "CONCEPT")[other % 3]}


async def undo_all(engine: Engine, database: Database) -> None:
    """Undoes the latest decision that can be undone, until there is none."""
    while decided := await list_decisions(database):
        for one in decided:
            if (await change(engine, "undo", {"decision": one.id}))["__typename"] == "UndoneDecision":
                break
        else:
            raise AssertionError(decided)


@HISTORIES
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 9), st.integers(0, 9)), max_size=5))
async def test_when_all_is_undone_the_graph_is_that_of_a_fresh_import(
    clean_database: Database, history: list[tuple[str, int, int]]
) -> None:
    database, engine = clean_database, Engine(clean_database)
    await database.run("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n", name="test")
    for document in TALKS:
        await import_talk(database, ImportTalk(document))
    fresh = await fingerprint(database)

    for step, one, other in history:
        if step == "import":
            await import_talk(database, ImportTalk(TALKS[one % 3]))
        elif (input_ := await input_of(database, step, one, other)) is not None:
            await change(engine, step, input_)
    assert await find_drift(database) == []

    for document in TALKS:
        await import_talk(database, ImportTalk(document))
    await undo_all(engine, database)
    assert await find_drift(database) == []
    assert await fingerprint(database) == fresh

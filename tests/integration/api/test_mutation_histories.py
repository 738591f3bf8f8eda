"""Random histories of imports, changed talks, merges, corrections, separations and deletions: when all decisions are undone, in any order
that is allowed, the graph is that of a fresh import."""

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.actions.imports.import_talk import ImportTalk, import_talk
from service.actions.list_decisions import list_decisions
from service.api.execution.engine import Engine
from service.domain.decision_ids import public_id
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.talks import talk

pytestmark = pytest.mark.anyio

TALKS = [
    talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme")),
    talk("two", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Acme Works")),
    talk("three", ("COMPANY", "Acme Works", "CREATED", "PRODUCT", "Loom")),
]
CHANGED = [
    talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"), ("COMPANY", "Acme", "CREATED", "PRODUCT", "Loom")),
    talk("two", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Zenith")),
    talk("three", ("COMPANY", "Acme Works", "ACQUIRED", "COMPANY", "Acme")),
]  # fmt: skip
STEPS = ("import", "change", "delete", "merge", "separate", "rename", "kind", "undo")
ASK = {
    "merge": ("mergeEntities", "MergeEntitiesInput"),
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
    query = f"mutation ($input: {kind}!) {{ {field}(input: $input) {{ __typename ... on UserError {{ message }} ... on Conflict {{ decisionId }} }} }}"
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
        case "merge":
            return {
                "keep": first,
                "merge": [second],
                "kind": ("COMPANY", "PERSON", "PRODUCT", None)[other % 4],
            }
        case "rename":
            return {"entity": first, "name": f"Name {other}"}
        case _:
            return {"entity": first, "kind": ("EVENT", "PRODUCT", "CONCEPT")[other % 3]}


async def undo_all(engine: Engine, database: Database, order: Random) -> None:
    """Undoes decisions that can be undone, in a random order, until there is none. One that cannot be undone names a later one."""
    while decided := await list_decisions(database):
        order.shuffle(decided)
        ids = {public_id(one.id) for one in decided}
        for one in decided:
            result = await change(engine, "undo", {"decision": public_id(one.id)})
            if result["__typename"] == "UndoneDecision":
                break
            assert result["__typename"] == "Conflict", result
            assert result["decisionId"] in ids - {public_id(one.id)}, result
        else:
            raise AssertionError(decided)


async def run_history(database: Database, history: Sequence[tuple[str, int, int]], order: Random) -> None:
    engine = Engine(database)
    await database.run("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n", name="test")
    for document in TALKS:
        await import_talk(database, ImportTalk(document))
    fresh = await fingerprint(database)

    for step, one, other in history:
        if step == "import":
            await import_talk(database, ImportTalk(TALKS[one % 3]))
        elif step == "change":
            await import_talk(database, ImportTalk(CHANGED[one % 3]))
        elif (input_ := await input_of(database, step, one, other)) is not None:
            await change(engine, step, input_)
        assert await find_drift(database) == []

    for document in TALKS:
        await import_talk(database, ImportTalk(document))
    await undo_all(engine, database, order)
    assert await find_drift(database) == []
    assert await fingerprint(database) == fresh


@pytest.mark.parametrize(
    "history",
    [
        [("merge", 0, 0), ("merge", 0, 1)],
        [("merge", 1, 0), ("rename", 0, 1), ("merge", 2, 0)],
        [("import", 0, 0), ("kind", 0, 0), ("merge", 7, 0)],
        [("separate", 0, 1), ("merge", 0, 1), ("separate", 0, 2), ("change", 1, 0)],
        [("merge", 0, 1), ("merge", 1, 2), ("merge", 0, 1), ("kind", 0, 2)],
        [("merge", 3, 2), ("delete", 0, 0), ("delete", 1, 0), ("delete", 2, 0)],
    ],
)
async def test_known_histories(clean_database: Database, history: list[tuple[str, int, int]]) -> None:
    await run_history(clean_database, history, Random(len(history)))


@HISTORIES
@given(
    st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 9), st.integers(0, 9)), max_size=6),
    st.randoms(use_true_random=False),
)
async def test_when_all_is_undone_the_graph_is_that_of_a_fresh_import(
    clean_database: Database, history: list[tuple[str, int, int]], order: Random
) -> None:
    await run_history(clean_database, history, order)

"""Random histories of imports, changed talks, merges, corrections of entities and talks, separations and deletions, some of them undone: when all decisions are undone, in any order
that is allowed, the graph is that of a fresh import."""

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.actions.decisions import list_decisions
from service.actions.imports.import_talk import TalkImport, import_talk
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
CHANGED = [
    talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"), ("COMPANY", "Acme", "CREATED", "PRODUCT", "Loom")),
    talk("two", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Zenith")),
    talk("three", ("COMPANY", "Acme Works", "ACQUIRED", "COMPANY", "Acme")),
]  # fmt: skip
STEPS = (
    "import", "change", "delete", "merge", "separate", "rename", "kind", "describe", "reject", "add", "video", "undo",
)  # fmt: skip
ASK = {
    "merge": ("mergeEntities", "MergeEntitiesInput"),
    "separate": ("separateEntities", "SeparateEntitiesInput"),
    "rename": ("updateEntity", "UpdateEntityInput"),
    "kind": ("updateEntity", "UpdateEntityInput"),
    "describe": ("updateEntity", "UpdateEntityInput"),
    "reject": ("rejectEvidence", "RejectEvidenceInput"),
    "add": ("addStatement", "AddStatementInput"),
    "video": ("updateVideo", "UpdateVideoInput"),
    "delete": ("deleteVideo", "DeleteVideoInput"),
    "undo": ("undo", "UndoInput"),
}
HISTORIES = settings(
    max_examples=4 if settings().max_examples <= 100 else 200,
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
        return {"decisions": [decided[one % len(decided)].id]} if decided else None
    if step == "reject":
        quotes = await read_ids(database, "MATCH (e:Evidence) RETURN e.id ORDER BY e.id")
        return {"evidence": quotes[one % len(quotes)]} if quotes else None
    if step == "video":
        said = (
            {"title": f"Title {other}"},
            {"publishedOn": f"2026-01-{other + 1:02}"},
            {"channel": "Looms", "url": f"https://talks.example/{one}"},
            {"title": "Both", "publishedOn": "1999-12-31", "channel": "Weaving"},
        )
        return {"video": f"video:{TALKS[one % 3].video.id}", **said[other % 4]}
    ids = await read_ids(database, "MATCH (e:Entity) RETURN e.id ORDER BY e.id")
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
        case "add":
            texts = await database.read(
                "MATCH (v:Video)-[:HAS_SEGMENT]->(s:Segment) RETURN v.id, s.text ORDER BY s.id", name="test"
            )
            video, quote = texts[(one + other) % len(texts)]
            new = {"name": f"Newcomer {other}", "kind": "PERSON"}
            target = new if other > 6 else {"entity": second}
            type_ = ("RELATED_TO", "MENTIONED_WITH")[one % 2]
            return {
                "video": video,
                "source": {"entity": first},
                "type": type_,
                "target": target,
                "quote": quote,
            }
        case "describe":
            said = (
                {"description": f"What {other} is."},
                {"aliases": [f"Alias {other}"]},
                {"description": None},
            )
            return {"entity": first, **said[other % 3]}
        case "rename":
            return {"entity": first, "name": f"Name {other}"}
        case _:
            return {"entity": first, "kind": ("EVENT", "PRODUCT", "CONCEPT")[other % 3]}


async def read_ids(database: Database, query: str) -> list[str]:
    return [row[0] for row in await database.read(query, name="test")]


async def undo_all(engine: Engine, database: Database, order: Random) -> None:
    """Undoes decisions that can be undone, in a random order, until there is none. One that cannot be undone names a later one."""
    while decided := [
        one for one in await list_decisions(database) if one.sort != "delete talk" or one.can_be_undone
    ]:
        order.shuffle(decided)
        ids = {one.id for one in decided}
        for one in decided:
            result = await change(engine, "undo", {"decisions": [one.id]})
            if result["__typename"] == "UndoneDecisions":
                break
            assert result["__typename"] == "Conflict", result
            assert result["decisionId"] in ids - {one.id}, result
        else:
            raise AssertionError(decided)


async def run_history(database: Database, history: Sequence[tuple[str, int, int]], order: Random) -> None:
    engine = Engine(database)
    await database.run("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n", name="test")
    for document in TALKS:
        await import_talk(database, TalkImport(document))
    fresh = await fingerprint(database)

    for step, one, other in history:
        if step == "import":
            await import_talk(database, TalkImport(TALKS[one % 3]))
        elif step == "change":
            await import_talk(database, TalkImport(CHANGED[one % 3]))
        elif (input_ := await input_of(database, step, one, other)) is not None:
            await change(engine, step, input_)
        assert await find_drift(database) == []

    for document in TALKS:
        await import_talk(database, TalkImport(document))
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
        [("reject", 0, 0), ("add", 1, 2), ("merge", 1, 0), ("reject", 1, 0), ("undo", 1, 0)],
        [("add", 0, 1), ("rename", 0, 3), ("reject", 2, 0), ("change", 0, 0), ("reject", 0, 0)],
        [("video", 0, 1), ("reject", 0, 0), ("video", 0, 3), ("add", 1, 0), ("kind", 2, 0)],
        [("reject", 1, 0), ("delete", 0, 0), ("import", 0, 0), ("add", 1, 8), ("describe", 0, 1)],
        [
            ("merge", 0, 1),
            ("delete", 0, 0),
            ("undo", 0, 0),
            ("delete", 1, 0),
            ("rename", 0, 1),
            ("undo", 1, 0),
        ],
        [("change", 0, 0), ("reject", 0, 0), ("delete", 0, 0), ("undo", 1, 0), ("undo", 0, 0)],
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

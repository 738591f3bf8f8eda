"""Mutations that correct entities and undo that, who did it and why, and requests that are sent twice."""

import asyncio
from typing import Any

import pytest

from service.access.scopes import Scope, expand
from service.access.viewer import Viewer
from service.actions.decisions import list_decisions
from service.actions.imports.import_talk import TalkImport, import_talk
from service.api.execution.engine import Engine
from service.errors import QueryTimeout
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.curator import CURATOR
from support.imported import with_talks
from support.talks import talk

pytestmark = pytest.mark.anyio

ONE = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))
TWO = talk("two", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Acme Works"))
OTHER = Viewer("KEY", "key:other", expand([Scope.CURATE]), "other")
FAULT = "... on UserError { __typename message code } ... on InvalidInput { path }"
MERGE = f"""mutation ($input: MergeEntitiesInput!) {{ mergeEntities(input: $input) {{
  ... on MergedEntities {{ entity {{ name }} merged {{ name }} videoCount dryRun }} {FAULT} }} }}"""
UPDATE = f"""mutation ($input: UpdateEntityInput!) {{ updateEntity(input: $input) {{
  ... on UpdatedEntity {{ entity {{ __typename name aliases videoCount }} videoCount droppedCount relatedCount dryRun }} {FAULT} }} }}"""
SEPARATE = f"""mutation ($input: SeparateEntitiesInput!) {{ separateEntities(input: $input) {{
  ... on SeparatedEntities {{ names entities(first: 5) {{ nodes {{ name }} }} dryRun }} {FAULT} }} }}"""
UNDO = f"""mutation ($input: UndoInput!) {{ undo(input: $input) {{
  ... on UndoneDecisions {{ decisions {{ id }} entities {{ nodes {{ name }} }} dryRun }} {FAULT} }} }}"""


@pytest.fixture
async def database(clean_database: Database) -> Database:
    return await with_talks(clean_database, ONE, TWO)


@pytest.fixture
def engine(database: Database) -> Engine:
    return Engine(database)


async def run(engine: Engine, query: str, viewer: Viewer | None = None, /, **input_: Any) -> Any:
    answer = await engine.execute(query, {"input": input_}, viewer=viewer)
    assert answer.keys() == {"data"}, answer
    [value] = answer["data"].values()
    return value


async def slugs(database: Database) -> dict[str, str]:
    return dict(await database.read("MATCH (e:Entity) RETURN e.name, e.slug", name="test"))


async def test_name_and_kind_are_corrected_and_undone(engine: Engine, database: Database) -> None:
    acme = (await slugs(database))["Acme"]
    before = await fingerprint(database)
    input_ = {"entity": acme, "name": "Acme Inc.", "kind": "EVENT", "reason": "It is a fair."}
    counts = {"videoCount": 1, "droppedCount": 0, "relatedCount": 1}

    tried = await run(engine, UPDATE, CURATOR, dryRun=True, **input_)
    assert await fingerprint(database) == before
    updated = await run(engine, UPDATE, CURATOR, **input_)
    assert await find_drift(database) == []
    decided = await list_decisions(database)

    now = {"__typename": "Company", "name": "Acme", "aliases": ["Acme"], "videoCount": 1}
    assert tried == {"entity": now, **counts, "dryRun": True}
    now = {"__typename": "Event", "name": "Acme Inc.", "aliases": ["Acme", "Acme Inc."], "videoCount": 1}
    assert updated == {"entity": now, **counts, "dryRun": False}
    assert [(one.sort, one.detail, one.by, one.reason) for one in decided] == [
        ("rename", "Acme Inc.", "curator", "It is a fair."),
        ("kind", "EVENT", "curator", "It is a fair."),
    ]

    for one in decided:
        undone = await run(engine, UNDO, OTHER, decisions=[one.id])
        assert (undone["decisions"], undone["dryRun"]) == ([{"id": one.id}], False)
    assert await fingerprint(database) == before
    assert await find_drift(database) == []
    assert (await run(engine, UNDO, decisions=[decided[0].id]))["__typename"] == "Conflict"


async def test_entities_are_separated_and_that_is_undone(engine: Engine, database: Database) -> None:
    of = await slugs(database)
    before = await fingerprint(database)
    separated = await run(
        engine, SEPARATE, CURATOR, entities=[of["Acme"], of["Acme Works"]], reason="Two firms."
    )
    [decided] = await list_decisions(database)
    undone = await run(engine, UNDO, decisions=[decided.id])

    nodes = [{"name": "Acme"}, {"name": "Acme Works"}]
    assert separated == {
        "names": ["Acme", "Acme Works"],
        "entities": {"nodes": nodes},
        "dryRun": False,
    }
    assert (decided.sort, decided.by, decided.reason) == ("two", "curator", "Two firms.")
    assert undone == {
        "decisions": [{"id": decided.id}],
        "entities": {"nodes": nodes},
        "dryRun": False,
    }
    assert await fingerprint(database) == before
    assert (await run(engine, SEPARATE, entities=[of["Acme"]]))["__typename"] == "InvalidInput"


async def test_a_request_that_is_sent_twice_is_carried_out_once(engine: Engine, database: Database) -> None:
    of = await slugs(database)
    input_ = {"keep": of["Acme"], "merge": [of["Acme Works"]], "idempotencyKey": "one"}
    expected = {
        "entity": {"name": "Acme"},
        "merged": [{"name": "Acme Works"}],
        "videoCount": 1,
        "dryRun": False,
    }

    tried = await run(engine, MERGE, CURATOR, dryRun=True, **input_)
    first = await run(engine, MERGE, CURATOR, **input_)
    after = await fingerprint(database)
    again = await run(engine, MERGE, CURATOR, **input_)
    other_input = await run(engine, MERGE, CURATOR, **input_ | {"reason": "Another."})
    other_field = await run(engine, UPDATE, CURATOR, entity=of["Acme"], name="A", idempotencyKey="one")
    other_client = await run(engine, MERGE, OTHER, **input_)
    long = await run(engine, MERGE, CURATOR, **input_ | {"idempotencyKey": "x" * 201})

    assert tried == expected | {"dryRun": True}
    assert (first, again) == (expected, expected)
    for one in (other_input, other_field):
        assert (one["__typename"], one["code"]) == ("Conflict", "CONFLICT")
    assert other_client["__typename"] == "NotFound"  # it is merged already
    assert (long["__typename"], long["path"]) == ("InvalidInput", ["input", "idempotencyKey"])
    assert await fingerprint(database) == after


async def test_undo_that_is_sent_twice_is_carried_out_once(engine: Engine, database: Database) -> None:
    of = await slugs(database)
    before = await fingerprint(database)
    await run(engine, UPDATE, CURATOR, entity=of["Acme"], name="Acme Inc.")
    await run(engine, MERGE, CURATOR, keep=of["Acme"], merge=[of["Acme Works"]])
    await run(engine, SEPARATE, CURATOR, entities=[of["Acme"], of["Ada Lovelace"]])
    listed = (await engine.execute("{ decisions { nodes { id kind } } }"))["data"]["decisions"]["nodes"]

    found: dict[str, Any] = {}
    for one in listed:
        input_ = {"decisions": [one["id"]], "idempotencyKey": f"undo {one['kind']}"}
        first, again = [await run(engine, UNDO, CURATOR, **input_) for _ in range(2)]
        assert first == again
        found[one["kind"]] = first["decisions"] == [{"id": one["id"]}]

    assert found == {"SEPARATE": True, "MERGE": True, "RENAME": True}
    await import_talk(database, TalkImport(TWO))
    assert await fingerprint(database) == before


async def test_a_key_is_kept_for_seven_days(engine: Engine, database: Database) -> None:
    of = await slugs(database)
    input_ = {"entity": of["Acme"], "name": "Acme Inc.", "idempotencyKey": "one"}
    await run(engine, UPDATE, CURATOR, **input_)
    age = "MATCH (key:IdempotencyKey) SET key.createdAt = datetime() - duration({days: $days})"
    await database.run(age, {"days": 6}, name="test")
    assert (await run(engine, UPDATE, CURATOR, **input_))["videoCount"] == 0
    await database.run(age, {"days": 8}, name="test")
    assert (await run(engine, UPDATE, CURATOR, **input_))["__typename"] == "InvalidInput"  # called so already


async def test_the_same_request_many_times_at_once(engine: Engine, database: Database) -> None:
    of = await slugs(database)
    input_ = {"keep": of["Acme"], "merge": [of["Acme Works"]], "idempotencyKey": "one"}
    found = await asyncio.gather(*(run(engine, MERGE, CURATOR, **input_) for _ in range(6)))
    assert all(one == found[0] for one in found)
    assert found[0]["merged"] == [{"name": "Acme Works"}]
    assert await find_drift(database) == []


async def test_a_saved_change_whose_result_cannot_be_read_says_that_it_was_saved(
    engine: Engine, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, acme = database.read, (await slugs(database))["Acme"]
    fails = True

    async def failing(statement: str, *arguments: Any, name: str, **options: Any) -> Any:
        if fails and "updateEntity" in name:
            raise QueryTimeout("The query took too long and was stopped. Ask for less.")
        return await read(statement, *arguments, name=name, **options)

    monkeypatch.setattr(database, "read", failing)
    input_ = {"entity": acme, "name": "Acme Inc.", "idempotencyKey": "one"}
    answer = await engine.execute(UPDATE, {"input": input_}, viewer=CURATOR)
    tried = await engine.execute(
        UPDATE, {"input": {"entity": acme, "name": "Other", "dryRun": True}}, viewer=CURATOR
    )
    fails = False

    [error] = answer["errors"]
    assert error["message"] == (
        "The change was saved, but its result could not be read: The query took too long and was stopped. Ask for less."
    )
    assert error["extensions"] == {"code": "TIMEOUT", "saved": True}
    assert tried["errors"][0]["extensions"] == {"code": "TIMEOUT"}
    assert [one.detail for one in await list_decisions(database)] == ["Acme Inc."]
    assert (await run(engine, UPDATE, CURATOR, **input_))["entity"]["name"] == "Acme Inc."
    assert len(await list_decisions(database)) == 1


async def test_a_saved_change_whose_result_cannot_be_read_does_not_stop_the_next_and_both_say_that_they_were_saved(
    engine: Engine, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, of = database.read, await slugs(database)
    failing = iter([True])

    async def read_once_failing(statement: str, *arguments: Any, name: str, **options: Any) -> Any:
        if "updateEntity" in name and next(failing, False):
            raise QueryTimeout("The query took too long and was stopped. Ask for less.")
        return await read(statement, *arguments, name=name, **options)

    monkeypatch.setattr(database, "read", read_once_failing)
    answer = await engine.execute(
        """mutation ($one: UpdateEntityInput!, $two: UpdateEntityInput!) {
            one: updateEntity(input: $one) { __typename }
            two: updateEntity(input: $two) { __typename }
        }""",
        {
            "one": {"entity": of["Acme"], "name": "Acme Inc."},
            "two": {"entity": of["Acme Works"], "name": "Works"},
        },
        viewer=CURATOR,
    )

    assert {one.detail for one in await list_decisions(database)} == {"Acme Inc.", "Works"}
    assert answer == {
        "data": None,
        "errors": [
            {
                "message": "The change was saved, but its result could not be read: The query took too long and was stopped. Ask for less.",
                "locations": [{"line": 2, "column": 13}],
                "path": ["one"],
                "extensions": {"code": "TIMEOUT", "saved": True},
            },
            {
                "message": "The change was saved, but the answer is without it, because the result of another one is missing.",
                "path": ["two"],
                "extensions": {"code": "TIMEOUT", "saved": True},
            },
        ],
    }

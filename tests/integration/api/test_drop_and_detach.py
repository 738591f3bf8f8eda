"""`dropEntity`, `detachName` and `removeAliases` over GraphQL."""

from typing import Any

import pytest

from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.curator import CURATOR
from support.imported import with_talks
from support.talks import talk

pytestmark = pytest.mark.anyio

ONE = talk(
    "one",
    ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"),
    ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Engine"),
)
FAULT = "... on UserError { __typename message code } ... on InvalidInput { path } ... on Conflict { revision decisionId }"
DROP = f"""mutation ($input: DropEntityInput!) {{ dropEntity(input: $input) {{
  ... on DroppedEntity {{ id slug name kind videoCount mentionCount evidenceCount dryRun decisions {{ id kind by reason }} }} {FAULT} }} }}"""
DETACH = f"""mutation ($input: DetachNameInput!) {{ detachName(input: $input) {{
  ... on DetachedName {{ name videoCount dryRun entity {{ name aliases }} other {{ name mentionCount }} decisions {{ id kind detail by reason }} }}
  {FAULT} }} }}"""
UPDATE = f"""mutation ($input: UpdateEntityInput!) {{ updateEntity(input: $input) {{
  ... on UpdatedEntity {{ entity {{ aliases }} decisions {{ id kind }} }} {FAULT} }} }}"""
UNDO = f"""mutation ($input: UndoInput!) {{ undo(input: $input) {{
  ... on UndoneDecisions {{ decisions {{ kind }} }} {FAULT} }} }}"""


@pytest.fixture
async def database(clean_database: Database) -> Database:
    """The entity Acme is also called Initech, and Engine is not."""
    known = ONE.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    known["segments"].append({"text": "Initech", "startSeconds": 20, "endSeconds": 29})
    acme = next(one for one in known["entities"] if one["name"] == "Acme")
    acme["aliases"] = ["Initech"]
    acme["mentions"].append({"segment": 2, "startOffset": 0, "endOffset": 7})
    return await with_talks(clean_database, type(ONE).model_validate(known))


@pytest.fixture
def engine(database: Database) -> Engine:
    return Engine(database)


async def run(engine: Engine, query: str, /, **input_: Any) -> Any:
    answer = await engine.execute(query, {"input": input_}, viewer=CURATOR)
    assert answer.keys() == {"data"}, answer
    [value] = answer["data"].values()
    return value


async def names(engine: Engine) -> dict[str, list[str]]:
    nodes = (await engine.execute("{ entities(first: 9) { nodes { name aliases } } }"))["data"]["entities"][
        "nodes"
    ]
    return {node["name"]: node["aliases"] for node in nodes}


async def test_an_entity_is_dropped_and_comes_back(engine: Engine, database: Database) -> None:
    before = await fingerprint(database)
    given = {"entity": "engine-product", "reason": "No engine.", "idempotencyKey": "k-1"}

    dry = await run(engine, DROP, entity="engine-product", dryRun=True)
    assert await fingerprint(database) == before
    dropped, again = [await run(engine, DROP, **given) for _ in range(2)]
    present = await names(engine)

    [decision] = dropped.pop("decisions")
    expected = {
        "id": dropped["id"],
        "slug": "engine-product",
        "name": "Engine",
        "kind": "PRODUCT",
        "videoCount": 1,
        "mentionCount": 1,
        "evidenceCount": 1,
    }
    assert dropped == {**expected, "dryRun": False}
    assert dry == {**expected, "dryRun": True, "decisions": []}
    assert again == {**dropped, "decisions": [decision]}
    assert decision == {"id": decision["id"], "kind": "DROP", "by": CURATOR.name, "reason": "No engine."}
    assert sorted(present) == ["Acme", "Ada Lovelace"]
    assert await run(engine, UNDO, decisions=[decision["id"]]) == {"decisions": [{"kind": "DROP"}]}
    assert await fingerprint(database) == before
    assert await find_drift(database) == []


async def test_a_name_is_detached_and_comes_back(engine: Engine, database: Database) -> None:
    before = await fingerprint(database)
    given = {"entity": "acme-company", "name": "initech", "reason": "Another firm.", "idempotencyKey": "k-1"}

    dry = await run(engine, DETACH, entity="acme-company", name="Initech", dryRun=True)
    assert await fingerprint(database) == before
    detached, again = [await run(engine, DETACH, **given) for _ in range(2)]

    [decision] = detached.pop("decisions")
    assert dry == {
        "name": "Initech",
        "videoCount": 1,
        "dryRun": True,
        "entity": {"name": "Acme", "aliases": ["Acme", "Initech"]},
        "other": None,
        "decisions": [],
    }
    assert detached == {
        "name": "initech",
        "videoCount": 1,
        "dryRun": False,
        "entity": {"name": "Acme", "aliases": ["Acme"]},
        "other": {"name": "Initech", "mentionCount": 1},
    }
    assert again == {**detached, "decisions": [decision]}
    assert decision == {
        "id": decision["id"],
        "kind": "DETACH",
        "detail": "initech",
        "by": CURATOR.name,
        "reason": "Another firm.",
    }
    assert await run(engine, UNDO, decisions=[decision["id"]]) == {"decisions": [{"kind": "DETACH"}]}
    assert await fingerprint(database) == before
    assert await find_drift(database) == []


async def test_added_names_are_removed_and_not_detached(engine: Engine, database: Database) -> None:
    before = await fingerprint(database)
    added = await run(engine, UPDATE, entity="acme-company", aliases=["Loomers"])
    held = await fingerprint(database)

    refused = await run(engine, DETACH, entity="acme-company", name="Loomers")
    of_talks = await run(engine, UPDATE, entity="acme-company", removeAliases=["Initech"])
    assert await fingerprint(database) == held
    removed = await run(engine, UPDATE, entity="acme-company", removeAliases=["LOOMERS"])

    assert added["entity"] == {"aliases": ["Acme", "Initech", "Loomers"]}
    assert refused == {
        "__typename": "Conflict",
        "message": "A person added the name 'Loomers' to Acme (acme-company): undo that decision first.",
        "code": "CONFLICT",
        "revision": None,
        "decisionId": added["decisions"][0]["id"],
    }
    assert of_talks == {
        "__typename": "InvalidInput",
        "message": "nobody added the name 'Initech' to Acme (acme-company): `detachName` removes a name that talks use",
        "code": "BAD_USER_INPUT",
        "path": ["input", "removeAliases", "0"],
    }
    assert removed == {"entity": {"aliases": ["Acme", "Initech"]}, "decisions": []}
    assert await fingerprint(database) == before

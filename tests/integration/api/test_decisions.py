"""Decisions over GraphQL: all of them, those of an entity, by their ids, in pages, and those that were undone."""

from typing import Any

import pytest

from service.access.viewer import Viewer
from service.actions.entities.correct_entity import RenameEntity, rename_entity
from service.actions.imports.import_talk import ImportTalk, import_talk
from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from support.curator import CURATOR
from support.talks import talk

pytestmark = pytest.mark.anyio

ONE = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))
TWO = talk("two", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Acme Works"))
MUTATIONS = """mutation ($acme: ID!, $works: ID!, $ada: ID!) {
  separateEntities(input: {entities: [$acme, $ada], reason: "A firm."}) { __typename }
  updateEntity(input: {entity: $ada, name: "Ada"}) { ... on UpdatedEntity { entity { decisions(first: 1) { nodes { kind detail } } } } }
  mergeEntities(input: {keep: $acme, merge: [$works], reason: "One firm."}) { __typename }
}"""
FIELDS = "id kind by reason detail undoneAt undoneBy entities { name } videos { id }"
ALL = f"query ($first: Int, $after: String) {{ decisions(first: $first, after: $after) {{ totalCount nodes {{ {FIELDS} }} pageInfo {{ hasNextPage endCursor }} }} }}"


async def ask(engine: Engine, query: str, viewer: Viewer | None = None, /, **variables: Any) -> Any:
    answer = await engine.execute(query, variables, viewer=viewer)
    assert answer.keys() == {"data"}, answer
    return answer["data"]


@pytest.mark.parametrize("compiled", [True, False], ids=["compiled", "reference"])
async def test_decisions(clean_database: Database, compiled: bool) -> None:
    database, engine = clean_database, Engine(clean_database, compiled=compiled)
    for document in (ONE, TWO):
        await import_talk(database, ImportTalk(document))
    ids = dict(await database.read("MATCH (e:Entity) RETURN e.name, e.id", name="test"))
    acme, works, ada = ids["Acme"], ids["Acme Works"], ids["Ada Lovelace"]
    assert (await ask(engine, ALL))["decisions"]["nodes"] == []

    made = await ask(engine, MUTATIONS, CURATOR, acme=acme, works=works, ada=ada)
    assert made["updateEntity"] == {"entity": {"decisions": {"nodes": [{"kind": "RENAME", "detail": "Ada"}]}}}
    found = (await ask(engine, ALL))["decisions"]

    pair = " ".join(sorted([acme, ada]))
    rename = found["nodes"][1].pop("id")
    assert found["totalCount"] == 3
    by: dict[str, Any] = {"by": "curator", "undoneAt": None, "undoneBy": None, "videos": []}
    merge: dict[str, Any] = {
        "id": f"decision:{works}", "kind": "MERGE", "reason": "One firm.", "detail": "Acme Works", "entities": [{"name": "Acme"}], **by,
    }  # fmt: skip
    renamed: dict[str, Any] = {
        "kind": "RENAME", "reason": None, "detail": "Ada", "entities": [{"name": "Ada"}], **by,
    }  # fmt: skip
    separated: dict[str, Any] = {
        "id": f"decision:{pair}", "kind": "SEPARATE", "reason": "A firm.", "detail": None,
        "entities": [{"name": "Acme"}, {"name": "Ada"}], **by,
    }  # fmt: skip
    assert found["nodes"] == [merge, renamed, separated]

    first = (await ask(engine, ALL, first=2))["decisions"]
    rest = (await ask(engine, ALL, after=first["pageInfo"]["endCursor"]))["decisions"]
    assert ([one["kind"] for one in first["nodes"]], first["pageInfo"]["hasNextPage"]) == (
        ["MERGE", "RENAME"],
        True,
    )
    assert rest["nodes"] == [separated]

    of = await ask(
        engine,
        f"query ($acme: ID!, $merge: ID!, $rename: ID!) {{ entity(by: {{id: $acme}}) {{ decisions {{ nodes {{ {FIELDS} }} }} }} "
        f"node(id: $merge) {{ ... on Decision {{ {FIELDS} }} }} nodes(ids: [$rename, $merge]) {{ id __typename }} }}",
        acme=acme,
        merge=merge["id"],
        rename=rename,
    )
    assert of["entity"]["decisions"]["nodes"] == [merge, separated]
    assert of["node"] == merge
    assert of["nodes"] == [{"id": one, "__typename": "Decision"} for one in (rename, merge["id"])]

    undo = "mutation ($decision: ID!) { undo(input: {decision: $decision}) { __typename ... on UserError { message } } }"
    assert await ask(engine, undo, CURATOR, decision=rename) == {"undo": {"__typename": "UndoneDecision"}}
    undone = (
        await ask(
            engine,
            "query ($id: ID!) { node(id: $id) { ... on Decision { kind undoneAt undoneBy } } }",
            id=rename,
        )
    )["node"]
    assert (undone["kind"], undone["undoneBy"]) == ("RENAME", "curator")
    assert undone["undoneAt"] is not None
    assert (await ask(engine, ALL))["decisions"]["totalCount"] == 3

    await rename_entity(database, RenameEntity(acme, "Acme Inc."))  # from the command line
    latest = (await ask(engine, ALL, first=1))["decisions"]["nodes"][0]
    assert (latest["kind"], latest["by"], latest["reason"]) == ("RENAME", None, None)

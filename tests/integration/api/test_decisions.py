"""Decisions over GraphQL: all of them, those of an entity, by their ids, in pages, and those that were undone."""

import re
from typing import Any

import pytest

from service.access.viewer import Viewer
from service.actions.entities import DropEntity, UpdateEntity, drop_entity, update_entity
from service.actions.imports.import_talk import TalkImport, import_talk
from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from service.graph.projections import fingerprint
from support.curator import CURATOR
from support.talks import talk

pytestmark = pytest.mark.anyio

ONE = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))
TWO = talk("two", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Acme Works"))
MUTATIONS = """mutation ($acme: ID!, $works: ID!, $ada: ID!) {
  separateEntities(input: {entities: [$acme, $ada], reason: "A firm."}) { ... on SeparatedEntities { decisions { id kind } } }
  updateEntity(input: {entity: $ada, name: "Ada"}) { ... on UpdatedEntity { decisions { id kind detail } } }
  mergeEntities(input: {keep: $acme, merge: [$works], reason: "One firm."}) { ... on MergedEntities { decisions { id kind } } }
}"""
UNDO = """mutation ($ids: [ID!]!, $dryRun: Boolean = false) { undo(input: {decisions: $ids, dryRun: $dryRun}) {
  __typename ... on UndoneDecisions { decisions { id kind undoneBy } entities { nodes { name } } dryRun }
  ... on UserError { message } ... on InvalidInput { path } ... on Conflict { decisionId } } }"""
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
        await import_talk(database, TalkImport(document))
    ids = dict(await database.read("MATCH (e:Entity) RETURN e.name, e.id", name="test"))
    acme, works, ada = ids["Acme"], ids["Acme Works"], ids["Ada Lovelace"]
    assert (await ask(engine, ALL))["decisions"]["nodes"] == []

    made = await ask(engine, MUTATIONS, CURATOR, acme=acme, works=works, ada=ada)
    ids = {one["decisions"][0]["kind"]: one["decisions"][0]["id"] for one in made.values()}
    assert made["updateEntity"]["decisions"] == [{"id": ids["RENAME"], "kind": "RENAME", "detail": "Ada"}]
    assert all(re.fullmatch("decision:[0-9a-f]{20}", id_) for id_ in ids.values())
    found = (await ask(engine, ALL))["decisions"]

    rename = found["nodes"][1].pop("id")
    assert rename == ids["RENAME"]
    assert found["totalCount"] == 3
    by: dict[str, Any] = {"by": "curator", "undoneAt": None, "undoneBy": None, "videos": []}
    merge: dict[str, Any] = {
        "id": ids["MERGE"], "kind": "MERGE", "reason": "One firm.", "detail": "Acme Works", "entities": [{"name": "Acme"}], **by,
    }  # fmt: skip
    renamed: dict[str, Any] = {
        "kind": "RENAME", "reason": None, "detail": "Ada", "entities": [{"name": "Ada"}], **by,
    }  # fmt: skip
    separated: dict[str, Any] = {
        "id": ids["SEPARATE"], "kind": "SEPARATE", "reason": "A firm.", "detail": None,
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

    everything = [ids["SEPARATE"], ids["MERGE"], ids["RENAME"]]
    undone = (await ask(engine, UNDO, CURATOR, ids=everything))["undo"]
    assert undone == {
        "__typename": "UndoneDecisions", "entities": {"nodes": [{"name": name} for name in ("Acme", "Acme Works", "Ada Lovelace")]},
        "decisions": [{"id": ids[kind], "kind": kind, "undoneBy": "curator"} for kind in ("SEPARATE", "MERGE", "RENAME")], "dryRun": False,
    }  # fmt: skip
    nodes = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Decision { id kind undoneBy } } changes(last: 3) { nodes { kind decisionIds decision { id } } } }"
    kept = await ask(engine, nodes, ids=everything)
    assert kept["nodes"] == undone["decisions"]
    assert kept["changes"]["nodes"] == [
        {"kind": "DECISION_UNDONE", "decisionIds": [ids[kind]], "decision": {"id": ids[kind]}}
        for kind in ("MERGE", "RENAME", "SEPARATE")
    ]
    assert (await ask(engine, ALL))["decisions"]["totalCount"] == 3

    await update_entity(database, UpdateEntity(acme, name="Acme Inc."))  # from the command line
    latest = (await ask(engine, ALL, first=1))["decisions"]["nodes"][0]
    assert (latest["kind"], latest["by"], latest["reason"]) == ("RENAME", None, None)


async def test_what_one_mutation_decided_is_undone_at_once(clean_database: Database) -> None:
    """The name rests on the kind, also if both were decided at the same moment: the order of the ids does not matter."""
    database, engine = clean_database, Engine(clean_database)
    await import_talk(database, TalkImport(ONE))
    before = await fingerprint(database)
    update = """mutation ($input: UpdateEntityInput!) { updateEntity(input: $input) { ... on UpdatedEntity { decisions { id kind detail } } } }"""
    input_ = {"entity": "acme-company", "kind": "EVENT", "name": "Fair", "aliases": ["Show"], "url": None}
    tried = await ask(engine, update, CURATOR, input=input_ | {"dryRun": True, "url": "https://acme.example"})
    made = await ask(engine, update, CURATOR, input=input_ | {"url": "https://acme.example"})

    assert tried["updateEntity"]["decisions"] == []
    decisions = made["updateEntity"]["decisions"]
    assert [(one["kind"], one["detail"]) for one in decisions] == [
        ("KIND", "EVENT"), ("RENAME", "Fair"), ("URL", "https://acme.example"), ("ALIAS", "Show"),
    ]  # fmt: skip
    ids = [one["id"] for one in decisions]
    after = await fingerprint(database)
    would = await ask(engine, UNDO, CURATOR, ids=ids, dryRun=True)
    assert await fingerprint(database) == after
    assert [one["undoneBy"] for one in would["undo"]["decisions"]] == [None] * 4
    await database.run("MATCH (d:Decision) SET d.decidedAt = datetime('2026-01-01T10:00:00Z')", name="test")
    undone = (await ask(engine, UNDO, CURATOR, ids=ids[::-1]))["undo"]
    assert [one["id"] for one in undone["decisions"]] == ids[::-1]
    assert await fingerprint(database) == before


async def test_decisions_are_undone_all_or_none(clean_database: Database) -> None:
    database, engine = clean_database, Engine(clean_database)
    for document in (ONE, TWO):
        await import_talk(database, TalkImport(document))
    ids = dict(await database.read("MATCH (e:Entity) RETURN e.name, e.id", name="test"))
    made = await ask(
        engine, MUTATIONS, CURATOR, acme=ids["Acme"], works=ids["Acme Works"], ada=ids["Ada Lovelace"]
    )
    pair, rename, merge = (one["decisions"][0]["id"] for one in made.values())
    drop = await correct_drop(database, ids["Acme"])
    before = await fingerprint(database)

    faults = [
        (await ask(engine, UNDO, CURATOR, ids=given))["undo"]
        for given in ([], [rename, "decision:0"], [rename, merge, pair])
    ]

    empty, unknown, later = faults
    assert (empty["__typename"], empty["path"]) == ("InvalidInput", ["input", "decisions"])
    assert (unknown["__typename"], unknown["message"]) == (
        "NotFound", "there is no decision with id 'decision:0': `decisions` lists them",
    )  # fmt: skip
    assert (later["__typename"], later["decisionId"]) == ("Conflict", drop)
    assert await fingerprint(database) == before
    assert await ask(engine, UNDO, CURATOR, ids=[merge, drop, rename, pair])
    again = (await ask(engine, UNDO, CURATOR, ids=[rename]))["undo"]
    assert (again["__typename"], again["message"].partition(",")[0]) == (
        "Conflict", f"the decision {rename} was undone already by curator",
    )  # fmt: skip


async def correct_drop(database: Database, entity: str) -> str:
    return (await drop_entity(database, DropEntity(entity))).decision

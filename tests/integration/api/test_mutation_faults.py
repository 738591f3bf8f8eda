"""What is wrong with an input of a mutation: the path to the value, the successor of a merged entity, and no word of the command line."""

from typing import Any

import pytest

from service.actions.entities import MergeEntities, merge_entities
from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from service.graph.projections import fingerprint
from support.curator import ask
from support.imported import entity, with_talks
from support.talks import talk

pytestmark = pytest.mark.anyio

ONE = talk(
    "one",
    ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"),
    ("COMPANY", "Acme", "CREATED", "PRODUCT", "Loom"),
)
TWO = talk(
    "two",
    ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Acme Works"),
    ("PERSON", "Ada Lovelace", "PARTICIPATED_IN", "EVENT", "Loom"),
)
QUOTE = "Ada Lovelace and Acme"
FAULT = "__typename ... on UserError { message } ... on InvalidInput { path } ... on NotFound { successor { name } }"
ADA, ACME, LOOM = {"entity": "ada-lovelace"}, {"entity": "acme-company"}, {"entity": "loom-product"}
STATEMENT = {"video": "one", "source": ADA, "type": "WORKS_AT", "target": ACME, "quote": QUOTE}
SAME = {"merge": ["acme-works-company"], "keep": "acme-company"}
MANY = [f"name {number}" for number in range(101)]

INVALID: list[tuple[str, dict[str, Any], list[str]]] = [
    ("mergeEntities", {"keep": "acme-company", "merge": []}, ["merge"]),
    (
        "mergeEntities",
        {"keep": "acme-company", "merge": ["acme-works-company", "acme-company"]},
        ["merge", "1"],
    ),
    ("mergeEntities", {"keep": "acme-company", "merge": ["ada-lovelace"]}, ["kind"]),
    ("mergeEntities", {"keep": "acme-company", "merge": MANY}, ["merge"]),
    ("mergeEntities", SAME | {"reason": "x" * 1001}, ["reason"]),
    ("mergeEntities", SAME | {"idempotencyKey": ""}, ["idempotencyKey"]),
    ("separateEntities", {"entities": ["acme-company"]}, ["entities"]),
    ("separateEntities", {"entities": ["acme-company", "acme-company"]}, ["entities"]),
    ("updateEntity", ACME, []),
    ("updateEntity", ACME | {"name": "…"}, ["name"]),
    ("updateEntity", ACME | {"name": "Acme Works"}, ["name"]),
    ("updateEntity", ACME | {"aliases": ["Zeta", "Acme Works"]}, ["aliases", "1"]),
    ("updateEntity", ACME | {"aliases": MANY}, ["aliases"]),
    ("updateEntity", LOOM | {"kind": "EVENT"}, ["kind"]),
    ("updateEntity", ACME | {"kind": "COMPANY"}, ["kind"]),
    ("updateEntity", ACME | {"url": "acme"}, ["url"]),
    ("updateEntity", ACME | {"description": ""}, ["description"]),
    ("addStatement", STATEMENT | {"quote": "Nobody said so"}, ["quote"]),
    ("addStatement", STATEMENT | {"target": {}}, ["target"]),
    ("addStatement", STATEMENT | {"target": {"name": "…", "kind": "EVENT"}}, ["target", "name"]),
    ("addStatement", STATEMENT | {"target": ADA}, ["type"]),
    ("addStatement", STATEMENT | {"target": ADA, "type": "RELATED_TO"}, ["target"]),
    ("addStatement", STATEMENT | {"target": LOOM, "type": "RELATED_TO", "label": "x" * 1001}, ["label"]),
    ("updateVideo", {"video": "one"}, []),
    ("updateVideo", {"video": "one", "title": None}, ["title"]),
    ("updateVideo", {"video": "one", "url": "here"}, ["url"]),
    ("updateVideo", {"video": "one", "speakers": [{"speaker": "Nobody"}]}, ["speakers", "0", "speaker"]),
    ("updateEntity", ACME | {"removeAliases": ["Acme"]}, ["removeAliases", "0"]),
    ("detachName", ACME | {"name": "Zeta"}, ["name"]),
    ("detachName", ACME | {"name": "Acme"}, ["name"]),
    ("undo", {"decisions": []}, ["decisions"]),
]
"""Field, input, and the path that is expected behind `input`."""

MERGED: list[tuple[str, dict[str, Any]]] = [
    ("updateEntity", {"entity": "acme-works-company", "name": "Works"}),
    ("mergeEntities", {"keep": "acme-works-company", "merge": ["loom-product"], "kind": "COMPANY"}),
    ("mergeEntities", {"keep": "loom-product", "merge": ["acme-works-company"], "kind": "COMPANY"}),
    ("separateEntities", {"entities": ["acme-works-company", "loom-product"]}),
    ("dropEntity", {"entity": "acme-works-company"}),
    ("detachName", {"entity": "acme-works-company", "name": "Acme Works"}),
    ("addStatement", STATEMENT | {"target": {"entity": "acme-works-company"}}),
    ("addStatement", STATEMENT | {"source": {"entity": "acme-works-company"}, "type": "RELATED_TO"}),
]
"""Field, and an input with an entity that was merged into Acme."""


async def change(engine: Engine, field: str, input_: dict[str, Any]) -> Any:
    kind = f"{field[0].upper()}{field[1:]}Input"
    return await ask(
        engine, f"mutation ($input: {kind}!) {{ {field}(input: $input) {{ {FAULT} }} }}", input=input_
    )


async def test_a_value_that_cannot_be_used_is_named_by_its_path(clean_database: Database) -> None:
    engine = Engine(await with_talks(clean_database, ONE, TWO))
    before = await fingerprint(clean_database)

    faults = [(field, input_, await change(engine, field, input_)) for field, input_, _ in INVALID]

    assert [(field, input_, fault["__typename"], fault.get("path")) for field, input_, fault in faults] == [
        (field, input_, "InvalidInput", ["input", *path]) for field, input_, path in INVALID
    ]
    words = [fault["message"] for _, _, fault in faults]
    assert [message for message in words if "videograph " in message or "--" in message] == []
    assert await fingerprint(clean_database) == before


async def test_a_merged_entity_is_not_found_and_its_successor_is_named(clean_database: Database) -> None:
    engine = Engine(await with_talks(clean_database, ONE, TWO))
    works = await entity(clean_database, "Acme Works")
    await merge_entities(clean_database, MergeEntities("acme-company", ("acme-works-company",)))
    before = await fingerprint(clean_database)

    for field, input_ in MERGED:
        fault = await change(engine, field, input_)
        assert (fault["__typename"], fault["successor"]) == ("NotFound", {"name": "Acme"}), (field, fault)
        assert fault["message"] == "'acme-works-company' (Acme Works) was merged into acme-company"
    by_id = await change(engine, "updateEntity", {"entity": works.id, "name": "Works"})
    unknown = await change(engine, "updateEntity", {"entity": "nothing", "name": "Works"})

    assert by_id["successor"] == {"name": "Acme"}
    assert (unknown["__typename"], unknown["successor"]) == ("NotFound", None)
    assert await fingerprint(clean_database) == before

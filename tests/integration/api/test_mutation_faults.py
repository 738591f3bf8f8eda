"""What is wrong with an input of a mutation: the path to the value, what is not there or was changed meanwhile, the successor of a merged entity,
and no word of the command line. A refused mutation changes nothing."""

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
ONE = ONE.model_copy(
    update={"entities": tuple(one.model_copy(update={"description": "As is said."}) for one in ONE.entities)}
)
TWO = talk(
    "two",
    ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Acme Works"),
    ("PERSON", "Ada Lovelace", "PARTICIPATED_IN", "EVENT", "Loom"),
    url="https://talks.example/two",
)
QUOTE = "Ada Lovelace and Acme"
FAULT = "__typename ... on UserError { message } ... on InvalidInput { path } ... on NotFound { successor { name } } ... on Conflict { revision }"
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
    ("updateEntity", ACME | {"name": "Acme"}, ["name"]),
    ("updateEntity", ACME | {"kind": "EVENT", "name": "..."}, ["name"]),  # though the kind could be changed
    ("updateEntity", ACME | {"aliases": ["Zeta", "Acme Works"]}, ["aliases", "1"]),
    ("updateEntity", ACME | {"aliases": MANY}, ["aliases"]),
    ("updateEntity", LOOM | {"kind": "EVENT"}, ["kind"]),
    ("updateEntity", ACME | {"kind": "COMPANY"}, ["kind"]),
    ("updateEntity", ACME | {"aliases": ["ACME"]}, ["aliases", "0"]),
    ("updateEntity", ACME | {"aliases": ["AG", "?!"]}, ["aliases", "1"]),
    ("updateEntity", ACME | {"url": "acme"}, ["url"]),
    ("updateEntity", ACME | {"url": None}, ["url"]),
    ("updateEntity", ACME | {"description": ""}, ["description"]),
    ("updateEntity", ACME | {"description": "As is said."}, ["description"]),
    ("addStatement", STATEMENT | {"quote": "Nobody said so"}, ["quote"]),
    ("addStatement", STATEMENT | {"source": ACME, "target": ADA}, ["type"]),
    ("addStatement", STATEMENT | {"type": "FOUNDED", "past": True}, ["past"]),
    ("addStatement", STATEMENT | {"source": {}}, ["source"]),
    ("addStatement", STATEMENT | {"source": ADA | {"name": "Ada"}}, ["source"]),
    ("addStatement", STATEMENT | {"source": {"name": "?!", "kind": "PERSON"}}, ["source", "name"]),
    ("addStatement", STATEMENT | {"target": {}}, ["target"]),
    ("addStatement", STATEMENT | {"target": {"name": "…", "kind": "EVENT"}}, ["target", "name"]),
    ("addStatement", STATEMENT | {"target": ADA}, ["type"]),
    ("addStatement", STATEMENT | {"target": ADA, "type": "RELATED_TO"}, ["target"]),
    ("addStatement", STATEMENT | {"target": LOOM, "type": "RELATED_TO", "label": "x" * 1001}, ["label"]),
    ("updateVideo", {"video": "one"}, []),
    ("updateVideo", {"video": "one", "title": "Talk one"}, []),
    ("updateVideo", {"video": "one", "title": None}, ["title"]),
    ("updateVideo", {"video": "one", "title": "  "}, ["title"]),
    ("updateVideo", {"video": "one", "url": "here"}, ["url"]),
    ("updateVideo", {"video": "one", "speakers": [{"speaker": "Nobody"}]}, ["speakers", "0", "speaker"]),
    ("updateEntity", ACME | {"removeAliases": ["Acme"]}, ["removeAliases", "0"]),
    ("detachName", ACME | {"name": "Zeta"}, ["name"]),
    ("detachName", ACME | {"name": "Acme"}, ["name"]),
    ("undo", {"decisions": []}, ["decisions"]),
]
"""Field, input, and the path that is expected behind `input`."""
WORDS = (
    "Acme (acme-company) cannot be merged with itself",
    "Ada Lovelace is a PERSON, Acme is a COMPANY",
    "nothing is given to change: give `name`, `kind`, `description`, `url`, `wikidata`, `aliases` or `removeAliases`",
)
"""How some of their messages begin."""

MISSING: list[tuple[str, dict[str, Any]]] = [
    ("deleteVideo", {"video": "none"}),
    ("mergeEntities", {"keep": "acme-company", "merge": ["none"]}),
    ("mergeEntities", {"keep": "none", "merge": ["acme-company"]}),
    ("separateEntities", {"entities": ["acme-company", "none"]}),
    ("updateEntity", {"entity": "none", "name": "Works"}),
    ("dropEntity", {"entity": "none"}),
    ("detachName", {"entity": "none", "name": "a"}),
    ("rejectEvidence", {"evidence": "evidence:none"}),
    ("addStatement", STATEMENT | {"source": {"entity": "none"}}),
    ("addStatement", STATEMENT | {"video": "none"}),
    ("updateVideo", {"video": "none", "title": "A"}),
    ("undo", {"decisions": ["decision:none"]}),
]
"""Field, and an input with something that is not in the graph."""

LATE: list[tuple[str, dict[str, Any]]] = [
    ("deleteVideo", {"video": "one", "ifRevision": 99999}),
    ("updateVideo", {"video": "one", "title": "A", "ifRevision": 99999}),
    ("updateEntity", ACME | {"name": "Works", "ifRevision": 99999}),
    ("dropEntity", ACME | {"ifRevision": 99999}),
    ("detachName", ACME | {"name": "Acme", "ifRevision": 99999}),
]
"""Field, and an input with a revision that the video or entity does not have."""

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
    assert [sum(message.startswith(begin) for message in words) for begin in WORDS] == [1, 1, 1]
    assert await fingerprint(clean_database) == before


async def test_what_is_not_there_or_was_changed_meanwhile_is_said(clean_database: Database) -> None:
    engine = Engine(await with_talks(clean_database, ONE, TWO))
    before = await fingerprint(clean_database)
    revisions = (
        "MATCH (v:Video {id: 'video:one'}), (e:Entity {slug: 'acme-company'}) RETURN v.revision, e.revision"
    )

    missing = [(field, input_, await change(engine, field, input_)) for field, input_ in MISSING]
    late = [(field, input_, await change(engine, field, input_)) for field, input_ in LATE]
    taken = await change(engine, "updateVideo", {"video": "one", "url": "https://talks.example/two"})

    assert [(field, input_, fault["__typename"], fault["successor"]) for field, input_, fault in missing] == [
        (field, input_, "NotFound", None) for field, input_ in MISSING
    ]
    [[video, acme]] = await clean_database.read(revisions, name="test")
    assert [(field, fault["__typename"], fault["revision"]) for field, _, fault in late] == [
        (field, "Conflict", video if "video" in input_ else acme) for field, input_ in LATE
    ]
    assert taken["__typename"] == "Conflict"
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

    assert by_id["successor"] == {"name": "Acme"}
    assert await fingerprint(clean_database) == before

"""The revision of an entity: another one exactly after changes of what clients see of it, and `ifRevision` of mutations."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest

from service.api.execution.engine import Engine
from service.curation.load import delete_video, import_document
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.imported import with_talks
from support.talks import talk

pytestmark = pytest.mark.anyio

ONE = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))
TWO = talk("two", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Acme Works"))
THREE = talk("three", ("PERSON", "Bo Diaz", "CREATED", "PRODUCT", "Engine"))
SEEN = """{ entities(first: 6) { nodes {
  id revision slug name kind aliases description url mentionCount videoCount relationshipCount firstMentionedOn lastMentionedOn
  mentions(first: 9) { nodes { id text video { id } } }
  relationships(first: 9) { nodes { id type past lastSaidOn evidenceCount evidence(first: 3) { nodes { id quote past } } } }
  decisions(first: 9) { nodes { kind detail undoneAt } }
} } }"""
FAULT = "__typename ... on UserError { message } ... on Conflict { revision } ... on InvalidInput { path }"


@pytest.fixture
async def engine(clean_database: Database) -> Engine:
    return Engine(await with_talks(clean_database, ONE, TWO, THREE))


async def look(engine: Engine) -> dict[str, dict[str, Any]]:
    answer = await engine.execute(SEEN)
    assert answer.keys() == {"data"}, answer
    nodes = answer["data"]["entities"]["nodes"]
    return {node["id"]: node for node in nodes}


async def mutate(engine: Engine, name: str, /, **given: Any) -> dict[str, Any]:
    kind = f"{name[0].upper()}{name[1:]}Input!"
    query = f"mutation ($input: {kind}) {{ {name}(input: $input) {{ {FAULT} }} }}"
    return (await engine.execute(query, {"input": given}))["data"][name]


async def changed(engine: Engine, work: Callable[[], Awaitable[Any]]) -> set[str]:
    """Returns the names of the entities that have another revision after the work, and of those that came or went. They are those of which
    something else is seen."""
    before = await look(engine)
    await work()
    after = await look(engine)
    both = before.keys() & after.keys()
    anew = {id_ for id_ in both if before[id_]["revision"] != after[id_]["revision"]}
    other = {id_ for id_ in both if before[id_] | {"revision": 0} != after[id_] | {"revision": 0}}
    assert anew == other
    latest = max((one["revision"] for one in before.values()), default=0)
    assert all(after[id_]["revision"] > latest for id_ in anew | after.keys() - before.keys())
    return {(before | after)[id_]["name"] for id_ in anew | (before.keys() ^ after.keys())}


async def test_another_revision_after_each_change_of_what_is_seen(engine: Engine) -> None:
    database, slugs = engine.database, {one["name"]: one["slug"] for one in (await look(engine)).values()}
    ada, acme, works = slugs["Ada Lovelace"], slugs["Acme"], slugs["Acme Works"]

    async def on(name: str, /, **given: Any) -> set[str]:
        answers: list[Any] = []

        async def work() -> None:
            answers.append(await mutate(engine, name, **given))

        found = await changed(engine, work)
        assert "message" not in answers[0], answers
        return found

    async def load(document: Any) -> set[str]:
        return await changed(engine, lambda: import_document(database, document))

    async def undo_latest() -> set[str]:
        query = "{ decisions(first: 20) { nodes { id undoneAt } } }"
        nodes = (await engine.execute(query))["data"]["decisions"]["nodes"]
        latest = next(node["id"] for node in nodes if node["undoneAt"] is None)
        return await on("undo", decisions=[latest])

    dated = ONE.model_copy(update={"video": ONE.video.model_copy(update={"published_on": date(2026, 5, 4)})})
    assert await load(ONE) == set()
    assert (
        await load(ONE.model_copy(update={"video": ONE.video.model_copy(update={"title": "Other"})})) == set()
    )
    assert await load(dated) == {"Ada Lovelace", "Acme"}
    assert await on("updateVideo", video="video:two", title="Another title") == set()
    assert await on("updateVideo", video="video:two", publishedOn="2026-06-01") == {
        "Ada Lovelace",
        "Acme Works",
    }
    assert await on("updateEntity", entity=acme, description="A maker of looms.") == {"Acme"}
    assert await undo_latest() == {"Acme"}
    assert await on("updateEntity", entity=acme, aliases=["Loomers"]) == {"Acme"}
    assert await on("updateEntity", entity=ada, name="Ada King") == {"Ada King"}
    assert await undo_latest() == {"Ada Lovelace"}
    assert await on("separateEntities", entities=[acme, works]) == {"Acme", "Acme Works"}
    assert await undo_latest() == {"Acme", "Acme Works"}
    assert await on("mergeEntities", keep=acme, merge=[works]) == {"Acme", "Acme Works", "Ada Lovelace"}
    assert await undo_latest() == {"Acme", "Acme Works", "Ada Lovelace"}
    assert await on("updateEntity", entity=works, kind="EVENT") == {"Acme Works", "Ada Lovelace"}
    assert await undo_latest() == {"Acme Works", "Ada Lovelace"}
    bo = next(one for one in (await look(engine)).values() if one["name"] == "Bo Diaz")
    quote = bo["relationships"]["nodes"][0]["evidence"]["nodes"][0]["id"]
    assert await on("rejectEvidence", evidence=quote) == {"Bo Diaz", "Engine"}
    assert await undo_latest() == {"Bo Diaz", "Engine"}
    assert await changed(engine, lambda: delete_video(database, "video:three")) == {"Bo Diaz", "Engine"}
    assert await load(THREE) == {"Bo Diaz", "Engine"}
    assert await on("updateEntity", entity=acme, description="Not made.", dryRun=True) == set()
    assert await find_drift(database) == []


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("updateEntity", {"entity": "acme", "description": "A maker of looms.", "ifRevision": -1}),
        ("updateEntity", {"entity": "acme", "name": "Acme Inc.", "kind": "EVENT", "ifRevision": -1}),
        ("mergeEntities", {"keep": "acme", "merge": ["works"], "ifRevisions": [("works", 0), ("acme", -1)]}),
        ("separateEntities", {"entities": ["works", "acme"], "ifRevisions": [("acme", -1), ("works", 0)]}),
    ],
)
async def test_a_decision_is_refused_if_an_entity_was_changed_meanwhile(
    engine: Engine, name: str, given: dict[str, Any]
) -> None:
    there = {one["name"]: one for one in (await look(engine)).values()}
    short = {"acme": there["Acme"], "works": there["Acme Works"]}
    revision, slug = there["Acme"]["revision"], there["Acme"]["slug"]

    def sent(offset: int) -> dict[str, Any]:
        values = {key: short[value]["slug"] for key, value in given.items() if value in ("acme", "works")}
        values |= {
            key: [short[one]["id"] for one in given[key]] for key in ("merge", "entities") if key in given
        }
        if "ifRevisions" in given:
            values["ifRevisions"] = [
                {"entity": short[one]["slug"], "revision": short[one]["revision"] + offset * off}
                for one, off in given["ifRevisions"]
            ]
        if "ifRevision" in given:
            values["ifRevision"] = revision + offset * given["ifRevision"]
        return given | values

    before = await fingerprint(engine.database)
    refused = await mutate(engine, name, **sent(1))
    dry = await mutate(engine, name, **sent(1), dryRun=True)
    assert await fingerprint(engine.database) == before

    assert (
        refused
        == dry
        == {
            "__typename": "Conflict",
            "message": f"Acme ({slug}) has revision {revision}, not {revision - 1}: it was changed meanwhile. Read it again first.",
            "revision": revision,
        }
    )
    assert "message" not in await mutate(engine, name, **sent(0))


async def test_revisions_of_other_entities_are_refused(engine: Engine) -> None:
    there = {one["name"]: one for one in (await look(engine)).values()}
    other = there["Engine"]
    seen = [{"entity": other["slug"], "revision": other["revision"]}]

    answer = await mutate(
        engine,
        "mergeEntities",
        keep=there["Acme"]["slug"],
        merge=[there["Acme Works"]["slug"]],
        ifRevisions=seen,
    )

    assert answer == {
        "__typename": "InvalidInput",
        "message": f"ifRevisions has '{other['slug']}', which is none of the entities of this decision",
        "path": ["input", "ifRevisions"],
    }

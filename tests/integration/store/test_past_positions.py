"""Positions are past once the person has left, in any order of imports, until a later talk says that they hold."""

from datetime import date
from itertools import permutations

import pytest

from service.api.execution.engine import Engine
from service.curation.load import delete_video, import_document
from service.graph.driver.database import Database
from service.graph.projections import find_drift, repair
from support.talks import talk

pytestmark = pytest.mark.anyio

ADA, ACME = ("PERSON", "Ada Lovelace"), ("COMPANY", "Acme")
WORKS = talk("works", (*ADA, "WORKS_AT", *ACME), (*ADA, "FOUNDED", *ACME), publishedOn=date(2024, 1, 1))
LEFT = talk("left", (*ADA, "LEFT", *ACME), publishedOn=date(2025, 1, 1))
AGAIN = talk("again", (*ADA, "WORKS_AT", *ACME), publishedOn=date(2026, 1, 1))
ASKED = """{ relationships(first: 9, orderBy: [{field: LAST_SAID_ON}]) { nodes { type past } }
  past: relationships(where: {past: true}) { nodes { type } }
  entity(by: {slug: "ada-lovelace"}) { neighbors(where: {past: true}) { nodes { name } } } }"""


async def past(database: Database) -> dict[str, bool]:
    response = await Engine(database).execute(ASKED)
    data = response["data"]
    found = {one["type"]: one["past"] for one in data["relationships"]["nodes"]}
    assert {one["type"] for one in data["past"]["nodes"]} == {
        type_ for type_, value in found.items() if value
    }
    assert [one["name"] for one in data["entity"]["neighbors"]["nodes"]] == ["Acme"] * any(found.values())
    return found


@pytest.mark.parametrize("order", [*permutations(range(3))])
async def test_in_any_order_of_imports(clean_database: Database, order: tuple[int, ...]) -> None:
    talks = [WORKS, LEFT, AGAIN]
    for place in order:
        await import_document(clean_database, talks[place])
    assert await past(clean_database) == {"WORKS_AT": False, "LEFT": False, "FOUNDED": False}

    await delete_video(clean_database, "again")
    assert await past(clean_database) == {"WORKS_AT": True, "LEFT": False, "FOUNDED": False}
    assert await find_drift(clean_database) == []

    await delete_video(clean_database, "left")
    assert await past(clean_database) == {"WORKS_AT": False, "FOUNDED": False}
    assert await find_drift(clean_database) == []


async def test_what_drifted_is_repaired(clean_database: Database) -> None:
    for one in (WORKS, LEFT):
        await import_document(clean_database, one)
    await clean_database.run("MATCH ()-[r:WORKS_AT]->() SET r.past = false", name="set")

    assert [
        (drift.noun, drift.stored[0]["past"], drift.expected[0]["past"])
        for drift in await find_drift(clean_database)
    ] == [("relationship", False, True)]
    await repair(clean_database)
    assert await past(clean_database) == {"WORKS_AT": True, "LEFT": False, "FOUNDED": False}
    assert await find_drift(clean_database) == []

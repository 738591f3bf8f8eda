"""Which of several equally strong quotes of a connection comes first, and is shown: the one that was said earlier in its talk."""

from itertools import permutations

import pytest

from service.actions.imports.import_talk import TalkImport, import_talk
from service.actions.videos import DeleteVideo, delete_video
from service.api.execution.engine import Engine
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.talks import talk

pytestmark = pytest.mark.anyio

ADA = ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Loom")
BO = ("PERSON", "Bo Diaz", "LEADS", "COMPANY", "Acme")
ONE = talk("one", BO, ADA, ADA, ADA, ADA, ADA, ADA)
TWO = talk("two", BO, BO, BO, ADA, ADA, ADA)
THREE = talk("three", BO, BO, BO, BO, BO, ADA, ADA)
ASK = "{ entity(by: {slug: %s}) { relationships(first: 1) { edges { node { evidence(first: 20) { nodes { id startSeconds } } } } } } }"


async def seconds(database: Database, slug: str) -> list[float]:
    """When the quotes of the person's only connection were said, in their order. The first of them is its quote."""
    answer = await Engine(database).execute(ASK % f'"{slug}"')
    [edge] = answer["data"]["entity"]["relationships"]["edges"]
    quotes = edge["node"]["evidence"]["nodes"]
    shown = await database.read(
        "MATCH (:Person {slug: $slug})-[r:CREATED|LEADS]->() RETURN r.quoteId", {"slug": slug}, name="shown"
    )
    assert shown == [[quotes[0]["id"]]]
    return [one["startSeconds"] for one in quotes]


async def test_quotes_are_in_the_order_of_their_seconds(clean_database: Database) -> None:
    await import_talk(clean_database, TalkImport(ONE))
    assert await seconds(clean_database, "ada-lovelace") == [10, 20, 30, 40, 50, 60]

    await import_talk(clean_database, TalkImport(THREE))
    assert await seconds(clean_database, "ada-lovelace") == [10, 20, 30, 40, 50, 50, 60, 60]
    assert await seconds(clean_database, "bo-diaz") == [0, 0, 10, 20, 30, 40]

    await delete_video(clean_database, DeleteVideo("one"))
    assert await seconds(clean_database, "ada-lovelace") == [50, 60]

    earlier = talk("three", ADA, BO, ADA)
    await import_talk(clean_database, TalkImport(earlier))
    assert await seconds(clean_database, "ada-lovelace") == [0, 20]
    assert await find_drift(clean_database) == []


async def test_the_graph_is_the_same_in_every_order_of_import(clean_database: Database) -> None:
    found: set[str] = set()
    for order in permutations((ONE, TWO, THREE)):
        await clean_database.run("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n", name="test")
        for document in order:
            await import_talk(clean_database, TalkImport(document))
        found.add(str(await fingerprint(clean_database)))
        assert await seconds(clean_database, "ada-lovelace") == [10, 20, 30, 30, 40, 40, 50, 50, 50, 60, 60]
    assert len(found) == 1

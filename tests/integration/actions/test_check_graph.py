"""A graph examined, repaired, and brought up to this program's schema."""

import pytest

from service.actions.graph import CheckGraph, GraphCheck, MigrationReport, check_graph, migrate
from service.actions.imports.import_talk import TalkImport, import_talk
from service.graph.driver.database import Database
from service.graph.health import read_counts, read_schema, read_server
from service.graph.migrations import read_migrations
from support.talks import talk

pytestmark = pytest.mark.anyio

MIGRATIONS = [migration.source for migration in read_migrations()]


async def test_drift_is_found_and_repaired(clean_database: Database) -> None:
    await import_talk(
        clean_database, TalkImport(talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme")))
    )
    fine = GraphCheck(
        await read_server(clean_database),
        applied=len(MIGRATIONS),
        schema=await read_schema(clean_database),
        drift=[],
        counts=await read_counts(clean_database),
    )
    assert fine.counts["videos"] == 1
    assert await check_graph(clean_database, CheckGraph(repair=True)) == fine

    await clean_database.run("MATCH (e:Entity) SET e.mentionCount = 7", name="drift")
    found = await check_graph(clean_database, CheckGraph())
    assert (len(found.drift), found.repaired) == (2, None)
    repaired = await check_graph(clean_database, CheckGraph(repair=True))
    assert (repaired.drift, repaired.repaired) == ([], 2)
    assert await check_graph(clean_database, CheckGraph()) == fine


@pytest.mark.nightly
async def test_an_empty_database_is_migrated(empty_database: Database) -> None:
    assert await check_graph(empty_database, CheckGraph()) == GraphCheck(
        await read_server(empty_database), pending=MIGRATIONS
    )
    assert await migrate(empty_database) == MigrationReport(MIGRATIONS, MIGRATIONS)
    assert await migrate(empty_database) == MigrationReport([], MIGRATIONS)
    assert (await check_graph(empty_database, CheckGraph())).applied == len(MIGRATIONS)

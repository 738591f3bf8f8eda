"""Migrations on a real graph: applied once, in order, by one process at a time, and never on a graph that differs."""

from pathlib import Path
from shutil import copytree

import anyio
import pytest

from service.errors import MigrationError, VideographError
from service.graph import migrations
from service.graph.driver.database import Database
from service.graph.statements import statement
from service.resources import cypher_folder

pytestmark = pytest.mark.anyio


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "V0001__Constrain.cypher").write_text(
        "CREATE CONSTRAINT a_id IF NOT EXISTS FOR (a:A) REQUIRE a.id IS UNIQUE;"
    )
    (tmp_path / "V0002__Fill.cypher").write_text("CREATE (:A {id: 1}); CREATE (:A {id: 2});")
    return tmp_path


async def names(database: Database, folder: Path) -> list[str]:
    return [migration.version for migration in await migrations.applied(database, folder)]


async def test_pending_ones_are_applied_once(empty_database: Database, folder: Path) -> None:
    assert [one.version for one in await migrations.pending(empty_database, folder)] == ["0001", "0002"]

    done = await migrations.apply(empty_database, folder)

    assert [one.description for one in done] == ["Constrain", "Fill"]
    assert await migrations.apply(empty_database, folder) == []
    assert await names(empty_database, folder) == ["0001", "0002"]
    assert await empty_database.read("MATCH (a:A) RETURN a.id ORDER BY a.id", name="test") == [[1], [2]]
    chain = (
        "MATCH p = (:__Neo4jMigration {version: 'BASELINE'})-[:MIGRATED_TO*]->(m) RETURN m.version, m.source"
    )
    assert await empty_database.read(chain, name="test") == [
        ["0001", "V0001__Constrain.cypher"],
        ["0002", "V0002__Fill.cypher"],
    ]
    assert await empty_database.read("MATCH (l:__Neo4jMigrationsLock) RETURN l", name="test") == []


async def test_data_that_fails_leaves_nothing_and_can_be_tried_again(
    empty_database: Database, folder: Path
) -> None:
    second = folder / "V0002__Fill.cypher"
    good = second.read_text()
    second.write_text("CREATE (:A {id: 1}); CREATE (:A {id: 1});")

    with pytest.raises(VideographError):
        await migrations.apply(empty_database, folder)

    assert await names(empty_database, folder) == ["0001"]
    assert await empty_database.read("MATCH (a:A) RETURN a", name="test") == []
    second.write_text(good)
    assert [one.version for one in await migrations.apply(empty_database, folder)] == ["0002"]


async def test_a_changed_file_is_an_error(empty_database: Database, folder: Path) -> None:
    await migrations.apply(empty_database, folder)
    (folder / "V0002__Fill.cypher").write_text("CREATE (:A {id: 3});")

    for ask in (migrations.pending, migrations.applied, migrations.apply):
        with pytest.raises(MigrationError, match=r"V0002__Fill\.cypher is not what was applied"):
            await ask(empty_database, folder)


async def test_a_graph_of_a_newer_program_is_an_error(empty_database: Database, folder: Path) -> None:
    await migrations.apply(empty_database, folder)
    (folder / "V0002__Fill.cypher").unlink()

    with pytest.raises(
        MigrationError, match=r"has migration V0002 \(Fill\), which this program does not know"
    ):
        await migrations.apply(empty_database, folder)


async def test_a_gap_in_the_graph_is_an_error(empty_database: Database, folder: Path) -> None:
    await migrations.apply(empty_database, folder)
    await empty_database.run("MATCH (m:__Neo4jMigration {version: '0001'}) DETACH DELETE m", name="by hand")

    with pytest.raises(MigrationError, match="has V0002 but not V0001"):
        await migrations.pending(empty_database, folder)


async def test_four_at_once_apply_each_once(empty_database: Database, folder: Path) -> None:
    done: list[list[str]] = []

    async def one() -> None:
        done.append([migration.version for migration in await migrations.apply(empty_database, folder)])

    async with anyio.create_task_group() as tasks:
        for _ in range(4):
            tasks.start_soon(one)

    assert sorted(done) == [[], [], [], ["0001", "0002"]]
    assert await empty_database.read("MATCH (a:A) RETURN count(a)", name="test") == [[2]]


async def test_a_lock_that_is_held_is_waited_for_and_one_left_behind_is_taken(
    empty_database: Database, folder: Path
) -> None:
    async def hold(seconds: int) -> None:
        held = {"owner": "another", "seconds": seconds}
        await empty_database.run(statement("migration_lock/take"), held, name="test")

    await hold(60)
    with pytest.raises(MigrationError, match="another process has been migrating this graph"):
        await migrations.apply(empty_database, folder, wait_seconds=0.5)
    assert await names(empty_database, folder) == []

    await empty_database.run("MATCH (l:__Neo4jMigrationsLock) DELETE l", name="test")
    await hold(-1)
    assert len(await migrations.apply(empty_database, folder)) == 2


async def test_a_step_in_parts_goes_on_where_it_was_interrupted(
    empty_database: Database, folder: Path
) -> None:
    create = "CREATE (:A {id: 1}); CREATE (:A {id: 2}); CREATE (:A {id: 3}); CREATE (:A {id: 4}); CREATE (:A {id: 5});"
    (folder / "V0002__Fill.cypher").write_text(create)
    third = folder / "V0003__Double.cypher"
    good = (
        "MATCH (a:A) WHERE a.twice IS NULL WITH a ORDER BY a.id "
        "CALL (a) { SET a.twice = 2 * a.id } IN TRANSACTIONS OF 2 ROWS;"
    )
    third.write_text(good.replace("2 * a.id", "2 * a.id / (a.id - 4)"))  # 4 fails, with 3 in its part

    with pytest.raises(VideographError):
        await migrations.apply(empty_database, folder)

    doubled = "MATCH (a:A) RETURN a.twice ORDER BY a.id"
    assert await names(empty_database, folder) == ["0001", "0002"]
    assert await empty_database.read(doubled, name="test") == [[0], [-2], [None], [None], [None]]
    third.write_text(good)
    assert [one.version for one in await migrations.apply(empty_database, folder)] == ["0003"]
    assert await empty_database.read(doubled, name="test") == [[0], [-2], [6], [8], [10]]


async def test_a_graph_of_the_baseline_goes_through_a_second_step(
    empty_database: Database, tmp_path: Path
) -> None:
    """Data are changed once, however many processes start at a time; the program of the baseline refuses the graph."""
    [baseline] = await migrations.apply(empty_database)
    await empty_database.run(
        "CREATE (:Topic {id: 'a', slug: 'a', name: 'Ab'}) CREATE (:Topic {id: 'b', slug: 'b', name: 'C'})",
        name="test",
    )
    copytree(cypher_folder() / "migrations", tmp_path, dirs_exist_ok=True)
    (tmp_path / "V0002__Count_letters.cypher").write_text(
        "// Of topics.\nMATCH (topic:Topic) SET topic.letters = coalesce(topic.letters, 0) + size(topic.name);"
    )
    done: list[str] = []

    async def start() -> None:
        done.extend(migration.source for migration in await migrations.apply(empty_database, tmp_path))

    async with anyio.create_task_group() as tasks:
        for _ in range(4):
            tasks.start_soon(start)

    assert done == ["V0002__Count_letters.cypher"]
    letters = "MATCH (topic:Topic) RETURN topic.id, topic.letters ORDER BY topic.id"
    assert await empty_database.read(letters, name="test") == [["a", 2], ["b", 1]]
    assert await names(empty_database, tmp_path) == [baseline.version, "0002"]
    with pytest.raises(
        MigrationError, match=r"V0002 \(Count letters\).* written by a newer Videograph\. Update"
    ):
        await migrations.apply(empty_database)


async def test_ours_leave_every_constraint_and_index_online(empty_database: Database) -> None:
    await migrations.apply(empty_database)

    states = await empty_database.read("SHOW INDEXES YIELD name, state RETURN DISTINCT state", name="test")
    assert states == [["ONLINE"]]
    kept = await empty_database.read("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name", name="test")
    texts = [text for migration in migrations.read_migrations() for text in migration.statements]
    ours = [text.split()[2] for text in texts if text.startswith("CREATE CONSTRAINT")]
    assert [name for (name,) in kept if name != "migration_lock_name"] == sorted(ours)

"""Migrations on a real graph: applied once, in order, by one process at a time, and never on a graph that differs."""

from pathlib import Path

import anyio
import pytest

from service.domain.text import ALIKE_LETTERS, search_form
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


async def test_prose_of_earlier_versions_is_found_without_its_accents(
    empty_database: Database, tmp_path: Path
) -> None:
    texts = [
        "Crème brûlée: Ñandú, ČESKÝ, ﬁn",
        "Привет, мир",
        "한국어 東京",
        "Łukasz und Ǿrsted: Straße",
        "Plain.",
    ]
    for file in sorted((cypher_folder() / "migrations").glob("V000[1-7]__*.cypher")):
        (tmp_path / file.name).write_text(file.read_text())
    await migrations.apply(empty_database, tmp_path)
    await empty_database.run(
        "UNWIND $texts AS text "
        "CREATE (video:Video {id: 'video:' + text, slug: text, title: text, searchTitle: '', description: text}) "
        "CREATE (:Video {id: 'video:summed ' + text, slug: 'summed ' + text, summary: text}) "
        "CREATE (:Chapter {id: text, title: text}) CREATE (:SummarySection {id: text, heading: text}) "
        "CREATE (:SummaryBullet {id: text, text: text}) "
        "CREATE (:Segment {id: text, text: text, searchText: toLower(normalize(text, NFKD))})",
        {"texts": texts},
        name="test",
    )

    assert [one.version for one in await migrations.apply(empty_database)][:2] == ["0008", "0009"]

    found = await empty_database.read(
        "UNWIND $texts AS text "
        "MATCH (video:Video {id: 'video:' + text}), (summed:Video {id: 'video:summed ' + text}), "
        "(chapter:Chapter {id: text}), (section:SummarySection {id: text}), (bullet:SummaryBullet {id: text}), "
        "(segment:Segment {id: text}) "
        "RETURN video.searchDescription, summed.searchSummary, chapter.searchTitle, section.searchHeading, "
        "bullet.searchText, segment.searchText",
        {"texts": texts},
        name="test",
    )
    assert found == [[search_form(text)] * 6 for text in texts]
    assert await empty_database.read(
        "CALL db.index.fulltext.queryNodes('chapter_titles', 'brulee') YIELD node RETURN node.title",
        name="test",
    ) == [[texts[0]]]


async def test_letters_that_earlier_versions_kept_are_folded(
    empty_database: Database, tmp_path: Path
) -> None:
    letters = "".join(map(chr, ALIKE_LETTERS))
    for file in sorted((cypher_folder() / "migrations").glob("V00*")):
        if "V0001" <= file.name < "V0011":
            (tmp_path / file.name).write_text(file.read_text())
    await migrations.apply(empty_database, tmp_path)
    await empty_database.run(
        "CREATE (:Video {id: 'a', slug: 'a', searchTitle: $text, searchDescription: $text, searchSummary: $text}) "
        "CREATE (:Segment {id: 'b', searchText: $text}) CREATE (:Chapter {id: 'c', searchTitle: $text}) "
        "CREATE (:SummarySection {id: 'd', searchHeading: $text}) CREATE (:SummaryBullet {id: 'e', searchText: $text}) "
        "CREATE (:Topic {id: 'f', slug: 'f', searchName: $text}) "
        "CREATE (:Entity {id: 'g', slug: 'g', name: $text, searchName: $text}) "
        "CREATE (:Alias {key: 'PERSON:łukasz æther', searchName: $text, matchKey: 'PERSON:łukaszþor', "
        "firstKey: 'łukasz þ', familyKey: 'þor'})",
        {"text": f"{letters} ß 東京"},
        name="test",
    )

    assert [one.version for one in await migrations.apply(empty_database)][:2] == ["0011", "0012"]

    form = search_form(f"{letters} ß 東京")
    assert form == f"{letters} ß 東京".translate(ALIKE_LETTERS).replace("ß", "ss")
    assert await empty_database.read(
        "MATCH (n) WHERE any(key IN keys(n) WHERE key STARTS WITH 'search') "
        "RETURN coalesce(n.id, n.key) AS id, COLLECT { "
        "UNWIND keys(n) AS key WITH key WHERE key STARTS WITH 'search' AND n[key] = $form RETURN key ORDER BY key }, n.name "
        "ORDER BY id",
        {"form": form},
        name="test",
    ) == [
        ["PERSON:łukasz æther", ["searchName"], None],
        ["a", ["searchDescription", "searchSummary", "searchTitle"], None],
        ["b", ["searchText"], None],
        ["c", ["searchTitle"], None],
        ["d", ["searchHeading"], None],
        ["e", ["searchText"], None],
        ["f", ["searchName"], None],
        ["g", ["searchName"], f"{letters} ß 東京"],
    ]
    keys = "MATCH (a:Alias) RETURN a.matchKey, a.firstKey, a.familyKey"
    assert await empty_database.read(keys, name="test") == [["PERSON:lukaszthor", "lukasz th", "thor"]]


async def apply_before(version: str, database: Database, folder: Path) -> None:
    """The schema as it was before a migration; `folder` is for those of then."""
    for file in sorted((cypher_folder() / "migrations").glob("V00*__*.cypher")):
        if file.name < version:
            (folder / file.name).write_text(file.read_text())
    await migrations.apply(database, folder)


async def test_evidence_of_earlier_graphs_gets_its_place_in_pages(
    empty_database: Database, tmp_path: Path
) -> None:
    await apply_before("V0013", empty_database, tmp_path)
    await empty_database.run(
        "CREATE (:Evidence {id: 'a', confidence: 0.5}) CREATE (:Evidence {id: 'b'})", name="test"
    )
    more = "UNWIND range(1, 20000) AS i CREATE (:Evidence {id: 'm' + i, confidence: 0.25})"  # two transactions' worth
    await empty_database.run(more, name="test")

    done = await migrations.apply(empty_database)

    assert [one.version for one in done][:2] == ["0013", "0014"]
    found = "MATCH (e:Evidence) RETURN left(e.id, 1) AS id, e.sortConfidence, count(*) ORDER BY id"
    rows = [["a", 0.5, 1], ["b", 1.0, 1], ["m", 0.25, 20000]]
    assert await empty_database.read(found, name="test") == rows


async def test_connections_of_earlier_graphs_have_none_of_the_past(
    empty_database: Database, tmp_path: Path
) -> None:
    await apply_before("V0015", empty_database, tmp_path)
    await empty_database.run(
        "CREATE (a:Entity {id: 'a'})-[:USES {id: 'r'}]->(b:Entity {id: 'b'}), (a)-[:MENTIONED_WITH {id: 's'}]->(b)",
        name="test",
    )

    done = await migrations.apply(empty_database)

    assert [one.version for one in done][:1] == ["0015"]
    found = "MATCH ()-[r]->() WHERE r.id IN ['r', 's'] RETURN r.id, r.pastCount ORDER BY r.id"
    assert await empty_database.read(found, name="test") == [["r", 0], ["s", 0]]


async def test_evidence_and_channels_of_earlier_graphs_get_their_date_and_name(
    empty_database: Database, tmp_path: Path
) -> None:
    await apply_before("V0017", empty_database, tmp_path)
    await empty_database.run(
        "CREATE (:Video {id: 'dated', slug: 'dated', sortDate: date('2024-02-29')})-[:HAS_SEGMENT]->"
        "(s:Segment {id: 's'}), (:Evidence {id: 'a'})-[:SAID_IN]->(s), "
        "(:Evidence {id: 'b', sortDate: date('2020-01-01')})-[:SAID_IN]->(s) "
        "CREATE (:Video {id: 'undated', slug: 'undated', sortDate: date('0001-01-01')})-[:HAS_SEGMENT]->"
        "(:Segment {id: 't'})<-[:SAID_IN]-(:Evidence {id: 'c'}) "
        "CREATE (t:Segment {id: 'u'})<-[:HAS_SEGMENT]-(:Video {id: 'large', slug: 'large', sortDate: date('2023-05-06')}) "
        "CREATE (:Channel {id: 'k', name: 'Crème Łukasz Straße'}) CREATE (:Channel {id: 'l', name: 'X', searchName: 'x kept'})",
        name="test",
    )
    more = "MATCH (t:Segment {id: 'u'}) UNWIND range(1, 20000) AS i CREATE (:Evidence {id: 'm' + i})-[:SAID_IN]->(t)"
    await empty_database.run(more, name="test")  # two transactions' worth

    done = await migrations.apply(empty_database)

    assert [one.version for one in done][:2] == ["0017", "0018"]
    found = "MATCH (e:Evidence) RETURN left(e.id, 1) AS id, toString(e.sortDate), count(*) ORDER BY id"
    assert await empty_database.read(found, name="test") == [
        ["a", "2024-02-29", 1],
        ["b", "2020-01-01", 1],
        ["c", "0001-01-01", 1],
        ["m", "2023-05-06", 20000],
    ]
    channels = "MATCH (c:Channel) RETURN c.id AS id, c.searchName ORDER BY id"
    assert await empty_database.read(channels, name="test") == [
        ["k", search_form("Crème Łukasz Straße")],
        ["l", "x kept"],
    ]


async def test_ours_leave_every_constraint_and_index_online(empty_database: Database) -> None:
    await migrations.apply(empty_database)

    states = await empty_database.read("SHOW INDEXES YIELD name, state RETURN DISTINCT state", name="test")
    assert states == [["ONLINE"]]
    kept = await empty_database.read("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name", name="test")
    texts = [text for migration in migrations.read_migrations() for text in migration.statements]
    ours = [text.split()[2] for text in texts if text.startswith("CREATE CONSTRAINT")]
    assert [name for (name,) in kept if name != "migration_lock_name"] == sorted(ours)


async def test_what_was_imported_before_there_were_sort_keys_gets_them(
    empty_database: Database, tmp_path: Path
) -> None:
    for file in sorted((cypher_folder() / "migrations").glob("V000[1-5]__*.cypher")):
        (tmp_path / file.name).write_text(file.read_text())
    await migrations.apply(empty_database, tmp_path)
    await empty_database.run(
        "CREATE (:Video {id: 'a', slug: 'a', durationSeconds: 12.5}) CREATE (:Video {id: 'b', slug: 'b'}) "
        "CREATE (:Entity {id: 'c', slug: 'c', lastMentionedOn: date('2024-02-29')}) CREATE (:Entity {id: 'd', slug: 'd'})",
        name="test",
    )

    done = await migrations.apply(empty_database)

    assert [one.version for one in done][:2] == ["0006", "0007"]
    found = "MATCH (n:Video|Entity) RETURN n.id AS id, n.sortDuration, toString(n.sortDate) ORDER BY id"
    assert await empty_database.read(found, name="test") == [
        ["a", 12.5, None],
        ["b", 0.0, None],
        ["c", None, "2024-02-29"],
        ["d", None, "0001-01-01"],
    ]
    indexes = await empty_database.read("SHOW INDEXES YIELD name RETURN name", name="test")
    kept = {name for (name,) in indexes}
    assert {"video_sort_duration", "entity_sort_date"} <= kept
    assert not {"video_duration", "video_published_on", "entity_last_mentioned_on"} & kept

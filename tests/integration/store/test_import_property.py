"""Any sequence of imports, changed imports and deletions leaves the graph that a fresh import of the rest makes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import delete_data
from service.curation.load import delete_video, import_document
from service.domain.document import VideoDocument
from service.domain.identity import video_id
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.talks import ON_GRAPHS, documents

pytestmark = pytest.mark.anyio


@ON_GRAPHS
@given(steps=st.lists(st.tuples(documents(), st.booleans()), min_size=2, max_size=5))
async def test_the_graph_is_what_a_fresh_import_of_the_rest_makes(
    clean_database: Database, steps: list[tuple[VideoDocument, bool]]
) -> None:
    database = clean_database
    await delete_data(database)
    left: dict[str, VideoDocument] = {}

    for document, delete in steps:
        id_ = video_id(document)
        if delete and id_ in left:
            await delete_video(database, id_)
            del left[id_]
        else:
            report = await import_document(database, document)
            same = left.get(id_) == document
            assert report.outcome == ("unchanged" if same else "changed" if id_ in left else "created")
            left[id_] = document

    assert await find_drift(database) == []
    made = await fingerprint(database)
    for order in (sorted(left), sorted(left, reverse=True)):
        await delete_data(database)
        for id_ in order:
            await import_document(database, left[id_])
        assert await fingerprint(database) == made, order


@ON_GRAPHS
@given(steps=st.lists(st.tuples(documents(rename=True), st.booleans()), min_size=2, max_size=5))
async def test_talks_that_disagree_on_names_leave_no_drift_and_nothing_behind(
    clean_database: Database, steps: list[tuple[VideoDocument, bool]]
) -> None:
    database = clean_database
    await delete_data(database)
    left: set[str] = set()

    for document, delete in steps:
        id_ = video_id(document)
        if delete and id_ in left:
            await delete_video(database, id_)
            left.remove(id_)
        else:
            await import_document(database, document)
            left.add(id_)

    assert await find_drift(database) == []
    strangers = """
        MATCH (s:Segment)-[m:MENTIONS]->(e:Entity)
        WHERE NOT EXISTS { (e)<-[:NAMES]-(:Alias {key: m.aliasKey}) }
        RETURN m.aliasKey
    """
    assert await database.read(strangers, name="names that were used and are gone") == []
    for id_ in left:
        await delete_video(database, id_)
    rest = "MATCH (n) WHERE NOT n:__Neo4jMigration|Change|ChangeCounter RETURN labels(n)"
    assert await database.read(rest, name="what is left behind") == []

"""Lists in the order in which the graph got its talks."""

import pytest

from service.api.execution.engine import Engine
from service.curation.load import import_document
from service.graph.driver.database import Database
from support.talks import talk

pytestmark = pytest.mark.anyio


async def test_videos_by_the_time_of_their_import(clean_database: Database):
    """What was said last may have been imported first."""
    for id_, day in (("first", "2026-03-01"), ("second", "2026-01-01"), ("third", "2026-02-01")):
        said = ("PERSON", f"Ada {id_}", "WORKS_AT", "COMPANY", f"Acme {id_}")
        await import_document(clean_database, talk(id_, said, publishedOn=day))
    answer = await Engine(clean_database).execute(
        "{ videos(orderBy: [{field: ADDED_AT}]) { nodes { id } } byDay: videos { nodes { id } } }"
    )
    assert {key: [node["id"] for node in page["nodes"]] for key, page in answer["data"].items()} == {
        "videos": ["video:third", "video:second", "video:first"],
        "byDay": ["video:first", "video:third", "video:second"],
    }

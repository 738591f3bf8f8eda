"""A channel's host who goes by a first name alone is one person of the graph over the talks of the channel."""

import asyncio

import pytest

from service.curation.load import delete_video, import_document
from service.curation.re_resolve import decide_anew
from service.domain.document import VideoDocument, document_text
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.store.export.video import export_video

pytestmark = pytest.mark.anyio


def interview(number: int, host: str = "Mina") -> VideoDocument:
    """Somebody asks Zoe, in a talk of the channel "Deep Dives"."""
    local = {"kind": "PERSON", "local": True}
    speakers = [{"label": host, "person": "host"}, {"label": "Zoe", "person": "zoe"}]
    return VideoDocument.model_validate(
        {
            "video": {"title": f"Dive #{number}", "id": f"dive-{number}", "channel": {"name": "Deep Dives"}},
            "speakers": speakers,
            "segments": [
                {
                    "text": f"So? And? Is it? Yes {number}?",
                    "startSeconds": 0,
                    "endSeconds": 9,
                    "speaker": host,
                },
                {"text": "It went well.", "startSeconds": 9, "endSeconds": 20, "speaker": "Zoe"},
            ],
            "entities": [
                {"key": "host", "name": host, **local, "local": " " not in host},
                {"key": "zoe", "name": "Zoe", **local},
            ],
        }
    )


async def people(database: Database) -> list[tuple[str, int]]:
    rows = await database.read(
        "MATCH (p:Person) RETURN p.name AS name, p.videoCount AS videos ORDER BY name, videos", name="people"
    )
    return [(row[0], row[1]) for row in rows]


async def test_the_host_is_one_and_guests_are_not(clean_database: Database) -> None:
    await asyncio.gather(*(import_document(clean_database, interview(number)) for number in range(4)))
    assert await people(clean_database) == [("Mina", 4), *[("Zoe", 1)] * 4]
    assert await find_drift(clean_database) == []
    await delete_video(clean_database, "dive-0")
    assert await people(clean_database) == [("Mina", 3), *[("Zoe", 1)] * 3]
    assert await find_drift(clean_database) == []


async def test_exported_and_imported_again_in_another_order_it_is_the_same_graph(
    clean_database: Database,
) -> None:
    for number in range(3):
        await import_document(clean_database, interview(number))
    before = await fingerprint(clean_database)
    exported = [(await export_video(clean_database, f"dive-{number}")).document for number in range(3)]
    for number in range(3):
        await delete_video(clean_database, f"dive-{number}")
    for document in reversed(exported):
        read = VideoDocument.model_validate_json(document_text(document))
        assert (await import_document(clean_database, read)).outcome == "created"
    assert await fingerprint(clean_database) == before
    assert (await import_document(clean_database, exported[0])).outcome == "unchanged"


async def test_the_host_by_one_word_is_the_regular_voice_once_there_is_one(clean_database: Database) -> None:
    for number in (7, 8, 9):
        await import_document(clean_database, interview(number))
    for number in (1, 2, 3):
        await import_document(clean_database, interview(number, "Mina Okoro"))
    assert ("Mina", 3) in await people(clean_database)
    changes = await decide_anew(clean_database)
    assert {(change.name, change.into_name) for change in changes} == {("Mina", "Mina Okoro")}
    assert [one for one in await people(clean_database) if one[0] != "Zoe"] == [("Mina Okoro", 6)]
    assert await find_drift(clean_database) == []
    await import_document(clean_database, interview(10))
    assert ("Mina Okoro", 7) in await people(clean_database)

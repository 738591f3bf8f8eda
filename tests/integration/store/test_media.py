"""A talk's media file in the graph: stored, answered, changed by importing again, exported."""

import pytest

from service.api.execution.engine import Engine
from service.curation.load import import_document
from service.domain.document import MediaInfo, SegmentInfo, VideoDocument, VideoInfo
from service.graph.driver.database import Database
from service.store.export.video import export_video

pytestmark = pytest.mark.anyio

QUERY = '{ video(by: {slug: "radio--tides"}) { media { url mediaType __typename } } }'
MP3 = MediaInfo(url="https://cdn.example/tides.mp3", media_type="audio/mpeg")
BARE = MediaInfo(url="https://cdn.example/tides")


def talk(media: MediaInfo | None) -> VideoDocument:
    return VideoDocument(
        video=VideoInfo(id="radio--tides", title="Tides", media=media),
        segments=(SegmentInfo(text="The tide is out.", start_seconds=0, end_seconds=2),),
    )


async def media_of(database: Database) -> object:
    answer = await Engine(database).execute(QUERY)
    assert "errors" not in answer
    return answer["data"]["video"]["media"]


async def test_importing_again_with_other_media_replaces_it(clean_database: Database) -> None:
    outcomes: list[str] = []
    found: list[object] = []
    for media in (None, MP3, MP3, BARE, None):
        outcomes.append((await import_document(clean_database, talk(media))).outcome)
        found.append(await media_of(clean_database))

    mp3 = {"url": MP3.url, "mediaType": "audio/mpeg", "__typename": "Media"}
    bare = {"url": BARE.url, "mediaType": None, "__typename": "Media"}
    assert outcomes == ["created", "changed", "unchanged", "changed", "changed"]
    assert found == [None, mp3, mp3, bare, None]


@pytest.mark.parametrize("media", [MP3, BARE, None])
async def test_export_has_the_media(clean_database: Database, media: MediaInfo | None) -> None:
    await import_document(clean_database, talk(media))

    exported = (await export_video(clean_database, "radio--tides")).document

    assert exported.video.media == media
    assert (await import_document(clean_database, exported)).outcome == "unchanged"

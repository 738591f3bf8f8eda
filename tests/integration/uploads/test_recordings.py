"""Recordings of talks: which file a page plays, how it is sent, how long an uploaded one is kept, and who may have it."""

import re
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import httpx2 as httpx
import pytest

from service.access.tickets import Tickets
from service.actions.decisions import Undo, undo
from service.actions.imports.import_files import playable_at
from service.actions.videos import DeleteVideo
from service.actions.videos import delete_video as delete_for_now
from service.curation.load import delete_video, import_document
from service.domain.document import MediaInfo, VideoDocument
from service.errors import Conflict, QuotaExceeded
from service.graph.driver.database import Database, Transaction
from service.graph.projections import fingerprint
from service.graph.revision import read_revision
from service.graph.write_transaction import try_or_write
from service.settings import Settings, read_settings
from service.settings.uploads import UploadLimits
from service.store.recordings import PlayableFile, keep_recording
from service.uploads.receive import Uploads, delete_expired, receive, remove
from service.uploads.storage import list_older, open_storage
from support.api_client import api_client
from support.media_server import sound
from support.talks import talk

pytestmark = pytest.mark.anyio

SOUND = sound(20)
OWNER = "key:one"
ONE = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))
CHANGED = talk("one", ("PERSON", "Ada Lovelace", "LEADS", "COMPANY", "Acme"))
OTHER = talk("other", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))
PATH = "/videos/talk-one-a44045dd/recording"
MEDIA = '{ video(by: {slug: "%s"}) { media { url mediaType } } }'


@pytest.fixture
def uploads(clean_database: Database, tmp_path: Path) -> Uploads:
    limits = UploadLimits(quota=2 * len(SOUND) + 100)
    return Uploads.of(clean_database, open_storage(Settings(home=tmp_path)), limits)


@pytest.fixture
async def http(uploads: Uploads, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with api_client(uploads.database, home=tmp_path, recordings=(tmp_path / "talks",)) as client:
        client._transport.client = ("127.0.0.1", 1234)  # pyright: ignore
        yield client


async def send(uploads: Uploads) -> str:
    async def once() -> AsyncIterator[bytes]:
        yield SOUND

    return (await receive(uploads, OWNER, "talk.wav", once())).id


async def keep(database: Database, file: PlayableFile, video: str = "video:one") -> None:
    await try_or_write(database, lambda transaction: keep_recording(transaction, video, file), name="test")


async def with_recording(uploads: Uploads, document: VideoDocument = ONE) -> str:
    """A talk that was heard in an upload, whose day is over."""
    upload = await send(uploads)
    await import_document(uploads.database, document)
    await keep(uploads.database, PlayableFile(upload, "audio/wav"))
    await expire(uploads.database)
    return upload


async def expire(database: Database) -> None:
    await change(database, "MATCH (u:Upload) SET u.expiresAt = datetime() - duration('PT1H')")


async def change(database: Database, statement: str) -> None:
    async def work(transaction: Transaction) -> None:
        await transaction.run(statement)

    await database.write(work, name="test")


async def media(http: httpx.AsyncClient, slug: str = "talk-one-a44045dd") -> object:
    answer = await http.post("/graphql", json={"query": MEDIA % slug})
    return answer.json()["data"]["video"]["media"]


async def test_an_uploaded_recording_is_sent_whole_and_in_parts(
    uploads: Uploads, http: httpx.AsyncClient
) -> None:
    await with_recording(uploads)

    assert await media(http) == {"url": PATH, "mediaType": "audio/wav"}
    whole = await http.get(PATH)
    assert (whole.status_code, whole.content) == (200, SOUND)
    assert whole.headers["content-type"] == "audio/wav"
    assert whole.headers["accept-ranges"] == "bytes"
    assert whole.headers["content-length"] == str(len(SOUND))
    assert whole.headers["cache-control"] == "private, no-cache"
    assert whole.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert whole.headers["x-content-type-options"] == "nosniff"
    assert "content-encoding" not in whole.headers

    part = await http.get(PATH, headers={"range": "bytes=100-199"})
    assert (part.status_code, part.content) == (206, SOUND[100:200])
    assert part.headers["content-range"] == f"bytes 100-199/{len(SOUND)}"
    end = await http.get(PATH, headers={"range": "bytes=-10", "if-range": whole.headers["etag"]})
    assert (end.status_code, end.content) == (206, SOUND[-10:])
    other = await http.get(PATH, headers={"range": "bytes=0-9", "if-range": '"another"'})
    assert (other.status_code, other.content) == (200, SOUND)
    beyond = await http.get(PATH, headers={"range": f"bytes={len(SOUND)}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{len(SOUND)}")
    head = await http.head(PATH)
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(SOUND)))


async def test_the_address_that_the_source_names_comes_first(
    uploads: Uploads, http: httpx.AsyncClient
) -> None:
    named = MediaInfo(url="https://radio.example/a.mp3", media_type="audio/mpeg")
    video = ONE.video.model_copy(update={"media": named})
    await with_recording(uploads, ONE.model_copy(update={"video": video}))

    assert await media(http) == {"url": "https://radio.example/a.mp3", "mediaType": "audio/mpeg"}


async def test_the_player_loads_a_recording_of_this_service(
    uploads: Uploads, http: httpx.AsyncClient
) -> None:
    await with_recording(uploads)

    answer = await http.get("/videos/talk-one-a44045dd/player")

    assert answer.headers["content-security-policy"].endswith("; media-src 'self'")
    assert f'data-kind="file" data-address="{PATH}" data-sound>' in answer.text


async def test_who_came_by_a_ticket_gets_one_for_the_recording(
    uploads: Uploads, http: httpx.AsyncClient
) -> None:
    await with_recording(uploads)
    player = PATH.replace("recording", "player")
    tickets = Tickets(b"secret")
    http._transport.app.state.tickets = tickets  # pyright: ignore

    answer = await http.get(player, params={"ticket": tickets.issue(player, known=True)})

    found = re.search(r'data-address="([^"?]+)\?ticket=([^"]+)"', answer.text)
    assert found is not None
    assert found[1] == PATH
    late = Tickets(b"secret", lambda: time.time() + 11 * 3600)
    assert (late.read(found[2], PATH), late.read(found[2], player)) == (True, None)


async def test_a_recording_is_kept_as_long_as_its_talk(uploads: Uploads, http: httpx.AsyncClient) -> None:
    before = await with_recording(uploads)
    print_of = await fingerprint(uploads.database)

    assert await delete_expired(uploads) == 0
    await import_document(uploads.database, CHANGED)
    assert await media(http) == {"url": PATH, "mediaType": "audio/wav"}
    with pytest.raises(Conflict) as refused:
        await remove_now(uploads, before)
    assert str(refused.value) == "The file is the recording of the talk talk-one-a44045dd, and goes with it."

    await delete_video(uploads.database, "one")
    assert await delete_expired(uploads) == 1
    assert (await http.get(PATH)).status_code == 404
    assert not any(list_older(uploads.storage, datetime.now(UTC)))
    await import_document(uploads.database, ONE)
    assert await fingerprint(uploads.database) == print_of


async def remove_now(uploads: Uploads, upload: str) -> None:
    await change(uploads.database, "MATCH (u:Upload) SET u.expiresAt = datetime() + duration('PT1H')")
    await remove(uploads, OWNER, upload)


async def test_a_deletion_that_can_be_undone_keeps_the_recording(
    uploads: Uploads, http: httpx.AsyncClient
) -> None:
    await with_recording(uploads)
    first = await delete_for_now(uploads.database, DeleteVideo("one"))

    assert await delete_expired(uploads) == 0
    assert (await http.get(PATH)).status_code == 404
    assert first.decision is not None
    await undo(uploads.database, Undo((first.decision,)))
    assert (await http.get(PATH)).content == SOUND

    await delete_for_now(uploads.database, DeleteVideo("one"))
    await change(uploads.database, "MATCH (k:KeptDocument) DELETE k")
    assert await delete_expired(uploads) == 1


async def test_better_words_under_another_id_keep_the_recording(
    uploads: Uploads, http: httpx.AsyncClient
) -> None:
    await with_recording(uploads)

    await import_document(uploads.database, OTHER, instead_of="video:one")

    assert await delete_expired(uploads) == 0
    [[slug]] = await uploads.database.read("MATCH (v:Video) RETURN v.slug", name="test")
    assert (await http.get(f"/videos/{slug}/recording")).content == SOUND
    assert (await http.get(PATH)).status_code == 404


async def test_a_second_upload_takes_the_place_of_the_first(uploads: Uploads) -> None:
    await with_recording(uploads)
    second = await send(uploads)
    await keep(uploads.database, PlayableFile(second, "audio/wav"))
    await expire(uploads.database)

    assert await delete_expired(uploads) == 1
    [[left]] = await uploads.database.read("MATCH (u:Upload) RETURN u.id", name="test")
    assert left == second


async def test_recordings_count_for_the_quota(uploads: Uploads) -> None:
    await with_recording(uploads)
    await send(uploads)

    with pytest.raises(QuotaExceeded):
        await send(uploads)


async def test_a_recording_of_a_folder_is_sent_from_where_it_lies(
    uploads: Uploads, http: httpx.AsyncClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "talks"
    (folder / "2026").mkdir(parents=True)
    file = folder / "2026" / "talk.wav"
    file.write_bytes(SOUND)
    secret = tmp_path / "secret.wav"
    secret.write_bytes(SOUND)
    monkeypatch.setenv("VIDEOGRAPH_RECORDINGS", f"{tmp_path / 'none'}, {folder}")
    await import_document(uploads.database, ONE)

    folders = read_settings().recordings
    found = playable_at(file, folders)

    assert found is not None
    assert found == PlayableFile(str(file), "audio/wav")
    assert playable_at(secret, folders) is None
    await keep(uploads.database, found)
    before = await read_revision(uploads.database)
    await keep(uploads.database, found)  # imported again
    assert (await read_revision(uploads.database)).name == before.name
    part = await http.get(PATH, headers={"range": "bytes=5-9"})
    assert (part.status_code, part.content) == (206, SOUND[5:10])

    file.unlink()
    assert (await http.get(PATH)).status_code == 404
    file.write_text("no longer a recording", "utf-8")
    assert (await http.get(PATH)).status_code == 404
    file.unlink()
    file.symlink_to(secret)
    assert (await http.get(PATH)).status_code == 404
    await keep(uploads.database, replace(found, place=str(secret)))
    assert (await http.get(PATH)).status_code == 404

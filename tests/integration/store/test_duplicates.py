"""`videograph duplicates`: pairs of a real graph, exactly, with the places where they are mentioned."""

from datetime import datetime
from typing import Any

import pytest

from conftest import delete_data
from service.curation.load import delete_video, import_document
from service.domain.document import SegmentInfo, VideoDocument
from service.errors import InvalidInput, NotFound
from service.graph.driver.database import Database
from service.store.duplicates.entities import Duplicate, EntityPlace, Side, find_duplicates
from service.store.duplicates.talks import (
    DuplicateSide,
    KeptVideo,
    RepublishedPair,
    find_republished,
    keep_talks,
    take_back_talks,
)

pytestmark = pytest.mark.anyio


def talk(id_: str, *said: tuple[str, str], url: bool = True) -> VideoDocument:
    """Returns a talk with each entity (kind, name) in its own segment. The first is connected to the others."""
    segments = [
        {"text": f"We like {name}.", "startSeconds": i * 70, "endSeconds": i * 70 + 9}
        for i, (_, name) in enumerate(said)
    ]
    entities = [
        {
            "key": name,
            "name": name,
            "kind": kind,
            "mentions": [{"segment": i, "startOffset": 8, "endOffset": 8 + len(name)}],
        }
        for i, (kind, name) in enumerate(said)
    ]
    relationships = [
        {
            "source": said[0][1],
            "type": "RELATED_TO",
            "target": name,
            "evidence": [{"quote": f"We like {name}.", "segment": i, "label": "like"}],
        }
        for i, (_, name) in enumerate(said)
        if i
    ]
    video: dict[str, Any] = {"id": id_, "title": f"Talk {id_}"}
    if url:
        video |= {
            "url": f"https://talks.example/{id_}",
            "momentUrlTemplate": f"https://talks.example/{id_}?t={{seconds}}",
        }
    return VideoDocument.model_validate(
        {"video": video, "segments": segments, "entities": entities, "relationships": relationships}
    )


async def load(database: Database) -> None:
    await delete_data(database)
    for document in (
        talk("one", ("CONCEPT", "relays"), ("PRODUCT", "Nostr"), ("COMPANY", "Docker")),
        talk("two", ("CONCEPT", "relays"), ("PRODUCT", "Nuster"), ("PRODUCT", "Docker"), url=False),
        talk("three", ("CONCEPT", "relays"), ("PRODUCT", "Zig"), ("PERSON", "Ada Lovelace")),
    ):
        await import_document(database, document)


def shape(pair: Duplicate) -> tuple[float, tuple[str, ...], list[tuple[str, str]]]:
    return pair.score, pair.reasons, sorted((side.name, side.kind) for side in pair.entities)


async def test_pairs_with_reasons_most_likely_first(clean_database: Database) -> None:
    await load(clean_database)

    found, total = await find_duplicates(clean_database, limit=10)

    assert total == 2
    assert [shape(pair) for pair in found] == [
        (
            0.601,
            ("the same name, of another kind", "1 connected to both"),
            [("Docker", "COMPANY"), ("Docker", "PRODUCT")],
        ),
        (0.436, ("sounds alike", "1 connected to both"), [("Nostr", "PRODUCT"), ("Nuster", "PRODUCT")]),
    ]


async def test_each_side_has_a_place_where_it_is_spoken_of(clean_database: Database) -> None:
    await load(clean_database)

    ((pair,), _) = await find_duplicates(clean_database, limit=1, kind="PRODUCT", min_score=0.6)
    sides = {side.kind: side for side in pair.entities}

    company = sides["COMPANY"]
    said = EntityPlace("video:one", "Talk one", "We like Docker.", 140.0, "https://talks.example/one?t=140")
    assert company == Side(company.id, "docker-company", "Docker", "COMPANY", 1, 1, said)
    assert sides["PRODUCT"].said == EntityPlace("video:two", "Talk two", "We like Docker.", 140.0, None)


async def test_limits(clean_database: Database) -> None:
    await load(clean_database)

    assert await find_duplicates(clean_database, limit=5, kind="PERSON") == ([], 0)
    found, total = await find_duplicates(clean_database, limit=5, min_score=0.6)
    assert ([pair.score for pair in found], total) == ([0.601], 2)
    found, _ = await find_duplicates(clean_database, limit=1)
    assert len(found) == 1


def spoken(id_: str, *texts: str, url: bool = True) -> VideoDocument:
    document = talk(id_, ("CONCEPT", "relays"), url=url)
    segments = [
        SegmentInfo(text=text, start_seconds=30.0 * i, end_seconds=30.0 * i + 30)
        for i, text in enumerate(texts)
    ]
    return document.model_copy(update={"segments": tuple(segments), "entities": (), "relationships": ()})


def words(letter: str, first: int, last: int) -> str:
    return " ".join(f"{letter}{i}" for i in range(first, last))


async def test_talks_that_share_their_words(clean_database: Database) -> None:
    await delete_data(clean_database)
    texts = [words("a", i, i + 50) for i in range(0, 400, 50)]
    for document in (
        spoken("one", *texts),
        spoken("again", words("a", 0, 230), words("a", 230, 400), url=False),
        spoken("best-of", words("b", 0, 50), *texts[4:], words("c", 0, 600)),
        spoken("other", *(words("d", i, i + 50) for i in range(0, 400, 50))),
    ):
        await import_document(clean_database, document)

    found, total = await find_republished(clean_database, limit=1)

    assert (len(found), total) == (1, 3)
    (pair,) = found
    older, newer = pair.videos
    assert datetime.fromisoformat(older.added_at) < datetime.fromisoformat(newer.added_at)
    assert pair == RepublishedPair(
        1.0,
        (
            DuplicateSide(
                "video:one",
                older.slug,
                "Talk one",
                older.added_at,
                1.0,
                texts[0],
                0.0,
                "https://talks.example/one?t=0",
            ),
            DuplicateSide(
                "video:again", newer.slug, "Talk again", newer.added_at, 1.0, words("a", 0, 230), 0.0, None
            ),
        ),
    )
    found, _ = await find_republished(clean_database, limit=9)
    shown = [[(part.id, part.share, part.start_seconds) for part in pair.videos] for pair in found[1:]]
    assert shown == [
        [("video:again", 0.506, 0.0), ("video:best-of", 0.224, 30.0)],
        [("video:one", 0.506, 120.0), ("video:best-of", 0.224, 30.0)],
    ]


async def test_talks_that_are_kept_are_not_listed_again(clean_database: Database) -> None:
    await delete_data(clean_database)
    texts = [words("a", i, i + 50) for i in range(0, 400, 50)]
    documents = [spoken(id_, *texts) for id_ in ("one", "again", "once-more")]
    for document in documents:
        await import_document(clean_database, document)

    kept = await keep_talks(clean_database, ["one", "https://talks.example/again"])

    assert kept == (
        KeptVideo("video:one", "talk-one-a44045dd", "Talk one"),
        KeptVideo("video:again", kept[1].slug, "Talk again"),
    )
    left = [("video:again", "video:once-more"), ("video:one", "video:once-more")]
    found, total = await find_republished(clean_database, limit=9)
    assert ([tuple(part.id for part in pair.videos) for pair in found], total) == (left, 2)
    await delete_video(clean_database, "again")
    await import_document(clean_database, documents[1])
    left[0] = ("video:once-more", "video:again")  # which came last now
    found, total = await find_republished(clean_database, limit=9)
    assert ([tuple(part.id for part in pair.videos) for pair in found], total) == (left, 2)
    await keep_talks(clean_database, ["one", "again", "once-more"])
    assert await find_republished(clean_database, limit=9) == ([], 0)


async def load_republished(database: Database) -> list[VideoDocument]:
    """Three talks of the same words, so three pairs."""
    await delete_data(database)
    texts = [words("a", i, i + 50) for i in range(0, 400, 50)]
    documents = [spoken(id_, *texts) for id_ in ("one", "again", "once-more")]
    for document in documents:
        await import_document(database, document)
    return documents


async def listed(database: Database) -> list[tuple[str, ...]]:
    found, total = await find_republished(database, limit=9)
    assert len(found) == total
    return [tuple(part.id.removeprefix("video:") for part in pair.videos) for pair in found]


async def decided(database: Database) -> list[Any]:
    rows = await database.read(
        "MATCH (pair:Decision) WHERE pair.pairKey IS NOT NULL RETURN pair.pairKey ORDER BY pair.pairKey",
        name="test",
    )
    return [key for (key,) in rows]


async def test_talks_of_which_the_decision_is_taken_back_are_listed_again(clean_database: Database) -> None:
    documents = await load_republished(clean_database)
    kept = await keep_talks(clean_database, ["one", "again", "once-more"])

    tried = await take_back_talks(clean_database, ["once-more", "one"], dry_run=True)
    assert (tried, len(await decided(clean_database))) == ((kept[2], kept[0]), 3)
    taken = await take_back_talks(clean_database, [kept[2].slug, "https://talks.example/one"])

    assert taken == (kept[2], kept[0])
    assert await decided(clean_database) == ["video:again video:once-more", "video:again video:one"]
    assert await listed(clean_database) == [("one", "once-more")]
    # A talk that comes again brings back what is decided, and not what was undone.
    await delete_video(clean_database, "one")
    assert await listed(clean_database) == []
    await import_document(clean_database, documents[0])
    assert await listed(clean_database) == [("once-more", "one")]
    # It can be decided again, and all be undone at once.
    await keep_talks(clean_database, ["one", "once-more"])
    assert await take_back_talks(clean_database, ["one", "again", "once-more"]) == kept
    assert await decided(clean_database) == []
    assert await listed(clean_database) == [("again", "once-more"), ("again", "one"), ("once-more", "one")]


async def test_what_is_no_decision_on_talks_cannot_be_taken_back(clean_database: Database) -> None:
    await load_republished(clean_database)
    one, again = await keep_talks(clean_database, ["one", "again"])
    more = (await keep_talks(clean_database, ["again", "once-more"]))[1]

    with pytest.raises(NotFound) as none:
        await take_back_talks(clean_database, ["one", "again", "once-more"])
    assert none.value.message == (
        f"there is no decision on {one.slug} and {more.slug}: "
        "give talks that `videograph apart --talks` was given together"
    )
    with pytest.raises(InvalidInput, match="give at least two talks, each of them once"):
        await take_back_talks(clean_database, ["one", one.slug])
    await delete_video(clean_database, "again")
    with pytest.raises(NotFound) as gone:
        await take_back_talks(clean_database, ["one", "again"])
    assert gone.value.message == (
        "there is no talk with id, slug or url 'again'; "
        "a decision on one that was deleted is taken back once it is imported again"
    )
    assert await decided(clean_database) == [f"{again.id} {more.id}", f"{again.id} {one.id}"]

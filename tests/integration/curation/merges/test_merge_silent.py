"""Two entities of which a talk says only that they are connected, once they are one: what connected them is gone, and the talk speaks of
the one by name."""

import pytest

from service.curation.load import delete_video, import_document
from service.curation.merges.merge import merge_entities
from service.curation.merges.separate import tell_apart
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint, repair
from service.store.export.video import export_video
from support.talks import talk

pytestmark = pytest.mark.anyio


def unmentioned(document: VideoDocument) -> VideoDocument:
    """With its connections as all that it says of its entities."""
    entities = tuple(one.model_copy(update={"mentions": ()}) for one in document.entities)
    return document.model_copy(update={"entities": entities})


RENAMED = unmentioned(talk("one", ("COMPANY", "Meta", "RELATED_TO", "COMPANY", "Facebook")))
CHANGED = unmentioned(
    talk(
        "one",
        ("COMPANY", "Meta", "RELATED_TO", "COMPANY", "Facebook"),
        ("COMPANY", "Facebook", "COMPETES_WITH", "COMPANY", "Acme"),
    )
)
OTHER = talk("two", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Facebook"))
TALKS = (RENAMED, OTHER)
BOTH = ("facebook-company", "meta-company")
NAMED = [["video:one", "meta-company", 0], ["video:two", "meta-company", 1]]


async def features(database: Database) -> list[list[object]]:
    """Talk, company and mentions."""
    assert await find_drift(database) == []
    return await database.read(
        "MATCH (v:Video)-[f:FEATURES]->(e:Company) RETURN v.id, e.slug, f.mentionCount ORDER BY v.id, e.slug",
        name="test",
    )


async def merged(database: Database, *talks: VideoDocument) -> str:
    """Imports the talks and makes the two one; the fingerprint of before."""
    for document in talks:
        await import_document(database, document)
    before = await fingerprint(database)
    report = await merge_entities(database, [BOTH[0]], BOTH[1])
    assert report.dropped == 1
    return before


async def of_talks(database: Database) -> str:
    await database.run("MATCH (n:DecidedName|Decision) DELETE n", name="forget decisions")
    return await fingerprint(database)


async def test_the_talk_features_it_by_name_whether_merged_or_imported(clean_database: Database) -> None:
    await merged(clean_database, *TALKS)
    assert await features(clean_database) == NAMED
    made = await fingerprint(clean_database)

    assert (await import_document(clean_database, RENAMED)).outcome == "unchanged"
    for document in TALKS:
        await delete_video(clean_database, document.video.id or "")
    for document in TALKS:
        await import_document(clean_database, document)

    assert await features(clean_database) == NAMED
    assert await fingerprint(clean_database) == made


async def test_where_no_other_talk_has_it_the_merge_can_still_be_taken_back(clean_database: Database) -> None:
    before = await merged(clean_database, RENAMED)
    assert await features(clean_database) == NAMED[:1]

    await tell_apart(clean_database, BOTH)

    assert await features(clean_database) == [["video:one", slug, 0] for slug in BOTH]
    assert await of_talks(clean_database) == before


async def test_a_changed_version_and_the_first_again(clean_database: Database) -> None:
    await merged(clean_database, *TALKS)
    made = await fingerprint(clean_database)

    assert (await import_document(clean_database, CHANGED)).outcome == "changed"
    assert await features(clean_database) == [["video:one", "acme-company", 0], *NAMED]
    await import_document(clean_database, RENAMED)

    assert await features(clean_database) == NAMED
    assert await fingerprint(clean_database) == made


async def test_it_goes_with_the_talk(clean_database: Database) -> None:
    await merged(clean_database, *TALKS)

    await delete_video(clean_database, "one")
    assert await features(clean_database) == NAMED[1:]
    await delete_video(clean_database, "two")

    assert await features(clean_database) == []
    rest = "MATCH (n:Entity|Alias|Video) RETURN n"
    assert await clean_database.read(rest, name="test") == []


async def test_between_taking_back_and_the_next_import_another_talk_may_come(
    clean_database: Database,
) -> None:
    """The name then belongs to the other entity, and the talk's statements are unchanged."""
    before = await merged(clean_database, *TALKS)
    await tell_apart(clean_database, BOTH)

    await import_document(clean_database, OTHER)
    undone = [*(["video:one", slug, 0] for slug in BOTH), ["video:two", "facebook-company", 1]]
    assert await features(clean_database) == undone
    await import_document(clean_database, RENAMED)

    assert await features(clean_database) == undone
    assert await of_talks(clean_database) == before


async def test_the_export_has_both_names_as_the_talk_was_imported(clean_database: Database) -> None:
    await merged(clean_database, *TALKS)

    exported = await export_video(clean_database, "one")

    assert sorted(one.name for one in exported.document.entities) == ["Facebook", "Meta"]
    assert exported.dropped == {}


async def test_what_somebody_deleted_by_hand_is_found_by_the_name(clean_database: Database) -> None:
    await merged(clean_database, *TALKS)
    gone = "MATCH (:Video {id: 'video:one'})-[f:FEATURES]->() DELETE f"
    await clean_database.run(gone, name="by hand")

    assert [one.noun for one in await find_drift(clean_database)] == ["features", "entity"]
    assert await repair(clean_database) > 0

    assert await features(clean_database) == NAMED

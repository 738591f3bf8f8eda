"""A talk of the graph extracted again: from its transcript there, by the extractor that is installed now."""

import pytest

from service.actions.entities.correct_entity import DropEntity, drop_entity
from service.actions.imports import re_extract as action
from service.actions.imports.import_talk import ImportTalk, TalkFile, import_talk
from service.actions.imports.re_extract import ReExtract, re_extract
from service.domain.document import Transcript
from service.errors import InvalidInput, NotFound, SetupError
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.ingest.extractors.extract import extract
from service.ingest.extractors.interface import Extraction
from support.talks import talk

pytestmark = pytest.mark.anyio

TALK = TalkFile(
    "morning.vtt",
    b"WEBVTT\n\n00:00.000 --> 00:04.000\n<v Ada Lovelace>I work with Kubernetes every day.\n\n"
    b"00:05.000 --> 00:09.000\n<v Ada Lovelace>We moved the store to PostgreSQL.\n",
    {"morning.video.json": b'{"id": "morning"}'},
)


def _with_one_less(extractor: str, transcript: Transcript) -> Extraction:
    """Returns the result of the offline extractor without one entity."""
    assert extractor == "newer"
    found = extract("offline", transcript)
    entities = tuple(one for one in found.document.entities if one.name != "PostgreSQL")
    keys = {one.key for one in entities}
    stated = tuple(one for one in found.document.relationships if {one.source, one.target} <= keys)
    update = {"entities": entities, "relationships": stated, "extractor": "newer/1"}
    return Extraction(found.document.model_copy(update=update), found.dropped, ("one less",))


async def names(database: Database) -> list[str]:
    return [
        name
        for (name,) in await database.read("MATCH (e:Entity) RETURN e.name ORDER BY e.name", name="names")
    ]


async def test_the_same_extractor_changes_nothing(clean_database: Database) -> None:
    await import_talk(clean_database, ImportTalk(TALK))
    before = await fingerprint(clean_database)

    report = await re_extract(clean_database, ReExtract("morning"))

    assert (report.imported.video_id, report.imported.outcome) == ("video:morning", "unchanged")
    assert await fingerprint(clean_database) == before


async def test_a_newer_extractor_replaces_what_was_found(
    clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await import_talk(clean_database, ImportTalk(TALK))
    assert await names(clean_database) == ["Ada Lovelace", "Kubernetes", "PostgreSQL"]
    await drop_entity(clean_database, DropEntity("kubernetes-product"))
    monkeypatch.setattr(action, "extract", _with_one_less)
    heard: list[str] = []

    report = await re_extract(
        clean_database, ReExtract("morning", "newer"), progress=lambda stage, share: heard.append(stage)
    )

    assert (report.imported.outcome, report.notes[-1]) == ("changed", "one less")
    assert await names(clean_database) == ["Ada Lovelace"]  # the decision on Kubernetes holds
    assert heard
    assert await find_drift(clean_database) == []


async def test_what_a_person_wrote_is_not_replaced_unasked(clean_database: Database) -> None:
    await import_talk(
        clean_database, ImportTalk(talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme")))
    )
    before = await fingerprint(clean_database)

    with pytest.raises(InvalidInput, match="a person wrote the entities and connections of one"):
        await re_extract(clean_database, ReExtract("one"))
    with pytest.raises(NotFound, match="there is no talk with id, slug or url 'nothing'"):
        await re_extract(clean_database, ReExtract("nothing"))
    with pytest.raises(SetupError, match="there is no extractor 'magic'"):
        await re_extract(clean_database, ReExtract("one", "magic", by_hand=True))
    assert await fingerprint(clean_database) == before
    assert (await re_extract(clean_database, ReExtract("one", by_hand=True))).imported.outcome == "changed"

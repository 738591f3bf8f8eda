"""The made-up archive of the scale bench: the same for the same seed, right by our own rules, and loaded in bulk as if
it had been imported video by video."""

import pytest

from benchmarks.scale.generator.archive import HUB, Archive
from benchmarks.scale.load import load
from conftest import delete_data
from service.curation.load import import_document
from service.errors import SetupError
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.store.check import require_borne_out

pytestmark = pytest.mark.anyio

VIDEOS = 12


def test_the_same_seed_gives_the_same_archive():
    one, same, other = Archive(3), Archive(3), Archive(3, seed=2)
    assert list(one.documents()) == list(same.documents())
    assert list(one.documents()) != list(other.documents())
    assert list(Archive(3).documents())[2] == Archive(3).document(2)


def test_its_documents_are_borne_out_by_their_words():
    for document in Archive(VIDEOS).documents():
        require_borne_out(document)


def test_every_entity_is_first_named_in_one_talk_and_the_hub_is_in_every_second():
    archive = Archive(VIDEOS)
    named = [{entity.key for entity in document.entities} for document in archive.documents()]
    assert set().union(*named) == {entity.key for entity in archive.entities}
    assert [f"e{HUB}" in keys for keys in named] == [True, False] * (VIDEOS // 2)


@pytest.mark.nightly
async def test_loaded_in_bulk_it_is_the_graph_that_imports_give(clean_database: Database):
    await load(clean_database, Archive(VIDEOS))
    assert await find_drift(clean_database) == []
    assert await _counts(clean_database) == COUNTS
    bulk = await fingerprint(clean_database)
    with pytest.raises(SetupError, match="videos already"):
        await load(clean_database, Archive(VIDEOS))
    await delete_data(clean_database)
    for document in Archive(VIDEOS).documents():
        await import_document(clean_database, document)
    assert await fingerprint(clean_database) == bulk


COUNTS = {
    "Video": 12,
    "Segment": 408,
    "Speaker": 26,
    "Chapter": 60,
    "SummarySection": 36,
    "SummaryBullet": 108,
    "Evidence": 182,
    "Entity": 60,
    "Alias": 113,
    "Topic": 4,
    "Channel": 2,
    "MENTIONS": 548,
    "ABOUT": 382,
    "FEATURES": 140,
    "GIVES_NAME": 205,
    "DISCUSSES": 33,
    "COVERS": 170,
    "MENTIONED_WITH": 46,
    "COMPETES_WITH": 17,
    "WORKS_AT": 3,
}


async def _counts(database: Database) -> dict[str, int]:
    labels = await database.read("MATCH (n) UNWIND labels(n) AS label RETURN label, count(*)", name="labels")
    types = await database.read("MATCH ()-[r]->() RETURN type(r), count(*)", name="types")
    return {name: count for name, count in [*labels, *types] if name in COUNTS}

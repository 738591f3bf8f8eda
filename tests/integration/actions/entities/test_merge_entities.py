"""Entities merged by the action: keep, merge, kind, dry run."""

import pytest

from service.actions.entities.merge_entities import MergeEntities, MergeReport, merge_entities
from service.errors import InvalidInput, NotFound
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.ingest.curation.decisions.stored_decisions import Found
from support.imported import entity, with_talks
from support.talks import talk

pytestmark = pytest.mark.anyio

ONE = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))
TWO = talk("two", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Acme Works"))


@pytest.fixture
async def database(clean_database: Database) -> Database:
    return await with_talks(clean_database, ONE, TWO)


async def test_everything_of_one_goes_to_the_other(database: Database) -> None:
    acme, works = [await entity(database, name) for name in ("Acme", "Acme Works")]
    before = await fingerprint(database)
    request = MergeEntities(keep=acme.slug, merge=(works.slug,))
    kept = Found(acme.id, acme.slug, "Acme", "COMPANY", 2, 2, 2)
    expected = MergeReport(
        kept, (works,), videos=1, mentions=1, evidence=1, dropped=0, related=0, taken_back=False
    )

    tried = await merge_entities(database, MergeEntities(acme.slug, (works.slug,), dry_run=True))
    assert tried == expected
    assert await fingerprint(database) == before
    assert await merge_entities(database, request) == expected
    assert await entity(database, "Acme") == kept
    assert await find_drift(database) == []


async def test_what_cannot_be_merged(database: Database) -> None:
    before = await fingerprint(database)
    acme, ada = [(await entity(database, name)).slug for name in ("Acme", "Ada Lovelace")]

    with pytest.raises(NotFound, match="there is no entity with id or slug 'nothing'"):
        await merge_entities(database, MergeEntities(acme, ("nothing",)))
    with pytest.raises(InvalidInput, match="cannot be merged with itself"):
        await merge_entities(database, MergeEntities(acme, (acme,)))
    with pytest.raises(InvalidInput, match="Ada Lovelace is a PERSON, Acme is a COMPANY: give the kind"):
        await merge_entities(database, MergeEntities(acme, (ada,)))
    assert await fingerprint(database) == before

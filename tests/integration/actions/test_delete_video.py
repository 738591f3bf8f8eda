"""A talk deleted: what is reported, what stays, and what a dry run leaves."""

from dataclasses import replace

import pytest

from service.actions.imports.import_talk import TalkImport, import_talk
from service.actions.videos import DeleteReport, DeleteVideo, delete_video
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.talks import talk

pytestmark = pytest.mark.anyio

ONE = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))
TWO = talk("two", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Acme"))


async def test_what_only_the_talk_bears_out_goes(clean_database: Database) -> None:
    await import_talk(clean_database, TalkImport(TWO))
    of_two = await fingerprint(clean_database)
    imported = (await import_talk(clean_database, TalkImport(ONE))).imported
    before = await fingerprint(clean_database)
    expected = DeleteReport("video:one", imported.slug, ONE.video.title, imported.counts)

    tried = await delete_video(clean_database, DeleteVideo("one", dry_run=True))
    assert replace(tried, decision=None, until=None) == expected
    assert await fingerprint(clean_database) == before
    deleted = await delete_video(clean_database, DeleteVideo("one"))
    assert replace(deleted, decision=None, until=None) == expected
    assert await fingerprint(clean_database) == of_two
    assert await find_drift(clean_database) == []

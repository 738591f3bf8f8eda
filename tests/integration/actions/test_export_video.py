"""Talks and decisions exported by actions, imported into an empty graph: the same graph."""

from pathlib import Path

import pytest

from service.actions.decisions import list_decisions
from service.actions.entities import UpdateEntity, update_entity
from service.actions.imports.import_decisions import FileDecisions, import_decisions, is_decisions_file
from service.actions.imports.import_talk import TalkFile, TalkImport, import_talk
from service.actions.videos import (
    ExportVideo,
    export_decisions,
    export_video,
    list_videos,
)
from service.domain.decision_records import decisions_text
from service.domain.document import document_text
from service.errors import InvalidInput, NotFound
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.store.versions import DecisionCounts
from support.talks import talk

pytestmark = pytest.mark.anyio

ONE = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))
TWO = talk("two", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Acme"))


async def test_there_and_back(clean_database: Database, tmp_path: Path) -> None:
    for document in (ONE, TWO):
        await import_talk(clean_database, TalkImport(document))
    await update_entity(clean_database, UpdateEntity("acme-company", name="Acme Incorporated"))
    before, decided = await fingerprint(clean_database), await list_decisions(clean_database)

    assert await list_videos(clean_database) == ["video:one", "video:two"]
    exported = [await export_video(clean_database, ExportVideo(video)) for video in ("one", "video:two")]
    decisions = await export_decisions(clean_database)
    file = tmp_path / "decisions.json"
    file.write_text(decisions_text(decisions), "utf-8")
    assert [one.dropped.total() for one in exported] == [0, 0]

    await clean_database.run("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n", name="delete data")
    count = decisions.count()
    assert is_decisions_file(file)
    assert await import_decisions(clean_database, [file]) == [
        FileDecisions(str(file), DecisionCounts(carried=count, taken=count))
    ]
    for one in exported:  # as bytes, as an upload gives them
        upload = TalkFile("talk.document.json", document_text(one.document).encode())
        assert (await import_talk(clean_database, TalkImport(upload))).imported.outcome == "created"
    assert await fingerprint(clean_database) == before
    assert await list_decisions(clean_database) == decided
    assert await find_drift(clean_database) == []


async def test_what_is_not_there_or_is_none(clean_database: Database, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        await export_video(clean_database, ExportVideo("nothing"))
    file = tmp_path / "decisions.json"
    file.write_text("{")
    assert not is_decisions_file(file)
    with pytest.raises(InvalidInput, match=r"decisions\.json: is not JSON: "):
        await import_decisions(clean_database, [file])
    with pytest.raises(InvalidInput, match=r"nothing\.json: cannot be read: No such file"):
        await import_decisions(clean_database, [tmp_path / "nothing.json"])

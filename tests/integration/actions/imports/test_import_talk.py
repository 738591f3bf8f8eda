"""Import of one talk from a file, from bytes or as a document: its report and its refusals."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from service.actions.imports.import_files import import_file
from service.actions.imports.import_talk import (
    Overrides,
    SaidBefore,
    SameWordsStored,
    TalkFile,
    TalkImport,
    TalkReport,
    import_talk,
)
from service.curation.load import ImportReport
from service.domain.document import VideoDocument
from service.errors import Conflict, InvalidInput, NotATranscript, SetupError
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.talks import talk

pytestmark = pytest.mark.anyio

LINES = ("I work with Kubernetes every day.", "We moved the store to PostgreSQL.", "It was slow before that.")
ONE = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))


def cues(lines: Sequence[str]) -> bytes:
    return (
        "WEBVTT\n\n"
        + "\n\n".join(
            f"00:00:{at * 5:02}.000 --> 00:00:{at * 5 + 4:02}.000\n<v Ada Lovelace>{words}"
            for at, words in enumerate(lines)
        )
    ).encode()


UPLOAD = TalkFile(
    "morning.vtt", cues(LINES), {"morning.video.json": b'{"id": "morning", "title": "A Morning"}'}
)


async def count(database: Database, pattern: str) -> int:
    [[number]] = await database.read(f"MATCH {pattern} RETURN count(*)", name="count")
    return number


def counts(**more: int) -> dict[str, int]:
    nouns = (
        "segments speakers chapters sections bullets topics entities mentions relationships evidence".split()
    )
    return dict.fromkeys(nouns, 0) | more


async def test_a_document_is_loaded_as_it_is(clean_database: Database) -> None:
    report = await import_talk(clean_database, TalkImport(ONE))

    loaded = counts(segments=1, topics=1, entities=2, mentions=2, relationships=1, evidence=1)
    assert report == TalkReport(ImportReport("video:one", "talk-one-a44045dd", "created", loaded))
    again = await import_talk(clean_database, TalkImport(ONE))
    assert again == TalkReport(ImportReport("video:one", "talk-one-a44045dd", "unchanged", loaded))
    assert await find_drift(clean_database) == []


async def test_metadata_of_a_document_wins(clean_database: Database) -> None:
    report = await import_talk(clean_database, TalkImport(ONE, Overrides(title="Said Otherwise")))

    assert report.imported.video_id == "video:one"
    rows = await clean_database.read("MATCH (v:Video) RETURN v.title", name="title")
    assert rows == [["Said Otherwise"]]


async def test_bytes_give_the_graph_that_the_file_gives(clean_database: Database, tmp_path: Path) -> None:
    heard: list[tuple[str, float]] = []
    report = await import_talk(
        clean_database, TalkImport(UPLOAD), progress=lambda stage, share: heard.append((stage, share))
    )
    of_bytes = await fingerprint(clean_database)

    assert (report.imported.video_id, report.imported.outcome) == ("video:morning", "created")
    assert report.imported.counts["segments"] == 3
    assert await count(clean_database, "(:Product {name: 'Kubernetes'})") == 1
    shares = [share for _, share in heard]
    assert shares == sorted(shares)
    assert len(shares) > 2

    # the same file on the disk is known without being read again, and reads the same
    (tmp_path / UPLOAD.name).write_bytes(UPLOAD.content)
    for name, content in UPLOAD.companions.items():
        (tmp_path / name).write_bytes(content)
    heard.clear()
    again = await import_talk(
        clean_database,
        TalkImport(tmp_path / UPLOAD.name),
        progress=lambda stage, share: heard.append((stage, share)),
    )
    assert again == TalkReport(ImportReport("video:morning", "a-morning-ab731bf2", "unchanged", {}))
    assert heard == []
    await clean_database.run("MATCH (n) WHERE NOT n:__Neo4jMigration DETACH DELETE n", name="delete data")
    result = await import_file(clean_database, tmp_path / UPLOAD.name)
    assert result.error is None
    assert await fingerprint(clean_database) == of_bytes


async def test_another_process_extracts(clean_database: Database) -> None:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        report = await import_talk(clean_database, TalkImport(UPLOAD), executor=executor)
        with pytest.raises(NotATranscript, match=r"^talk\.pdf: ") as caught:
            await import_talk(
                clean_database, TalkImport(TalkFile("talk.pdf", b"%PDF-1.7")), executor=executor
            )

    assert report.imported.outcome == "created"
    assert caught.value.what.startswith("a PDF")


async def test_what_is_wrong_with_a_talk_leaves_nothing(clean_database: Database) -> None:
    relationship: Any = ONE.relationships[0]
    evidence = relationship.evidence[0].model_copy(update={"quote": "never said"})
    relationship = relationship.model_copy(update={"evidence": (evidence,)})
    broken = ONE.model_copy(update={"relationships": (relationship,)})

    with pytest.raises(InvalidInput) as caught:
        await import_talk(clean_database, TalkImport(broken))
    assert caught.value.path == ("relationships", 0, "evidence", 0)
    with pytest.raises(NotATranscript):
        await import_talk(clean_database, TalkImport(TalkFile("talk.pdf", b"%PDF-1.7")))
    with pytest.raises(SetupError, match="extraction by a language model needs a model"):
        await import_talk(clean_database, TalkImport(UPLOAD, extractor="llm"))
    assert await count(clean_database, "(n) WHERE NOT n:__Neo4jMigration") == 0


def renamed(name: str, document: VideoDocument) -> VideoDocument:
    return document.model_copy(
        update={"video": document.video.model_copy(update={"id": None, "title": name})}
    )


async def test_the_same_words_are_refused_replaced_or_kept_beside(clean_database: Database) -> None:
    first = (await import_talk(clean_database, TalkImport(renamed("First", ONE)))).imported
    second = renamed("Second", ONE)
    there = SaidBefore(first.video_id, first.slug, "First", 1.0, 1.0, True)

    with pytest.raises(SameWordsStored) as caught:
        await import_talk(clean_database, TalkImport(second))
    assert isinstance(caught.value, Conflict)
    assert (caught.value.code, caught.value.existing, caught.value.before) == (
        "CONFLICT",
        first.video_id,
        (there,),
    )
    assert await count(clean_database, "(:Video)") == 1

    both = await import_talk(clean_database, TalkImport(second, same_words="keep both"))
    assert (both.imported.outcome, both.before, both.replaced) == ("created", (there,), None)
    assert await count(clean_database, "(:Video)") == 2

    third = await import_talk(clean_database, TalkImport(renamed("Third", ONE), same_words="replace"))
    assert third.imported.outcome == "changed"
    assert third.replaced in {first.slug, both.imported.slug}
    assert await count(clean_database, "(:Video)") == 2
    assert await find_drift(clean_database) == []

"""Talks whose words the graph has already, under another id: told when they are imported."""

from collections.abc import Sequence

import pytest

from conftest import delete_data
from service.actions.decisions import Undo, list_decisions, undo
from service.actions.entities import MergeEntities, merge_entities
from service.actions.statements import (
    AddStatement,
    RejectEvidence,
    StatementEnd,
    add_statement,
    reject_evidence,
)
from service.actions.videos import UpdateVideo, update_video
from service.curation.load import import_document
from service.domain.document import SegmentInfo, VideoDocument, VideoInfo
from service.graph.driver.database import Database
from service.graph.projections import find_drift
from service.store.duplicates.same_words import SaidBefore, choose_phrases, find_said_before, is_stored
from service.store.duplicates.talks import keep_talks
from support.talks import talk

pytestmark = pytest.mark.anyio

WORDS = [f"{'extra' * (i % 3)}word{i}" for i in range(600)]


def cut(words: Sequence[str], size: int) -> list[str]:
    return [" ".join(words[i : i + size]) for i in range(0, len(words), size)]


async def load(database: Database, id_: str, texts: Sequence[str]) -> None:
    segments = tuple(
        SegmentInfo(text=text, start_seconds=float(i), end_seconds=i + 1.0) for i, text in enumerate(texts)
    )
    document = VideoDocument(video=VideoInfo(id=id_, title=id_.title()), segments=segments)
    await import_document(database, document)


@pytest.mark.parametrize(("stored", "asked"), [(40, 7), (7, 40), (200, 9), (9, 200)])
async def test_wherever_the_words_are_cut(clean_database: Database, stored: int, asked: int) -> None:
    await delete_data(clean_database)
    await load(clean_database, "talk-one", cut(WORDS, stored))
    await load(clean_database, "talk-other", cut([f"other{word}" for word in WORDS], stored))

    found = await find_said_before(clean_database, "video:new", cut(WORDS, asked))

    assert found == [SaidBefore("video:talk-one", "talk-one", "Talk-One", 1.0, 1.0, True)]
    assert await find_said_before(clean_database, "video:talk-one", cut(WORDS, asked)) == []


async def test_nearly_all_words_are_enough_and_half_of_them_are_not(clean_database: Database) -> None:
    await delete_data(clean_database)
    await load(clean_database, "talk-one", cut(WORDS, 20))
    new = [f"new{i}" for i in range(600)]

    nearly = await find_said_before(clean_database, "video:new", cut([*WORDS[:540], *new[:60]], 20))
    half = await find_said_before(clean_database, "video:new", cut([*WORDS[:300], *new[:300]], 20))

    assert [(one.slug, one.share, one.same) for one in nearly] == [("talk-one", 0.901, False)]
    assert nearly[0].covered == 0.888
    assert nearly[0].is_whole
    assert half == []


async def test_a_short_talk_is_found_by_all_its_words(clean_database: Database) -> None:
    await delete_data(clean_database)
    await load(clean_database, "talk-one", ["We talk about graphs today.", "And about paths in them."])

    same = await find_said_before(
        clean_database, "video:new", ["We talk about graphs", "today.", "And about paths in them."]
    )
    other = await find_said_before(clean_database, "video:new", ["And about paths in them."])

    assert [(one.slug, one.same) for one in same] == [("talk-one", True)]
    assert other == []


async def test_another_talk_goes_in_the_same_transaction(clean_database: Database) -> None:
    await delete_data(clean_database)
    await load(clean_database, "talk-one", cut(WORDS, 20))
    document = VideoDocument(
        video=VideoInfo(id="talk-two", title="Two"),
        segments=(SegmentInfo(text="Something else.", start_seconds=0, end_seconds=1),),
    )

    report = await import_document(clean_database, document, instead_of="video:talk-one")

    assert (report.outcome, report.slug) == ("changed", "talk-two")
    assert await is_stored(clean_database, "video:talk-two")
    assert not await is_stored(clean_database, "video:talk-one")
    again = await import_document(clean_database, document, instead_of="video:talk-gone")
    assert again.outcome == "unchanged"
    assert not await is_stored(clean_database, "video:talk-gone")


async def test_corrections_go_over_to_the_talk_that_takes_the_place(clean_database: Database) -> None:
    """As when a transcript that somebody wrote replaces what a machine has heard."""
    ada = ("PERSON", "Ada Lovelace")
    stated = [(*ada, "WORKS_AT", "COMPANY", "Acme"), (*ada, "CREATED", "PRODUCT", "Loom")]
    await import_document(clean_database, talk("heard", *stated))
    [[works]] = await clean_database.read("MATCH (e:Evidence {type: 'WORKS_AT'}) RETURN e.id", name="test")
    rejected = await reject_evidence(clean_database, RejectEvidence(works))
    titled = await update_video(clean_database, UpdateVideo("heard", title="What Ada made"))
    added = await add_statement(
        clean_database,
        AddStatement(
            "heard",
            StatementEnd("ada-lovelace"),
            "USES",
            StatementEnd("loom-product"),
            "Ada Lovelace and Loom",
        ),
    )

    written = talk("written", *stated, (*ada, "LEADS", "COMPANY", "Zeta"))
    report = await import_document(clean_database, written, instead_of="video:heard")

    connections = "MATCH (:Video {title: $title})-[:HAS_SEGMENT]->()<-[:SAID_IN]-(e:Evidence) RETURN e.type ORDER BY e.type"
    now = await clean_database.read(connections, {"title": "What Ada made"}, name="test")
    assert now == [["CREATED"], ["LEADS"], ["USES"]]
    assert report.missing == ()
    made = [rejected.decision, titled.decision, added.decision]
    listed = {one.id: one.first.id for one in await list_decisions(clean_database)}
    assert listed == dict.fromkeys(made, "video:written")
    assert await find_drift(clean_database) == []

    await undo(clean_database, Undo(tuple(made)))

    now = await clean_database.read(connections, {"title": written.video.title}, name="test")
    assert now == [["CREATED"], ["LEADS"], ["WORKS_AT"]]


async def test_names_that_were_decided_for_one_talk_go_over_too(clean_database: Database) -> None:
    def heard(id_: str) -> VideoDocument:
        said = talk(
            id_,
            ("PERSON", "Grace", "WORKS_AT", "COMPANY", "Acme"),
            ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"),
        )
        grace, *others = said.entities
        return said.model_copy(update={"entities": (grace.model_copy(update={"local": True}), *others)})

    await delete_data(clean_database)
    await import_document(clean_database, heard("heard"))
    people = "MATCH (p:Entity {kind: 'PERSON'}) RETURN p.slug, p.mentionCount ORDER BY p.slug"
    before = await clean_database.read(people, name="test")
    merged = await merge_entities(clean_database, MergeEntities("ada-lovelace", (before[1][0],)))

    await import_document(clean_database, heard("written"), instead_of="video:heard")

    assert await clean_database.read(people, name="test") == [["ada-lovelace", 2]]
    assert await find_drift(clean_database) == []
    await undo(clean_database, Undo(merged.decisions))
    now = await clean_database.read(people, name="test")
    assert [mentions for _, mentions in now] == [mentions for _, mentions in before]
    assert await clean_database.read("MATCH (d:DecidedName) RETURN d.key", name="test") == []


async def test_talks_that_both_stay_do_so_in_the_place_of_others(clean_database: Database) -> None:
    await delete_data(clean_database)
    for id_ in ("talk-one", "talk-two", "talk-three"):
        await load(clean_database, id_, cut(WORDS, 20))
    await keep_talks(clean_database, ["talk-one", "talk-two"])
    await keep_talks(clean_database, ["talk-three", "talk-two"])
    document = VideoDocument(
        video=VideoInfo(id="talk-better", title="Better"),
        segments=(SegmentInfo(text=" ".join(WORDS), start_seconds=0, end_seconds=600),),
    )

    await import_document(clean_database, document, instead_of="video:talk-two")

    assert await find_said_before(clean_database, "video:talk-better", cut(WORDS, 20)) == []
    ends = [set(one.end_ids) for one in await list_decisions(clean_database)]
    assert ends == [{"video:talk-better", f"video:talk-{one}"} for one in ("three", "one")]


async def test_talks_that_both_stay_are_not_named_again(clean_database: Database) -> None:
    await delete_data(clean_database)
    for id_ in ("talk-one", "talk-two"):
        await load(clean_database, id_, cut(WORDS, 20))
    assert len(await find_said_before(clean_database, "video:talk-two", cut(WORDS, 20))) == 1

    await keep_talks(clean_database, ["talk-one", "talk-two"])

    assert await find_said_before(clean_database, "video:talk-two", cut(WORDS, 20)) == []


def test_phrases_are_of_the_longest_words_and_from_all_over() -> None:
    texts = ["of it", *(f"so {i} is extraordinarily complicated indeed, at {i}" for i in range(40))]

    phrases = choose_phrases(texts)

    assert len(phrases) == 16
    assert phrases[0] == '"is extraordinarily complicated indeed"'
    assert choose_phrases(["too few words"]) == []

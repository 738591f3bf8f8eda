"""Names, kinds, descriptions and addresses of entities come from the documents of the highest authority, in any order of imports."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import delete_data
from service.curation.load import delete_video, import_document
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint, repair
from service.store.export.video import export_video
from support.talks import ON_GRAPHS

pytestmark = pytest.mark.anyio

EXTRACTORS = {"PERSON": "person", "LANGUAGE_MODEL": "llm/1 model", "OFFLINE": "offline/1.0"}
HEARD = {"recognizer": "whisper-base"}
SHOWN = """
    MATCH (entity:Entity)
    RETURN entity.name AS name, entity.nameFrom AS `from`, entity.kind AS kind, entity.description AS description,
      entity.descriptionFrom AS descriptionFrom, entity.url AS url, entity.urlFrom AS urlFrom
    ORDER BY name
"""


def talk(
    id_: str,
    name: str,
    authority: str = "OFFLINE",
    *,
    aliases: tuple[str, ...] = (),
    kind: str = "COMPANY",
    times: int = 1,
    video: dict[str, Any] | None = None,
    **said: Any,
) -> VideoDocument:
    """A talk that says one name, so often."""
    text = " ".join([name] * times)
    mentions = [
        {
            "segment": 0,
            "startOffset": place * (len(name) + 1),
            "endOffset": place * (len(name) + 1) + len(name),
        }
        for place in range(times)
    ]
    entity = {"key": "it", "name": name, "kind": kind, "aliases": aliases, "mentions": mentions}
    return VideoDocument.model_validate(
        {
            "video": {"id": id_, "title": f"Talk {id_}"} | (video or {}),
            "extractor": EXTRACTORS[authority],
            "segments": [{"text": text, "startSeconds": 0, "endSeconds": 9}],
            "topics": [{"name": said.pop("topic", "Names"), "segments": [0]}],
            "entities": [entity | said],
        }
    )


async def shown(database: Database) -> list[list[Any]]:
    return await database.read(SHOWN, name="shown names")


@st.composite
def talks(draw: st.DrawFn) -> VideoDocument:
    """Talks that spell one name in several ways and describe what it is, with any authority."""
    words = ("open source", "Open source", "Open Source", "OPEN SOURCE")
    return talk(
        draw(st.sampled_from(("a", "b", "c", "d", "e"))),
        draw(st.sampled_from(words)),
        draw(st.sampled_from(sorted(EXTRACTORS))),
        kind="CONCEPT",
        times=draw(st.integers(1, 3)),
        aliases=draw(st.sampled_from(((), ("OSS", "oss"), ("Open-Source",)))),
        topic=draw(st.sampled_from(("Free Software", "free software"))),
        video=draw(st.sampled_from(({}, HEARD, HEARD | {"description": "On open source."}))),
        description=draw(st.sampled_from((None, "free", "free to use"))),
        url=draw(st.sampled_from((None, "https://one.example", "https://other.example/long"))),
    )


@ON_GRAPHS
@given(
    steps=st.lists(st.tuples(talks(), st.booleans()), min_size=3, max_size=8),
    order=st.randoms(use_true_random=False),
)
async def test_any_order_of_imports_makes_the_same_graph(
    clean_database: Database, steps: list[tuple[VideoDocument, bool]], order: Any
) -> None:
    database = clean_database
    await delete_data(database)
    left: dict[str, VideoDocument] = {}

    for document, delete in steps:
        id_ = f"video:{document.video.id}"
        if delete and id_ in left:
            await delete_video(database, id_)
            del left[id_]
        else:
            await import_document(database, document)
            left[id_] = document

    assert await find_drift(database) == []
    made = await fingerprint(database)
    again = sorted(left)
    order.shuffle(again)
    await delete_data(database)
    for id_ in again:
        await import_document(database, left[id_])
    assert await fingerprint(database) == made, again


async def test_what_a_person_named_is_not_renamed_by_any_number_of_others(clean_database: Database) -> None:
    database = clean_database
    await import_document(
        database, talk("own", "Meta", "PERSON", aliases=("Facebook",), description="A company.")
    )

    for place in range(3):
        await import_document(
            database,
            talk(
                f"other{place}",
                "Facebook",
                times=9,
                description="Facebook, a social network.",
                url="https://f.example",
            ),
        )

    assert await shown(database) == [
        ["Meta", "PERSON", "COMPANY", "A company.", "PERSON", "https://f.example", "OFFLINE"]
    ]
    assert await find_drift(database) == []

    await delete_video(database, "own")
    [left] = await shown(database)
    assert left[:5] == ["Facebook", "OFFLINE", "COMPANY", "Facebook, a social network.", "OFFLINE"]


async def test_a_recognized_spelling_never_beats_a_written_one(clean_database: Database) -> None:
    database = clean_database
    names = {"kind": "PERSON", "aliases": ("Emil Eiffrim", "Emil Eifrem")}
    for place in range(2):
        await import_document(database, talk(f"heard{place}", "Emil Eiffrim", times=9, video=HEARD, **names))
    assert [row[:2] for row in await shown(database)] == [["Emil Eiffrim", "OFFLINE_RECOGNIZED"]]

    await import_document(database, talk("written", "Emil Eifrem", **names))
    assert [row[:2] for row in await shown(database)] == [["Emil Eifrem", "OFFLINE"]]

    await import_document(database, talk("read", "Emil Eiffrim", "LANGUAGE_MODEL", video=HEARD, **names))
    assert [row[:2] for row in await shown(database)] == [["Emil Eiffrim", "LANGUAGE_MODEL_RECOGNIZED"]]
    told = HEARD | {"description": "A talk of Emil Eifrem."}
    await import_document(database, talk("told", "Emil Eifrem", "LANGUAGE_MODEL", video=told, **names))
    assert [row[:2] for row in await shown(database)] == [["Emil Eifrem", "LANGUAGE_MODEL"]]
    await import_document(database, talk("checked", "Emil Eifrém", "PERSON", video=HEARD, **names))
    assert [row[:2] for row in await shown(database)] == [["Emil Eifrém", "PERSON"]]
    assert await find_drift(database) == []


async def test_capitals_of_a_language_model_stay_beside_more_offline_talks(clean_database: Database) -> None:
    database = clean_database
    for place in range(4):
        await import_document(database, talk(f"other{place}", "open source", kind="CONCEPT"))
    assert [row[:2] for row in await shown(database)] == [["open source", "OFFLINE"]]

    await import_document(database, talk("own", "Open source", "LANGUAGE_MODEL", kind="CONCEPT"))

    assert [row[:2] for row in await shown(database)] == [["Open source", "LANGUAGE_MODEL"]]
    await import_document(database, talk("person", "OPEN source", "PERSON", kind="CONCEPT"))
    assert [row[:2] for row in await shown(database)] == [["OPEN source", "PERSON"]]
    await import_document(database, talk("person", "OPEN source", "OFFLINE", kind="CONCEPT"))
    assert [row[:2] for row in await shown(database)] == [["Open source", "LANGUAGE_MODEL"]]


async def test_an_export_keeps_the_authority(
    clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = clean_database
    monkeypatch.setenv("VIDEOGRAPH_EXTRACTOR_AUTHORITY", "reader = language_model")
    read = talk("read", "Meta").model_copy(update={"extractor": "reader/2"})
    checked = talk("checked", "META").model_copy(update={"authority": "PERSON"})
    for document in (read, checked, talk("plain", "meta")):
        await import_document(database, document)

    documents = [(await export_video(database, id_)).document for id_ in ("read", "checked", "plain")]
    assert [(one.extractor, one.authority) for one in documents] == [
        ("reader/2", "LANGUAGE_MODEL"),
        ("offline/1.0", "PERSON"),
        ("offline/1.0", None),
    ]

    before = await fingerprint(database)
    monkeypatch.delenv("VIDEOGRAPH_EXTRACTOR_AUTHORITY")
    await delete_data(database)
    for document in documents:
        assert (await import_document(database, document)).outcome == "created"
    assert await fingerprint(database) == before


async def test_a_changed_setting_is_applied_by_the_next_import(
    clean_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = clean_database
    read = talk("read", "Facebook", aliases=("Meta",)).model_copy(update={"extractor": "reader/2"})
    await import_document(database, talk("own", "Meta", "LANGUAGE_MODEL", aliases=("Facebook",)))
    await import_document(database, read)
    assert [row[:2] for row in await shown(database)] == [["Meta", "LANGUAGE_MODEL"]]

    monkeypatch.setenv("VIDEOGRAPH_EXTRACTOR_AUTHORITY", "Reader=person")
    report = await import_document(database, read)

    assert report.outcome == "changed"
    assert [row[:2] for row in await shown(database)] == [["Facebook", "PERSON"]]
    assert (await import_document(database, read)).outcome == "unchanged"


async def test_doctor_finds_a_weaker_name_that_is_shown(clean_database: Database) -> None:
    database = clean_database
    await import_document(database, talk("own", "Meta", "PERSON", aliases=("Facebook",)))
    await import_document(database, talk("other", "Facebook"))
    before = await fingerprint(database)
    await database.read("MATCH (e:Entity) RETURN e.name", name="look")

    async def rename(transaction: Any) -> None:
        await transaction.run(
            "MATCH (e:Entity) SET e.name = 'Facebook', e.searchName = 'facebook', e.nameFrom = 'OFFLINE'"
        )

    await database.write(rename, name="rename by hand")

    [drift] = await find_drift(database)
    assert str(drift).endswith(
        "name 'Facebook', nameFrom 'OFFLINE', searchName 'facebook'; should be name 'Meta', nameFrom 'PERSON', searchName 'meta'"
    )
    assert await repair(database) == 1
    assert await fingerprint(database) == before

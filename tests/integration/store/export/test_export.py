"""A video that is exported, deleted, and imported from what was exported: the graph is as before."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conftest import delete_data
from service.actions.demo import demo_files, demo_transcript
from service.actions.extraction.make_document import read_document
from service.curation.load import delete_video, import_document
from service.curation.merges.merge import merge_entities
from service.curation.merges.separate import tell_apart
from service.curation.re_resolve import decide_anew
from service.domain.document import VideoDocument, document_text
from service.domain.faults import check_document
from service.domain.identity import video_id
from service.errors import NotFound
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.store.check import require_borne_out
from service.store.export.video import export_video, list_videos
from support.talks import ON_GRAPHS, documents, talk

pytestmark = pytest.mark.anyio

SHORT = (
    "lecun-leaves-meta",
    "bitcoin-explained--bitcoin-core-v24-bug",
    "chaincode-podcast--chaincode-decoded-bech32m",
)
"""Short talks of the demo; the first was written by a person, the others share entities."""
LARGEST = "MATCH (v:Video) RETURN v.id ORDER BY COUNT { (v)--() } DESC, v.id LIMIT 2"
MOST = "MATCH (e:Entity) RETURN e.slug ORDER BY e.mentionCount DESC, e.slug LIMIT 1"


@cache
def demo_talks(*names: str) -> list[VideoDocument]:
    """Those of these names, or all: also the one that is there as a transcript, by the offline extraction."""
    files = (
        [file for file in demo_files() if file.name.partition(".")[0] in names]
        if names
        else [*demo_files(), demo_transcript()]
    )
    return [read_document(file).document for file in files]


async def load(database: Database, talks: Sequence[VideoDocument]) -> None:
    await delete_data(database)
    for document in talks:
        await import_document(database, document)


async def state(database: Database) -> str:
    """Returns the content of the graph without the hashes of its documents and files."""
    await database.run("MATCH (v:Video) SET v.contentHash = 'any' REMOVE v.sourceHash", name="test")
    return await fingerprint(database)


async def export(database: Database, video: str) -> VideoDocument:
    """Exports a video as a document, converted to JSON and back as a file is."""
    exported = await export_video(database, video)
    assert exported.dropped == {}
    document = VideoDocument.model_validate_json(document_text(exported.document))
    require_borne_out(document)
    return document


async def there_and_back(database: Database, videos: Sequence[str] | None = None) -> None:
    """Of these talks, or all: each out and in by itself."""
    before = await state(database)
    for video in await list_videos(database) if videos is None else videos:
        document = await export(database, video)

        await delete_video(database, video)
        await import_document(database, document)

        assert await find_drift(database) == []
        assert await state(database) == before, video
        assert document_text(await export(database, video)) == document_text(document)


def named(document: VideoDocument) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(one.name, one.kind, one.aliases) for one in document.entities]


async def test_talks_of_the_demo(clean_database: Database) -> None:
    await load(clean_database, demo_talks(*SHORT))

    await there_and_back(clean_database)
    most = [
        (await clean_database.read(MOST.replace("Entity", label), name="test"))[0][0]
        for label in ("Product", "Concept")
    ]
    await merge_entities(clean_database, ["fair-company"], "meta-company")
    await merge_entities(clean_database, most[:1], most[1], kind="CONCEPT")
    await there_and_back(clean_database)


@pytest.mark.nightly
async def test_all_talks_of_the_demo_and_the_whole_graph(clean_database: Database) -> None:
    await load(clean_database, demo_talks())
    await decide_anew(clean_database)
    before = await state(clean_database)

    await there_and_back(clean_database, [id_ for (id_,) in await clean_database.read(LARGEST, name="test")])

    exported = [await export(clean_database, video) for video in await list_videos(clean_database)]
    await load(clean_database, exported)
    assert await decide_anew(clean_database) == []
    assert await state(clean_database) == before


async def test_a_document_comes_out_as_it_was(clean_database: Database) -> None:
    for written in demo_talks(*SHORT):
        await load(clean_database, [written])

        document = await export(clean_database, video_id(written))

        bare = document.model_copy(update={"decisions": None, "export": None})
        assert document_text(bare) == document_text(check_document(written)[0])


@ON_GRAPHS
@given(
    talks=st.lists(documents(), min_size=1, max_size=3, unique_by=video_id),
    pick=st.none() | st.tuples(st.integers(0, 99), st.integers(0, 99)),
    first=st.booleans(),
)
async def test_any_talks_and_any_merge(
    clean_database: Database, talks: list[VideoDocument], pick: tuple[int, int] | None, first: bool
) -> None:
    await load(clean_database, talks)
    if pick is not None:
        there = await clean_database.read(
            "MATCH (e:Entity) WHERE NOT EXISTS { (e)<-[:IS]-() } RETURN e.id, e.kind ORDER BY e.id",
            name="test",
        )
        assume(len(there) > 1)
        (source, kind), (into, other) = (there[number % len(there)] for number in pick)
        assume(source != into)
        await merge_entities(clean_database, [source], into, kind=kind if first else other)

    await there_and_back(clean_database)


ONE = talk(
    "one",
    ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Facebook"),
    ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Meta"),
    publishedOn=date(1843, 9, 1),
)
TWO = talk("two", ("PERSON", "Alan Turing", "LEFT", "COMPANY", "Facebook"), publishedOn=date(1936, 5, 28))


async def test_what_was_merged_is_called_as_the_video_calls_it(clean_database: Database) -> None:
    await load(clean_database, [ONE, TWO])
    await merge_entities(clean_database, ["facebook-company"], "meta-company")

    one, two = [await export(clean_database, video) for video in ("one", "two")]

    assert sorted(named(one)) == sorted(named(ONE))
    assert named(two) == [("Alan Turing", "PERSON", ()), ("Facebook", "COMPANY", ())]
    await there_and_back(clean_database)
    bare = [one.model_copy(update={"decisions": None}) for one in (one, two)]
    await load(clean_database, bare)  # a graph that knows of no decision
    slugs = await clean_database.read("MATCH (e:Company) RETURN e.slug ORDER BY e.slug", name="test")
    assert slugs == [["facebook-company"], ["meta-company"]]


async def test_what_a_kind_rules_out_is_stated_as_it_was(clean_database: Database) -> None:
    stated = talk(
        "one",
        ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Twitter"),
        ("PRODUCT", "Twitter", "BASED_ON", "PRODUCT", "Ruby"),
    )
    await load(clean_database, [stated, talk("two", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "X"))])
    await merge_entities(clean_database, ["twitter-product"], "x-company", kind="COMPANY")
    rows = await clean_database.read("MATCH (e:Evidence) RETURN e.type, e.statedType", name="test")
    assert sorted(rows, key=str) == [
        ["LEFT", None],
        ["RELATED_TO", "BASED_ON"],
        ["RELATED_TO", "CREATED"],
    ]

    document = await export(clean_database, "one")

    assert named(document) == named(stated)
    assert [one.type for one in document.relationships] == ["CREATED", "BASED_ON"]
    await there_and_back(clean_database)


async def test_of_one_name_and_two_kinds_both_are_told_as_before_their_merge(
    clean_database: Database,
) -> None:
    both = talk(
        "one",
        ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Twitter"),
        ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Twitter"),
    )
    await load(clean_database, [both])
    await merge_entities(clean_database, ["twitter-product"], "twitter-company", kind="COMPANY")

    document = await export(clean_database, "one")

    assert [(one.name, one.kind, len(one.mentions)) for one in document.entities] == [
        ("Ada Lovelace", "PERSON", 2),
        ("Twitter", "PRODUCT", 1),
        ("Twitter", "COMPANY", 1),
    ]
    await there_and_back(clean_database)


async def test_a_name_that_is_good_only_here_stays_with_what_it_was_merged_into(
    clean_database: Database,
) -> None:
    """Though the talk mostly says another of its names, on which nobody decided."""
    local = talk("one", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "our group"))
    lab = {"name": "the Lab", "aliases": ("our group",), "local": True}
    entities = [one if one.kind == "PERSON" else one.model_copy(update=lab) for one in local.entities]
    await load(clean_database, [local.model_copy(update={"entities": tuple(entities)}), TWO])
    [[slug]] = await clean_database.read("MATCH (e:Company {name: 'the Lab'}) RETURN e.slug", name="test")
    await merge_entities(clean_database, [slug], "facebook-company")

    document = await export(clean_database, "one")

    assert named(document) == [("Ada Lovelace", "PERSON", ()), ("the Lab", "COMPANY", ("our group",))]
    assert [one.local for one in document.entities] == [False, True]
    await there_and_back(clean_database)


async def test_a_connection_between_merged_entities_is_still_told(clean_database: Database) -> None:
    """In the graph it is gone, but the talk's document is kept."""
    renamed = talk("one", ("COMPANY", "Meta", "RELATED_TO", "COMPANY", "Facebook"))
    company = renamed.entities[0].model_copy(update={"mentions": (), "description": "A company"})
    await load(clean_database, [renamed.model_copy(update={"entities": (company, renamed.entities[1])})])
    await merge_entities(clean_database, ["facebook-company"], "meta-company")

    document = await export(clean_database, "one")

    assert named(document) == [("Meta", "COMPANY", ()), ("Facebook", "COMPANY", ())]
    assert [(one.name, one.description) for one in document.entities] == [
        ("Meta", "A company"),
        ("Facebook", None),
    ]
    assert [one.type for one in document.relationships] == ["RELATED_TO"]
    await there_and_back(clean_database)


async def test_a_guess_stays_one(clean_database: Database) -> None:
    guess = talk("one", ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Twitter"), sure=0.3)
    others = [
        talk(name, ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Twitter")) for name in ("two", "three")
    ]
    await load(clean_database, [*others, guess])

    document = await export(clean_database, "one")

    assert [(one.name, one.kind, one.kind_confidence) for one in document.entities] == [
        ("Ada Lovelace", "PERSON", None),
        ("Twitter", "PRODUCT", 0.3),
    ]
    assert [one.type for one in document.relationships] == ["CREATED"]
    await there_and_back(clean_database)


async def test_a_merge_that_was_taken_back_is_so_by_what_is_exported_too(clean_database: Database) -> None:
    await load(clean_database, [ONE, TWO])
    before = await state(clean_database)
    await merge_entities(clean_database, ["facebook-company"], "meta-company")
    await tell_apart(clean_database, ["facebook-company", "meta-company"])

    for document in [await export(clean_database, video) for video in ("one", "two")]:
        await import_document(clean_database, document)

    await clean_database.run("MATCH (n:DecidedName|Decision) DELETE n", name="test")
    assert await state(clean_database) == before


async def test_a_video_that_is_not_there(clean_database: Database) -> None:
    await load(clean_database, [ONE])

    with pytest.raises(NotFound):
        await export_video(clean_database, "nowhere")
    assert await list_videos(clean_database) == ["video:one"]

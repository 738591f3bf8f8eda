"""Entities merged and told apart by a person: the graph is what imports keeping to the decision make of the same talks."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import delete_data
from service.curation.load import delete_video, import_document
from service.curation.merges.merge import merge_entities
from service.curation.merges.separate import tell_apart
from service.domain.document import VideoDocument
from service.domain.identity import video_id
from service.errors import InvalidInput, NotFound
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.store.duplicates.entities import find_duplicates
from support.talks import ON_GRAPHS, documents, talk

pytestmark = pytest.mark.anyio


async def rows(database: Database, statement: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in await database.read(statement, name="rows")]


async def entities(database: Database) -> list[tuple[str, str, int, int, int]]:
    """Name, kind, talks, mentions, connections."""
    return await rows(
        database,
        "MATCH (e:Entity) RETURN e.name, e.kind, e.videoCount, e.mentionCount, e.relationshipCount ORDER BY e.name, e.kind",
    )


async def connections(database: Database) -> list[tuple[str, str, str, int]]:
    """Returns all relationships. Both ends of an undirected one are sorted by name."""
    found = await rows(
        database,
        "MATCH (a:Entity)-[r]->(b:Entity) RETURN a.name, type(r), b.name, r.evidenceCount",
    )
    return sorted(
        (min(a, b), type_, max(a, b), count) if type_ == "RELATED_TO" else (a, type_, b, count)
        for a, type_, b, count in found
    )


async def import_again(database: Database, talks: list[VideoDocument]) -> None:
    """Deletes all talks and imports them again in reverse order. Only decisions are kept."""
    for document in talks:
        await delete_video(database, video_id(document))
    assert await rows(database, "MATCH (e:Entity) RETURN e.id") == []
    for document in reversed(talks):
        await import_document(database, document)


ONE = talk(
    "one",
    ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Facebook"),
    ("COMPANY", "Facebook", "RELATED_TO", "COMPANY", "Meta"),
    ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Meta"),
    publishedOn=date(1843, 9, 1),
)
TWO = talk("two", ("PERSON", "Alan Turing", "LEFT", "COMPANY", "Facebook"), publishedOn=date(1936, 5, 28))
THREE = talk("three", ("PERSON", "Alan Turing", "LEFT", "COMPANY", "Meta"), publishedOn=date(1950, 1, 1))
TALKS = [ONE, TWO, THREE]


async def test_everything_of_the_one_is_the_others(clean_database: Database) -> None:
    for document in TALKS:
        await import_document(clean_database, document)

    report = await merge_entities(clean_database, ["facebook-company"], "meta-company")

    assert await entities(clean_database) == [
        ("Ada Lovelace", "PERSON", 1, 2, 1),
        ("Alan Turing", "PERSON", 2, 2, 1),
        ("Meta", "COMPANY", 3, 6, 2),
    ]
    assert await connections(clean_database) == [
        ("Ada Lovelace", "WORKS_AT", "Meta", 2),
        ("Alan Turing", "LEFT", "Meta", 2),
    ]
    [merged] = report.merged
    assert (merged.name, merged.slug, merged.video_count) == ("Facebook", "facebook-company", 2)
    assert (report.into.slug, report.into.video_count, report.into.mention_count) == ("meta-company", 3, 6)
    assert (report.videos, report.mentions, report.evidence, report.dropped, report.related) == (
        2,
        3,
        3,
        1,
        0,
    )
    assert await find_drift(clean_database) == []


async def test_the_graph_is_what_imports_make_that_keep_to_it(clean_database: Database) -> None:
    for document in TALKS:
        await import_document(clean_database, document)
    await merge_entities(clean_database, ["facebook-company"], "meta-company")
    made = await fingerprint(clean_database)

    await import_again(clean_database, TALKS)

    assert await fingerprint(clean_database) == made
    assert await find_drift(clean_database) == []


async def test_of_two_kinds_it_is_of_the_kind_that_is_said(clean_database: Database) -> None:
    first = talk("first", ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Twitter"))
    second = talk("second", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Twitter"))
    third = talk("third", ("PRODUCT", "Twitter", "BASED_ON", "PRODUCT", "Ruby"))
    for document in (first, second, third):
        await import_document(clean_database, document)
    with pytest.raises(InvalidInput, match="COMPANY or PRODUCT"):
        await merge_entities(clean_database, ["twitter-product"], "twitter-company")

    report = await merge_entities(clean_database, ["twitter-product"], "twitter-company", kind="COMPANY")

    assert [one for one in await entities(clean_database) if one[0] == "Twitter"] == [
        ("Twitter", "COMPANY", 3, 3, 3)
    ]
    assert await connections(clean_database) == [
        ("Ada Lovelace", "RELATED_TO", "Twitter", 1),
        ("Ada Lovelace", "WORKS_AT", "Twitter", 1),
        ("Ruby", "RELATED_TO", "Twitter", 1),
    ]
    assert report.related == 2
    assert await find_drift(clean_database) == []
    made = await fingerprint(clean_database)
    await import_again(clean_database, [first, second, third])
    assert await fingerprint(clean_database) == made


async def test_where_the_kind_of_what_was_merged_is_kept(clean_database: Database) -> None:
    first = talk("first", ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Twitter"))
    second = talk("second", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Twitter"))
    for document in (first, second):
        await import_document(clean_database, document)

    await merge_entities(clean_database, ["twitter-product"], "twitter-company", kind="PRODUCT")
    assert await connections(clean_database) == [
        ("Ada Lovelace", "CREATED", "Twitter", 1),
        ("Ada Lovelace", "RELATED_TO", "Twitter", 1),
    ]
    assert [one for one in await entities(clean_database) if one[0] == "Twitter"] == [
        ("Twitter", "PRODUCT", 2, 2, 2)
    ]
    assert await find_drift(clean_database) == []
    made = await fingerprint(clean_database)
    await import_again(clean_database, [first, second])
    assert await fingerprint(clean_database) == made


@pytest.mark.parametrize(
    ("kind", "one", "other"), [("CONCEPT", "Bloom filters", "Bloom filter"), ("COMPANY", "Acme", "Acme Inc.")]
)
async def test_spellings_of_the_kind_that_it_was_are_of_what_it_is(
    clean_database: Database, kind: str, one: str, other: str
) -> None:
    """The plural of a concept is one with it, and a company's "Inc.", which is not so among products."""
    talks = [
        talk("first", ("PERSON", "Ada Lovelace", "USES", kind, one)),
        talk("second", ("PERSON", "Ada Lovelace", "USES", "PRODUCT", "Sieve")),
    ]
    for document in talks:
        await import_document(clean_database, document)
    slugs = await rows(
        clean_database, "MATCH (e:Entity) WHERE NOT e:Person AND e.kind <> 'PRODUCT' RETURN e.slug"
    )
    await merge_entities(clean_database, [slugs[0][0]], "sieve-product", kind="PRODUCT")
    made = await fingerprint(clean_database)

    await import_again(clean_database, talks)
    assert await fingerprint(clean_database) == made
    for id_, name in (("third", other), ("fourth", one)):
        await import_document(clean_database, talk(id_, ("PERSON", "Ada Lovelace", "USES", kind, name)))
    await import_document(clean_database, talk("fifth", ("PERSON", "Ada Lovelace", "USES", "PRODUCT", one)))

    assert [(e[0], e[1], e[2]) for e in await entities(clean_database)] == [
        ("Ada Lovelace", "PERSON", 5),
        ("Sieve", "PRODUCT", 5),
    ]


async def test_a_later_merge_keeps_whose_a_name_was(clean_database: Database) -> None:
    talks = [
        talk("a", ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Loom")),
        talk("b", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Wheel")),
        talk("c", ("PERSON", "Ada Lovelace", "PARTICIPATED_IN", "EVENT", "Fair")),
    ]
    for document in talks:
        await import_document(clean_database, document)
    await merge_entities(clean_database, ["wheel-company"], "loom-product", kind="COMPANY")
    await merge_entities(clean_database, ["fair-event"], "loom-product", kind="EVENT")

    found = await rows(
        clean_database,
        "MATCH (d:DecidedName) OPTIONAL MATCH (m:Decision {mergedId: d.formerId}) RETURN d.key, m.slug ORDER BY d.key",
    )
    assert found == [
        ("COMPANY:loom", None),
        ("COMPANY:wheel", "wheel-company"),
        ("EVENT:fair", "fair-event"),
        ("EVENT:loom", None),
        ("EVENT:wheel", "wheel-company"),
        ("PRODUCT:loom", None),
    ]


async def test_a_merge_of_what_was_merged_leads_to_the_last(clean_database: Database) -> None:
    talks = [*TALKS, talk("four", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))]
    for document in talks:
        await import_document(clean_database, document)
    await merge_entities(clean_database, ["facebook-company"], "meta-company")

    await merge_entities(clean_database, ["meta-company"], "acme-company")

    with pytest.raises(NotFound, match="was merged into acme-company"):
        await merge_entities(clean_database, ["facebook-company"], "meta-company")
    companies = "MATCH (e:Company) RETURN e.name, e.slug, e.videoCount"
    assert await rows(clean_database, companies) == [("Acme", "acme-company", 4)]
    made = await fingerprint(clean_database)
    await import_again(clean_database, talks)
    assert await fingerprint(clean_database) == made
    assert await find_drift(clean_database) == []


async def test_a_third_one_of_that_name_is_to_be_merged_too(clean_database: Database) -> None:
    await import_document(clean_database, talk("a", ("PERSON", "Ada", "CREATED", "PRODUCT", "Twitter")))
    await import_document(clean_database, talk("b", ("PERSON", "Ada", "LEFT", "COMPANY", "Twitter")))
    await import_document(clean_database, talk("c", ("PERSON", "Ada", "LEFT", "COMPANY", "X Corp")))

    message = "as a COMPANY Twitter would have the name of Twitter .*: merge that one too"
    with pytest.raises(InvalidInput, match=message):
        await merge_entities(clean_database, ["twitter-product"], "x-corp-company", kind="COMPANY")

    await merge_entities(
        clean_database, ["twitter-product", "twitter-company"], "x-corp-company", kind="COMPANY"
    )
    assert [one[:3] for one in await entities(clean_database)] == [
        ("Ada", "PERSON", 3),
        ("X Corp", "COMPANY", 3),
    ]


async def test_a_voice_stays_a_person(clean_database: Database) -> None:
    spoken = talk("a", ("PERSON", "Ada", "CREATED", "PRODUCT", "Engine")).model_dump(by_alias=True)
    spoken["speakers"] = [{"label": "Ada", "person": "PERSON Ada"}]
    spoken["segments"][0]["speaker"] = "Ada"
    await import_document(clean_database, VideoDocument.model_validate(spoken))

    with pytest.raises(InvalidInput, match="Engine cannot be a PRODUCT: it speaks in video:a"):
        await merge_entities(clean_database, ["ada"], "engine-product", kind="PRODUCT")


async def test_what_was_told_apart_is_neither_listed_nor_joined(clean_database: Database) -> None:
    alike = ("PERSON", "Sjors Provoost", "RELATED_TO", "CONCEPT", "wallets")
    talks = [
        talk("a", ("PERSON", "Shawn Provoost", "RELATED_TO", "CONCEPT", "wallets"), alike),
        talk("b", ("PERSON", "Sjors Provost", "RELATED_TO", "CONCEPT", "wallets")),
    ]
    for document in talks:
        await import_document(clean_database, document)
    ids = await rows(clean_database, "MATCH (e:Person) RETURN e.slug ORDER BY e.slug")
    assert ids == [("shawn-provoost",), ("sjors-provoost",)]

    await tell_apart(clean_database, ["shawn-provoost", "sjors-provoost"])

    assert await find_duplicates(clean_database, limit=9, kind="PERSON") == ([], 0)
    other = talk("c", ("COMPANY", "Acme", "RELATED_TO", "CONCEPT", "keys"), sure=0.3)
    sure = talk("d", ("PRODUCT", "Acme", "RELATED_TO", "CONCEPT", "keys"))
    await import_document(clean_database, other)
    await import_document(clean_database, sure)
    await tell_apart(clean_database, ["acme-company", "acme-product"])
    await import_again(clean_database, [*talks, other, sure])
    acme = "MATCH (e:Entity {name: 'Acme'}) RETURN e.slug ORDER BY e.slug"
    assert await rows(clean_database, acme) == [("acme-company",), ("acme-product",)]
    assert await find_duplicates(clean_database, limit=9, kind="PRODUCT") == ([], 0)

    # The later decision counts.
    report = await merge_entities(clean_database, ["acme-company"], "acme-product", kind="PRODUCT")
    assert report.taken_back
    assert await rows(clean_database, acme) == [("acme-product",)]
    assert await find_drift(clean_database) == []


async def test_a_first_name_of_one_talk_is_somebody(clean_database: Database) -> None:
    first = talk("a", ("PERSON", "Jerod", "RELATED_TO", "CONCEPT", "wallets")).model_dump(by_alias=True)
    first["entities"][0]["local"] = True
    document = VideoDocument.model_validate(first)
    full = talk("b", ("PERSON", "Jerod Santo", "RELATED_TO", "CONCEPT", "wallets"))
    for one in (document, full):
        await import_document(clean_database, one)
    [(short,)] = await rows(clean_database, "MATCH (e:Person {name: 'Jerod'}) RETURN e.id")

    await merge_entities(clean_database, [short], "jerod-santo")

    persons = "MATCH (e:Person) RETURN e.name, e.videoCount"
    assert await rows(clean_database, persons) == [("Jerod Santo", 2)]
    made = await fingerprint(clean_database)
    await import_again(clean_database, [document, full])
    assert await fingerprint(clean_database) == made
    # In another talk the first name is still anybody's.
    await import_document(
        clean_database, document.model_copy(update={"video": full.video.model_copy(update={"id": "c"})})
    )
    assert await rows(clean_database, persons + " ORDER BY e.name") == [("Jerod", 1), ("Jerod Santo", 2)]


async def test_what_one_talk_calls_so_becomes_of_another_kind(clean_database: Database) -> None:
    """Its name is good in that talk only, and stands for what it became when the talk is imported again."""
    local = talk("a", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "the Lab"))
    entities_ = [one.model_copy(update={"local": one.kind == "COMPANY"}) for one in local.entities]
    talks = [
        local.model_copy(update={"entities": tuple(entities_)}),
        talk("b", ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Loom")),
    ]
    for document in talks:
        await import_document(clean_database, document)
    [(lab,)] = await rows(clean_database, "MATCH (e:Company) RETURN e.id")

    await merge_entities(clean_database, ["loom-product"], lab, kind="PRODUCT")

    assert [one for one in await entities(clean_database) if one[1] != "PERSON"] == [
        ("the Lab", "PRODUCT", 2, 2, 2)
    ]
    made = await fingerprint(clean_database)
    await import_again(clean_database, talks)
    assert await fingerprint(clean_database) == made
    await tell_apart(clean_database, ["loom-product", lab])
    for document in talks:
        await import_document(clean_database, document)
    assert [one[:3] for one in await entities(clean_database) if one[1] != "PERSON"] == [
        ("Loom", "PRODUCT", 1),
        ("the Lab", "COMPANY", 1),
    ]
    assert await find_drift(clean_database) == []


@pytest.mark.parametrize("name", ["acme-company", "lab-company"])
async def test_what_was_said_in_either_direction_has_none_under_another_type(
    clean_database: Database, name: str
) -> None:
    talks = [
        talk("a", ("COMPANY", "Acme", "COMPETES_WITH", "COMPANY", "Lab")),
        talk("b", ("EVENT", "Fair", "RELATED_TO", "CONCEPT", "wallets")),
    ]
    for document in talks:
        await import_document(clean_database, document)

    await merge_entities(clean_database, [name], "fair-event", kind="EVENT")

    stored = "MATCH (e:Evidence {statedType: 'COMPETES_WITH'}) RETURN e.type, e.turned"
    assert await rows(clean_database, stored) == [("RELATED_TO", None)]
    made = await fingerprint(clean_database)
    await import_again(clean_database, talks)
    assert await fingerprint(clean_database) == made


@ON_GRAPHS
@given(
    talks=st.lists(documents(), min_size=1, max_size=3, unique_by=video_id),
    pick=st.tuples(st.integers(0, 99), st.integers(0, 99)),
    first=st.booleans(),
)
async def test_any_merge_gives_what_imports_that_keep_to_it_give(
    clean_database: Database, talks: list[VideoDocument], pick: tuple[int, int], first: bool
) -> None:
    database = clean_database
    await delete_data(database)
    for document in talks:
        await import_document(database, document)
    there = await rows(
        database, "MATCH (e:Entity) WHERE NOT EXISTS { (e)<-[:IS]-() } RETURN e.id, e.kind ORDER BY e.id"
    )
    if len(there) < 2:
        return
    (source, kind), (into, other) = (there[number % len(there)] for number in pick)
    if source == into:
        return

    await merge_entities(database, [source], into, kind=kind if first else other)

    assert await find_drift(database) == []
    made = await fingerprint(database)
    await import_again(database, talks)
    assert await fingerprint(database) == made

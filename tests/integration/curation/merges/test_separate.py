"""A merge that is undone: the graph is as it would be without the merge."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conftest import delete_data
from service.curation.load import import_document
from service.curation.merges.merge import merge_entities
from service.curation.merges.separate import take_back_apart, tell_apart
from service.domain.document import VideoDocument
from service.domain.identity import video_id
from service.errors import Conflict, InvalidInput, NotFound
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.talks import ON_GRAPHS, documents, talk
from support.undoing import undo_merge

pytestmark = pytest.mark.anyio

ONE = talk(
    "one",
    ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Facebook"),
    ("COMPANY", "Facebook", "COMPETES_WITH", "COMPANY", "Meta"),
    ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Meta"),
    publishedOn=date(1843, 9, 1),
)
TWO = talk("two", ("PERSON", "Alan Turing", "LEFT", "COMPANY", "Facebook"), publishedOn=date(1936, 5, 28))
THREE = talk("three", ("PERSON", "Alan Turing", "LEFT", "COMPANY", "Meta"), publishedOn=date(1950, 1, 1))
TALKS = [ONE, TWO, THREE]


async def load(database: Database, talks: Sequence[VideoDocument]) -> None:
    for document in talks:
        await import_document(database, document)


async def of_talks(database: Database) -> str:
    """The fingerprint without what was decided, which is deleted."""
    await database.run("MATCH (n:DecidedName|Decision) DELETE n", name="forget decisions")
    return await fingerprint(database)


async def nothing_to_import(database: Database, talks: Sequence[VideoDocument]) -> None:
    """The graph is whole, and importing its talks again changes nothing."""
    assert await find_drift(database) == []
    for document in talks:
        assert (await import_document(database, document)).outcome == "unchanged"


async def entities(database: Database) -> list[list[object]]:
    text = "MATCH (e:Entity) WHERE NOT e:Person RETURN e.slug, e.kind, e.videoCount ORDER BY e.slug"
    return await database.read(text, name="test")


async def test_what_was_merged_is_two_again(clean_database: Database) -> None:
    await load(clean_database, TALKS)
    never_merged = await fingerprint(clean_database)
    await merge_entities(clean_database, ["facebook-company"], "meta-company")

    report = await tell_apart(clean_database, ["facebook-company", "meta-company"])

    assert [(one.name, one.slug) for one in report.entities] == [
        ("Facebook", "facebook-company"),
        ("Meta", "meta-company"),
    ]
    await nothing_to_import(clean_database, TALKS)
    assert await entities(clean_database) == [
        ["facebook-company", "COMPANY", 2],
        ["meta-company", "COMPANY", 2],
    ]
    pairs = "MATCH (p:Decision) RETURN count(p.pairKey)"
    assert await clean_database.read(pairs, name="test") == [[1]]
    await tell_apart(clean_database, ["meta-company", "facebook-company"])
    assert await of_talks(clean_database) == never_merged


async def test_talks_that_came_after_the_merge_are_meant_too(clean_database: Database) -> None:
    await load(clean_database, [ONE, THREE])
    await merge_entities(clean_database, ["facebook-company"], "meta-company")
    await load(clean_database, [TWO])

    await tell_apart(clean_database, ["meta-company", "facebook-company"])

    await nothing_to_import(clean_database, TALKS)
    later = talk("four", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Facebook"))
    await load(clean_database, [later])
    assert await entities(clean_database) == [
        ["facebook-company", "COMPANY", 3],
        ["meta-company", "COMPANY", 2],
    ]


@pytest.mark.parametrize("kind", ["COMPANY", "PRODUCT"])
async def test_kinds_are_what_they_were(clean_database: Database, kind: str) -> None:
    talks = [
        talk("first", ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Twitter")),
        talk("second", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Twitter")),
        talk("third", ("PRODUCT", "Twitter", "BASED_ON", "PRODUCT", "Ruby")),
    ]
    await load(clean_database, talks)
    never_merged = await fingerprint(clean_database)
    await merge_entities(clean_database, ["twitter-product"], "twitter-company", kind=kind)  # pyright: ignore[reportArgumentType]

    await tell_apart(clean_database, ["twitter-product", "twitter-company"])

    await nothing_to_import(clean_database, talks)
    names = "MATCH (d:DecidedName) RETURN d.key, d.slug, d.kind, d.formerId ORDER BY d.key"
    assert await clean_database.read(names, name="test") == [
        ["COMPANY:twitter", "twitter-company", "COMPANY", None],
        ["PRODUCT:twitter", "twitter-product", "PRODUCT", None],
    ]
    assert await of_talks(clean_database) == never_merged


async def test_of_two_merges_that_changed_the_kind_the_later_goes_first(clean_database: Database) -> None:
    talks = [
        talk("a", ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Loom")),
        talk("b", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Wheel")),
        talk("c", ("PERSON", "Ada Lovelace", "PARTICIPATED_IN", "EVENT", "Fair")),
    ]
    await load(clean_database, talks)
    never_merged = await fingerprint(clean_database)
    await merge_entities(clean_database, ["wheel-company"], "loom-product", kind="COMPANY")
    [fair] = (await merge_entities(clean_database, ["fair-event"], "loom-product", kind="EVENT")).decisions

    with pytest.raises(Conflict, match=rf"a later decision rests on it.*: undo {fair} first \(MERGE"):
        await tell_apart(clean_database, ["wheel-company", "loom-product"])
    both = await tell_apart(clean_database, ["wheel-company", "fair-event", "loom-product"])

    assert [one.kind for one in both.entities] == ["COMPANY", "EVENT", "PRODUCT"]
    await nothing_to_import(clean_database, talks)
    assert await of_talks(clean_database) == never_merged


async def test_what_had_been_merged_into_the_one_before_stays_with_it(clean_database: Database) -> None:
    talks = [*TALKS, talk("four", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))]
    await load(clean_database, talks)
    never_merged = await fingerprint(clean_database)
    await merge_entities(clean_database, ["facebook-company"], "meta-company")
    await merge_entities(clean_database, ["meta-company"], "acme-company")

    await tell_apart(clean_database, ["meta-company", "acme-company"])

    await nothing_to_import(clean_database, talks)
    assert await entities(clean_database) == [["acme-company", "COMPANY", 1], ["meta-company", "COMPANY", 3]]
    with pytest.raises(NotFound, match="was merged into meta-company"):
        await tell_apart(clean_database, ["facebook-company", "acme-company"])
    await tell_apart(clean_database, ["facebook-company", "meta-company"])
    await nothing_to_import(clean_database, talks)
    assert await of_talks(clean_database) == never_merged


async def test_the_first_of_two_merges_waits_for_the_second(clean_database: Database) -> None:
    talks = [*TALKS, talk("four", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))]
    await load(clean_database, talks)
    await merge_entities(clean_database, ["facebook-company"], "meta-company")
    [meta] = (await merge_entities(clean_database, ["meta-company"], "acme-company")).decisions

    with pytest.raises(Conflict) as raised:
        await tell_apart(clean_database, ["facebook-company", "acme-company"])

    assert raised.value.decision == meta


async def test_of_several_that_were_merged_at_once_one_comes_back(clean_database: Database) -> None:
    talks = [*TALKS, talk("four", ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Acme"))]
    await load(clean_database, talks)
    never_merged = await fingerprint(clean_database)
    await merge_entities(clean_database, ["facebook-company", "acme-product"], "meta-company", kind="PRODUCT")
    assert await entities(clean_database) == [["meta-company", "PRODUCT", 4]]

    await undo_merge(clean_database, "facebook-company")

    assert await find_drift(clean_database) == []
    assert await entities(clean_database) == [
        ["facebook-company", "COMPANY", 2],
        ["meta-company", "PRODUCT", 3],
    ]
    await undo_merge(clean_database, "acme-product")
    assert await fingerprint(clean_database) == never_merged


async def test_pairs_of_a_merged_entity_are_its_own_again(clean_database: Database) -> None:
    pairs = "MATCH (p:Decision) WHERE p.pairKey IS NOT NULL RETURN p.pairKey, p.reason ORDER BY p.pairKey"
    talks = [*TALKS, talk("four", ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Acme"))]
    await load(clean_database, talks)
    await tell_apart(clean_database, ["facebook-company", "acme-company"])
    await tell_apart(clean_database, ["facebook-company", "meta-company"])
    decided = await fingerprint(clean_database)
    had = await clean_database.read(pairs, name="test")
    await merge_entities(clean_database, ["facebook-company"], "meta-company")
    assert len(await clean_database.read(pairs, name="test")) == 1

    await undo_merge(clean_database, "facebook-company")

    assert await clean_database.read(pairs, name="test") == had
    assert await fingerprint(clean_database) == decided

    await merge_entities(clean_database, ["facebook-company"], "meta-company")
    await take_back_apart(clean_database, ["meta-company", "acme-company"])
    await undo_merge(clean_database, "facebook-company")
    [meta] = await clean_database.read(pairs, name="test")
    assert meta in had
    await take_back_apart(clean_database, ["meta-company", "facebook-company"])
    assert await clean_database.read("MATCH (d:DecidedName) RETURN d.key", name="test") == []


async def test_a_first_name_of_one_talk_is_somebody_else_again(clean_database: Database) -> None:
    first = talk("a", ("PERSON", "Jerod", "RELATED_TO", "CONCEPT", "wallets")).model_dump(by_alias=True)
    first["entities"][0]["local"] = True
    talks = [
        VideoDocument.model_validate(first),
        talk("b", ("PERSON", "Jerod Santo", "RELATED_TO", "CONCEPT", "wallets")),
    ]
    await load(clean_database, talks)
    never_merged = await fingerprint(clean_database)
    [[short]] = await clean_database.read("MATCH (e:Person {name: 'Jerod'}) RETURN e.id", name="test")
    await merge_entities(clean_database, [short], "jerod-santo")

    await tell_apart(clean_database, [short, "jerod-santo"])

    await nothing_to_import(clean_database, talks)
    assert await of_talks(clean_database) == never_merged


async def test_what_is_tried_changes_nothing(clean_database: Database) -> None:
    await load(clean_database, TALKS)
    await merge_entities(clean_database, ["facebook-company"], "meta-company")
    before = await fingerprint(clean_database)

    tried = await tell_apart(clean_database, ["facebook-company", "meta-company"], dry_run=True)

    assert await fingerprint(clean_database) == before
    assert tried == await tell_apart(clean_database, ["facebook-company", "meta-company"])


async def test_a_merge_into_another_is_not_taken_back(clean_database: Database) -> None:
    await load(clean_database, [*TALKS, talk("four", ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Acme"))])
    await merge_entities(clean_database, ["facebook-company"], "meta-company")

    with pytest.raises(NotFound, match="was merged into meta-company"):
        await tell_apart(clean_database, ["facebook-company", "acme-company"])
    with pytest.raises(InvalidInput, match="give at least two entities, each of them once"):
        await tell_apart(clean_database, ["meta-company", "meta-company"])


@ON_GRAPHS
@given(
    talks=st.lists(documents(), min_size=1, max_size=3, unique_by=video_id),
    pick=st.tuples(st.integers(0, 99), st.integers(0, 99)),
    first=st.booleans(),
)
async def test_any_merge_can_be_taken_back(
    clean_database: Database, talks: list[VideoDocument], pick: tuple[int, int], first: bool
) -> None:
    database = clean_database
    await delete_data(database)
    await load(database, talks)
    never_merged = await fingerprint(database)
    there = await database.read(
        "MATCH (e:Entity) WHERE NOT EXISTS { (e)<-[:IS]-() } RETURN e.id, e.kind ORDER BY e.id", name="test"
    )
    assume(len(there) > 1)
    (source, kind), (into, other) = (there[number % len(there)] for number in pick)
    assume(source != into)
    await merge_entities(database, [source], into, kind=kind if first else other)

    await tell_apart(database, [source, into])

    assert await find_drift(database) == []
    await nothing_to_import(database, talks)
    assert await of_talks(database) == never_merged


async def test_that_two_are_two_is_taken_back_as_if_it_had_not_been_decided(clean_database: Database) -> None:
    await load(clean_database, TALKS)
    before = await fingerprint(clean_database)
    slugs = ["facebook-company", "meta-company"]
    await tell_apart(clean_database, slugs)
    decided = await fingerprint(clean_database)

    tried = await take_back_apart(clean_database, slugs, dry_run=True)
    assert (await fingerprint(clean_database), [one.slug for one in tried]) == (decided, slugs)
    assert decided != before

    await take_back_apart(clean_database, slugs[::-1])
    assert await fingerprint(clean_database) == before
    with pytest.raises(NotFound, match="nobody decided that facebook-company and meta-company are two"):
        await take_back_apart(clean_database, slugs)


async def test_names_stay_decided_where_another_decision_rests_on_them(clean_database: Database) -> None:
    async def noted() -> list[list[object]]:
        text = "MATCH (n:DecidedName|Decision) WHERE n.undoneAt IS NULL WITH coalesce(n.key, n.pairKey) AS key, n WHERE key IS NOT NULL RETURN key, n.entityId ORDER BY key"
        return await clean_database.read(text, name="test")

    await load(clean_database, TALKS)
    await tell_apart(clean_database, ["facebook-company", "ada-lovelace"])
    before = await noted()
    await tell_apart(clean_database, ["facebook-company", "meta-company"])
    await take_back_apart(clean_database, ["facebook-company", "meta-company"])

    assert await noted() == before

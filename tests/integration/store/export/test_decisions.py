"""Decisions that are exported with their talks: another graph comes to be the same, and the same graph stays as it is."""

from collections.abc import Sequence
from datetime import date
from functools import cache

import pytest

from conftest import delete_data
from service.actions.decisions import Undo, undo
from service.actions.demo import demo_files
from service.actions.extraction.make_document import read_document
from service.actions.videos import UpdateVideo, update_video
from service.curation.apply_decisions import apply_file
from service.curation.entities.corrections import detach_name, drop_entity, take_back, update_entity
from service.curation.load import delete_video, import_document
from service.curation.merges.merge import merge_entities
from service.curation.merges.separate import tell_apart
from service.decisions.decision_list import list_decisions
from service.domain.decision_records import DecisionsFile, decisions_text
from service.domain.document import VideoDocument, document_text
from service.domain.identity import digest
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from service.store.check import require_borne_out
from service.store.export.decisions import export_decisions
from service.store.export.video import export_video, list_videos
from support.talks import talk

pytestmark = pytest.mark.anyio

SHORT = (
    "lecun-leaves-meta",
    "bitcoin-explained--bitcoin-core-v24-bug",
    "chaincode-podcast--chaincode-decoded-bech32m",
)
"""Short talks of the demo."""


@cache
def demo_talks() -> list[VideoDocument]:
    files = [file for file in demo_files() if file.name.partition(".")[0] in SHORT]
    return [read_document(file).document for file in files]


ONE = talk(
    "one",
    ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Facebook"),
    ("COMPANY", "Facebook", "COMPETES_WITH", "COMPANY", "Meta"),
    ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Loom"),
    publishedOn=date(1843, 9, 1),
)
TWO = talk(
    "two",
    ("PERSON", "Alan Turing", "LEFT", "COMPANY", "Facebook"),
    ("PERSON", "Alan Turing", "CREATED", "PRODUCT", "Tim Tam Slam"),
    publishedOn=date(1936, 5, 28),
)
THREE = talk("three", ("PERSON", "Alan Turing", "CREATED", "PRODUCT", "Loom"), publishedOn=date(1950, 1, 1))


async def load(database: Database, talks: Sequence[VideoDocument]) -> list[str]:
    return [
        (await import_document(database, one, source=digest(one.video.id, length=64))).outcome
        for one in talks
    ]


async def decide(database: Database) -> None:
    """Something of every sort."""
    await merge_entities(database, ["facebook-company"], "meta-company")
    await tell_apart(database, ["ada-lovelace", "alan-turing"])
    await update_entity(database, "meta-company", name="Meta Platforms")
    await update_entity(database, "loom-product", kind="CONCEPT")
    await drop_entity(database, "tim-tam-slam-product")


async def export(database: Database) -> tuple[DecisionsFile, list[VideoDocument]]:
    """Exports the decisions and all documents, converted to JSON and back as files are."""
    decisions = DecisionsFile.model_validate_json(decisions_text(await export_decisions(database)))
    documents: list[VideoDocument] = []
    for video in await list_videos(database):
        exported = await export_video(database, video)
        assert exported.dropped == {}
        documents.append(VideoDocument.model_validate_json(document_text(exported.document)))
        require_borne_out(documents[-1])
    return decisions, documents


async def test_a_whole_archive_comes_to_be_the_same_in_an_empty_graph(clean_database: Database) -> None:
    await load(clean_database, [ONE, THREE, TWO])
    await decide(clean_database)
    before, listed = await fingerprint(clean_database), await list_decisions(clean_database)
    decisions, documents = await export(clean_database)

    await delete_data(clean_database)
    applied = await apply_file(clean_database, decisions)
    outcomes = await load(clean_database, documents)

    assert (applied.carried, applied.taken, applied.older) == (decisions.count(), decisions.count(), 0)
    assert outcomes == ["created"] * 3
    assert await find_drift(clean_database) == []
    assert await fingerprint(clean_database) == before
    assert await list_decisions(clean_database) == listed
    assert (await apply_file(clean_database, decisions)).taken == 0
    assert await load(clean_database, documents) == ["unchanged"] * 3
    assert await load(clean_database, [ONE, THREE, TWO]) == ["unchanged"] * 3
    assert await fingerprint(clean_database) == before


async def undone_decisions(database: Database) -> list[list[object]]:
    return await database.read(
        "MATCH (u:Decision) WHERE u.undoneAt IS NOT NULL RETURN u.id, u.sort, toString(u.decidedAt), u.detail, u.ends, toString(u.undoneAt) ORDER BY u.id",
        name="test",
    )


async def test_undone_decisions_come_out_and_back_in(clean_database: Database) -> None:
    """All of them in the file, and the one on the talk in its document. What holds in the graph is not undone by an import."""
    database = clean_database
    await load(database, [ONE, THREE, TWO])
    merge = (await merge_entities(database, ["facebook-company"], "meta-company")).decisions
    pair = (await tell_apart(database, ["ada-lovelace", "alan-turing"])).decisions
    update = (await update_video(database, UpdateVideo("one", title="On looms"))).decision
    standing = await export_decisions(database)
    await undo(database, Undo((*merge, *pair, update)))
    undone, before = await undone_decisions(database), await fingerprint(database)
    decisions, documents = await export(database)
    assert [row[0] for row in undone] == sorted([*merge, *pair, update])
    assert [one.id for one in decisions.undone] == [row[0] for row in undone]
    of_talks = [one.decisions for one in documents]
    assert [one and [each.id for each in one.undone] for one in of_talks] == [[update], None, None]

    await delete_data(database)
    applied = await apply_file(database, decisions)
    await load(database, documents)
    assert (applied.carried, applied.taken, applied.older) == (3, 3, 0)
    assert await undone_decisions(database) == undone
    assert await fingerprint(database) == before
    assert (await apply_file(database, decisions)).taken == 0

    await apply_file(database, standing)
    assert await undone_decisions(database) == []
    assert {one.id for one in await list_decisions(database)} == {*merge, *pair, update}
    assert (await apply_file(database, decisions)).taken == 0
    assert await undone_decisions(database) == []


async def test_an_export_over_its_own_talk_changes_nothing(clean_database: Database) -> None:
    await load(clean_database, [ONE, THREE, TWO])
    await decide(clean_database)
    before = await fingerprint(clean_database)
    _, documents = await export(clean_database)

    assert await load(clean_database, documents) == ["unchanged"] * 3
    assert await load(clean_database, [ONE, THREE, TWO]) == ["unchanged"] * 3
    assert await fingerprint(clean_database) == before


async def test_the_documents_alone_carry_what_was_decided_on_their_names(clean_database: Database) -> None:
    await load(clean_database, [ONE, THREE, TWO])
    await decide(clean_database)
    slugs = "MATCH (e:Entity) RETURN e.slug, e.name, e.kind ORDER BY e.slug"
    before = await clean_database.read(slugs, name="test")
    _, documents = await export(clean_database)

    await delete_data(clean_database)
    reports = [await import_document(clean_database, one) for one in documents]

    assert await clean_database.read(slugs, name="test") == before
    assert [one.outcome for one in reports] == ["created"] * 3
    assert all(one.decisions.carried for one in reports)


async def test_a_mended_export_is_a_change(clean_database: Database) -> None:
    await load(clean_database, [ONE])
    _, [document] = await export(clean_database)
    video = document.video.model_copy(update={"title": "Mended"})

    outcome = (await import_document(clean_database, document.model_copy(update={"video": video}))).outcome

    assert outcome == "changed"


async def test_decisions_come_to_talks_that_are_there(clean_database: Database) -> None:
    """The graph is what it would be, had the decisions been made in it."""
    await load(clean_database, [ONE, THREE, TWO])
    await decide(clean_database)
    before = await fingerprint(clean_database)
    decisions, _ = await export(clean_database)

    await delete_data(clean_database)
    await load(clean_database, [ONE, THREE, TWO])
    applied = await apply_file(clean_database, decisions)

    assert applied.taken == decisions.count()
    assert await find_drift(clean_database) == []
    assert await fingerprint(clean_database) == before


async def test_the_later_decision_counts(clean_database: Database) -> None:
    await load(clean_database, [ONE, THREE])
    await update_entity(clean_database, "loom-product", kind="CONCEPT")
    earlier, _ = await export(clean_database)
    await delete_data(clean_database)
    await load(clean_database, [ONE, THREE])
    await update_entity(clean_database, "loom-product", kind="EVENT")
    later = await fingerprint(clean_database)
    after, _ = await export(clean_database)

    applied = await apply_file(clean_database, earlier)
    kinds = "MATCH (e:Entity) WHERE e.slug = 'loom-product' RETURN e.kind"
    assert applied.older == len(earlier.names)
    assert await clean_database.read(kinds, name="test") == [["EVENT"]]

    await delete_data(clean_database)
    await load(clean_database, [ONE, THREE])
    await apply_file(clean_database, earlier)
    await apply_file(clean_database, after)
    assert await clean_database.read(kinds, name="test") == [["EVENT"]]
    assert await find_drift(clean_database) == []
    corrections = "MATCH (d:Decision {detail: 'CONCEPT'}) DELETE d"
    await clean_database.run(corrections, name="test")
    assert await fingerprint(clean_database) == later


async def test_a_document_decides_on_its_own_names_only(clean_database: Database) -> None:
    await load(clean_database, [ONE, TWO])
    await drop_entity(clean_database, "tim-tam-slam-product")
    decisions, [one, two] = await export(clean_database)

    assert one.decisions is None
    assert two.decisions is not None
    foreign = one.model_copy(update={"decisions": two.decisions})
    with pytest.raises(InvalidInput, match=r"^decisions\.names\[0\]\.key: .*Tim Tam Slam"):
        require_borne_out(foreign)
    assert decisions.names == two.decisions.names


async def test_what_was_dropped_is_in_the_export(clean_database: Database) -> None:
    await load(clean_database, [TWO])
    await drop_entity(clean_database, "tim-tam-slam-product")

    _, [document] = await export(clean_database)
    await delete_video(clean_database, "two")

    assert [one.name for one in document.entities] == ["Alan Turing", "Facebook", "Tim Tam Slam"]
    assert await clean_database.read("MATCH (k:KeptDocument) RETURN count(k)", name="test") == [[0]]


async def test_a_name_that_was_detached_comes_along(clean_database: Database) -> None:
    both = talk(
        "one",
        ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Meta"),
        ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "FB"),
    )
    entities = [one for one in both.entities if one.name != "FB"]
    other = next(one for one in both.entities if one.name == "FB")
    entities = [
        one
        if one.name != "Meta"
        else one.model_copy(update={"aliases": ("FB",), "mentions": (*one.mentions, *other.mentions)})
        for one in entities
    ]
    relationships = [
        one
        if one.target != other.key
        else one.model_copy(
            update={
                "target": "COMPANY Meta",
                "evidence": tuple(e.model_copy(update={"object_name": "FB"}) for e in one.evidence),
            }
        )
        for one in both.relationships
    ]
    document = both.model_copy(update={"entities": tuple(entities), "relationships": tuple(relationships)})
    await load(clean_database, [document])
    await detach_name(clean_database, "meta-company", "FB")
    before = await fingerprint(clean_database)
    decisions, documents = await export(clean_database)

    await delete_data(clean_database)
    await apply_file(clean_database, decisions)
    await load(clean_database, documents)

    said = "MATCH (:Segment)-[m:MENTIONS]->(e:Company) RETURN m.text, e.slug ORDER BY m.text"
    assert await clean_database.read(said, name="test") == [["FB", "fb-company"], ["Meta", "meta-company"]]
    assert await fingerprint(clean_database) == before


async def test_talks_of_the_demo_with_decisions_of_every_sort(clean_database: Database) -> None:
    """Exports the whole graph and imports it into an empty one and into itself. The original documents then
    change nothing."""
    database = clean_database
    originals = demo_talks()
    await load(database, originals)
    before_all = await fingerprint(database)
    await merge_entities(database, ["fair-company"], "meta-company")
    await tell_apart(database, [*await most(database, "Person", 2)])
    await tell_apart(database, [*await most(database, "Product", 2)])
    product, dropped, *_ = await most(database, "Product", 3)
    await update_entity(database, product, kind="CONCEPT")
    await drop_entity(database, dropped)
    [concept] = await most(database, "Concept", 1)
    await update_entity(database, concept, name="A Name That Nobody Says")
    named = "MATCH (e:Entity)<-[:NAMES]-(a:Alias) WITH e, collect(a) AS names WHERE size(names) > 1 AND NOT EXISTS { (:Decision {survivorId: e.id}) } RETURN e.slug ORDER BY e.mentionCount DESC, e.slug"
    slugs = [slug for (slug,) in await database.read(named, name="test")]
    names = "MATCH (e:Entity {slug: $slug})<-[:NAMES]-(a:Alias) WHERE NOT toLower(a.name) STARTS WITH toLower(e.name) AND NOT a.key CONTAINS '@' RETURN a.name ORDER BY a.key"
    detached = ""
    for slug in slugs:
        found = await database.read(names, {"slug": slug}, name="test")
        if found and slug != concept:
            detached = slug
            await detach_name(database, slug, found[0][0])
            break
    assert detached
    assert await find_drift(database) == []
    before, listed = await fingerprint(database), await list_decisions(database)
    decisions, documents = await export(database)

    assert await load(database, documents) == ["unchanged"] * len(documents)
    assert await load(database, originals) == ["unchanged"] * len(originals)
    await delete_data(database)
    await apply_file(database, decisions)
    assert await load(database, documents) == ["created"] * len(documents)

    assert await find_drift(database) == []
    assert await list_decisions(database) == listed
    assert await fingerprint(database) == before
    assert await load(database, documents) == ["unchanged"] * len(documents)
    assert await load(database, originals) == ["unchanged"] * len(originals)

    name = next(one.detail for one in listed if one.sort == "detach")
    await take_back(database, "DETACH", detached, name)
    await take_back(database, "RENAME", concept)
    await take_back(database, "DROP", dropped)
    await take_back(database, "KIND", product)
    assert await find_drift(database) == []
    assert before_all != await fingerprint(database)  # the merge and the pairs stay


async def most(database: Database, label: str, count: int) -> list[str]:
    """Slugs of those that are mentioned most, and speak nowhere."""
    text = f"MATCH (e:{label}) WHERE NOT EXISTS {{ (e)<-[:IS]-() }} RETURN e.slug ORDER BY e.mentionCount DESC, e.slug LIMIT {count}"
    return [slug for (slug,) in await database.read(text, name="test")]

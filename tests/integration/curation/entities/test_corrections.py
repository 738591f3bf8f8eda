"""Entities that a person corrects: the graph is what imports under the decision make, and what it was when the decision is undone."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conftest import delete_data
from service.commands.decisions import undo_command
from service.curation.apply_decisions import apply_file
from service.curation.entities.corrections import detach_name, drop_entity, take_back, update_entity
from service.curation.load import delete_video, import_document
from service.curation.merges.merge import merge_entities
from service.curation.merges.separate import tell_apart
from service.curation.re_resolve import decide_anew
from service.decisions.decision_list import list_decisions
from service.domain.document import VideoDocument
from service.domain.identity import video_id
from service.errors import Conflict, InvalidInput, NotFound
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint, repair
from service.store.export.decisions import export_decisions
from service.store.export.video import export_video, list_videos
from support.talks import ON_GRAPHS, documents, talk
from support.undoing import undo_merge

pytestmark = pytest.mark.anyio

ONE = talk(
    "one",
    ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Facebook"),
    ("COMPANY", "Facebook", "ACQUIRED", "PRODUCT", "Loom"),
    ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Loom"),
    publishedOn=date(1843, 9, 1),
)
TWO = talk(
    "two",
    ("PERSON", "Alan Turing", "LEFT", "COMPANY", "Facebook"),
    ("PERSON", "Tim Tam Slam", "RELATED_TO", "PRODUCT", "Loom"),
    publishedOn=date(1936, 5, 28),
)
BOTH = [ONE, TWO]


def with_alias() -> VideoDocument:
    """Meta is called FB too."""
    said = talk(
        "three",
        ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Meta"),
        ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "FB"),
    )
    meta, other = (next(one for one in said.entities if one.name == name) for name in ("Meta", "FB"))
    meta = meta.model_copy(update={"aliases": ("FB",), "mentions": (*meta.mentions, *other.mentions)})
    quotes = tuple(quote.model_copy(update={"object_name": "FB"}) for quote in said.relationships[1].evidence)
    left = said.relationships[1].model_copy(update={"target": meta.key, "evidence": quotes})
    entities = tuple(meta if one.name == "Meta" else one for one in said.entities if one.name != "FB")
    return said.model_copy(update={"entities": entities, "relationships": (said.relationships[0], left)})


THREE = with_alias()


async def load(database: Database, talks: Sequence[VideoDocument]) -> None:
    for document in talks:
        await import_document(database, document)


async def rows(database: Database, text: str) -> list[list[Any]]:
    return await database.read(text, name="test")


async def entities(database: Database) -> list[list[Any]]:
    return await rows(
        database, "MATCH (e:Entity) RETURN e.slug, e.name, e.kind, e.mentionCount ORDER BY e.slug"
    )


async def require_kept(database: Database, talks: Sequence[VideoDocument]) -> None:
    """The graph is what imports make that know of the decisions, and nothing has drifted."""
    assert await find_drift(database) == []
    before = await fingerprint(database)
    for document in talks:
        await delete_video(database, document.video.id or "")
    assert await rows(database, "MATCH (n:Entity|Alias|KeptDocument) RETURN count(n)") == [[0]]
    await load(database, talks)
    assert await fingerprint(database) == before
    assert await decide_anew(database) == []
    assert await repair(database) == 0


async def test_the_name_that_is_shown(clean_database: Database) -> None:
    await load(clean_database, BOTH)
    before = await fingerprint(clean_database)

    [report] = await update_entity(clean_database, "facebook-company", name="Meta Platforms")

    assert (report.entity.name, report.now and report.now.name, report.videos) == (
        "Facebook",
        "Meta Platforms",
        0,
    )
    assert ["facebook-company", "Meta Platforms", "COMPANY", 3] in await entities(clean_database)
    names = "MATCH (a:Alias)-[:NAMES]->(:Entity {slug: 'facebook-company'}) RETURN a.name ORDER BY a.name"
    assert await rows(clean_database, names) == [["Facebook"], ["Meta Platforms"]]
    later = talk("three", ("PERSON", "Alan Turing", "WORKS_AT", "COMPANY", "Meta Platforms"))
    await load(clean_database, [later])
    assert ["facebook-company", "Meta Platforms", "COMPANY", 4] in await entities(clean_database)
    await delete_video(clean_database, "three")
    await require_kept(clean_database, BOTH)

    await take_back(clean_database, "RENAME", "facebook-company")

    assert await fingerprint(clean_database) == before
    assert await find_drift(clean_database) == []


async def test_of_two_new_names_the_later_is_shown_and_the_earlier_again(clean_database: Database) -> None:
    await load(clean_database, BOTH)
    before = await fingerprint(clean_database)
    await update_entity(clean_database, "facebook-company", name="Meta")
    once = await fingerprint(clean_database)
    await update_entity(clean_database, "facebook-company", name="Meta Platforms")
    await require_kept(clean_database, BOTH)

    await take_back(clean_database, "RENAME", "facebook-company")
    assert await fingerprint(clean_database) == once
    await take_back(clean_database, "RENAME", "facebook-company")
    assert await fingerprint(clean_database) == before


async def test_names_that_cannot_be_given(clean_database: Database) -> None:
    await load(clean_database, BOTH)

    await load(clean_database, [talk("four", ("PERSON", "Ada Lovelace", "CREATED", "PRODUCT", "Wheel"))])

    with pytest.raises(
        InvalidInput, match="'Loom' stands for loom-product already: if both are the same, merge wheel"
    ):
        await update_entity(clean_database, "wheel-product", name="Loom")
    with pytest.raises(InvalidInput, match="facebook-company is called Facebook already"):
        await update_entity(clean_database, "facebook-company", name="Facebook")
    with pytest.raises(InvalidInput, match="is not a name"):
        await update_entity(clean_database, "facebook-company", name=" ?! ")
    with pytest.raises(NotFound, match="there is no entity"):
        await update_entity(clean_database, "nobody", name="Somebody")


async def test_another_kind(clean_database: Database) -> None:
    await load(clean_database, BOTH)
    before = await fingerprint(clean_database)

    [tried] = await update_entity(clean_database, "loom-product", kind="CONCEPT", dry_run=True)
    assert await fingerprint(clean_database) == before
    [report] = await update_entity(clean_database, "loom-product", kind="CONCEPT")

    assert tried == report
    assert (report.videos, report.mentions, report.related, report.dropped) == (2, 3, 1, 0)
    assert ["loom-product", "Loom", "CONCEPT", 3] in await entities(clean_database)
    stated = "MATCH (e:Evidence) WHERE e.statedType IS NOT NULL RETURN e.type, e.statedType"
    assert await rows(clean_database, stated) == [["RELATED_TO", "ACQUIRED"]]
    await require_kept(clean_database, BOTH)
    later = talk("three", ("PERSON", "Alan Turing", "WORKS_AT", "COMPANY", "Loom"))
    await load(clean_database, [later])
    assert ["loom-product", "Loom", "CONCEPT", 4] in await entities(clean_database)
    await delete_video(clean_database, "three")

    await take_back(clean_database, "KIND", "loom-product")

    assert await fingerprint(clean_database) == before
    assert await find_drift(clean_database) == []


async def test_who_speaks_stays_a_person(clean_database: Database) -> None:
    spoken = ONE.model_dump(by_alias=True)
    spoken["speakers"] = [{"label": "Ada", "person": "PERSON Ada Lovelace"}]
    spoken["segments"][0]["speaker"] = "Ada"
    await load(clean_database, [VideoDocument.model_validate(spoken)])

    with pytest.raises(
        InvalidInput, match="Ada Lovelace cannot be of the kind CONCEPT: it speaks in video:one"
    ):
        await update_entity(clean_database, "ada-lovelace", kind="CONCEPT")
    with pytest.raises(InvalidInput, match="is of the kind PERSON already"):
        await update_entity(clean_database, "ada-lovelace", kind="PERSON")


async def test_what_is_dropped_is_not_taken_in_again(clean_database: Database) -> None:
    await load(clean_database, BOTH)
    before = await fingerprint(clean_database)

    report = await drop_entity(clean_database, "tim-tam-slam")

    assert (report.now, report.videos, report.mentions, report.evidence, report.dropped) == (None, 1, 1, 1, 1)
    assert [slug for slug, *_ in await entities(clean_database)] == [
        "ada-lovelace", "alan-turing", "facebook-company", "loom-product",
    ]  # fmt: skip
    await require_kept(clean_database, BOTH)
    mended = TWO.model_copy(update={"summary": "Mended."})
    assert (await import_document(clean_database, mended)).outcome == "changed"
    await load(clean_database, [talk("three", ("PERSON", "Tim Tam Slam", "LEFT", "COMPANY", "Facebook"))])
    assert "tim-tam-slam" not in [slug for slug, *_ in await entities(clean_database)]
    await delete_video(clean_database, "three")
    await load(clean_database, [TWO])

    back = await take_back(clean_database, "DROP", "tim-tam-slam")

    assert (back.videos, back.came, back.now and back.now.slug) == (1, 1, "tim-tam-slam")
    assert await fingerprint(clean_database) == before
    assert await find_drift(clean_database) == []


async def test_a_name_that_is_not_its(clean_database: Database) -> None:
    await load(clean_database, [ONE, THREE])
    before = await fingerprint(clean_database)

    report = await detach_name(clean_database, "meta-company", "fb")

    assert report.other is not None
    assert (report.other.slug, report.other.mention_count) == ("fb-company", 1)
    assert [one for one in await entities(clean_database) if one[2] == "COMPANY"] == [
        ["facebook-company", "Facebook", "COMPANY", 2],
        ["fb-company", "FB", "COMPANY", 1],
        ["meta-company", "Meta", "COMPANY", 1],
    ]
    ends = "MATCH (:Person)-[r:WORKS_AT|LEFT]->(c:Company) RETURN type(r), c.slug ORDER BY c.slug"
    assert await rows(clean_database, ends) == [
        ["WORKS_AT", "facebook-company"], ["LEFT", "fb-company"], ["WORKS_AT", "meta-company"],
    ]  # fmt: skip
    await require_kept(clean_database, [ONE, THREE])

    await take_back(clean_database, "DETACH", "meta-company", "FB")

    assert await fingerprint(clean_database) == before


async def test_names_that_cannot_be_detached(clean_database: Database) -> None:
    await load(clean_database, BOTH)

    with pytest.raises(
        InvalidInput, match=r"Facebook \(facebook-company\) is not called 'Meta': it is called facebook"
    ):
        await detach_name(clean_database, "facebook-company", "Meta")
    with pytest.raises(InvalidInput, match="Facebook has no other name than 'Facebook'"):
        await detach_name(clean_database, "facebook-company", "Facebook")
    await load(clean_database, [THREE])
    await merge_entities(clean_database, ["facebook-company"], "meta-company")
    with pytest.raises(
        InvalidInput, match="a name of Meta by the merge of facebook-company: undo that merge instead"
    ):
        await detach_name(clean_database, "meta-company", "Facebook")


async def test_the_listing_has_the_command_that_takes_each_back(clean_database: Database) -> None:
    await load(clean_database, [*BOTH, THREE])
    await update_entity(clean_database, "facebook-company", name="The Book")
    await update_entity(clean_database, "loom-product", kind="CONCEPT")
    await drop_entity(clean_database, "tim-tam-slam")
    await detach_name(clean_database, "meta-company", "FB")

    found = [
        (one.sort, one.first.slug, one.detail, undo_command(one))
        for one in await list_decisions(clean_database)
    ]

    assert found == [
        ("detach", "meta-company", "FB", "videograph detach --take-back meta-company FB"),
        ("drop", "tim-tam-slam", None, "videograph drop --take-back tim-tam-slam"),
        ("kind", "loom-product", "CONCEPT", "videograph kind --take-back loom-product"),
        ("rename", "facebook-company", "The Book", "videograph rename --take-back facebook-company"),
    ]


async def test_a_later_decision_is_taken_back_first(clean_database: Database) -> None:
    await load(clean_database, BOTH)
    await update_entity(clean_database, "loom-product", kind="CONCEPT")
    await update_entity(clean_database, "loom-product", kind="EVENT")
    later = await fingerprint(clean_database)
    await drop_entity(clean_database, "loom-product")

    with pytest.raises(Conflict, match="a later decision rests on it, on the name 'loom': undo decision:"):
        await take_back(clean_database, "KIND", "loom-product")
    await take_back(clean_database, "DROP", "loom-product")
    assert await fingerprint(clean_database) == later
    with pytest.raises(NotFound, match="nobody decided `drop` on 'loom-product'"):
        await take_back(clean_database, "DROP", "loom-product")


type Step = tuple[str, int]
ONLY_NAMED = """
    MATCH (v:Video)-[:FEATURES {mentionCount: 0}]->(e:Entity)
    WHERE NOT EXISTS { (v)-[:HAS_SPEAKER]->()-[:IS]->(e) }
      AND NOT EXISTS { (v)-[:HAS_SEGMENT]->()<-[:SAID_IN]-()-[:SUBJECT|OBJECT]->(e) }
    RETURN count(*)
"""
"""Entities that no document can have in a talk, as in test_export.py."""
NAMES = ("New Name", "Other Name", "Third Name")


async def correct(database: Database, step: Step) -> tuple[str, str, str | None] | None:
    """Makes the decision of a step on some entity; what undoes it, None if the graph does not allow it."""
    what, number = step
    there = await rows(database, "MATCH (e:Entity) RETURN e.slug, e.kind ORDER BY e.slug")
    if not there:
        return None
    slug, kind = there[number % len(there)]
    try:
        if what == "rename":
            await update_entity(database, slug, name=NAMES[number % len(NAMES)])
            return "RENAME", slug, None
        if what == "kind":
            kinds = [one for one in ("PERSON", "COMPANY", "CONCEPT", "PRODUCT", "EVENT") if one != kind]
            await update_entity(database, slug, kind=kinds[number % len(kinds)])  # pyright: ignore[reportArgumentType]
            return "KIND", slug, None
        if what == "drop":
            await drop_entity(database, slug)
            return "DROP", slug, None
        names = await rows(
            database, f"MATCH (a:Alias)-[:NAMES]->(:Entity {{slug: '{slug}'}}) RETURN a.name ORDER BY a.key"
        )
        name = names[number % len(names)][0]
        await detach_name(database, slug, name)
        return "DETACH", slug, name
    except InvalidInput:
        return None


@ON_GRAPHS
@given(
    talks=st.lists(documents(silent=False), min_size=1, max_size=3, unique_by=video_id),
    steps=st.lists(
        st.tuples(st.sampled_from(["rename", "kind", "drop", "detach", "merge"]), st.integers(0, 99)),
        min_size=1,
        max_size=4,
    ),
)
async def test_any_decisions_hold_and_can_be_taken_back(
    clean_database: Database, talks: list[VideoDocument], steps: list[Step]
) -> None:
    database = clean_database
    await delete_data(database)
    await load(database, talks)
    states = [await fingerprint(database)]
    done: list[tuple[str, str, str | None]] = []
    for step in steps:
        made = await (merge_some(database, step[1]) if step[0] == "merge" else correct(database, step))
        assert await find_drift(database) == []
        if made is not None:
            done.append(made)
            states.append(await fingerprint(database))

    for sort, slug, detail in reversed(done):
        assert await fingerprint(database) == states.pop()
        if sort == "MERGE":
            await undo_merge(database, slug)
        else:
            await take_back(database, sort, slug, detail)  # pyright: ignore[reportArgumentType]
        assert await find_drift(database) == []
    assert await fingerprint(database) == states.pop()


@ON_GRAPHS
@given(
    talks=st.lists(documents(silent=False), min_size=1, max_size=3, unique_by=video_id),
    steps=st.lists(
        st.tuples(st.sampled_from(["rename", "kind", "drop", "detach", "merge"]), st.integers(0, 99)),
        min_size=1,
        max_size=4,
    ),
)
async def test_any_decisions_go_out_and_into_an_empty_graph(
    clean_database: Database, talks: list[VideoDocument], steps: list[Step]
) -> None:
    database = clean_database
    await delete_data(database)
    await load(database, sorted(talks, key=video_id))
    for what, number in steps:
        if what == "merge":
            await merge_some(database, number)
        else:
            await correct(database, (what, number))
    assert await find_drift(database) == []
    assume(await rows(database, ONLY_NAMED) == [[0]])
    before, listed = await fingerprint(database), await list_decisions(database)
    decisions = await export_decisions(database)
    exported = [(await export_video(database, video)).document for video in await list_videos(database)]

    await delete_data(database)
    await apply_file(database, decisions)
    await load(database, exported)

    assert await find_drift(database) == []
    assert await list_decisions(database) == listed
    assert await fingerprint(database) == before
    for document in exported:
        assert (await import_document(database, document)).outcome == "unchanged"


async def merge_some(database: Database, number: int) -> tuple[str, str, None] | None:
    there = await rows(
        database, "MATCH (e:Entity) WHERE NOT EXISTS { (e)<-[:IS]-() } RETURN e.slug, e.kind ORDER BY e.slug"
    )
    if len(there) > 1:
        (source, _), (into, kind) = there[number % len(there)], there[(number + 1) % len(there)]
        with suppress(InvalidInput):
            await merge_entities(database, [source], into, kind=kind)
            return "MERGE", source, None
    return None


async def test_a_merge_after_corrections_and_apart(clean_database: Database) -> None:
    await load(clean_database, [*BOTH, THREE])
    await update_entity(clean_database, "facebook-company", name="The Book")
    await detach_name(clean_database, "meta-company", "FB")

    await merge_entities(clean_database, ["fb-company"], "facebook-company")
    assert await find_drift(clean_database) == []
    await require_kept(clean_database, [*BOTH, THREE])
    await tell_apart(clean_database, ["fb-company", "facebook-company"])

    assert await find_drift(clean_database) == []

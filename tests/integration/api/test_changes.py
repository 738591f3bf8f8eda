"""`Query.changes`: what was committed, in pages; a client that keeps the last cursor misses nothing and is told nothing twice."""

from typing import Any

import anyio
import pytest

from service.actions.decisions import Undo, undo
from service.actions.entities import SeparateEntities, separate_entities
from service.api.execution.engine import Engine
from service.curation.entities.corrections import update_entity
from service.curation.load import delete_video, import_document
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from support.talks import Sentence, make_document

pytestmark = pytest.mark.anyio

ADA = Sentence("ada", ("loom", "lab"), ("ada", "WORKS_AT", "acme"), 0.1, frozenset())
PAGE = """query ($first: Int, $after: Cursor, $last: Int, $before: Cursor, $where: ChangeWhere) {
  changes(first: $first, after: $after, last: $last, before: $before, where: $where) {
    edges { cursor }
    nodes { seq kind videoIds entityIds decisionIds video { title } entity { name } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
  }
}"""


def talk(number: int) -> VideoDocument:
    return make_document(f"talk {number}", [ADA])


async def page(database: Database, **variables: Any) -> dict[str, Any]:
    response = await Engine(database).execute(PAGE, variables)
    assert "errors" not in response, response
    return response["data"]["changes"]


async def refusal(database: Database, **variables: Any) -> tuple[str, str]:
    response = await Engine(database).execute(PAGE, variables)
    [error] = response["errors"]
    return error["extensions"]["code"], error["message"]


async def write_history(database: Database) -> str:
    """Imports two talks, renames an entity and deletes the first talk; returns the id of the entity."""
    await import_document(database, talk(1))
    await import_document(database, talk(2))
    [[ada]] = await database.read("MATCH (e:Person) RETURN e.id", name="test")
    await update_entity(database, ada, name="Ada Augusta")
    await delete_video(database, "talk 1")
    return ada


async def test_changes_are_told_in_order_with_what_is_there_now(clean_database: Database) -> None:
    empty = await page(clean_database)
    assert (empty["nodes"], empty["totalCount"], empty["pageInfo"]["endCursor"]) == ([], 0, None)
    ada = await write_history(clean_database)

    found = await page(clean_database)

    [[decision]] = await clean_database.read(
        "MATCH (d:Decision) WHERE d.entityId IS NOT NULL RETURN d.id", name="test"
    )
    none: dict[str, Any] = {"videoIds": [], "entityIds": [], "decisionIds": [], "video": None, "entity": None}
    assert found["nodes"] == [
        {**none, "seq": "1", "kind": "TALK_IMPORTED", "videoIds": ["video:talk 1"]},
        {**none, "seq": "2", "kind": "TALK_IMPORTED", "videoIds": ["video:talk 2"], "video": {"title": "Talk talk 2"}},
        {
            **none, "seq": "3", "kind": "ENTITY_CORRECTED", "entityIds": [ada], "decisionIds": [decision],
            "entity": {"name": "Ada Augusta"},
        },
        {**none, "seq": "4", "kind": "TALK_DELETED", "videoIds": ["video:talk 1"]},
    ]  # fmt: skip
    assert [edge["cursor"] for edge in found["edges"]] == ["1", "2", "3", "4"]
    assert found["totalCount"] == 4
    assert found["pageInfo"] == {
        "hasNextPage": False, "hasPreviousPage": False, "startCursor": "1", "endCursor": "4",
    }  # fmt: skip


async def test_pages_and_conditions(clean_database: Database) -> None:
    ada = await write_history(clean_database)

    async def seqs(**variables: Any) -> list[str]:
        return [one["seq"] for one in (await page(clean_database, **variables))["nodes"]]

    assert await seqs(first=2) == ["1", "2"]
    assert await seqs(first=2, after="2") == ["3", "4"]
    assert await seqs(after="4") == []
    assert await seqs(after="0") == ["1", "2", "3", "4"]
    assert await seqs(last=1) == ["4"]
    assert await seqs(last=2, before="4") == ["2", "3"]
    assert await seqs(where={"kind": ["TALK_IMPORTED", "TALK_DELETED"]}) == ["1", "2", "4"]
    assert await seqs(where={"kind": []}) == []
    assert await seqs(where={"video": ["video:talk 1"]}) == ["1", "4"]
    assert await seqs(where={"video": ["video:talk 1"]}, after="1") == ["4"]
    assert await seqs(where={"entity": [ada]}) == ["3"]
    assert await seqs(where={"entity": [ada], "kind": ["ENTITIES_MERGED"]}) == []


DECISIONS = (
    """{ changes { nodes { kind decisionIds decision { id kind detail undoneAt entities { name } } } } }"""
)


async def test_a_change_has_its_decision_as_it_is_now(clean_database: Database) -> None:
    await import_document(clean_database, talk(1))
    ada = (await clean_database.read("MATCH (e:Person) RETURN e.id", name="test"))[0][0]
    acme = (await clean_database.read("MATCH (e:Company) RETURN e.id", name="test"))[0][0]
    await update_entity(clean_database, ada, name="Ada Augusta")
    [pair] = (await separate_entities(clean_database, SeparateEntities((ada, acme)))).decisions
    [[rename]] = await clean_database.read("MATCH (d:Decision {sort: 'RENAME'}) RETURN d.id", name="test")
    await undo(clean_database, Undo((rename,)))
    await undo(clean_database, Undo((pair,)))
    [later] = (await separate_entities(clean_database, SeparateEntities((ada, acme)))).decisions

    response = await Engine(clean_database).execute(DECISIONS)
    assert "errors" not in response, response
    found = response["data"]["changes"]["nodes"]
    decisions = [one["decision"] for one in found]
    assert [(one["kind"], one["decisionIds"]) for one in found] == [
        ("TALK_IMPORTED", []),
        ("ENTITY_CORRECTED", [rename]),
        ("ENTITIES_SEPARATED", [pair]),
        ("DECISION_UNDONE", [rename]),
        ("DECISION_UNDONE", [pair]),
        ("ENTITIES_SEPARATED", [later]),
    ]
    assert decisions[0] is None
    assert decisions[1] == decisions[3]
    assert (decisions[1]["id"], decisions[1]["kind"], decisions[1]["detail"]) == (
        rename,
        "RENAME",
        "Ada Augusta",
    )
    assert decisions[1]["undoneAt"] is not None
    # The pair holds again by another decision; the first one keeps its id.
    assert decisions[2] == decisions[4]
    assert (decisions[2]["id"], decisions[2]["kind"], decisions[2]["undoneAt"] is None) == (
        pair,
        "SEPARATE",
        False,
    )
    assert (decisions[5]["id"], decisions[5]["kind"], decisions[5]["undoneAt"]) == (later, "SEPARATE", None)

    async def kinds(decision: str) -> list[str]:
        nodes = (await page(clean_database, where={"decision": [decision]}))["nodes"]
        return [one["kind"] for one in nodes]

    assert await kinds(rename) == ["ENTITY_CORRECTED", "DECISION_UNDONE"]
    assert await kinds(pair) == ["ENTITIES_SEPARATED", "DECISION_UNDONE"]
    assert await kinds(later) == ["ENTITIES_SEPARATED"]


async def test_a_cursor_that_the_log_does_not_have_is_refused(clean_database: Database) -> None:
    await write_history(clean_database)
    await clean_database.run(
        "MATCH (c:Change) WHERE c.seq <= 2 DELETE c WITH count(*) AS gone MATCH (n:ChangeCounter) SET n.expiredTo = 2",
        name="test",
    )

    for after in ("0", "1"):
        assert await refusal(clean_database, after=after) == (
            "CURSOR_EXPIRED",
            "`after` is too old: changes after it are deleted. Read what you need again, and go on from the `endCursor` of "
            "`changes(last: 1)`, taken before that.",
        )
    assert [one["seq"] for one in (await page(clean_database, after="2"))["nodes"]] == ["3", "4"]
    assert [one["seq"] for one in (await page(clean_database))["nodes"]] == ["3", "4"]
    code, message = await refusal(clean_database, after="5")
    assert (code, message[:48]) == ("INVALID_CURSOR", "`after` is 5, and the latest change is 4: it is ")
    for nonsense in ("", "-1", "01", "1.0", "٣", "9" * 19, "AAAAAAAA"):
        assert (await refusal(clean_database, after=nonsense))[0] == "INVALID_CURSOR"


async def test_a_change_is_told_only_up_to_the_counter(clean_database: Database) -> None:
    """A read that began before a commit may see a node of it, but not the smaller numbers that were read before."""
    await import_document(clean_database, talk(1))
    await clean_database.run(
        "CREATE (c:Change {seq: 2, at: datetime(), kind: 'TALK_DELETED', videoIds: [], entityIds: [], decisionIds: []})",
        name="test",
    )

    assert [one["seq"] for one in (await page(clean_database))["nodes"]] == ["1"]


async def test_a_reader_beside_eight_writers_misses_nothing(clean_database: Database) -> None:
    """While eight writers import and delete, each number and each talk is reported once and in order."""
    engine, rounds, writers = Engine(clean_database), 5, 8
    done = anyio.Event()
    told: list[dict[str, Any]] = []
    polls = 0

    async def write(writer: int) -> None:
        for number in range(rounds):
            await import_document(clean_database, talk(writer * rounds + number))
            if number % 2:
                await delete_video(clean_database, f"talk {writer * rounds + number}")

    async def follow() -> None:
        nonlocal polls
        cursor: str | None = None
        while True:
            last = done.is_set()
            response = await engine.execute(PAGE, {"first": 3, "after": cursor})
            assert "errors" not in response, response
            found = response["data"]["changes"]
            told.extend(found["nodes"])
            cursor = found["pageInfo"]["endCursor"] or cursor
            polls += 1
            if last and not found["nodes"]:
                return

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(follow)
        async with anyio.create_task_group() as work:
            for writer in range(writers):
                work.start_soon(write, writer)
        done.set()

    assert [one["seq"] for one in told] == [str(number + 1) for number in range(len(told))]
    imported = sorted(one["videoIds"][0] for one in told if one["kind"] == "TALK_IMPORTED")
    assert imported == sorted(f"video:talk {number}" for number in range(writers * rounds))
    deleted = sorted(one["videoIds"][0] for one in told if one["kind"] == "TALK_DELETED")
    assert deleted == sorted(f"video:talk {n}" for n in range(writers * rounds) if n % rounds % 2)
    assert len(told) == len(imported) + len(deleted)
    assert polls > 3

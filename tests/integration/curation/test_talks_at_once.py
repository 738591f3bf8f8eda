"""A decision writes all its talks with a number of statements that does not grow with them, and with the same result as talk by talk."""

from collections.abc import Awaitable, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import delete_data
from service.curation.entities.corrections import take_back, update_entity
from service.curation.load import import_document
from service.curation.merges.merge import merge_entities
from service.curation.videos import replay
from service.domain.document import VideoDocument
from service.domain.identity import video_id
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.talks import ON_GRAPHS, documents, talk
from support.undoing import undo_merge

pytestmark = pytest.mark.anyio

type Step = Callable[[], Awaitable[object]]


async def count(statements: list[str], step: Step) -> int:
    statements.clear()
    await step()
    return len(statements)


async def test_the_number_of_statements_does_not_grow_with_the_talks(
    clean_database: Database, statements: list[str]
) -> None:
    counts: list[list[int]] = []
    for talks in (2, 7):
        await delete_data(clean_database)
        for name in ("Facebook", "Meta"):
            for number in range(talks):
                said = ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", name)
                await import_document(clean_database, talk(f"{name} {number}", said))
        before = await fingerprint(clean_database)

        steps: list[Step] = [
            lambda: merge_entities(clean_database, ["facebook-company"], "meta-company"),
            lambda: undo_merge(clean_database, "facebook-company"),
            lambda: update_entity(clean_database, "facebook-company", kind="EVENT"),
            lambda: take_back(clean_database, "KIND", "facebook-company"),
            lambda: update_entity(clean_database, "meta-company", name="Looms"),
            lambda: take_back(clean_database, "RENAME", "meta-company"),
        ]
        counts.append([await count(statements, step) for step in steps])

        assert await find_drift(clean_database) == []
        assert await fingerprint(clean_database) == before
    # Whether the shown quote of a connection is among what goes, for one statement more, is chance.
    assert [max(0, many - few) for few, many in zip(*counts, strict=True)] == [0] * len(steps)


@ON_GRAPHS
@given(
    given=st.lists(documents(), min_size=2, max_size=3, unique_by=video_id),
    kind=st.sampled_from([None, "COMPANY", "EVENT"]),
    one=st.integers(0, 9),
    other=st.integers(0, 9),
)
async def test_talks_that_are_written_at_once_are_as_written_one_by_one(
    clean_database: Database, given: list[VideoDocument], kind: str | None, one: int, other: int
) -> None:
    results: list[list[str]] = []
    for at_once in (1, 50):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(replay, "AT_ONCE", at_once)
            results.append(await history(clean_database, given, kind, one, other))

    assert results[0] == results[1]


async def history(
    database: Database, given: list[VideoDocument], kind: str | None, one: int, other: int
) -> list[str]:
    """Returns the fingerprints after a decision, after its undoing, and of all talks without the decision, after it was made again."""
    await delete_data(database)
    for document in given:
        await import_document(database, document)
    ids = [row[0] for row in await database.read("MATCH (e:Entity) RETURN e.id ORDER BY e.id", name="test")]
    first, second = ids[one % len(ids)], ids[other % len(ids)]
    found: list[str] = []

    async def decide() -> None:
        if kind is None:
            await merge_entities(database, [first], second)
        else:
            await update_entity(database, first, kind=kind)  # pyright: ignore[reportArgumentType]

    try:
        await decide()
        assert await find_drift(database) == []
        await (undo_merge(database, first) if kind is None else take_back(database, "KIND", first))
        found.append(await fingerprint(database))
        await decide()
    except InvalidInput as error:
        found.append(str(error))
    assert await find_drift(database) == []
    await database.run("MATCH (n:DecidedName|Decision) DELETE n", name="forget decisions")
    return [*found, await fingerprint(database)]

"""Warm-up on a real graph: all statements of a reader's first visit are planned."""

from typing import Any

import pytest

from service.api.execution.engine import Engine
from service.api.warming import warm, warm_more
from service.graph.driver.database import Database, Row

pytestmark = [pytest.mark.anyio, pytest.mark.nightly]


async def test_a_reader_is_gone_before(seed_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, int]] = []
    read = Database.read

    async def recorded(self: Database, text: str, parameters: Any = None, **more: Any) -> list[Row]:
        rows = await read(self, text, parameters, **more)
        asked.append((more["name"], len(rows)))
        return rows

    monkeypatch.setattr(Database, "read", recorded)
    engine = Engine(seed_database)

    await warm(engine)
    await warm_more(engine)

    names = [name for name, _ in asked]
    assert "warm entity" in names  # of GraphiQL's last example
    assert names[-1] == "warm updateVideo"  # of the last answer of a mutation: nothing has failed
    walked = [name for name in names if name.startswith("Query.")]
    assert {"Query.paths", "Query.graph nodes", "Query.graph links", "Query.video"} <= set(walked)
    assert "Query.graph co-mentions" in walked  # a talk's map says which are its backbone
    # The first page's twice (that it comes in time, and its entities), an entity's, a talk's and a link preview's.
    assert walked.count("Query.graph") == 5
    assert engine.quiet.is_set()
    known, *others = seed_database._planning.known.groups()  # pyright: ignore[reportPrivateUsage]
    assert others == [[], []]
    assert len(known) < 333  # all of them are remembered

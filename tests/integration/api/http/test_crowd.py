"""Eight clients that import, delete, merge, correct and undo at once, over HTTP."""

from pathlib import Path
from random import Random

import pytest

from service.graph.driver.database import Database
from support.backend import Neo4jServer
from support.crowd import crowd, settle
from support.crowd_talks import make_talks
from support.running_service import serve

pytestmark = [pytest.mark.anyio, pytest.mark.nightly]


async def test_clients_that_change_the_graph_at_once_leave_it_whole(
    clean_database: Database, neo4j_server: Neo4jServer, tmp_path: Path
) -> None:
    talks = make_talks(8, Random(1))
    with serve(neo4j_server, tmp_path) as url:
        outcome = await crowd(url, clean_database, talks, clients=8, steps=12, seed=1)

        assert outcome.errors == []
        assert outcome.done["merge MergedEntities"] > 0
        assert await settle(url, clean_database, talks, 1) == (0, True)

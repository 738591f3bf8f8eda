"""Applies the pending migrations to the graph."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.graph import migrations
from service.graph.driver.database import Database


@dataclass(frozen=True)
class MigrationReport:
    """Files of migrations. `now`: applied now; `applied`: applied in total."""

    now: Sequence[str]
    applied: Sequence[str]


async def migrate(database: Database) -> MigrationReport:
    """Applies pending migrations. Running it again does nothing.

    Raises: MigrationError: schema and program do not match.
    """
    done = await migrations.apply(database)
    applied = await migrations.applied(database)
    return MigrationReport([one.source for one in done], [one.source for one in applied])

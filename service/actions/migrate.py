"""Brings the graph's schema up to this program."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.graph import migrations
from service.graph.driver.database import Database


@dataclass(frozen=True)
class MigrationReport:
    """Files of migrations. `now`: those that were applied now; `applied`: all that have been."""

    now: Sequence[str]
    applied: Sequence[str]


async def migrate(database: Database) -> MigrationReport:
    """Applies what is pending; doing it again does nothing.

    Raises:
        MigrationError: schema and program do not fit together.
    """
    done = await migrations.apply(database)
    applied = await migrations.applied(database)
    return MigrationReport([one.source for one in done], [one.source for one in applied])

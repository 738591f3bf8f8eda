"""The transactions of this package. Each one writes its changes to the log at its end. A dry run makes the changes and
rolls them back, so that its report is exact."""

from collections.abc import Awaitable, Callable

from service.curation.origin import note_report, require_first
from service.graph.change_log import write_changes
from service.graph.driver.database import Database, Transaction


class TakenBack[T](Exception):
    """Ends a transaction without writing; `result` is returned."""

    def __init__(self, result: T) -> None:
        super().__init__()
        self.result = result


async def try_or_write[T](
    database: Database,
    work: Callable[[Transaction], Awaitable[T]],
    *,
    name: str,
    dry_run: bool = False,
    settle: bool = False,
) -> T:
    """Returns the result of `work`, or of `TakenBack`. With `dry_run` the graph does not change. Otherwise the report for the
    request's key, and the changes that `work` noted, are stored in the same transaction.

    Args:
        settle: as in `Database.write`.
    """

    async def tried(transaction: Transaction) -> T:
        if not dry_run:
            await require_first(transaction)
        result = await work(transaction)
        if dry_run:
            raise TakenBack(result)
        await note_report(transaction, result)
        await write_changes(transaction)
        return result

    try:
        return await database.write(tried, name=name, settle=settle)
    except TakenBack as back:
        return back.result  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]

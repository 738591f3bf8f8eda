"""Changes that may only be tried: done in a transaction and taken back, so that what they would do is what they did."""

from collections.abc import Awaitable, Callable

from service.graph.driver.database import Database, Transaction


class TakenBack[T](Exception):
    """Ends a transaction without writing; what was asked is answered with `result`."""

    def __init__(self, result: T) -> None:
        super().__init__()
        self.result = result


async def try_or_write[T](
    database: Database,
    work: Callable[[Transaction], Awaitable[T]],
    *,
    name: str,
    dry_run: bool,
    settle: bool = False,
) -> T:
    """What `work` returns, or raises as `TakenBack`. With `dry_run` the graph stays as it is.

    Args:
        settle: as in `Database.write`.
    """

    async def tried(transaction: Transaction) -> T:
        result = await work(transaction)
        if dry_run:
            raise TakenBack(result)
        return result

    try:
        return await database.write(tried, name=name, settle=settle)
    except TakenBack as back:
        return back.result  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]

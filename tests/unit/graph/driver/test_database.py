"""Reads that are stopped before they run, and the conversion of the driver's errors."""

from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import anyio
import pytest
from neo4j import AsyncDriver
from neo4j.exceptions import (
    ConnectionAcquisitionTimeoutError,
    DriverError,
    Neo4jError,
    ResultError,
    ServiceUnavailable,
    SessionExpired,
)

import embedded_neo4j
from service.errors import (
    GraphUnavailable,
    OutcomeUnknown,
    QueryTimeout,
    QueryTooComplex,
    RateLimited,
    TransactionStopped,
    Vanished,
    VideographError,
)
from service.fair_sharing import FairQueue
from service.graph.driver import deadline
from service.graph.driver.database import Database, Row
from service.graph.driver.origin import Origin
from service.graph.driver_errors import our_errors

pytestmark = pytest.mark.anyio

STOPPED = "Neo4j stopped the work before its end, and saved nothing of it: try again in a while."
SECRET = "MATCH (secret) at bolt://inside:7687"


PANIC = "The database has encountered a critical error, and needs to be restarted."


def of_neo4j(code: str, message: str = SECRET) -> Neo4jError:
    return Neo4jError._basic_hydrate(neo4j_code=code, message=message)  # pyright: ignore[reportPrivateUsage]


@pytest.mark.parametrize(
    ("error", "kind", "message"),
    [
        (of_neo4j("Neo.ClientError.Security.Unauthorized"), GraphUnavailable, "Neo4j refuses the login: check user and password."),
        (ServiceUnavailable(SECRET), GraphUnavailable, "Neo4j cannot be reached: is it running?"),
        (SessionExpired(SECRET), GraphUnavailable, "Neo4j cannot be reached: is it running?"),
        (TimeoutError(), QueryTimeout, "The query took too long and was stopped. Ask for less."),
        (ConnectionAcquisitionTimeoutError(SECRET), GraphUnavailable, "Too many queries run at the moment: try again in a while."),
        (DriverError("Driver closed"), GraphUnavailable, "The connection to Neo4j was lost: try again."),
        (ResultError(cast("Any", None), SECRET), GraphUnavailable, "The connection to Neo4j was lost: try again."),
        (of_neo4j("Neo.TransientError.General.DatabaseUnavailable"), GraphUnavailable, "Neo4j's database is not available."),
        (of_neo4j("Neo.ClientError.Database.DatabaseNotFound"), GraphUnavailable, "Neo4j's database is not available."),
        (of_neo4j("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration"), QueryTimeout, "The query took too long and was stopped. Ask for less."),
        (of_neo4j("Neo.ClientError.Transaction.Terminated"), TransactionStopped, STOPPED),
        (of_neo4j("Neo.TransientError.Transaction.Terminated"), TransactionStopped, STOPPED),
        (of_neo4j("Neo.ClientError.Transaction.LockClientStopped"), TransactionStopped, STOPPED),
        (of_neo4j("Neo.DatabaseError.Transaction.TransactionStartFailed"), TransactionStopped, STOPPED),
        (of_neo4j("Neo.TransientError.General.MemoryPoolOutOfMemoryError"), QueryTooComplex, "The query needs too much memory. Ask for less."),
        (of_neo4j("Neo.ClientError.Statement.EntityNotFound"), Vanished, "An object was deleted while it was read: send the query again."),
        (of_neo4j("Neo.ClientError.Statement.SyntaxError"), VideographError, "Neo4j could not run a statement."),
        (of_neo4j("Neo.TransientError.Transaction.DeadlockDetected"), VideographError, "Neo4j is busy with other work: try again in a while."),
        (of_neo4j("Neo.DatabaseError.General.UnknownError"), VideographError, "Neo4j could not run a statement."),
    ],
)  # fmt: skip
def test_errors_of_the_driver_become_ours(error: Exception, kind: type[VideographError], message: str):
    with pytest.raises(VideographError) as caught, our_errors():
        raise error
    assert (type(caught.value), caught.value.message) == (kind, message)
    assert caught.value.__cause__ is error


def test_other_errors_stay_what_they_are():
    with pytest.raises(ZeroDivisionError), our_errors():
        raise ZeroDivisionError
    with pytest.raises(InterruptedError), our_errors():
        raise InterruptedError


async def test_a_closed_connection_is_no_graph():
    database = Database.open("bolt://127.0.0.1:1", "neo4j", "secret")
    await database.close()
    with pytest.raises(GraphUnavailable):
        await database.read("RETURN 1", name="closed")


class Planning(Database):
    """Stops statements at their first run, and plans when it is told to."""

    def __init__(self, *, planning_timeout: float = 30.0) -> None:
        super().__init__(cast("AsyncDriver", None), "neo4j", 5.0, planning_timeout)
        self.sent: list[tuple[str, float]] = []
        self.plans_of_neo4j: set[str] = set()
        self.gate = anyio.Event()
        self.fails = False

    async def _read(self, statement: str, parameters: Any, name: str, timeout: float) -> list[Row]:
        self.sent.append((statement, timeout))
        if statement.startswith("EXPLAIN "):
            await self.gate.wait()
            if self.fails:
                raise QueryTimeout("planning")
            self.plans_of_neo4j.add(statement.removeprefix("EXPLAIN "))
            return []
        if statement not in self.plans_of_neo4j:
            raise QueryTimeout("run")
        return [[1]]


async def test_a_statement_that_is_stopped_before_it_ever_ran_is_planned_once():
    database = Planning()
    database.gate.set()
    assert await database.read("A", name="a") == [[1]]
    assert await database.read("A", name="a") == [[1]]
    assert database.sent == [("A", 5.0), ("EXPLAIN A", 30.0), ("A", 5.0), ("A", 5.0)]


async def test_a_statement_that_has_run_is_stopped_for_good():
    database = Planning()
    database.gate.set()
    await database.read("A", name="a")
    database.plans_of_neo4j.clear()
    database.sent.clear()
    with pytest.raises(QueryTimeout, match="run"):
        await database.read("A", name="a")
    assert database.sent == [("A", 5.0)]


async def test_planning_has_its_limit_too():
    database = Planning()
    database.gate.set()
    database.fails = True
    with pytest.raises(QueryTimeout, match="planning"):
        await database.read("A", name="a")
    assert database.sent == [("A", 5.0), ("EXPLAIN A", 30.0)]


async def test_no_longer_limit_means_no_planning():
    database = Planning(planning_timeout=5.0)
    with pytest.raises(QueryTimeout, match="run"):
        await database.read("A", name="a")
    assert database.sent == [("A", 5.0)]


async def test_who_needs_the_same_plan_waits_for_it_and_few_are_made_at_once():
    database = Planning()
    found: list[list[Row]] = []

    async def read(statement: str) -> None:
        found.append(await database.read(statement, name=statement))

    def planned() -> list[str]:
        return sorted(text for text, _ in database.sent if text.startswith("EXPLAIN"))

    first_four = ["EXPLAIN A", "EXPLAIN B", "EXPLAIN C", "EXPLAIN D"]
    async with anyio.create_task_group() as tasks:
        for statement in "AAABCDEFGHIJKLE":
            tasks.start_soon(read, statement)
        await anyio.wait_all_tasks_blocked()
        assert planned() == first_four
        database.gate.set()

    assert found == [[[1]]] * 15
    assert planned() == [f"EXPLAIN {statement}" for statement in "ABCDEFGHIJKL"]


async def test_who_waits_too_long_to_be_planned_is_told_so():
    database = Planning(planning_timeout=0.05)
    told: list[str] = []

    async def read(statement: str) -> None:
        with pytest.raises(QueryTimeout) as caught:
            await database.read(statement, name=statement, timeout=0.02)
        told.append(caught.value.message)
        if len(told) == 2:
            database.fails = True
            database.gate.set()

    async with anyio.create_task_group() as tasks:
        for statement in "ABCDEF":
            tasks.start_soon(read, statement)

    wait = "Too many new queries are being planned at the moment: try again in a while."
    assert told == [wait] * 2 + ["planning"] * 4


class Slow(Planning):
    """Each read advances a manual clock by two seconds."""

    async def _read(self, statement: str, parameters: Any, name: str, timeout: float) -> list[Row]:
        self.sent.append((statement, timeout))
        Slow.now += 2.0
        return [[1]]

    now = 0.0


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("database", "deadline"):
        monkeypatch.setattr(f"service.graph.driver.{module}.monotonic", lambda: Slow.now)


@pytest.mark.usefixtures("clock")
async def test_the_reads_of_one_request_share_their_time():
    database = Slow()
    await database.read("A", name="a")
    with deadline.within(5.0):
        for _ in range(3):
            await database.read("A", name="a")
        with pytest.raises(QueryTimeout, match="Ask for less"):
            await database.read("A", name="a")
    assert database.sent == [("A", 5.0), ("A", 5.0), ("A", 3.0), ("A", 1.0)]
    assert database.time_left() == 5.0


@pytest.mark.usefixtures("clock")
async def test_a_first_run_is_not_on_the_account_of_its_request():
    database = Slow()
    with deadline.within(5.0):
        for statement in "ABCDEF":
            await database.read(statement, name=statement)
        assert [timeout for _, timeout in database.sent] == [5.0] * 6
        await database.read("A", name="a")
        assert database.time_left() == 3.0


class Starved(Planning):
    """Neo4j takes longer than any of the first limits."""

    async def _read(self, statement: str, parameters: Any, name: str, timeout: float) -> list[Row]:
        self.sent.append((statement, timeout))
        if timeout < 20.0:
            raise QueryTimeout("run")
        return [[1]]


async def test_a_read_of_a_command_gets_more_time_and_one_of_a_request_does_not():
    database = Starved(planning_timeout=5.0)
    database.patience = 60.0
    assert await database.read("A", name="a") == [[1]]
    assert database.sent == [("A", 5.0), ("A", 10.0), ("A", 20.0)]
    database.sent.clear()
    with pytest.raises(QueryTimeout, match="run"):
        await database.read("B", name="b", timeout=5.0)
    with deadline.within(60.0), pytest.raises(QueryTimeout, match="run"):
        await database.read("C", name="c")
    assert database.sent == [("B", 5.0), ("C", 5.0)]


@dataclass(frozen=True)
class Client:
    client: str
    is_known: bool = False
    is_limited: bool = True


async def read_as(database: Database, sender: Client | None, statement: str, **more: Any) -> None:
    await database.asked_by(Origin(sender)).read(statement, name=statement, **more)


async def test_one_client_has_few_statements_at_work_and_the_service_and_this_machine_wait_for_nobody():
    class Held(Planning):
        async def _read(self, statement: str, parameters: Any, name: str, timeout: float) -> list[Row]:
            self.sent.append((statement, timeout))
            await self.gate.wait()
            return [[1]]

    database = Held()
    database.queue = FairQueue(40, for_one=2)
    async with anyio.create_task_group() as tasks:
        for statement in ("A1", "A2", "A3"):
            tasks.start_soon(read_as, database, Client("a"), statement)
        await anyio.wait_all_tasks_blocked()
        tasks.start_soon(read_as, database, Client("b"), "B1")
        tasks.start_soon(partial(read_as, database, Client("a"), "a new one has its own turn", queued=False))
        tasks.start_soon(read_as, database, None, "the service")
        for statement in ("near 1", "near 2", "near 3"):
            tasks.start_soon(read_as, database, Client("a", is_limited=False), statement)
        await anyio.wait_all_tasks_blocked()
        assert sorted(text for text, _ in database.sent) == [
            *("A1", "A2", "B1", "a new one has its own turn", "near 1", "near 2", "near 3", "the service")
        ]
        database.gate.set()
    assert database.sent[-1] == ("A3", 5.0)


async def test_who_waits_too_long_for_its_own_statements_is_refused_and_waiting_is_not_on_its_account():
    database = Planning()
    database.plans_of_neo4j |= {"A", "B"}
    database.queue = FairQueue(40, for_one=1, patience=0.01)
    await database.queue.take("a", trusted=False)
    with deadline.within(5.0), pytest.raises(RateLimited) as caught:
        await read_as(database, Client("a"), "A")
    assert (caught.value.reason, caught.value.retry_after) == ("QUEUE", 1)
    assert caught.value.message.startswith(
        "Too many of your queries run at the moment (VIDEOGRAPH_MAX_RUNNING_STATEMENTS)"
    )
    database.queue.give("a")
    await read_as(database, Client("a"), "B")
    assert [text for text, _ in database.sent] == ["B"]


class StoppedDriver:
    """A driver whose database runs a transaction, and stops itself at the commit."""

    def session(self, **_: Any) -> "StoppedDriver":
        return self

    async def __aenter__(self) -> "StoppedDriver":
        return self

    async def __aexit__(self, *_: object) -> None:
        pass

    async def close(self) -> None:
        pass

    async def execute_write(self, work: Any) -> Any:
        await work(self)
        raise of_neo4j("Neo.DatabaseError.General.DatabaseUnavailable", PANIC)


class FullServer:
    """An embedded server whose disk is found to be full once its database has stopped itself."""

    trouble: embedded_neo4j.Unavailable | None = None

    def explain(self) -> embedded_neo4j.Unavailable | None:
        return self.trouble

    def report_panic(self) -> None:
        self.trouble = embedded_neo4j.DiskFull("The disk of /home is full.", public="The disk is full.")


@pytest.mark.parametrize("settle", [False, True])
@pytest.mark.parametrize(
    ("server", "reason", "local"),
    [
        (FullServer, "The disk is full.", "The disk of /home is full."),
        (None, *["Neo4j's database has stopped itself after a fault, such as a full disk: its log says which. It needs a restart."] * 2),
    ],
)  # fmt: skip
async def test_a_change_that_a_database_was_committing_when_it_stopped_itself_may_be_saved(
    settle: bool, server: type[FullServer] | None, reason: str, local: str
):
    """Neo4j has often written it to its log before, and applies it at its next start."""
    database = Database(
        cast("AsyncDriver", StoppedDriver()), "neo4j", 5.0, server=cast("Any", server and server())
    )

    async def work(_: object) -> None:
        pass

    with pytest.raises(OutcomeUnknown) as caught:
        await database.write(work, name="change", settle=settle)
    unknown = "It is unknown whether the change that was being saved is. Run the command again: what was saved is not saved twice."
    assert (caught.value.message, caught.value.local_message) == (f"{reason} {unknown}", f"{local} {unknown}")
    await database.close()

"""The circuit breaker in front of Neo4j, and the watch on what takes long, without a Neo4j."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic
from typing import Any, cast

import pytest
from neo4j.exceptions import Neo4jError, ServiceUnavailable

import embedded_neo4j
from service.errors import DiskFull, GraphUnavailable
from service.graph.driver import availability
from service.graph.driver.availability import Availability, shakes_hands
from service.graph.driver_errors import our_errors

pytestmark = pytest.mark.anyio

GONE = "Neo4j cannot be reached: is it running?"


class Probe:
    """Fails until it is told that Neo4j is back."""

    def __init__(self) -> None:
        self.back = False
        self.asked = asyncio.Event()

    async def __call__(self) -> None:
        self.asked.set()
        if not self.back:
            raise lost()


class Server:
    """An embedded server that says of itself what it is told to."""

    def __init__(self) -> None:
        self.trouble: embedded_neo4j.Unavailable | None = None
        self.panics = 0

    def explain(self) -> embedded_neo4j.Unavailable | None:
        return self.trouble

    def report_panic(self) -> None:
        self.panics += 1
        self.trouble = embedded_neo4j.DiskFull("The disk is full.")


def lost() -> GraphUnavailable:
    error = GraphUnavailable(GONE)
    error.__cause__ = ServiceUnavailable()
    return error


@asynccontextmanager
async def listening(
    answer: bytes, after: float = 0.0, answered: asyncio.Semaphore | None = None
) -> AsyncIterator[str]:
    """The Bolt address of something that answers every connection with this after some seconds, or takes it and is silent.

    Args:
        answered: released with each answer.
    """

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(20)
        await asyncio.sleep(after)
        writer.write(answer)
        await reader.read()  # until whoever asked has the answer, and closes the connection
        writer.close()
        if answered is not None:
            answered.release()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield f"bolt://127.0.0.1:{server.sockets[0].getsockname()[1]}"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(availability, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(availability, "_PAUSE_SECONDS", 0.001)


async def test_while_neo4j_is_gone_all_is_refused_at_once_until_a_probe_finds_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    probe = Probe()
    known = Availability(lambda: "bolt://127.0.0.1:1", probe, None)
    known.require()

    error = lost()
    assert await known.note(error) is error
    await probe.asked.wait()
    probe.asked.clear()
    assert await known.note(lost()) is not error  # others that notice it too
    with pytest.raises(GraphUnavailable, match=GONE):
        known.require()
    await probe.asked.wait()
    probe.back = True

    assert await known.wait(monotonic() + 10)
    known.require()
    await known.close()
    assert caplog.messages == [f"{GONE} It is tried again until it answers.", "Neo4j answers again."]


async def test_an_error_that_says_nothing_of_neo4j_itself_closes_nothing() -> None:
    known = Availability(lambda: "bolt://127.0.0.1:1", Probe(), None)
    refused = GraphUnavailable("Neo4j refuses the login: check user and password.")

    assert await known.note(refused) is refused
    known.require()


async def test_a_database_that_has_stopped_itself_is_reported_to_the_supervisor_and_its_word_is_told() -> (
    None
):
    server = Server()
    known = Availability(lambda: "bolt://127.0.0.1:1", Probe(), cast("Any", server))
    panic = Neo4jError._basic_hydrate(  # pyright: ignore[reportPrivateUsage]
        neo4j_code="Neo.DatabaseError.Transaction.TransactionStartFailed",
        message="The database has encountered a critical error, and needs to be restarted.",
    )
    with pytest.raises(GraphUnavailable) as caught, our_errors():
        raise panic

    told = await known.note(caught.value)

    assert (type(told), told.message, server.panics) == (DiskFull, "The disk is full.", 1)
    with pytest.raises(DiskFull):
        await known.wait(monotonic() + 10)  # nobody waits for what somebody has to mend first
    await known.close()


class KilledServer(Server):
    """A killed server: the system closes its connections first, and reports it as ended some looks later."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self.looks = looks

    def explain(self) -> embedded_neo4j.Unavailable | None:
        self.looks -= 1
        return embedded_neo4j.Unavailable("Neo4j has ended.") if self.looks < 0 else None


async def test_a_lost_connection_is_explained_by_the_end_of_the_server_that_is_seen_a_moment_later() -> None:
    known = Availability(lambda: "bolt://127.0.0.1:1", Probe(), cast("Any", KilledServer(looks=5)))

    assert (await known.note(lost())).message == "Neo4j has ended."
    await known.close()


async def test_a_lost_connection_of_a_server_that_goes_on_is_told_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(availability, "_END_SECONDS", 0.05)
    server = KilledServer(looks=1_000_000)
    known = Availability(lambda: "bolt://127.0.0.1:1", Probe(), cast("Any", server))
    frozen = GraphUnavailable("Neo4j does not answer.")
    frozen.__cause__ = TimeoutError()

    assert await known.note(frozen) is frozen
    assert server.looks == 1_000_000 - 1  # a timeout is no lost connection: nothing is waited for
    error = lost()
    assert await known.note(error) is error
    await known.close()


async def test_the_port_of_a_server_that_has_ended_is_not_asked_until_it_is_started_again() -> None:
    server, probe = Server(), Probe()
    probe.back = True
    server.trouble = embedded_neo4j.Unavailable("Neo4j has ended.")
    known = Availability(lambda: "bolt://127.0.0.1:1", probe, cast("Any", server))
    await known.note(lost())

    await asyncio.sleep(0.05)  # fifty looks
    assert not probe.asked.is_set()
    server.trouble = None
    await probe.asked.wait()

    assert await known.wait(monotonic() + 10)
    await known.close()


async def test_patience_ends() -> None:
    known = Availability(lambda: "bolt://127.0.0.1:1", Probe(), None)
    await known.note(lost())

    assert not await known.wait(monotonic() + 0.02)
    await known.close()


async def after_looks(answered: asyncio.Semaphore) -> str:
    """Work that takes as long as two looks."""
    for _ in range(2):
        await answered.acquire()
    return "done"


async def test_work_that_takes_long_is_waited_for_while_neo4j_takes_connections(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(availability, "LOOK_SECONDS", 0.5)  # a busy machine answers a look in this time
    answered = asyncio.Semaphore(0)
    async with listening(b"\x00\x00\x04\x05", answered=answered) as address:
        known = Availability(lambda: address, Probe(), None)

        assert await known.watch(after_looks(answered)) == "done"


async def test_work_is_broken_off_where_neo4j_is_silent() -> None:
    broken_off = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            broken_off.set()

    async with listening(b"") as address:
        known = Availability(lambda: address, Probe(), None)
        with pytest.raises(GraphUnavailable, match=r"Neo4j does not answer: try again in a while\."):
            await known.watch(work())

    assert broken_off.is_set()


async def test_work_that_may_be_silent_for_longer_is_waited_for_so_long() -> None:
    answered = asyncio.Semaphore(0)
    # Twice as long as a look may take here.
    async with listening(b"\x00\x00\x04\x05", after=0.1, answered=answered) as address:
        known = Availability(lambda: address, Probe(), None)

        assert await known.watch(after_looks(answered), 5.0) == "done"
        with pytest.raises(GraphUnavailable, match=r"Neo4j does not answer"):
            await known.watch(asyncio.Event().wait())


async def test_errors_of_the_work_stay_what_they_are() -> None:
    async def work() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await Availability(lambda: "bolt://127.0.0.1:1", Probe(), None).watch(work())


@pytest.mark.parametrize(("answer", "shakes"), [(b"\x00\x00\x04\x05", True), (b"\x00", False), (b"", False)])
async def test_a_handshake_has_four_bytes(answer: bytes, shakes: bool) -> None:
    async with listening(answer) as address:
        assert await shakes_hands(address, 0.1) is shakes


async def test_nobody_is_there() -> None:
    assert not await shakes_hands("bolt://127.0.0.1:1", 1.0)

"""Fetching from a server on this machine, which plays servers of others: good ones, broken ones and hostile ones."""

import asyncio
import gzip
import tracemalloc
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from ipaddress import ip_network
from pathlib import Path

import pytest

from service.errors import InvalidInput, NotAllowed, NotFetched
from service.fetching.address import Reach
from service.fetching.fetch import FetchRules, open_address, read_whole, write_file
from service.settings import Settings

pytestmark = pytest.mark.anyio

HERE = Reach("VIDEOGRAPH_FETCH_NETWORKS", (ip_network("127.0.0.1/32"),))
RULES = FetchRules(
    reach=HERE, agent="Videograph/test (+mailto:a@example.org)", ask=lambda host, port: ["127.0.0.1"]
)
type Say = Callable[[asyncio.StreamWriter], Awaitable[None]]


def says(status: str, body: bytes = b"", **headers: str) -> Say:
    async def say(writer: asyncio.StreamWriter) -> None:
        named = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        writer.write(f"HTTP/1.1 {status}\r\n{named}connection: close\r\n\r\n".encode() + body)
        await writer.drain()

    return say


@asynccontextmanager
async def server(pages: Mapping[str, Say], host: str = "127.0.0.1") -> AsyncIterator[tuple[str, list[str]]]:
    """Gives its address, and the heads of the requests that it gets."""
    got: list[str] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            got.append(head)
            await pages[head.split()[1]](writer)
        writer.close()

    listening = await asyncio.start_server(serve, host, 0)
    async with listening:
        yield f"http://talks.example.org:{listening.sockets[0].getsockname()[1]}", got


async def fetch(url: str, rules: FetchRules = RULES, most: int = 100_000) -> bytes:
    async with open_address(url, rules) as answer:
        return await read_whole(answer, most)


async def test_what_is_sent_has_a_contact_and_no_cookie() -> None:
    pages = {
        "/a?b=1": says("302 Found", location="/c", set_cookie="id=1; Path=/"),
        "/c": says("200 OK", b"words"),
    }
    async with server(pages) as (at, got):
        assert await fetch(f"{at}/a?b=1#d") == b"words"
    port = at.rpartition(":")[2]
    assert [sorted(one.lower().split("\r\n")[1:-2]) for one in got] == 2 * [
        [
            "accept-encoding: gzip",
            "accept: */*",
            f"host: talks.example.org:{port}",
            "user-agent: videograph/test (+mailto:a@example.org)",
        ]
    ]


@pytest.mark.parametrize(
    ("place", "error", "said"),
    [
        ("http://10.1.2.3/", NotAllowed, "10.1.2.3 is at 10.1.2.3, in a private network"),
        ("http://[::ffff:169.254.169.254]/", NotAllowed, "::ffff:169.254.169.254 is at"),
        (
            "file:///etc/passwd",
            NotFetched,
            "leads to 'file:///etc/passwd', which is no address of http or https",
        ),
        ("http://user:word@talks.example.org/", NotFetched, "which is no address of http or https"),
    ],
)
async def test_each_redirect_is_checked_anew(place: str, error: type[Exception], said: str) -> None:
    rules = replace(RULES, ask=lambda host, port: ["127.0.0.1" if host == "talks.example.org" else host])
    async with server({"/": says("302 Found", location=place)}) as (at, got):
        with pytest.raises(error) as caught:
            await fetch(f"{at}/", rules)
    assert said in str(caught.value)
    assert len(got) == 1


async def test_redirects_have_an_end() -> None:
    async with server({"/": says("301 Moved", location="/")}) as (at, got):
        with pytest.raises(NotFetched, match="leads from address to address, more than 5 times"):
            await fetch(f"{at}/")
    assert len(got) == 6


async def test_a_name_that_changes_between_two_look_ups_reaches_nothing_else() -> None:
    answers = iter(["127.0.0.1", "127.0.0.2"])
    looked: list[str] = []

    def ask(host: str, port: int) -> list[str]:
        looked.append(host)
        return [next(answers)]

    async with server({"/": says("200 OK", b"words")}) as (at, got):
        assert await fetch(f"{at}/", replace(RULES, ask=ask)) == b"words"
        assert (len(got), looked) == (1, ["talks.example.org"])
        with pytest.raises(NotAllowed, match=r"talks\.example\.org is at 127\.0\.0\.2"):
            await fetch(f"{at}/", replace(RULES, ask=ask))
        assert len(got) == 1


async def test_no_address_of_this_machine_without_the_setting() -> None:
    async with server({"/": says("200 OK", b"words")}) as (at, got):
        with pytest.raises(NotAllowed, match="VIDEOGRAPH_FETCH_NETWORKS does not allow it"):
            await fetch(f"{at}/", replace(RULES, reach=Reach("VIDEOGRAPH_FETCH_NETWORKS")))
    assert got == []


async def test_a_gzip_bomb_is_stopped_at_the_limit_without_filling_the_memory(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(200_000_000))
    assert len(bomb) < 300_000
    async with server({"/": says("200 OK", bomb, content_encoding="gzip")}) as (at, _):
        tracemalloc.start()
        with pytest.raises(NotFetched, match=r"is larger than 100000 bytes, unpacked"):
            await fetch(f"{at}/")
        async with open_address(f"{at}/", RULES) as answer:
            with pytest.raises(NotFetched, match=r"is larger than 5000000 bytes, unpacked"):
                await write_file(answer, tmp_path / "a", lambda head: 5_000_000)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 20_000_000
    assert (tmp_path / "a").stat().st_size <= 5_000_000


async def test_gzip_of_several_members_is_unpacked() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two")
    async with server({"/": says("200 OK", packed, content_encoding="gzip")}) as (at, _):
        assert await fetch(f"{at}/") == b"one two"


async def test_an_endless_answer_is_stopped_at_the_limit() -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while not writer.is_closing():
            writer.write(b"x" * 10_000)
            await writer.drain()

    async with server({"/": endless}) as (at, _):
        with pytest.raises(NotFetched, match="is larger than 100000 bytes"):
            await fetch(f"{at}/")


async def test_a_declared_size_is_refused_before_anything_is_read() -> None:
    async with server({"/": says("200 OK", b"x", content_length="100001")}) as (at, _):
        with pytest.raises(NotFetched, match="is larger than 100000 bytes"):
            await fetch(f"{at}/")


@pytest.mark.parametrize(
    "begin", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nwo"]
)
async def test_all_of_it_has_one_limit_of_time(begin: bytes) -> None:
    gone = asyncio.Event()

    async def slow(writer: asyncio.StreamWriter) -> None:
        writer.write(begin)
        await gone.wait()

    async with server({"/": slow}) as (at, _):
        with pytest.raises(NotFetched, match="took too long and was given up") as caught:
            await fetch(f"{at}/", replace(RULES, seconds=0.2))
        gone.set()
    assert caught.value.temporary


@pytest.mark.parametrize(
    ("answer", "said", "temporary"),
    [
        (says("200 OK", b"wo", content_length="9"), "the connection broke", True),
        (says("200 OK", gzip.compress(b"words" * 99)[:-9], content_encoding="gzip"), "is cut off", True),
        (says("200 OK", b"plain", content_encoding="gzip"), "cannot be unpacked", False),
        (
            says("200 OK", zlib.compress(b"a"), content_encoding="br"),
            "is packed as 'br', which was not asked for",
            False,
        ),
        (says("404 Not Found"), "answers with status 404 (its server has nothing there)", False),
        (says("503 Busy", retry_after="120"), "answers with status 503", True),
        (says("304 Not Modified"), "", False),
    ],
)
async def test_answers_that_are_none(answer: Say, said: str, temporary: bool) -> None:
    async with server({"/": answer}) as (at, _):
        if not said:
            async with open_address(f"{at}/", RULES, headers={"if-none-match": '"1"'}) as found:
                assert (found.status, await read_whole(found, 10)) == (304, b"")
            with pytest.raises(NotFetched, match="answers with status 304"):  # nobody has asked for it
                await fetch(f"{at}/")
            return
        with pytest.raises(NotFetched) as caught:
            await fetch(f"{at}/")
    assert said in caught.value.message
    assert caught.value.temporary is temporary
    if "503" in said:
        assert (caught.value.status, caught.value.retry_after) == (503, 120.0)


async def test_a_server_that_is_gone_may_be_back_later() -> None:
    async with server({}) as (at, _):
        pass
    with pytest.raises(NotFetched, match=r"no connection to talks\.example\.org") as caught:
        await fetch(f"{at}/")
    assert caught.value.temporary
    with pytest.raises(InvalidInput, match="is not an address that can be used"):
        await fetch("ftp://talks.example.org/a.vtt")


async def test_the_limit_of_a_file_follows_from_its_beginning(tmp_path: Path) -> None:
    async with server({"/": says("200 OK", b"RIFF" + bytes(6000)), "/a": says("200 OK", b"text")}) as (at, _):
        for path, size in (("/", 6004), ("/a", 4)):
            async with open_address(f"{at}{path}", RULES) as answer:
                await write_file(
                    answer, tmp_path / "a", lambda head: 9999 if head.startswith(b"RIFF") else 10
                )
            assert (tmp_path / "a").stat().st_size == size


def test_the_rules_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIDEOGRAPH_FETCH_NETWORKS", "192.168.1.0/24, fd00::/8")
    monkeypatch.setenv("VIDEOGRAPH_FETCH_CONTACT", "mailto:a@example.org")
    rules = FetchRules.of(Settings())
    assert rules.reach.networks == (ip_network("192.168.1.0/24"), ip_network("fd00::/8"))
    assert rules.agent == "Videograph/0.1.0 (+mailto:a@example.org)"
    assert (rules.text_bytes, rules.recording_bytes) == (52_428_800, 2_000_000_000)


async def test_what_drips_is_given_up_long_before_its_time_and_what_comes_steadily_is_not() -> None:
    rules = replace(RULES, least_speed=1000, speed_seconds=0.2)
    dripped = asyncio.Event()

    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n")
        with suppress(ConnectionError):
            while not writer.is_closing():
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.01)
        dripped.set()

    async def flow(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n")
        for _ in range(5):
            writer.write(b"x" * 1000)
            await writer.drain()
            await asyncio.sleep(0.1)

    async with server({"/drip": drip, "/flow": flow}) as (at, _):
        with pytest.raises(
            NotFetched, match="sends less than 1000 bytes a second, and was given up"
        ) as caught:
            await fetch(f"{at}/drip", rules)
        await dripped.wait()
        assert caught.value.temporary
        assert len(await fetch(f"{at}/flow", rules)) == 5000

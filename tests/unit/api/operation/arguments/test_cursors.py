"""Cursors: what we made is read, whatever else is refused."""

import base64
import hmac
import json
import zlib
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.api.execution.engine import Engine
from service.api.operation.arguments.cursors import LONGEST, Cursors
from service.errors import InvalidCursor

KEYS = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"])),
        st.integers(-(2**53), 2**53),
        st.floats(allow_nan=False, allow_infinity=False),
        st.dates(),
        st.datetimes(timezones=st.just(UTC)),
    ),
    max_size=5,
)
REFUSED = (
    "`before` is not a cursor of this graph, or the secret that signs cursors has changed (VIDEOGRAPH_CURSOR_SECRET). "
    "Start from the first page, and pass `cursor`, `startCursor` or `endCursor` unchanged."
)
KEY = b"k" * 32
OURS = Cursors(KEY)


def written(seal: bytes, body: bytes) -> str:
    return base64.urlsafe_b64encode(seal + body).decode().rstrip("=")


def old(body: Any) -> str:
    """Returns a cursor without a signature, as early versions made them."""
    raw = json.dumps(body).encode()
    return written(zlib.crc32(raw).to_bytes(4), raw)


def forged(body: Any, key: bytes = b"another key") -> str:
    raw = json.dumps(body).encode()
    return written(hmac.digest(key, raw, "sha256")[:16], raw)


@given(KEYS)
def test_a_cursor_gives_back_its_keys(keys: list[Any]):
    found = OURS.decode(OURS.encode("Video.entities/NAME+", keys), "Video.entities/NAME+", len(keys), "after")
    assert found == keys
    assert [type(one) for one in found] == [type(one) for one in keys]


def test_a_cursor_is_safe_in_an_address():
    cursor = OURS.encode("t", ["🦙" * 20, "???>>>", date(2026, 11, 24), datetime(2026, 11, 24, tzinfo=UTC)])
    assert set(cursor) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def test_who_has_the_same_key_makes_the_same_cursor():
    cursor = OURS.encode("t", [3, "coffee"])
    assert Cursors(KEY).encode("t", [3, "coffee"]) == cursor
    assert Cursors(KEY).decode(cursor, "t", 2, "after") == [3, "coffee"]
    with pytest.raises(InvalidCursor):
        Cursors(b"another key").decode(cursor, "t", 2, "after")


@given(st.data())
def test_a_mangled_cursor_is_refused(data: st.DataObject):
    cursor = OURS.encode("Query.topics/DEFAULT-++", [3, "coffee", "topic:coffee"])
    # Not the last character: some of its bits say nothing.
    place = data.draw(st.integers(0, len(cursor) - 2))
    other = data.draw(st.sampled_from("ABCxyz019-_").filter(lambda one: one != cursor[place]))
    changed = data.draw(st.sampled_from(("", other)))
    with pytest.raises(InvalidCursor, match="`after` is not a cursor"):
        OURS.decode(cursor[:place] + changed + cursor[place + 1 :], "Query.topics/DEFAULT-++", 3, "after")


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "A",
        "AAAA",
        "é",
        "\ud800",
        "not a cursor",
        "////",
        "A" * 5000,
        "A" * 2_000_000,
        *(made(body) for made in (old, forged) for body in (
            5, [], {}, ["t", {"d": "today"}], ["t", {"t": 5}], ["t", {"x": 5}], ["t", "a"], ["t", 2**63], ["t", "\ud800"],
            ["t", [1.5]], ["t", "﨎" * 100_000],
        )),
    ],
)  # fmt: skip
def test_what_is_no_cursor_is_refused(cursor: str):
    with pytest.raises(InvalidCursor) as raised:
        OURS.decode(cursor, "t", 1, "before")
    assert (raised.value.code, raised.value.message) == ("INVALID_CURSOR", REFUSED)


def test_the_longest_title_that_an_index_takes_has_a_cursor():
    cursor = OURS.encode(
        "Query.videos/DURATION,TITLE,ADDED_AT-+-+", [1.5, "﨎" * 2700, date.max, "video:" + "a" * 200]
    )
    assert len(cursor) < LONGEST
    assert len(OURS.decode(cursor, "Query.videos/DURATION,TITLE,ADDED_AT-+-+", 4, "after")) == 4


@pytest.mark.parametrize(
    ("scope", "count"), [("Video.entities/NAME-", 1), ("Topic.videos/NAME+", 1), ("Video.entities/NAME+", 2)]
)
def test_a_cursor_of_another_list_is_refused(scope: str, count: int):
    cursor = OURS.encode("Video.entities/NAME+", ["a"])
    with pytest.raises(InvalidCursor) as raised:
        OURS.decode(cursor, scope, count, "after")
    assert raised.value.message == (
        "`after` is a cursor of another field or order, or of another version of Videograph. "
        "Pass one that the same field gave in the same order."
    )


LISTS = {
    "Query.videos/PUBLISHED_ON--": "{ videos(after: %s) { nodes { id } } }",
    "Query.entities/MENTIONS--": "{ entities(before: %s, last: 3) { nodes { id } } }",
    "Query.search/score-": '{ search(query: "a", after: %s) { nodes { __typename } } }',
}


@pytest.mark.anyio
@pytest.mark.parametrize("scope", LISTS)
@pytest.mark.parametrize("keys", [[2**63, "video:a"], ["\ud800", "\ud800"], [[1.5], "a"], [{"t": 5}, None]])
@pytest.mark.parametrize("made", [old, forged])
async def test_a_forged_cursor_reaches_no_statement(made: Any, keys: list[Any], scope: str):
    class Database:
        timeout = 5.0

        def asked_by(self, _: Any) -> Any:
            return self

        async def read(self, *_: Any, **__: Any) -> Any:
            raise AssertionError("a forged cursor was believed")

    response = await Engine(Database()).execute(LISTS[scope] % f'"{made([scope, *keys])}"')  # pyright: ignore[reportArgumentType]
    [error] = response["errors"]
    assert error["extensions"] == {"code": "INVALID_CURSOR"}
    assert error["message"].endswith("pass `cursor`, `startCursor` or `endCursor` unchanged.")

"""Cursors and page sizes."""

import base64
import json
import zlib
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.api.pages import decode_cursor, encode_cursor, page_size
from service.errors import InvalidInput

KEYS = st.lists(
    st.one_of(
        st.text(),
        st.integers(-(2**53), 2**53),
        st.floats(allow_nan=False, allow_infinity=False),
        st.dates(),
        st.datetimes(timezones=st.just(UTC)),
    ),
    max_size=5,
)


def forged(body: Any) -> str:
    raw = json.dumps(body).encode()
    return base64.urlsafe_b64encode(zlib.crc32(raw).to_bytes(4) + raw).decode().rstrip("=")


@given(KEYS)
def test_a_cursor_gives_back_its_keys(keys: list[Any]):
    found = decode_cursor(
        encode_cursor("Video.entities/NAME+", keys), "Video.entities/NAME+", len(keys), "after"
    )
    assert found == keys
    assert [type(one) for one in found] == [type(one) for one in keys]


def test_a_cursor_is_safe_in_an_address():
    cursor = encode_cursor("t", ["🦙" * 20, "???>>>", date(2026, 11, 24), datetime(2026, 11, 24, tzinfo=UTC)])
    assert set(cursor) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(st.data())
def test_a_mangled_cursor_is_refused(data: st.DataObject):
    cursor = encode_cursor("Query.topics/DEFAULT-++", [3, "coffee", "topic:coffee"])
    # Not the last character: some of its bits say nothing.
    place = data.draw(st.integers(0, len(cursor) - 2))
    other = data.draw(st.sampled_from("ABCxyz019-_").filter(lambda one: one != cursor[place]))
    changed = data.draw(st.sampled_from(("", other)))
    with pytest.raises(InvalidInput, match="`after` is not a cursor"):
        decode_cursor(cursor[:place] + changed + cursor[place + 1 :], "Query.topics/DEFAULT-++", 3, "after")


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "A",
        "AAAA",
        "é",
        "not a cursor",
        "////",
        forged(5),
        forged([]),
        forged({}),
        forged(["t", {"d": "today"}]),
        forged(["t", {"t": 5}]),
        forged(["t", {"x": 5}]),
        "A" * 5000,
    ],
)
def test_what_is_no_cursor_is_refused(cursor: str):
    with pytest.raises(InvalidInput) as raised:
        decode_cursor(cursor, "t", 1, "before")
    assert raised.value.message == (
        "`before` is not a cursor. Pass one from `cursor`, `startCursor` or `endCursor`."
    )


@pytest.mark.parametrize(
    ("tag", "count"), [("Video.entities/NAME-", 1), ("Topic.videos/NAME+", 1), ("Video.entities/NAME+", 2)]
)
def test_a_cursor_of_another_list_is_refused(tag: str, count: int):
    cursor = encode_cursor("Video.entities/NAME+", ["a"])
    with pytest.raises(InvalidInput) as raised:
        decode_cursor(cursor, tag, count, "after")
    assert raised.value.message == (
        "`after` is a cursor of another list or order. Pass one from the same query."
    )


@pytest.mark.parametrize(
    ("arguments", "size", "backwards"),
    [
        ({}, 20, False),
        ({"first": None, "last": None}, 20, False),
        ({"first": 0}, 0, False),
        ({"first": 100}, 100, False),
        ({"last": 0}, 0, True),
        ({"last": 7, "first": None}, 7, True),
    ],
)
def test_page_sizes(arguments: dict[str, Any], size: int, backwards: bool):
    assert page_size(arguments, 100) == (size, backwards)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"first": 1, "last": 1}, "Give `first` or `last`, not both."),
        ({"first": -1}, "`first` is -1: it must not be negative."),
        ({"last": -5}, "`last` is -5: it must not be negative."),
        ({"first": 101}, "`first` is 101: at most 100 fit a page. Go on with `after`."),
        ({"last": 101}, "`last` is 101: at most 100 fit a page. Go on with `before`."),
    ],
)
def test_page_sizes_that_are_refused(arguments: dict[str, Any], message: str):
    with pytest.raises(InvalidInput) as raised:
        page_size(arguments, 100)
    assert raised.value.message == message

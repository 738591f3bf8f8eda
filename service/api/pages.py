"""Cursors and page sizes.

A cursor is the place of one edge in one order: the values of the sort keys, the tie-break last. It is opaque to
clients, bound to the list and the order that it came from, and has a checksum, so that a mangled one is an error
and not an empty page.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from service.api.fields import DEFAULT_PAGE
from service.errors import InvalidInput


def encode_cursor(tag: str, keys: Sequence[Any]) -> str:
    """The cursor of an edge. `tag` names list and order; `keys` are as the driver gives them."""
    body = json.dumps(
        [tag, *(_plain(key) for key in keys)], separators=(",", ":"), ensure_ascii=False
    ).encode()
    return base64.urlsafe_b64encode(zlib.crc32(body).to_bytes(4) + body).decode().rstrip("=")


def decode_cursor(cursor: str, tag: str, count: int, argument: str) -> list[Any]:
    """The `count` key values of a cursor.

    Raises:
        InvalidInput: it is no cursor of ours, or one of another list or order.
    """
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        body = raw[4:]
        if zlib.crc32(body).to_bytes(4) != raw[:4]:
            raise ValueError
        found, *keys = json.loads(body)
        values = [_typed(key) for key in keys]
    except (ValueError, TypeError, KeyError, binascii.Error):
        raise InvalidInput(
            f"`{argument}` is not a cursor. Pass one from `cursor`, `startCursor` or `endCursor`."
        ) from None
    if found != tag or len(keys) != count:
        raise InvalidInput(
            f"`{argument}` is a cursor of another list or order. Pass one from the same query."
        )
    return values


def page_size(arguments: dict[str, Any], largest: int) -> tuple[int, bool]:
    """How many edges at most, and whether they are taken from the back.

    Raises:
        InvalidInput: both ends, a negative number, or more than `largest`.
    """
    first, last = arguments.get("first"), arguments.get("last")
    if first is not None and last is not None:
        raise InvalidInput("Give `first` or `last`, not both.")
    name, size = ("last", last) if last is not None else ("first", DEFAULT_PAGE if first is None else first)
    if size < 0:
        raise InvalidInput(f"`{name}` is {size}: it must not be negative.")
    if size > largest:
        way = "before" if name == "last" else "after"
        raise InvalidInput(f"`{name}` is {size}: at most {largest} fit a page. Go on with `{way}`.")
    return size, last is not None


def _plain(key: Any) -> Any:
    native = key.to_native() if hasattr(key, "to_native") else key
    if isinstance(native, datetime):
        return {"t": native.isoformat()}
    return {"d": native.isoformat()} if isinstance(native, date) else native


def _typed(key: Any) -> Any:
    if isinstance(key, dict):
        return datetime.fromisoformat(key["t"]) if "t" in key else date.fromisoformat(key["d"])  # pyright: ignore
    return key

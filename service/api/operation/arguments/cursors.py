"""Cursors: the position of one edge in one order, signed.

A cursor contains the values of the sort keys, the tie-break last, and a keyed hash over them and over the field and
order that they belong to. It is valid whatever parent object and filter the field has. Without the key, clients cannot create one, so no invented value reaches a statement.
"""

import base64
import hmac
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson

from service.errors import InvalidCursor

type _Plain = bool | int | float | str | dict[str, str] | None
"""A key as it stands in JSON: a day as `{"d": …}`, a time as `{"t": …}`."""
_SEAL = 16
"""Bytes of the HMAC-SHA-256 that are kept."""
LONGEST = 16_384
"""Greatest number of characters. Our longest cursor has a title, and an index of Neo4j takes about 8,000 bytes of it."""
_OF_THIS_PROCESS = secrets.token_bytes(32)


class Cursors:
    """Creates and reads the cursors of one key.

    Args:
        key: by default a random key of this process. Other processes refuse its cursors. With None nothing is checked: only
            for showing a statement that is not run.
    """

    def __init__(self, key: bytes | None = _OF_THIS_PROCESS) -> None:
        self._key = key

    def encode(self, scope: str, keys: Sequence[Any]) -> str:
        """Returns the cursor of an edge. `scope` names field and order; `keys` are values from the driver."""
        body = orjson.dumps([scope, *(_plain(key) for key in keys)])
        return base64.urlsafe_b64encode(self._seal(body) + body).decode().rstrip("=")

    def decode(self, cursor: str, scope: str, count: int, argument: str) -> list[Any]:
        """Returns the `count` key values of a cursor.

        Raises: InvalidCursor: it was not created with this key, or belongs to another field or order.
        """
        found, *keys = self._opened(cursor, argument)
        if found != scope or len(keys) != count:
            raise InvalidCursor(
                f"`{argument}` is a cursor of another field or order, or of another version of Videograph. "
                "Pass one that the same field gave in the same order."
            )
        return [_typed(key) for key in keys]

    def _opened(self, cursor: str, argument: str) -> list[Any]:
        try:
            if len(cursor) > LONGEST:
                raise ValueError
            raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
            body = raw[_SEAL:]
            if self._key is not None and not hmac.compare_digest(self._seal(body), raw[:_SEAL]):
                raise ValueError
            return orjson.loads(body)
        except ValueError:
            raise InvalidCursor(
                f"`{argument}` is not a cursor of this graph, or the secret that signs cursors has changed (VIDEOGRAPH_CURSOR_SECRET). "
                "Start from the first page, and pass `cursor`, `startCursor` or `endCursor` unchanged."
            ) from None

    def _seal(self, body: bytes) -> bytes:
        return hmac.digest(self._key or b"", body, "sha256")[:_SEAL]


@dataclass(frozen=True)
class ListCursors:
    """The cursors of one field in one order, named by `scope`."""

    cursors: Cursors
    scope: str

    def encode(self, keys: Sequence[Any]) -> str:
        return self.cursors.encode(self.scope, keys)

    def decode(self, cursor: str, count: int, argument: str) -> list[Any]:
        """Raises as `Cursors.decode`."""
        return self.cursors.decode(cursor, self.scope, count, argument)


class NumberCursors(ListCursors):
    """Cursors of a list with one number as its sort key: the number as text. Clients may store them for long, so they
    need no key. Whoever reads the list checks that it has the number."""

    def encode(self, keys: Sequence[Any]) -> str:
        return str(keys[0])

    def decode(self, cursor: str, count: int, argument: str) -> list[Any]:
        if not re.fullmatch(r"0|[1-9][0-9]{0,17}", cursor):
            raise InvalidCursor(
                f"`{argument}` is no cursor of this list. Pass `cursor`, `endCursor` or `seq` unchanged."
            )
        return [int(cursor)]


def _plain(key: Any) -> _Plain:
    native = key.to_native() if hasattr(key, "to_native") else key
    if isinstance(native, datetime):
        return {"t": native.isoformat()}
    return {"d": native.isoformat()} if isinstance(native, date) else native


def _typed(key: _Plain) -> bool | int | float | str | date | None:
    if isinstance(key, dict):
        return datetime.fromisoformat(key["t"]) if "t" in key else date.fromisoformat(key["d"])
    return key

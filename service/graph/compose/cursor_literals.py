"""Strings in the text of a statement instead of parameters: positions in an order that Neo4j compares correctly only
by text.

Indexes and ORDER BY sort stored strings by code points. So does `<` between a stored string and one in the text of
the statement. But `<` compares a parameter by UTF-16 units, unless an index seeks it: `UTF8StringValue.compareTo` of
Neo4j 5.26 has a fast path for its own class, and a parameter has another class. Then "﨎" (U+FA0E) sorts after "🦙"
(U+1F999), whose first unit is U+D83E, and a page after a cursor skips items or repeats them. No function converts one
class into the other. The two orders differ only if both strings have a character from U+E000 up, so a cursor without
such a character stays a parameter.

No part of a cursor is escaped, so Neo4j's handling of escapes does not matter. Its string is cut into pieces, and
each is put between quotes that it does not contain. A sum of strings in the text still has the right class. Each
backslash is replaced by a constant of ours, so that no piece contains one before a cursor's `u0027`.
"""

import re
from collections.abc import Collection
from typing import Any

_FIRST_APART = "\ue000"
"""The first character after the surrogates. Characters below it have the same position in both orders."""
_PIECE = re.compile(r"[^'\\]+|'+|\\")
_BACKSLASH = "'\\\\'"
"""A string of one backslash, in Cypher."""
_MOST = 40
"""Maximum number of pieces. A string with more quotes or backslashes is not a name, and with a sum of 200 strings
Neo4j 5.26 hangs for a minute, despite the timeout."""
_PARAMETER = re.compile(r"\$(p\d+)\b")


def inlined(text: str, parameters: dict[str, Any], places: Collection[str]) -> tuple[str, dict[str, Any]]:
    """Returns the statement and its remaining parameters. `places`: names of those that are compared by order."""
    found = {
        name: written
        for name in places
        if _is_apart(parameters[name]) and (written := literal(parameters[name])) is not None
    }
    if not found:
        return text, parameters
    left = {name: value for name, value in parameters.items() if name not in found}
    return _PARAMETER.sub(lambda match: found.get(match[1], match[0]), text), left


def literal(value: str) -> str | None:
    """Returns the string as a sum of quoted strings; None if it has too many pieces."""
    pieces = [_quoted(match[0]) for match in _PIECE.finditer(value)] or ["''"]
    if len(pieces) > _MOST:
        return None
    return pieces[0] if len(pieces) == 1 else f"({' + '.join(pieces)})"


def _quoted(piece: str) -> str:
    if piece == "\\":
        return _BACKSLASH
    mark = '"' if "'" in piece else "'"
    return f"{mark}{piece}{mark}"


def _is_apart(value: Any) -> bool:
    return isinstance(value, str) and max(value, default="") >= _FIRST_APART

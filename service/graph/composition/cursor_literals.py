"""Strings that stand in the text of a statement and not behind a `$`: places in an order that Neo4j tells right by text alone.

Indexes and ORDER BY put stored strings by code points. So does `<` between a stored string and one in the text; but a
parameter it compares by UTF-16 units, unless an index seeks it (`UTF8StringValue.compareTo` of Neo4j 5.26 has a fast way
for its own kind, and a parameter is of another). Then "﨎" (U+FA0E) stands behind "🦙" (U+1F999), whose first unit is
U+D83E, and a page behind a cursor skips items or repeats them. No function turns one kind into the other. The two
orders differ only where both strings have a character from U+E000 up: a cursor with none of them stays a parameter.

Nothing of a cursor is ever escaped, whatever a Neo4j makes of escapes: its string is cut into pieces, each of which stands
between quotes that it has none of, and strings that are added up in the text are of the right kind still. Instead of each
backslash stands a constant of ours, so that no piece has one, and none stands in front of a cursor's `u0027`.
"""

import re
from collections.abc import Collection
from typing import Any

_FIRST_APART = "\ue000"
"""The first character behind the surrogates: below it, a character stands where it does in both orders."""
_PIECE = re.compile(r"[^'\\]+|'+|\\")
_BACKSLASH = "'\\\\'"
"""As Cypher writes a string of one backslash."""
_MOST = 40
"""Pieces. A name with more than this many quotes or backslashes is no name, and over a sum of 200 Neo4j 5.26 hangs for a minute,
whatever the timeout."""
_PARAMETER = re.compile(r"\$(p\d+)\b")


def inlined(text: str, parameters: dict[str, Any], places: Collection[str]) -> tuple[str, dict[str, Any]]:
    """The statement and what is left of its parameters. `places`: names of those that are compared by order."""
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
    """The string as a sum of strings between quotes; None if it has too many pieces."""
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

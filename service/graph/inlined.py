"""Strings that stand in the text of a statement and not behind a `$`: places in an order that Neo4j tells right by text alone.

Indexes and ORDER BY put stored strings by code points. So does `<` between a stored string and one in the text; but a
parameter it compares by UTF-16 units, unless an index seeks it (`UTF8StringValue.compareTo` of Neo4j 5.26 has a fast way
for its own kind, and a parameter is of another). Then "﨎" (U+FA0E) stands behind "🦙" (U+1F999), whose first unit is
U+D83E, and a page behind a cursor skips items or repeats them. No function turns one kind into the other. The two
orders differ only where both strings have a character from U+E000 up: a cursor with none of them stays a parameter. So does one
with a backslash, or with quotes of both kinds: nothing in a text is ever escaped, whatever a Neo4j makes of escapes.
"""

import re
from collections.abc import Collection
from typing import Any

_FIRST_APART = "\ue000"
"""The first character behind the surrogates: below it, a character stands where it does in both orders."""
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
    """The string between quotes that it has none of; None if there are no such, or if it could hold an escape."""
    quote = next((mark for mark in "'\"" if mark not in value), None)
    return None if quote is None or "\\" in value else f"{quote}{value}{quote}"


def _is_apart(value: Any) -> bool:
    return isinstance(value, str) and max(value, default="") >= _FIRST_APART

"""Values of properties that Python and Neo4j write differently: a row has times as ISO text, a statement is given them as what they are."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

TIMES: dict[str, Callable[[str], Any]] = {
    "DATE": date.fromisoformat,
    "ZONED DATETIME": datetime.fromisoformat,
}
"""Type of a property in the dictionary → what makes the value of the ISO text."""


def iso_text(value: Any) -> str:
    """The ISO text of a date or a time that Neo4j has answered."""
    return value.to_native().isoformat()

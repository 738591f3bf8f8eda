"""Values of properties with different forms in Python and Neo4j: a row has times as ISO text, a statement gets them
as values."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

TIMES: dict[str, Callable[[str], Any]] = {
    "DATE": date.fromisoformat,
    "ZONED DATETIME": datetime.fromisoformat,
}
"""Maps the type of a property in the dictionary to the conversion from ISO text."""


def iso_text(value: Any) -> str:
    """Returns the ISO text of a date or a time from Neo4j."""
    return value.to_native().isoformat()

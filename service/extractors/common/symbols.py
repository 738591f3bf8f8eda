"""The emojis before the bullets of a summary: data/symbols.toml."""

import re
import tomllib
from functools import cache

from service.extractors.common.word_tables import DATA


@cache
def _symbols() -> list[tuple[re.Pattern[str], str]]:
    table = tomllib.loads((DATA / "symbols.toml").read_text(encoding="utf-8"))
    return [(re.compile(kind["words"], re.IGNORECASE), kind["symbol"]) for kind in table["kind"]]


def symbol_for(text: str) -> str:
    """The emoji for the kind of statement that a sentence is."""
    return next(symbol for pattern, symbol in _symbols() if pattern.search(text))

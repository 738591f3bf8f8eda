"""`>>`, which marks a change of speaker in captions without a name.

Broadcasters write it at the start of a line, YouTube at any change. The marks are removed, and their positions kept.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from service.ingest.formats.parts.spoken import Spoken

CHANGE = re.compile(r">>+\s*")
_WITHIN = re.compile(r"\s+(?=>>+(?:\s|$))")
_HABIT = 3
"""Lines that begin with the mark, from which it is one within a line too; otherwise it may be a sign of what is mentioned."""


def one_change_a_line(spoken: list[Spoken]) -> list[Spoken]:
    """Lines broken at each mark within them, where lines begin with it again and again."""
    begun = sum(CHANGE.match(line) is not None for item in spoken for line in item.lines)
    if begun < _HABIT:
        return spoken
    return [
        replace(item, lines=tuple(part for line in item.lines for part in _WITHIN.split(line)))
        for item in spoken
    ]


def kept_changes(spoken: Iterable[Spoken]) -> list[Spoken]:
    """Returns the parts with words; a mark without words belongs to the next part."""
    kept: list[Spoken] = []
    changed = False
    for item in spoken:
        changed = changed or item.change
        if item.lines:
            kept.append(replace(item, change=changed))
            changed = False
    return kept

"""Dates in the forms of people and programs: `2025-02-06`, `20250206`, `February 6th, 2025`, `6 Feb 2025`, `Thu, 06
Feb 2025 10:00:00 GMT`.

Numeric dates with the year last (`02/06/2025`) are ambiguous between countries and are refused.
"""

import re
from datetime import date

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_FIGURES = re.compile(r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})(?![0-9])(?:[T ].*)?", re.DOTALL)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY, _MONTH, _YEAR = (
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?",
    r"(?P<month>[a-z]{3,9})\.?",
    r"(?P<year>[0-9]{4})",
)
_TIME = r"(?:,?\s+(?:at\s+)?[0-9]{1,2}:[0-9]{2}.*)?"
_WORDS = (
    re.compile(rf"{_WEEKDAY}{_MONTH}\s+(?:the\s+)?{_DAY},?\s+{_YEAR}{_TIME}", re.IGNORECASE),
    re.compile(rf"{_WEEKDAY}(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}{_TIME}", re.IGNORECASE),
    re.compile(rf"{_DAY}[-/]{_MONTH}[-/]{_YEAR}", re.IGNORECASE),
)


def read_day(text: str) -> date | None:
    """Returns the date in a text, also of a point in time; None if there is none or it is ambiguous."""
    bare = text.strip()
    match = _FIGURES.fullmatch(bare)
    if match is not None:
        year, between, month, day = match.groups()
        whole = between or (len(month) == 2 and len(day) == 2)
        return _date(int(year), int(month), int(day)) if whole else None
    for pattern in _WORDS:
        match = pattern.fullmatch(bare)
        if match is not None:
            return _date(int(match["year"]), _month(match["month"]), int(match["day"]))
    return None


def _month(name: str) -> int:
    """1 for January, `Jan` and `Jan.`; 0 for what is none."""
    short = name.casefold()
    if short == "sept":
        return 9
    return next((n for n, month in enumerate(_MONTHS, 1) if short in (month, month[:3])), 0)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None

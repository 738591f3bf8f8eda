"""Number of exemptions from the strict type checks in `service/api`."""

import re

from service.resources import PACKAGE

MOST = 7
_EXEMPTION = re.compile(r"# *pyright:|# *type: *ignore|\bcast\(|^\s*\w+: Any = ")
"""A comment for the checker, a cast, or a value of any type that is kept as `Any`."""


def test_the_type_checker_is_told_to_look_away_at_most_seven_times() -> None:
    found = [
        f"{file.relative_to(PACKAGE)}:{number}: {line.strip()}"
        for file in sorted((PACKAGE / "api").rglob("*.py"))
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if _EXEMPTION.search(line)
    ]

    assert len(found) <= MOST, "\n".join(found)

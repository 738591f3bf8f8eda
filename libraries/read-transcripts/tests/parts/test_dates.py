"""Days as people write them, in front matter and in data beside a file."""

from datetime import date

import pytest

from read_transcripts.parts.dates import read_day

DAY = date(2025, 2, 6)


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-06", "2025/02/06", "2025.2.6", "20250206", "2025-02-06T10:00:00Z", "2025-02-06 10:00", " 2025-02-06 ",
        "February 6th, 2025", "February 6, 2025", "Feb 6 2025", "feb. 6th 2025", "6 February 2025", "6th of February, 2025",
        "the 6th of February 2025", "Thursday, February 6th, 2025", "Thu, 06 Feb 2025 10:00:00 GMT", "06-Feb-2025",
        "February 6th, 2025 at 10:30 am",
    ],
)  # fmt: skip
def test_a_day(text: str) -> None:
    assert read_day(text) == DAY


@pytest.mark.parametrize(
    "text", ["02/06/2025", "2025", "February 2025", "Febuary 6 2025", "February 30th, 2025", "202526", "soon"]
)
def test_what_names_no_day_or_may_name_two(text: str) -> None:
    assert read_day(text) is None

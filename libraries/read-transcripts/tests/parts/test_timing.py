"""Times as transcripts write them."""

import pytest

from read_transcripts.parts.timing import read_clock


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("62.345", 62.345),
        ("01:02:03,456", 3723.456),
        ("1:2.5", 62.5),
        ("99:59", 5999.0),
        ("1:59:59.9994", 7199.999),
        ("0:60", None),
        ("1:60:00", None),
        ("1:2:60", None),
        ("soon", None),
    ],
)
def test_a_single_time(text: str, seconds: float | None) -> None:
    assert read_clock(text) == seconds

"""Connections of persons and companies with each other and with things, by plain words: what somebody uses, where somebody spoke."""

import pytest

from spoken import statements, transcript

STATED = [
    ("Ann_Lee: I report to Peter Todd.", ("Ann Lee", "RELATED_TO", "Peter Todd")),
    (
        "Sequoia Capital is an investor in Dropbox.",
        ("Sequoia Capital", "INVESTED_IN", "Dropbox"),
    ),
    ("Ann_Lee: The editor that I use is called Vim.", ("Ann Lee", "USES", "Vim")),
    ("Ann_Lee: That was a talk that I gave at PyCon.", ("Ann Lee", "PARTICIPATED_IN", "PyCon")),
]
NOTHING = [
    "Ann_Lee: Peter Todd told me about PyCon.",
    "Ann_Lee: The language you use is Rust.",
    "Ann_Lee: I'll give a talk at PyCon.",
]


@pytest.mark.parametrize(("line", "expected"), STATED)
def test_what_plain_words_connect(line: str, expected: tuple[str, str, str]) -> None:
    assert expected in statements(transcript(line))


@pytest.mark.parametrize("line", NOTHING)
def test_what_is_denied_or_of_somebody_else_connects_nothing(line: str) -> None:
    assert statements(transcript(line)) == []

"""Connections of persons and companies with each other and with things, by plain words: who moved whom, who is whose guest,
rival or investor, what somebody uses, where somebody spoke; and what is given as one of many."""

import pytest

from spoken import statements, transcript

STATED = [
    ("Ann_Lee: My guest is Peter Todd.", ("Ann Lee", "RELATED_TO", "Peter Todd")),
    ("Ann_Lee: Peter Todd got me into Bitcoin.", ("Peter Todd", "INFLUENCED", "Ann Lee")),
    ("Ann_Lee: Peter Todd introduced me to Bitcoin.", ("Ann Lee", "RELATED_TO", "Bitcoin")),
    ("Ann_Lee: Peter Todd taught me C++.", ("Peter Todd", "INFLUENCED", "Ann Lee")),
    (
        "Ann_Lee: I credit Peter Todd for changing how I think.",
        ("Peter Todd", "INFLUENCED", "Ann Lee"),
    ),
    ("Ann_Lee: I report to Peter Todd.", ("Ann Lee", "RELATED_TO", "Peter Todd")),
    (
        "Ann_Lee: I work at Dropbox. Our competitors are Box and Microsoft.",
        ("Microsoft", "COMPETES_WITH", "Dropbox"),
    ),
    (
        "Ann_Lee: I work at Dropbox. Google is one of our competitors.",
        ("Google", "COMPETES_WITH", "Dropbox"),
    ),
    (
        "Sequoia Capital is an investor in Dropbox.",
        ("Sequoia Capital", "INVESTED_IN", "Dropbox"),
    ),
    ("Ann_Lee: I work at Dropbox. We're a Python shop.", ("Dropbox", "USES", "Python")),
    ("Ann_Lee: What I use is Vim.", ("Ann Lee", "USES", "Vim")),
    ("Ann_Lee: The editor that I use is called Vim.", ("Ann Lee", "USES", "Vim")),
    ("Ann_Lee: That was a talk that I gave at PyCon.", ("Ann Lee", "PARTICIPATED_IN", "PyCon")),
    ("Ann_Lee: I have been to PyCon twice.", ("Ann Lee", "PARTICIPATED_IN", "PyCon")),
    ("Ann Lee described CoinJoin in 2013.", ("Ann Lee", "RELATED_TO", "CoinJoin")),
    ("Ann Lee talks about CoinJoin a lot.", ("Ann Lee", "RELATED_TO", "CoinJoin")),
    ("Qt has Python bindings.", ("Qt", "RELATED_TO", "Python")),
    (
        "MuSig2, FROST and other multi-signature schemes are new.",
        ("FROST", "RELATED_TO", "multi-signature"),
    ),
    ("Optech covers soft forks, including Taproot.", ("Taproot", "PART_OF", "soft forks")),
]
NOTHING = [
    "Ann_Lee: Peter Todd told me about PyCon.",
    "Ann_Lee: Peter Todd didn't convince me.",
    "Ann_Lee: Peter Todd introduced me to Ann Smith.",
    "Ann_Lee: What I don't use is Vim.",
    "Ann_Lee: The language you use is Rust.",
    "Ann_Lee: I'll give a talk at PyCon.",
    "Peter Todd will talk about CoinJoin.",
    "Qt doesn't have Python bindings.",
    "People don't like soft forks like Taproot.",
]


@pytest.mark.parametrize(("line", "expected"), STATED)
def test_what_plain_words_connect(line: str, expected: tuple[str, str, str]) -> None:
    assert expected in statements(transcript(line))


@pytest.mark.parametrize("line", NOTHING)
def test_what_is_denied_or_of_somebody_else_connects_nothing(line: str) -> None:
    assert statements(transcript(line)) == []

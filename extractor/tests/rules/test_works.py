"""Whose works something is, and what small clauses say."""

import pytest

from spoken import statements, transcript

WORKS = [
    ("Ann_Bell: I have another library called Zorkle, which is old.", ("Ann Bell", "CREATED", "Zorkle")),
]
BY = [
    ("Terraform is part of the HashiCorp stack.", ("Terraform", "PART_OF", "HashiCorp")),
    ("VS Code is for Linux as well.", ("VS Code", "RELATED_TO", "Linux")),
]
NO_WORKS = [
    "Is Terraform part of the HashiCorp stack?",
    "Mat: In my book, Python is the best.",
    "Mat: My favorite book, Clean Code, is old.",
    "Ann_Bell: My library is Django.",
    "Ann_Bell: I don't have a library called Django.",
    "Ann_Bell: You have a library called Django.",
    "Ann_Bell: I have a container called Django.",
    "Netflix's Android app is old.",
    "It was built on an open core model, open source.",
]
CLAUSES = [
    (
        "Ann_Bell: Since 2018 I've worked full-time on Bitcoin Core.",
        ("Ann Bell", "RELATED_TO", "Bitcoin Core"),
    ),
    (
        "Ann_Bell: I did a number of different things with Asterisk.",
        ("Ann Bell", "USES", "Asterisk"),
    ),
    ("Ann_Bell: I tend to use Vim.", ("Ann Bell", "USES", "Vim")),
    ("Ann_Bell: I learned Python at school.", ("Ann Bell", "RELATED_TO", "Python")),
    ("Tim_Ruffing: So when we came up with MuSig2, it was late.", ("Tim Ruffing", "CREATED", "MuSig2")),
    ("When Ryan Dahl introduced Deno, I wanted to see it.", ("Ryan Dahl", "CREATED", "Deno")),
    ("You can't use it, because Bitcoin Core uses LevelDB.", ("Bitcoin Core", "USES", "LevelDB")),
    (
        "I'd like to hear from Elliot Smith, who works at Blockstream.",
        ("Elliot Smith", "WORKS_AT", "Blockstream"),
    ),
    ("Ann_Bell: I'm an engineer working on Bitcoin Core.", ("Ann Bell", "RELATED_TO", "Bitcoin Core")),
    ("People use Python in data science.", ("data science", "USES", "Python")),
    ("So Utreexo, it stores a Merkle tree.", ("Utreexo", "RELATED_TO", "Merkle tree")),
]
NO_CLAUSES = [
    "Ann_Bell: If Ryan Dahl introduced Deno, it would be good.",
    "Ann_Bell: I want to learn Python.",
]


@pytest.mark.parametrize(("line", "expected"), [*WORKS, *BY, *CLAUSES])
def test_what_words_in_a_row_and_small_clauses_say(line: str, expected: tuple[str, str, str]) -> None:
    assert expected in statements(transcript(line))


@pytest.mark.parametrize("line", [*NO_WORKS, *NO_CLAUSES])
def test_what_they_do_not_say(line: str) -> None:
    assert statements(transcript(line)) == []

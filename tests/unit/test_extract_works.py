"""Connections read from words in a row: whose works, what a word behind a name says."""

import pytest

from spoken import statements, transcript

WORKS = [
    (
        "Mat: In fact, I mention it in my book, Go Programming Blueprints.",
        ("Mat", "CREATED", "Go Programming Blueprints"),
    ),
    (
        "Blockstream is using VLS as part of their Greenlight solution.",
        ("Blockstream", "CREATED", "Greenlight"),
    ),
    ("Ann_Bell: My company is Blockstream.", ("Ann Bell", "WORKS_AT", "Blockstream")),
    ("Ann_Bell: My startup is called Blockstream.", ("Ann Bell", "FOUNDED", "Blockstream")),
    ("Ann_Bell: I have another library called Zorkle, which is old.", ("Ann Bell", "CREATED", "Zorkle")),
    ("Ann_Bell: I have a startup called Blockstream.", ("Ann Bell", "FOUNDED", "Blockstream")),
    ("Ann_Bell: And my library is called Django.", ("Ann Bell", "CREATED", "Django")),
    ("That is from Matt Corallo's BetterHash proposal.", ("Matt Corallo", "CREATED", "BetterHash")),
]
BY = [
    ("Utreexo is a proposal by Tadge Dryja.", ("Tadge Dryja", "CREATED", "Utreexo")),
    ("Terraform is part of the HashiCorp stack.", ("Terraform", "PART_OF", "HashiCorp")),
    ("VS Code is for Linux as well.", ("VS Code", "RELATED_TO", "Linux")),
]
NO_WORKS = [
    "Utreexo is not a proposal by Tadge Dryja.",
    "Is Terraform part of the HashiCorp stack?",
    "Mat: In my book, Python is the best.",
    "Mat: My favorite book, Clean Code, is old.",
    "Ann_Bell: My company is not Blockstream.",
    "Ann_Bell: If my company is Blockstream, this is easy.",
    "Ann_Bell: Is my startup called Blockstream?",
    "Ann_Bell: My library is Django.",
    "Ann_Bell: I don't have a library called Django.",
    "Ann_Bell: You have a library called Django.",
    "Ann_Bell: I have a container called Django.",
    "In Spotify it is their Kubernetes clusters.",
    "Netflix's Android app is old.",
]
SORTS = [
    ("The Lightning implementation LND is good.", ("LND", "BASED_ON", "Lightning Network")),
    ("LND is one of the Lightning implementations.", ("LND", "BASED_ON", "Lightning Network")),
    (
        "There are several Lightning implementations like LND and Eclair.",
        ("Eclair", "BASED_ON", "Lightning Network"),
    ),
    ("We wrote it with Python frameworks such as Django.", ("Django", "USES", "Python")),
]
NO_SORTS = [
    "LND is not one of the Lightning implementations.",
    "Is LND one of the Lightning implementations?",
    "It was built on an open core model, open source.",
    "There are Lightning implementations like Python programs.",
]
CLAUSES = [
    (
        "Ann_Bell: Since 2018 I've worked full-time on Bitcoin Core.",
        ("Ann Bell", "RELATED_TO", "Bitcoin Core"),
    ),
    ("Ann_Bell: I tend to use Vim.", ("Ann Bell", "USES", "Vim")),
    ("Ann_Bell: I did a number of different things with Asterisk.", ("Ann Bell", "USES", "Asterisk")),
    ("Ann_Bell: I learned Python at school.", ("Ann Bell", "RELATED_TO", "Python")),
    ("Tim_Ruffing: So when we came up with MuSig2, it was late.", ("Tim Ruffing", "CREATED", "MuSig2")),
    ("When Ryan Dahl introduced Deno, I wanted to see it.", ("Ryan Dahl", "CREATED", "Deno")),
    ("You can't use it, because Bitcoin Core uses LevelDB.", ("Bitcoin Core", "USES", "LevelDB")),
    (
        "I'd like to hear from Elliot Smith, who works at Blockstream.",
        ("Elliot Smith", "WORKS_AT", "Blockstream"),
    ),
    ("Ann_Bell: I'm an engineer working on Bitcoin Core.", ("Ann Bell", "RELATED_TO", "Bitcoin Core")),
    ("Miniscript was designed for use with SegWit.", ("Miniscript", "RELATED_TO", "SegWit")),
    (
        "SegWit was designed to fix transaction malleability.",
        ("SegWit", "RELATED_TO", "transaction malleability"),
    ),
    ("People use Python in data science.", ("data science", "USES", "Python")),
    ("So Utreexo, it stores a Merkle tree.", ("Utreexo", "RELATED_TO", "Merkle tree")),
]
NO_CLAUSES = [
    "Ann_Bell: If Ryan Dahl introduced Deno, it would be good.",
    "Ann_Bell: I want to learn Python.",
    "SegWit was not designed to fix transaction malleability.",
]


@pytest.mark.parametrize(("line", "expected"), [*WORKS, *BY, *SORTS, *CLAUSES])
def test_what_words_in_a_row_and_small_clauses_say(line: str, expected: tuple[str, str, str]) -> None:
    assert expected in statements(transcript(line))


@pytest.mark.parametrize("line", [*NO_WORKS, *NO_SORTS, *NO_CLAUSES])
def test_what_they_do_not_say(line: str) -> None:
    assert statements(transcript(line)) == []

"""Who is "you" in a conversation, and what is told of them and not of anybody."""

import pytest

from spoken import statements, transcript

Connection = tuple[str, str, str]


@pytest.mark.parametrize(
    ("sentence", "connection"),
    [
        ("You founded Netflix.", ("Jane Miller", "FOUNDED", "Netflix")),
        ("And you've worked at Netflix before.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("You used to work at Netflix.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("You're the CTO of Netflix.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("You gave a talk at KubeCon.", ("Jane Miller", "PARTICIPATED_IN", "KubeCon")),
        ("Two years ago you left Netflix.", ("Jane Miller", "LEFT", "Netflix")),
        ("As I said, you founded Netflix.", ("Jane Miller", "FOUNDED", "Netflix")),
        ("You built it at Netflix.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("I loved your book, Learning Redis, a lot.", ("Jane Miller", "CREATED", "Learning Redis")),
    ],
)
def test_told_of_you(sentence: str, connection: Connection) -> None:
    assert connection in statements(transcript("Jane_Miller: Hi there.", f"Bob_Ross: {sentence}"))


@pytest.mark.parametrize(
    "sentence",
    [
        "You're still running Netflix.",
        "You use Redis.",
        "You have to join Netflix.",
        "If you founded Netflix, you were lucky.",
        "Imagine you joined Netflix.",
        "Did you found Netflix?",
        "Would you join Netflix?",
        "You should join Netflix, correct?",
        "Why would you join Netflix?",
        "When did you first use Redis?",
        "You wrote it in Python.",
        "You love Redis.",
        "Somebody asks you, and you joined Netflix.",
        "People say you founded Netflix.",
        "And he said, I love what you did at Netflix.",
        "He called me and said, we saw what you did at Netflix and we want you.",
        "And I told him, I know what you did at Netflix.",
        "I said to him, you worked at Netflix.",
        "He emailed me: you built it at Netflix, come and join us.",
        "You never joined Netflix.",
        "You see a lot of it when you're at Netflix.",
    ],
)
def test_not_told_of_you(sentence: str) -> None:
    assert statements(transcript("Jane_Miller: Hi there.", f"Bob_Ross: {sentence}")) == []


@pytest.mark.parametrize(
    ("turns", "who"),
    [
        (
            ("Jane_Miller: Hi.", "Tom_Reed: Hi.", "Bob_Ross: You founded Netflix.", "Tom_Reed: Yes."),
            "Tom Reed",
        ),
        (("Jane_Miller: Hi.", "Bob_Ross: You founded Netflix.", "Tom_Reed: Yes."), None),
        (
            (
                "Jane_Miller: Hi.",
                "Bob_Ross: Welcome, Tom Reed. All is well. You founded Netflix.",
                "Tom_Reed: Yes.",
            ),
            "Tom Reed",
        ),
        (
            (
                "Tom_Reed: Hi.",
                "Bob_Ross: Right. Jane Miller, hello. All is well. You founded Netflix.",
                "Tom_Reed: Yes.",
                "Jane_Miller: No.",
            ),
            None,
        ),
    ],
)
def test_who_you_are(turns: tuple[str, ...], who: str | None) -> None:
    expected = [(who, "FOUNDED", "Netflix")] if who is not None else []
    assert statements(transcript(*turns)) == expected


def test_one_voice_has_no_you() -> None:
    assert statements(transcript("Jane_Miller: You founded Netflix.")) == []

"""Statements by words in a row, in lower case without punctuation, where the parser is often lost."""

import pytest

from spoken import statements, transcript


@pytest.mark.parametrize(
    ("words", "connection"),
    [
        ("so yeah i work at netflix these days", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("and i'm the ceo of netflix and we do streaming", ("Jane Miller", "LEADS", "Netflix")),
        ("so kubernetes was created by google years ago", ("Google", "CREATED", "Kubernetes")),
        ("you know i've been using neovim a lot", ("Jane Miller", "USES", "Neovim")),
        ("so we have jameson lopp from netflix here with us", ("Jameson Lopp", "WORKS_AT", "Netflix")),
    ],
)
def test_in_lower_case(words: str, connection: tuple[str, str, str]) -> None:
    assert statements(transcript(f"Jane_Miller: {words}")) == [connection]


def test_where_the_parse_is_wrong() -> None:
    """The parser reads "Hugging" as a verb here."""
    talk = transcript(
        "Jane_Miller: When we started Hugging Face years ago, we thought we would never get there."
    )
    assert [(source, target) for source, _, target in statements(talk)] == [("Jane Miller", "Hugging Face")]


@pytest.mark.parametrize(
    "words",
    [
        "do you know if google bought github i don't know",
        "did google buy github",
        "i'm not at netflix any more",
        "i would use kubernetes for that",
        "what i like is that i don't use kubernetes",
        "he said i use kubernetes",
        "i love kubernetes conferences",
        "i was building a kubernetes plugin",
        "if we used kubernetes we could see",
        "it prevents kubernetes using redis",
    ],
)
def test_no_statement_in_lower_case(words: str) -> None:
    assert statements(transcript(f"Jane_Miller: {words}")) == []

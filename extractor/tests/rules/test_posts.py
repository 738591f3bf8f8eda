"""Who is what where: jobs at companies, and words with "co-"."""

import pytest

from spoken import kinds, statements, transcript
from videograph_extractor.text.language import parse


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Jane Miller is chairman of the board at Netflix.", [("Jane Miller", "LEADS", "Netflix")]),
        ("Jane Miller was a creative director for Netflix.", [("Jane Miller", "WORKS_AT", "Netflix")]),
        ("Jane Miller is the executive director of Netflix.", [("Jane Miller", "LEADS", "Netflix")]),
        ("Jane Miller is the head of design for Netflix.", [("Jane Miller", "WORKS_AT", "Netflix")]),
        ("Jane Miller became co-CEO of Netflix.", [("Jane Miller", "LEADS", "Netflix")]),
        ("Jane Miller co-created Terraform.", [("Jane Miller", "CREATED", "Terraform")]),
        (
            "Jane Miller is an engineer at Netflix and one of the authors of Terraform.",
            [("Jane Miller", "WORKS_AT", "Netflix"), ("Jane Miller", "CREATED", "Terraform")],
        ),
    ],
)
def test_post(line: str, found: list[tuple[str, str, str]]) -> None:
    assert statements(transcript(line)) == found


def test_words_with_co_are_whole() -> None:
    text = "She co-wrote it with my Co-Founder's co-hosts."

    [doc] = parse([text])

    assert doc.text == text
    assert [(t.text, t.lemma_) for t in doc if t.lower_.startswith("co-")] == [
        ("co-wrote", "co-write"),
        ("Co-Founder", "Co-Founder"),
        ("co-hosts", "co-host"),
    ]
    assert "co-founder" not in kinds(transcript("My co-founder is a co-founder of two co-founders."))


@pytest.mark.parametrize(
    ("text", "whole"),
    [("And Jony Ive was there.", True), ("Yeah Ive been there.", False), ("Ive seen it.", False)],
)
def test_name_that_looks_like_a_contraction(text: str, whole: bool) -> None:
    assert ("Ive" in [token.text for token in parse([text])[0]]) == whole


def test_in_a_row_of_guests_each_has_what_stands_behind_the_name() -> None:
    line = "We have Tom Reed, co-founder of Figma, Ann Bell, director of Netflix and Project Jupyter core developer, and Eva Jones."

    assert statements(transcript(f"Jane_Miller: {line}")) == [
        ("Tom Reed", "FOUNDED", "Figma"),
        ("Ann Bell", "LEADS", "Netflix"),
    ]


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("She was the CTO of Rent The Flurb for years.", "Rent The Flurb", "COMPANY"),
        ("It was built by alums of Flurby.", "Flurby", "COMPANY"),
        ("There was another startup in my group called Flurby.", "Flurby", "COMPANY"),
        ("I knew that Flurby company well.", "Flurby", "COMPANY"),
    ],
)
def test_what_the_words_beside_a_name_make_it(sentence: str, name: str, kind: str) -> None:
    assert kinds(transcript(f"Jane_Miller: {sentence}")).get(name) == kind

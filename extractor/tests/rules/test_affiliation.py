"""Who is whose: "my company", "from the Go team", "we had X on the show", and what makers and languages have no part in."""

import pytest

from spoken import labelled_statements, transcript


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Check out my company, Humu, both as a place to work.", [("WORKS_AT", "Humu", "company")]),
        ("I was talking with Robert Griesemer from the Go team.", [("RELATED_TO", "Go", "from … team")]),
        ("I was talking with Robert Griesemer from Ionic.", [("WORKS_AT", "Ionic", "from")]),
        ("We had Haroon Meer on the show last week.", [("RELATED_TO", "Haroon Meer", "had on")]),
        ("We have Carlisia Pinto on the show as well.", []),
        ("We had Haroon Meer on the panel last week.", []),
        ("We have support for Next.js in there.", []),
    ],
)
def test_said_of_people(line: str, found: list[tuple[str, str, str]]) -> None:
    stated = labelled_statements(transcript(f"Jane_Miller: {line}"))
    assert [(type_, target, label) for _, type_, target, label in stated] == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Tree-sitter came out of Atom.", [("Tree-sitter", "RELATED_TO", "Atom", "came out")]),
        ("We built a language server in Go.", []),
        (
            "There is Node's implementation of WebGPU.",
            [("Node", "RELATED_TO", "WebGPU", "implementation of")],
        ),
        ("Kubernetes is built into Docker.", [("Kubernetes", "PART_OF", "Docker", "built into")]),
    ],
)
def test_said_of_things(sentence: str, found: list[tuple[str, str, str, str]]) -> None:
    assert labelled_statements(transcript(sentence)) == found

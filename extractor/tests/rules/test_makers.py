"""Connections of works and those who made, bought, sold and gave them, and of what stands on what."""

import pytest

from spoken import statements, transcript

MAKERS = [
    ("React was created by Facebook.", ("Facebook", "CREATED", "React")),
    ("Ann Lee created Postgres.", ("Ann Lee", "CREATED", "PostgreSQL")),
    ("Ann Lee is a Rust developer and one of the authors of Bazel.", ("Ann Lee", "CREATED", "Bazel")),
    ("Tom Reed, one of the creators of Bazel, works at Google.", ("Tom Reed", "CREATED", "Bazel")),
    (
        "Ann Lee, a Python expert and author of the book Clean Code, is here.",
        ("Ann Lee", "CREATED", "Clean Code"),
    ),
]
NAMING = [
    ("The tool that Google built is called Bazel.", ("Google", "CREATED", "Bazel")),
    ("Bazel is a build tool that Google created.", ("Google", "CREATED", "Bazel")),
    (
        "Ann_Bell: I wrote a second book, which was Black Hat Python.",
        ("Ann Bell", "CREATED", "Black Hat Python"),
    ),
    ("Ann_Bell: I built an app we called Carousel.", ("Ann Bell", "CREATED", "Carousel")),
]
NAMED_BEHIND = [
    ("Ann_Bell: The podcast I run is called Jam Radio.", ("Ann Bell", "LEADS", "Jam Radio")),
    ("Tom Reed created the social network, Instagram, in 2010.", ("Tom Reed", "CREATED", "Instagram")),
    ("Tom Reed co-created the social network, Instagram, in 2010.", ("Tom Reed", "CREATED", "Instagram")),
    ("Tom Reed is great. He runs Pear on his laptop.", ("Tom Reed", "USES", "Pear")),
]
DEALINGS = [
    ("Salesforce owns businesses ranging from Slack to Tableau.", ("Salesforce", "ACQUIRED", "Tableau")),
    ("Kubernetes was donated to the CNCF.", ("Kubernetes", "PART_OF", "Cloud Native Computing Foundation")),
    ("Ann_Bell: I left Microsoft to join Salesforce.", ("Ann Bell", "WORKS_AT", "Salesforce")),
    ("Ann Lee left OpenAI to found Anthropic.", ("Ann Lee", "FOUNDED", "Anthropic")),
    ("Ann_Bell: I decided to leave Google to start Blockstream.", ("Ann Bell", "LEFT", "Google")),
]
STANDING = [
    ("Kubernetes was backed by etcd.", ("Kubernetes", "USES", "etcd")),
    (
        "Companies such as Microsoft and Amazon were involved in the Bytecode Alliance.",
        ("Amazon", "PART_OF", "Bytecode Alliance"),
    ),
]
NOTHING = [
    "Is Bazel a tool that Google built?",
    "Bazel is no tool that Google built.",
    "The tool that Google built is not called Bazel.",
    "The PHP was backed by Postgres.",
    "Ann_Bell: Well, we have PyCon. We start every PyCon with a song.",
]


@pytest.mark.parametrize(("words", "expected"), MAKERS + NAMING + NAMED_BEHIND + DEALINGS + STANDING)
def test_who_made_sold_and_gave_what_is_stated(words: str, expected: tuple[str, str, str]) -> None:
    assert expected in statements(transcript(words))


@pytest.mark.parametrize("words", NOTHING)
def test_what_is_asked_denied_or_possible_states_nothing(words: str) -> None:
    assert statements(transcript(words)) == []


def test_an_organisation_is_run_and_not_used() -> None:
    talk = transcript("Tom Reed is great. He runs Pear now.")
    assert ("Tom Reed", "LEADS", "Pear") in statements(talk)

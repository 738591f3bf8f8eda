"""Connections of works and those who made, bought, sold and gave them, and of what stands on what."""

import pytest

from spoken import statements, transcript

MAKERS = [
    (
        "There's a great book by Robert Martin and Ann Lee called Clean Code.",
        ("Ann Lee", "CREATED", "Clean Code"),
    ),
    ("Tom Reed gave a talk called Simple Made Easy.", ("Tom Reed", "CREATED", "Simple Made Easy")),
    (
        "Ann_Bell: My talk at the time was called Simple Made Easy.",
        ("Ann Bell", "CREATED", "Simple Made Easy"),
    ),
    ("Ann Lee co-founded GitHub with Tom Reed.", ("Tom Reed", "FOUNDED", "GitHub")),
    ("Tom Reed led the development of Bazel.", ("Tom Reed", "CREATED", "Bazel")),
    ("Google came out with Bazel.", ("Google", "CREATED", "Bazel")),
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
    (
        "Bret Taylor started a company called Quip, which he sold to Salesforce.",
        ("Salesforce", "ACQUIRED", "Quip"),
    ),
    ("GitHub was sold to Microsoft.", ("Microsoft", "ACQUIRED", "GitHub")),
    ("Salesforce owns businesses ranging from Slack to Tableau.", ("Salesforce", "ACQUIRED", "Tableau")),
    ("Kubernetes was donated to the CNCF.", ("Kubernetes", "PART_OF", "Cloud Native Computing Foundation")),
    (
        "Google donated Kubernetes to the CNCF.",
        ("Kubernetes", "PART_OF", "Cloud Native Computing Foundation"),
    ),
    ("On top of Postgres we've got Supabase.", ("Supabase", "BASED_ON", "PostgreSQL")),
    ("Ann_Bell: I left Microsoft to join Salesforce.", ("Ann Bell", "WORKS_AT", "Salesforce")),
    ("Ann_Bell: I decided to leave Google to start Blockstream.", ("Ann Bell", "LEFT", "Google")),
]
STANDING = [
    (
        "Kubernetes is now an official CNCF project.",
        ("Kubernetes", "PART_OF", "Cloud Native Computing Foundation"),
    ),
    ("The technology underneath Electron is Chromium.", ("Electron", "USES", "Chromium")),
    ("Kubernetes was backed by etcd.", ("Kubernetes", "USES", "etcd")),
    ("There are alternatives to Docker like Podman.", ("Docker", "COMPETES_WITH", "Podman")),
    ("There is a version of Linux called Ubuntu.", ("Ubuntu", "BASED_ON", "Linux")),
    (
        "Companies such as Microsoft and Amazon were involved in the Bytecode Alliance.",
        ("Amazon", "PART_OF", "Bytecode Alliance"),
    ),
]
NOTHING = [
    "Is Bazel a tool that Google built?",
    "Bazel is no tool that Google built.",
    "The tool that Google built is not called Bazel.",
    "Tom Reed might sell Quip to Salesforce.",
    "GitHub was not sold to Microsoft.",
    "They sold licences to Google.",
    "Kubernetes is not an official CNCF project.",
    "The technology underneath Electron is not Chromium.",
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

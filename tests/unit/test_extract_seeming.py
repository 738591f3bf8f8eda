"""What looks like a deed, a use or a job and is none."""

import pytest

from spoken import statements, transcript


@pytest.mark.parametrize(
    "sentence",
    [
        "I'm just using Docker as an example.",
        "When we started introducing Kubernetes, it was hard.",
        "I used to keep Emacs around when I first started Vim.",
        "I wrote an article called Terraform.",
        "We have been working with Google and folks at Netflix.",
        "We had a lot of people in Norway - not at Netflix, but in Norway.",
        "We run a big web app at Netflix.",
        "I build things with them at Netflix at my day job.",
        "I'm at Netflix for a conference.",
        "I'm at Netflix this week.",
        "I downloaded it and I ran it on Windows and Linux.",
        "Next time I'm using Emacs.",
        "Then I ran the JavaScript on top of that.",
        "Every time I get into Vim, I get stuck.",
        "Redis is old. The Redis team's LSP client is just Lua code.",
        "So we started with Redis, which is the idea and the library itself.",
        "I used to use Redis for many years.",
        "I used to do Python before that.",
        "Why Redis is better than Memcached.",
        "I no longer am championing Redis, because I learned more things.",
        "It's not even like Redis is bad.",
        "But the creator of Redis is working on Terraform.",
        "So Redis is a scripting language.",
    ],
)
def test_says_nothing_of_the_kind(sentence: str) -> None:
    assert statements(transcript(f"Jane_Miller: {sentence}")) == []


@pytest.mark.parametrize(
    ("sentence", "connection"),
    [
        ("I'm using Docker as well.", ("Jane Miller", "USES", "Docker")),
        ("I got into Vim.", ("Jane Miller", "RELATED_TO", "Vim")),
        ("I started Redis.", ("Jane Miller", "CREATED", "Redis")),
        ("I'm at Netflix today.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("We ran it on Kubernetes.", ("Jane Miller", "USES", "Kubernetes")),
        ("MariaDB forked MySQL.", ("MariaDB", "BASED_ON", "MySQL")),
        # the company is not based on its fork
        ("Google forked Redis.", ("Google", "RELATED_TO", "Redis")),
        # written in it, and not made from it
        ("Terraform was a Go implementation of that.", ("Terraform", "USES", "Go")),
    ],
)
def test_says_what_it_seems_to(sentence: str, connection: tuple[str, str, str]) -> None:
    assert statements(transcript(f"Jane_Miller: {sentence}")) == [connection]


def test_started_at_a_company_is_not_started_it() -> None:
    talk = transcript("Jane_Miller: I used to be at Mozilla, where I started on the build team.")
    assert statements(talk) == [("Jane Miller", "WORKS_AT", "Mozilla")]


def test_who_is_excepted_does_nothing() -> None:
    talk = transcript("Jane_Miller: Everybody except for Bob Ross and Jane Miller is using Docker.")
    assert statements(talk) == []

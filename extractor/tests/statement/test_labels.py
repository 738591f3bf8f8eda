"""What is written between two that are connected, and what only looks like a connection."""

import pytest

from spoken import labelled_statements, things, transcript


@pytest.mark.parametrize(
    ("line", "stated"),
    [
        ("GitHub was bought by Microsoft.", ("Microsoft", "ACQUIRED", "GitHub", "bought")),
        ("I talked to him at GopherCon.", ("Ann Bell", "PARTICIPATED_IN", "GopherCon", "at")),
        ("We used Slack.", ("Ann Bell", "USES", "Slack", "used")),
        ("I am writing Rust.", ("Ann Bell", "USES", "Rust", "writing")),
        ("We started using Docker.", ("Ann Bell", "USES", "Docker", "started using")),
        ("I run MongoDB in production.", ("Ann Bell", "USES", "MongoDB", "run")),
        ("I had to use Ruby.", ("Ann Bell", "USES", "Ruby", "had to use")),
        ("I used to work at Spotify.", ("Ann Bell", "WORKS_AT", "Spotify", "used to work at")),
        ("Yeah, at Spotify we have a ton of hooks.", ("Ann Bell", "WORKS_AT", "Spotify", "at")),
        (
            "The Buffalo project is the Rails equivalent for Go.",
            ("Buffalo", "RELATED_TO", "Go", "Rails equivalent for"),
        ),
        ("I am a Prometheus maintainer.", ("Ann Bell", "RELATED_TO", "Prometheus", "maintainer")),
        ("I am the maintainer of Vue.", ("Ann Bell", "LEADS", "Vue", "maintainer")),
    ],
)
def test_labels_say_how_it_is_or_was(line: str, stated: tuple[str, str, str, str]) -> None:
    assert stated in labelled_statements(transcript(f"Ann_Bell: {line}"))


@pytest.mark.parametrize(
    "line",
    [
        "I had a bad experience with Dropbox.",
        "I built the React website.",
        "We tried Docker for a while.",
        "We have a project called Zorkle.",
        "I was looking into adding Elasticsearch to Feedbin.",
        "One day I was learning Python.",
        "I installed Docker.",
        "He uses the word Jarvis.",
        "I'm working on the coverage in Docker.",
        "Bootstrap made the switch to Sass.",
        "I started playing with Docker.",
        "Omar, who runs Gatsby, was there.",
        "Tom Dale runs Vim.",
        "I met Tom Dale.",
        "Tom Dale was talking about Docker.",
        "Tom Dale talks to people about Docker.",
        "Docker is on Linux.",
        "So Google has -- like other cloud providers, they all have a quota system.",
        "Like Google, Amazon has a quota system.",
        "Snowpack has interoperability with Webpack.",
        "It's amusing to be that nearly every guest we have has a background in Ruby.",
    ],
)
def test_what_only_looks_like_a_connection(line: str) -> None:
    assert labelled_statements(transcript(f"Ann_Bell: {line}")) == []


def test_will_is_a_first_name_where_it_is_no_verb() -> None:
    talk = transcript("A CTO, Will Larson, who worked at Uber, likes it.", "Will Google buy it?")
    assert [(one.name, one.kind) for one in things(talk)] == [
        ("Will Larson", "PERSON"),
        ("Uber", "COMPANY"),
        ("Google", "COMPANY"),
    ]

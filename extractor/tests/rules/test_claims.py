"""Statements in the forms that talk has for them: clauses beside a name, roles, teams, what points back."""

import pytest

from spoken import statements, transcript


@pytest.mark.parametrize(
    ("sentence", "connection"),
    [
        ("GitHub, which Microsoft acquired, is fine.", ("Microsoft", "ACQUIRED", "GitHub")),
        ("Kubernetes came out of Google.", ("Google", "CREATED", "Kubernetes")),
        ("We like React, Facebook's framework.", ("Facebook", "CREATED", "React")),
        ("Facebook open sourced React in 2013.", ("Facebook", "CREATED", "React")),
        ("Companies like Netflix are using Terraform.", ("Netflix", "USES", "Terraform")),
        ("The team at Google built Kubernetes.", ("Google", "CREATED", "Kubernetes")),
        ("It was Microsoft's acquisition of GitHub.", ("Microsoft", "ACQUIRED", "GitHub")),
        ("Google is big. They acquired GitHub.", ("Google", "ACQUIRED", "GitHub")),
        ("Pulumi supports Python.", ("Pulumi", "RELATED_TO", "Python")),
        ("Redux is similar to React.", ("Redux", "RELATED_TO", "React")),
    ],
)
def test_said_of_things(sentence: str, connection: tuple[str, str, str]) -> None:
    assert statements(transcript(sentence)) == [connection]


@pytest.mark.parametrize(
    ("sentence", "connections"),
    [
        ("I gave a talk at KubeCon.", [("Jane Miller", "PARTICIPATED_IN", "KubeCon")]),
        ("We went to KubeCon in May.", [("Jane Miller", "PARTICIPATED_IN", "KubeCon")]),
        ("I wrote a book on Redis.", [("Jane Miller", "RELATED_TO", "Redis")]),
        ("I had a stint at Dropbox.", [("Jane Miller", "WORKS_AT", "Dropbox")]),
        ("I live here now, working for Netflix.", [("Jane Miller", "WORKS_AT", "Netflix")]),
        ("I do a lot of Python.", [("Jane Miller", "USES", "Python")]),
        (
            "I'm a Python developer at Google.",
            [("Jane Miller", "WORKS_AT", "Google"), ("Jane Miller", "USES", "Python")],
        ),
        (
            "I'm on the Kubernetes team at Google.",
            [("Jane Miller", "WORKS_AT", "Google"), ("Jane Miller", "RELATED_TO", "Kubernetes")],
        ),
        (
            "We're using Redis and Terraform in production.",
            [("Jane Miller", "USES", "Redis"), ("Jane Miller", "USES", "Terraform")],
        ),
    ],
)
def test_said_of_the_voice(sentence: str, connections: list[tuple[str, str, str]]) -> None:
    assert statements(transcript(f"Jane_Miller: {sentence}")) == connections


def test_you_are_who_is_addressed() -> None:
    talk = transcript("Jane_Miller: Hi there.", "Bob_Ross: So, Jane Miller, you founded Redis.")
    assert statements(talk) == [("Jane Miller", "CREATED", "Redis")]
    also = transcript("Jane_Miller: Hi there.", "Ann_Bell: Hello.", "Bob_Ross: And you founded Redis.")
    assert statements(also) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "We know Redis and Terraform. It is written in Golang.",
        "We have it in Redis. It is written in Golang.",
        "Google and Microsoft are big. They acquired GitHub.",
        "This is not how you build Redis. It is written in Golang.",
        "But then we created SegWit.",
        "I had a book called Terraform.",
        "I used to be a UI designer.",
        "Ann Bell, what they said (the creator of Redis), is fine.",
        "With Redis - I was working late.",
        "My previous language, Ruby, is fine.",
        "Our company, Netflix, is fine.",
        "I like Ann Bell.",
        "There are many databases, or Redis.",
    ],
)
def test_not_said(sentence: str) -> None:
    assert statements(transcript(f"Jane_Miller: {sentence}")) == []


@pytest.mark.parametrize(
    ("sentence", "connections"),
    [
        ("GraphQL was developed at Facebook.", [("Facebook", "CREATED", "GraphQL")]),
        ("ClickHouse is a database developed at Yandex.", [("Yandex", "CREATED", "ClickHouse")]),
        ("Cassandra is used at Netflix.", [("Netflix", "USES", "Cassandra")]),
        (
            "I spent time implementing some of these models in TensorFlow and Keras.",
            [("Jane Miller", "USES", "TensorFlow"), ("Jane Miller", "USES", "Keras")],
        ),
        ("I run the infrastructure team at Netflix.", [("Jane Miller", "WORKS_AT", "Netflix")]),
        ("That was Grace Hopper, who used to work at Google.", [("Grace Hopper", "WORKS_AT", "Google")]),
        # for it, but not written in it
        ("V8 is a JavaScript engine.", [("V8", "RELATED_TO", "JavaScript")]),
        ("I was co-author on PEP 3100.", [("Jane Miller", "CREATED", "PEP 3100")]),
        (
            "So we met Mark at Microsoft Build 2024.",
            [("Jane Miller", "PARTICIPATED_IN", "Microsoft Build 2024")],
        ),
    ],
)
def test_said_of_who_and_what_stands_further_off(
    sentence: str, connections: list[tuple[str, str, str]]
) -> None:
    assert statements(transcript(f"Jane_Miller: {sentence}")) == connections


@pytest.mark.parametrize(
    "sentence",
    [
        "I'm the dev manager for the Python extension.",
        "I built the Android app for them.",
        "PostgreSQL is my database of choice.",
        "We moved from Ruby over to something else.",
        "The scalability of Bitcoin matters.",
        "It is running out of Python now.",
    ],
)
def test_is_said_of_something_else(sentence: str) -> None:
    assert statements(transcript(f"Jane_Miller: {sentence}")) == []

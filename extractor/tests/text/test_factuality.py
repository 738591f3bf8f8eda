"""What is told as a fact, and what is asked, guessed, planned or said by others."""

import pytest

from spoken import statements, transcript


@pytest.mark.parametrize(
    ("sentence", "connection"),
    [
        ("I used to work at Google.", ("Jane Miller", "WORKS_AT", "Google")),
        ("I ended up using Kubernetes.", ("Jane Miller", "USES", "Kubernetes")),
        ("We decided to use Kubernetes.", ("Jane Miller", "USES", "Kubernetes")),
        ("I do use Kubernetes.", ("Jane Miller", "USES", "Kubernetes")),
        ("We used Terraform for that.", ("Jane Miller", "USES", "Terraform")),
        ("I said that I use Terraform.", ("Jane Miller", "USES", "Terraform")),
    ],
)
def test_done_for_all_its_to(sentence: str, connection: tuple[str, str, str]) -> None:
    assert statements(transcript(f"Jane_Miller: {sentence}")) == [connection]


@pytest.mark.parametrize(
    "sentence",
    [
        "I want to use Kubernetes.",
        "I hope to work at Google.",
        "We're going to KubeCon in May.",
        "did google buy github",
        "Is Kubernetes written in Golang",
        "Kubernetes is probably written in Golang.",
        "Maybe Google uses Kubernetes.",
        "I write C or C++ all day.",
        "If I use Kubernetes, I use Golang.",
        "I hear that Google uses Kubernetes.",
        "Some people say Google uses Kubernetes.",
        'He said "I work at Google" to me.',
        "He was like, I love Kubernetes.",
        "I'm as fluent with Redis as I am with Terraform.",
        "I watched a talk at KubeCon.",
        "We did a keynote at Google.",
        "I rarely use Kubernetes.",
        "Google potentially uses Kubernetes.",
        "Explain why Google uses Kubernetes.",
        "I'm doing a talk at KubeCon.",
        "You should come to my workshop at KubeCon.",
        "I have computers at Google.",
        "You might, say, for Kubernetes need Golang.",
    ],
)
def test_asked_guessed_planned_or_said_by_others(sentence: str) -> None:
    assert statements(transcript(f"Jane_Miller: {sentence}")) == []

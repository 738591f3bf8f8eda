"""What the voice itself praises or blames, and what is too weak to be a stance."""

import pytest

from spoken import statements, transcript


@pytest.mark.parametrize(
    ("sentence", "connection"),
    [
        ("Kubernetes is a fantastic tool.", ("Jane Miller", "SUPPORTS", "Kubernetes")),
        ("I think Kubernetes is great.", ("Jane Miller", "SUPPORTS", "Kubernetes")),
        ("I think Jenkins is terrible.", ("Jane Miller", "CRITICIZES", "Jenkins")),
        ("I'm excited about Neovim.", ("Jane Miller", "SUPPORTS", "Neovim")),
        ("We love Neovim.", ("Jane Miller", "SUPPORTS", "Neovim")),
    ],
)
def test_the_voice_takes_a_stand(sentence: str, connection: tuple[str, str, str]) -> None:
    assert statements(transcript(f"Jane_Miller: {sentence}")) == [connection]


@pytest.mark.parametrize(
    "sentence",
    [
        "I think Kubernetes is great, but I left it.",
        "Kubernetes is great for that.",
        "Kubernetes was great.",
        "I didn't like Kubernetes.",
        "Kubernetes is not great.",
        "Kubernetes is too good.",
        "We know Kubernetes. It's great that we have time.",
        "Kubernetes is a great example.",
        "People say Kubernetes is great.",
        "He said Kubernetes is great.",
        "If Kubernetes is great, so be it.",
        'He said "Kubernetes is great" to me.',
        "My least favorite editor is Neovim.",
        "Ann Bell is great.",
        "My Kubernetes is great.",
        "Docker's is great.",
        "Kubernetes in terms of security is great.",
    ],
)
def test_no_stand(sentence: str) -> None:
    assert statements(transcript(f"Jane_Miller: {sentence}")) == []


def test_who_says_it_must_be_known() -> None:
    assert statements(transcript("Kubernetes is great.")) == []

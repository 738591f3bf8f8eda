"""Names with a letter wrong, as the bench of searches types them."""

from random import Random

from benchmarks.typos import KINDS, mistype


def test_a_letter_goes_wrong_in_each_way() -> None:
    made = {kind.title: kind.make("Kubernetes", 4) for kind in KINDS}
    assert made == {
        "swapped": "Kubenretes",
        "left out": "Kubenetes",
        "doubled": "Kuberrnetes",
        "replaced": "Kubetnetes",
    }


def test_the_first_letter_and_short_words_stay() -> None:
    chance = Random(1)
    for kind in KINDS:
        for _ in range(50):
            typed = mistype("Sam Altman", kind, chance)
            assert typed.startswith("Sam A")
            assert typed != "Sam Altman"

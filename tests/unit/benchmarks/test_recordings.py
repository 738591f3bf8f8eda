import pytest

from benchmarks.recordings import word_errors


@pytest.mark.parametrize(
    ("heard", "errors"),
    [
        (["It's", "Ann", "Lee,", "again."], 0.0),
        (["it’s", "Anne", "Lee"], 0.5),
        (["Well,", "it's", "Ann", "Lee", "again"], 0.25),
        ([], 1.0),
    ],
)
def test_word_errors_are_counted_without_case_and_punctuation(heard: list[str], errors: float) -> None:
    assert word_errors("It's Ann Lee again!", heard) == errors


def test_figures_count_as_words() -> None:
    assert word_errors("Twenty-one talks, forty people, nine", ["21", "talks", "40", "people", "9"]) == 0

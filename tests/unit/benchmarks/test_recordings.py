import pytest

from benchmarks.recordings import diarization_error, names_heard, read_rttm, turns_of, word_errors


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


def test_a_name_counts_when_all_of_it_is_heard() -> None:
    assert names_heard(["Ann Lee", "Neo4j", "Ann"], ["Ann", "leads,", "so", "Lee", "asks", "Neo4j."]) == 2


def test_words_of_one_voice_are_one_turn_unless_they_are_apart() -> None:
    words = [(0.0, 0.4, "0"), (0.9, 1.2, "0"), (1.8, 2.0, "0"), (2.0, 2.3, "1")]

    assert list(turns_of(words)) == [(0.0, 1.2, "0"), (1.8, 2.0, "0"), (2.0, 2.3, "1")]


@pytest.mark.parametrize(
    ("heard", "error"),
    [
        ([(0.0, 6.0, "1"), (6.0, 10.0, "0")], 0.0),
        ([(0.0, 5.0, "1"), (6.0, 10.0, "0")], 0.1),  # one second is missed
        ([(0.0, 6.0, "1"), (6.0, 12.0, "0")], 0.2),  # two are invented
        ([(0.0, 10.0, "0")], 0.4),  # the shorter voice is taken for the other
        ([(0.0, 6.0, "0"), (6.0, 8.0, "1"), (8.0, 10.0, "2")], 0.2),
        ([], 1.0),
    ],
)
def test_diarization_errors_are_those_of_the_best_pairing(
    heard: list[tuple[float, float, str]], error: float
) -> None:
    said = read_rttm(
        "SPEAKER talk 1 0.0 6.0 <NA> <NA> ann <NA> <NA>\nSPEAKER talk 1 6.0 4.0 <NA> <NA> bo <NA> <NA>\n"
    )

    assert diarization_error(said, heard) == pytest.approx(error)

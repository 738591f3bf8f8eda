"""The model's words: put together, in order, and what it is told in advance."""

from types import SimpleNamespace

import pytest

from service.speech.recognizer import HeardWord, as_hotwords, in_order, is_said, joined


def parts(*texts: str) -> list[HeardWord]:
    return [HeardWord(text, place, place + 0.5) for place, text in enumerate(texts)]


def test_parts_of_a_word_are_one_word() -> None:
    words = joined(parts(" State", "-of", "-the", "-art", " ", " code."), "en")

    assert words == [HeardWord("State-of-the-art", 0, 3.5), HeardWord("code.", 5, 5.5)]


def test_words_of_a_language_without_spaces_stay_as_they_are() -> None:
    assert [word.text for word in joined(parts("你", "好", "。"), "zh")] == ["你", "好", "。"]


def test_times_never_run_backwards_and_stay_in_the_piece() -> None:
    words = [HeardWord("one", 1, 2), HeardWord("two", 0.5, 0.7), HeardWord("three", 2.5, 9)]

    assert list(in_order(words, 3)) == [
        HeardWord("one", 1, 2),
        HeardWord("two", 1, 1),
        HeardWord("three", 2.5, 3),
    ]


@pytest.mark.parametrize(
    ("silence", "sure", "words", "said"),
    [
        (0.02, -1.4, 17, True),  # somebody speaks, if hardly to be understood
        (0.51, -0.4, 3, True),
        (0.57, -1.7, 1, False),  # "Base."
        (
            0.57,
            -0.8,
            17,
            False,
        ),  # "Thanks for watching, please subscribe, and hit the bell icon …" in 0.7 seconds
    ],
)
def test_what_the_model_makes_up_where_nobody_speaks_is_left_out(
    silence: float, sure: float, words: int, said: bool
) -> None:
    segment = SimpleNamespace(
        no_speech_prob=silence, avg_logprob=sure, start=22.5, end=23.2, words=["word"] * words
    )
    assert is_said(segment) is said


def test_hints_are_given_once_and_as_many_as_fit() -> None:
    assert as_hotwords(["Ann  Lee", "Neo4j", "Ann Lee", ""]) == "Ann Lee, Neo4j"
    assert as_hotwords([f"{'x' * 98}{number}" for number in range(10, 30)]) == ", ".join(
        f"{'x' * 98}{number}" for number in range(10, 15)
    )
    assert as_hotwords([]) is None

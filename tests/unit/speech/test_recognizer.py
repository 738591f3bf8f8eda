"""The model's words: put together, in order, and what it is told in advance."""

from service.speech.recognizer import HeardWord, as_hotwords, in_order, joined


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


def test_hints_are_given_once_and_as_many_as_fit() -> None:
    assert as_hotwords(["Ann  Lee", "Neo4j", "Ann Lee", ""]) == "Ann Lee, Neo4j"
    assert as_hotwords([f"{'x' * 98}{number}" for number in range(10, 30)]) == ", ".join(
        f"{'x' * 98}{number}" for number in range(10, 15)
    )
    assert as_hotwords([]) is None

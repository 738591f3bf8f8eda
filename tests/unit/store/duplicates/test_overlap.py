"""Exact overlaps of two talks with invented words."""

from service.store.duplicates.overlap import Fingerprinter, Overlap, find_overlaps


def _words(letter: str, count: int) -> list[str]:
    """Returns words that are all different, so that no sequence repeats."""
    return [f"{letter}{i}" for i in range(count)]


def _cut(words: list[str], size: int) -> list[str]:
    return [" ".join(words[i : i + size]) for i in range(0, len(words), size)]


def _find(*talks: list[str], min_share: float = 0.1) -> list[Overlap]:
    fingerprinter = Fingerprinter()
    return find_overlaps([fingerprinter.read(texts) for texts in talks], min_share=min_share)


def test_the_same_words_cut_and_written_otherwise_are_shared_whole() -> None:
    words = _words("a", 600)
    other = [text.upper() + "," for text in _cut(words, 17)]
    assert _find(_cut(words, 10), other) == [Overlap(0, 1, (1.0, 1.0), (0, 0))]


def test_a_long_passage_is_found_where_it_begins_in_each() -> None:
    passage = _words("p", 400)
    one = _cut(_words("a", 200) + passage, 20)
    other = _cut(_words("b", 500) + passage + _words("c", 300), 20)
    (pair,) = _find(one, other)
    assert (pair.segments, pair.shares) == ((10, 25), (0.661, 0.31))


def test_the_longest_stretch_counts_and_not_the_first() -> None:
    greeting, passage = _words("g", 60), _words("p", 300)
    one = _cut(greeting + _words("a", 300) + passage, 20)
    other = _cut(greeting + _words("b", 500) + passage, 20)
    (pair,) = _find(one, other)
    assert pair.segments == (18, 28)


def test_a_word_that_was_heard_in_another_way_parts_nothing() -> None:
    words = _words("a", 1000)
    other = [word if i % 25 else "hm" for i, word in enumerate(words)]
    (pair,) = _find(_cut(words, 10), _cut(other, 10))
    assert pair.segments == (0, 0)
    assert pair.shares == (0.629, 0.629)


def test_a_greeting_alone_is_no_pair() -> None:
    greeting = _words("g", 60)
    talks = [_cut(greeting + _words(letter, 800), 20) for letter in "ab"]
    assert _find(*talks) == []
    assert len(_find(*talks, min_share=0.05)) == 1


def test_what_more_than_ten_talks_say_counts_for_none() -> None:
    greeting = _words("g", 300)
    talks = [_cut(greeting + _words(letter, 300), 20) for letter in "abcdefghijk"]
    assert len(_find(*talks[:10])) == 45
    assert _find(*talks) == []
    assert _find(*talks, talks[0]) == [Overlap(0, 11, (1.0, 1.0), (0, 0))]


def test_few_words_are_no_pair_however_great_their_share() -> None:
    assert _find(_cut(_words("a", 20), 5), _cut(_words("a", 20), 5)) == []


def test_letters_are_words_where_nothing_parts_them() -> None:
    text = "".join(chr(0x4E00 + i) for i in range(400))
    assert _find([text], [text[:150], text[150:]]) == [Overlap(0, 1, (1.0, 1.0), (0, 0))]


def test_talks_without_words() -> None:
    assert _find() == []
    assert _find([], [""], ["one two"]) == []

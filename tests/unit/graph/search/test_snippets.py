"""Snippets: the piece of a text around the words, with their places."""

from itertools import pairwise
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.graph.search.snippets import CUT, LENGTH, Matcher, snippet, stem
from service.graph.search.words import read_words


def marked(text: str, query: str, *, begin: bool = False) -> str:
    cut, highlights = snippet(text, Matcher(read_words(query), begin=begin))
    for start, end in reversed(highlights):
        cut = f"{cut[:start]}[{cut[start:end]}]{cut[end:]}"
    return cut


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("They acquired it.", "acquire", "They [acquired] it."),
        ("Acquiring companies", "company acquired", "[Acquiring] [companies]"),
        ("Zoë’s Café", "zoe cafe", "[Zoë’s] [Café]"),
        ("Łukasz", "lukasz", "[Łukasz]"),
        ("the end of the road", "the end", "the [end] of the road"),
        ("to be or not", "to be", "[to] [be] or not"),
        ("open models and open source", '"open source"', "open models and [open source]"),
        ("end of a line", '"end of the line"', "[end of a line]"),
        ("state of the art", "state-of-the-art", "[state of the art]"),
        ("東京大学で", "東京", "[東京]大学で"),
        ("Привет, мир", "мир", "Привет, [мир]"),
        ("مرحبا بالعالم", "مرحبا", "[مرحبا] بالعالم"),
        ("a 🦙 b", "🦙", "a [🦙] b"),
        ("C and C++ and c#", "C++", "C and [C++] and c#"),
        ("one\ntwo\x00three", "two", "one [two] three"),
        ("nothing here", "else", "nothing here"),
        ("<b>bold</b> & more", "bold", "<b>[bold]</b> & more"),
        ("", "word", ""),
    ],
)
def test_words_are_found_as_the_index_finds_them(text: str, query: str, expected: str) -> None:
    assert marked(text, query) == expected


def test_a_word_that_has_only_begun() -> None:
    assert marked("Café Lumière", "c", begin=True) == "[Café] Lumière"


@pytest.mark.parametrize(
    ("query", "texts", "together"),
    [
        ("open source models", ["Open models, open source"], 3),
        ("open source models", ["Open", "source", "of a model"], 3),
        ("open source models", ["open " + "word " * 40 + "source models"], 2),
        ("open source models", ["Open", "source " + "word " * 40 + "of an open model"], 2),
        ("open source models", ["Open", "open " + "word " * 40 + "source models"], 3),
        ("open source models", ["open" + "x" * 189 + " source"], 1),
        ("open source models", ["open " + "x" * 188 + " source"], 2),
        ("who founded FAIR", ["Who would be fair?"], 1),
        ("the who", ["Who would be fair?"], 1),
        ("open source models", [], 0),
    ],
)
def test_words_that_are_seen_at_once(query: str, texts: list[str], together: int) -> None:
    assert Matcher(read_words(query)).together(texts) == together


def test_the_window_is_where_the_most_words_are() -> None:
    text = "llama " + "word " * 100 + "llama farming today " + "word " * 100

    shown = marked(text, "llama farming")

    assert shown == CUT + "word " * 18 + "[llama] [farming] today " + ("word " * 17).strip() + CUT
    assert len(shown) - 4 <= LENGTH + 2


def test_a_long_text_without_the_words_is_shown_from_its_beginning() -> None:
    assert marked("word " * 100, "llama") == ("word " * 40).strip() + CUT


def test_a_text_without_spaces_is_cut_too() -> None:
    shown = marked("東" * 300 + "京大" + "東" * 300, "京大")

    assert shown == CUT + "東" * 99 + "[京大]" + "東" * 99 + CUT


def test_accents_and_joined_signs_are_not_taken_apart() -> None:
    cut, _ = snippet("e\u0301" * 300, Matcher(read_words("x")))

    assert cut == "e\u0301" * 100 + CUT


@pytest.mark.parametrize(
    ("word", "expected"),
    [("acquired", "acquir"), ("Companies", "compani"), ("Zoë's", "zoe"), ("llamas", "llama"), ("мир", "мир")],
)
def test_stems_are_porters(word: str, expected: str) -> None:
    assert stem(word) == expected


@given(st.text(max_size=600), st.text(max_size=60))
def test_highlights_lie_in_the_snippet_in_order(text: str, query: str) -> None:
    check(text, query)


@given(
    st.lists(
        st.sampled_from(["llama", "東京", "🦙", "C++", "a", "e\u0301", "\n", " ", "the", "x" * 250]),
        max_size=80,
    )
)
def test_highlights_lie_in_long_snippets_too(pieces: list[str]) -> None:
    check(" ".join(pieces), "llama 東京 🦙 C++ the")
    check("".join(pieces), "llama 東京 🦙 C++ the")


def check(text: str, query: str) -> None:
    cut, highlights = snippet(text, Matcher(read_words(query)))

    assert len(cut) <= LENGTH + 2 * len(CUT)
    shown = "".join(" " if category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in text)
    assert cut.strip(CUT) in shown or CUT in text
    assert all(0 <= start < end <= len(cut) for start, end in highlights)
    assert all(end <= start for (_, end), (start, _) in pairwise(highlights))

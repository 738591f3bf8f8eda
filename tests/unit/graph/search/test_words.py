"""Conversion of user input to a Lucene query that contains only words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import InvalidInput
from service.graph.search.words import (
    MAX_WORDS,
    fuzzy_text,
    names_text,
    prefix_text,
    prose_text,
    read_words,
)


def texts(query: str) -> list[str]:
    return [word.text for word in read_words(query)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Yann LeCun", ["Yann", "LeCun"]),
        ('"open source" models', ["open source", "models"]),
        ("“open source” «models»", ["open source", "models"]),
        ('half a "quote', ["half", "a", "quote"]),
        ("a AND b OR NOT c", ["a", "AND", "b", "OR", "NOT", "c"]),
        ("title:x (y) [z TO *] ~2 a?", ["title:x", "y", "z", "TO", "2", "a"]),
        (r"back\slash /regex/", ["back", "slash", "/regex/"]),
        ("C++ .NET C#", ["C++", ".NET", "C#"]),
        ("llama Llama LLAMA", ["llama"]),
        ("東京大学 🦙", ["東京大学", "🦙"]),
        ("!!! -- && || * ?", []),
        ('"" "!"', []),
        (" \n\t\0\ud800 ", []),
    ],
)
def test_a_query_is_words(query: str, expected: list[str]) -> None:
    assert texts(query) == expected


def test_a_long_query_is_refused_with_the_limit() -> None:
    with pytest.raises(InvalidInput, match=r"at most 256 characters long; this has 257") as caught:
        read_words("x" * 257)
    assert caught.value.path == ("query",)


def test_only_so_many_words_are_looked_for() -> None:
    assert texts(" ".join(f"w{n}" for n in range(60))) == [f"w{n}" for n in range(MAX_WORDS)]


@pytest.mark.parametrize(
    ("query", "names", "prose"),
    [
        ("model", '+name:("model" "models"^0.8)', '+("model")'),
        ("models", '+name:("models" "model"^0.8)', '+("models")'),
        ("theories", '+name:("theories" "theory"^0.8)', '+("theories")'),
        ("theory", '+name:("theory" "theories"^0.8)', '+("theory")'),
        ("class", '+name:("class")', '+("class")'),
        ("Café", '+name:("Café" "cafes"^0.8)', '+("cafe")'),
        ("O’Reilly", '+name:("O’Reilly")', '+("o’reilly" "o\'reilly"^0.8)'),
        ('"open source" AND', '+name:("open source") +name:("AND" "ands"^0.8)', '+("open source") +("and")'),
        ("C++", '+name:("C++")', '+("c++")'),
    ],
)
def test_all_words_must_be_there(query: str, names: str, prose: str) -> None:
    words = read_words(query)

    assert names_text(words, every=True) == names
    assert prose_text(words, every=True) == prose


@pytest.mark.parametrize(
    ("query", "prose"),
    [
        ("Łukasz", '+("lukasz")'),
        ("Ørsted’s", '+("orsted’s" "orsted\'s"^0.8)'),
        ("NAÏVE résumé", '+("naive") +("resume")'),
        ("Straße", '+("strasse")'),
        ("ｆｕｌｌ＼width", '+("full width")'),
        ("й", '+("и")'),
        ("🦙", '+("🦙")'),
    ],
)
def test_prose_is_asked_in_its_search_form(query: str, prose: str) -> None:
    assert prose_text(read_words(query), every=True) == prose


def test_any_word_will_do_but_letters_and_stop_words() -> None:
    words = read_words("the C llama 東京大学")

    assert prose_text(words, every=False) == '("llama") ("東京大学" "東京"^0.5 "京大"^0.5 "大学"^0.5)'


def test_function_words_are_asked_for_only_where_there_is_nothing_else() -> None:
    assert prose_text(read_words("who founded FAIR"), every=False) == '("founded") ("fair")'
    assert prose_text(read_words("who founded FAIR"), every=True) == '+("who") +("founded") +("fair")'
    assert prose_text(read_words("the Who"), every=False) == '("who")'


@pytest.mark.parametrize(
    ("typed", "prefix", "fuzzy"),
    [
        ("l", "", ""),
        ("le", "", ""),
        ("lec", "+name:lec*", ""),
        ("lecu", "+name:lecu*", "+name:lecu~1"),
        ("yann l", '+name:"yann" +name:l*', ""),
        ("Łuk", "+name:luk*", ""),
        ("gpt-4.5", '+name:"gpt" +name:4.5*', ""),
        ("a OR", '+name:"a" +name:or*', ""),
        ("東京", '+name:("東京")', '+name:("東京")'),
        ("!", "", ""),
    ],
)
def test_what_has_been_typed_so_far(typed: str, prefix: str, fuzzy: str) -> None:
    words = read_words(typed)

    assert prefix_text(words) == prefix
    assert fuzzy_text(words) == fuzzy


@pytest.mark.parametrize(("query", "sign"), [("C++", "c++"), ("F#", "f#"), (".NET", ".net"), ("A+", "a+")])
def test_signs_that_are_part_of_a_name(query: str, sign: str) -> None:
    assert [word.sign for word in read_words(query)] == [sign]


@pytest.mark.parametrize("query", ["+word", "#tag", "@name", "end.", "U.S.", "x-y", "1.5", '"C++ code"'])
def test_signs_that_are_not(query: str) -> None:
    assert [word.sign for word in read_words(query)] == [None]


@given(st.text(max_size=256))
def test_nothing_but_words_in_quotes_reaches_lucene(query: str) -> None:
    words = read_words(query)

    for every in (True, False):
        for text in (names_text(words, every=every), prose_text(words, every=every)):
            assert re.fullmatch(r'(?:\+?(?:name:)?\((?:"[^"\\]+"(?:\^0\.\d)? ?)+\) ?)*', text)
    for text in (prefix_text(words), fuzzy_text(words)):
        assert re.fullmatch(
            r'(?:\+name:"[^"\\]+" )*(?:\+name:[^\s"\\*~+:()?]+(?:\*|~1))?|(?:\+name:\((?:"[^"\\]+"(?:\^0\.\d)? ?)+\) ?)*',
            text,
        )

"""Correction of mistyped words: which words may be mistyped, and which replace them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.graph.search.corrections import Choices, Like
from service.graph.search.mistyped import (
    are_swapped,
    letters_wrong,
    with_letter_added,
    with_letter_right,
    with_letters_swapped,
)
from service.graph.search.similar import alike_text, read_typed, similar_question


def forms(query: str) -> list[str]:
    """Returns the words that may be mistyped."""
    return [typed.form for typed in read_typed(query) if typed.most]


def corrected(query: str, *found: tuple[str, int]) -> str | None:
    """All words are searched, and words that no text contains are missing."""
    typed = read_typed(query)
    said = {word for text, _ in found for word in text.lower().split()}
    likes = [Like(text, count) for text, count in found]
    choices = Choices(typed)
    choices.add({number: likes for number, one in enumerate(typed) if one.most and one.form not in said})
    return choices.corrected(query)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Kuberntes", ["kuberntes"]),
        ("who said Ethreum about it", ["ethreum"]),
        ("the fee of Yan", []),
        ('"Satoshi Nakamotto" whitepapr', ["whitepapr"]),
        ("“Satoshi Nakamotto” whitepapr", ["whitepapr"]),
        ("2019 1234567 v24 gpt-4", []),
        ("Base58Chekc", ["base58chekc"]),
        ("C++ .NETT Rust++", []),
        ("東京大学 カタカナ", []),
        ("🦙🦙🦙🦙", []),
        ("O'Reily's bokks", ["o'reily", "bokks"]),
        ("Café-Lumere", ["cafe", "lumere"]),
        ("SIGHASH_NIONPUT", ["sighash_nionput"]),
        ("node.jss", ["node.jss"]),
        ("Nakamoto nakamoto NAKAMOTO's", ["nakamoto"]),
        ("x" * 25, []),
        ("биткоин", ["биткоин"]),
    ],
)
def test_words_that_may_be_mistyped(query: str, expected: list[str]) -> None:
    assert forms(query) == expected


def test_of_many_words_as_many_as_are_looked_for() -> None:
    assert forms(" ".join(f"word{chr(97 + n)}" for n in range(26))) == [
        f"word{chr(97 + n)}" for n in range(16)
    ]


@pytest.mark.parametrize(
    ("query", "begun"),
    [("big lightni", [False, True]), ("big lightni ", [False]), ("lightni, bigger", [False, True])],
)
def test_the_last_word_may_have_only_begun(query: str, begun: list[bool]) -> None:
    assert [typed.begun for typed in read_typed(query)][-len(begun) :] == begun[-len(read_typed(query)) :]


def test_what_the_indexes_are_asked() -> None:
    typed = read_typed("minning Coer")
    # Its stem is "min", that of "mining" is "mine": so the index is asked for all that differ from it in a letter.
    endings = " ".join(with_letter_right("minning"))

    assert similar_question(typed, [0, 1], 1) == [
        {
            "number": 0,
            "names": '+name:("minning" "minnings"^0.8)',
            "prose": '+("minning")',
            "likeNames": '+name:(minning~1) name:("coer" "coers"^0.8)',
            "likeTitles": f'+searchTitle:(minning~1 {endings}) ("coer")',
            "likeProse": f'+(minning~1 {endings}) ("coer")',
            "likeSummaries": [
                f'+searchSummary:(minning~1 {endings}) ("coer")',
                f'+searchHeading:(minning~1 {endings}) ("coer")',
                f'+searchText:(minning~1 {endings}) ("coer")',
            ],
        },
        {
            "number": 1,
            "names": '+name:("coer" "coers"^0.8)',
            "prose": '+("coer")',
            "likeNames": '+name:(coer~1 coer*) name:("minning" "minnings"^0.8)',
            "likeTitles": '+searchTitle:(ocer ceor core) ("minning")',
            "likeProse": '+(ocer ceor core) ("minning")',
            "likeSummaries": [
                '+searchSummary:(ocer ceor core) ("minning")',
                '+searchHeading:(ocer ceor core) ("minning")',
                '+searchText:(ocer ceor core) ("minning")',
            ],
        },
    ]
    assert [one["likeNames"] for one in similar_question(read_typed("antonopolous "), [0], 2)] == [
        "+name:(antonopolous~2) "
    ]


@pytest.mark.parametrize(
    ("one", "other", "wrong"),
    [
        ("kuberntes", "kubernetes", 1),
        ("ethreum", "ethereum", 1),
        ("antonopolous", "antonopoulos", 2),
        ("lightnign", "lightning", 1),
        ("same", "same", 0),
        ("abcd", "dcba", 3),
        ("abcd", "abcdefg", 3),
        ("", "", 0),
    ],
)
def test_letters_that_are_wrong(one: str, other: str, wrong: int) -> None:
    assert letters_wrong(one, other, 2) == letters_wrong(other, one, 2) == wrong


def test_a_word_that_is_like_nothing_is_not_asked_for() -> None:
    [asked] = similar_question(read_typed("qqqq "), [0], 1)
    assert (asked["likeTitles"], asked["likeProse"], asked["likeSummaries"]) == ("", "", [])


def test_spellings_with_a_letter_put_right() -> None:
    assert with_letters_swapped("mkaa") == ["kmaa", "maka"]
    for slip, word in (
        ("mkaing", "making"),
        ("acquirng", "acquiring"),
        ("walkd", "walked"),
        ("transactoin", "transaction"),
    ):
        assert word in with_letter_right(slip)
    assert "making" in with_letter_added("makng")
    assert "buildings" in with_letter_added("building")
    for made in (with_letters_swapped, with_letter_added, with_letter_right):
        assert "making" not in made("making")
    assert with_letter_right("x" * 17) == with_letter_right("биткоин") == with_letter_added("o'reily") == []
    # Lucene takes at most 1,024 words in a query.
    assert len(with_letter_right("abcdefghijklmnop")) == 806


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("makign", "making", True),
        ("moeny", "money", True),
        ("making", "making", False),
        ("abcd", "dcba", False),
    ],
)
def test_two_letters_in_each_others_place(one: str, other: str, expected: bool) -> None:
    assert are_swapped(one, other) == expected


@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(0, 3))
def test_letters_that_are_wrong_are_counted_to_a_limit(one: str, other: str, most: int) -> None:
    assert letters_wrong(one, other, most) == min(letters_wrong(one, other, 99), most + 1)


@pytest.mark.parametrize(
    ("query", "found", "expected"),
    [
        ("Kuberntes", [("Kubernetes", 3)], "Kubernetes"),
        ("run kuberntes here", [("Kubernetes", 3)], "run Kubernetes here"),
        ("Kuberntes's kuberntes", [("Kubernetes", 3)], "Kubernetes's Kubernetes"),
        # The other words of the query tell which one is meant.
        ("Sam Altmann", [("Altman", 90), ("Sam Altmane", 1)], "Sam Altmane"),
        # Fewer wrong letters first, then names, then what is found more.
        ("antonopolous", [("antonopolos", 1), ("antonopoulos", 99)], "antonopolos"),
        ("aplle", [("ample ample", -1), ("Apple", 0)], "Apple"),
        ("aazon", [("Aaron", 8), ("Amazon", 9)], "Amazon"),
        ("aazon", [("Aaron", 9), ("Amazon", 9)], "Aaron"),
        # Spelled as mostly; of as many the one that is small.
        ("netwrok", [("Network", -1), ("Network!", -1), ("the network", -1)], "Network"),
        ("netwrok", [("Network", -1), ("a network", -1)], "network"),
        # Of short words that are no names: two letters swapped, or one left out of a word of six letters.
        ("ampel", [("ample", -1)], "ample"),
        ("makng", [("making", -1)], "making"),
        ("mony", [("money", -1)], None),
        ("aple", [("maple ample able", -1)], None),
        ("monye", [("moneyed", -1)], None),
        # Otherwise short words, and a second wrong letter, in names only.
        ("aplle acquirng", [("ample acquiring", -1)], "aplle acquiring"),
        ("compiler", [("a computer", -1)], None),
        ("compiler", [("a Computer", 1)], "Computer"),
        ("lightninx ﾞﾞﾞﾞ", [("lightning ﾞﾞﾞﾞ", -1)], "lightning ﾞﾞﾞﾞ"),
        # What begins with it, at the end only.
        ("lightni", [("Lightning", 1)], "Lightning"),
        ("lightni node", [("Lightning", 1)], None),
        # Another first letter is another word, unless it is swapped with the next.
        ("bapple", [("zapple", 1)], None),
        ("paple", [("apple", 1)], "apple"),
        ("gpt45", [("gpt46", 1)], None),
        ("aboot", [("about", -1)], None),
        ("xylophone", [("telephone", 1)], None),
        # It is there after all.
        ("nakamoto", [("Nakamoto-san", 1)], None),
        (f"{'word ' * 50}aple", [("apples", 1)], None),
    ],
)
def test_what_is_taken_for_it(query: str, found: list[tuple[str, int]], expected: str | None) -> None:
    assert corrected(query, *found) == expected


def test_a_second_letter_only_where_one_is_not_enough() -> None:
    typed = read_typed("antonopolous lightnign aple ")
    choices = Choices(typed)

    choices.add({0: [Like("Antonopoulos", 1)], 1: [Like("Satoshi", 1)], 2: []})

    # Two letters were wrong in the first already, the third is too short for that.
    assert choices.open == [1]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("yann-lecun", "+name:yann~1 +name:lecun~1"),
        ("Andreas Antonopolous", "+name:andreas~1 +name:antonopolous~2"),
        ("C++ v24", "+name:c +name:v24"),
        ("--", ""),
    ],
)
def test_names_that_are_nearly_so(name: str, expected: str) -> None:
    assert alike_text(name) == expected

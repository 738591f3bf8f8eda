"""Quoted words against a transcript: what counts as verbatim, and what is said of the rest."""

import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice

import pytest
from hypothesis import settings

from service.domain.document import VideoDocument
from service.domain.quote_alignment import Alignment, Difference, TranscriptWords, may_have, read_words
from service.domain.quotes import Quote
from service.resources import demo_folder

TALK = [
    "So we are, um, at the very beginning of open-source AI.",
    "Not everybody agrees with, you know, Yann LeCun on",
    "GPT-4 and 1,000 other models. We can't do 3.5 percent in C++.",
    "Meta acquired Instagram in 2012, right? The U.S. has 20-30 labs.",
    "Do you know the ER? I mean it.",
]
COUNT = 2 * settings().max_examples
FILLERS = ("um", "uh,", ", you know,", ", I mean,", ", like,", "er")


def find(quote: str, talk: list[str] = TALK) -> list[Alignment]:
    return TranscriptWords(talk).find(quote)


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("we are at the very beginning", "we are, um, at the very beginning"),
        (
            "WE ARE (AT THE VERY BEGINNING) OF OPEN SOURCE A.I.!!",
            "we are, um, at the very beginning of open-source AI.",
        ),
        ("beginning of opensource AI", "beginning of open-source AI."),
        ("Well, we are at the uh very, like, beginning", "we are, um, at the very beginning"),
        (
            "not everybody agrees with Yann LeCun on GPT 4, and 1000 other models",
            "Not everybody agrees with, you know, Yann LeCun on GPT-4 and 1,000 other models.",
        ),
        ("We cant do 3.5 % in C++", "We can't do 3.5 percent in C++."),
        ("Meta you know acquired Instagram in 2012", "Meta acquired Instagram in 2012"),
        ("the US has 20–30 labs", "The U.S. has 20-30 labs."),
        ("do you know the ER", "Do you know the ER?"),
        ("I mean it", "I mean it."),
        ("LéCun", "LeCun"),
    ],
)
def test_punctuation_capitals_accents_and_fillers_are_no_difference(quote: str, words: str) -> None:
    [found] = find(quote)

    assert (found.words, found.differences, found.likeness) == (words, (), 1.0)


@pytest.mark.parametrize(
    ("quote", "difference"),
    [
        ("Meta acquired Instagram in 2013", Difference("CHANGED", "2012", "2013")),
        ("We can't do 35 percent in C++", Difference("CHANGED", "3.5", "35")),
        ("The U.S. has 2030 labs", Difference("CHANGED", "20-30", "2030")),
        ("We can't do -3.5 percent in C++", Difference("ADDED", "", "-")),
        ("We can't do 3.5 percent in C", Difference("CHANGED", "C++", "C")),
        ("Google acquired Instagram in 2012", Difference("CHANGED", "Meta", "Google")),
        ("We can do 3.5 percent in C++", Difference("CHANGED", "can't", "can")),
        ("Meta never acquired Instagram in 2012", Difference("ADDED", "", "never")),
        ("we are at the beginning of open-source AI", Difference("LEFT_OUT", "very", "")),
        ("Do know the ER", Difference("LEFT_OUT", "you", "")),
        ("everybody agrees with Yann LeCun", Difference("LEFT_OUT", "Not", "")),
    ],
)
def test_a_changed_number_name_or_negation_is_a_difference(quote: str, difference: Difference) -> None:
    [found] = find(quote)

    assert found.differences == (difference,)


def test_another_order_is_a_difference() -> None:
    [found] = find("Instagram acquired Meta in 2012")

    assert found.words == "Meta acquired Instagram in 2012"
    assert found.differences == (
        Difference("MOVED", "Meta", "Instagram"),
        Difference("MOVED", "Instagram", "Meta"),
    )
    assert found.likeness == 0.6


@pytest.mark.parametrize("quote", ["", " … ", "I like turtles", "we should ban all of it", "yes"])
def test_other_sentences_are_not_there(quote: str) -> None:
    assert find(quote) == []


def test_a_quote_over_two_segments_has_its_place_in_both() -> None:
    [found] = find("agrees with Yann LeCun on GPT-4 and")

    assert found.place == Quote(1, 2, 14, 9)


def test_all_places_of_verbatim_words_are_found_in_order() -> None:
    places = [one.place for one in find("Thank you", ["Thank you.", "No, thank, um, you", "thank them"])]

    assert places == [Quote(0, 0, 0, 10), Quote(1, 1, 4, 18)]


@cache
def demo_talks() -> list[VideoDocument]:
    files = sorted((demo_folder() / "talks").glob("*.document.json"))
    return [VideoDocument.model_validate_json(file.read_bytes()) for file in files]


@cache
def words_of(talk: int) -> TranscriptWords:
    return TranscriptWords([segment.text for segment in demo_talks()[talk].segments])


def sentences(chance: random.Random) -> Iterator[tuple[int, list[str]]]:
    """Yields sentences of the demo's talks, in any order and without end: the number of the talk, and the words."""
    whole = [" ".join(segment.text for segment in one.segments) for one in demo_talks()]
    said = [
        (number, sentence.split())
        for number, text in enumerate(whole)
        for sentence in re.split(r"(?<=[.?!])\s+", text)
        if 8 <= len(sentence.split()) <= 40 and sentence[0].isupper()
    ]
    while True:
        chance.shuffle(said)
        yield from said


def letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


NAMES = ("Taproot", "Lightning", "Ethereum", "Satoshi", "Pieter", "Murch", "Gloria", "Core")
NUMBER = re.compile(r"\d+")


def _other_number(words: list[str], chance: random.Random) -> list[str] | None:
    places = [at for at, word in enumerate(words) if NUMBER.search(word)]
    if not places:
        return None
    at = chance.choice(places)
    return [*words[:at], NUMBER.sub(lambda one: str(int(one[0]) + 1), words[at]), *words[at + 1 :]]


def _other_name(words: list[str], chance: random.Random) -> list[str] | None:
    places = [at for at, word in enumerate(words) if at and re.fullmatch(r"[A-Z][a-z]{3,}\W*", word)]
    if not places:
        return None
    at = chance.choice(places)
    name = chance.choice([name for name in NAMES if name not in words[at]])
    return [*words[:at], name, *words[at + 1 :]]


def _negated(words: list[str], chance: random.Random) -> list[str] | None:
    for at, word in enumerate(words):
        bare = word.casefold().strip(",.")
        if bare in ("is", "are", "was", "can", "will", "would", "should", "have"):
            return [*words[: at + 1], "not", *words[at + 1 :]]
        if bare in ("not", "never"):
            return [*words[:at], *words[at + 1 :]]
        if bare in ("don't", "can't", "isn't", "doesn't"):
            return [*words[:at], bare.removesuffix("n't").replace("ca", "can"), *words[at + 1 :]]
    return None


def _moved(words: list[str], chance: random.Random) -> list[str] | None:
    at = chance.randrange(len(words) - 3)
    return [*words[:at], words[at + 2], words[at + 1], words[at], *words[at + 3 :]]


def _shortened(words: list[str], chance: random.Random) -> list[str] | None:
    places = [at for at, word in enumerate(words[:-1]) if at and len(word.strip(",.")) > 4 and word.isalpha()]
    if not places:
        return None
    at = chance.choice(places)
    return [*words[:at], *words[at + 1 :]]


def _joined(words: list[str], chance: random.Random) -> list[str] | None:
    return [*words[:5], *"and so nobody at the bank ever paid for it".split()]


FORGERIES: tuple[Callable[[list[str], random.Random], list[str] | None], ...] = (
    _other_number,
    _other_name,
    _negated,
    _moved,
    _shortened,
    _joined,
)


def test_no_altered_quote_is_verbatim() -> None:
    chance = random.Random(37)
    said = [letters(" ".join(segment.text for segment in one.segments)) for one in demo_talks()]
    altered = verbatim = 0
    for number, (talk, words) in enumerate(sentences(chance)):
        forged = FORGERIES[number % len(FORGERIES)](words, chance)
        if forged is None or letters(" ".join(forged)) in said[talk]:
            continue
        altered += 1
        verbatim += any(not one.differences for one in words_of(talk).find(" ".join(forged)))
        if altered == COUNT:
            break

    assert (altered, verbatim) == (COUNT, 0)


def _plain(words: list[str], chance: random.Random) -> str:
    # A point or comma in a number is no punctuation.
    return re.sub(
        r"(?<!\d)[^\w\s]|[^\w\s](?!\d)",
        "" if chance.random() < 0.5 else " ",
        " ".join(words).replace("'", ""),
    )


def _in_capitals(words: list[str], chance: random.Random) -> str:
    return chance.choice([str.upper, str.lower, str.title])(" ".join(words))


def _with_commas(words: list[str], chance: random.Random) -> str:
    return "“" + " ".join(word + chance.choice(("", "", ",", " –", ";")) for word in words) + "!”"


def _with_fillers(words: list[str], chance: random.Random) -> str:
    more = [[word, chance.choice(FILLERS)] if chance.random() < 0.2 else [word] for word in words]
    return " ".join(word for some in more for word in some)


def test_true_quotes_are_found_with_other_punctuation_capitals_and_fillers() -> None:
    chance = random.Random(38)
    ways = (_plain, _in_capitals, _with_commas, _with_fillers)
    found = 0
    for number, (talk, words) in enumerate(islice(sentences(chance), COUNT)):
        places = words_of(talk).find(ways[number % len(ways)](words, chance))
        found += bool(places) and not places[0].differences

    assert found == COUNT


def test_a_passage_that_may_not_have_a_quote_does_not() -> None:
    """Quotes of one talk, true and forged, against passages of all: what is left out is never found, and most that has nothing is left out."""
    chance = random.Random(39)
    left_out = nothing = 0
    for number, (talk, words) in enumerate(islice(sentences(chance), 60)):
        quote = " ".join(FORGERIES[number % len(FORGERIES)](words, chance) or words)
        for other in (talk, chance.randrange(len(demo_talks()))):
            segments = [one.text for one in demo_talks()[other].segments]
            place = next((at for at, one in enumerate(segments) if " ".join(words[1:4]) in one), None)
            start = chance.randrange(len(segments)) if place is None else max(0, place - 1)
            passage = segments[start : start + 4]
            found = TranscriptWords(passage).find(quote)
            may = may_have(" ".join(passage), read_words(quote))
            assert may or not found, (quote, passage)
            nothing += not found
            left_out += not may
    for quote in (
        "20% of it",
        "open-source code",
        "5,000 dollars & more",
        "um, you know, it is so",
        "C++ is fine",
    ):
        said = quote.replace("-", "").replace("%", " percent").replace("&", "and").replace(",", "")
        assert may_have(said, read_words(quote))
        assert may_have(quote, read_words(said))
    assert (nothing, left_out) == (69, 27)

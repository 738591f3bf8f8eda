"""Which co-mentions of a talk come first."""

from service.extractors.common.co_mentions import Breath, find_pairs
from videograph_extractor.co_mentions import by_likelihood
from videograph_extractor.entity.things import Thing

THINGS = [
    Thing("Ann Lee", "PERSON", salience=0.25),
    Thing("Netflix", "COMPANY", salience=0.25),
    Thing("Redis", "PRODUCT", salience=0.25),
    Thing("caching", "CONCEPT", salience=1.0),
    Thing("sharding", "CONCEPT", salience=1.0),
]
ANN, NETFLIX, REDIS, CACHING, SHARDING = range(5)


def order(*named: tuple[int, ...]) -> list[tuple[int, int]]:
    breaths = [Breath("some words", one, len(one)) for one in named]
    found = find_pairs(breaths, [thing.name for thing in THINGS], by_likelihood(THINGS), frozenset())
    return [(pair.first, pair.second) for pair in found]


def test_kinds_that_are_often_connected_come_before_what_is_said_together_often() -> None:
    assert order((CACHING, SHARDING), (CACHING, SHARDING), (CACHING, SHARDING), (ANN, NETFLIX)) == [
        (ANN, NETFLIX),
        (CACHING, SHARDING),
    ]


def test_a_sentence_that_names_others_too_says_less_of_two() -> None:
    assert order((ANN, REDIS, CACHING), (NETFLIX, REDIS))[:2] == [(NETFLIX, REDIS), (ANN, REDIS)]


def test_of_equal_kinds_the_salient_come_first() -> None:
    assert order((ANN, CACHING), (REDIS, CACHING), (REDIS, SHARDING), (REDIS, SHARDING)) == [
        (REDIS, SHARDING),
        (ANN, CACHING),
        (REDIS, CACHING),
    ]


def test_weight_by_hand() -> None:
    weight = by_likelihood(THINGS)(ANN, NETFLIX, [Breath("", (0, 1), 2), Breath("", (0, 1, 2, 3), 4)])
    # The chance of a person and a company, times 0.15 and the salience of both, times a half and a quarter.
    assert round(weight, 6) == round(0.36 * (0.15 + 0.25) * (1 / 2 + 1 / 4), 6)

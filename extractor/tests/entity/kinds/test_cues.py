"""What stands around a name, as votes on its kind."""

import pytest

from videograph_extractor.entity.kinds.cues import vote_on_context


@pytest.mark.parametrize(
    ("before", "behind", "kind"),
    [
        ("I used to work at ", " for years", "COMPANY"),
        ("we found ", ", a startup from Berlin", "COMPANY"),
        ("there is a library called ", ".", "PRODUCT"),
        ("so ", " is a really small framework", "PRODUCT"),
        ("we deployed it on ", " last year", "PRODUCT"),
        ("an attack called ", " on nodes", "CONCEPT"),
        ("I spoke at ", " in May", "EVENT"),
        ("and then ", ", who wrote most of it", "PERSON"),
        ("a shout-out to ", " for this", "PERSON"),
    ],
)
def test_the_kind_that_the_words_speak_for_most(before: str, behind: str, kind: str) -> None:
    votes = vote_on_context(before, behind)
    assert max(votes, key=lambda k: votes[k]) == kind


def test_words_that_say_nothing_of_a_kind_give_no_votes() -> None:
    assert dict(vote_on_context("and so ", " is nice")) == {}

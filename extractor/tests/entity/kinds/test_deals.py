"""Firms that go by the name of their product, where they are bought or funded, on sentences written for it."""

import pytest

from spoken import statements, things, transcript
from videograph_extractor.entity.kinds.context_signs import OTHER, PERSON
from videograph_extractor.entity.kinds.deals import is_in_deal
from videograph_extractor.offline import extract

_TALK = ("We host the code on GitHub and Docker.", "We use GitHub with Docker, npm and Instagram.")
"""Words of the products, so that there are two of each name where the rest speaks of the firm."""


def _companies(*lines: str) -> dict[str, int]:
    """Mentions of the companies."""
    return {t.name: len(t.mentions) for t in things(transcript(*lines)) if t.kind == "COMPANY"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Microsoft bought GitHub for a lot of money.",
        "Microsoft was going to buy GitHub back then.",
        "Microsoft came along and bought GitHub.",
        "We all know that GitHub was acquired.",
        "I mean GitHub getting purchased was a surprise.",
        "I think we acquired GitHub in spring.",
        "We talked about the acquisition of GitHub.",
        "The GitHub acquisition was a surprise.",
        "And then GitHub went public.",
        "I think GitHub's IPO was a surprise.",
        "They say that GitHub raised a series B.",
        "We were funded by GitHub.",
        "We were bought by GitHub.",
        "The investors in GitHub were happy.",
        "Later GitHub bought us.",
    ],
)
def test_who_is_bought_or_funded_is_the_company(sentence: str) -> None:
    assert _companies(*_TALK, sentence).get("GitHub") == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "I bought GitHub stickers.",
        "I bought GitHub for my team.",
        "The firm behind GitHub was bought.",
        "She acquired GitHub followers.",
        "Microsoft bought GitHub Universe.",
        "We invested in GitHub and it paid off.",
        "I bought a ticket on GitHub.",
    ],
)
def test_what_is_bought_of_it_is_not(sentence: str) -> None:
    assert "GitHub" not in _companies(*_TALK, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Microsoft acquired Minecraft.",
        "Google bought Procreate twice.",
        "Minecraft was acquired by Microsoft.",
    ],
)
def test_a_product_that_is_nothing_else_stays_one(sentence: str) -> None:
    assert {"Minecraft", "Procreate"}.isdisjoint(_companies(sentence, "We use Minecraft and Procreate."))


def test_nonsense_needs_two_mentions_as_before() -> None:
    lines = ("Google acquired Spanner.", "We use Spanner, and Spanner scales, and it all runs on Spanner.")
    assert "Spanner" not in _companies(*lines)


def test_a_person_buys_whole_only_what_people_have_accounts_at() -> None:
    before = f"I heard that {PERSON} just bought "
    assert is_in_deal(before, " last year.", has_accounts=True)
    assert not is_in_deal(before, " last year.", has_accounts=False)
    assert not is_in_deal(before, " followers.", has_accounts=True)
    assert is_in_deal(f"{OTHER} bought {OTHER} and ", " last year.", has_accounts=False)


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        ("Microsoft acquired GitHub.", ("Microsoft", "ACQUIRED", "GitHub")),
        ("Facebook bought Instagram.", ("Facebook", "ACQUIRED", "Instagram")),
        ("GitHub acquired npm.", ("GitHub", "ACQUIRED", "npm")),
    ],
)
def test_what_is_said_of_the_two(sentence: str, statement: tuple[str, str, str]) -> None:
    assert statements(transcript(*_TALK, sentence)) == [statement]


def test_the_founder_and_the_buyer_meet_at_one_company() -> None:
    talk = transcript(
        *_TALK, "Ann Widgeon founded GitHub.", "Microsoft acquired GitHub.", "Ann Widgeon uses GitHub."
    )
    found = {(r.source, r.type, r.target) for r in extract(talk).document.relationships}
    assert {each for each in found if each[1] != "MENTIONED_WITH"} == {
        ("person:ann widgeon", "FOUNDED", "company:github"),
        ("company:microsoft", "ACQUIRED", "company:github"),
        ("person:ann widgeon", "USES", "product:github"),
    }

"""Earlier talks decided again: the graph is the one that imports in the better order make."""

from collections.abc import Sequence

import pytest

from conftest import delete_data
from service.curation.load import import_document
from service.curation.merges.separate import tell_apart
from service.curation.re_resolve import decide_anew
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.uncertain_talks import called_slack, connections, featured, show, talk

pytestmark = pytest.mark.anyio


async def load(database: Database, talks: Sequence[VideoDocument]) -> None:
    await delete_data(database)
    for document in talks:
        await import_document(database, document)


async def require_as_imported(database: Database, talks: Sequence[VideoDocument]) -> None:
    """The graph as it is now is that of these imports, in this order."""
    assert await find_drift(database) == []
    made = await fingerprint(database)
    await load(database, talks)
    assert await fingerprint(database) == made


async def test_a_guess_follows_who_became_sure_later(clean_database: Database) -> None:
    guess, sure = talk("guess", "PRODUCT", 0.4), talk("sure", "COMPANY", None)
    await load(clean_database, [guess, sure])
    assert await called_slack(clean_database) == [("COMPANY", 1), ("PRODUCT", 1)]

    [change] = await decide_anew(clean_database)

    assert (change.video_id, change.name, change.kind, change.into_name, change.into_kind, change.why) == (
        "video:guess",
        "Slack",
        "PRODUCT",
        "Slack",
        "COMPANY",
        "a guess, and 1 are sure",
    )
    assert await called_slack(clean_database) == [("COMPANY", 2)]
    assert await decide_anew(clean_database) == []
    await require_as_imported(clean_database, [sure, guess])


async def test_what_was_stated_of_the_right_kind_is_so_again(clean_database: Database) -> None:
    product, company = talk("product", "PRODUCT", 0.4), talk("company", "COMPANY", 0.4)
    sure = talk("sure", "COMPANY", None)
    await load(clean_database, [product, company, sure])
    assert await connections(clean_database) == [
        ("RELATED_TO", "PRODUCT", 1),
        ("USES", "PRODUCT", 1),
        ("WORKS_AT", "COMPANY", 1),
    ]

    changes = await decide_anew(clean_database)

    assert [change.video_id for change in changes] == ["video:company", "video:product"]
    assert await connections(clean_database) == [("USES", "COMPANY", 1), ("WORKS_AT", "COMPANY", 2)]
    await require_as_imported(clean_database, [sure, product, company])


async def test_of_guesses_the_most_win_and_who_is_sure_stays(clean_database: Database) -> None:
    guesses = [talk(f"t{i}", kind, 0.3) for i, kind in enumerate(("PRODUCT", "COMPANY"))]
    sure = [talk("product", "PRODUCT", None), talk("company", "COMPANY", 0.9)]
    await load(clean_database, sure)

    assert await decide_anew(clean_database) == []
    assert await called_slack(clean_database) == [("COMPANY", 1), ("PRODUCT", 1)]

    await load(clean_database, [*guesses, *sure])
    assert await called_slack(clean_database) == [("COMPANY", 1), ("PRODUCT", 3)]
    assert await decide_anew(clean_database) == []


async def test_what_somebody_told_apart_stays_apart(clean_database: Database) -> None:
    await load(clean_database, [talk("guess", "PRODUCT", 0.4), talk("sure", "COMPANY", None)])
    await tell_apart(clean_database, ["slack-product", "slack-company"])

    assert await decide_anew(clean_database) == []
    assert await called_slack(clean_database) == [("COMPANY", 1), ("PRODUCT", 1)]


async def test_a_first_name_is_who_became_a_regular_voice(clean_database: Database) -> None:
    later, first = show(9, "Amy Wong", "Jerod"), show(1, "Amy Wong", "Jerod")
    voices = [show(number, "Jerod Santo", "Zoe") for number in (2, 3, 4)]
    await load(clean_database, [later, first, *voices])
    assert await featured(clean_database, "show-9") == ["Amy Wong", "Jerod"]

    tried = await decide_anew(clean_database, dry_run=True)
    assert await featured(clean_database, "show-9") == ["Amy Wong", "Jerod"]
    changes = await decide_anew(clean_database)

    assert tried == changes
    assert [(change.video_id, change.name, change.into_name, change.why) for change in changes] == [
        ("video:show-9", "Jerod", "Jerod Santo", "the regular voice of the channel")
    ]
    assert await featured(clean_database, "show-9") == ["Amy Wong", "Jerod Santo"]
    assert await featured(clean_database, "show-1") == ["Amy Wong", "Jerod"]
    assert await decide_anew(clean_database) == []
    await require_as_imported(clean_database, [*voices, later, first])

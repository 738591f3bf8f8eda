"""Uncertain talks: guessed kinds follow certain ones, and first names mean the regular speaker of the
channel."""

import asyncio

import pytest

from service.actions.entities import UpdateEntity, update_entity
from service.curation.load import delete_video, import_document
from service.graph.driver.database import Database
from service.graph.projections import find_drift
from support.uncertain_talks import called_slack, connections, featured, show, talk

pytestmark = pytest.mark.anyio


async def test_a_guess_adopts_the_kind_and_a_connection_that_this_rules_out_is_related_to(
    clean_database: Database,
) -> None:
    database = clean_database
    await import_document(database, talk("sure", "PRODUCT", None))
    await import_document(database, talk("guess", "COMPANY", 0.4))

    assert await called_slack(database) == [("PRODUCT", 2)]
    assert await connections(database) == [("RELATED_TO", "PRODUCT", 1), ("USES", "PRODUCT", 1)]
    assert await find_drift(database) == []


async def test_who_is_sure_stays_apart(clean_database: Database) -> None:
    database = clean_database
    await import_document(database, talk("product", "PRODUCT", None))
    await import_document(database, talk("company", "COMPANY", 0.9))

    assert await called_slack(database) == [("COMPANY", 1), ("PRODUCT", 1)]
    assert await connections(database) == [("USES", "PRODUCT", 1), ("WORKS_AT", "COMPANY", 1)]


async def test_the_same_again_and_a_deletion_leave_the_rest_as_it_was(clean_database: Database) -> None:
    database = clean_database
    sure, guess = talk("sure", "PRODUCT", None), talk("guess", "COMPANY", 0.4)
    await import_document(database, sure)
    await import_document(database, guess)

    assert (await import_document(database, guess)).outcome == "unchanged"
    await delete_video(database, "sure")
    assert await called_slack(database) == [("PRODUCT", 1)]
    # A changed version is decided again, by what other videos know.
    changed = talk("guess", "COMPANY", 0.4, summary="Changed.")
    assert (await import_document(database, changed)).outcome == "changed"
    assert await called_slack(database) == [("COMPANY", 1)]
    assert await find_drift(database) == []


async def test_names_have_the_support_of_the_videos_that_use_them(clean_database: Database) -> None:
    database = clean_database
    await import_document(database, talk("sure", "PRODUCT", None))
    await import_document(database, talk("guess", "COMPANY", 0.4, extractor="offline"))
    assert await support(database) == {
        "PERSON:ada lovelace": [1, 0, 1, 1, 0, 1],
        "PRODUCT:slack": [1, 0, 0, 1, 0, 1],
    }

    await delete_video(database, "sure")
    assert await support(database) == {
        "PERSON:ada lovelace": [0, 0, 1, 0, 0, 1],
        "PRODUCT:slack": [0, 0, 0, 0, 0, 1],
    }

    await import_document(database, talk("guess", "COMPANY", 0.4))  # of a person now
    assert await support(database) == {
        "PERSON:ada lovelace": [1, 0, 0, 1, 0, 0],
        "COMPANY:slack": [0, 0, 0, 1, 0, 0],
    }

    [[slack]] = await database.read("MATCH (e:Company) RETURN e.id", name="slack")
    await update_entity(database, UpdateEntity(slack, name="Slack Technologies"))
    assert await support(database) == {
        "PERSON:ada lovelace": [1, 0, 0, 1, 0, 0],
        "COMPANY:slack": [0, 0, 0, 1, 0, 0],
        "COMPANY:slack technologies": None,
    }
    assert await find_drift(database) == []


async def support(database: Database) -> dict[str, list[int] | None]:
    rows = await database.read("MATCH (alias:Alias) RETURN alias.key, alias.support", name="support")
    return {row[0]: row[1] for row in rows}


async def test_guesses_at_once_agree_on_one_kind(clean_database: Database) -> None:
    database = clean_database
    talks = [talk(f"t{i}", ("COMPANY", "PRODUCT")[i % 2], 0.3) for i in range(8)]

    await asyncio.gather(*(import_document(database, one) for one in talks))

    [(_, videos)] = await called_slack(database)
    assert videos == 8
    assert await find_drift(database) == []


async def test_a_first_name_is_the_regular_voice_of_the_channel_by_then(clean_database: Database) -> None:
    database = clean_database
    for number in (2, 3, 4):
        await import_document(database, show(number, "Jerod Santo", "Zoe"))

    await import_document(database, show(9, "Amy Wong", "Jerod"))
    await import_document(database, show(1, "Amy Wong", "Jerod"))

    assert await featured(database, "show-9") == ["Amy Wong", "Jerod Santo"]
    assert await featured(database, "show-1") == ["Amy Wong", "Jerod"]
    assert await find_drift(database) == []
    for number in (2, 3, 4):
        await delete_video(database, f"show-{number}")
    assert await featured(database, "show-9") == ["Amy Wong", "Jerod"]
    assert await find_drift(database) == []

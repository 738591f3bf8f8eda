"""The aliases of videos: missing ones are created, and each names its entity."""

from collections.abc import Mapping

from service.domain.text import search_form
from service.graph.driver.database import Transaction
from service.graph.name_keys import match_keys
from service.graph.statement_runner import run_statement
from service.ingest.storage.known_names import LockedNames
from service.ingest.video_rows import Row


async def make_aliases(
    transaction: Transaction, given: Mapping[str, str], names: LockedNames, *, held: bool = False
) -> None:
    """Creates the missing aliases of names, and locks all.

    Args:
        given: alias key → name as written.
        held: the caller has locked the names, so that only missing aliases are locked.
    """
    keys = names.new() if held else sorted(given)
    rows = [alias_row(key, given[key]) for key in keys]
    if rows:
        await run_statement(transaction, "alias/lock", rows=rows)


def alias_row(key: str, name: str) -> Row:
    """A new alias."""
    keys = match_keys(key)
    return {
        "key": key,
        "name": name,
        "searchName": search_form(name),
        "matchKey": keys.match,
        "firstKey": keys.first,
        "familyKey": keys.family,
    }


async def name_aliases(transaction: Transaction, moved: Mapping[str, str]) -> None:
    """Lets aliases name their entities: new aliases, aliases of only one video that mean another entity now, and
    aliases that an undone merge had given to another entity.

    Args:
        moved: alias key → entity.
    """
    rows = [{"key": key, "entity": entity} for key, entity in sorted(moved.items())]
    if rows:
        await run_statement(transaction, "alias/assign", rows=rows)

"""The aliases of a video: missing ones are created, and each names its entity."""

from collections.abc import Sequence

from service.domain.text import search_form
from service.graph.driver.database import Transaction
from service.graph.name_keys import match_keys
from service.graph.statement_runner import run_statement
from service.ingest.resolution.namings import Naming
from service.ingest.resolution.resolve import Resolution
from service.ingest.storage.locks import Names
from service.ingest.video_rows import Row


async def make_aliases(transaction: Transaction, namings: Sequence[Naming], resolution: Resolution) -> None:
    """Creates the missing aliases of the video's names."""
    given = {key: name for naming in namings for key, name in naming.names.items()}
    rows = [alias_row(key, given[key]) for key in sorted(resolution.owned)]
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


async def name_aliases(transaction: Transaction, names: Names, resolution: Resolution) -> None:
    """Lets aliases name their entities: new aliases, aliases of only this video that mean another entity now, and
    aliases that an undone merge had given to another entity."""
    rows = [
        {"key": key, "entity": entity}
        for key, entity in sorted(resolution.owned.items())
        if names.named.get(key) != entity
    ]
    if rows:
        await run_statement(transaction, "alias/assign", rows=rows)

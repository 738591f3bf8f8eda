"""The locks of a load, in one order for all loads, so that two at once wait for each other instead of counting
wrongly or blocking one another: aliases by key, then channels, entities and topics by id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.graph.database import Transaction
from service.graph.model import KINDS
from service.graph.text import search_form
from service.graph.writes import run_write
from service.ingest.identity import channel_slug, entity_slug, topic_slug
from service.ingest.resolve import Naming, Owner, Resolution
from service.ingest.rows import Part


@dataclass(frozen=True)
class Names:
    """`owners`: alias key → the entity that other videos have it for. `named`: alias key → entity id now."""

    owners: dict[str, Owner]
    named: dict[str, str | None]


async def lock_names(transaction: Transaction, before: Part, namings: Sequence[Naming]) -> Names:
    """Locks the aliases of both versions, makes the missing ones, and reads whom they name."""
    given = {row["alias"]: row["name"] for row in before.rows["given_name"].values()}
    wanted = {key: name for naming in namings for key, name in naming.names.items()}
    rows = [
        {"key": key, "name": name, "searchName": search_form(name)}
        for key, name in sorted((wanted | given).items())
    ]
    if not rows:
        return Names({}, {})
    await run_write(transaction, "alias/lock", rows=rows)
    found = await run_write(transaction, "alias/read", keys=[row["key"] for row in rows])
    owners = {
        row["key"]: Owner(row["entityId"], row["entityName"])
        for row in found
        if row["entityId"] is not None and row["videoCount"] > (row["key"] in given)
    }
    return Names(owners, {row["key"]: row["entityId"] for row in found})


async def lock_shared(
    transaction: Transaction, before: Part, after: Part, born: Mapping[str, Naming]
) -> None:
    """Locks the channels, entities and topics of both versions, and makes the missing ones.

    Args:
        born: id of an entity that no other video has → the names that it is made for.
    """
    channels = {row["channel"]: row for part in (before, after) for row in part.rows["published"].values()}
    topics = {row["topic"]: row for part in (before, after) for row in part.rows["discusses"].values()}
    features = {row["entity"]: row for part in (before, after) for row in part.rows["features"].values()}
    rows = {
        "channel": [
            {"id": id_, "slug": channel_slug(id_), "name": row["name"]}
            for id_, row in sorted(channels.items())
        ],
        "entity": [_entity(id_, row["name"], born.get(id_)) for id_, row in sorted(features.items())],
        "topic": [
            {"id": id_, "slug": topic_slug(id_), "name": row["name"], "searchName": search_form(row["name"])}
            for id_, row in sorted(topics.items())
        ],
    }
    for noun, some in rows.items():
        if some:
            await run_write(transaction, f"{noun}/lock", rows=some)


def _entity(id_: str, name: str, born: Naming | None) -> dict[str, str | None]:
    row: dict[str, str | None] = dict.fromkeys(("label", "kind", "slug"))
    if born is not None:
        slug = entity_slug(born.main, born.kind, born.names[born.main])
        row |= {"label": KINDS[born.kind], "kind": born.kind, "slug": slug}
    return row | {"id": id_, "name": name, "searchName": search_form(name)}


async def name_aliases(transaction: Transaction, names: Names, resolution: Resolution) -> None:
    """Makes those aliases name their entities that are new, or were this video's alone and mean another now."""
    rows = [
        {"key": key, "entity": entity}
        for key, entity in sorted(resolution.owned.items())
        if key not in names.owners and names.named.get(key) != entity
    ]
    if rows:
        await run_write(transaction, "alias/name", rows=rows)

"""The locks of a load, in one order for all loads, so that two loads wait for each other without wrong counts or
deadlock: names by match key, aliases by key, then channels, entities and topics by id."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.domain.model import KINDS
from service.domain.text import search_form
from service.graph.driver.database import Transaction
from service.graph.name_keys import match_keys, name_of_person
from service.graph.statement_runner import run_statement
from service.graph.statements import load_statement
from service.ingest.identity import alias_key, as_kind, channel_slug, entity_slug, topic_slug
from service.ingest.resolution.kind_resolution import ANY_KIND
from service.ingest.resolution.name_index import Decided, Known, Named, Owner, gather_known, spelling
from service.ingest.resolution.namings import Naming
from service.ingest.resolution.persons import handle_of
from service.ingest.resolution.recurring_speakers import Show, Voice, choose_regulars, short_names, wanted
from service.ingest.video_rows import Part, Row


@dataclass(frozen=True)
class Names:
    """`known`: what other videos say. `named`: alias key → entity id now, of this video's aliases too. `found`: the aliases of which `known`
    is made."""

    known: Known
    named: dict[str, str]
    found: Sequence[Named] = ()


async def lock_names(
    transaction: Transaction, before: Part, namings: Sequence[Naming], show: Show | None = None
) -> Names:
    """Locks the names of both versions, with other spellings and similar names, and reads their entities."""
    regulars = await _find_regulars(transaction, before.video, namings, show)
    given = {row["alias"]: row for row in before.rows["given_name"].values()}
    wanted = given.keys() | {key for naming in namings for key in _keys(naming)} | set(regulars.values())
    if not wanted:
        return Names(Known(), {})
    decided: dict[str, Decided] = {}
    likely: dict[str, list[str]] = {}
    keys: set[str] = set()
    while wanted - keys:  # once, unless names have another decided kind
        keys |= wanted
        likely = await lock_spellings(transaction, keys)
        decided = await read_decided(transaction, keys)
        wanted = {
            as_kind(key, decided[spelling(naming.main)].kind)
            for naming in namings
            if spelling(naming.main) in decided
            for key in naming.names
        }
    decided = _of_their_kinds(namings, decided) | decided
    rows = await run_statement(transaction, "alias/find", keys=sorted(keys), **likely)
    found = [
        Named(
            row["key"],
            Owner(row["entityId"], row["entityName"]),
            row["videoCount"] - (row["key"] in given),
            row["guessCount"] - bool(given.get(row["key"], {}).get("guessed")),
        )
        for row in rows
    ]
    known = gather_known(found, regulars, decided)
    return Names(known, {alias.key: alias.owner.entity_id for alias in found}, found)


def _of_their_kinds(namings: Sequence[Naming], decided: Mapping[str, Decided]) -> dict[str, Decided]:
    """What was decided on main names, by these as names of the kind that was decided: spellings differ by kind."""
    found = [(naming.main, decided.get(spelling(naming.main))) for naming in namings]
    return {spelling(as_kind(main, one.kind)): one for main, one in found if one is not None}


async def lock_spellings(
    transaction: Transaction, keys: Iterable[str], spelt: Iterable[str] = ()
) -> dict[str, list[str]]:
    """Locks names by match keys and by the common keys of similar names.

    Args:
        keys: alias keys.
        spelt: spellings that are locked too.

    Returns:
        These, as `alias/find` takes them.
    """
    keys = sorted(keys)
    matched = [match_keys(key) for key in keys]
    matches = sorted({m.match for m in matched if m.match is not None} | _handles(keys))
    firsts = sorted({m.first for m in matched if m.first is not None})
    families = sorted({m.family for m in matched if m.family is not None} | _of_handles(keys))
    # A match key has a colon, a first name's key a space, a family name's neither, so they never collide.
    await run_statement(transaction, "name_lock/take", keys=sorted({*matches, *firsts, *families, *spelt}))
    return {"matches": matches, "firsts": firsts, "families": families}


async def read_decided(transaction: Transaction, keys: Iterable[str]) -> dict[str, Decided]:
    """Spelling → what was decided on it, of the names of these keys."""
    spelt = sorted({spelling(key) for key in keys})
    return {
        row["key"]: Decided(
            row["entity"],
            row["kind"],
            row["slug"],
            row["name"],
            row["replaced"],
            row["dropped"],
            row["detached"],
        )
        for row in await run_statement(transaction, "decided_name/read", keys=spelt)
    }


async def _find_regulars(
    transaction: Transaction, video: str, namings: Sequence[Naming], show: Show | None
) -> dict[str, str]:
    short = short_names(namings)
    if show is None or not short:
        return {}
    firsts, families = wanted(short.values())
    where = {"channel": show.channel, "video": video}
    rows = await run_statement(
        transaction, "channel/find_speakers", **where, firsts=firsts, families=families
    )
    voices = [Voice(row["key"], sum(show.comes_after(*talk) for talk in row["talks"])) for row in rows]
    return choose_regulars(short, [voice for voice in voices if voice.videos])


def _handles(keys: Sequence[str]) -> set[str]:
    """Match keys of the handles that full names may have."""
    found = {handle_of(full) for key in keys if (full := name_of_person(key)) is not None}
    return {f"PERSON:{handle}" for handle in found if handle is not None}


def _of_handles(keys: Sequence[str]) -> set[str]:
    """Family names that single words for persons may have in them."""
    single = [key for key in keys if key.startswith("PERSON:") and name_of_person(key) is None]
    words = {(match_keys(key).match or "").partition(":")[2] for key in single}
    return {word[1:] for word in words if len(word) > 4}


def _keys(naming: Naming) -> set[str]:
    """The keys of its names; of a guess under every kind, since it may come to be of any."""
    if not naming.guess:
        return set(naming.names)
    keys = {alias_key(kind, name) for kind in ANY_KIND for name in naming.names.values()}
    return {key for key in keys if key is not None}


async def lock_shared(
    transaction: Transaction,
    before: Part,
    after: Part,
    born: Mapping[str, Naming],
    decided: Iterable[Decided] = (),
) -> None:
    """Locks the channels, entities and topics of both versions, and creates missing ones.

    Args:
        born: id of an entity that no other video has → the names that it is made for.
        decided: entities that names were decided to stand for.
    """
    made = {one.entity_id: (one.kind, one.slug) for one in decided}
    made |= {
        id_: (one.kind, entity_slug(one.made_for, one.kind, one.names[one.main])) for id_, one in born.items()
    }
    channels = {row["channel"]: row for part in (before, after) for row in part.rows["published"].values()}
    topics = {row["topic"]: row for part in (before, after) for row in part.rows["discusses"].values()}
    features = {row["entity"]: row for part in (before, after) for row in part.rows["features"].values()}
    rows = {
        "channel": [
            {
                "id": id_,
                "slug": channel_slug(id_),
                "name": row["name"],
                "searchName": search_form(row["name"]),
            }
            for id_, row in sorted(channels.items())
        ],
        "entity": [_entity(id_, row["name"], made.get(id_)) for id_, row in sorted(features.items())],
        "topic": [
            {"id": id_, "slug": topic_slug(id_), "name": row["name"], "searchName": search_form(row["name"])}
            for id_, row in sorted(topics.items())
        ],
    }
    await _lock_nodes(transaction, rows)


async def lock_entities(transaction: Transaction, ids: Iterable[str]) -> None:
    """Locks existing entities, in the order of their ids."""
    empty = dict.fromkeys(load_statement("entity/lock").parameters["rows"])
    rows = [empty | {"id": id_} for id_ in sorted(set(ids))]
    if rows:
        await run_statement(transaction, "entity/lock", rows=rows)


async def lock_stored(transaction: Transaction, videos: Sequence[str], entities: Iterable[str]) -> None:
    """Locks the objects that these videos share with others, and these entities: like `lock_shared`, but for many
    videos at once. All of them exist, because the locks of the videos and of the entities' names are held."""
    shared = await run_statement(transaction, "video/list_shared_nodes", ids=list(videos))
    ids = {noun: {id_ for row in shared for id_ in row[column]} for noun, column in _SHARED.items()}
    ids["entity"] |= set(entities)
    rows = {
        noun: [
            dict.fromkeys(load_statement(f"{noun}/lock").parameters["rows"]) | {"id": id_}
            for id_ in sorted(some)
        ]
        for noun, some in ids.items()
    }
    await _lock_nodes(transaction, rows)


_SHARED = {"channel": "channels", "entity": "entities", "topic": "topics"}
"""Noun → column of `video/list_shared_nodes`, in the order in which they are locked."""


async def _lock_nodes(transaction: Transaction, rows: Mapping[str, Sequence[Row]]) -> None:
    for noun in _SHARED:
        if rows[noun]:
            await run_statement(transaction, f"{noun}/lock", rows=rows[noun])


def _entity(id_: str, name: str, made: tuple[str, str] | None) -> dict[str, str | None]:
    kind, slug = made or (None, None)
    label = None if kind is None else KINDS[kind]
    return {
        "label": label, "kind": kind, "slug": slug, "id": id_, "name": name, "searchName": search_form(name)
    }  # fmt: skip

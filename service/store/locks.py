"""The locks of a load, in one order for all loads, so that two loads wait for each other without wrong counts or
deadlock: names by match key, aliases by key, then channels, entities and topics by id."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from service.domain.identity import channel_slug, entity_slug, topic_slug
from service.domain.model import KINDS
from service.domain.text import search_form
from service.graph.driver.database import Transaction
from service.graph.name_keys import match_keys, name_of_person
from service.graph.statement_runner import Call, run_joined, run_statement
from service.graph.statements import load_statement
from service.graph.video_rows import Row, VideoRows, counted_name
from service.resolution.name_index import DecidedName, spelling
from service.resolution.namings import Naming
from service.resolution.persons import handle_of


async def lock_spellings(transaction: Transaction, keys: Iterable[str], spelt: Iterable[str] = ()) -> None:
    """Locks names by match keys and by the common keys of similar names.

    Args:
        keys: alias keys.
        spelt: spellings that are locked too.
    """
    name, given = take_names(shared_keys(keys), spelt)
    await run_statement(transaction, name, **given)


def take_names(shared: Mapping[str, Iterable[str]], spelt: Iterable[str] = ()) -> Call:
    """Returns the statement that locks names.

    Args:
        shared: of `shared_keys`.
    """
    # A match key has a colon, a first name's key a space, a family name's neither, so they never collide.
    names = {key for some in shared.values() for key in some}
    return "name_lock/take", {"keys": sorted(names.union(spelt))}


def shared_keys(keys: Iterable[str]) -> dict[str, list[str]]:
    """Returns what other spellings of these alias keys and similar names have in common with them."""
    keys = sorted(keys)
    matched = [match_keys(key) for key in keys]
    return {
        "matches": sorted({m.match for m in matched if m.match is not None} | _handles(keys)),
        "firsts": sorted({m.first for m in matched if m.first is not None}),
        "families": sorted({m.family for m in matched if m.family is not None} | _of_handles(keys)),
    }


def decisions_on(keys: Iterable[str]) -> Call:
    """Returns the statement that reads what was decided on the names of these keys."""
    return "decided_name/read", {"keys": sorted({spelling(key) for key in keys})}


def by_spelling(rows: Iterable[Row]) -> dict[str, DecidedName]:
    """Spelling → what was decided on it, from the rows of `decisions_on`."""
    return {
        row["key"]: DecidedName(
            row["entity"],
            row["kind"],
            row["slug"],
            row["name"],
            row["replaced"],
            row["dropped"],
            row["detached"],
        )
        for row in rows
    }


def _handles(keys: Sequence[str]) -> set[str]:
    """Match keys of the handles that full names may have."""
    found = {handle_of(full) for key in keys if (full := name_of_person(key)) is not None}
    return {f"PERSON:{handle}" for handle in found if handle is not None}


def _of_handles(keys: Sequence[str]) -> set[str]:
    """Family names that single words for persons may have in them."""
    single = [key for key in keys if key.startswith("PERSON:") and name_of_person(key) is None]
    words = {(match_keys(key).match or "").partition(":")[2] for key in single}
    return {word[1:] for word in words if len(word) > 4}


@dataclass(frozen=True)
class SharedObjects:
    """What a video shares with others.

    Attributes:
        born: id of an entity that no other video has → the names that it is made for.
        decided: entities that names were decided to stand for.
    """

    before: VideoRows
    after: VideoRows
    born: Mapping[str, Naming] = field(default_factory=dict[str, Naming])
    decided: Sequence[DecidedName] = ()

    def made(self, entity: str) -> tuple[str, str] | None:
        """Returns kind and slug of an entity, if the video may create it."""
        if (naming := self.born.get(entity)) is not None:
            return naming.kind, entity_slug(naming.made_for, naming.kind, naming.names[naming.main])
        found = (one for one in self.decided if one.entity_id == entity)
        return next(((one.kind, one.slug) for one in found), None)


async def lock_shared(transaction: Transaction, shared: Sequence[SharedObjects]) -> None:
    """Locks the channels, entities and topics of both versions of videos, and creates missing ones."""
    await run_locks(transaction, locks_of_shared(shared))


async def run_locks(transaction: Transaction, locks: Sequence[Call]) -> None:
    if any(given["rows"] for _, given in locks):
        await run_joined(transaction, locks)


def locks_of_shared(
    shared: Sequence[SharedObjects], *, aliases: Sequence[Row] = (), held: bool = False
) -> list[Call]:
    """Returns the statements that lock aliases, and the channels, entities and topics of both versions of videos, and create missing ones.

    Args:
        aliases: the rows of `alias/lock`.
        held: those of the versions before are locked already.
    """
    had: dict[str, set[str]] = {noun: set() for noun in _CLAIMS}
    given: dict[str, dict[str, Row]] = {noun: {} for noun in _CLAIMS}
    made: dict[str, tuple[str, str]] = {}
    for one in shared:
        for noun, claim in _CLAIMS.items():
            for part in (one.before, one.after):
                claims = {row[noun]: row for row in part.rows[claim].values()}
                had[noun] |= claims.keys() if held and part is one.before else set()
                given[noun] |= {id_: row for id_, row in claims.items() if id_ not in given[noun]}
        for row in one.after.rows["features"].values():
            if row["entity"] not in made and (whose := one.made(row["entity"])) is not None:
                made[row["entity"]] = whose
    names = {
        noun: [(id_, counted_name(claims[id_])) for id_ in sorted(claims.keys() - had[noun])]
        for noun, claims in given.items()
    }
    rows: dict[str, list[Row]] = {
        "channel": [_row(id_, name) | {"slug": channel_slug(id_)} for id_, name in names["channel"]],
        "entity": [_entity(id_, name, made.get(id_)) for id_, name in names["entity"]],
        "topic": [_row(id_, name) | {"slug": topic_slug(id_)} for id_, name in names["topic"]],
    }
    return [("alias/lock", {"rows": aliases}), *((f"{noun}/lock", {"rows": rows[noun]}) for noun in _CLAIMS)]


def _row(id_: str, name: str) -> Row:
    return {"id": id_, "name": name, "searchName": search_form(name)}


_CLAIMS = {"channel": "published", "entity": "features", "topic": "discusses"}
"""Noun → the noun of the rows by which a video shares it, in the order in which they are locked."""


async def lock_entities(transaction: Transaction, ids: Iterable[str]) -> None:
    """Locks existing entities, in the order of their ids."""
    empty = dict.fromkeys(load_statement("entity/lock").parameters["rows"])
    rows = [empty | {"id": id_} for id_ in sorted(set(ids))]
    if rows:
        await run_statement(transaction, "entity/lock", rows=rows)


async def lock_stored(transaction: Transaction, videos: Sequence[str], entities: Iterable[str]) -> None:
    """Locks the objects that these videos share with others, and these entities: like `lock_shared`, but for many
    videos at once. All of them exist, because the locks of the videos and of the entities' names are held."""
    ids = sorted(set(entities))
    if videos or ids:
        await run_statement(transaction, "video/lock_shared_nodes", ids=list(videos), entityIds=ids)


def _entity(id_: str, name: str, made: tuple[str, str] | None) -> Row:
    kind, slug = made or (None, None)
    label = None if kind is None else KINDS[kind]
    return _row(id_, name) | {"label": label, "kind": kind, "slug": slug}

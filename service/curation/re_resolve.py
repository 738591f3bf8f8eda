"""Resolves names of earlier talks again: guessed kinds that other talks are sure of now, and first names of speakers
who have become regular.

The rules are those of an import (`kind_resolution.py`, `recurring_speakers.py`), applied to the entities of each
talk. Sure kinds and decisions do not change. Running it again does nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from service.domain.document import Kind
from service.domain.identity import as_kind, kind_of
from service.graph.change_log import note_change
from service.graph.driver.database import Database, Transaction
from service.graph.name_keys import bare_letters, name_of_person
from service.graph.name_support import (
    NO_SUPPORT,
    add_support,
    count_sure,
    count_videos,
    read_support,
    support_of,
)
from service.graph.statement_runner import execute_whole, run_statement
from service.graph.video_rows import Row, VideoRows
from service.graph.write_transaction import try_or_write
from service.resolution.kind_resolution import ANY_KIND, adopt_kinds
from service.resolution.name_index import (
    KnownAlias,
    NameIndex,
    Owner,
    gather_known,
    spelling,
)
from service.resolution.namings import Naming
from service.resolution.persons import forms_of
from service.resolution.recurring_speakers import REGULAR
from service.resolution.resolve import resolve
from service.store.aliases import alias_row
from service.store.change import change_videos
from service.store.known_names import Names, lock_names
from service.store.locks import SharedObjects, lock_shared
from service.store.reassign import MergeTarget, ReassignedVideo, move_entities
from service.store.stored_video import read_stored, stored_namings


async def write_moved(transaction: Transaction, videos: Sequence[tuple[VideoRows, ReassignedVideo]]) -> None:
    """Writes videos with moved entities and their projections. The caller holds the locks of the videos, of names and
    of shared objects. Aliases need no locks of their own, because their names are locked.

    Args:
        videos: each as it is, and moved.
    """
    new: dict[str, str] = {}
    for before, moved in videos:
        given = {row["alias"]: row["name"] for row in moved.part.rows["given_name"].values()}
        known = {row["alias"] for row in before.rows["given_name"].values()}
        new = {key: name for key, name in given.items() if key not in known} | new
    if new:
        rows = [alias_row(key, name) for key, name in sorted(new.items())]
        await run_statement(transaction, "alias/lock", rows=rows)
    await change_videos(transaction, [(before, moved.part) for before, moved in videos])
    ids = [before.video for before, _ in videos]
    await run_statement(transaction, "video/increase_revision", ids=ids)


async def name_moved(transaction: Transaction, stands_for: Mapping[str, str]) -> None:
    """Lets names stand for the targets, after the last video, because the other videos are read by these names."""
    rows = [{"key": key, "entity": entity} for key, entity in sorted(stands_for.items())]
    if rows:
        await run_statement(transaction, "alias/assign", rows=rows)


_PASSES = 5
"""Each pass continues with the rest of the previous one; the second usually finds nothing."""


@dataclass(frozen=True)
class ReassignedName:
    """A video's `name` of `kind` is now `into`, an entity of other videos. `why`: the reason in words."""

    video_id: str
    name: str
    kind: Kind
    into: str
    into_name: str
    into_kind: Kind
    why: str


async def decide_anew(database: Database, *, dry_run: bool = False) -> list[ReassignedName]:
    """Processes the doubtful talks, each in its own transaction, until nothing changes. Sure kinds and decisions of a
    person do not change. Running it again does nothing.

    Args:
        dry_run: only say what would change, for each talk by itself.
    """
    changes: list[ReassignedName] = []
    for _ in range(1 if dry_run else _PASSES):
        found = [
            change
            for video in sorted(await _in_doubt(database))
            for change in await try_or_write(
                database, partial(_decide, video=video), name="decide anew", dry_run=dry_run
            )
        ]
        changes += found
        if not found:
            break
    return changes


async def _in_doubt(database: Database) -> set[str]:
    """Returns videos with names that may change."""
    rows = await _ask(database, "alias/list_global")
    spelt: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        spelt[spelling(row["key"])].append(row)
    videos = {
        row["video"] for row in await _ask(database, "given_name/list_guessed") if _may_change(row, spelt)
    }
    for regulars in await _ask(database, "channel/list_recurring_speakers", least=REGULAR):
        names = [full for key in regulars["keys"] if (full := name_of_person(key)) is not None]
        words = {full.family for full in names} | {form for full in names for form in forms_of(full.first)}
        for row in await _ask(database, "channel/list_short_names", channel=regulars["channel"]):
            if bare_letters(row["name"].casefold()) in words:
                videos.add(row["video"])
    return videos


def _may_change(guess: Row, spelt: Mapping[str, list[Row]]) -> bool:
    key, kind = guess["key"], kind_of(guess["key"])
    own = guess["authority"]
    found = [
        KnownAlias(
            row["key"],
            Owner(row["entity"], row["name"]),
            add_support(read_support(row["support"]), support_of(own, True, -(row["key"] == key))),
        )
        for other in ANY_KIND
        for row in spelt.get(spelling(as_kind(key, other)), ())
    ]
    naming = Naming(key, next(one for one in ANY_KIND if one == kind), key, {key: guess["name"]}, guess=True)
    return adopt_kinds([naming], gather_known(found))[0].kind != kind


async def _decide(transaction: Transaction, video: str) -> list[ReassignedName]:
    await run_statement(transaction, "video/lock_existing", ids=[video])
    stored = await read_stored(transaction, video)
    if stored is None:
        return []
    namings = stored_namings(stored)
    names = await lock_names(transaction, stored.part, namings, stored.show)
    adopted = adopt_kinds(namings, names.known)
    resolution = resolve(adopted, names.known)
    others = {owner.entity_id: owner.name for owner in _owners(names.known)}
    changes: list[ReassignedName] = []
    targets: dict[str, MergeTarget] = {}
    foreign: set[str] = set()
    for was, now in zip(namings, adopted, strict=True):
        into = resolution.entities[now.key]
        why = _why(was, now, into, names.known)
        if why is not None and into != was.key and into in others:
            targets[was.key] = MergeTarget(into, now.kind)
            foreign |= {key for key in now.names if resolution.owned.get(key) != into}
            changes.append(
                ReassignedName(video, was.names[was.main], was.kind, into, others[into], now.kind, why)
            )
    if targets:
        moved = move_entities(stored, targets, foreign)
        await lock_shared(transaction, [SharedObjects(stored.part, moved.part)])
        await write_moved(transaction, [(stored.part, moved)])
        await name_moved(transaction, _renamed(moved.stands_for, names))
        entities = [target.entity for target in targets.values()]
        note_change(transaction, "TALK_CHANGED", videos=[video], entities=entities)
    return changes


def _why(was: Naming, now: Naming, into: str, known: NameIndex) -> str | None:
    """Returns why a name stands for another entity now; None if it does not change."""
    if was.main in known.regulars:
        return "the regular voice of the channel"
    if not was.guess or now.kind == was.kind:
        return None
    support = known.support.get(into, NO_SUPPORT)
    sure = count_sure(support)
    return f"a guess, and {sure} are sure" if sure else f"a guess, and {count_videos(support)} guess so"


def _owners(known: NameIndex) -> Iterable[Owner]:
    yield from known.owners.values()
    yield from known.matched.values()


def _renamed(stands_for: Mapping[str, str], names: Names) -> dict[str, str]:
    return {key: entity for key, entity in stands_for.items() if names.named.get(key) != entity}


async def _ask(database: Database, name: str, **parameters: object) -> list[Row]:
    return await execute_whole(database, name, label=name, **parameters)

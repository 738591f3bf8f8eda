"""A merge taken back, as far as it is a decision on names; the talks come to say so when they are imported again.

What became one in a talk is not guessed at. Only where the merge changed the kind of what it was merged into, that is changed
back at once, since an entity is of one kind in all talks.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.domain.document import Kind
from service.domain.model import KINDS
from service.errors import InvalidInput
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.ingest.curation.decisions import (
    Found,
    decided_names,
    find_entities,
    main_names,
    note_names,
    spellings,
)
from service.ingest.curation.merge import foreign_keys, require_voices_of_persons, require_whole
from service.ingest.curation.reassigned import name_moved, write_moved
from service.ingest.identity import alias_key, kind_of
from service.ingest.storage.display_sync import show_anew
from service.ingest.storage.reassign import Target, move_entities
from service.ingest.storage.stored_video import read_stored
from service.ingest.video_rows import Row


@dataclass(frozen=True)
class Talk:
    """A talk that is to be imported again."""

    id: str
    slug: str
    title: str


async def give_back(transaction: Transaction, id_: str, into_id: str) -> tuple[Found, list[Talk]]:
    """Takes back that the one was merged, as far as it is a decision on names. All locks are held.

    Returns:
        The entity as it will come to be, and the talks that are to be imported again.
    """
    [into] = await find_entities(transaction, [into_id])
    tree = _Tree(into, await run_statement(transaction, "merged_entity/list_by_survivor", entity=into_id))
    one = tree.rows[id_]
    entity = Found(id_, one["slug"], one["name"], one["kind"], 0, 0, 0)
    below = tree.below(id_)
    names = await decided_names(transaction, [into_id])
    theirs = {key: former for key, former in names if former in below}
    await _rename(transaction, theirs, entity, tree.kinds(id_))
    await run_statement(transaction, "merged_entity/delete", id=id_, ids=sorted(below - {id_}))
    kind = tree.kind_without(id_)
    videos = [row["video"] for row in await run_statement(transaction, "entity/list_videos", ids=[into_id])]
    own = [(key, former) for key, former in names if key not in theirs]
    if kind != into.kind:
        await _convert(transaction, into, kind, videos, own, tree.kinds(into_id, without=id_))
    else:
        videos = await _of_them(transaction, into, spellings(theirs), {key for key, _ in own})
    rows = await run_statement(transaction, "video/mark_outdated", ids=videos)
    return entity, [Talk(row["id"], row["slug"], row["title"]) for row in rows]


class _Tree:
    """What has become an entity, and by which merges."""

    def __init__(self, into: Found, rows: Sequence[Row]) -> None:
        self._into = into
        self.rows = {row["id"]: row for row in rows}

    def below(self, id_: str) -> set[str]:
        """The one, and what had been merged into it before."""
        return {id_}.union(*(self.below(row["id"]) for row in self.rows.values() if row["into"] == id_))

    def kinds(self, id_: str, without: str | None = None) -> set[str]:
        """The kinds that the one was of, and all that had been merged into it: of these its names may be."""
        children = [row for row in self.rows.values() if row["into"] == id_ and row["id"] != without]
        own = {self.rows[id_]["kind"]} if id_ in self.rows else {self.kind_without(without or "")}
        return own.union(*(self.kinds(row["id"]) | ({row["intoKind"]} - {None}) for row in children))

    def kind_without(self, id_: str) -> Kind:
        """The kind of the one that is left, had the other not been merged into it.

        Raises:
            InvalidInput: a later merge has changed it again.
        """
        one = self.rows.get(id_)
        if one is None or one["into"] != self._into.id or one["intoKind"] is None:
            return self._into.kind
        others = [
            row
            for row in self.rows.values()
            if row["into"] == self._into.id and row["intoKind"] is not None and row["id"] != id_
        ]
        later = [row for row in others if row["mergedAt"] > one["mergedAt"]]
        if later:
            raise InvalidInput(
                f"{self._into.name} got another kind by a later merge: undo that first, with "
                f"`videograph apart {later[-1]['slug']} {self._into.slug}`"
            )
        together = any(row["mergedAt"] == one["mergedAt"] for row in others)
        return self._into.kind if together else one["intoKind"]


async def _rename(
    transaction: Transaction, names: Mapping[str, str | None], entity: Found, kinds: set[str]
) -> None:
    """Gives names back to whom they were decided for; those that only the merge made are undecided."""
    rows = [
        {"key": key, "former": None if former == entity.id else former}
        for key, former in names.items()
        if kind_of(key) in kinds
    ]
    await run_statement(
        transaction, "decided_name/delete", keys=[key for key in names if kind_of(key) not in kinds]
    )
    await run_statement(
        transaction,
        "decided_name/restore_entity",
        rows=rows,
        entity=entity.id,
        kind=entity.kind,
        slug=entity.slug,
        entityName=entity.name,
    )


async def _convert(
    transaction: Transaction,
    into: Found,
    kind: Kind,
    videos: Sequence[str],
    own: Sequence[tuple[str, str | None]],
    kinds: set[str],
) -> None:
    """Gives an entity back the kind that it had, in all its talks."""
    targets = {into.id: Target(into.id, kind)}
    foreign = await foreign_keys(transaction, [into], await main_names(transaction, [into]), kind)
    stands_for: dict[str, str] = {}
    for video in videos:
        stored = await read_stored(transaction, video)
        if stored is not None:
            require_whole(stored)
            require_voices_of_persons(stored, targets, into, kind)
            moved = move_entities(stored, targets, foreign)
            await write_moved(transaction, stored.part, moved)
            stands_for |= moved.stands_for
    await name_moved(transaction, stands_for)
    await run_statement(transaction, "entity/set_kind", id=into.id, label=KINDS[kind], kind=kind)
    await show_anew(transaction, into.id, kind)
    [now] = await find_entities(transaction, [into.id])
    await run_statement(
        transaction, "decided_name/delete", keys=[key for key, _ in own if kind_of(key) not in kinds]
    )
    had = {key for key, _ in own}
    for key, former in own:
        if kind_of(key) in kinds:
            await note_names(transaction, {key} | (spellings([key], kind) - had), now, former=former)


async def _of_them(transaction: Transaction, into: Found, back: set[str], own: set[str]) -> list[str]:
    """Videos of the one that is left which may speak of what was given back: they give it one of those names, as a name of any
    kind that these are of, or call it mainly by one that is not decided to be its own."""
    given: defaultdict[str, set[str]] = defaultdict(set)
    for row in await run_statement(transaction, "entity/list_given_names", id=into.id):
        given[row["video"]].add(row["key"])
    kinds: set[Any] = {kind_of(key) for key in back}
    found: list[str] = []
    for row in await run_statement(transaction, "entity/list_main_names", ids=[into.id]):
        video, name = row["video"], row["name"]
        called = {alias_key(into.kind, name), alias_key(into.kind, name, video)} & given[video]
        others = back.isdisjoint(
            spellings(given[video]).union(*(spellings(given[video], kind) for kind in kinds))
        )
        if not others or not called or not spellings(key for key in called if key) <= own:
            found.append(video)
    return sorted(found)

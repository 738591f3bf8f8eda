"""Undoes a merge that an earlier version made, as a decision on names. The talks follow when they are imported again.

Statements within a talk are not divided by guessing. Only a kind that the merge changed is restored at once, because
an entity has one kind in all talks.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import batched
from typing import Any

from service.domain.document import Kind
from service.domain.model import KINDS
from service.errors import Conflict
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.ingest.curation.decisions.found_entity import Found
from service.ingest.curation.decisions.stored_decisions import (
    aliases_of,
    decided_names,
    find_entities,
    main_names,
    note_names,
    spellings,
)
from service.ingest.curation.merges.merge import foreign_keys, require_voices_of_persons
from service.ingest.curation.origin import keep_undone
from service.ingest.curation.reassigned import name_moved, write_moved
from service.ingest.curation.talks.keep_stored import keep_corrected, require_whole
from service.ingest.curation.talks.rewrite_talks import AT_ONCE
from service.ingest.identity import alias_key, kind_of
from service.ingest.storage.display_sync import show_anew
from service.ingest.storage.reassign import Target, move_entities
from service.ingest.storage.stored_video import read_all_stored
from service.ingest.video_rows import Row


@dataclass(frozen=True)
class Talk:
    """A talk that must be imported again."""

    id: str
    slug: str
    title: str


async def give_back(transaction: Transaction, id_: str, into_id: str) -> tuple[Found, list[Talk]]:
    """Undoes the merge as a decision on names. The caller holds all locks.

    Returns: The future entity, and the talks that must be imported again.
    """
    [into] = await find_entities(transaction, [into_id])
    tree = _Tree(into, await run_statement(transaction, "merged_entity/list_by_survivor", entity=into_id))
    one = tree.rows[id_]
    entity = Found(id_, one["slug"], one["name"], one["kind"], 0, 0, 0)
    below = tree.below(id_)
    names = await decided_names(transaction, [into_id])
    theirs = {key: former for key, former in names if former in below}
    await _rename(transaction, theirs, entity, tree.kinds(id_))
    await keep_undone(transaction, [one["decisionId"]])
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
    """The entities that were merged into one, and their merges."""

    def __init__(self, into: Found, rows: Sequence[Row]) -> None:
        self._into = into
        self.rows = {row["id"]: row for row in rows}

    def below(self, id_: str) -> set[str]:
        """Returns the merged entity, and the entities that had been merged into it before."""
        return {id_}.union(*(self.below(row["id"]) for row in self.rows.values() if row["into"] == id_))

    def kinds(self, id_: str, without: str | None = None) -> set[str]:
        """Returns the kinds of the merged entity and of all that had been merged into it, which its names may have."""
        children = [row for row in self.rows.values() if row["into"] == id_ and row["id"] != without]
        own = {self.rows[id_]["kind"]} if id_ in self.rows else {self.kind_without(without or "")}
        return own.union(*(self.kinds(row["id"]) | ({row["intoKind"]} - {None}) for row in children))

    def kind_without(self, id_: str) -> Kind:
        """Returns the kind of the remaining entity without this merge.

        Raises:
            Conflict: a later merge has changed it again.
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
            last = later[-1]
            raise Conflict(
                f"{self._into.name} got another kind by a later merge, of {last['name']} ({last['slug']}): undo that first",
                self._into.id,
                decision=last["decisionId"],
            )
        together = any(row["mergedAt"] == one["mergedAt"] for row in others)
        return self._into.kind if together else one["intoKind"]


async def _rename(
    transaction: Transaction, names: Mapping[str, str | None], entity: Found, kinds: set[str]
) -> None:
    """Gives names back to their decided owners; names decided only by the merge become undecided."""
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
    """Restores the kind of an entity in all its talks."""
    targets = {into.id: Target(into.id, kind)}
    aliases = await aliases_of(transaction, [into.id])
    mains = await main_names(transaction, [into], aliases)
    foreign = await foreign_keys(transaction, [into], mains, kind, aliases)
    stands_for: dict[str, str] = {}
    for some in batched(videos, AT_ONCE):
        stored = await read_all_stored(transaction, some)
        for one in stored:
            require_whole(one)
            require_voices_of_persons(one, targets, into, kind)
        if not stored:
            continue
        await keep_corrected(transaction, stored)
        changes = [(one.part, move_entities(one, targets, foreign)) for one in stored]
        for _, moved in changes:
            stands_for |= moved.stands_for
        await write_moved(transaction, changes)
    await name_moved(transaction, stands_for)
    await run_statement(transaction, "entity/set_kind", id=into.id, label=KINDS[kind], kind=kind)
    await show_anew(transaction, {into.id: kind})
    [now] = await find_entities(transaction, [into.id])
    await run_statement(
        transaction, "decided_name/delete", keys=[key for key, _ in own if kind_of(key) not in kinds]
    )
    had = {key for key, _ in own}
    for key, former in own:
        if kind_of(key) in kinds:
            await note_names(transaction, {key} | (spellings([key], kind) - had), now, former=former)


async def _of_them(transaction: Transaction, into: Found, back: set[str], own: set[str]) -> list[str]:
    """Returns videos of the remaining entity that may refer to the restored one: they use one of its names, with any
    of its kinds, or their main name for it is not decided."""
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

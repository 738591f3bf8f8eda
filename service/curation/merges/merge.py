"""Merges entities that a person says are the same (`stored_decisions.py` stores it).

Its names are decided to stand for the other entity, and its talks are replayed with that decision, in one transaction. So the graph is
and stays as if imports had created one entity.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from service.curation.merges.merge_journal import note_merge
from service.curation.stored_decisions import (
    Mains,
    aliases_of,
    find_entities,
    lock_all,
    main_names,
)
from service.curation.videos.replay import replay_videos
from service.decisions.found_entity import EntityState
from service.decisions.seen_revisions import NOTHING_SEEN, require_revisions
from service.domain.document import Kind
from service.domain.identity import as_kind
from service.domain.model import KINDS
from service.errors import InvalidInput
from service.graph.change_log import note_change
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import run_statement
from service.graph.write_transaction import try_or_write
from service.resolution.name_index import Owner, spelling
from service.store.display_sync import show_anew
from service.store.write_document import View


@dataclass(frozen=True)
class MergeReport:
    """`into`: the remaining entity. `videos`: changed talks. `mentions`, `evidence`: moved items. `dropped`: evidence
    that would connect the entity with itself. `related`: evidence that became RELATED_TO by its kind. `taken_back`:
    whether they had been decided to be two. `decisions`: ids, one for each merged entity."""

    into: EntityState
    merged: tuple[EntityState, ...]
    videos: int
    mentions: int
    evidence: int
    dropped: int
    related: int
    taken_back: bool
    decisions: tuple[str, ...] = field(default=(), compare=False)


async def merge_entities(
    database: Database,
    sources: Sequence[str],
    into: str,
    *,
    kind: Kind | None = None,
    dry_run: bool = False,
    seen: Mapping[str, int] = NOTHING_SEEN,
) -> MergeReport:
    """Merges `sources` into `into`, and stores this as a decision.

    Args:
        sources, into: ids or slugs.
        kind: what the one is; needed where they are of several kinds.
        dry_run: say what would happen, and leave the graph as it is.
        seen: as in `require_revisions`.

    Raises: NotFound: an entity does not exist. InvalidInput: they are one already, have several kinds, or one of
    their names stands for a third entity of the new kind. Conflict: an entity has another revision.
    """

    async def work(transaction: Transaction) -> MergeReport:
        return await _merge(transaction, sources, into, kind, seen)

    return await try_or_write(database, work, name="merge entities", dry_run=dry_run)


async def _merge(
    transaction: Transaction,
    sources: Sequence[str],
    reference: str,
    kind: Kind | None,
    seen: Mapping[str, int],
) -> MergeReport:
    if not sources:
        raise InvalidInput("no entity is given to merge: give at least one", ("merge",))
    first = await find_entities(transaction, [*sources, reference])
    kind = _one_kind(first[:-1], first[-1], kind)
    ids = sorted({one.id for one in first})
    moved = ids if kind != first[-1].kind else sorted({one.id for one in first[:-1]})
    videos = await lock_all(transaction, moved, ids, [kind])
    await require_revisions(transaction, seen, ids)
    # Read again under the locks.
    *merged, into = await find_entities(transaction, list(dict.fromkeys(one.id for one in first)))
    aliases = await aliases_of(transaction, [one.id for one in (*merged, into)])
    names = await main_names(transaction, [*merged, into], aliases)
    foreign = await foreign_keys(transaction, [*merged, into], names, kind, aliases)
    ids_merged = [one.id for one in merged]
    now = replace(into, kind=kind)
    decisions, taken_back = await note_merge(transaction, merged, now, names, into.kind, aliases)
    if kind != into.kind:
        await run_statement(transaction, "entity/set_kind", id=into.id, label=KINDS[kind], kind=kind)
    view = _view(now, aliases, moved, foreign)
    written = await replay_videos(transaction, videos, view, ids_merged)
    if written.voices:
        raise InvalidInput(f"{into.name} cannot be {_a(kind)}: it speaks in {min(written.voices)}", ("kind",))
    if kind != into.kind:
        await show_anew(transaction, {into.id: kind})
    [now] = await find_entities(transaction, [into.id])
    note_change(transaction, "ENTITIES_MERGED", entities=[now.id, *ids_merged], decisions=decisions)
    counts = {key: written.counts[key] for key in ("videos", "mentions", "evidence", "dropped", "related")}
    return MergeReport(now, tuple(merged), **counts, taken_back=taken_back, decisions=tuple(decisions))


def _view(
    into: EntityState, aliases: Mapping[str, Sequence[str]], moved: Sequence[str], foreign: frozenset[str]
) -> View:
    """Returns how the talks see names: those of the merged entities are its names, also those on which nobody decided.

    Args:
        moved: ids of the entities whose names become its own, or are names of its new kind now.
        foreign: as of `foreign_keys`.
    """
    had = {key for id_ in moved for key in aliases.get(id_, ())}
    now = {as_kind(key, into.kind) for key in had} - foreign
    return View(owners=dict.fromkeys(now, Owner(into.id, into.name)), lost=frozenset(had - now))


def _one_kind(merged: Sequence[EntityState], into: EntityState, kind: Kind | None) -> Kind:
    for place, one in enumerate(merged):
        if one.id == into.id:
            raise InvalidInput(f"{into.name} ({into.slug}) cannot be merged with itself", ("merge", place))
    kinds = sorted({one.kind for one in (*merged, into)})
    if kind is None and len(kinds) > 1:
        who = ", ".join(f"{one.name} is {_a(one.kind)}" for one in (*merged, into))
        raise InvalidInput(
            f"{who}: give the kind of the merged entity (`kind`): {' or '.join(kinds)}", ("kind",)
        )
    return kind or into.kind


def _a(kind: Kind) -> str:
    return f"an {kind}" if kind == "EVENT" else f"a {kind}"


async def foreign_keys(
    transaction: Transaction,
    found: Sequence[EntityState],
    names: Mains,
    kind: Kind,
    aliases: Mapping[str, Sequence[str]],
) -> frozenset[str]:
    """Returns keys of names under the new kind that stand for another entity.

    Args:
        aliases: of these entities.

    Raises:
        InvalidInput: one of them is a main name.
    """
    ids = {one.id for one in found}
    keys = {key: as_kind(key, kind) for some in aliases.values() for key in some}
    new = sorted(set(keys.values()) - keys.keys())
    matches = sorted({spelling(key) for key in new})
    known = await run_statement(
        transaction, "alias/find", keys=new, matches=matches, firsts=[], families=[], identified=[]
    )
    others = {spelling(row["key"]): row for row in known if row["entityId"] not in ids}
    for one in found:
        for key in names[one.id]:
            other = others.get(spelling(as_kind(key, kind)))
            if other is not None and one.kind != kind:
                raise InvalidInput(
                    f"as {_a(kind)} {one.name} would have the name of {other['entityName']} "
                    f"({other['entityId']}): merge that one too",
                    ("kind",),
                )
    return frozenset(key for key in new if spelling(key) in others)

"""Merges entities that a person says are the same (`stored_decisions.py` stores it).

Everything of one entity is moved to the other, talk by talk, in one transaction, and its names are decided to stand
for that entity. So the graph is and stays as if imports had created one entity.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched

from service.domain.document import Kind
from service.domain.model import KINDS
from service.errors import InvalidInput
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import run_statement
from service.ingest.change_log import note_change
from service.ingest.curation.decisions.found_entity import Found
from service.ingest.curation.decisions.seen_revisions import NOTHING_SEEN, require_revisions
from service.ingest.curation.decisions.stored_decisions import (
    Mains,
    aliases_of,
    find_entities,
    lock_all,
    main_names,
)
from service.ingest.curation.dry_run import try_or_write
from service.ingest.curation.merges.merge_journal import note_merge
from service.ingest.curation.reassigned import name_moved, write_moved
from service.ingest.curation.talks.keep_stored import keep_all_stored
from service.ingest.curation.talks.rewrite_talks import AT_ONCE
from service.ingest.identity import as_kind
from service.ingest.resolution.name_index import spelling
from service.ingest.storage.display_sync import show_anew
from service.ingest.storage.reassign import Target, move_entities
from service.ingest.storage.stored_video import Stored, read_all_stored
from service.ingest.video_rows import Part


@dataclass(frozen=True)
class MergeReport:
    """`into`: the remaining entity. `videos`: changed talks. `mentions`, `evidence`: moved items. `dropped`: evidence
    that would connect the entity with itself. `related`: evidence that became RELATED_TO by its kind. `taken_back`:
    whether they had been decided to be two. `decisions`: ids, one for each merged entity."""

    into: Found
    merged: tuple[Found, ...]
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
    targets = {
        one.id: Target(into.id, kind, None if one == into else into.name)
        for one in (*merged, into)
        if one.id in moved
    }
    total = _Total(frozenset(one.id for one in merged))
    stands_for: dict[str, str] = {}
    for some in batched(videos, AT_ONCE):
        stored = await read_all_stored(
            transaction, some
        )  # without those that were deleted before they were locked
        # The others feature only unchanged entities.
        stored = [one for one in stored if not targets.keys().isdisjoint(one.kinds)]
        for one in stored:
            require_voices_of_persons(one, targets, into, kind)
        if not stored:
            continue
        await keep_all_stored(transaction, stored)
        changes = [(one.part, move_entities(one, targets, foreign)) for one in stored]
        for before, result in changes:
            total.add(before, result.part)
            stands_for.update(result.stands_for)
        await write_moved(transaction, changes)
    await name_moved(transaction, stands_for)
    if kind != into.kind:
        await run_statement(transaction, "entity/set_kind", id=into.id, label=KINDS[kind], kind=kind)
        await show_anew(transaction, {into.id: kind})
    [now] = await find_entities(transaction, [into.id])
    decisions, taken_back = await note_merge(transaction, merged, now, names, into.kind, aliases)
    gone = [one.id for one in merged]
    note_change(transaction, "ENTITIES_MERGED", entities=[now.id, *gone], decisions=decisions)
    return total.report(now, merged, taken_back, decisions)


def _one_kind(merged: Sequence[Found], into: Found, kind: Kind | None) -> Kind:
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
    found: Sequence[Found],
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
    known = await run_statement(transaction, "alias/find", keys=new, matches=matches, firsts=[], families=[])
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


def require_voices_of_persons(stored: Stored, targets: Mapping[str, Target], into: Found, kind: Kind) -> None:
    voices = {row["person"] for row in stored.part.rows["speaker"].values()}
    if kind != "PERSON" and not voices.isdisjoint(targets):
        raise InvalidInput(f"{into.name} cannot be {_a(kind)}: it speaks in {stored.part.video}", ("kind",))


class _Total:
    """Sums over all videos."""

    def __init__(self, ids: frozenset[str]) -> None:
        self._ids = ids
        self._counts: Counter[str] = Counter()

    def add(self, before: Part, after: Part) -> None:
        mentions = [row for row in before.rows["mention"].values() if row["entity"] in self._ids]
        quotes = before.rows["evidence"].values()
        told = [row for row in quotes if {row["subject"], row["object"]} & self._ids]
        related = [
            sum(bool(row["statedType"]) for row in part.rows["evidence"].values()) for part in (before, after)
        ]
        self._counts.update(
            videos=1,
            mentions=len(mentions),
            evidence=len(told),
            dropped=len(quotes) - len(after.rows["evidence"]),
            related=max(0, related[1] - related[0]),
        )

    def report(
        self, into: Found, merged: Sequence[Found], taken_back: bool, decisions: Sequence[str]
    ) -> MergeReport:
        counts = {key: self._counts[key] for key in ("videos", "mentions", "evidence", "dropped", "related")}
        return MergeReport(into, tuple(merged), **counts, taken_back=taken_back, decisions=tuple(decisions))

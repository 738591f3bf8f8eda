"""Changes videos from one version to another: deletes and creates differing parts, and changes every sum by the
difference.

A first import starts from an empty version, a deletion ends with one. The caller holds the locks (`locks.py`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import batched

from service.graph.change_log import note_entities
from service.graph.driver.database import Transaction
from service.graph.name_support import NO_SUPPORT, Support, add_support, support_of
from service.graph.statement_runner import Call, run_joined, run_statement
from service.graph.statements import load_statement
from service.graph.video_rows import LINKS, NO_DATE, NODES, Row, VideoRows
from service.store.display_sync import SHOWN, changed_claims
from service.store.locks import run_locks
from service.store.rows.relationships import (
    find_changes,
    read_touched,
    touched_relationships,
)
from service.store.rows.stored_fields import SOURCES, to_parameters
from service.store.shown_names import uphold_names

_BATCH = 1000
"""Number of rows that one statement creates, because Neo4j collects all of them before it sets their properties."""
_NOTHING: Mapping[str, str] = {}

type Change = tuple[VideoRows, VideoRows]
"""A video before and after."""


async def change_video(transaction: Transaction, before: VideoRows, after: VideoRows) -> None:
    """Writes the difference between the two versions, and updates the projections."""
    await change_videos(transaction, [(before, after)])


async def change_videos(
    transaction: Transaction,
    changes: Sequence[Change],
    *,
    locks: Sequence[Call] = (),
    properties: Sequence[Row] = (),
    documents: Sequence[Row] = (),
    assigned: Mapping[str, str] = _NOTHING,
) -> None:
    """As `change_video`, for several videos: the number of statements does not depend on how many they are.

    Args:
        locks: statements that run first (`locks_of_shared`), if the caller does not hold the locks yet.
        properties: the rows of `video/write_properties`, of videos whose own data changes.
        documents: the rows of `kept_document/write`, of videos that are imported.
        assigned: alias key → entity, of aliases that name another entity than before: new ones, those of only one video that means another
            entity now, and those that an undone merge had given to another entity.
    """
    own: list[Call] = [
        ("video/write_properties", {"rows": properties}),
        ("kept_document/write", {"rows": documents}),
        ("alias/assign", {"rows": [{"key": key, "entity": id_} for key, id_ in sorted(assigned.items())]}),
    ]
    touched, claims = touched_relationships(changes), changed_claims(changes)
    entities = sorted({id_ for pair in changes for id_ in _to_uphold(*pair)})
    reads: list[Call] = []
    if changes:
        reads = [read_touched(touched), *(one.read() for one in claims)]
        reads.append(("renamed_entity/list_existing", {"ids": entities}))
    read = await _change_parts(transaction, changes, locks, own, reads)
    if not changes:
        return
    present, *shown, renamed = read
    connections = await find_changes(transaction, touched, present)
    chosen = [await one.choose(transaction, rows) for one, rows in zip(claims, shown, strict=True)]
    writes = [*connections.calls(), *_changed_counts(changes, connections.degrees), *chosen]
    seen = {*_seen_anew(changes), *assigned.values()}
    if any(rows for _, given in writes for rows in given.values()):
        seen |= {row["entity"] for rows in await run_joined(transaction, writes) for row in rows}
    left = {
        noun: {
            id_ for before, after in changes for id_ in _ids(before, claim, noun) - _ids(after, claim, noun)
        }
        for noun, (claim, _) in SHOWN.items()
    }
    for noun, ids in left.items():
        if ids:
            gone = await run_statement(transaction, f"{noun}/delete_unused", ids=sorted(ids))
            seen |= {row["entity"] for row in gone}
    note_entities(transaction, seen)
    await uphold_names(transaction, entities, present=None if left["entity"] else renamed)


_OF_ENTITIES = {
    "features": ("entity",),
    "mention": ("entity",),
    "speaker": ("person",),
    "evidence": ("subject", "object"),
}
"""Noun → the keys of its rows that are entities."""


def _seen_anew(changes: Iterable[Change]) -> set[str]:
    """Returns the entities about which these videos say something else than before."""
    found: set[str] = set()
    for before, after in changes:
        for noun, keys in _OF_ENTITIES.items():
            old, new = before.rows[noun], after.rows[noun]
            for identity in old.keys() | new.keys():
                was, now = old.get(identity), new.get(identity)
                if was != now:
                    found.update(row[key] for row in (was, now) if row for key in keys if row[key])
    return found


def _to_uphold(before: VideoRows, after: VideoRows) -> set[str]:
    """Returns the entities that may have gained or lost an alias: those whose `FEATURES` of the video differ, or all of the video if it
    gives other names."""
    old, new = before.rows["features"], after.rows["features"]
    identities = old.keys() | new.keys()
    if before.rows["given_name"] == after.rows["given_name"]:
        identities = {one for one in identities if old.get(one) != new.get(one)}
    return {identity[0] for identity in identities}


async def _change_parts(
    transaction: Transaction,
    changes: Sequence[Change],
    locks: Sequence[Call],
    own: Sequence[Call],
    reads: Sequence[Call],
) -> list[list[Row]]:
    """Runs `locks` and `own`, writes the difference between the rows, and returns the rows of `reads` after that. What runs in which statement
    does not depend on which rows there are, as far as that can be: each list of files is another text to plan."""
    removed, added = _all_differences(changes)
    deletions = _deletions(removed)
    writes = [*own, *_creations(added)]
    first: Sequence[Call] = locks
    if any(rows for _, given in deletions for rows in given.values()):
        await run_locks(transaction, locks)
        await _run_some(transaction, deletions)
        first = ()
    if any(len(given["rows"]) > _BATCH for _, given in writes):
        await run_locks(transaction, first)
        await _run_some(transaction, writes)
        first, writes = (), []
    elif not any(given["rows"] for _, given in (*first, *writes)):
        first, writes = (), []  # a talk is only taken out: that needs no plan of what creates one
    calls = [*first, *writes, *reads]
    found = await run_joined(transaction, calls) if calls else []
    return found[len(calls) - len(reads) :]


def _all_differences(changes: Sequence[Change]) -> tuple[Mapping[str, list[Row]], Mapping[str, list[Row]]]:
    """Returns the rows to delete and the rows to create of all videos, by noun."""
    removed: defaultdict[str, list[Row]] = defaultdict(list)
    added: defaultdict[str, list[Row]] = defaultdict(list)
    for before, after in changes:
        less, more = differences(before, after)
        for all_, some in ((removed, less), (added, more)):
            for noun, rows in some.items():
                all_[noun] += _of_video(before.video, rows) if _needs_video(noun) else rows
    return removed, added


async def _run_some(transaction: Transaction, calls: Sequence[Call]) -> None:
    """Runs the statements that have rows, one by one."""
    for name, given in calls:
        [(key, rows)] = given.items()
        for some in batched(rows, _BATCH):
            await run_statement(transaction, name, **{key: list(some)})


def _deletions(removed: Mapping[str, list[Row]]) -> list[Call]:
    return [
        *((f"{noun}/delete", {"rows": removed[noun]}) for noun in reversed(LINKS)),
        *((f"{noun}/delete", {"ids": [row["id"] for row in removed[noun]]}) for noun in reversed(NODES)),
    ]


def _creations(added: Mapping[str, list[Row]]) -> list[Call]:
    return [
        (f"{noun}/create", {"rows": to_parameters(noun, added[noun]) if noun in SOURCES else added[noun]})
        for noun in (*NODES, *LINKS)
    ]


def _needs_video(noun: str) -> bool:
    return "video" in load_statement(f"{noun}/create").parameters["rows"]


def _of_video(video: str, rows: Iterable[Row]) -> list[Row]:
    return [row | {"video": video} for row in rows]


def differences(before: VideoRows, after: VideoRows) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
    """Returns the rows to delete and the rows to create, by noun.

    A differing node is created again, with its relationships, even if these are the same.
    """
    removed: dict[str, list[Row]] = {}
    added: dict[str, list[Row]] = {}
    anew: set[str] = set()
    references = NODES | {noun: refs for noun, (_, refs) in LINKS.items()}
    for noun, keys in references.items():
        old, new = before.rows[noun], after.rows[noun]
        same = {
            identity
            for identity, row in new.items()
            if old.get(identity) == row and not any(_refers(row[key], anew) for key in keys)
        }
        removed[noun] = [row for identity, row in old.items() if identity not in same]
        added[noun] = [row for identity, row in new.items() if identity not in same]
        if noun in NODES:
            anew |= {row["id"] for row in removed[noun]}
    return removed, added


def _changed_counts(changes: Sequence[Change], degrees: Counter[str]) -> list[Call]:
    """Returns the statements that add the differences to all counts, always the same ones."""
    mentions, videos, topics = Counter[str](), Counter[str](), Counter[str]()
    covered = Counter[tuple[str, str]]()
    ids, lost = set[str](), set[str]()
    days: defaultdict[str, list[str]] = defaultdict(list)
    support: defaultdict[str, Support] = defaultdict(lambda: NO_SUPPORT)
    for before, after in changes:
        old, new = before.rows["features"], after.rows["features"]
        for identity in old.keys() | new.keys():
            id_ = identity[0]
            ids.add(id_)
            mentions[id_] += _mentions(new.get(identity)) - _mentions(old.get(identity))
            videos[id_] += (identity in new) - (identity in old)
            was, now = _day(old.get(identity)), _day(new.get(identity))
            if was is not None and was != now:
                lost.add(id_)
            if now is not None and was != now:
                days[id_].append(now)
        topics.update(_ids(after, "discusses", "topic"))
        topics.subtract(_ids(before, "discusses", "topic"))
        covered.update(coverage(after))
        covered.subtract(coverage(before))
        for part, more in ((before, -1), (after, 1)):
            for row in part.rows["given_name"].values():
                own = support_of(row["authority"], row["guessed"], more)
                support[row["alias"]] = add_support(support[row["alias"]], own)
    entities = [
        {
            **{"id": id_, "mentions": mentions[id_], "videos": videos[id_], "relationships": degrees[id_]},
            **{"first": min(days.get(id_, ()), default=None), "last": max(days.get(id_, ()), default=None)},
        }
        for id_ in sorted(ids)
        if mentions[id_] or videos[id_] or degrees[id_] or id_ in days
    ]
    counted = [{"id": id_, "videos": count} for id_, count in sorted(topics.items()) if count]
    covers = [
        {"topic": topic, "entity": entity, "segments": count}
        for (topic, entity), count in sorted(covered.items())
        if count
    ]
    names = [{"id": key, "support": list(more)} for key, more in sorted(support.items()) if any(more)]
    return [
        ("alias/add_counts", {"rows": names}),
        ("entity/add_counts", {"rows": entities}),
        ("entity/set_dates", {"ids": sorted(lost)}),
        ("topic/add_counts", {"rows": counted}),
        ("covers/add_counts", {"rows": covers}),
    ]


def coverage(part: VideoRows) -> Counter[tuple[str, str]]:
    """Returns the numbers of segments that are about a topic and mention an entity, by topic and entity."""
    mentioned: defaultdict[str, set[str]] = defaultdict(set)
    for row in part.rows["mention"].values():
        mentioned[row["segment"]].add(row["entity"])
    return Counter(
        (row["topic"], entity)
        for row in part.rows["about"].values()
        for entity in mentioned.get(row["segment"], ())
    )


def _mentions(row: Row | None) -> int:
    return 0 if row is None else row["mentionCount"]


def _day(row: Row | None) -> str | None:
    return None if row is None or row["sortDate"] == NO_DATE else row["sortDate"]


def _ids(part: VideoRows, noun: str, key: str) -> set[str]:
    return {row[key] for row in part.rows[noun].values()}


def _refers(value: str | list[str], ids: set[str]) -> bool:
    return value in ids if isinstance(value, str) else not ids.isdisjoint(value)

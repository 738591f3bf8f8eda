"""Entities corrected by a person: another name, another kind, dropped, or without one of their names.

Each is a decision on names, as a merge is: talks that come later, or again, keep to it. The talks of the graph are written anew, so
that the graph is what their imports would make of them under the decision; what a talk says is kept, so that taking the decision
back brings all of it back, without importing again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.errors import InvalidInput
from service.graph.database import Database, Transaction
from service.graph.matching import match_keys
from service.graph.model import KINDS
from service.graph.text import normalise_name
from service.graph.writes import run_write
from service.ingest.adoption import ANY_KIND
from service.ingest.correction_journal import (
    Correction,
    Draft,
    Sort,
    kind_of_detail,
    read_latest,
    undo_correction,
    write_correction,
)
from service.ingest.decisions import Found, find_entities, lasting, lock_all, main_names, spellings
from service.ingest.document import Kind
from service.ingest.dry_run import try_or_write
from service.ingest.identity import alias_key, as_kind, entity_id, entity_slug
from service.ingest.known import Decided, spelling
from service.ingest.merge import foreign_keys
from service.ingest.rewrite_talks import Rewritten, keep_talks, lock_talks, rewrite_talks
from service.ingest.rows import Row
from service.ingest.shown import show_anew
from service.ingest.shown_names import uphold_names
from service.ingest.write_document import View


@dataclass(frozen=True)
class CorrectionReport:
    """What came of a correction, or of taking one back.

    `entity`: as it was before. `now`: as it is, None where it is not in the graph. `detail`: the new name, the new kind, or the name
    that was detached; `other`: the entity that has that name now. `videos`: talks that changed. `mentions`, `evidence`: what these
    had of the entity. `dropped`: quotes that went, `came`: quotes that came. `related`: quotes that became RELATED_TO, since the
    kinds rule out what they state.
    """

    sort: Sort
    entity: Found
    now: Found | None
    detail: str | None
    other: Found | None
    videos: int
    mentions: int
    evidence: int
    dropped: int
    came: int
    related: int


async def rename_entity(
    database: Database, reference: str, name: str, *, dry_run: bool = False
) -> CorrectionReport:
    """Decides the name that is shown for an entity, whatever talks call it; the names that it has stay.

    Raises:
        NotFound: there is no such entity.
        InvalidInput: the name has no word, is shown already, or stands for another entity.
    """

    async def work(transaction: Transaction) -> CorrectionReport:
        one = await _lock_entity(transaction, reference)
        name_now = " ".join(name.split())
        key = alias_key(one.kind, name_now)
        if key is None or len(name_now) > 200:
            raise InvalidInput(f"{name!r} is no name: give words, at most 200 characters")
        if name_now == one.name:
            raise InvalidInput(f"{one.slug} is called {one.name} already")
        await _require_free(transaction, one, key, name_now)
        draft = Draft(one)
        await _note_own(transaction, draft, await _main_spellings(transaction, one))
        known = await _decided(transaction, [spelling(key)])
        if not known:
            stood = spelling(key) in spellings(await _aliases(transaction, one))
            draft.note(spelling(key), None, stood=stood, beside=stood)
        shown = await run_write(transaction, "renamed_entity/record", ids=[one.id])
        before = None if not shown else _json(shown[0])
        return await _make(transaction, draft.correction("RENAME", name_now, before), [])

    return await try_or_write(database, work, name="rename entity", dry_run=dry_run)


async def change_kind(
    database: Database, reference: str, kind: Kind, *, dry_run: bool = False
) -> CorrectionReport:
    """Decides of which kind an entity is, also where talks say another.

    Raises:
        NotFound: there is no such entity.
        InvalidInput: it is of this kind, speaks and would be no person, or has a name that stands for another of that kind.
    """

    async def work(transaction: Transaction) -> CorrectionReport:
        one = await _lock_entity(transaction, reference)
        if one.kind == kind:
            raise InvalidInput(f"{one.name} ({one.slug}) is of the kind {kind} already")
        mains = await main_names(transaction, [one])
        foreign = await foreign_keys(transaction, [one], mains, kind)
        names = await _aliases(transaction, one)
        keys = {spelling(as_kind(key, other)) for key in names for other in ANY_KIND}
        keys |= {row["key"] for row in await run_write(transaction, "decided_name/of_entities", ids=[one.id])}
        taken = await _taken(transaction, one, [as_kind(key, other) for key in names for other in ANY_KIND])
        taken |= {spelling(key) for key in foreign}
        known = await _decided(transaction, keys)
        draft, own = Draft(one), spellings(names)
        for key in sorted(keys - taken):
            before = known.get(key)
            if before is None or before["entityId"] == one.id:
                dropped = bool(before and before["dropped"])
                draft.note(key, before, stood=key in own, kind=kind, dropped=dropped)
        return await _make(transaction, draft.correction("KIND", kind), [one.id])

    return await try_or_write(database, work, name="change kind", dry_run=dry_run)


async def drop_entity(database: Database, reference: str, *, dry_run: bool = False) -> CorrectionReport:
    """Decides that what is called as an entity is, and is of its kind, is not taken into the graph from any talk.

    Raises:
        NotFound: there is no such entity.
    """

    async def work(transaction: Transaction) -> CorrectionReport:
        one = await _lock_entity(transaction, reference)
        own = spellings(await _aliases(transaction, one))
        keys = own | {
            row["key"] for row in await run_write(transaction, "decided_name/of_entities", ids=[one.id])
        }
        known = await _decided(transaction, keys)
        draft = Draft(one)
        for key in sorted(keys):
            before = known.get(key)
            if before is None or before["entityId"] == one.id:
                draft.note(key, before, stood=key in own, dropped=True)
        return await _make(transaction, draft.correction("DROP", None), [one.id])

    return await try_or_write(database, work, name="drop entity", dry_run=dry_run)


async def detach_name(
    database: Database, reference: str, name: str, *, dry_run: bool = False
) -> CorrectionReport:
    """Decides that a name does not stand for an entity: what talks say by it is said of an entity of its own.

    Raises:
        NotFound: there is no such entity.
        InvalidInput: the entity has no such name, it has no other, or it came by a merge (`apart` takes that back).
    """

    async def work(transaction: Transaction) -> CorrectionReport:
        one = await _lock_entity(transaction, reference)
        names = await _aliases(transaction, one)
        normal = normalise_name(name)
        forms = {spelling(key) for key in names if key.split(":")[-1] == normal or key.endswith(f":{normal}")}
        if not normal or not forms:
            raise InvalidInput(
                f"{one.name} ({one.slug}) is not called {name!r}: it is called {await _called(transaction, one)}"
            )
        if not lasting(spellings(names) - forms) and not spellings(names) - forms:
            raise InvalidInput(f"{one.name} has no other name than {name!r}: `rename` or `drop` it instead")
        known = await _decided(transaction, spellings(names))
        await _require_not_merged(
            transaction, one, name, [known[key] for key in sorted(forms & known.keys())]
        )
        draft = Draft(one)
        await _note_own(transaction, draft, spellings(lasting(names) or names) - forms)
        for key in sorted(forms):
            own = next(one_key for one_key in sorted(names) if spelling(one_key) == key)
            # The key that the entity was made for makes its id: the name's own entity needs another.
            made = own if entity_id(own) != one.id else f"{own}\x00detached"
            slug = entity_slug(made, one.kind, name.strip())
            draft.note(
                key, known.get(key), stood=True, entityId=entity_id(made), slug=slug, name=name.strip(),
                formerId=None, detached=True,
            )  # fmt: skip
        return await _make(transaction, draft.correction("DETACH", name.strip()), [])

    return await try_or_write(database, work, name="detach name", dry_run=dry_run)


async def take_back(
    database: Database, sort: Sort, reference: str, detail: str | None = None, *, dry_run: bool = False
) -> CorrectionReport:
    """Takes back the latest correction of this sort on an entity: the graph is as if it had not been made.

    Args:
        detail: of a name that was detached: which.

    Raises:
        NotFound: there is no such correction.
        InvalidInput: a later decision has to be taken back first.
    """

    async def work(transaction: Transaction) -> CorrectionReport:
        correction = await read_latest(transaction, sort, reference, detail)
        entities = [correction.entity.id] if sort == "KIND" else []
        videos = await lock_talks(transaction, correction.keys, entities)
        await keep_talks(transaction, videos)
        standing = await undo_correction(transaction, correction)
        if sort == "KIND":
            await _convert(transaction, correction.entity.id, correction.entity.kind)
        return await _rewrite(transaction, correction, videos, standing)

    return await try_or_write(database, work, name=f"take back {sort.lower()}", dry_run=dry_run)


async def _make(
    transaction: Transaction, correction: Correction, entities: Sequence[str]
) -> CorrectionReport:
    """Writes a correction, and the talks that it changes."""
    videos = await lock_talks(transaction, correction.keys, entities)
    await keep_talks(transaction, videos)
    await write_correction(transaction, correction)
    if correction.sort == "KIND":
        await _convert(transaction, correction.entity.id, kind_of_detail(correction.detail))
    return await _rewrite(transaction, correction, videos, {})


async def _rewrite(
    transaction: Transaction, correction: Correction, videos: Sequence[str], standing: Mapping[str, Decided]
) -> CorrectionReport:
    one = correction.entity
    others = sorted({c.after["entityId"] for c in correction.names} - {one.id})
    counted = {one.id, *others}
    written = await rewrite_talks(transaction, videos, View(frozenset(correction.keys), standing), counted)
    _require_no_voice(correction, written)
    there = {
        row["id"]: row for row in await run_write(transaction, "entity/find", references=[one.id, *others])
    }
    for id_, row in there.items():
        await show_anew(transaction, id_, row["kind"])
    await uphold_names(transaction, sorted(there), clear=True)
    now = await find_entities(transaction, [one.id]) if one.id in there else [None]
    other = [id_ for id_ in others if id_ in there]
    found = (await find_entities(transaction, other[:1]))[0] if other else None
    counts = written.counts
    return CorrectionReport(
        correction.sort, one, now[0], correction.detail, found, counts["videos"], counts["mentions"],
        counts["evidence"], counts["dropped"], counts["came"], counts["related"],
    )  # fmt: skip


def _require_no_voice(correction: Correction, written: Rewritten) -> None:
    if correction.sort == "KIND" and correction.entity.kind == "PERSON" and written.voices:
        raise InvalidInput(
            f"{correction.entity.name} cannot be of the kind {correction.detail}: it speaks in {min(written.voices)}"
        )


async def _lock_entity(transaction: Transaction, reference: str) -> Found:
    [one] = await find_entities(transaction, [reference])
    await lock_all(transaction, [one.id], [one.id], ANY_KIND)
    [one] = await find_entities(transaction, [one.id])
    return one


async def _convert(transaction: Transaction, id_: str, kind: Kind) -> None:
    if await run_write(transaction, "entity/find", references=[id_]):
        await run_write(transaction, "entity/convert", id=id_, label=KINDS[kind], kind=kind)


async def _aliases(transaction: Transaction, one: Found) -> set[str]:
    """Alias keys of the names that it has, by talks or by a decision."""
    return {row["key"] for row in await run_write(transaction, "alias/of_entities", ids=[one.id])}


async def _main_spellings(transaction: Transaction, one: Found) -> set[str]:
    mains = (await main_names(transaction, [one]))[one.id]
    return spellings(lasting(mains) or mains)


async def _decided(transaction: Transaction, keys: Iterable[str]) -> dict[str, Row]:
    rows = await run_write(transaction, "decided_name/record", keys=sorted(keys))
    return {row["key"]: row for row in rows}


async def _note_own(transaction: Transaction, draft: Draft, keys: Iterable[str]) -> None:
    """Notes that these names stand for the entity, where nothing is decided on them: so it keeps its id whatever talks come."""
    keys = sorted(keys)
    known = await _decided(transaction, keys)
    for key in keys:
        if key not in known:
            draft.note(key, None, stood=True, beside=True)


async def _taken(transaction: Transaction, one: Found, keys: Sequence[str]) -> set[str]:
    """Spellings of these names that stand for another entity, as talks have it."""
    matches = sorted({match for key in keys if (match := match_keys(key).match) is not None})
    rows = await run_write(
        transaction, "alias/read", keys=sorted(set(keys)), matches=matches, firsts=[], families=[]
    )
    return {spelling(row["key"]) for row in rows if row["entityId"] != one.id}


async def _require_free(transaction: Transaction, one: Found, key: str, name: str) -> None:
    decided = (await _decided(transaction, [spelling(key)])).get(spelling(key))
    other = None if decided is None or decided["entityId"] == one.id else decided["entityId"]
    if other is None:
        matches = [spelling(key)]
        rows = await run_write(transaction, "alias/read", keys=[key], matches=matches, firsts=[], families=[])
        other = next(
            (row["entityId"] for row in rows if row["entityId"] != one.id and row["videoCount"]), None
        )
    if other is not None:
        found = await run_write(transaction, "entity/find", references=[other])
        slug = found[0]["slug"] if found else other
        raise InvalidInput(
            f"{name!r} stands for {slug} already: `videograph merge {one.slug} {slug}` makes the two one, and shows that name"
        )


async def _require_not_merged(transaction: Transaction, one: Found, name: str, rows: Sequence[Row]) -> None:
    formers = sorted({row["formerId"] for row in rows} - {None})
    for merged in await run_write(transaction, "merged_entity/record", ids=formers) if formers else []:
        raise InvalidInput(
            f"{name!r} is a name of {one.name} by a merge: `videograph apart {merged['slug']} {one.slug}` takes that back"
        )


async def _called(transaction: Transaction, one: Found) -> str:
    names = {key.rpartition(":")[2] for key in await _aliases(transaction, one)}
    return ", ".join(sorted(names)[:10])


def _json(row: Row) -> str:
    import json

    return json.dumps({"name": row["name"], "decidedAt": row["decidedAt"]}, ensure_ascii=False)


__all__ = ["CorrectionReport", "change_kind", "detach_name", "drop_entity", "rename_entity", "take_back"]

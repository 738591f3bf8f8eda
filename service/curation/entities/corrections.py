"""Corrections of entities: another name, another kind, dropped, or without one of their names.

Each correction is a decision on names, like a merge: later imports follow it. The talks of the graph are written
again, so that the graph is as if they had been imported with this decision. Their statements are stored, so that
undoing the decision restores everything without importing again.
"""

import json

from service.curation.entities.apply_correction import (
    CorrectionReport,
    apply_correction,
    revert_correction,
)
from service.curation.entities.correction_journal import Draft, read_latest
from service.curation.entities.correction_names import (
    aliases,
    called,
    decided,
    lock_entity,
    main_spellings,
    note_own,
    require_free,
    require_not_merged,
    taken,
)
from service.curation.entities.entity_details import Details, apply_details
from service.curation.merges.merge import foreign_keys
from service.curation.stored_decisions import aliases_of, lasting, main_names, spellings
from service.decisions.found_entity import EntityState
from service.decisions.seen_revisions import require_revisions
from service.domain.decision_kinds import EntityCorrectionKind
from service.domain.document import Kind
from service.domain.identity import alias_key, as_kind, entity_id, entity_slug
from service.domain.text import normalise_name, require_name
from service.errors import Conflict, InvalidInput
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row
from service.graph.write_transaction import try_or_write
from service.resolution.kind_resolution import ANY_KIND
from service.resolution.name_index import spelling


async def _rename(transaction: Transaction, reference: str, name: str) -> CorrectionReport:
    """Decides the name that is shown for an entity, independent of talks. Its other names are kept."""
    one = await lock_entity(transaction, reference)
    name_now = require_name(name, ("name",))
    key = alias_key(one.kind, name_now)
    if key is None:
        raise InvalidInput(f"{name!r} is not a name: give words", ("name",))
    if name_now == one.name:
        raise InvalidInput(f"{one.slug} is called {one.name} already", ("name",))
    own = await aliases_of(transaction, [one.id])
    mains = await main_spellings(transaction, one, own)
    known = await decided(transaction, {*mains, spelling(key)})
    await require_free(transaction, one, key, name_now, known, ("name",))
    draft = Draft(one)
    note_own(draft, mains, known)
    if spelling(key) not in known:
        stood = spelling(key) in spellings(own[one.id])
        draft.note(spelling(key), None, stood=stood, beside=stood)
    shown = await run_statement(transaction, "renamed_entity/read_record", ids=[one.id])
    before = None if not shown else _json(shown[0])
    return await apply_correction(transaction, draft.correction("RENAME", name_now, before), [])


async def _change_kind(transaction: Transaction, reference: str, kind: Kind) -> CorrectionReport:
    """Decides the kind of an entity, overriding talks."""
    one = await lock_entity(transaction, reference)
    if one.kind == kind:
        raise InvalidInput(f"{one.name} ({one.slug}) is of the kind {kind} already", ("kind",))
    own_aliases = await aliases_of(transaction, [one.id])
    mains = await main_names(transaction, [one], own_aliases)
    foreign = await foreign_keys(transaction, [one], mains, kind, own_aliases)
    names = set(own_aliases[one.id])
    keys = {spelling(as_kind(key, other)) for key in names for other in ANY_KIND}
    keys |= {
        row["key"] for row in await run_statement(transaction, "decided_name/list_by_entity", ids=[one.id])
    }
    occupied = await taken(transaction, one, [as_kind(key, other) for key in names for other in ANY_KIND])
    occupied |= {spelling(key) for key in foreign}
    known = await decided(transaction, keys)
    draft, own = Draft(one), spellings(names)
    for key in sorted(keys - occupied):
        before = known.get(key)
        if before is None or before["entityId"] == one.id:
            dropped = bool(before and before["dropped"])
            draft.note(key, before, stood=key in own, kind=kind, dropped=dropped)
    return await apply_correction(transaction, draft.correction("KIND", kind), [one.id])


async def update_entity(
    database: Database,
    reference: str,
    *,
    name: str | None = None,
    kind: Kind | None = None,
    details: Details | None = None,
    dry_run: bool = False,
    if_revision: int | None = None,
) -> tuple[CorrectionReport, ...]:
    """Changes the kind, the shown name and then the details of an entity, in one transaction. Each is a decision of
    its own.

    Args:
        if_revision: change it only if this is its revision.

    Raises: NotFound: the entity does not exist. InvalidInput: nothing is given; the name has no word, is shown already, or stands for
    another entity; it has this kind already, it speaks and would not be a person, or one of its names stands for another
    entity of that kind. Conflict: it has another revision.
    """
    if name is None and kind is None and not details:
        raise InvalidInput(
            "nothing is given to change: give `name`, `kind`, `description`, `url`, `wikidata`, `aliases` or `removeAliases`"
        )

    async def work(transaction: Transaction) -> tuple[CorrectionReport, ...]:
        reports: list[CorrectionReport] = []
        if if_revision is not None:
            await _lock_seen(transaction, reference, if_revision)
        if kind is not None:
            reports.append(await _change_kind(transaction, reference, kind))
        if name is not None:
            id_ = reports[0].entity.id if reports else reference
            reports.append(await _rename(transaction, id_, name))
        if details:
            id_ = reports[0].entity.id if reports else reference
            reports += await apply_details(transaction, id_, details)
        return tuple(reports)

    return await try_or_write(database, work, name="update entity", dry_run=dry_run)


async def drop_entity(
    database: Database, reference: str, *, dry_run: bool = False, if_revision: int | None = None
) -> CorrectionReport:
    """Decides that entities with these names and this kind are left out of the graph.

    Raises: NotFound: the entity does not exist. Conflict: it has another revision than `if_revision`.
    """

    async def work(transaction: Transaction) -> CorrectionReport:
        one = await _lock_seen(transaction, reference, if_revision)
        own = spellings(await aliases(transaction, one))
        keys = own | {
            row["key"]
            for row in await run_statement(transaction, "decided_name/list_by_entity", ids=[one.id])
        }
        known = await decided(transaction, keys)
        draft = Draft(one)
        for key in sorted(keys):
            before = known.get(key)
            if before is None or before["entityId"] == one.id:
                draft.note(key, before, stood=key in own, dropped=True)
        return await apply_correction(transaction, draft.correction("DROP", None), [one.id])

    return await try_or_write(database, work, name="drop entity", dry_run=dry_run)


async def detach_name(
    database: Database, reference: str, name: str, *, dry_run: bool = False, if_revision: int | None = None
) -> CorrectionReport:
    """Decides that a name does not stand for an entity. Statements with this name then belong to a separate entity.

    Raises: NotFound: the entity does not exist. InvalidInput: the entity does not have this name, has no other name,
    or has the name by a merge. Conflict: it has another revision than `if_revision`, or a person added the name.
    """

    async def work(transaction: Transaction) -> CorrectionReport:
        one = await _lock_seen(transaction, reference, if_revision)
        names = await aliases(transaction, one)
        normal = normalise_name(name)
        forms = {spelling(key) for key in names if key.split(":")[-1] == normal or key.endswith(f":{normal}")}
        if not normal or not forms:
            raise InvalidInput(
                f"{one.name} ({one.slug}) is not called {name!r:.60}: it is called {await called(transaction, one)}",
                ("name",),
            )
        await _require_not_added(transaction, one, normal)
        if not lasting(spellings(names) - forms) and not spellings(names) - forms:
            raise InvalidInput(
                f"{one.name} has no other name than {name!r:.60}: give it another name, or drop it",
                ("name",),
            )
        known = await decided(transaction, spellings(names))
        await require_not_merged(transaction, one, name, [known[key] for key in sorted(forms & known.keys())])
        draft = Draft(one)
        note_own(draft, spellings(lasting(names) or names) - forms, known)
        for key in sorted(forms):
            own = next(one_key for one_key in sorted(names) if spelling(one_key) == key)
            # The entity's id is made from the key that it was created for, so the name's own entity needs another.
            made = own if entity_id(own) != one.id else f"{own}\x00detached"
            slug = entity_slug(made, one.kind, name.strip())
            draft.note(
                key, known.get(key), stood=True, entityId=entity_id(made), slug=slug, name=name.strip(),
                formerId=None, detached=True,
            )  # fmt: skip
        return await apply_correction(transaction, draft.correction("DETACH", name.strip()), [])

    return await try_or_write(database, work, name="detach name", dry_run=dry_run)


async def take_back(
    database: Database,
    sort: EntityCorrectionKind,
    reference: str,
    detail: str | None = None,
    *,
    dry_run: bool = False,
) -> CorrectionReport:
    """Undoes the latest correction of this sort on an entity. The graph is then as before.

    Args:
        detail: of a name that was detached: which.

    Raises: NotFound: there is no such correction. InvalidInput: a later decision must be undone first.
    """

    async def work(transaction: Transaction) -> CorrectionReport:
        correction = await read_latest(transaction, sort, reference, detail)
        return await revert_correction(transaction, correction)

    return await try_or_write(database, work, name=f"take back {sort.lower()}", dry_run=dry_run)


async def _require_not_added(transaction: Transaction, one: EntityState, normal: str) -> None:
    """Checks that no person added the name, since it would then stay.

    Args:
        normal: the name as in alias keys.
    """
    for row in await run_statement(transaction, "entity_decision/find", reference=one.id, sort="ALIAS"):
        if normalise_name(row["detail"]) == normal:
            raise Conflict(
                f"A person added the name {row['detail']!r} to {one.name} ({one.slug}): undo that decision first.",
                row["id"],
                decision=row["id"],
            )


async def _lock_seen(transaction: Transaction, reference: str, revision: int | None) -> EntityState:
    """Locks an entity of which a client may have seen this revision."""
    one = await lock_entity(transaction, reference)
    await require_revisions(transaction, {} if revision is None else {one.id: revision}, [one.id])
    return one


def _json(row: Row) -> str:
    return json.dumps({"name": row["name"], "decidedAt": row["decidedAt"]}, ensure_ascii=False)

"""Stores a merge as a decision, with the names and the pairs before, so that it can be undone exactly."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.curation.stored_decisions import Mains, lasting, spellings
from service.decisions.decided_pairs import forget_pair_names, pair_key
from service.decisions.found_entity import EntityState
from service.decisions.name_history import (
    Deciding,
    bare_row,
    name_row,
    read_histories,
    write_steps,
)
from service.decisions.origin import decision_time, signature, undo_records
from service.domain.document import Kind
from service.domain.identity import decision_id, digest
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row
from service.resolution.name_index import spelling


@dataclass(frozen=True)
class MovedPair:
    """A pair of a merged entity: its record, and the key of the pair of the remaining entity that it became. `made`: whether that
    pair was made by it. None: the pair said that the two are not one."""

    record: Row
    key: str | None
    made: bool


@dataclass(frozen=True)
class Changes:
    """What one merged entity brought, and what the remaining one was before.

    Attributes:
        names: names of the merged entity that were decided.
        own: names of the remaining entity that were decided with the merge.
        aliases, into_aliases: alias keys of the merged entity and of the remaining one before.
        was: kind of the remaining entity before, if the merge changed it.
        pairs: pairs of the merged entity.
    """

    names: tuple[str, ...]
    own: tuple[str, ...]
    aliases: tuple[str, ...]
    into_aliases: tuple[str, ...]
    was: Kind | None
    pairs: tuple[MovedPair, ...] = field(default=())

    def text(self) -> str:
        pairs = [{"record": one.record, "key": one.key, "made": one.made} for one in self.pairs]
        values = {
            "names": self.names,
            "own": self.own,
            "aliases": self.aliases,
            "intoAliases": self.into_aliases,
        }
        return json.dumps({**values, "was": self.was, "pairs": pairs}, ensure_ascii=False, sort_keys=True)


def read_changes(text: str) -> Changes:
    row: dict[str, Any] = json.loads(text)
    pairs = tuple(MovedPair(one["record"], one["key"], one["made"]) for one in row["pairs"])
    return Changes(
        tuple(row["names"]), tuple(row["own"]), tuple(row["aliases"]), tuple(row["intoAliases"]), row["was"], pairs
    )  # fmt: skip


async def note_merge(
    transaction: Transaction,
    merged: Sequence[EntityState],
    into: EntityState,
    names: Mains,
    was: Kind,
    aliases: Mapping[str, Sequence[str]],
) -> tuple[list[str], bool]:
    """Decides that the main names of all stand for `into`, and moves decisions on the merged ones to it.

    Args:
        into: as it is now.
        was: the kind that `into` was of before.
        aliases: alias keys of all before, by entity.

    Returns: The ids of the decisions, one for each merged entity, and whether two of them were decided to be two; the later decision counts.
    """
    at = decision_time()
    merge = "merge:" + digest(into.id, *sorted(one.id for one in merged), at)
    parts = await _names(transaction, merged, into, names, was)
    rows: dict[str | None, dict[str, Row]] = {}
    known = await read_histories(transaction, {key for part in parts.values() for key in part})
    for whose, part in parts.items():
        rows[whose] = {}
        for key, former in part.items():
            before = bare_row(known[key]) if key in known else None
            owner = (before["formerId"] if before else None) or former
            rows[whose][key] = name_row(key, into, at, before, formerId=owner)
    own = rows.pop(None, {})
    decisions = [Deciding(merge, own, own if was == into.kind else ())]
    decisions += [Deciding(whose, some) for whose, some in rows.items() if whose is not None]
    await write_steps(transaction, decisions, known)
    pairs, taken_back = await _move_pairs(transaction, [one.id for one in merged], into.id)
    was_kind = None if was == into.kind else was
    created = [
        {
            "id": one.id, "decisionId": decision_id("MERGE", one.id, into.id, at), "slug": one.slug, "name": one.name, "kind": one.kind,
            "changes": Changes(
                tuple(sorted(rows.get(one.id, ()))), tuple(sorted(own)), tuple(aliases.get(one.id, ())),
                tuple(aliases.get(into.id, ())), was_kind, tuple(pairs[one.id]),
            ).text(),
        }
        for one in merged
    ]  # fmt: skip
    await run_statement(
        transaction, "merged_entity/create", rows=created, entity=into.id, wasKind=was_kind, mergeId=merge, at=at, **signature(transaction)
    )  # fmt: skip
    return [row["decisionId"] for row in created], taken_back


async def _names(
    transaction: Transaction, merged: Sequence[EntityState], into: EntityState, names: Mains, was: Kind
) -> dict[str | None, dict[str, str | None]]:
    """Returns the names that are decided, each with the entity whose it was: by merged entity, None for those of `into`."""
    ids = [one.id for one in merged]
    decided: dict[str, dict[str, str | None]] = {id_: {} for id_ in (into.id, *ids)}
    for row in await run_statement(transaction, "decided_name/list_by_entity", ids=[into.id, *ids]):
        decided[row["entity"]][row["key"]] = row["former"]
    # A local name belongs to the entity that it was created for, if the kinds match.
    own = (lasting(names[into.id]) if was == into.kind else names[into.id]) | decided[into.id].keys()
    kept = spellings(own)
    said: list[tuple[str, str | None, str | None]] = [
        (key, None, decided[into.id].get(key)) for key in sorted(own)
    ]
    for id_ in ids:
        theirs = sorted(names[id_] | decided[id_].keys())
        said += [(key, id_, decided[id_].get(key) or id_) for key in theirs if spelling(key) not in kept]
    # A name of one of them stays with it, and does not become another one's name of this kind.
    had = spellings(key for key, _, _ in said)
    parts: defaultdict[str | None, dict[str, str | None]] = defaultdict(dict)
    taken: set[str] = set()
    for key, whose, former in said:
        # Not by spellings alone: a concept's match key has no plural.
        for spelt in sorted(spellings([key]) | (spellings([key], into.kind) - had)):
            if spelt not in taken:
                taken.add(spelt)
                parts[whose][spelt] = former
    return parts


async def _move_pairs(
    transaction: Transaction, ids: Sequence[str], into: str
) -> tuple[defaultdict[str, list[MovedPair]], bool]:
    moved: defaultdict[str, list[MovedPair]] = defaultdict(list)
    pairs = await run_statement(transaction, "decided_pair/list_by_entity", ids=list(ids))
    if not pairs:
        return moved, False
    ends = {
        pair["key"]: [into if pair[end] in ids else pair[end] for end in ("one", "other")] for pair in pairs
    }
    new = {key: pair_key((one, other)) for key, (one, other) in ends.items() if one != other}
    known = {
        row["key"]
        for row in await run_statement(transaction, "decided_pair/read_record", keys=sorted(new.values()))
    }
    rows: list[Row] = []
    for pair in pairs:
        whose = next(id_ for id_ in ids if id_ in (pair["one"], pair["other"]))
        key = new.get(pair["key"])
        made = key is not None and key not in known
        moved[whose].append(MovedPair(pair, key, made))
        if key is not None and made:
            known.add(key)
            rows.append(_as_pair(pair, key))
    # Those that say nothing of their own while the merge holds.
    stay = {row["decisionId"] for row in rows}
    await undo_records(transaction, {pair["decisionId"] for pair in pairs} - stay)
    if rows:
        await run_statement(transaction, "decided_pair/write_record", rows=rows)
    return moved, len(new) < len(pairs)


def _as_pair(record: Row, key: str) -> Row:
    """Returns the decision of a pair for the entities of another one."""
    one, other = key.split(" ")
    return record | {"key": key, "one": one, "other": other}


async def return_pairs(transaction: Transaction, changes: Changes, others: Sequence[Row]) -> None:
    """Restores the pairs of a merged entity, unless they were undone since.

    Args:
        others: merges that hold, by which the same pair may be needed.
    """
    for pair in changes.pairs:
        if pair.key is not None and not await run_statement(
            transaction, "decided_pair/read_record", keys=[pair.key]
        ):
            await forget_pair_names(transaction, [pair.record])
            continue
        await run_statement(transaction, "decided_pair/write_record", rows=[pair.record])
        if pair.key is not None and pair.made:
            await _hand_over(transaction, pair.key, others)


async def _hand_over(transaction: Transaction, key: str, others: Sequence[Row]) -> None:
    """Lets another merge own a pair that this one has made, if another has it."""
    for row in others:
        changes = read_changes(row["changes"])
        place = next((i for i, one in enumerate(changes.pairs) if one.key == key), None)
        if place is not None:
            pairs = [*changes.pairs]
            pairs[place] = MovedPair(pairs[place].record, key, made=True)
            text = Changes(
                changes.names, changes.own, changes.aliases, changes.into_aliases, changes.was, tuple(pairs)
            ).text()
            await run_statement(
                transaction, "merged_entity/set_changes", rows=[{"id": row["id"], "changes": text}]
            )
            row["changes"] = text
            record = pairs[place].record
            await run_statement(transaction, "decided_pair/write_record", rows=[_as_pair(record, key)])
            return

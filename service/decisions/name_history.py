"""The history of decided names: by each decision what the name stands for, so that decisions are undone exactly, and not only the latest.

A name keeps a step for each decision on it, the first one first. The last step says what it stands for now. A decision that is undone
takes its steps out. A step that only holds what a name stood for already (`beside`) prevents no undoing.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from service.decisions.found_entity import EntityState
from service.domain.wording import minute
from service.errors import Conflict
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row


@dataclass(frozen=True)
class Step:
    """`decision`: id of the decision, or of several that were made at once. None: of another graph. `after`: what the name stands for by it,
    without history."""

    decision: str | None
    after: Row
    beside: bool


def name_row(key: str, entity: EntityState, at: str, before: Row | None = None, **values: Any) -> Row:
    """Returns what a name is decided to be: by default a name of the entity. The first owner of a name is kept."""
    row: Row = {
        "key": key, "entityId": entity.id, "kind": entity.kind, "slug": entity.slug, "name": entity.name,
        "formerId": before and before["formerId"], "dropped": False, "detached": bool(before and before["detached"]),
        "decidedAt": at,
    }  # fmt: skip
    return row | values


async def read_rows(transaction: Transaction, keys: Iterable[str]) -> dict[str, Row]:
    """Returns the decided names among these, without their histories."""
    return {key: bare_row(row) for key, row in (await read_histories(transaction, keys)).items()}


@dataclass(frozen=True)
class Deciding:
    """What a decision says of names.

    Attributes:
        names: key → what it stands for by the decision.
        beside: those of them that stood for it already.
    """

    decision: str
    names: Mapping[str, Row]
    beside: Collection[str] = ()


async def decide_names(
    transaction: Transaction, decision: str, names: Mapping[str, Row], beside: Iterable[str] = ()
) -> None:
    """Adds a step to each of these names. Arguments as in `Deciding`."""
    if names:
        await write_steps(
            transaction, [Deciding(decision, names, set(beside))], await read_histories(transaction, names)
        )


async def write_steps(
    transaction: Transaction, decisions: Iterable[Deciding], known: Mapping[str, Row]
) -> None:
    """Adds a step of each decision to its names.

    Args:
        known: what is decided of these names, with their histories.
    """
    steps: dict[str, list[Step]] = {}
    for one in decisions:
        for key, after in one.names.items():
            before = steps.get(key) or _steps(known.get(key))
            steps[key] = [*before, Step(one.decision, after, key in one.beside)]
    if steps:
        rows = [_row(some) for some in steps.values()]
        await run_statement(transaction, "decided_name/write_record", rows=rows)


async def forget_decision(transaction: Transaction, decision: str, keys: Iterable[str]) -> set[str]:
    """Takes the steps of a decision out of the histories of these names. Names without other steps become undecided.

    Returns: The names that have no such step, because another graph wrote them.

    Raises: Conflict: a later decision rests on one of the steps.
    """
    return await forget_decisions(transaction, {decision: keys})


async def forget_decisions(transaction: Transaction, decisions: Mapping[str, Iterable[str]]) -> set[str]:
    """As `forget_decision`, of several decisions, by their ids."""
    names = {decision: sorted(set(keys)) for decision, keys in decisions.items()}
    known = await read_histories(transaction, {key for keys in names.values() for key in keys})
    left = {key: _steps(row) for key, row in known.items()}
    unknown, changed = set[str](), set[str]()
    for decision, keys in names.items():
        for key in keys:
            steps = left.get(key, [])
            place = next((place for place, step in enumerate(steps) if step.decision == decision), None)
            if place is None:
                unknown.add(key)
                continue
            later = [step for step in steps[place + 1 :] if not step.beside]
            if later and not steps[place].beside:
                raise await later_decision(transaction, later[-1], key)
            left[key] = steps[:place] + (steps[place + 1 :] if steps[place].beside else [])
            changed.add(key)
    gone = sorted(key for key in changed if not left[key])
    if gone:
        await run_statement(transaction, "decided_name/delete", keys=gone)
    rows = [_row(left[key]) for key in sorted(changed) if left[key]]
    if rows:
        await run_statement(transaction, "decided_name/write_record", rows=rows)
    return unknown


async def require_kind_unused(transaction: Transaction, entity: str, kind: str) -> None:
    """Checks that no decision holds names of an entity as names of this kind, which it has no longer.

    Raises: Conflict: one does.
    """
    rows = await run_statement(transaction, "decided_name/list_by_entity", ids=[entity])
    for key, row in (await read_histories(transaction, [row["key"] for row in rows])).items():
        if row["kind"] == kind:
            steps = [step for step in _steps(row) if not step.beside]
            raise await later_decision(transaction, steps[-1] if steps else None, key)


async def later_decision(transaction: Transaction, step: Step | None, key: str) -> Conflict:
    """Returns the error that names the decision that must be undone first."""
    name = key.rpartition(":")[2]
    asked = {"id": step and step.decision, "entity": step and step.after["entityId"]}
    for row in await run_statement(transaction, "decision/find_later", **asked):
        return Conflict(
            f"a later decision rests on it, on the name {name!r}: undo {row['id']} first "
            f"({row['kind']}, {minute(row['at'])})",
            row["id"],
            decision=row["id"],
        )
    return Conflict(
        f"a later decision changed what {name!r} stands for: undo that first (`decisions` lists them, the latest first)",
        key,
    )


async def read_histories(transaction: Transaction, keys: Iterable[str]) -> dict[str, Row]:
    """Returns the decided names among these."""
    rows = await run_statement(transaction, "decided_name/read_record", keys=sorted(keys))
    return {row["key"]: row for row in rows}


def _steps(row: Row | None) -> list[Step]:
    if row is None:
        return []
    if row["history"] is None:
        return [Step(None, bare_row(row), beside=False)]
    return [Step(one["decision"], one["after"], one["beside"]) for one in json.loads(row["history"])]


def _row(steps: list[Step]) -> Row:
    said = [{"decision": step.decision, "after": step.after, "beside": step.beside} for step in steps]
    only = len(steps) == 1 and steps[0].decision is None
    return steps[-1].after | {
        "history": None if only else json.dumps(said, ensure_ascii=False, sort_keys=True)
    }


def bare_row(row: Row) -> Row:
    """Returns what a name stands for, without its history."""
    return {key: value for key, value in row.items() if key != "history"}

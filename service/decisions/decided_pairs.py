"""Pairs of entities, or of videos, that are decided to be two.

With a pair of entities, what their names stand for is decided too, so that no rule of similarity makes them one. Pairs that are decided at
once share this decision on names: an entity's names are undecided with its last pair.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from service.decisions.name_history import decide_names, forget_decision
from service.decisions.origin import decision_time, signature, undo_records
from service.domain.identity import decision_id, digest
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row

type NamesOf = Mapping[str, Mapping[str, Row]]
"""Maps an entity id to what its names stand for by the decision."""


async def note_pairs(
    transaction: Transaction, pairs: Iterable[tuple[str, str]], names: NamesOf | None = None
) -> list[str]:
    """Decides that these are two, and what their names stand for. Pairs that are decided already stay as they are.

    Returns: The ids of the new decisions.
    """
    ordered = {pair_key(pair): (min(pair), max(pair)) for pair in pairs}
    known = await run_statement(transaction, "decided_pair/read_record", keys=sorted(ordered))
    for row in known:
        del ordered[row["key"]]
    if not ordered:
        return []
    at, of = decision_time(), names or {}
    group = "pairs:" + digest(*sorted(ordered), at)
    rows: list[Row] = [
        {
            "key": key, "decisionId": decision_id("PAIR", key, at), "one": pair[0], "other": pair[1], **signature(transaction), "decidedAt": at,
            "pairsId": group if of else None,
            "changes": json.dumps({end: sorted(of.get(end, ())) for end in pair}, sort_keys=True) if of else None,
        }
        for key, pair in sorted(ordered.items())
    ]  # fmt: skip
    await run_statement(transaction, "decided_pair/write_record", rows=rows)
    ends = {end for pair in ordered.values() for end in pair}
    decided = {key: row for end in sorted(ends & of.keys()) for key, row in of[end].items()}
    await decide_names(transaction, group, decided, beside=decided)
    return [row["decisionId"] for row in rows]


async def delete_pairs(transaction: Transaction, keys: Sequence[str]) -> list[Row]:
    """Undoes these pairs, and what was decided on names with them alone. Returns those that were decided."""
    rows = await run_statement(transaction, "decided_pair/read_record", keys=sorted(set(keys)))
    if not rows:
        return []
    await undo_records(transaction, [row["decisionId"] for row in rows])
    await forget_pair_names(transaction, rows)
    return rows


async def forget_pair_names(transaction: Transaction, rows: Iterable[Row]) -> None:
    """Undoes what was decided on names with pairs that are deleted, unless another pair of the same decision needs it."""
    for row in rows:
        if row["pairsId"] is None:
            continue
        ids = sorted({row["one"], row["other"], *json.loads(row["changes"])})
        left = await run_statement(transaction, "decided_pair/list_by_entity", ids=ids)
        needed = {
            end for one in left if one["pairsId"] == row["pairsId"] for end in json.loads(one["changes"])
        }
        for end, keys in json.loads(row["changes"]).items():
            if end not in needed:
                await forget_decision(transaction, row["pairsId"], keys)


def names_of_pairs(rows: Iterable[Row]) -> set[str]:
    """Returns the names that were decided with these pairs."""
    named = [json.loads(row["changes"]) for row in rows if row["changes"] is not None]
    return {key for names in named for keys in names.values() for key in keys}


def pair_keys(ids: Iterable[str]) -> list[str]:
    """Returns the keys of all pairs of these ids, by which they are listed."""
    return [pair_key(pair) for pair in combinations(ids, 2)]


def pair_key(pair: tuple[str, str]) -> str:
    return f"{min(pair)} {max(pair)}"

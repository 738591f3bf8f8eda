"""What a talk takes over from the one in whose place it comes: the decisions of people on it, and its citations.

Corrections of the talk belong to it by their `videoId`. Decisions on names that are valid in it alone, and pairs of talks that both stay,
have its id in their keys.
"""

import json
from collections.abc import Mapping, Sequence

from service.decisions.decided_pairs import pair_key
from service.decisions.name_history import read_histories
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row


async def list_decided_names(transaction: Transaction, video: str) -> list[str]:
    """Returns the decided names that are valid in a talk alone. Its document is still kept."""
    rows = await run_statement(transaction, "kept_document/list_local_names", video=video)
    return [row["key"] for row in rows]


async def take_over(transaction: Transaction, video: str, into: str, names: Sequence[str]) -> None:
    """Makes the decisions on a talk, which is deleted already, those of the talk that comes in its place, which is not written yet.

    Args:
        names: of `list_decided_names`.
    """
    await run_statement(transaction, "video_decision/move", video=video, into=into)
    await _move_pairs(transaction, video, into)
    await _move_names(transaction, {key: key.replace(f"@{video}:", f"@{into}:", 1) for key in names})


async def note_former(transaction: Transaction, former: Row, video: str) -> None:
    """Notes that a talk came in the place of another one, and of those in whose place that one came.

    Args:
        former: state of the talk that was replaced.
    """
    ids = [*former["formerIds"], former["id"]]
    await run_statement(transaction, "video/write_former_ids", id=video, formerIds=ids)


async def _move_pairs(transaction: Transaction, video: str, into: str) -> None:
    rows: list[Row] = []
    for row in await run_statement(transaction, "decided_pair/list_by_entity", ids=[video]):
        other = row["other"] if row["one"] == video else row["one"]
        if other != into:  # of these two, one is left
            pair = (other, into)
            rows.append({**row, "key": pair_key(pair), "one": min(pair), "other": max(pair)})
    if rows:
        await run_statement(transaction, "decided_pair/write_record", rows=rows)


async def _move_names(transaction: Transaction, names: Mapping[str, str]) -> None:
    """Gives decided names other keys, also in the records by which decisions on them are undone. What is decided on such a key already stays."""
    if not names:
        return
    histories = await read_histories(transaction, [*names, *names.values()])
    moved = {key: new for key, new in names.items() if key in histories and new not in histories}
    if not moved:
        return
    rows = [
        {**row, "key": moved[key], "history": row["history"] and _with_keys(row["history"], moved)}
        for key, row in histories.items()
        if key in moved
    ]
    await run_statement(transaction, "decided_name/delete", keys=sorted(moved))
    await run_statement(transaction, "decided_name/write_record", rows=rows)
    texts = sorted({text for key in moved for text in _as_json(key)})
    found = await run_statement(transaction, "decision/list_changes", texts=texts)
    if found:
        changes = [{"id": row["id"], "changes": _with_keys(row["changes"], moved)} for row in found]
        await run_statement(transaction, "decision/write_changes", rows=changes)


def _with_keys(text: str, moved: Mapping[str, str]) -> str:
    """Returns a JSON text with other keys of names."""
    for key, new in moved.items():
        for before, after in zip(_as_json(key), _as_json(new), strict=True):
            text = text.replace(before, after)
    return text


def _as_json(key: str) -> tuple[str, str]:
    return json.dumps(key), json.dumps(key, ensure_ascii=False)

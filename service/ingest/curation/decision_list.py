"""Lists what people decided on entities and talks, and what takes each decision back. Changes nothing."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from service.graph.driver.database import Database
from service.graph.statement_runner import execute

type Sort = Literal["one", "two", "both stay", "rename", "kind", "drop", "detach"]
"""Two entities are one, or are two; two talks that share their words both stay; an entity was corrected."""


@dataclass(frozen=True)
class End:
    """An entity or a talk that was decided on.

    `slug` and `name`: of what was merged those that it had; of what has no talk any more those of its decided names, None
    where it has none. `kind`: None of a talk. `there`: whether it is in the graph now, by this id.
    """

    id: str
    slug: str | None
    name: str | None
    kind: str | None
    there: bool


@dataclass(frozen=True)
class Decided:
    """One decision, on one or two.

    `at`: when, as ISO 8601. Of what was merged `first` is what it was and `second` what it is now; a correction has no `second`, and
    `detail` is the new name, the new kind, or the name that was detached. `take_back`: the command that takes it back, None as long
    as what it needs is not in the graph: it has to be imported first.
    """

    sort: Sort
    at: str
    first: End
    second: End | None
    take_back: str | None
    detail: str | None = None
    reason: str | None = None


async def list_decisions(database: Database) -> list[Decided]:
    """All decisions, the latest first; of one moment by their ids."""
    rows = await execute(database, "decision/list", label="list decisions")
    return [_decided(*row) for row in rows]


def _decided(
    sort: str, at: str, detail: str | None, reason: str | None, ends: Sequence[dict[str, Any]]
) -> Decided:
    first, *others = (
        End(end["id"], end["slug"], end["name"], end["kind"], end["talks"] is not None) for end in ends
    )
    match sort:
        case "ONE":
            [second] = others
            command = f"apart {first.slug} {second.slug}" if second.there else None
            return Decided("one", at, first, second, _command(command))
        case "TWO":
            [second] = others
            both = first.there and second.there
            command = f"apart --take-back {first.slug} {second.slug}" if both else None
            return Decided("two", at, first, second, _command(command))
        case "BOTH_STAY":
            [second] = others
            both = first.there and second.there
            command = f"apart --talks --take-back {first.slug} {second.slug}" if both else None
            return Decided("both stay", at, first, second, _command(command))
        case _:
            return _correction(_CORRECTIONS[sort], at, first, detail, reason)


_CORRECTIONS: dict[str, Literal["rename", "kind", "drop", "detach"]] = {
    "RENAME": "rename",
    "KIND": "kind",
    "DROP": "drop",
    "DETACH": "detach",
}


def _correction(
    sort: Literal["rename", "kind", "drop", "detach"],
    at: str,
    first: End,
    detail: str | None,
    reason: str | None,
) -> Decided:
    """What takes a correction back needs no talk."""
    name = f" {shlex.quote(detail)}" if sort == "detach" and detail is not None else ""
    return Decided(sort, at, first, None, _command(f"{sort} --take-back {first.slug}{name}"), detail, reason)


def _command(rest: str | None) -> str | None:
    return None if rest is None else f"videograph {rest}"

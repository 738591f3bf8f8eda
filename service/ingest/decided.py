"""Lists what people decided with `merge` and `apart`, and what takes each decision back. Changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from service.graph.database import Database
from service.graph.writes import statement

type Sort = Literal["one", "two", "both stay"]
"""Two entities are one, or are two; two talks that share their words both stay."""


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
    """One decision, on two.

    `at`: when, as ISO 8601. Of what was merged `first` is what it was and `second` what it is now. `take_back`: the command that
    takes it back, None as long as what it needs is not in the graph: it has to be imported first.
    """

    sort: Sort
    at: str
    first: End
    second: End
    take_back: str | None


async def list_decisions(database: Database) -> list[Decided]:
    """All decisions, the latest first; of one moment by their ids."""
    rows = await database.read(statement("checks/decision/list"), name="list decisions")
    return [_decided(*row) for row in rows]


def _decided(sort: str, at: str, pair: Sequence[dict[str, Any]]) -> Decided:
    first, second = (
        End(end["id"], end["slug"], end["name"], end["kind"], end["talks"] is not None) for end in pair
    )
    match sort:
        case "ONE":
            command = f"apart {first.slug} {second.slug}" if second.there else None
            return Decided("one", at, first, second, _command(command))
        case "TWO":
            both = first.there and second.there
            command = f"apart --take-back {first.slug} {second.slug}" if both else None
            return Decided("two", at, first, second, _command(command))
        case _:
            both = first.there and second.there
            command = f"apart --talks --take-back {first.slug} {second.slug}" if both else None
            return Decided("both stay", at, first, second, _command(command))


def _command(rest: str | None) -> str | None:
    return None if rest is None else f"videograph {rest}"

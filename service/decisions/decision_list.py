"""Lists what people decided on entities and talks. Changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from service.domain.decision_kinds import DecisionWord, decision_word
from service.domain.wording import minute
from service.errors import Conflict, NotFound
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import execute, run_statement


@dataclass(frozen=True)
class DecisionEnd:
    """An entity or a talk of a decision.

    `slug` and `name`: for a merged entity its former ones; without talks, those of its decided names, None if there
    are none. `kind`: None for a talk. `there`: whether it is in the graph now, with this id.
    """

    id: str
    slug: str | None
    name: str | None
    kind: str | None
    there: bool


@dataclass(frozen=True)
class ListedDecision:
    """One decision, on one or two objects.

    `id`: by which it can be undone. `at`: when, as ISO 8601. Of what was merged `first` is what it was and `second` what it is now; a
    correction has no `second`, and `detail` is the new name, the new kind, or the name that was detached. Of a correction
    of a talk `first` is the talk, `detail` the correction in words, and `about` all ids that it is about; of a deletion `detail` is the
    talk's title. `missing`: whether the talk no longer has the quote of an added statement, or the document of a deleted talk is no longer kept.
    """

    id: str
    sort: DecisionWord
    at: str
    first: DecisionEnd
    second: DecisionEnd | None
    detail: str | None = None
    by: str | None = None
    reason: str | None = None
    about: tuple[str, ...] = ()
    missing: bool = False

    @property
    def end_ids(self) -> list[str]:
        """Ids of what it is about: entities, videos, evidence."""
        if self.about:
            return list(self.about)
        return [end.id for end in (self.first, self.second) if end is not None]

    @property
    def can_be_undone(self) -> bool:
        """Not as long as what that needs is not in the graph: it must be imported first. A correction needs no talk; a deletion needs the
        kept document, and that the talk was not imported again; an extraction again the kept document and the talk."""
        if self.sort == "delete talk":
            return not self.missing and not self.first.there
        if self.sort == "extract again":
            return not self.missing and self.first.there
        ends = {
            "one": (self.second,),
            "two": (self.first, self.second),
            "both stay": (self.first, self.second),
        }
        return all(end is not None and end.there for end in ends.get(self.sort, ()))


async def list_decisions(database: Database) -> list[ListedDecision]:
    """Returns all decisions, the latest first; at the same time, sorted by id."""
    rows = await execute(database, "decision/list", label="list decisions")
    return [_decided(*row) for row in rows]


async def read_decision(transaction: Transaction, id_: str) -> ListedDecision:
    """Returns a decision that holds.

    Raises:
        NotFound: there is no decision of that id.
        Conflict: it was undone.
    """
    for row in await run_statement(transaction, "decision/read", id=id_):
        return _decided(*row.values())
    for row in await run_statement(transaction, "decision/read_undone", id=id_):
        by = f" by {row['by']}" if row["by"] else ""
        raise Conflict(f"the decision {id_} was undone already{by}, {minute(row['at'])}", id_)
    raise NotFound(f"there is no decision with id {id_!r}: `decisions` lists them")


def _decided(
    id_: str,
    kind: str,
    at: str,
    detail: str | None,
    by: str | None,
    reason: str | None,
    ends: Sequence[dict[str, Any]],
    about: Sequence[str] | None,
    missing: bool | None,
) -> ListedDecision:
    first, *others = (
        DecisionEnd(end["id"], end["slug"], end["name"], end["kind"], end["talks"] is not None)
        for end in ends
    )
    second = others[0] if others else None
    return ListedDecision(
        id_, decision_word(kind), at, first, second, detail, by, reason, tuple(about or ()), bool(missing)
    )

"""Updates connections between entities by the change of videos' evidence.

Sums change by what a video adds minus what it added before. Only if it removes the earliest or latest date, or the
shown quote, are these read from the remaining evidence.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from service.domain.model import CO_MENTION, ENDED_BY_LEFT
from service.graph.driver.database import Transaction
from service.graph.preferred_values import thousandths
from service.graph.statement_runner import Call, run_statement
from service.graph.video_rows import Row, VideoRows


@dataclass(frozen=True)
class EvidenceData:
    """The data of a piece of evidence for its connection. `seconds`: when it was said, from the start of its talk."""

    strength: int
    seconds: float
    quote: str
    past: bool = False


@dataclass
class Contribution:
    """What one video adds to one connection. `quotes`: evidence id → its data."""

    type: str
    source: str
    target: str
    day: str | None
    quotes: dict[str, EvidenceData] = field(default_factory=dict[str, EvidenceData])

    @property
    def strength(self) -> int:
        return sum(quoted.strength for quoted in self.quotes.values())

    @property
    def past(self) -> int:
        return sum(quoted.past for quoted in self.quotes.values())


def contributions(part: VideoRows) -> dict[str, Contribution]:
    """By relationship id."""
    found: dict[str, Contribution] = {}
    for row in part.rows["evidence"].values():
        one = found.setdefault(
            row["relationshipId"],
            Contribution(row["type"], row["subject"], row["object"], part.published_on),
        )
        one.quotes[row["id"]] = EvidenceData(
            thousandths(row["confidence"]), row["startSeconds"], row["quote"], bool(row["past"])
        )
    return found


@dataclass(frozen=True)
class RelationshipChange:
    """A connection to which videos add something else than before: the change of each, in their order."""

    any: Contribution
    steps: list[tuple[Contribution | None, Contribution | None]] = field(
        default_factory=list[tuple[Contribution | None, Contribution | None]]
    )


@dataclass(frozen=True)
class RelationshipChanges:
    """Connections to delete, to create and to update. `positions`: ends between which somebody works, leads or left, now or before. `degrees`: the change in the number of stated connections of each entity."""

    gone: list[Row]
    created: list[Row]
    kept: list[Row]
    positions: list[Row]
    degrees: Counter[str]

    def calls(self) -> list[Call]:
        verbs = {
            "delete": self.gone,
            "create": self.created,
            "update": self.kept,
            "decide_past": self.positions,
        }
        return [(f"relationship/{verb}", {"rows": rows}) for verb, rows in verbs.items()]


def touched_relationships(changes: Sequence[tuple[VideoRows, VideoRows]]) -> dict[str, RelationshipChange]:
    """By relationship id, sorted.

    Args:
        changes: videos before and after.
    """
    touched: dict[str, RelationshipChange] = {}
    for before, after in changes:
        old, new = contributions(before), contributions(after)
        for id_ in old | new:
            if old.get(id_) != new.get(id_):
                one = touched.setdefault(id_, RelationshipChange(old.get(id_) or new[id_]))
                one.steps.append((old.get(id_), new.get(id_)))
    return dict(sorted(touched.items()))


def read_touched(touched: Mapping[str, RelationshipChange]) -> Call:
    return "relationship/read", {"rows": _ends(touched)}


def _ends(touched: Mapping[str, RelationshipChange]) -> list[Row]:
    return [{"id": id_, "source": one.any.source, "target": one.any.target} for id_, one in touched.items()]


async def find_changes(
    transaction: Transaction, touched: Mapping[str, RelationshipChange], present: Sequence[Row]
) -> RelationshipChanges:
    """Returns what is to be written. The evidence is written already.

    Args:
        present: the rows of `read_touched`.
    """
    ends = _ends(touched)
    states = {row["id"]: row for row in present}
    rows = [_changed_by_all(end, states.get(end["id"]), touched[end["id"]].steps) for end in ends]
    lost: dict[str, Row] = {row["id"]: row for row in rows if row.pop("lost") and row["evidenceCount"] > 0}
    if lost:
        for found in await run_statement(transaction, "relationship/read_from_evidence", ids=sorted(lost)):
            lost[found["id"]].update(found)
    created: list[Row] = [
        {**row, "type": touched[row["id"]].any.type}
        for row in rows
        if row["id"] not in states and row["evidenceCount"] > 0
    ]
    kept = [row for row in rows if row["id"] in states and row["evidenceCount"] > 0]
    gone = [
        end for end, row in zip(ends, rows, strict=True) if end["id"] in states and row["evidenceCount"] <= 0
    ]
    degrees: Counter[str] = Counter()
    for some, step in ((created, 1), (gone, -1)):
        for row in some:
            if touched[row["id"]].any.type != CO_MENTION:
                degrees[row["source"]] += step
                degrees[row["target"]] += step
    pairs = {
        (one.any.source, one.any.target)
        for one in touched.values()
        if one.any.type == "LEFT" or one.any.type in ENDED_BY_LEFT
    }
    positions = [{"source": source, "target": target} for source, target in sorted(pairs)]
    return RelationshipChanges(gone, created, kept, positions, degrees)


def _changed_by_all(
    end: Row, state: Row | None, steps: Iterable[tuple[Contribution | None, Contribution | None]]
) -> Row:
    """Returns the new state of the connection, by the change of each video; `lost`: its dates and quote must be read."""
    row: Row | None = None if state is None else state
    lost = False
    for old, new in steps:
        row = _changed(end, row, old, new)
        lost = row.pop("lost") or lost
    assert row is not None
    row.pop("confidence", None)
    row.pop("startSeconds", None)
    return row | {"lost": lost}


def _changed(end: Row, state: Row | None, old: Contribution | None, new: Contribution | None) -> Row:
    """Returns the new state of the connection; `lost`: its dates and quote must be read."""
    quotes = new.quotes if new else {}
    taken = old.quotes if old else {}
    nothing: Row = {"evidenceCount": 0, "pastCount": 0, "videoCount": 0, "weight": 0.0}
    row: Row = {**nothing, **(state or {}), **end}
    row["evidenceCount"] += len(quotes) - len(taken)
    row["pastCount"] += (new.past if new else 0) - (old.past if old else 0)
    row["videoCount"] += bool(new) - bool(old)
    strength = (new.strength if new else 0) - (old.strength if old else 0)
    row["weight"] = (round(row["weight"] * 1000) + strength) / 1000
    first, last, quote_id = row.get("firstSaidOn"), row.get("lastSaidOn"), row.get("quoteId")
    day = new.day if new else None
    row["lost"] = state is not None and (
        (old is not None and old.day is not None and old.day != day and old.day in (first, last))
        or (quote_id in taken and quotes.get(quote_id) != taken[quote_id])
    )
    row["firstSaidOn"] = min(filter(None, (first, day)), default=None)
    row["lastSaidOn"] = max(filter(None, (last, day)), default=None)
    # The first in the order of `Relationship.evidence`: the strongest, and of equally strong ones the one that was said earlier in its talk.
    rivals = [(one.strength, -one.seconds, id_, one.quote) for id_, one in quotes.items()]
    if quote_id is not None:
        rivals.append((thousandths(row["confidence"]), -(row["startSeconds"] or 0.0), quote_id, row["quote"]))
    strength, before, row["quoteId"], row["quote"] = max(rivals, default=(0, 0.0, None, None))
    row["confidence"], row["startSeconds"] = strength / 1000, -before
    return row

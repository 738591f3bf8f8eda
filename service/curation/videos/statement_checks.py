"""A statement that a person adds to a talk: what is given, what is reported, and what is checked."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.document import Kind, SegmentInfo
from service.domain.model import KINDS, lasting_types, read_model
from service.domain.quotes import find_quotes
from service.domain.text import LONGEST_LABEL, LONGEST_QUOTE
from service.domain.video_corrections import AddedStatementEnd
from service.errors import InvalidInput


@dataclass(frozen=True)
class StatedEnd:
    """One end: an `entity` of the graph by its id or slug, or the `name` and `kind` of a new one."""

    entity: str | None = None
    name: str | None = None
    kind: Kind | None = None


@dataclass(frozen=True)
class StatementToAdd:
    """A connection that a quote of a talk supports. `video`: id, slug or address. `label`: the connection in words, by
    default the type. `start_seconds`: which of several places with these words; by default the first."""

    video: str
    source: StatedEnd
    type: str
    target: StatedEnd
    quote: str
    label: str | None = None
    past: bool = False
    start_seconds: float | None = None


@dataclass(frozen=True)
class StatementReport:
    """What was added. `evidence`, `relationship`, `source`, `target`: ids. `start_seconds`: where the quote is."""

    decision: str
    video: str
    title: str
    evidence: str
    relationship: str
    source: str
    target: str
    detail: str
    start_seconds: float


def require_type(statement: StatementToAdd, source: AddedStatementEnd, target: AddedStatementEnd) -> None:
    types = read_model().connections
    type_ = types.get(statement.type)
    if type_ is None:
        raise InvalidInput(f"there is no type {statement.type!r}: take one of {', '.join(types)}", ("type",))
    if not type_.allows(KINDS[source.kind], KINDS[target.kind]):
        raise InvalidInput(
            f"{statement.type} does not go from {source.kind} to {target.kind}: take another type, such as RELATED_TO",
            ("type",),
        )
    if statement.past and not type_.lasts:
        raise InvalidInput(
            f"{statement.type} happens once and stays so: `past` is for {lasting_types()}", ("past",)
        )


def label_of(statement: StatementToAdd) -> str:
    label = " ".join((statement.label or statement.type.lower().replace("_", " ")).split())
    if len(label) > LONGEST_LABEL:
        raise InvalidInput(f"the label has more than {LONGEST_LABEL:,} characters", ("label",))
    return label


def moment_of(segments: Sequence[SegmentInfo], quote: str, given: float | None) -> float:
    """Returns the start of the segment where the quote begins."""
    if not quote or len(quote) > LONGEST_QUOTE:
        raise InvalidInput(f"a quote has 1 to {LONGEST_QUOTE:,} characters", ("quote",))
    starts = [segments[place.first].start_seconds for place in find_quotes(segments, quote)]
    if not starts:
        raise InvalidInput(
            "the quote is not in the transcript: copy the words from it verbatim, without line breaks",
            ("quote",),
        )
    return starts[0] if given is None else min(starts, key=lambda start: abs(start - given))

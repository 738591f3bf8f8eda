"""Decisions in documents and files: each record has the properties of one node of the graph.

A VideoDocument contains the decisions on its own names. A file of decisions (`decisions.json`, written by `videograph
export --all`) contains all decisions of a graph, including those that concern none of its talks.
"""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, TypeAdapter

from service.domain.decision_kinds import DecisionKind, EntityCorrectionKind, VideoCorrectionKind
from service.domain.document_types import (
    DocumentPart,
    Kind,
    Label,
    Name,
    QuoteText,
    Seconds,
    Text,
    Title,
    Url,
    Words,
)

EntityId = Annotated[str, StringConstraints(pattern=r"^entity:[0-9a-f]+$", max_length=100)]


class RejectedQuote(DocumentPart):
    """The fingerprint of a rejected quote. `source`, `target`: normal forms of the names of both ends. `quote`: search
    form of the words."""

    sort: Literal["REJECT_EVIDENCE"] = "REJECT_EVIDENCE"
    source: Words
    type: Words
    target: Words
    quote: Words


class AddedStatementEnd(DocumentPart):
    """One end of an added statement. `entityId`: the entity that it means; missing for a new one, which is known by
    name and kind. `local`: whether the name is one that is valid only in this talk."""

    name: Name
    kind: Kind
    entity_id: EntityId | None = None
    slug: Name | None = None
    local: bool = False


class StatementAddition(DocumentPart):
    """A connection by hand. `startSeconds`: where the quote was when the statement was added, to choose between equal
    words."""

    sort: Literal["ADD_STATEMENT"] = "ADD_STATEMENT"
    source: AddedStatementEnd
    type: Words
    target: AddedStatementEnd
    quote: QuoteText
    label: Label
    past: bool = False
    start_seconds: Seconds


class ChannelName(DocumentPart):
    name: Name
    id: Name | None = None
    url: Url | None = None


class SpeakerCorrection(DocumentPart):
    """Who speaks under a label of the transcript; without `name`, it is not known."""

    label: Name
    name: Name | None = None


class VideoUpdate(DocumentPart):
    """New data of a video; what is missing stays. `cleared`: what is removed."""

    sort: Literal["UPDATE_VIDEO"] = "UPDATE_VIDEO"
    title: Title | None = None
    published_on: date | None = None
    url: Url | None = None
    channel: ChannelName | None = None
    speakers: tuple[SpeakerCorrection, ...] = ()
    cleared: tuple[Literal["publishedOn", "url", "channel"], ...] = ()


type VideoChange = RejectedQuote | StatementAddition | VideoUpdate

_CHANGE: TypeAdapter[VideoChange] = TypeAdapter(Annotated[VideoChange, Field(discriminator="sort")])


def read_change(text: str) -> VideoChange:
    """
    Raises:
        ValueError: the text is no change of a talk.
    """
    return _CHANGE.validate_json(text)


def write_change(change: VideoChange) -> str:
    return _CHANGE.dump_json(change, by_alias=True, exclude_none=True).decode()


DECISIONS_FORMAT = "videograph-decisions/1"
DECISIONS_FILE = "decisions.json"
"""Name of the file in `videograph export --all`."""


def moment(text: str) -> datetime:
    """An ISO 8601 time; without a time zone it is UTC."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _require_moment(text: str) -> str:
    try:
        moment(text)
    except ValueError:
        raise ValueError(f"{text!r} is no ISO 8601 moment such as 2026-11-29T10:15:00Z") from None
    return text


Moment = Annotated[str, AfterValidator(_require_moment)]
DecisionId = Annotated[str, StringConstraints(pattern=r"^decision:[0-9a-f]+$", max_length=100)]
NodeId = Annotated[str, StringConstraints(pattern=r"^(?:entity|video):\S(?:.*\S)?$", max_length=300)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-+[a-z0-9]+)*$", max_length=200)]
NameKey = Annotated[str, StringConstraints(pattern=r"^(?:PERSON|COMPANY|CONCEPT|PRODUCT|EVENT)[:@].+$")]


class NameRecord(DocumentPart):
    """What a name stands for. `key`: the kind and the match key of the name. `dropped`: the entity is left out of the
    graph. `detached`: the name was detached from another entity. `formerId`: the merged entity that had this name.
    `history`: JSON, what the name stands for by each decision on it."""

    key: NameKey
    entity_id: EntityId
    kind: Kind
    slug: Slug
    name: Words
    former_id: EntityId | None = None
    dropped: bool = False
    detached: bool = False
    history: Text | None = None
    decided_at: Moment


class PairRecord(DocumentPart):
    """Two entities that are not the same, or two videos with the same words that are both kept. `pairsId`, `changes`: the
    names that were decided with it, to undo it exactly."""

    one: NodeId
    other: NodeId
    decision_id: DecisionId
    by: Words | None = None
    reason: Words | None = None
    pairs_id: Words | None = None
    changes: Text | None = None
    decided_at: Moment


class MergedRecord(DocumentPart):
    """A merged entity, with the target of its id and slug. `intoId`: the entity that it was merged into first.
    `intoKind`: the kind of that entity before, if the merge changed it. `mergeId`, `changes`: the names and pairs before, to undo it exactly."""

    id: EntityId
    decision_id: DecisionId
    slug: Slug
    name: Words
    kind: Kind
    entity_id: EntityId
    into_id: EntityId | None = None
    into_kind: Kind | None = None
    by: Words | None = None
    reason: Words | None = None
    merge_id: Words | None = None
    changes: Text | None = None
    merged_at: Moment


class RenamedRecord(DocumentPart):
    """The name that is shown for an entity, independent of talks."""

    id: EntityId
    name: Name
    decided_at: Moment


class CorrectionRecord(DocumentPart):
    """One correction of an entity, with all data to undo it. `slug`, `name`, `kind`: of the
    entity before. `detail`: the new value, or the detached name. `changes`: JSON, its decided names with
    the decisions before it."""

    id: DecisionId
    sort: EntityCorrectionKind
    entity_id: EntityId
    slug: Slug
    name: Words
    kind: Kind
    detail: Words | None = None
    by: Words | None = None
    reason: Words | None = None
    changes: Text
    decided_at: Moment


def _require_change(text: str) -> str:
    read_change(text)
    return text


class VideoRecord(DocumentPart):
    """One correction of a talk, with all data to apply it. `title`: of the talk at that time. `detail`: the correction in
    words. `ends`: ids of the talk, its entities and its evidence. `changes`: JSON of a `VideoChange`."""

    id: DecisionId
    sort: VideoCorrectionKind
    video_id: Annotated[str, StringConstraints(pattern=r"^video:\S(?:.*\S)?$", max_length=300)]
    title: Words
    detail: Words
    ends: tuple[Words, ...]
    by: Words | None = None
    reason: Words | None = None
    changes: Annotated[Words, AfterValidator(_require_change)]
    decided_at: Moment


class UndoneRecord(DocumentPart):
    """A decision that was undone, for the list of decisions. `sort`: as in the API. `ends`: ids of what it was about."""

    id: DecisionId
    sort: DecisionKind
    decided_at: Moment
    by: Words | None = None
    reason: Words | None = None
    detail: Words | None = None
    ends: tuple[Words, ...]
    undone_at: Moment
    undone_by: Words | None = None


class Decisions(DocumentPart):
    """Decisions of a graph, by their subject, and those that were undone."""

    names: tuple[NameRecord, ...] = ()
    pairs: tuple[PairRecord, ...] = ()
    merged: tuple[MergedRecord, ...] = ()
    renamed: tuple[RenamedRecord, ...] = ()
    corrections: tuple[CorrectionRecord, ...] = ()
    talks: tuple[VideoRecord, ...] = ()
    undone: tuple[UndoneRecord, ...] = ()

    def count(self) -> int:
        """Number of records."""
        return sum(map(len, self.lists())) + len(self.undone)

    def lists(self) -> Sequence[Sequence[DocumentPart]]:
        """Those that hold."""
        return self.names, self.pairs, self.merged, self.renamed, self.corrections, self.talks


class DecisionsFile(Decisions):
    """All decisions of a graph, as a file."""

    format: Literal["videograph-decisions/1"] = Field(default=DECISIONS_FORMAT)


def decisions_text(decisions: Decisions) -> str:
    """The decisions as the JSON of a file."""
    parts = decisions.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps({"format": DECISIONS_FORMAT} | parts, ensure_ascii=False, indent=1) + "\n"

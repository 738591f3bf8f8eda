"""Corrections of one talk: a rejected quote, a statement added by hand, changed data of the video.

Each is stored as JSON (`changes`) in a `VideoDecision`, and applied to the talk's document whenever the talk is written. So
it outlives importing and extracting the talk again.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, TypeAdapter

from service.domain.document_types import (
    DocumentPart,
    Kind,
    Label,
    Name,
    QuoteText,
    Seconds,
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

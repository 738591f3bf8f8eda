"""The formats of a language model's answers: their JSON Schema is sent, and answers are parsed leniently.

The descriptions of fields here are sent to the model. Answers are not trusted: names, quotes and types are checked
against the transcript afterwards.
"""

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from service.domain.document import Kind
from service.domain.faults import OTHER_TYPE
from service.domain.model import CO_MENTION, KINDS, read_model

_KINDS: dict[str, Kind] = {
    "ORGANIZATION": "COMPANY",
    "ORGANISATION": "COMPANY",
    "ORG": "COMPANY",
    "INSTITUTION": "COMPANY",
    "TECHNOLOGY": "PRODUCT",
    "SOFTWARE": "PRODUCT",
    "TOOL": "PRODUCT",
    "WORK": "PRODUCT",
    "CONFERENCE": "EVENT",
    "TOPIC": "CONCEPT",
    "IDEA": "CONCEPT",
}
"""Other words that models use for a kind → the kind."""


def stated_types() -> tuple[str, ...]:
    """The types of connections that somebody can state."""
    return tuple(name for name in read_model().connections if name != CO_MENTION)


def _usable(shape: type[BaseModel]) -> BeforeValidator:
    """Removes items that do not fit the format, so that one of them does not cost the whole answer."""

    def keep(value: Any) -> list[Any]:
        kept: list[Any] = []
        for item in _listed(value):
            try:
                kept.append(shape.model_validate(item))
            except ValidationError:
                continue
        return kept

    return BeforeValidator(keep)


def _words(value: Any) -> list[str]:
    return [item for item in _listed(value) if isinstance(item, str) and item.strip()]


def _numbers(value: Any) -> list[int]:
    """Accepts whole numbers, also as text, and "3-5" as its two ends."""
    found: list[int] = []
    for item in _listed(value):
        if isinstance(item, str):
            found += [int(digits) for digits in re.findall(r"[0-9]{1,9}", item)]
        elif isinstance(item, int | float) and float(item).is_integer():
            found.append(int(item))
    return found


def _kind(value: Any) -> Any:
    word = str(value).strip().upper()
    return _KINDS.get(word, word if word in KINDS else "CONCEPT")


def _type(value: Any) -> str:
    name = str(value).strip().upper().replace(" ", "_").replace("-", "_")
    return name if name in read_model().connections else OTHER_TYPE


def _verdict(value: Any) -> Any:
    return str(value).strip().lower()


def _holds(value: Any) -> bool:
    return str(value).strip().lower() in ("true", "yes", "1")


def _listed(value: Any) -> list[Any]:
    """Converts a single value or a missing one to a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, Iterable) and not isinstance(value, str | dict) else [value]


def _asked(schema: dict[str, Any]) -> None:
    """Fields that are parsed leniently are still required in the schema."""
    schema["required"] = list(schema["properties"])
    for field in schema["properties"].values():
        field.pop("default", None)


class ModelAnswer(BaseModel):
    """Single lists may be missing, but not all of them."""

    model_config = ConfigDict(extra="ignore", frozen=True, json_schema_extra=_asked)

    @model_validator(mode="before")
    @classmethod
    def _says_something(cls, value: Any) -> Any:
        if isinstance(value, dict) and not value.keys() & cls.model_fields.keys():
            raise ValueError(f"has none of {', '.join(cls.model_fields)}")
        return value


class NamedEntity(ModelAnswer):
    name: str = Field(description="Its name in full")
    kind: Annotated[Literal["PERSON", "COMPANY", "CONCEPT", "PRODUCT", "EVENT"], BeforeValidator(_kind)]
    aliases: Annotated[list[str], BeforeValidator(_words)] = Field(
        [], description="Other forms of the name in these lines; none for pronouns"
    )


class StatedRelationship(ModelAnswer):
    source: str = Field(description="Name of an entity, the one that does or is")
    type: Annotated[str, BeforeValidator(_type)] = Field(json_schema_extra={"enum": list(stated_types())})
    target: str = Field(description="Name of another entity")
    label: str = Field(
        "",
        description="The words of the quote that can stand between the two names, six at most; empty where none can",
    )
    past: Annotated[bool, BeforeValidator(_holds)] = Field(
        False, description="Whether the words tell it of a time that is over"
    )
    quote: str = Field(description="The words that state it, copied exactly")
    line: int = Field(0, description="Number of the line in which the quote begins")


class ChapterStart(ModelAnswer):
    line: int = Field(description="Number of the line with which a new subject begins")
    title: str = Field(description="Two to eight words that say what is talked about")


class Point(ModelAnswer):
    text: str = Field(description="One whole sentence that a reader should know")
    lines: Annotated[list[int], BeforeValidator(_numbers)] = Field(
        [], description="Numbers of the lines that say it"
    )


class VoiceName(ModelAnswer):
    label: str = Field(description="The voice's label, as it stands in front of its lines")
    name: str = Field(description="Who that is, as the lines themselves tell")


class WindowAnswer(ModelAnswer):
    """What a model notes from the lines of a window."""

    entities: Annotated[list[NamedEntity], _usable(NamedEntity)] = []
    connections: Annotated[list[StatedRelationship], _usable(StatedRelationship)] = []
    chapters: Annotated[list[ChapterStart], _usable(ChapterStart)] = []
    points: Annotated[list[Point], _usable(Point)] = []
    voices: Annotated[list[VoiceName], _usable(VoiceName)] = []


class Verdict(ModelAnswer):
    number: int = Field(description="Number of the statement")
    verdict: Annotated[Literal["stated", "mislabelled", "doubtful", "wrong"], BeforeValidator(_verdict)]


class ReviewAnswer(ModelAnswer):
    """The verdicts on the connections of a window."""

    verdicts: Annotated[list[Verdict], _usable(Verdict)] = []


class ChapterKept(ModelAnswer):
    number: int = Field(description="Number of the listed chapter that it begins with")
    title: str = Field(description="Two to eight words that say what is talked about")


class SectionChosen(ModelAnswer):
    heading: str = Field(description="Two to eight words")
    points: Annotated[list[int], BeforeValidator(_numbers)] = Field(
        [], description="Numbers of the listed points that tell most"
    )


class TopicFound(ModelAnswer):
    name: str = Field(description="A theme in Title Case, one to four words, and no name of a person")
    chapters: Annotated[list[int], BeforeValidator(_numbers)] = Field(
        [], description="Numbers of the listed chapters about it"
    )


class OutlineAnswer(ModelAnswer):
    """The outline of a talk, or of a part of it."""

    summary: str = Field("", description="Three to five sentences")
    chapters: Annotated[list[ChapterKept], _usable(ChapterKept)] = []
    sections: Annotated[list[SectionChosen], _usable(SectionChosen)] = []
    topics: Annotated[list[TopicFound], _usable(TopicFound)] = []

"""Which fields of a document are stored as properties of the same name, and how rows are written and read.

A field that `cypher/model.toml` has under the same name, at the label or relationship type of its part, is stored, read and exported by
what stands here: nothing else names it. Fields that are stored in another way (under another name, as a relationship, summed up)
are the `custom_fields` of `SOURCES`, and `build.py` stores them. A noun is a folder of `cypher/statements`, as in `video_rows.py`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from service.domain.document import (
    BulletInfo,
    ChannelInfo,
    ChapterInfo,
    EntityInfo,
    EvidenceInfo,
    MentionInfo,
    SectionInfo,
    SegmentInfo,
    SpeakerInfo,
    TopicInfo,
    VideoInfo,
)
from service.domain.document_types import DocumentPart
from service.domain.model import read_model
from service.errors import FragmentError
from service.graph.video_rows import Row
from service.resources import cypher_folder

TIMES: dict[str, Callable[[str], Any]] = {
    "DATE": date.fromisoformat,
    "ZONED DATETIME": datetime.fromisoformat,
}
"""Maps the type of a property in the dictionary to the conversion from ISO text: a row has ISO text, a statement gets values."""


@dataclass(frozen=True)
class FieldSource:
    """Where the properties of a noun's rows come from.

    `name`: label or relationship type. `part`: part of the document. `custom_fields`: its fields that are not stored as the property of
    the same name. `set_by_statement`: properties that no row has, since the statement that writes the row sets them.
    """

    name: str
    part: type[DocumentPart] | None
    custom_fields: tuple[str, ...] = ()
    set_by_statement: tuple[str, ...] = ()


SOURCES = {
    "video": FieldSource(
        "Video",
        VideoInfo,
        ("id", "media", "channel"),
        ("addedAt", "updatedAt", "revision", "importedBy", "recording", "recordingType", "formerIds"),
    ),
    "speaker": FieldSource("Speaker", SpeakerInfo, ("person",)),
    "segment": FieldSource("Segment", SegmentInfo, ("speaker",)),
    "chapter": FieldSource("Chapter", ChapterInfo),
    "section": FieldSource("SummarySection", SectionInfo, ("bullets",)),
    "bullet": FieldSource("SummaryBullet", BulletInfo, ("segments",)),
    "evidence": FieldSource(
        "Evidence",
        EvidenceInfo,
        ("id", "segment", "startOffset", "subjectName", "objectName"),
        ("sortConfidence", "sortSeconds"),
    ),
    "published": FieldSource("PUBLISHED", ChannelInfo, ("id",)),
    "mention": FieldSource("MENTIONS", MentionInfo, ("segment",)),
    "discusses": FieldSource("DISCUSSES", TopicInfo, ("segments",)),
    "features": FieldSource(
        "FEATURES",
        EntityInfo,
        ("key", "kind", "kindConfidence", "aliases", "local", "mentions"),
        ("entityId",),
    ),
    "given_name": FieldSource("GIVES_NAME", None),
}
"""Noun → its source, of those that have properties."""


@dataclass(frozen=True)
class Field:
    """A field of a document that is stored. `attribute`: its name in Python. `plain`: makes of its value that of a row, where they differ.
    `default`: what is not stored, since a property that may be missing says the same by being missing."""

    key: str
    attribute: str
    plain: Callable[[Any], Any] | None
    default: Any


@dataclass(frozen=True)
class _Stored:
    """`keys`: properties of a row. `times`: those of them that are times, with what makes them of ISO text."""

    source: FieldSource
    fields: tuple[Field, ...]
    keys: tuple[str, ...]
    times: tuple[tuple[str, Callable[[str], Any]], ...]


@cache
def _stored(noun: str) -> _Stored:
    source = SOURCES[noun]
    properties = read_model().properties(source.name)
    known = {} if source.part is None else source.part.model_fields
    fields: list[Field] = []
    for attribute, info in known.items():
        key = info.alias or attribute
        if key in source.custom_fields:
            continue
        if key not in properties:
            raise FragmentError(
                cypher_folder() / "model.toml",
                f"{source.name} has no property {key}, which documents have: declare it there, or add the field to `custom_fields` "
                "in service/store/rows/stored_fields.py",
            )
        default = ... if properties[key].required else info.get_default(call_default_factory=True)
        fields.append(Field(key, attribute, _plain(properties[key].type), default))
    keys = tuple(key for key in properties if key not in source.set_by_statement)
    times = tuple((key, TIMES[properties[key].type]) for key in keys if properties[key].type in TIMES)
    return _Stored(source, tuple(fields), keys, times)


def _plain(type_: str) -> Callable[[Any], Any] | None:
    if type_ in TIMES:
        return lambda value: value.isoformat()
    return list if type_.startswith("LIST") else None


def field_values(noun: str, part: DocumentPart) -> Row:
    """The stored fields of a part of a document, as a row has them."""
    values: Row = {}
    for field in _stored(noun).fields:
        value = getattr(part, field.attribute)
        if value is None or value == field.default:
            value = None
        elif field.plain is not None:
            value = field.plain(value)
        values[field.key] = value
    return values


def first_given(noun: str, rows: Iterable[Row]) -> Row:
    """The stored fields of what is one thing in the graph and several in the document: of each the first value that is given."""
    some = list(rows)
    keys = [field.key for field in _stored(noun).fields]
    return {key: next((row[key] for row in some if row[key] is not None), None) for key in keys}


def to_parameters(noun: str, rows: Sequence[Row]) -> list[Row]:
    """Rows as the statement that writes them takes them: all properties in the map `properties`.

    Raises:
        FragmentError: the dictionary has a property that no row has.
    """
    stored = _stored(noun)
    try:
        return [_nest(stored, row) for row in rows]
    except KeyError as error:
        part = "the document" if stored.source.part is None else stored.source.part.__name__
        raise FragmentError(
            cypher_folder() / "model.toml",
            f"{stored.source.name} has the property {error.args[0]}, which nothing fills: {part} needs a field of this name",
        ) from None


def _nest(stored: _Stored, row: Row) -> Row:
    properties = {key: row[key] for key in stored.keys}
    for key, make in stored.times:
        if properties[key] is not None:
            properties[key] = make(properties[key])
    nested = {key: value for key, value in row.items() if key not in properties}
    nested["properties"] = properties
    return nested


def to_row(noun: str, found: Row) -> Row:
    """Returns what a reading statement has found of a noun in the form of the row from which it was written."""
    stored = _stored(noun)
    value_of = found.pop("properties").get
    row = found
    for key in stored.keys:
        row[key] = value_of(key)
    for key, _ in stored.times:
        if row[key] is not None:
            row[key] = iso_text(row[key])
    return row


def iso_text(value: Any) -> str:
    """Returns the ISO text of a date or a time from Neo4j."""
    return value.to_native().isoformat()

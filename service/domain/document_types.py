"""The types of a VideoDocument's values: text, names, keys, addresses, seconds; each refuses what the graph or a terminal could not take.

A constraint that a JSON Schema can say is in the schema too. A validator's message says what to do, which a bare pattern would not.
"""

import re
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

from service.domain.text import (
    CONTROLS,
    LONGEST_DESCRIPTION,
    LONGEST_LABEL,
    LONGEST_NAME,
    LONGEST_PROSE,
    LONGEST_QUOTE,
    LONGEST_SEGMENT,
    LONGEST_TITLE,
    LONGEST_URL,
    fault_in_line,
    fault_in_text,
)

Authority = Literal["PERSON", "LANGUAGE_MODEL", "OFFLINE"]
AUTHORITIES: tuple[Authority, ...] = get_args(Authority)
"""The highest first."""
_RECOGNIZED = "_RECOGNIZED"
_NAMED = ("PERSON", "LANGUAGE_MODEL", f"LANGUAGE_MODEL{_RECOGNIZED}", "OFFLINE", f"OFFLINE{_RECOGNIZED}")


def strength(authority: str | None) -> int:
    """Returns a number that is greater for a higher authority of a document or of its names; 0 if there is none."""
    return len(_NAMED) - _NAMED.index(authority) if authority in _NAMED else 0


def if_recognized(authority: str | None) -> str | None:
    """Returns the authority of names that a program spelled by their sound, which is below that of written ones: whoever read the words has not
    heard them. What a person wrote or checked stays."""
    recognized = f"{authority}{_RECOGNIZED}"
    return recognized if recognized in _NAMED else authority


def of_document(authority: str) -> str:
    """Returns the authority of a document whose names have this one."""
    return authority.removesuffix(_RECOGNIZED)


Kind = Literal["PERSON", "COMPANY", "CONCEPT", "PRODUCT", "EVENT"]
Hash = Annotated[str, StringConstraints(pattern=r"^\w{1,64}$")]


class DocumentPart(BaseModel):
    """Base of all parts: camelCase keys, unknown keys are errors, values do not change once made."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid", frozen=True)


class ExportInfo(DocumentPart):
    """Written by `videograph export`: the document and the file from which the talk was imported. It is valid only
    while the document is unchanged, according to `hash`; then importing it counts as importing the original."""

    hash: Hash
    content_hash: Hash
    source_hash: Hash | None = None


_ADDRESS = re.compile(r"^https?://\S+$")
_MEDIA_TYPE = re.compile(r"^[a-z]+/[a-z0-9][a-z0-9!#$&^_.+-]*$")
_SHOWN = 60


def _in_one_line(value: Any) -> Any:
    return _checked(fault_in_line(value), value) if isinstance(value, str) else value


def _in_text(value: Any) -> Any:
    return _checked(fault_in_text(value), value) if isinstance(value, str) else value


def _checked(fault: str | None, value: str) -> str:
    if fault is not None:
        raise ValueError(fault)
    return value


def _not_too_long(value: str) -> str:
    if len(value) > LONGEST_SEGMENT:
        raise ValueError(
            f"a segment holds at most {LONGEST_SEGMENT:,} characters, and this one {len(value):,}: "
            "a segment is a cue or a turn, so divide it"
        )
    return value


def _is_address(value: str) -> str:
    if _ADDRESS.match(value) is None:
        shown = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
        raise ValueError(
            f"must be an address that begins with http:// or https:// and has no spaces, and this is {shown!r}"
        )
    return value


def _is_media_type(value: str) -> str:
    bare = value.partition(";")[0].strip().lower()
    if _MEDIA_TYPE.match(bare) is None:
        raise ValueError(
            f"must be a media type such as audio/mpeg or video/mp4, and this is {value[:_SHOWN]!r}"
        )
    return bare


_WIKIDATA_ITEM = re.compile(r"^Q[1-9][0-9]{0,11}$")
_WIKIDATA_ADDRESS = re.compile(r"^\s*https?://(?:www\.|m\.)?wikidata\.org/(?:wiki|entity)/")


def _is_item(value: str) -> str:
    bare = _WIKIDATA_ADDRESS.sub("", value, count=1).strip()
    if _WIKIDATA_ITEM.match(bare) is None:
        raise ValueError(f"must be an item of Wikidata such as Q42, and this is {value[:_SHOWN]!r}")
    return bare


_IN_ONE_LINE = Field(json_schema_extra={"pattern": f"^[^{CONTROLS}]*$"})


def _bounded(most: int | None = None) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=1, max_length=most)


Text = Annotated[str, _bounded(), BeforeValidator(_in_text)]
"""Text whose length follows from the graph."""
Words = Annotated[str, _bounded(LONGEST_PROSE), BeforeValidator(_in_text)]
Description = Annotated[str, _bounded(LONGEST_DESCRIPTION), BeforeValidator(_in_text)]
QuoteText = Annotated[str, _bounded(LONGEST_QUOTE), BeforeValidator(_in_text)]
Label = Annotated[str, _bounded(LONGEST_LABEL), BeforeValidator(_in_text)]
SegmentText = Annotated[
    str,
    _bounded(),
    BeforeValidator(_in_text),
    AfterValidator(_not_too_long),
    Field(json_schema_extra={"maxLength": LONGEST_SEGMENT}),
]
Key = Annotated[str, BeforeValidator(_in_one_line), _IN_ONE_LINE]
Name = Annotated[str, _bounded(LONGEST_NAME), BeforeValidator(_in_one_line), _IN_ONE_LINE]
Title = Annotated[str, _bounded(LONGEST_TITLE), BeforeValidator(_in_one_line), _IN_ONE_LINE]
# To the millisecond, whatever a time comes from: speech recognisers compute theirs (57.599999999999994), and all times of a
# talk have to stay consistent with each other.
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False), AfterValidator(lambda value: round(value, 3))]
Index = Annotated[int, Field(ge=0)]
EvidenceId = Annotated[str, StringConstraints(pattern=r"^evidence:[0-9a-f]{24}$")]
Confidence = Annotated[float, Field(ge=0, le=1)]
Url = Annotated[
    str,
    StringConstraints(max_length=LONGEST_URL),
    BeforeValidator(_in_one_line),
    AfterValidator(_is_address),
    Field(json_schema_extra={"pattern": _ADDRESS.pattern}),
]
WikidataId = Annotated[
    str,
    AfterValidator(_is_item),
    Field(json_schema_extra={"pattern": _WIKIDATA_ITEM.pattern, "examples": ["Q42"]}),
]
"""An item of Wikidata: which of all things of a name is meant. Its address is taken for it."""
MediaType = Annotated[
    str,
    StringConstraints(max_length=200),
    AfterValidator(_is_media_type),
    Field(json_schema_extra={"examples": ["audio/mpeg", "video/mp4"]}),
]

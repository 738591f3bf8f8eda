"""The types of a VideoDocument's values: text, names, keys, addresses, seconds; each refuses what the graph or a terminal could not take.

A constraint that a JSON Schema can say is in the schema too. A validator's message says what to do, which a bare pattern would not.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

_CONTROLS = r"\u0000-\u001f\u007f-\u009f"
_CONTROL = re.compile(f"[{_CONTROLS}]")
_CONTROL_IN_TEXT = re.compile(r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]")
"""Text may have tabs and line breaks."""
_ADDRESS = re.compile(r"^https?://\S+$")
_MEDIA_TYPE = re.compile(r"^[a-z]+/[a-z0-9][a-z0-9!#$&^_.+-]*$")
_LONGEST_TEXT = 1_000_000
"""Characters of a segment. A talk of ten hours has half as many in all its segments."""
_SHOWN = 60


def _no_control(value: str) -> str:
    return _without(_CONTROL, value)


def _no_control_in_text(value: str) -> str:
    return _without(_CONTROL_IN_TEXT, value)


def _without(controls: re.Pattern[str], value: str) -> str:
    found = controls.search(value)
    if found is not None:
        sign, place = f"U+{ord(found[0]):04X}", found.start() + 1
        raise ValueError(f"character {place} is a control character ({sign}): remove it")
    return value


def _not_too_long(value: str) -> str:
    if len(value) > _LONGEST_TEXT:
        raise ValueError(
            f"a segment holds at most {_LONGEST_TEXT:,} characters, and this one {len(value):,}: "
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


_IN_ONE_LINE = Field(json_schema_extra={"pattern": f"^[^{_CONTROLS}]*$"})

Words = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_no_control_in_text)
]
SegmentText = Annotated[
    Words, AfterValidator(_not_too_long), Field(json_schema_extra={"maxLength": _LONGEST_TEXT})
]
Key = Annotated[str, AfterValidator(_no_control), _IN_ONE_LINE]
Name = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_no_control),
    _IN_ONE_LINE,
]
# To the millisecond, whatever a time comes from: speech recognisers compute theirs (57.599999999999994), and all times of a
# talk have to stay consistent with each other.
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False), AfterValidator(lambda value: round(value, 3))]
Index = Annotated[int, Field(ge=0)]
Confidence = Annotated[float, Field(ge=0, le=1)]
Url = Annotated[
    str,
    StringConstraints(max_length=2000),
    AfterValidator(_no_control),
    AfterValidator(_is_address),
    Field(json_schema_extra={"pattern": _ADDRESS.pattern}),
]
MediaType = Annotated[
    str,
    StringConstraints(max_length=200),
    AfterValidator(_is_media_type),
    Field(json_schema_extra={"examples": ["audio/mpeg", "video/mp4"]}),
]

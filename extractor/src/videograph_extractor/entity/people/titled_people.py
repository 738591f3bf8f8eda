"""Finds persons in the title and the channel's name of a video, which are not sentences to parse."""

import re

from service.domain.document import VideoInfo
from videograph_extractor.entity.people.people import is_persons_name, with_capitals

_BETWEEN = re.compile(
    r"[|:,;()\[\]–—•·/&]| - |\b(?:with|feat\.?|ft\.?|and|on|by|of|from|at|about|vs\.?|interviews?|meets|talks?|explains|keynote)\b",
    re.IGNORECASE,
)
"""What stands between a person's name and the rest of a title."""
_EDGE = " \"'“”‘’.!?"


def people_in_title(video: VideoInfo) -> list[str]:
    """The full names in the title, in any case."""
    pieces = (with_capitals(piece.strip(_EDGE)) for piece in _BETWEEN.split(video.title))
    return list(dict.fromkeys(name for name in pieces if is_persons_name(name)))


def person_of_channel(video: VideoInfo) -> str | None:
    """Whose channel it is, where it is called by a full name."""
    name = video.channel.name if video.channel else ""
    return name if is_persons_name(name) else None

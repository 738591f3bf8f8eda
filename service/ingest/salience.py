"""How much a video is about an entity, where the document does not say. Pure."""

import math
from collections.abc import Sequence


def salience(starts: Sequence[float], most: int, spoken: float, duration: float) -> float:
    """0 to 1, from how often, over how much of the talk and how early it is named, or from how long it speaks.

    Args:
        starts: seconds at which the entity is named.
        most: mentions of the most named entity of the video.
        spoken: seconds for which the entity itself speaks; a voice counts even when nobody names it.
        duration: seconds of the whole video.
    """
    duration = max(duration, 1.0)
    voice = min(1.0, spoken / duration)
    if not starts:
        return round(voice, 3)
    often = math.log1p(len(starts)) / math.log1p(max(most, len(starts)))
    tenths = {min(9, int(10 * start / duration)) for start in starts}
    early = 1 - min(1.0, min(starts) / duration)
    return round(max(voice, 0.5 * often + 0.3 * len(tenths) / 10 + 0.2 * early), 3)

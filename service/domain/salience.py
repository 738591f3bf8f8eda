"""Computes how much a video is about an entity, if the document does not say. Pure functions."""

import math
from collections.abc import Sequence


def salience(starts: Sequence[float], most: int, spoken: float, duration: float) -> float:
    """Returns 0 to 1, from the number, spread and position of mentions, or from the speaking time.

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

"""Times in TTML: clock times with fractions or frames, offsets with a unit.

Source: https://www.w3.org/TR/ttml2/#timing-value-time-expression
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from service.transcripts.parts.xmltree import Element, attribute

_CLOCK = re.compile(
    r"([0-9]{1,6}):([0-9]{1,2}):([0-9]{1,2})(?:([.,][0-9]{1,9})|[:;]([0-9]{1,3})(?:\.([0-9]{1,3}))?)?",
    re.ASCII,
)
_OFFSET = re.compile(r"([0-9]{1,15}(?:\.[0-9]{1,9})?)(h|ms|m|s|f|t)?", re.ASCII)
_UNITS = {"h": 3600, "m": 60, "s": 1, None: 1}


@dataclass(frozen=True, slots=True)
class Rates:
    """Frames, subframes and ticks of a document; `smpte` counts frames by `frames`, not by seconds."""

    frames: int = 30
    multiplier: Fraction = Fraction(1)
    subframes: int = 1
    ticks: Fraction = Fraction(1)
    smpte: bool = False
    drops: bool = False


def read_rates(root: Element) -> Rates:
    """The rates that a document's root states, with the defaults of the standard for what it does not."""
    frames = _positive(attribute(root, "frameRate"))
    subframes = _positive(attribute(root, "subFrameRate")) or 1
    ratio = [
        _positive(part)
        for part in re.split(r"[\s:]+", (attribute(root, "frameRateMultiplier") or "").strip())
    ]
    multiplier = Fraction(ratio[0], ratio[1]) if len(ratio) == 2 and ratio[0] and ratio[1] else Fraction(1)
    ticks = _positive(attribute(root, "tickRate"))
    return Rates(
        frames or 30,
        multiplier,
        subframes,
        Fraction(ticks) if ticks else frames * multiplier * subframes if frames else Fraction(1),
        attribute(root, "timeBase") == "smpte",
        attribute(root, "dropMode") == "dropNTSC",
    )


def _positive(text: str | None) -> int | None:
    bare = (text or "").strip()
    return int(bare) or None if bare.isascii() and bare.isdecimal() and len(bare) < 12 else None


def read_time(text: str, rates: Rates) -> float:
    """Seconds, to the millisecond.

    Raises:
        ValueError: it is no time, with the reason.
    """
    bare = text.strip()
    found = _clock(bare, rates)
    if found is None:
        found = _offset(bare, rates)
    if found is None:
        raise ValueError(
            f"cannot read the time {bare[:40]!r}: it is written 00:01:02.345, 00:01:02:10 or 62.345s"
        )
    return round(found * 1000) / 1000


def _clock(text: str, rates: Rates) -> Fraction | None:
    match = _CLOCK.fullmatch(text)
    if match is None or int(match[2]) > 59 or int(match[3]) > 60:
        return None
    minutes = int(match[1]) * 60 + int(match[2])
    whole = minutes * 60 + int(match[3])
    rate = rates.frames * rates.multiplier
    frames = int(match[5] or 0) + Fraction(int(match[6] or 0), rates.subframes)
    if rates.smpte and match[4] is None:
        dropped = 2 * (minutes - minutes // 10) if rates.drops else 0
        return (whole * rates.frames + frames - dropped) / rate
    return whole + Fraction("0." + (match[4] or ".0")[1:]) + frames / rate


def _offset(text: str, rates: Rates) -> Fraction | None:
    match = _OFFSET.fullmatch(text)
    if match is None:
        return None
    count = Fraction(match[1])
    match match[2]:
        case "ms":
            return count / 1000
        case "f":
            return count / (rates.frames * rates.multiplier)
        case "t":
            return count / rates.ticks
        case unit:
            return count * _UNITS[unit]

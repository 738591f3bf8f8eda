"""Times of SubRip and WebVTT, and the check of their order."""

import re

_CLOCK = r"(?:[0-9]{1,6}:)?[0-9]{1,2}:[0-9]{1,2}(?:[.,][0-9]{1,9})?"
TIMING = re.compile(rf"({_CLOCK})[^\S\n]*-->[^\S\n]*({_CLOCK})(?=\s|$)")
"""The two times of a cue. SubRip's comma and WebVTT's dot, hours of any length or none, spaces or none."""

_LOOSE = r"(?:[0-9]{1,3} ?: ?)?[0-9]{1,2} ?: ?[0-9]{1,2} ?[.,] ?[0-9]{1,3}"
_OTHER_TIMING = re.compile(
    rf"^[^\S\n]*(?:({_CLOCK}),(?=[0-9]+:)({_CLOCK})|({_LOOSE})[^\S\n]*(?:[-–—]{{1,2}} ?>|→)[^\S\n]*({_LOOSE}))[^\S\n]*$",
    re.MULTILINE | re.ASCII,
)
_LENGTH = re.compile(
    r"(?:PT)?(?:([0-9]{1,3})\s*h(?:(?:ou)?rs?)?[\s,]*)?(?:([0-9]{1,4})\s*m(?:in(?:ute)?s?)?\.?[\s,]*)?"
    r"(?:([0-9]{1,6}(?:\.[0-9]{1,9})?)\s*s(?:ec(?:ond)?s?)?\.?)?",
    re.IGNORECASE | re.ASCII,
)
HAIR = 0.5
"""Seconds. Times that run backwards by no more are rounded or typed wrongly; the words are in order."""
SLACK = 2.0
"""Seconds. Where several speak at once, services list turns that much out of order; more is a broken file."""

ADVICE = "--lenient-times moves such times between their neighbours"
_ALONE = re.compile(_CLOCK, re.ASCII)
_COUNT = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9})?", re.ASCII)


def has_other_timing(text: str) -> bool:
    """Whether a line has the times of a cue in one of the ways that `usual_timing` knows."""
    return _OTHER_TIMING.search(text) is not None


def usual_timing(text: str) -> str:
    """Times of cues as SubRip has them: from YouTube's `.sbv` (`0:00:01.000,0:00:02.000`), and from files
    that went through a translator or a word processor (`00: 00: 01, 000 -> 00: 00: 02, 000`)."""
    return _OTHER_TIMING.sub(
        lambda match: " --> ".join("".join(t.split()) for t in match.groups() if t), text
    )


def seconds(clock: str) -> float | None:
    """`01:02:03,456`, `62:03.456` → seconds, to the millisecond; None if minutes or seconds exceed 59.

    Without hours, minutes may go to 99.
    """
    whole, _, fraction = clock.replace(",", ".").partition(".")
    fields = [int(field) for field in whole.split(":")]
    if fields[-1] > 59 or (len(fields) == 3 and fields[1] > 59):
        return None
    total = 0
    for field in fields:
        total = total * 60 + field
    return (total * 1000 + round(int(fraction or 0) * 1000 / 10 ** len(fraction))) / 1000


def read_clock(text: str) -> float | None:
    """Returns the seconds of a single time (`00:01:02.345`, `1:02`, or seconds as `62.345`); None if it is not a
    time."""
    bare = text.strip()
    if _ALONE.fullmatch(bare):
        return seconds(bare)
    return float(bare) if _COUNT.fullmatch(bare) else None


def clock(value: float) -> str:
    """Seconds as people read them, for messages: `1:02:03.456`."""
    milliseconds = round(value * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def mended(start: float, end: float, before: float) -> tuple[float, float]:
    """Times of a cue behind one that starts at `before`, held back where they run backwards by no more than `HAIR`."""
    if before - HAIR <= start < before:
        start = before
    if start - HAIR <= end < start:
        end = start
    return start, end


def disorder(start: float, end: float, before: float, more: str = "") -> str | None:
    """What is wrong with a cue from `start` to `end` behind one that starts at `before`, with `more` behind it; None if nothing.

    Overlaps and cues of no length are in order.
    """
    if end < start:
        return f"times run backwards: this ends at {clock(end)} and starts at {clock(start)}{more}; {ADVICE}"
    if start < before:
        shown = f"this starts at {clock(start)}, and the one in front of it at {clock(before)}"
        return f"times run backwards: {shown}{more}; {ADVICE}"
    return None


def read_duration(text: str) -> float | None:
    """Returns the seconds of a length: a time, or numbers with units (`4 min`, `53m22s`, `1 h 12 min`, `PT1H2M`)."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        return read_clock(text)
    hours, minutes, rest = (float(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + rest

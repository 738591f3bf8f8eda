"""Finds first names that do not mean the speaker with this name: "a friend named Sam" said by Sam, "Adam and I" said
to Adam.

Nearly always a voice that says its own name means itself ("Jerod here", "they said: Jerod, …"), so only what leaves no
other reading counts.
"""

import re
from collections.abc import Sequence
from functools import cache

from service.domain.document import SegmentInfo
from videograph_extractor.entity.things import Thing
from videograph_extractor.text.patterns import read_patterns
from videograph_extractor.text.reported_speech import count_quotes

_OTHER = re.compile(
    r"\b(?:another|(?:guy|man|woman|person|friend|colleague),? (?:named|called)|\(named) $", re.I
)
_ALSO = re.compile(r"\b(?:also|too) (?:named|called) $", re.I)
_I_AND = re.compile(r"\b(?:me|myself) and $", re.I)
_AND_I = re.compile(r" and (?:I|myself)(?! think| mean| guess)\b")
_ONESELF = re.compile(
    r"\b(?:I|I['’]m|am|is|it['’]s|me|myself|names?|names['’]s|host|this is|here['’]s|call me|hey|hi|hello)[,:]? $",
    re.I,
)
"""What stands before a name that somebody says of themselves, or is greeted with."""


class Namesakes:
    """Asks of each place where a voice's first name is said alone whether somebody else is meant."""

    def __init__(self, segments: Sequence[SegmentInfo], things: Sequence[Thing]) -> None:
        self._segments = segments
        owners = {label: thing for thing in things for label in thing.labels}
        spoken = [owners[s.speaker] for s in segments if s.speaker is not None and s.speaker in owners]
        self._opens = spoken[0] if spoken else None
        self._two = len({id(thing) for thing in spoken}) == 2

    def is_another(self, thing: Thing, index: int, start: int, end: int) -> bool:
        """Whether the name of a voice, in a segment from `start` to `end`, is that of somebody else."""
        segment = self._segments[index]
        if not thing.labels or segment.speaker is None or " " in segment.text[start:end]:
            return False
        before, behind = segment.text[:start], segment.text[end:]
        if _ALSO.search(before):
            return True
        own = segment.speaker in thing.labels
        # who opens a talk of two speaks of "X and I" to those who listen; the guest says "you and I" to a host
        to_host = self._two and not own and thing is self._opens
        if not (own or to_host) or count_quotes(before) % 2:
            return False
        beside = _I_AND.search(before) or _AND_I.match(behind)
        named = own and (_OTHER.search(before) or (_role().match(behind) and not _ONESELF.search(before)))
        return bool(beside or named)


@cache
def _role() -> re.Pattern[str]:
    """ ", the CEO of"."""
    roles = "|".join(sorted(map(re.escape, read_patterns().roles)))
    return re.compile(
        rf", (?:who['’]s |who is )?(?:the|our|a|an) (?:[\w-]+ ){{0,3}}(?:{roles}) (?:of|at|for)\b", re.I
    )

"""Finds first names that do not mean the person with this name: "a friend named Sam" said by Sam, "Adam and I" said
to Adam, "my business partner Mark" an hour after Mark Zuckerberg.

Nearly always a voice that says its own name means itself ("Jerod here", "they said: Jerod, …"), so of voices only what leaves
no other reading counts. Of everybody else a bare first name needs support: the full or family name nearby, or in what is
written about the talk.
"""

import re
from collections.abc import Sequence
from functools import cache

from service.domain.document import SegmentInfo
from service.extractors.common.word_tables import read_words
from videograph_extractor.entity.things import Thing
from videograph_extractor.text.forms import Forms
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
_OWN = re.compile(r"\b(?:my|our) (?:[\w-]+ ){1,3}$", re.I)
"""Words that introduce somebody whom the speaker knows: "my business partner Mark"."""
_NEARBY, _BESIDE = 180.0, 15.0
"""Seconds within which a full name says who a first name is; the same where the speaker introduces the person."""


class Namesakes:
    """Asks of each place where a first name is said alone, in the order of the talk, whether somebody else is meant. `about`: what is
    written about the talk."""

    def __init__(self, segments: Sequence[SegmentInfo], things: Sequence[Thing], about: str = "") -> None:
        self._segments = segments
        self._written = about.casefold()
        self._named = _moments_of_names(segments, things)
        self._last: dict[int, float] = {}
        owners = {label: thing for thing in things for label in thing.labels}
        spoken = [owners[s.speaker] for s in segments if s.speaker is not None and s.speaker in owners]
        self._opens = spoken[0] if spoken else None
        self._two = len({id(thing) for thing in spoken}) == 2

    def is_another(self, thing: Thing, index: int, start: int, end: int) -> bool:
        """Whether the name of a voice, in a segment from `start` to `end`, is that of somebody else."""
        segment = self._segments[index]
        if not thing.labels:
            return self._is_unsupported(thing, index, start, end)
        if segment.speaker is None or " " in segment.text[start:end]:
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

    def _is_unsupported(self, thing: Thing, index: int, start: int, end: int) -> bool:
        """Whether nothing near a bare first name says that it is of a person who does not speak."""
        segment = self._segments[index]
        first, family = thing.name.split()[0].casefold(), thing.name.casefold()
        word = segment.text[start:end]
        long = read_words().nicknames.get(word.capitalize(), word).casefold()
        if thing.kind != "PERSON" or " " not in family or first not in (word.casefold(), long):
            return False
        if family in self._written:
            return False
        moment = segment.start_seconds
        introduced = _OWN.search(segment.text[:start]) is not None
        moments = self._named.get(id(thing), ())
        near = _BESIDE if introduced else _NEARBY
        supported = any(abs(moment - other) <= near for other in moments)
        if not introduced and id(thing) in self._last:
            supported = supported or moment - self._last[id(thing)] <= near
        if supported:
            self._last[id(thing)] = moment
        return not supported


def _moments_of_names(segments: Sequence[SegmentInfo], things: Sequence[Thing]) -> dict[int, list[float]]:
    """When people who do not speak are named in full, or by their family name, by the id of the thing."""
    owners = {
        form.lower(): thing
        for thing in things
        if thing.kind == "PERSON" and not thing.labels and thing.short
        for form in (thing.name, *thing.exact, *thing.short)
        if " " in form or form.casefold() == thing.name.split()[-1].casefold()
    }
    moments: dict[int, list[float]] = {}
    forms = Forms(owners, any_case=True)
    for segment in segments if owners else ():
        for _, _, form in forms.finditer(segment.text):
            moments.setdefault(id(owners[form]), []).append(segment.start_seconds)
    return moments


@cache
def _role() -> re.Pattern[str]:
    """ ", the CEO of"."""
    roles = "|".join(sorted(map(re.escape, read_patterns().roles)))
    return re.compile(
        rf", (?:who['’]s |who is )?(?:the|our|a|an) (?:[\w-]+ ){{0,3}}(?:{roles}) (?:of|at|for)\b", re.I
    )

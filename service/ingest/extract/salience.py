"""What a talk is about: entities ranked, and cut to what a reader would put on a map.

A five-hour recording names 1,800 things, "glasses" and "Tuesday" among them. What counts: how often something
is said, over how much of the talk, how early, whether title, description or chapters name it, how near its
meaning is to that of the whole talk, and how special its words are.
"""

from collections.abc import Sequence
from math import log2, sqrt
from typing import TYPE_CHECKING

from service.ingest.document import Transcript
from service.ingest.extract.language import embed
from service.ingest.extract.names import pattern_of
from service.ingest.extract.tables import read_background, read_words
from service.ingest.extract.things import Thing, is_common

if TYPE_CHECKING:
    from service.ingest.extract.language import Vectors

_WORDS_A_MINUTE = 150
_SPECIAL = 0.4
"""How special a single word must be to count as a name that is said once."""
_RARE = 0.5
"""How rare an ordinary word must be to be a term by itself: "privacy" is none."""
_PLAIN = 0.7
"""The same for one of which nothing tells what it is."""
_OFTEN = 3
_COMMONLY = 4
"""Mentions that a term of every talk needs at least, however short this one is."""
_OFTEN_ENOUGH = 5
_A_MENTION_IN = 1200
"""Words of talk for each mention that a word of everyday's use needs."""
_UNLISTED = 0.8
"""What a term counts that no table has, next to names and listed terms: it is right less often."""
_COMMON = 0.5
"""What a term that every talk uses counts, next to others."""
_KEY = 20
"""How many times as often as in other talks a word of theirs must be said to be a term of this one."""
_MOSTLY = 0.6
_MORE = 15
"""Names and known terms kept beyond the size of the map: a short talk may name one thing after the other."""


def map_size(words: int) -> int:
    """Entities to keep: 30 for nine minutes, 77 for an hour, 140 at most. Grows as the root of the length,
    as a longer talk says more about the same things."""
    return max(12, min(140, round(10 * sqrt(words / _WORDS_A_MINUTE))))


def rank_things(transcript: Transcript, things: Sequence[Thing], center: "Vectors") -> list[Thing]:
    """The most salient things, best first, `salience` set to 0..1; speakers always among them.

    `center` is the mean vector of the talk.
    """
    count = len(transcript.segments)
    video = transcript.video
    title = video.title
    written = " \n ".join([video.description or "", *(chapter.title for chapter in transcript.chapters)])
    for thing in things:
        forms = thing.forms
        pattern = pattern_of(forms, 2 if thing.loose else 0) if forms else None
        in_title = pattern is not None and pattern.search(title) is not None
        in_text = pattern is not None and pattern.search(written) is not None
        thing.salience = _score(thing, count) * (1 + 0.8 * in_title + 0.4 * in_text)
    words = sum(len(segment.text.split()) for segment in transcript.segments)
    size = map_size(words)
    shortlist = sorted(things, key=lambda t: (-t.salience, t.name))[: 3 * size]
    vectors = embed([thing.name for thing in shortlist]) if shortlist else None
    for i, thing in enumerate(shortlist):
        if vectors is not None and thing.kind != "PERSON":
            near = max(0.0, float(vectors[i] @ center))
            thing.salience *= _nearness(thing, near) * (_COMMON if is_common(thing) else 1.0)
            if not thing.known and not thing.is_name:
                thing.salience *= _UNLISTED
    voices = [thing for thing in things if thing.labels]
    best = max((thing.salience for thing in shortlist), default=0.0) or 1.0
    for thing in shortlist:
        # the root: the first of a talk is ten times the fiftieth, not a hundred times
        thing.salience = round((thing.salience / best) ** 0.5, 4)
    for thing in voices:
        share = sum(segment.speaker in thing.labels for segment in transcript.segments) / count
        thing.salience = round(
            min(1.0, max(thing.salience if thing in shortlist else 0.0, 0.3 + 0.5 * share)), 4
        )
    often = max(_OFTEN, round(words / _A_MENTION_IN))
    shortlist = [
        thing
        for thing in shortlist
        if thing.labels or (_is_worth_a_place(thing, often) and not _is_everybodys(thing, words))
    ]
    ranked = sorted({id(t): t for t in [*shortlist, *voices]}.values(), key=lambda t: (-t.salience, t.name))
    others = [thing for thing in ranked if not thing.labels]
    room = max(0, size - len(voices))
    certain = [thing for thing in others[room:] if thing.is_name or thing.known]
    kept = {id(thing) for thing in [*voices, *others[:room], *certain[:_MORE]]}
    return [thing for thing in ranked if id(thing) in kept]


def _score(thing: Thing, segments: int) -> float:
    """Mentions, their spread over tenths of the talk, and the place of the first."""
    if not thing.mentions:
        return 0.0
    tenths = {mention.segment * 10 // segments for mention in thing.mentions}
    early = 1 - thing.mentions[0].segment / segments
    return (
        log2(1 + len(thing.mentions)) * (0.6 + 0.05 * len(tenths)) * (0.9 + 0.2 * early) * thing.specificity
    )


def _nearness(thing: Thing, near: float) -> float:
    """A name may be far from the talk's meaning; a single ordinary word must be near to be more than a word."""
    if thing.known or (thing.is_name and not thing.loose):
        return 0.75 + 0.7 * near
    if thing.is_name:
        return 0.6 + near
    return 0.8 * (0.6 + near if " " in thing.name else 0.25 + 1.4 * near)


def _is_worth_a_place(thing: Thing, often: int) -> bool:
    """Said once by the way, and neither a full name nor known: no. `often` is what a talk comes back to."""
    if thing.is_name and not thing.known and not (thing.kind == "CONCEPT" and _is_written_small(thing)):
        if thing.kind == "CONCEPT" and " " not in thing.name and len(thing.mentions) == 1:
            return False  # letters said once, of which nothing tells what they are
        special = _SPECIAL if thing.certainty else _PLAIN
        return len(thing.mentions) > 1 or " " in thing.name or thing.specificity >= special
    if thing.name.removesuffix("s") in read_words().common_initials or is_common(thing):
        return len(thing.mentions) >= max(often, _COMMONLY)
    if thing.known or thing.kind != "CONCEPT":
        return True
    if " " in thing.name:
        return len(thing.mentions) >= _OFTEN
    return len(thing.mentions) >= min(often, _OFTEN_ENOUGH) and thing.specificity >= _RARE


def _is_everybodys(thing: Thing, words: int) -> bool:
    """A single word that many talks have, and this one hardly more often than they: "plugin", "tweet"."""
    if thing.kind != "CONCEPT" or thing.known or " " in thing.name or "-" in thing.name:
        return False
    if thing.is_name and not _is_written_small(thing):
        return False
    usual = sum(read_background().get(form, 0.0) for form in {form.lower() for form in thing.forms})
    return usual * words * _KEY > len(thing.mentions)


def _is_written_small(thing: Thing) -> bool:
    """Whether most of its mentions have no capital, so that it is a term for all that somebody wrote it large."""
    return sum(n for text, n in thing.said.items() if text.islower()) > _MOSTLY * len(thing.mentions)
